"""What the eye sees beside the turn: the letters typed, the lit code, a list, a page, what is being written. Pure."""

from typing import Literal, NamedTuple

from interviewer.coding.desk import Place
from interviewer.coding.excerpt import Span
from interviewer.matching import ranked
from interviewer.session.events import RemarkOn

Page = Literal["", "keys", "help", "code", "closing"]
ListKind = Literal["excerpts", "hits", "lost", "sessions", "questions"]
WritingKind = Literal["memo", "mark_memo", "search", "new_code"]


class Item(NamedTuple):
    """One row of a list: where it leads, what is said in passing, and the words, with the span that is meant."""

    id: str
    head: str
    words: str = ""
    place: Place = Place()
    span: Span | None = None


class Listing(NamedTuple):
    """Something to choose from in the place of the turn. `more` is what was found beyond what is listed."""

    kind: ListKind
    title: str
    items: tuple[Item, ...]
    letters: str = ""
    at: int = 0
    more: int = 0

    @property
    def by_letters(self) -> bool:
        """Whether letters narrow it."""
        return self.kind in ("sessions", "questions")

    def found(self) -> tuple[Item, ...]:
        """What fits the letters."""
        if not self.letters.strip():
            return self.items
        by_id = {item.id: item for item in self.items}
        return tuple(by_id[one] for one in ranked(self.letters, [(i.id, f"{i.head} {i.words}") for i in self.items]))

    def lit(self) -> Item | None:
        """What Enter takes."""
        found = self.found()
        return found[min(self.at, len(found) - 1)] if found else None

    def moved(self, by: int) -> "Listing":
        """After arrows."""
        return self._replace(at=max(0, min(len(self.found()) - 1, self.at + by)))


class Writing(NamedTuple):
    """What is being written in the editor: a memo on something, a pattern to search, the label of a new code.

    `was` is the memo that stands, `begun` what was being typed when a sitting ended.
    """

    kind: WritingKind
    about: RemarkOn = "turn"
    target: str = ""
    session: str = ""
    was: str = ""
    begun: str = ""

    @property
    def thing(self) -> tuple[str, str, str, str]:
        """What it is written on, whatever its words are."""
        return (self.kind, self.about, self.target, self.session)

    @property
    def kept(self) -> bool:
        """Whether it is drafted while it is typed."""
        return self.kind in ("memo", "mark_memo")


class Sight(NamedTuple):
    """Beside the desk: letters of a code, the lit code, the chosen mark, the row scrolled to, and what lies over it."""

    letters: str = ""
    lit: str = ""
    mark: str = ""
    back: int = 0
    page: Page = ""
    listing: Listing | None = None
    writing: Writing | None = None
