"""What a rule of question quality is asked, and what it answers."""

from typing import Literal, NamedTuple

from msgspec import Struct

Label = Literal["closed", "leading", "presuming", "double_barrelled", "long", "negative", "why", "jargon", "acronym"]
LABELS: tuple[Label, ...] = (
    "closed",
    "leading",
    "presuming",
    "double_barrelled",
    "long",
    "negative",
    "why",
    "jargon",
    "acronym",
)

Section = Literal["opening", "consent", "question", "indicator", "probe", "background", "closing"]
"""Where in a guide words are said; an indicator is a question of a theme that wants a typed value."""


class Finding(NamedTuple):
    """One fault of a wording: its label, where the words that show it begin and end in it, and a better pattern.

    `start` and `end` count characters of the wording as it was given; `pattern` names a sentence in the wording's own
    language that asks for the same in a better way.
    """

    label: Label
    start: int
    end: int
    pattern: str


class Cues(Struct, frozen=True):
    """Words that a team adds to or takes off the lists of a label, by label: `leading: ["notre super"]`, folded or not."""

    more: dict[str, tuple[str, ...]] = {}
    fewer: dict[str, tuple[str, ...]] = {}


NO_CUES = Cues()
