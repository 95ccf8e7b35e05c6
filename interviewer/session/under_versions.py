"""How many interviews were held under each of two versions of a guide, and of each thing that differs. Pure."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from interviewer.guide.changes import Change, Comparison
from interviewer.guide.model import BackgroundItem, ConsentItem, Guide, Question, Text
from interviewer.session.model import SessionView
from interviewer.session.read import guide_from

Thing = tuple[str, str, str]
Place = tuple[str, str]
Item = Question | ConsentItem | BackgroundItem
TOLD = ("reworded", "respelled", "retyped")


class Interviews(NamedTuple):
    """Interviews with the old version, with the new one, with what is the same in both, with something else."""

    before: int = 0
    after: int = 0
    same: int = 0
    other: int = 0

    def plus(self, *, old: bool, new: bool) -> "Interviews":
        """One more interview, which had the old version, the new one, or both."""
        place = "same" if old and new else "before" if old else "after" if new else "other"
        return self._replace(**{place: getattr(self, place) + 1})

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)


class Held(NamedTuple):
    """Interviews by version of the whole guide, how many pilots there were beside them, and by thing that differs."""

    whole: Interviews
    pilots: int
    things: dict[Thing, Interviews]


def was_held(view: SessionView) -> bool:
    """Whether anything of the guide was asked: what ended before the first question was held with no version."""
    return view.status not in ("empty", "refused", "withdrawn") and bool(view.prompts or view.turns or view.background)


def held_under(found: Comparison, views: Iterable[SessionView]) -> Held:
    """Count the interviews that were held with these guides; those that were refused count for nothing, pilots apart."""
    names = {found.old.id, found.new.id}
    held = [view for view in views if view.guide in names and was_held(view)]
    things = dict.fromkeys(change.thing for change in found.changes if change.kind in TOLD and _is_asked(change))
    old, new = _items(found.old), _items(found.new)
    whole, counts = Interviews(), dict.fromkeys(things, Interviews())
    for view in (view for view in held if not view.pilot):
        whole = whole.plus(old=_is(found.old, view), new=_is(found.new, view))
        own, asked = _items_of(view.source), _asked(view)
        for thing in things:
            part, _question, name = thing
            former = found.pairs.get(name, name) if part == "question" else name
            met = next((own[part, one] for one in (former, name) if (part, one) in asked and (part, one) in own), None)
            if met is not None:
                fits = {"old": old.get((part, former)), "new": new.get((part, name))}
                languages = asked[part, met.id]
                counts[thing] = counts[thing].plus(**{side: _fits(met, one, languages) for side, one in fits.items()})
    return Held(whole, sum(view.pilot for view in held), counts)


def _is(guide: Guide, view: SessionView) -> bool:
    return view.sha256 == guide.sha256 or (bool(view.source) and view.source == guide.source)


def _is_asked(change: Change) -> bool:
    return change.part in ("question", "consent", "background") and change.aspect != "aim"


def _items(guide: Guide | None) -> dict[Place, Item]:
    """What is asked in a guide, by what it is and its id."""
    if guide is None:
        return {}
    return {
        **{("question", question.id): question for _theme, question in guide.questions()},
        **{("consent", item.id): item for item in guide.consent},
        **{("background", item.id): item for item in guide.background},
    }


@lru_cache(maxsize=64)
def _items_of(source: str) -> dict[Place, Item]:
    return _items(guide_from(source))


def _asked(view: SessionView) -> dict[Place, frozenset[str]]:
    """What was asked in the interview, with the languages in which it was."""
    found: dict[Place, frozenset[str]] = {}
    for prompt in view.prompts:
        if prompt.origin == "guide":
            place = "question", prompt.question
            found[place] = found.get(place, frozenset()) | {prompt.language}
    spoken = frozenset((view.language,))
    found.update({("consent", one.item): spoken for one in view.consents})
    found.update({("background", one.item): spoken for one in view.background})
    return found


def _fits(met: Item, item: Item | None, languages: frozenset[str]) -> bool:
    """Whether the interview had the thing as it is in that version, in the languages in which it was asked."""
    if item is None or type(met) is not type(item):
        return False
    if not all(_said(met.ask, one) == _said(item.ask, one) for one in languages):
        return False
    if isinstance(met, ConsentItem) and isinstance(item, ConsentItem):
        return met.purpose == item.purpose
    return getattr(met, "answer", None) == getattr(item, "answer", None)


def _said(text: Text, language: str) -> str:
    return " ".join(text.said_in(language).split())
