"""What is told for a few seconds after something happened that is seen nowhere else on the screen. Pure."""

from interviewer.screens.labels import COVERAGE
from interviewer.screens.words import _
from interviewer.session import events as e
from interviewer.session.interview import State
from interviewer.session.standing import unused_probes

QUIET, DONE = "class:quiet", "class:done"


def told(event: e.Event, state: State) -> tuple[str, str]:
    """The words about this event and their style; empty words where the screen shows it anyway."""
    if isinstance(event, e.Measured):
        return (_("What lies behind it?") if unused_probes(state) else "", DONE)
    if isinstance(event, e.Recorder):
        return _("The recorder shows {clock} now.").format(clock=_clock(event.seconds)), DONE
    return _quietly(event), QUIET


def _quietly(event: e.Event) -> str:
    match event:
        case e.Gap():
            words = _("Noted for {question}: {reason}.").format(
                question=event.question, reason=_(COVERAGE[event.reason])
            )
        case e.Undone():
            words = _("taken back")
        case e.Under():
            words = _("The words also answer {question} now.").format(question=event.question)
        case e.Moved():
            words = _("The words stand under {question} now.").format(question=event.question)
        case e.Mark():
            words = _("Coded: {code}").format(code=event.code)
        case e.Fixed(reason=reason) if reason:
            words = _("The reason of the correction is noted.")
        case _:
            words = ""
    return words


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
