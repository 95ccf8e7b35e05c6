"""Rules over a whole guide: aims, opener, order, time, balance, rights. Each is a small function in a tuple of rules.

They see the guide and what the rules of one wording found in it; `topics` and `announced` know French and English.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from interviewer.errors import Fact
from interviewer.guide.model import NO_TEXT, BackgroundItem, Choices, Guide, Question, Scale, Text, Theme
from interviewer.guide.quality.announced import announced_minutes
from interviewer.guide.quality.model import Label
from interviewer.guide.quality.topics import (
    asks_identity,
    asks_outright,
    asks_sensitive,
    begins_with,
    is_background_fact,
    is_identity_id,
    is_narrow,
    likeness,
    tells_of_stopping,
    tokens,
    without_opener,
)
from interviewer.guide.spoken import Steps

FEWEST_FOR_SHARE = 4
FEWEST_THEMES = 3
MOST_BACKGROUND = 10
ALIKE = 0.8
NEIGHBOURS = 20  # probes before this one that it is compared with
MINUTES_APART = 10
SHARE_APART = 0.25
LEAST_A_QUESTION = 1.0


class Fault(NamedTuple):
    """One fault of a guide: its rule, the steps to its place, and the values of its message."""

    rule: str
    steps: Steps
    values: dict[str, Fact]


class Whole(NamedTuple):
    """A guide with what was found in each of its wordings, the languages that are judged, and the study's groups."""

    guide: Guide
    labels: Mapping[Steps, frozenset[Label]]
    languages: tuple[str, ...]
    stakeholders: frozenset[str]

    def said(self, text: Text) -> Iterator[tuple[str, str]]:
        """The words of the text in each language that is judged, with that language, without its country."""
        for language in self.languages:
            if language in text.words:
                yield spoken(language), text.words[language]

    def is_closed(self, steps: Steps, question: Question) -> bool:
        """Whether the question wants a typed value, or can be answered in a word."""
        return question.answer is not None or "closed" in self.labels.get(steps, frozenset())


Rule = Callable[[Whole], Iterator[Fault]]


def spoken(language: str) -> str:
    """The language without its country, as rules know it."""
    return language.partition("-")[0]


def faults(whole: Whole) -> Iterator[Fault]:
    """Everything that the rules find, rule by rule."""
    for rule in RULES:
        yield from rule(whole)


def _asked(guide: Guide) -> Iterator[tuple[Steps, Theme, Question]]:
    for t, theme in enumerate(guide.themes):
        for q, question in enumerate(theme.questions):
            yield ("themes", t, "questions", q), theme, question


def _parts(whole: Whole) -> Iterator[Fault]:
    """Parts that an interview does better with."""
    guide = whole.guide
    if not guide.opening.words:
        yield Fault("no_opening", ("guide",), {})
    if not guide.consent:
        yield Fault("no_consent", ("guide",), {})
    if not guide.closing.words:
        yield Fault("no_closing", ("guide",), {})


def _questions_without_aim(whole: Whole) -> Iterator[Fault]:
    """An aim of the theme holds for all its questions; without it each question needs its own."""
    for t, theme in enumerate(whole.guide.themes):
        without = [q for q, question in enumerate(theme.questions) if question.aim == NO_TEXT]
        if theme.aim != NO_TEXT or not without:
            continue
        if len(without) == len(theme.questions):
            yield Fault("no_aim", ("themes", t), {"theme": theme.id})
        else:
            for q in without:
                yield Fault("question_without_aim", ("themes", t, "questions", q), {"question": theme.questions[q].id})


def _aims_without_question(whole: Whole) -> Iterator[Fault]:
    """An aim that is asked about with figures alone: nothing is asked that a person could answer in their own words."""
    for t, theme in enumerate(whole.guide.themes):
        if theme.aim != NO_TEXT and theme.questions and all(one.answer is not None for one in theme.questions):
            yield Fault("aim_without_question", ("themes", t), {"theme": theme.id})


def _opener(whole: Whole) -> Iterator[Fault]:
    """The first question invites to tell: it is open, asked of everyone, and doesn't fish for one fact."""
    first = next(_asked(whole.guide), None)
    if first is None:
        return
    steps, theme, question = first
    narrow = any(is_narrow(words, language) for language, words in whole.said(question.ask))
    if whole.is_closed(steps, question) or narrow or question.when or theme.when:
        yield Fault("no_broad_opener", steps, {"question": question.id})


def _too_early(whole: Whole) -> Iterator[Fault]:
    """What is sensitive, or a mere fact, waits until people trust the conversation; conditions may need a fact early."""
    needed = _needed(whole.guide)
    for steps, theme, question in _asked(whole.guide):
        if theme is not whole.guide.themes[0]:
            return
        found = next(
            (hit for language, words in whole.said(question.ask) if (hit := asks_sensitive(words, language))), ""
        )
        if found:
            yield Fault("sensitive_early", steps, {"question": question.id, "words": found})
        elif question.id not in needed and _is_fact(whole, question) and not _is_identity(whole, question):
            yield Fault("background_early", steps, {"question": question.id})


def _needed(guide: Guide) -> set[str]:
    """What conditions name."""
    return {one.question for _, theme, question in _asked(guide) for one in (*theme.when, *question.when)}


def _is_fact(whole: Whole, question: Question) -> bool:
    """Whether it asks for a fact about the person; an indicator is followed over time and stands where it is talked about."""
    if question.indicator:
        return False
    if question.answer is not None and not isinstance(question.answer, Scale):
        return True
    return any(is_background_fact(words, language) for language, words in whole.said(question.ask))


def _minutes(whole: Whole) -> Iterator[Fault]:
    guide = whole.guide
    planned, duration = sum(theme.minutes or 0 for theme in guide.themes), guide.duration
    if duration is not None and planned > duration:
        yield Fault("minutes_exceed", ("duration",), {"planned": f"{planned:g}", "duration": f"{duration:g}"})
    elif duration is not None and planned * 2 < duration and all(theme.minutes for theme in guide.themes):
        yield Fault("minutes_short", ("duration",), {"planned": f"{planned:g}", "duration": f"{duration:g}"})


def _hurried(whole: Whole) -> Iterator[Fault]:
    """Less than a minute for a question: nobody can tell anything in it."""
    guide = whole.guide
    for t, theme in enumerate(guide.themes):
        count = len(theme.questions)
        if theme.minutes is not None and theme.minutes < count * LEAST_A_QUESTION:
            yield Fault("theme_hurried", ("themes", t), {"minutes": f"{theme.minutes:g}", "count": count})
    count = sum(len(theme.questions) for theme in guide.themes)
    if guide.duration is not None and guide.duration < count * LEAST_A_QUESTION:
        yield Fault("guide_hurried", ("duration",), {"minutes": f"{guide.duration:g}", "count": count})


def _announced(whole: Whole) -> Iterator[Fault]:
    """How long the opening says that it takes, against what the guide plans."""
    duration = whole.guide.duration
    for language, words in whole.said(whole.guide.opening) if duration else ():
        announced = announced_minutes(words, language)
        if announced and duration and all(_apart(one, duration) for one in announced):
            yield Fault(
                "minutes_announced", ("opening",), {"announced": f"{announced[0]:g}", "duration": f"{duration:g}"}
            )


def _apart(announced: float, duration: float) -> bool:
    difference = abs(announced - duration)
    return difference > MINUTES_APART and difference > SHARE_APART * duration


def _must_last(whole: Whole) -> Iterator[Fault]:
    """Time runs out at the end: what must be asked can't stand in the last of several themes."""
    guide = whole.guide
    if len(guide.themes) < FEWEST_THEMES:
        return
    for steps, theme, question in _asked(guide):
        if theme is guide.themes[-1] and question.must:
            yield Fault("must_last", steps, {"question": question.id})


def _repeated(whole: Whole) -> Iterator[Fault]:
    """A probe that says what its question said, or began to say, or what another probe of it says."""
    for steps, _, question in _asked(whole.guide):
        for p, probe in enumerate(question.probes):
            if probe.kind == "silence":
                continue
            others = question.probes[max(0, p - NEIGHBOURS) : p]
            before = (question.ask, *(one.ask for one in others if one.kind != "silence"))
            begun = any(map(begins_with, *_side_by_side(whole, question.ask, probe.ask)))
            if begun or any(_same(whole, probe.ask, other) for other in before):
                yield Fault("probe_repeats", (*steps, "probes", p), {"question": question.id})


def _same(whole: Whole, one: Text, other: Text) -> bool:
    return any(alike >= ALIKE for alike in map(likeness, *_side_by_side(whole, one, other)))


def _side_by_side(whole: Whole, one: Text, other: Text) -> tuple[list[str], list[str]]:
    """Both texts in each language that they have, without what only leads in."""
    codes = [code for code in whole.languages if code in one.words and code in other.words]
    first, second = ([without_opener(text.words[code], spoken(code)) for code in codes] for text in (one, other))
    return first, second


def _many_closed(whole: Whole) -> Iterator[Fault]:
    """Figures that are followed over time, and questions that others depend on, are closed for a reason."""
    needed = _needed(whole.guide)
    asked = [
        (steps, question)
        for steps, _, question in _asked(whole.guide)
        if not question.indicator and question.id not in needed
    ]
    closed = sum(whole.is_closed(steps, question) for steps, question in asked)
    if len(asked) >= FEWEST_FOR_SHARE and closed * 4 > len(asked):
        yield Fault("many_closed", ("themes",), {"count": closed, "total": len(asked)})


def _withdrawal(whole: Whole) -> Iterator[Fault]:
    """Consent is free when one may take it back, and that has to be said, in each language."""
    guide = whole.guide
    if not guide.consent:
        return
    for language in whole.languages:
        texts = (guide.opening, *(item.ask for item in guide.consent), guide.closing)
        if not any(tells_of_stopping(text.words.get(language, ""), spoken(language)) for text in texts):
            yield Fault("no_withdrawal", ("consent",), {"language": language})


def _identity(whole: Whole) -> Iterator[Fault]:
    """Names and ways to reach somebody live apart from words, never in a guide."""
    facts: list[tuple[Steps, BackgroundItem | Question]] = [
        (("background", n), item) for n, item in enumerate(whole.guide.background)
    ]
    facts += [(steps, question) for steps, _, question in _asked(whole.guide)]
    for steps, fact in facts:
        if _is_identity(whole, fact):
            yield Fault("identity_asked", steps, {"item": fact.id, "words": fact.ask.said_in(whole.guide.language)})


def _is_identity(whole: Whole, fact: BackgroundItem | Question) -> bool:
    """Whether a value is wanted that says who somebody is; a choice between a few things never does."""
    if isinstance(fact.answer, Choices | Scale):
        return False
    if fact.answer is None:
        return any(asks_outright(words, language) for language, words in whole.said(fact.ask))
    return is_identity_id(fact.id) or any(asks_identity(words, language) for language, words in whole.said(fact.ask))


def _known_already(whole: Whole) -> Iterator[Fault]:
    """The group is chosen when a session starts: nobody needs to ask for it again."""
    for n, item in enumerate(whole.guide.background):
        options = set(item.answer.options) if isinstance(item.answer, Choices) else set()
        if len(options) > 1 and options <= whole.stakeholders:
            yield Fault("group_asked", ("background", n), {"item": item.id})


def _asked_twice(whole: Whole) -> Iterator[Fault]:
    """A fact that a question or an item before has asked for with the same words."""
    first: dict[tuple[str, frozenset[str]], str] = {}
    for _, _, question in _asked(whole.guide):
        for language, words in whole.said(question.ask):
            first.setdefault((language, tokens(words)), question.id)
    for n, item in enumerate(whole.guide.background):
        keys = [(language, tokens(words)) for language, words in whole.said(item.ask) if tokens(words)]
        twin = next((first[key] for key in keys if key in first), "")
        if twin:
            yield Fault("background_twice", ("background", n), {"item": item.id, "first": twin})
        for key in keys:
            first.setdefault(key, item.id)


def _long_sheet(whole: Whole) -> Iterator[Fault]:
    count = len(whole.guide.background)
    if count > MOST_BACKGROUND:
        yield Fault("background_long", ("background",), {"count": count})


RULES: tuple[Rule, ...] = (
    _parts,
    _questions_without_aim,
    _aims_without_question,
    _opener,
    _too_early,
    _minutes,
    _hurried,
    _announced,
    _must_last,
    _repeated,
    _many_closed,
    _withdrawal,
    _identity,
    _known_already,
    _asked_twice,
    _long_sheet,
)
