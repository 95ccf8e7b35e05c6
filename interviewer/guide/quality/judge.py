"""What is wrong with one wording: each finding with the words that show it and a better pattern."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from interviewer.guide.quality.advice import ADVICE, advised
from interviewer.guide.quality.assertions import assertions
from interviewer.guide.quality.closing_in import closed
from interviewer.guide.quality.coordination import double
from interviewer.guide.quality.hints import acronyms, trade_words, why
from interviewer.guide.quality.languages import Language, language_of
from interviewer.guide.quality.model import LABELS, NO_CUES, Cues, Finding, Label, Section
from interviewer.guide.quality.patterns import Read, read
from interviewer.guide.quality.words import Words, find_words, listed, read_words, unquoted

MOST_SPOKEN = 30
"""A question with more words than this is `long`."""
SCRIPTS = ("opening", "closing")
"""Sections of several sentences, which are no single question."""
LEFT_OUT: Mapping[Section, tuple[Label, ...]] = {
    "opening": ("closed", "double_barrelled", "negative", "why"),
    "consent": ("closed",),
    "indicator": ("closed",),
    "background": ("closed",),
    "closing": ("closed", "double_barrelled", "why"),
}
"""Faults that are none in a section: facts are asked in the background, consent is a yes or a no."""
WHEN = ("quand", "when")
"""*When did you stop...?* asks no date: what it takes for granted is its fault."""


ASKING = listed("quoi qui où quel quelle quels quelles combien laquelle lesquels lesquelles what which whom whose")
BEFORE_ASKING = listed(
    "de d' à a en par sur avec pour dans chez depuis vers sans contre in to of on at by for with from since about"
)


class Fault(NamedTuple):
    """A fault before it is told: its label, its first and last word, which advice fits, and what fills it."""

    label: Label
    first: int
    last: int
    advice: str
    parts: Mapping[str, str] = {}


def judge(words: str, language: str, section: Section, cues: Cues = NO_CUES) -> tuple[Finding, ...]:
    """What is wrong with a wording in French or English, one finding a label, in the order of `LABELS`.

    Places count the characters of the wording as given. Other languages have no rules, so nothing is found in them.
    """
    if language not in ADVICE:
        return ()
    given = read_words(words, language)
    if not given.words:
        return ()
    rules = language_of(language)
    seen = read(unquoted(given), rules.kinds)
    found = [
        one
        for one in (*_faults(words, given, seen, rules, section), *_hints(given, seen, language))
        if one.label not in LEFT_OUT.get(section, ())
    ]
    if section not in SCRIPTS and any(map(is_long, sentences(words) if section == "consent" else (words,))):
        found.append(Fault("long", 0, len(given.words) - 1, "long"))
    found.extend(_added(given, language, cues))
    return tuple(_told(one, given, language) for one in _once(found) if not _allowed(one, given, language, cues))


def _told(one: Fault, given: Words, language: str) -> Finding:
    return Finding(
        one.label, *given.span(_from_preposition(given, one.first), one.last), advised(language, one.advice, one.parts)
    )


def _from_preposition(given: Words, first: int) -> int:
    """*De quoi*, *par où*, *in what*: an interrogative is shown with the preposition in front of it."""
    if first and given.words[first] in ASKING and given.words[first - 1] in BEFORE_ASKING:
        return first - 1
    return first


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


def _faults(words: str, given: Words, seen: Read, rules: Language, section: Section) -> Iterator[Fault]:
    clauses = rules.clauses(seen)
    asserted = [
        one
        for one in assertions(seen, clauses, rules.table, rules.cancels)
        if one.parts != "stated" or section not in SCRIPTS
    ]
    shut = closed(seen, clauses, section, rules.name)
    if shut and not (seen.words[shut.first] in WHEN and any(one.label == "presuming" for one in asserted)):
        yield Fault("closed", shut.first, shut.last, shut.advice, _thing(words, given, shut.thing))
    negative = rules.negation(seen, clauses)
    if negative:
        asks_why = any(clause.asks == "why" for clause in clauses)
        yield Fault("negative", *negative, "negative why" if asks_why else "negative")
    twice = double(seen, clauses, rules.joining)
    if twice:
        yield Fault("double_barrelled", twice.first, twice.last, *_split(words, given, twice.clause, twice.cut))
    for one in asserted:
        yield Fault(one.label, one.first, one.last, f"{one.label} {one.advice}")


def _thing(words: str, given: Words, thing: tuple[int, int] | None) -> Mapping[str, str]:
    """What a question of satisfaction is about, in its own words."""
    return {"of": words[slice(*given.span(*thing))]} if thing else {}


def _split(words: str, given: Words, clause: tuple[int, int], cut: int) -> tuple[str, Mapping[str, str]]:
    """The advice for two questions in one, with both parts where the wording can be cut at a word."""
    if not clause[0] < cut < clause[1] - 1:
        return "double_barrelled", {}
    first = words[given.starts[clause[0]] : given.ends[cut - 1]].rstrip(" ,")
    rest = words[given.starts[cut + 1] : given.ends[clause[1] - 1]]
    return "double_barrelled split", {"first": first, "rest": rest}


def _hints(given: Words, seen: Read, language: str) -> Iterator[Fault]:
    asked = why(seen, language)
    if asked:
        yield Fault("why", *asked, "why")
    traded = trade_words(seen, language)
    if traded:
        yield Fault("jargon", *traded, "jargon")
    for spot in acronyms(given, seen):
        yield Fault("acronym", *spot, "acronym")


def _added(given: Words, language: str, cues: Cues) -> Iterator[Fault]:
    """Words that the team added to a label's list."""
    for label in LABELS:
        for phrase in cues.more.get(label, ()):
            spot = find_words(read_words(phrase, language).words, given.words)
            if spot:
                yield Fault(label, *spot, label)


def _allowed(one: Fault, given: Words, language: str, cues: Cues) -> bool:
    """True when the team took the words of this fault off the list."""
    triggered = given.words[one.first : one.last + 1]
    return any(find_words(read_words(phrase, language).words, triggered) for phrase in cues.fewer.get(one.label, ()))
