"""Ids of questions over time: which id stands for an old one now, and ids that come to mean another question. Pure.

An id is what joins answers across versions. So a former id (`was`) belongs to one question only, and an id that interviews
already bear is refused for a question that asks something else.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interviewer.errors import Severity
from interviewer.guide.model import Guide, Question
from interviewer.guide.pairing import look_alikes, question_pairs
from interviewer.guide.same_question import Asked, has_words_of, sameness


class Fault(NamedTuple):
    """A rule, the steps to the place in the file, the facts of the case, and how much it weighs."""

    rule: str
    steps: tuple[str | int, ...]
    facts: dict[str, str]
    severity: Severity = "error"


def current_ids(now: Guide | None, held: Sequence[Guide] = ()) -> dict[str, str]:
    """The id that stands for each former one today, over all steps from version to version.

    `now` is the guide as it is, `held` are versions that interviews keep; the highest stands for a guide that is gone.
    """
    versions = sorted(held, key=lambda guide: -guide.version)
    known = [*([now] if now else []), *versions]
    if not known:
        return {}
    ids = {question.id for _theme, question in known[0].questions()}
    found: dict[str, str] = {}
    for guide in known:
        for _theme, question in guide.questions():
            target = question.id if question.id in ids else found.get(question.id, question.id)
            for former in question.was:
                if former not in ids and former != target:
                    found.setdefault(former, target)
    return found


def faults_of_former_ids(guide: Guide) -> Iterator[Fault]:
    """A former id that is an id in the guide, the question's own, or claimed twice."""
    ids = {question.id for _theme, question in guide.questions()}
    claimed: dict[str, str] = {}
    for steps, question in _placed(guide):
        for n, former in enumerate(question.was):
            facts = {"given": former, "question": question.id, "other": claimed.get(former, "")}
            if former == question.id:
                yield Fault("was_own", (*steps, "was", n), facts)
            elif former in ids:
                yield Fault("was_in_use", (*steps, "was", n), facts)
            elif former in claimed:
                yield Fault("was_twice", (*steps, "was", n), facts)
            claimed.setdefault(former, question.id)


def reused_ids(guide: Guide, held: Sequence[Guide]) -> Iterator[Fault]:
    """Ids that surely asked something else in an interview, or were the former id of another question.

    As warnings, ids whose question shares no word with what was asked.
    """
    ids = {question.id for _theme, question in guide.questions()}
    versions = [_Version(version) for version in held]
    for theme, (steps, question) in zip((theme for theme, _q in guide.questions()), _placed(guide), strict=True):
        found = [_reused(Asked(theme.id, question), version, ids) for version in versions]
        faults = sorted((one for one in found if one is not None), key=lambda one: one.severity != "error")
        if faults:
            yield faults[0]._replace(steps=(*steps, "id"))


def renamed_ids(guide: Guide, held: Sequence[Guide]) -> Iterator[Fault]:
    """Questions that came with nearly the words of one that interviews know under an id which is gone: without `was`."""
    known = current_ids(guide, held)
    places = {question.id: steps for steps, question in _placed(guide)}
    told: set[str] = set()
    for version in sorted(held, key=lambda one: -one.version):
        gone = {question.id for _theme, question in version.questions()} - places.keys() - known.keys()
        if gone:
            for former, name in look_alikes(version, guide, question_pairs(version, guide)):
                if former in gone and name not in told:
                    told.add(name)
                    facts = {"given": name, "former": former, "version": str(version.version)}
                    yield Fault("id_renamed", (*places[name], "id"), facts, "warning")


class _Version:
    """A version of the guide with its questions by id and by former id."""

    def __init__(self, guide: Guide) -> None:
        asked = [Asked(theme.id, question) for theme, question in guide.questions()]
        self.number, self.language = str(guide.version), guide.language
        self.by_id = {one.question.id: one for one in asked}
        self.by_former = {former: one for one in asked for former in one.question.was}


def _reused(now: Asked, version: _Version, ids: set[str]) -> Fault | None:
    name = now.question.id
    facts = {"given": name, "version": version.number}
    later, before = version.by_former.get(name), version.by_id.get(name)
    if later is not None and later.question.id in ids and later.question.id != name:
        return Fault("id_was_former", (), facts | {"other": later.question.id})
    before = before or later
    if before is None:
        return None
    facts |= {"before": before.question.ask.said_in(version.language)}
    other = _whose_words(now.question, before.question, version)
    if other:
        return Fault("id_swapped", (), facts | {"other": other})
    match sameness(before, now):
        case "another":
            return Fault("id_reused", (), facts)
        case "otherwise":
            return Fault("asks_otherwise", (), facts, "warning")
        case _:
            return None


def _whose_words(now: Question, before: Question, version: _Version) -> str:
    """The id under which that version asked what this question asks now; empty where it is its own, or joined to it."""
    others = (one.question for name, one in version.by_id.items() if name not in (before.id, now.id, *now.was))
    return next((other.id for other in others if has_words_of(other, before, now)), "")


def _placed(guide: Guide) -> Iterator[tuple[tuple[str | int, ...], Question]]:
    for t, theme in enumerate(guide.themes):
        for q, question in enumerate(theme.questions):
            yield ("themes", t, "questions", q), question
