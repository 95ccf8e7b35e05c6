"""By what a figure is broken down: a property of the turn, of who spoke, or of the mark. Pure."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from interviewer.errors import UsageError
from interviewer.figures.naming import listed
from interviewer.figures.selection import CodedTurn
from interviewer.matching import find
from interviewer.session.model import MarkView

CODE = "code"
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)
OfTurn = Callable[[CodedTurn], tuple[str, ...]]
OfMark = Callable[[MarkView], str]

TURN_DIMENSIONS: dict[str, OfTurn] = {
    "question": lambda one: one.questions,
    "theme": lambda one: (one.turn.theme,),
    "stakeholder": lambda one: (one.who.stakeholder,),
    "participant": lambda one: (one.who.id,),
    "session": lambda one: (one.view.id,),
    "guide": lambda one: (one.view.guide,),
    "wave": lambda one: (one.view.wave,),
}
MARK_DIMENSIONS: dict[str, OfMark] = {
    CODE: lambda mark: mark.code,
    "coder": lambda mark: mark.coder,
    "round": lambda mark: mark.round,
}
ORDER = (*("code", "question", "theme", "stakeholder", "participant", "coder"), *("session", "guide", "round", "wave"))


class Dimension(NamedTuple):
    """One way to break down. A turn has the values of `of_turn`, or each mark has the one of `of_mark`.

    An empty value stands for what isn't known: nobody's group, no wave, no answer on the background sheet. Of several
    choices on that sheet each is a value.
    """

    name: str
    of_turn: OfTurn | None
    of_mark: OfMark | None = None
    background: bool = False


def dimension(asked: str, items: Iterable[str]) -> Dimension:
    """The dimension of that name, or that item of the background sheet; UsageError names what there is."""
    facts = sorted(items)
    names = (*ORDER, *(item for item in facts if item not in ORDER))
    found = find(asked, [(name, name) for name in names]) if asked.strip() else ()
    if len(found) != 1:
        rule = "figures_several_dimensions" if found else "figures_unknown_dimension"
        raise UsageError(rule, asked=asked, known=listed(found or names))
    name = found[0]
    if name in TURN_DIMENSIONS:
        return Dimension(name, TURN_DIMENSIONS[name])
    if name in MARK_DIMENSIONS:
        return Dimension(name, None, MARK_DIMENSIONS[name])
    return Dimension(name, lambda one: one.who.said(name), background=True)


def ordered(keys: Iterable[str]) -> list[str]:
    """The values of a dimension in the order of people: numbers by size, then words; what isn't known comes first."""
    return sorted(keys, key=lambda key: (bool(key), not _is_number(key), float(key) if _is_number(key) else 0, key))


def _is_number(key: str) -> bool:
    return NUMBER.fullmatch(key) is not None
