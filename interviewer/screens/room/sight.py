"""Where the eye rests in the room: the editor, what was said, the outline, a finder, or a page over it all. Pure."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from interviewer.screens.room.finder import Finder, Sought, finder_for
from interviewer.screens.room.outline import questions_of, step_to
from interviewer.screens.room.said import turns_here
from interviewer.session.interview import State

Page = Literal["", "help", "time", "pause", "musts", "keys", "question"]
Focus = Literal["editor", "said", "outline", "finder"]


class Sight(NamedTuple):
    """The page over the room (or none), where the arrows move, and what they stand on; `back` counts rows scrolled."""

    page: Page = ""
    focus: Focus = "editor"
    finder: Finder | None = None
    turn: str = ""
    question: str = ""
    back: int = 0

    def in_outline(self, state: State) -> "Sight":
        """The arrows stand in the outline, on the question that is asked."""
        prompt, order = state.view.prompt, questions_of(state)
        return Sight(focus="outline", question=prompt.question if prompt else order[0].question if order else "")

    def on_said(self, state: State) -> "Sight":
        """The arrows stand on the newest turn of the question, if there is one."""
        turns = turns_here(state)
        return Sight(focus="said", turn=turns[-1].id) if turns else self

    def said_step(self, state: State, by: int) -> "Sight":
        """The turn before or behind the chosen one; behind the newest stands the editor."""
        names = [turn.id for turn in turns_here(state)]
        at = names.index(self.turn) + by if self.turn in names else len(names)
        return Sight() if at >= len(names) else self._replace(turn=names[max(0, at)])

    def outline_step(self, state: State, by: int) -> "Sight":
        """The question above or below."""
        return self._replace(question=step_to(questions_of(state), self.question, by))

    def finding(self, sought: Sought, state: State, letters: str = "") -> "Sight":
        """A finder for the chosen turn or the last one; the same sight where there is nothing to choose from."""
        finder = finder_for(sought, state, self.turn)
        return Sight(focus="finder", finder=finder.typed(letters), turn=self.turn) if finder.options else self

    def sought(self, change: Callable[[Finder], Finder]) -> "Sight":
        """The finder changed."""
        return self._replace(finder=change(self.finder)) if self.finder else self

    def scrolled(self, rows: int) -> "Sight":
        """So many rows further back, or forward when negative."""
        return self._replace(back=max(0, self.back + rows))

    def checked(self, state: State, *, moved: bool) -> "Sight":
        """After something happened: a turn that is no longer here isn't chosen; at another question all is new."""
        if moved:
            return Sight(self.page)
        gone = self.focus == "said" and self.turn not in {turn.id for turn in turns_here(state)}
        return self.on_said(state) if gone and turns_here(state) else Sight(self.page) if gone else self
