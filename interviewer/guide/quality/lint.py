"""A guide held against the method: what was found in its wordings and over the whole of it, and what comments silence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from interviewer.errors import Fact, Problem, problem
from interviewer.guide.model import Guide
from interviewer.guide.quality.heard import heard
from interviewer.guide.quality.judge import is_long, judge
from interviewer.guide.quality.model import NO_CUES, Cues, Finding, Label, Section
from interviewer.guide.quality.places import Place, Places
from interviewer.guide.quality.rules import OTHER_NAMES, QUALITY_RULES
from interviewer.guide.quality.silences import Silence, item_of, silences
from interviewer.guide.quality.whole import Whole, faults, spoken
from interviewer.guide.spoken import Steps
from interviewer.schema import Guess
from interviewer.yamltext import Node

JUDGED = frozenset({"fr", "en"})
SCRIPTS: tuple[Section, ...] = ("opening", "closing")
OF_WORDS: tuple[Label, ...] = ("jargon", "acronym")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\da-z])")
SHOWN = 60
EXAMPLES = {
    "no_broad_opener": {"fr": "Pour commencer, racontez-moi...", "en": "To begin with, tell me..."},
    "no_withdrawal": {
        "fr": "Vous pouvez arrêter à tout moment, ou demander plus tard que tout soit effacé.",
        "en": "You may stop at any moment, or ask later for everything to be deleted.",
    },
}


class Standards(NamedTuple):
    """What a study says about quality: words added to the rules or taken off, rules left out, the ids of its groups."""

    cues: Cues = NO_CUES
    left_out: frozenset[str] = frozenset()
    stakeholders: frozenset[str] = frozenset()


class Linted(NamedTuple):
    """The problems of a guide, and what was not said: silenced by comments, in languages no rule knows, by rules left out."""

    problems: tuple[Problem, ...]
    silenced: int
    unjudged: tuple[str, ...]
    left_out: tuple[str, ...]


class _Found(NamedTuple):
    """One finding with the item that it is about."""

    rule: str
    item: Steps
    place: Place
    values: Mapping[str, Fact]


def lint(guide: Guide, root: Node, path: str, standards: Standards = Standards()) -> Linted:  # noqa: B008 - it is frozen
    """Every finding as a warning, by place; `root` is the tree of the guide's file."""
    places = Places(guide.source, root)
    languages = tuple(code for code in guide.languages if spoken(code) in JUDGED)
    found = [one for one in _found(guide, places, languages, standards) if one.rule not in standards.left_out]
    comments = tuple(silences(places))
    silent = {(rule, item) for comment in comments for rule in comment.rules for item in comment.items}
    kept = [one for one in found if (one.rule, one.item) not in silent]
    unjudged = tuple(code for code in guide.languages if code not in languages)
    notes = _notes(comments, found, standards.left_out, all_judged=not unjudged)
    problems = [Problem(one.rule, "warning", path, *one.place, tuple(one.values.items())) for one in kept]
    problems += [note._replace(path=path) for note in notes]
    return Linted(tuple(problems), len(found) - len(kept), unjudged, tuple(sorted(standards.left_out)))


def _found(guide: Guide, places: Places, languages: tuple[str, ...], standards: Standards) -> Iterator[_Found]:
    labels: defaultdict[Steps, set[Label]] = defaultdict(set)
    for section, steps, text in heard(guide):
        for language in languages:
            words = text.words.get(language, "")
            for one in _heard_in(section, words, judge(words, spoken(language), section, standards.cues)):
                labels[steps].add(one.label)
                said = words[one.start : one.end]
                values: dict[str, Fact] = {
                    "words": said,
                    "shown": _shown(said),
                    "pattern": one.pattern,
                    "language": language,
                }
                yield _Found(one.label, item_of(steps), places.of_words(steps, language, one.start), values)
    closed = {steps: frozenset(found) for steps, found in labels.items()}
    stakeholders = standards.stakeholders.union(guide.stakeholders)
    for fault in faults(Whole(guide, closed, languages, stakeholders)):
        example = EXAMPLES.get(fault.rule, {}).get(spoken(str(fault.values.get("language", guide.language))), "")
        known = fault.values | {"pattern": example} if example else fault.values
        if "words" in known:
            known |= {"shown": _shown(str(known["words"]))}
        yield _Found(fault.rule, item_of(fault.steps), places.of(fault.steps), known)


def _heard_in(section: Section, words: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """What counts there: a script is no question, so that only its words do; a consent item may have several sentences."""
    for one in found:
        if section in SCRIPTS and one.label not in OF_WORDS:
            continue
        if one.label == "long" and section == "consent" and not any(map(is_long, SENTENCE.split(words))):
            continue
        yield one


def _shown(said: str) -> str:
    """The words on one line, cut where they are many."""
    line = " ".join(said.split()).strip(" ,;:")
    return line if len(line) <= SHOWN else line[: SHOWN - 1].rstrip() + "…"


def _notes(
    comments: Iterable[Silence], found: Iterable[_Found], left_out: frozenset[str], *, all_judged: bool
) -> Iterator[Problem]:
    """What is wrong with the comments themselves: not understood, an unknown rule, nothing to silence."""
    guess, known = Guess(), {(one.rule, one.item) for one in found}
    for comment in comments:
        if not comment.rules:
            yield Problem("silence_shape", "warning", "", *comment.place)
        for rule in comment.rules:
            if rule not in QUALITY_RULES:
                yield _unknown(rule, comment, guess)
            elif all_judged and rule not in left_out and not any((rule, item) in known for item in comment.items):
                yield problem("silence_unused", *comment.place, "warning", given=rule)


def _unknown(rule: str, comment: Silence, guess: Guess) -> Problem:
    meant = guess(rule, QUALITY_RULES, OTHER_NAMES)
    facts = (("given", rule[:SHOWN]), ("meant", meant))
    return Problem("silence_unknown_near" if meant else "silence_unknown", "warning", "", *comment.place, facts)
