"""A guide written in Word, Markdown or plain text -> a guide as values, with what became of each of its lines."""

from collections.abc import Sequence
from typing import Literal

from interviewer.errors import problem
from interviewer.guide.prose.building import build
from interviewer.guide.prose.bytes_in import is_package, lines_of
from interviewer.guide.prose.cues import language_of
from interviewer.guide.prose.facts import scale_in, typed_fact
from interviewer.guide.prose.model import Fate, Line, Reading
from interviewer.guide.prose.walk import Walk
from interviewer.matching import fold

MOST_LINES = 20_000
SURELY_PRINTED = 3


def read_prose(data: bytes, name: str, guide_id: str, otherwise: str = "en", printed: Sequence[str] = ()) -> Reading:
    """The guide that is written there; its language is guessed, `otherwise` where the words don't tell.

    Without a guide there is an error among the problems. Every line has one fate. `printed` are sentences by which the
    paper version of a guide is known: such a file is full of blanks and boxes, and is refused.
    """
    lines, problems = lines_of(data, name)
    if len(lines) > MOST_LINES:
        return Reading(None, (), (problem("prose_too_long", limit=MOST_LINES),))
    if any(one.severity == "error" for one in problems):
        return Reading(None, (), problems)
    if _is_printed(lines, printed):
        return Reading(None, (), (problem("prose_printed"),))
    walk = Walk(lines).go()
    language = language_of(" ".join(line.words for line in lines), otherwise)
    counted: Literal["line", "paragraph"] = "paragraph" if is_package(data) else "line"
    fates = _with_types(walk, _without_empty_themes(walk), language)
    if not any(theme.questions for theme in walk.draft.themes):
        return Reading(None, fates, (*problems, problem("prose_nothing")), language, counted)
    return Reading(build(walk.draft, guide_id, language), fates, problems, language, counted)


def _is_printed(lines: Sequence[Line], printed: Sequence[str]) -> bool:
    """Whether several of the sentences are there that every paper version has."""
    said = fold(" ".join(line.words for line in lines))
    return sum(fold(sentence) in said for sentence in printed) >= SURELY_PRINTED


def _without_empty_themes(walk: Walk) -> tuple[Fate, ...]:
    """A heading below which nothing is asked is no theme; neither is its aim in the guide."""
    return tuple(
        fate if theme is None or theme.questions else fate._replace(part="left", why="no_question", sure=False)
        for fate, theme in zip(walk.fates, walk.of_theme, strict=True)
    )


def _with_types(walk: Walk, fates: tuple[Fate, ...], language: str) -> tuple[Fate, ...]:
    """The fates, where facts and questions have a type that was guessed with the reason for it."""
    made = list(fates)
    for fact in walk.draft.background:
        guessed = typed_fact(fact, language).guessed
        if guessed:
            made[fact.fate] = made[fact.fate]._replace(why=guessed, sure=False)
    for question in (one for theme in walk.draft.themes for one in theme.questions):
        if scale_in(question.words):
            made[question.fate] = made[question.fate]._replace(why="scale", sure=False)
    return tuple(made)
