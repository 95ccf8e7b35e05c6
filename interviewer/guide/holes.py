"""Holes: texts of a guide that lack a language which the guide declares. Pure."""

from typing import NamedTuple

from interviewer.guide.model import Guide
from interviewer.guide.spoken import Steps, spoken

INTERNAL = frozenset({"title", "purpose", "theme", "aim"})
"""Parts that only the interviewer reads; all others are said to the participant."""


class Hole(NamedTuple):
    """A text without its words in that language; `said` where the participant would have heard them."""

    part: str
    steps: Steps
    language: str
    said: bool


def holes(guide: Guide) -> tuple[Hole, ...]:
    """Every hole, by language in the order declared, then in the order of an interview."""
    texts = tuple(spoken(guide)) if len(guide.languages) > 1 else ()
    return tuple(
        Hole(one.part, one.steps, language, one.part not in INTERNAL)
        for language in guide.languages
        for one in texts
        if language not in one.text.words
    )


def unsaid(guide: Guide, language: str) -> int:
    """How many texts that are said to the participant lack that language."""
    return sum(hole.said and hole.language == language for hole in holes(guide))
