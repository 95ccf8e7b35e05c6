"""Where the answers of an interview come from: a script on a pipe, or the keyboard."""

import sys
from typing import Any, NamedTuple, Protocol

from interviewer.screens.terminal.script import Line, Script
from interviewer.screens.words import _
from interviewer.session.live import Live
from interviewer.session.secrecy import seals


class Wanted(NamedTuple):
    """What the next line is for: the prompt before it, words to begin with, and the place of its draft.

    The place is empty for the line of a question (then actions are offered), None where no draft is kept.
    """

    prefix: str
    initial: str = ""
    place: str | None = None


class Answers(Protocol):
    """A source of lines. `typed` says whether somebody sits there who can be asked again."""

    typed: bool

    def next(self, wanted: Wanted, live: Live) -> Line:
        """The next line. Raises EOFError at the end, KeyboardInterrupt to leave, Hangup when the terminal is gone."""


def safe_word() -> str:
    """What the status line says of what was entered, once it is on the disk."""
    return _("saved, sealed") if seals() else _("saved")


class FromScript:
    """Lines of standard input, each read only when what came before it is safe."""

    typed = False

    def __init__(self, stop: Any) -> None:
        self._script = Script(lambda: stop.readline(sys.stdin.buffer))

    def next(self, wanted: Wanted, live: Live) -> Line:  # noqa: ARG002 - a script needs no prompt
        """The next line or block of the script."""
        return self._script.next()


class _Typed:
    """What stands at the prompt, on its way to the draft."""

    def __init__(self, live: Live, wanted: Wanted) -> None:
        self.words = wanted.initial
        self._live = live
        self._place = wanted.place

    def keep(self, words: str) -> None:
        self.words = words
        if self._place is not None:
            self._live.draft(words, self._place)


class FromKeyboard:
    """Lines typed at a prompt, their drafts on the disk half a second behind."""

    typed = True

    def __init__(self) -> None:
        self._history: list[str] = []

    def next(self, wanted: Wanted, live: Live) -> Line:
        """What was typed until Enter. The second Ctrl-C in a row on an empty prompt leaves."""
        from interviewer.screens.terminal.prompt import ask_text

        typed, hinted = _Typed(live, wanted), False
        while True:
            try:
                text = ask_text(
                    message=wanted.prefix,
                    initial="" if hinted else wanted.initial,
                    complete=self._completer(live) if wanted.place == "" else None,
                    status=lambda: self._status(live),
                    on_draft=typed.keep,
                    not_saved=_("NOT SAVED: what is being typed is in memory only."),
                    history=self._history,
                )
            except KeyboardInterrupt:
                if hinted or typed.words.strip():  # typed words stay in their draft: the next run begins with them
                    raise
                hinted = True
                from interviewer.screens.paper import Paper

                Paper().say(_("To rest, type /pause. Ctrl-C once more leaves; everything said is kept."), "warn")
                continue
            if text.startswith("/"):
                self._history.append(text)
            return Line(text, 0)

    def _status(self, live: Live) -> str:
        """The status line, drawn each second; what could not be saved is tried again then."""
        from interviewer.screens.interview.asking import status_line

        live.retry()
        return status_line(live.state, _("NOT SAVED") if live.unsaved else safe_word())

    def _completer(self, live: Live) -> Any:
        from interviewer.screens.interview.action_menu import menu
        from interviewer.screens.terminal.completion import offers

        actions = menu(live)
        return lambda text: offers(text, actions)
