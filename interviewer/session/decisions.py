"""What was decided about words that may tell who somebody is: replaced where others read them, or looked at and left. Pure.

These records hold places and never the words themselves: those stay where they were said, and whoever may read the
session reads them. A decision follows its words through corrections, cuts and joins, as a mark does.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from interviewer.session import events as e
from interviewer.session.anchors import Cut, Join, anchored
from interviewer.session.model import DecisionView, TurnView


class Decided(e.Event, frozen=True, omit_defaults=True):
    """Common to both. `at` is the id of a turn, or names another text of the session: `form notes`, `memo ID`...

    The words are [start, end) of that text in code points, which had `length` of them then; `rule` is what pointed them
    out, `who` the id of whoever decided, if it was given.
    """

    at: str
    start: int
    end: int
    rule: str
    length: int = 0
    who: str = ""


class Replaced(Decided, frozen=True, omit_defaults=True):
    """For others `by` stands there instead of the words, as `[prénom]`."""

    kind: ClassVar[str] = "replace"
    by: str = ""


class LeftAsIs(Decided, frozen=True, omit_defaults=True):
    """Somebody looked at the words, and they may be read by others."""

    kind: ClassVar[str] = "keep"


class TakenBack(e.Event, frozen=True, omit_defaults=True):
    """The decision of that id is taken back: its words are open again."""

    kind: ClassVar[str] = "restore"
    decision: str
    who: str = ""


class Decisions:
    """Everything decided so far; the words of a turn are those that stood there when it was decided."""

    def __init__(self) -> None:
        self._made: dict[str, Decided] = {}
        self._marks: dict[str, e.Mark] = {}

    def take(self, event: e.Event, turns: Mapping[str, TurnView], texts: Mapping[str, Sequence[str]]) -> None:
        """One event; those of other kinds change nothing."""
        handler = _HANDLERS.get(type(event))
        if handler is not None:
            handler(self, event, turns, texts)

    def _decided(self, event: Decided, turns: Mapping[str, TurnView], texts: Mapping[str, Sequence[str]]) -> None:
        self._made[event.id] = event
        turn = turns.get(event.at)
        if turn is not None:
            words = _text_then(event, turn, texts[event.at])[event.start : event.end]
            self._marks[event.id] = e.Mark(event.id, event.at, "", event.who, event.start, event.end, words)

    def _taken_back(self, event: TakenBack, *_known: object) -> None:
        self._made.pop(event.decision, None)
        self._marks.pop(event.decision, None)

    def standing(
        self, turns: Mapping[str, TurnView], texts: Mapping[str, Sequence[str]], steps: Sequence[Cut | Join]
    ) -> tuple[DecisionView, ...]:
        """The decisions where their words stand today; those whose words were corrected away are left out."""
        found = {view.id: view for view in anchored(self._marks.values(), turns, texts, steps)}
        shown = []
        for made in self._made.values():
            by = made.by if isinstance(made, Replaced) else None
            view = found.get(made.id)
            if view is None and made.id not in self._marks:
                shown.append(DecisionView(made.id, made.at, made.start, made.end, made.rule, by, made.who, made.length))
            elif view is not None and view.holds:
                length = len(turns[view.turn].text)
                shown.append(DecisionView(made.id, view.turn, view.start, view.end, made.rule, by, made.who, length))
        return tuple(shown)


def _text_then(event: Decided, turn: TurnView, texts: Sequence[str]) -> str:
    """The turn's text that was decided about: the last one of that length, for a correction may come from elsewhere."""
    if not event.length or len(turn.text) == event.length:
        return turn.text
    return next((text for text in reversed(texts) if len(text) == event.length), "")


_HANDLERS: dict[type[e.Event], Callable[..., Any]] = {
    Replaced: Decisions._decided,  # noqa: SLF001 - the table of its own methods
    LeftAsIs: Decisions._decided,  # noqa: SLF001
    TakenBack: Decisions._taken_back,  # noqa: SLF001
}
DECIDING: frozenset[type[e.Event]] = frozenset(_HANDLERS)
"""The kinds of events that decide about words, days after the interview: no time of it."""
