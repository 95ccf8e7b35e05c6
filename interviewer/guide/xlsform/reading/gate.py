"""A question of consent on which all that follows depends -> a consent item that must be agreed to."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.guide.model import Choices, Condition, ConsentItem, Guide, Question, Text, Theme
from interviewer.guide.prose.consent import is_consent, purpose_of
from interviewer.guide.spoken import Steps
from interviewer.matching import fold

NAMED = re.compile(r"consent|\baccords?\b|\bagreements?\b|\bagree\b|einwilligung|acuerdo")
REFUSING = frozenset(("no", "non", "n", "0", "false", "nein", "nao", "refuse", "refuses", "refused", "disagree"))
BOTH = 2


class Gated(NamedTuple):
    """The guide with its consent, and the comments where they stand now."""

    guide: Guide
    remarks: dict[Steps, str]
    above: dict[Steps, tuple[str, ...]]


def gated(guide: Guide, remarks: Mapping[Steps, str], above: Mapping[Steps, tuple[str, ...]]) -> Gated:
    """The guide with each question of consent that gates all others as an item of its consent."""
    made = Gated(guide, dict(remarks), dict(above))
    while (found := _gate(made.guide)) is not None:
        made = _moved(made, *found)
    return made


def _gate(guide: Guide) -> tuple[int, int, Question] | None:
    """The first question that is one, with the places of its theme and its own."""
    for t, theme in enumerate(guide.themes):
        for q, question in enumerate(theme.questions):
            if _asks_consent(question) and _opens(question, [*_behind(guide, t, q)]):
                return t, q, question
    return None


def _asks_consent(question: Question) -> bool:
    answer = question.answer
    if not isinstance(answer, Choices) or answer.several or answer.other or len(answer.options) != BOTH:
        return False
    said = [fold(question.id), *map(fold, question.ask.words.values())]
    return any(map(NAMED.search, said)) or any(is_consent(one, item=False) for one in question.ask.words.values())


def _behind(guide: Guide, theme: int, place: int) -> Iterator[tuple[Condition, ...]]:
    """The conditions of each question that comes later."""
    for t, one in enumerate(guide.themes):
        for q, question in enumerate(one.questions):
            if (t, q) > (theme, place):
                yield (*one.when, *question.when)


def _opens(question: Question, behind: list[tuple[Condition, ...]]) -> bool:
    """Whether all of them want the same answer, which is no refusal."""
    wanted = {_wanted(question, conditions) for conditions in behind}
    return len(wanted) == 1 and (value := wanted.pop()) != "" and not _refuses(question, value)


def _wanted(question: Question, conditions: tuple[Condition, ...]) -> str:
    """The one of both answers that is wanted; empty where none or either is."""
    answer = question.answer
    for one in conditions:
        if one.question == question.id and isinstance(answer, Choices):
            left = [
                value for value in answer.options if value not in one.others and (not one.values or value in one.values)
            ]
            return left[0] if len(left) == 1 else ""
    return ""


def _refuses(question: Question, value: str) -> bool:
    words = question.answer.options[value] if isinstance(question.answer, Choices) else Text({})
    return any(fold(said).split(" ", 1)[0] in REFUSING for said in (value, *words.words.values()) if said)


def _moved(of: Gated, t: int, q: int, question: Question) -> Gated:
    said = [purpose for words in question.ask.words.values() if (purpose := purpose_of(words))]
    item = ConsentItem(question.id, said[0] if said else "notes", question.ask, required=True)
    themes = [_freed(theme, question.id) for theme in of.guide.themes]
    gone = not themes[t].questions
    guide = replace(
        of.guide,
        consent=(*of.guide.consent, item),
        themes=tuple(theme for theme in themes if theme.questions),
    )
    remarks = {new: said for old, said in of.remarks.items() if (new := _step(old, t, q, gone=gone))}
    above: dict[Steps, tuple[str, ...]] = {}
    for old, lines in of.above.items():
        new = _step(old, t, q, gone=gone) or _next(guide, t, q)
        above[new] = (*above.get(new, ()), *lines)
    return Gated(guide, remarks, above)


def _freed(theme: Theme, gate: str) -> Theme:
    """The theme without the question, and without the conditions on it."""
    questions = (
        replace(one, when=tuple(part for part in one.when if part.question != gate))
        for one in theme.questions
        if one.id != gate
    )
    when = tuple(part for part in theme.when if part.question != gate)
    return replace(theme, questions=tuple(questions), when=when)


def _step(steps: Steps, t: int, q: int, *, gone: bool) -> Steps:
    """Where that stands without the question; empty for what was its own."""
    if steps[0] != "themes" or not isinstance(steps[1], int) or steps[1] < t:
        return steps
    if steps[1] > t:
        return ("themes", steps[1] - gone, *steps[2:])
    place = steps[3] if len(steps) > len(("themes", t, "questions")) else None
    if place == q or gone:
        return ()
    return (*steps[:3], place - 1, *steps[4:]) if isinstance(place, int) and place > q else steps


def _next(guide: Guide, t: int, q: int) -> Steps:
    """The question that stands where that one did, or behind it."""
    if t < len(guide.themes) and q < len(guide.themes[t].questions):
        return ("themes", t, "questions", q)
    return ("themes", min(t + 1, len(guide.themes) - 1), "questions", 0)
