"""What the rules of a language are: its words by kind, its clauses, its tables; loaded when the first wording asks."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from interviewer.guide.quality.assertions import Table
from interviewer.guide.quality.clauses import Clause
from interviewer.guide.quality.joining import Joining
from interviewer.guide.quality.lexicon import kinds_of
from interviewer.guide.quality.patterns import Read


class Language(NamedTuple):
    """The rules of one language."""

    name: str
    kinds: Mapping[str, frozenset[str]]
    clauses: Callable[[Read], list[Clause]]
    negation: Callable[[Read, list[Clause]], tuple[int, int] | None]
    joining: Joining
    table: Table
    cancels: tuple[str, ...]


@cache
def language_of(language: str) -> Language:
    """The rules of French (`fr`) or English (`en`)."""
    return _french() if language == "fr" else _english()


def _french() -> Language:
    from interviewer.guide.quality.assertions_fr import CANCELS, french_rules
    from interviewer.guide.quality.clauses_fr import french_clauses
    from interviewer.guide.quality.joining import FRENCH
    from interviewer.guide.quality.negation import french_negation

    return Language("fr", kinds_of("fr"), french_clauses, french_negation, FRENCH, french_rules(), CANCELS)


def _english() -> Language:
    from interviewer.guide.quality.assertions_en import CANCELS, english_rules
    from interviewer.guide.quality.clauses_en import english_clauses
    from interviewer.guide.quality.joining import ENGLISH
    from interviewer.guide.quality.negation import english_negation

    return Language("en", kinds_of("en"), english_clauses, english_negation, ENGLISH, english_rules(), CANCELS)
