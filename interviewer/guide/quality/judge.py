"""What is wrong with one wording: each finding with the words that show it and a better pattern."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from interviewer.guide.quality.advice import ADVICE
from interviewer.guide.quality.assertions import assertions
from interviewer.guide.quality.assertions_en import CANCELS as ENGLISH_CANCELS
from interviewer.guide.quality.assertions_en import english_rules
from interviewer.guide.quality.assertions_fr import CANCELS as FRENCH_CANCELS
from interviewer.guide.quality.assertions_fr import french_rules
from interviewer.guide.quality.clauses import CLOSED, Clause
from interviewer.guide.quality.clauses_en import english_clauses
from interviewer.guide.quality.clauses_fr import french_clauses
from interviewer.guide.quality.coordination import ENGLISH, FRENCH, double
from interviewer.guide.quality.lexicon import kinds_of
from interviewer.guide.quality.model import LABELS, NO_CUES, Cues, Finding, Label, Section
from interviewer.guide.quality.negation import Spot, english_negation, french_negation
from interviewer.guide.quality.patterns import Read, read
from interviewer.guide.quality.words import Words, read_words, unquoted

MOST_SPOKEN = 30
"""A question with more words than this is `long`."""
SCRIPTS = ("opening", "closing")
"""Sections of several sentences, which are no single question."""
LEFT_OUT: dict[Section, tuple[Label, ...]] = {
    "opening": ("closed", "double_barrelled", "negative"),
    "consent": ("closed",),
    "indicator": ("closed",),
    "background": ("closed",),
    "closing": ("closed", "double_barrelled"),
}
"""Faults that are none in a section: facts are asked in the background, consent is a yes or a no."""


class Fault(NamedTuple):
    """A fault before it is told: its label, its first and last word, and which advice fits."""

    label: Label
    first: int
    last: int
    advice: str


def judge(words: str, language: str, section: Section, cues: Cues = NO_CUES) -> tuple[Finding, ...]:
    """What is wrong with a wording in French or English, in the order of the labels; nothing for other languages."""
    if language not in ADVICE:
        return ()
    given = read_words(words, language)
    if not given.words:
        return ()
    seen = read(unquoted(given), kinds_of(language))
    found = [one for one in _faults(seen, language, section) if one.label not in LEFT_OUT.get(section, ())]
    if section not in SCRIPTS and any(map(is_long, sentences(words) if section == "consent" else (words,))):
        found.append(Fault("long", 0, len(given.words) - 1, "long"))
    found.extend(_added(seen, language, cues))
    return tuple(_told(one, given, language) for one in _once(found) if not _allowed(one, given, language, cues))


def _told(one: Fault, given: Words, language: str) -> Finding:
    return Finding(one.label, *given.span(one.first, one.last), ADVICE[language][one.advice])


def _once(found: list[Fault]) -> Iterator[Fault]:
    """The first fault of each label, in the order of the labels."""
    for label in LABELS:
        first = next((one for one in found if one.label == label), None)
        if first:
            yield first


def is_long(words: str) -> bool:
    """True for more than 30 words; a mark of punctuation alone isn't one."""
    return sum(any(one.isalnum() for one in word) for word in words.split()) > MOST_SPOKEN


def sentences(words: str) -> tuple[str, ...]:
    """What stands between full stops, question and exclamation marks."""
    return tuple(re.split(r"[.?!]", words))


def _faults(seen: Read, language: str, section: Section) -> Iterator[Fault]:
    clauses = french_clauses(seen) if language == "fr" else english_clauses(seen)
    closed = _closed(clauses, section)
    if closed:
        yield Fault("closed", *closed, "closed")
    negative = french_negation(seen, clauses) if language == "fr" else english_negation(seen, clauses)
    if negative:
        yield Fault("negative", *negative, "negative")
    twice = double(seen, clauses, FRENCH if language == "fr" else ENGLISH)
    if twice:
        yield Fault("double_barrelled", twice.first, twice.last, "double_barrelled")
    table, cancels = (french_rules(), FRENCH_CANCELS) if language == "fr" else (english_rules(), ENGLISH_CANCELS)
    for one in assertions(seen, clauses, table, cancels):
        yield Fault(one.label, one.first, one.last, one.label)


def _closed(clauses: list[Clause], section: Section) -> Spot | None:
    """Where the wording asks a yes or no, a choice or a fact; in a probe, facts and choices are fine."""
    minor = ("fact", "choice", "scale") if section == "probe" else ()
    for clause in clauses:
        if clause.asks in CLOSED and clause.asks not in minor:
            return clause.at, clause.at
    return None


def _added(seen: Read, language: str, cues: Cues) -> Iterator[Fault]:
    """Words that the team added to a label's list."""
    for label in LABELS:
        for phrase in cues.more.get(label, ()):
            wanted = read_words(phrase, language).words
            spot = find_words(wanted, seen)
            if spot:
                yield Fault(label, *spot, label)


def find_words(wanted: tuple[str, ...], seen: Read) -> Spot | None:
    """Where these words stand side by side."""
    for at in seen.places.get(wanted[0], ()) if wanted else ():
        if tuple(seen.words[at : at + len(wanted)]) == wanted:
            return at, at + len(wanted) - 1
    return None


def _allowed(one: Fault, given: Words, language: str, cues: Cues) -> bool:
    """True when the team took the words of this fault off the list."""
    triggered = given.words[one.first : one.last + 1]
    around = read(triggered, {})
    return any(find_words(read_words(phrase, language).words, around) for phrase in cues.fewer.get(one.label, ()))
