"""How many interviews were held under each of two versions of a guide, and of each thing that differs. Pure."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from interviewer.guide.changes import Change, Comparison
from interviewer.guide.model import BackgroundItem, ConsentItem, Guide, Question, Text
from interviewer.session.model import SessionView
from interviewer.session.read import guide_from

Thing = tuple[str, str, str]
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


def held_under(found: Comparison, views: Iterable[SessionView]) -> Held:
    """Count the interviews that were held with these guides; those that were refused count for nothing, pilots apart."""
    names = {found.old.id, found.new.id}
    held = [view for view in views if view.guide in names and view.status not in ("empty", "refused")]
    real = [view for view in held if not view.pilot]
    whole = Interviews()
    for view in real:
        old, new = _is(found.old, view), _is(found.new, view)
        whole = whole.plus(old=old, new=new)
    wanted = dict.fromkeys(change.thing for change in found.changes if change.kind in TOLD and _is_asked(change))
    return Held(whole, len(held) - len(real), {thing: _under(found, thing, real) for thing in wanted})


def _is(guide: Guide, view: SessionView) -> bool:
    return view.sha256 == guide.sha256 or (bool(view.source) and view.source == guide.source)


def _is_asked(change: Change) -> bool:
    return change.part in ("question", "consent", "background") and change.aspect != "aim"


def _under(found: Comparison, thing: Thing, views: Iterable[SessionView]) -> Interviews:
    part, _question, name = thing
    former = found.pairs.get(name, name) if part == "question" else name
    old, new = _item(found.old, part, former), _item(found.new, part, name)
    count = Interviews()
    for view in views:
        for item in _met(view, part, (former, name)):
            count = count.plus(old=_fits(view, item, old), new=_fits(view, item, new))
    return count


def _item(guide: Guide, part: str, name: str) -> Item | None:
    items: dict[str, Callable[[], Iterable[Item]]] = {
        "question": lambda: (question for _theme, question in guide.questions()),
        "consent": lambda: guide.consent,
        "background": lambda: guide.background,
    }
    return next((item for item in items[part]() if item.id == name), None)


def _met(view: SessionView, part: str, names: tuple[str, str]) -> Iterator[Item]:
    """What was asked in the interview, once, as its own guide has it."""
    guide = guide_from(view.source)
    asked = {
        "question": lambda: {one.question for one in view.prompts if one.origin == "guide"},
        "consent": lambda: {one.item for one in view.consents},
        "background": lambda: {one.item for one in view.background},
    }[part]()
    name = next((one for one in names if one in asked), None)
    item = _item(guide, part, name) if guide and name else None
    if item is not None:
        yield item


def _fits(view: SessionView, met: Item, item: Item | None) -> bool:
    """Whether the interview had the thing as it is in that version, in the languages in which it was asked."""
    if item is None or type(met) is not type(item):
        return False
    languages = {one.language for one in view.prompts if one.question == met.id and one.origin == "guide"}
    if not all(_said(met.ask, one) == _said(item.ask, one) for one in languages or {view.language}):
        return False
    if isinstance(met, ConsentItem) and isinstance(item, ConsentItem):
        return met.purpose == item.purpose
    return getattr(met, "answer", None) == getattr(item, "answer", None)


def _said(text: Text, language: str) -> str:
    return " ".join(text.said_in(language).split())
