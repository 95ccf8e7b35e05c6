"""Ids of questions over time: which id stands for an old one now, and ids that come to mean another question. Pure.

An id is what joins answers across versions. So a former id (`was`) belongs to one question only, and an id that interviews
already bear is refused for a question that asks something else.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interviewer.guide.facts import answer_facts
from interviewer.guide.model import Guide, Question, Text
from interviewer.matching import fold

LEAST_LETTERS, STEM, LEAST_WORDS, SHARED = 4, 5, 2, 0.15
# Words of at least four letters in which two questions may agree without asking the same.
EMPTY = frozenset(
    [
        "avec",
        "avez",
        "aviez",
        "dans",
        "depuis",
        "dire",
        "elle",
        "elles",
        "entre",
        "est",
        "etes",
        "etre",
        "fait",
        "faire",
        "leur",
        "leurs",
        "mais",
        "meme",
        "moins",
        "nous",
        "notre",
        "nos",
        "parlez",
        "plus",
        "pour",
        "pouvez",
        "pourriez",
        "quand",
        "que",
        "quel",
        "quelle",
        "quelles",
        "quels",
        "quelque",
        "quelques",
        "quoi",
        "racontez",
        "raconter",
        "sans",
        "selon",
        "sont",
        "sous",
        "sur",
        "tout",
        "toute",
        "toutes",
        "tous",
        "tres",
        "une",
        "vers",
        "votre",
        "vos",
        "vous",
        "ainsi",
        "alors",
        "apres",
        "aussi",
        "avant",
        "bien",
        "cela",
        "cette",
        "ces",
        "chez",
        "comme",
        "comment",
        "combien",
        "encore",
        "point",
        "oui",
        "non",
        "peu",
        "ici",
        "about",
        "after",
        "also",
        "been",
        "before",
        "could",
        "describe",
        "does",
        "doing",
        "from",
        "have",
        "having",
        "here",
        "into",
        "just",
        "like",
        "made",
        "make",
        "more",
        "most",
        "much",
        "over",
        "please",
        "said",
        "some",
        "tell",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "very",
        "want",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "would",
        "your",
        "yours",
    ]
)


class Fault(NamedTuple):
    """A rule, the steps to the place in the file, and the facts of the case."""

    rule: str
    steps: tuple[str | int, ...]
    facts: dict[str, str]


class Asked(NamedTuple):
    """A question and the theme in which it stands."""

    theme: str
    question: Question


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
    """Ids that asked something else in an interview, or that were the former id of another question there."""
    ids = {question.id for _theme, question in guide.questions()}
    versions = [_Version(version) for version in held]
    for theme, (steps, question) in zip((theme for theme, _q in guide.questions()), _placed(guide), strict=True):
        faults = (_reused(Asked(theme.id, question), version, ids) for version in versions)
        fault = next((found for found in faults if found is not None), None)
        if fault is not None:
            yield Fault(fault.rule, (*steps, "id"), fault.facts)


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
    if before is not None and asks_something_else(before, now):
        return Fault("id_reused", (), facts | {"before": before.question.ask.said_in(version.language)})
    return None


def _placed(guide: Guide) -> Iterator[tuple[tuple[str | int, ...], Question]]:
    for t, theme in enumerate(guide.themes):
        for q, question in enumerate(theme.questions):
            yield ("themes", t, "questions", q), question


def asks_something_else(before: Asked, after: Asked) -> bool:
    """Whether the two are surely different questions; a question that was only put in other words is not.

    They share none of the words that say something, in any language, nor do their aims; and they want another kind of
    answer, stand in another theme, or have other aims.
    """
    one, other = before.question, after.question
    if not _say_different_things(one.ask, other.ask, LEAST_WORDS):
        return False
    if one.aim.words and other.aim.words:
        return _say_different_things(one.aim, other.aim, 1)
    return answer_facts(one.answer)["type"] != answer_facts(other.answer)["type"] or before.theme != after.theme


def _say_different_things(before: Text, after: Text, least: int) -> bool:
    """Whether both have so many words that say something in each language that they share, and hardly any in common."""
    shared = [language for language in before.words if language in after.words]
    pairs = [(_telling(before.words[one]), _telling(after.words[one])) for one in shared]
    return bool(pairs) and all(
        min(len(a), len(b)) >= least and len(a & b) < SHARED * min(len(a), len(b)) for a, b in pairs
    )


def _telling(words: str) -> frozenset[str]:
    """The beginnings of the words that say something."""
    return frozenset(word[:STEM] for word in fold(words).split() if len(word) >= LEAST_LETTERS and word not in EMPTY)
