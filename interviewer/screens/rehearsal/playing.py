"""The two ways to rehearse: a script played against a clock that is moved, and somebody typing against the real one."""

from collections.abc import Callable, Sequence

from interviewer.errors import CannotError, InterviewerError
from interviewer.screens.interview.answers import FromKeyboard, Wanted
from interviewer.screens.interview.asking import status_line
from interviewer.screens.interview.desk import Desk
from interviewer.screens.messages import explain
from interviewer.screens.paper import Paper
from interviewer.screens.rehearsal.page import clock
from interviewer.screens.rehearsal.unwritten import SimulatedClock
from interviewer.screens.terminal.script import Line, Script
from interviewer.screens.words import _
from interviewer.session import events as e
from interviewer.session.interview import State, next_step
from interviewer.session.live import Live
from interviewer.session.rehearsal import THOUGHT, asked_aloud, line_seconds, reading_seconds, time_mark

Tell = Callable[[int, str], None]


class Played:
    """Lines of a script; the clock moves on by what it takes to read, think, speak and type before each is given.

    `pace` is words a minute, 0 what is usual in the language. `tell` hears of marks of time that mean nothing.
    """

    typed = False

    def __init__(self, script: Script, moving: SimulatedClock, pace: float, tell: Tell) -> None:
        self._script, self._clock, self._pace, self._tell = script, moving, pace, tell
        self._read: set[str] = set()

    def next(self, wanted: Wanted, live: Live) -> Line:  # noqa: ARG002 - a script needs no prompt
        """The next line or block of the script, at the time at which it would have been said. Raises EOFError."""
        line, taken = self._line()
        state, step = live.state, next_step(live.state)
        words, name = asked_aloud(step, state)
        thought = 0.0
        if words and name not in self._read:
            self._read.add(name)
            self._clock.seconds += reading_seconds(words, state.view.language)
            thought = THOUGHT
        self._clock.seconds += thought + line_seconds(step, state, line.text, self._pace) if taken is None else taken
        return line

    def _line(self) -> tuple[Line, float | None]:
        """The next line that is no mark of time, and the seconds that the mark before it names."""
        marked, taken = 0, None
        while True:
            try:
                line = self._script.next()
            except EOFError:
                if marked:
                    self._tell(marked, "rehearsal_clock_alone")
                raise
            try:
                seconds = time_mark(line.text)
            except CannotError as error:
                self._tell(line.number, error.problem.rule)
                return line, taken
            if seconds is None:
                return line, taken
            if marked:
                self._tell(marked, "rehearsal_clock_alone")
            marked, taken = line.number, seconds

    def left_over(self) -> int:
        """The number of the first line that holds anything and was not played; 0 when all were."""
        try:
            while not (line := self._script.next()).text.strip():
                pass
        except EOFError:
            return 0
        return line.number


class _Silent(Paper):
    """Nobody reads along when a whole interview passes in a moment."""

    def _write(self, line: str) -> None:
        pass


class PlayDesk(Desk):
    """Says nothing but which lines of the script could not be carried out."""

    def __init__(self, live: Live, script: Script, moving: SimulatedClock, pace: float, paper: Paper) -> None:
        self.played = Played(script, moving, pace, self.fault)
        super().__init__(live, self.played, _Silent())
        self._aloud = paper

    def fault(self, number: int, rule: str) -> None:
        """Count a fault of the script and say it."""
        self.faults += 1
        self._say(number, " ".join(explain(CannotError(rule, line=number).problem)))

    def _say(self, number: int, message: str) -> None:
        self._aloud.say(self._numbered(Line("", number), message.strip()), "warn")

    def ask(self, prefix: str, place: str | None = None) -> Line:
        """The next line, and what is to be said of it."""
        line = super().ask(prefix, place)
        if line.note:
            self._say(line.number, explain(CannotError(line.note).problem)[0])
        return line

    def tell(self, error: InterviewerError, style: str = "warn") -> None:
        """Say why a line could not be carried out; the walk counts it."""
        if style == "warn":
            self._say(self.last_line, " ".join(explain(error.problem)))

    def refuse(self, error: InterviewerError, line: Line) -> None:
        """Count a line that could not be carried out and say why."""
        self.faults += 1
        self._say(line.number, " ".join(explain(error.problem)))


class TypedRehearsal(FromKeyboard):
    """Lines typed at a prompt; no draft is kept, and Ctrl-C at an empty prompt ends the rehearsal at once."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: list[str] = []

    def next(self, wanted: Wanted, live: Live) -> Line:
        """What was typed until Enter."""
        from interviewer.screens.terminal.prompt import ask_text

        text = ask_text(
            message=wanted.prefix,
            initial=wanted.initial,
            complete=self._completer(live) if wanted.place == "" else None,
            status=lambda: status_line(live.state, _("rehearsal, nothing is kept")),
            history=self._typed,
        )
        if text.startswith("/"):
            self._typed.append(text)
        return Line(text, 0)


class TypedDesk(Desk):
    """Where a real interview says *saved*, a rehearsal says what time it is in it."""

    def _say_saved(self, known: State, events: Sequence[e.Event]) -> None:
        if any(isinstance(event, e.Undone) for event in events):
            super()._say_saved(known, events)
        elif any(isinstance(event, e.Turn | e.Measured) for event in events):
            words = _("rehearsal · {time}").format(time=clock(self.live.now().mono))
            self.paper.say(words, "quiet")
