"""What is told for a few seconds after something happened that is seen nowhere else on the screen. Pure."""

from interviewer.screens.clean import one_line
from interviewer.screens.interview.tongues import missing_words, switch_told
from interviewer.screens.labels import COVERAGE, label
from interviewer.screens.room.outline import questions_of
from interviewer.screens.words import _
from interviewer.session import events as e
from interviewer.session.interview import State
from interviewer.session.standing import unused_probes

SHORT = 30  # cells of the words by which something is named
QUIET, DONE = "class:quiet", "class:done"


def told(event: e.Event, state: State) -> tuple[str, str]:
    """The words about this event and their style; empty words where the screen shows it anyway."""
    if isinstance(event, e.Measured):
        return (_("What lies behind it?") if unused_probes(state) else "", DONE)
    if isinstance(event, e.Recorder):
        return _("The recorder shows {clock} now.").format(clock=_clock(event.seconds)), DONE
    if isinstance(event, e.Language):
        return switch_told(event, state), "class:must" if missing_words(state.guide, event.language) else DONE
    return _quietly(event, state), QUIET


def _quietly(event: e.Event, state: State) -> str:
    match event:
        case e.Gap():
            words = _("Noted for {question}: {reason}.").format(
                question=_named(event.question, state), reason=_(COVERAGE[event.reason])
            )
        case e.Undone():
            words = _taken_back(event, state)
        case e.Under():
            words = _("The words also answer {question} now.").format(question=_named(event.question, state))
        case e.Moved():
            words = _("The words stand under {question} now.").format(question=_named(event.question, state))
        case e.Mark():
            words = _("Coded: {code}").format(code=event.code)
        case e.Fixed(reason=reason) if reason:
            words = _("The reason of the correction is noted.")
        case _:
            words = ""
    return words


def _named(question: str, state: State) -> str:
    """A question as the outline names it: its number and its first words."""
    entry = next((one for one in questions_of(state) if one.question == question), None)
    if entry is None:
        return question
    return _("{number} “{words}”").format(number=entry.number, words=one_line(entry.words, SHORT))


def _taken_back(undone: e.Undone, state: State) -> str:
    """What was taken back, as far as it can be named."""
    for record in state.records:
        event = record.event
        if event.id not in undone.events:
            continue
        if isinstance(event, e.Turn):
            words = one_line(event.text, SHORT)
            return _("taken back: {kind} “{words}”").format(kind=label(event.kind), words=words)
        if isinstance(event, e.Marker):
            return _("taken back: {kind}").format(kind=label(event.marker))
        if isinstance(event, e.Gap):
            question, reason = _named(event.question, state), _(COVERAGE[event.reason])
            return _("taken back: {reason}, for {question}").format(reason=reason, question=question)
    return _("taken back")


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
