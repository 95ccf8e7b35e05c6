"""The interviewer's desk: the lines that come in, what is said on paper, and the record that is kept of it."""

from collections.abc import Callable, Sequence

from interviewer.errors import CannotError, InterviewerError
from interviewer.screens.interview.answers import Answers, Wanted
from interviewer.screens.messages import explain
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.script import Line
from interviewer.screens.words import _, plural
from interviewer.session import events as e
from interviewer.session.interview import Now, State
from interviewer.session.journal import NotSaved
from interviewer.session.live import LINE, Live, fresh_id

SLIP = 16  # a line no longer than this is a value or an action, and quicker typed anew than mended
Make = Callable[[State, Now], Sequence[e.Event]]


class Left(Exception):  # noqa: N818 - leaving is no error
    """The interview rests here: a pause, or the end of the script."""


class Desk:
    """Asks for lines, records events, says what became of them.

    `faults` counts lines that could not be carried out, `last_line` is the number of the last one read, `begun` holds
    words that stand at the next prompt already.
    """

    def __init__(self, live: Live, answers: Answers, paper: Paper) -> None:
        self.live = live
        self.answers = answers
        self.paper = paper
        self.begun = ""
        self.faults = 0
        self.last_line = 0
        self._warned: set[str] = set()
        self._rescued: dict[str, e.Recovered] = {}
        self._standing: e.Recovered | None = None

    @property
    def state(self) -> State:
        """What is known now."""
        return self.live.state

    @property
    def typed(self) -> bool:
        """Whether somebody sits at the keyboard."""
        return self.answers.typed

    def ask(self, prefix: str, place: str | None = None) -> Line:
        """The next line; `place` says where its draft belongs (see answers.Wanted).

        Raises EOFError at the end of a script, or when Ctrl-D says so.
        """
        self._stand_again(place)
        wanted, self.begun = Wanted(prefix, self.begun, place), ""
        line = self.answers.next(wanted, self.live)
        self._leave_rescued(line)
        self.last_line = line.number or self.last_line
        if line.note == "script_block_open":
            self.faults += 1
        if line.note:
            self.paper.say(self._numbered(line, explain(CannotError(line.note).problem)[0]), "warn")
        return line

    def rescue(self, words: Sequence[e.Recovered]) -> None:
        """Let lines that a cut run left behind stand at their prompts again, once somebody is asked there."""
        self._rescued = {one.place or "": one for one in words if one.place}

    def _stand_again(self, place: str | None) -> None:
        found = self._rescued.get(LINE if place == "" else place or "")
        if found is not None and self.typed and not self.begun:
            self.begun, self._standing = found.text, found

    def _leave_rescued(self, line: Line) -> None:
        """The rescued line was typed to its end: it counts in its own place now, no longer as a memo."""
        found, self._standing = self._standing, None
        if found is None:
            return
        self._rescued = {place: one for place, one in self._rescued.items() if one is not found}
        if line.text.strip():
            self.live.note(e.Undone(fresh_id(), [found.id]))

    def record(self, make: Make) -> Sequence[e.Event]:
        """Carry out what `make` says and say *saved* when it is; nothing comes back when it could not be saved.

        What was typed is then in memory and tried again. A script is not read on: its words still stand in it.
        """
        known = self.state
        try:
            events = self.live.record(make)
        except NotSaved as error:
            self.paper.say(" ".join(explain(error.problem)), "bad")
            if not self.typed:
                raise
            return ()
        self._say_saved(known, events)
        self._say_warnings()
        return events

    def _say_saved(self, known: State, events: Sequence[e.Event]) -> None:
        if not self.typed or not any(isinstance(event, _SAID) for event in events):
            return
        if any(isinstance(event, e.Undone) for event in events):
            self.paper.say(_("taken back"), "quiet")
            return
        more = sum(isinstance(event, e.Turn | e.Split) for event in events)
        count = len(known.view.turns) + more
        self.paper.say(plural("saved · {count} turn", "saved · {count} turns", count) if more else _("saved"), "quiet")

    def _say_warnings(self) -> None:
        for warning in self.live.warnings:
            message = " ".join(explain(warning))
            if message not in self._warned:
                self._warned.add(message)
                self.paper.say(message, "warn")

    def tell(self, error: InterviewerError, style: str = "warn") -> None:
        """Say why something can't be done, and what can."""
        self.paper.say(" ".join(explain(error.problem)).strip(), style)

    def refuse(self, error: InterviewerError, line: Line) -> None:
        """Say why a line could not be carried out; at the keyboard words wait at the prompt, a slip of the finger doesn't."""
        if self.typed:
            self.tell(error)
            if len(line.text) > SLIP and " " in line.text.strip():
                self.begun = line.text
                self.paper.say(_("The line stands at the prompt again; Ctrl-U clears it."), "quiet")
            return
        self.faults += 1
        self.paper.say(self._numbered(line, " ".join(explain(error.problem)).strip()), "warn")

    def _numbered(self, line: Line, message: str) -> str:
        return _("Line {number}: {message}").format(number=line.number, message=message)


_SAID = (
    *(
        e.Turn,
        e.Split,
        e.Merged,
        e.Attributed,
        e.Fixed,
        e.Starred,
        e.Under,
        e.Moved,
        e.Measured,
        e.Marker,
        e.Mark,
        e.Undone,
    ),
    *(e.Speaker, e.Recorder, e.Background, e.Form),
)
