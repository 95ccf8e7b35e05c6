"""Answers of the background sheet in people's own words: in a figure that leaves the house they are counted as one value. Pure."""

from functools import lru_cache

from interviewer.figures.dimensions import Dimension
from interviewer.figures.selection import CodedTurn
from interviewer.guide.model import Answer, Number, Scale
from interviewer.guide.values import is_free
from interviewer.session.read import guide_from

OWN_WORDS = "[…]"
"""What stands for them, as where words were taken out."""


def for_others(found: Dimension) -> Dimension:
    """The dimension as a file may have it; filters go on by what was really said."""
    if not found.background:
        return found

    def values(one: CodedTurn) -> tuple[str, ...]:
        answer = _answers(one.view.source).get(found.name)
        said = one.who.said(found.name)
        return tuple(dict.fromkeys(OWN_WORDS if text and _is_own(answer, text) else text for text in said))

    return found._replace(of_turn=values)


def _is_own(answer: Answer | None, text: str) -> bool:
    return not isinstance(answer, Scale | Number) and is_free(answer, text)


@lru_cache(maxsize=64)
def _answers(source: str) -> dict[str, Answer]:
    guide = guide_from(source) if source else None
    return {item.id: item.answer for item in guide.background} if guide else {}
