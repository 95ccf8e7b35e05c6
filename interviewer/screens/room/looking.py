"""Looking about in the room: what the eye rests on, what lies over it, and what is told for a few seconds."""

import time
from collections.abc import Callable, Sequence

from interviewer.errors import InterviewerError
from interviewer.screens.messages import explain
from interviewer.screens.room.finder import Finder, Sought
from interviewer.screens.room.sight import Page, Sight
from interviewer.screens.words import _
from interviewer.session import events as e
from interviewer.session.interview import AskBackground, AskQuestions, Now, State, Step, next_step, resumed
from interviewer.session.journal import NotSaved
from interviewer.session.live import Live

SECONDS = 6.0


class Looking:
    """An interview as it is looked at. Leaving the page of the pause, by whatever key, ends the pause."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self._sight = Sight()
        self.others = 0
        self._message = ("", "", 0.0)
        self._step: tuple[State, Step] | None = None

    @property
    def state(self) -> State:
        """What is known now."""
        return self.live.state

    @property
    def step(self) -> Step:
        """What is to be asked now."""
        if self._step is None or self._step[0] is not self.state:
            self._step = (self.state, next_step(self.state, read_back=True))
        return self._step[1]

    @property
    def sight(self) -> Sight:
        """Where the eye rests."""
        return self._sight

    @sight.setter
    def sight(self, sight: Sight) -> None:
        """Look elsewhere."""
        before, self._sight = self._sight, sight
        if before.page == "pause" != sight.page:
            self.go_on()

    def record(self, make: Callable[[State, Now], Sequence[e.Event]], *, typed: bool = True) -> Sequence[e.Event]:
        """Record what `make` says. What the disk refuses stays in memory, and the status line says so.

        Raises CannotError when it can't be done, and then nothing has happened.
        """
        try:
            return self.live.record(make, typed=typed)
        except NotSaved:
            return ()

    def go_on(self) -> None:
        """End a pause: the clock runs again."""
        if self.state.resting:
            self.record(resumed, typed=False)

    # --- messages ---

    def tell(self, words: str, style: str = "class:warn") -> None:
        """Say something for a few seconds."""
        self._message = (words, style, time.monotonic() + SECONDS)

    def message(self) -> tuple[str, str]:
        """What is to be said now, and its style."""
        words, style, until = self._message
        return (words, style) if time.monotonic() < until else ("", "")

    def hush(self) -> None:
        """Say no more what was said about the key before."""
        self._message = ("", "", 0.0)

    def refuse(self, error: InterviewerError) -> None:
        """Say why something can't be done, and what can."""
        self.tell(" ".join(explain(error.problem)).strip())

    # --- pages and panes ---

    def look(self, name: str) -> None:
        """Open what only looks: the outline, the clock, the help."""
        if name == "map":
            self.to_outline()
        else:
            self.show("time" if name == "time" else "help")

    def show(self, page: Page) -> None:
        """Lay this page over the room."""
        self.sight = Sight(page)

    def close(self) -> None:
        """Close what lies over the room, and go back to the editor."""
        self.sight = Sight()

    def to_outline(self) -> None:
        """The arrows stand in the outline, once there are questions to go to."""
        if isinstance(self.step, AskQuestions):
            self.sight = self.sight.in_outline(self.state)

    def to_said(self) -> None:
        """The arrows stand on what was said, if anything was."""
        if isinstance(self.step, AskQuestions):
            self.sight = self.sight.on_said(self.state)

    def step_said(self, by: int) -> None:
        """The arrows on the turn before or behind."""
        self.sight = self.sight.said_step(self.state, by)

    def step_outline(self, by: int) -> None:
        """The arrows on the question above or below."""
        self.sight = self.sight.outline_step(self.state, by)

    # --- the finder ---

    def find(self, sought: Sought, letters: str = "", turn: str = "") -> None:
        """Open the finder, for this turn, the chosen one or the last one."""
        seen = self.sight._replace(turn=turn) if turn else self.sight
        valued = sought == "value" and isinstance(self.step, AskBackground)
        there = isinstance(self.step, AskQuestions) or sought == "language" or valued
        found = seen.finding(sought, self.state, letters) if there else seen
        if found is not seen:
            self.sight = found
        elif sought == "value":
            self.tell(_("Nothing is to be picked here: type the answer."))
        else:
            self.tell(_("There is nothing to choose from here."))

    def step_finder(self, by: int) -> None:
        """The arrows on the option above or below."""
        self.sight = self.sight.sought(lambda finder: finder.moved(by))

    def type_letters(self, letters: str) -> None:
        """More letters of what is sought."""
        self.sight = self.sight.sought(lambda finder: finder.typed(letters))

    def erase(self) -> None:
        """One letter less of what is sought; none left goes back."""
        finder = self.sight.finder
        self.sight = self.sight.sought(Finder.erased) if finder and finder.query else Sight()

    def tick(self) -> None:
        """Tick the lit one, where several can be chosen."""
        self.sight = self.sight.sought(Finder.with_tick)
