"""The guide as values: frozen, built whole by guide/read.py."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

ProbeKind = Literal[
    "echo", "clarify", "elaborate", "example", "contrast", "time", "feeling", "counterfactual", "silence"
]
ConsentPurpose = Literal["notes", "record", "quote", "name", "recontact", "archive"]
PROBE_KINDS: tuple[ProbeKind, ...] = (
    "echo",
    "clarify",
    "elaborate",
    "example",
    "contrast",
    "time",
    "feeling",
    "counterfactual",
    "silence",
)
CONSENT_PURPOSES: tuple[ConsentPurpose, ...] = ("notes", "record", "quote", "name", "recontact", "archive")


class Text(Struct, frozen=True):
    """Words in one or several languages, by language code, those in the guide's own language first."""

    words: dict[str, str]

    def said_in(self, language: str) -> str:
        """The words in that language; where they are not given in it, in the guide's own, which comes first."""
        found = self.words.get(language)
        return found if found is not None else next(iter(self.words.values()), "")

    def tongue(self, language: str) -> str:
        """The language in which `said_in` says it."""
        return language if language in self.words else next(iter(self.words), language)


NO_TEXT = Text({})


class Scale(Struct, frozen=True, tag="scale"):
    """A whole number between two bounds, both included, and what it counts (points, stars)."""

    lowest: int
    highest: int
    unit: str = ""


class Number(Struct, frozen=True, tag="number"):
    """A number, with or without bounds (both included) and a unit."""

    lowest: float | None = None
    highest: float | None = None
    unit: str = ""


class Choices(Struct, frozen=True, tag="choices"):
    """One (`choice`) or several (`choices`) of the listed ids; `other` also admits free words."""

    options: dict[str, Text]
    several: bool = False
    other: bool = False


class Date(Struct, frozen=True, tag="date"):
    """A day, written YYYY-MM-DD."""


class ShortText(Struct, frozen=True, tag="text"):
    """A short fact in free words."""


Answer = Scale | Number | Choices | Date | ShortText


class Place(Struct, frozen=True):
    """Where something stands in its file; lines and columns count from 1."""

    line: int = 0
    column: int = 0


class Probe(Struct, frozen=True):
    """A prepared follow-up."""

    id: str
    ask: Text
    kind: ProbeKind | None = None
    place: Place = Place()


class Condition(Struct, frozen=True):
    """What must have been answered before something is asked.

    The typed value of `question` is among `values` (where there are any), none of `others`, and within the bounds (both
    included).
    """

    question: str
    values: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None


class Question(Struct, frozen=True):
    """One question of a theme; open unless `answer` says which typed value it wants.

    `was` are the ids that it had in earlier versions. It is asked when all conditions of `when` hold.
    """

    id: str
    ask: Text
    aim: Text = NO_TEXT
    must: bool = False
    codes: tuple[str, ...] = ()
    probes: tuple[Probe, ...] = ()
    answer: Answer | None = None
    indicator: str = ""
    was: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    place: Place = Place()


class Theme(Struct, frozen=True):
    """Questions that belong together, with what they should bring out and the minutes planned for them."""

    id: str
    title: Text
    aim: Text = NO_TEXT
    minutes: float | None = None
    questions: tuple[Question, ...] = ()
    when: tuple[Condition, ...] = ()
    place: Place = Place()


class ConsentItem(Struct, frozen=True):
    """One thing the participant agrees to or not; `purpose` is what the outputs obey."""

    id: str
    purpose: ConsentPurpose
    ask: Text
    required: bool = False
    place: Place = Place()


class BackgroundItem(Struct, frozen=True):
    """One closed fact of the background sheet."""

    id: str
    ask: Text
    answer: Answer
    place: Place = Place()


class Guide(Struct, frozen=True):
    """A whole guide. `source` is the file's text, `sha256` the sum of its bytes in hexadecimal."""

    id: str
    version: int
    title: Text
    language: str
    languages: tuple[str, ...]
    themes: tuple[Theme, ...]
    stakeholders: tuple[str, ...] = ()
    purpose: Text = NO_TEXT
    duration: float | None = None
    group: bool = False
    opening: Text = NO_TEXT
    consent: tuple[ConsentItem, ...] = ()
    background: tuple[BackgroundItem, ...] = ()
    closing: Text = NO_TEXT
    sha256: str = ""
    source: str = ""

    def questions(self) -> Iterator[tuple[Theme, Question]]:
        """Every question with its theme, in the order planned."""
        for theme in self.themes:
            for question in theme.questions:
                yield theme, question

    def find(self, question_id: str) -> tuple[Theme, Question] | None:
        """The question with that id and its theme, or None."""
        return next(((t, q) for t, q in self.questions() if q.id == question_id), None)
