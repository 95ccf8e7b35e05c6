"""A written guide as lines with what is known of their looks, and what became of each line."""

from typing import Literal, NamedTuple

from interviewer.errors import Problem
from interviewer.guide.model import Guide

Marker = Literal["", "number", "letter", "roman", "bullet", "box"]
Column = Literal["", "theme", "question", "probe", "aim", "minutes", "other", "label", "margin"]
Part = Literal[
    "title",
    "purpose",
    "duration",
    "opening",
    "consent",
    "theme",
    "aim",
    "minutes",
    "question",
    "probe",
    "background",
    "closing",
    "label",
    "left",
]


class Line(NamedTuple):
    """A paragraph, an item of a list, a heading, or what stands in one cell of a table.

    `number` counts paragraphs (of a Word file) or lines from 1. `heading` is the level of what was made a heading, by
    whatever means; `level` how far it is set in. Capital letters count as `roman`. `column` is what the table's head says of its column.
    """

    number: int
    words: str
    heading: int = 0
    title: bool = False
    level: int = 0
    marker: Marker = ""
    bold: bool = False
    column: Column = ""
    gap: bool = False


class Fate(NamedTuple):
    """What became of a line: which part of the guide it is now and why, or why it is left out.

    `sure` where the looks of the line say so, rather than its words.
    """

    number: int
    words: str
    part: Part
    why: str
    sure: bool = False


class Reading(NamedTuple):
    """The guide, what became of each line, and what stood in the way: with an error there is no guide."""

    guide: Guide | None
    fates: tuple[Fate, ...]
    problems: tuple[Problem, ...]
    language: str = ""
    counted: Literal["line", "paragraph"] = "line"
    """What the numbers of the fates count."""

    def left(self) -> tuple[Fate, ...]:
        """Lines that are not in the guide."""
        return tuple(fate for fate in self.fates if fate.part == "left")

    def guesses(self) -> tuple[Fate, ...]:
        """Lines whose place was guessed from their words."""
        return tuple(fate for fate in self.fates if fate.part != "left" and not fate.sure)
