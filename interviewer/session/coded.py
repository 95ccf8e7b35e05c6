"""What coders did with a session, record by record: marks, turns passed, rounds, memos. Pure."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from interviewer.session import events as e
from interviewer.session.model import Rated, RemarkView

Moved = tuple[str, str]
"""The code that a mark bears now and the reason of the change."""


class Coded:
    """Everything that is known so far; one method an event kind, found by the event's type."""

    def __init__(self) -> None:
        self.marks: dict[str, e.Mark] = {}
        self.recoded: dict[str, Moved] = {}
        self.seen: set[Rated] = set()
        self.new_codes: dict[str, str] = {}
        self.starred: dict[str, bool] = {}
        self.closed: set[tuple[str, str]] = set()
        self.dismissed: set[tuple[str, str, str]] = set()
        self.refused: set[tuple[str, str, str]] = set()
        self._remarks: dict[tuple[str, str, str], RemarkView] = {}

    def take(self, event: e.Event) -> None:
        """One event of a coder; those of other kinds change nothing."""
        handler = _HANDLERS.get(type(event))
        if handler is not None:
            handler(self, event)

    def remarks(self) -> tuple[RemarkView, ...]:
        """The memos that stand."""
        return tuple(one for one in self._remarks.values() if one.text)

    def cut(self, turn: str, tail: str) -> None:
        """The turn was cut: who rated it has rated both parts."""
        self.seen.update([one._replace(turn=tail) for one in self.seen if one.turn == turn])

    def join(self, turn: str, into: str) -> None:
        """The turn became part of another. Who passed only one of the two hasn't passed all of these words."""
        whole = {one for one in self.seen if one.turn == into and one._replace(turn=turn) in self.seen}
        self.seen = {one for one in self.seen if one.turn not in (turn, into)} | whole

    def stand(self, event: e.Redacted) -> None:
        """The marks that stood on a turn stand at these places of what is left of it."""
        for one, (start, end) in event.marks.items():
            if one in self.marks:
                mark, memos = self.marks[one], event.memos if isinstance(event.memos, dict) else {}
                self.marks[one] = replace(
                    mark,
                    turn=event.turn,
                    start=start,
                    end=end,
                    excerpt=event.text[start:end],
                    memo=memos.get(one, mark.memo),
                )

    def on_mark(self, event: e.Mark) -> None:
        """A mark rates its turn."""
        self.marks[event.id] = event
        self.seen.add(Rated(event.coder, event.round or e.FIRST_ROUND, event.turn))

    def on_unmark(self, event: e.Unmark) -> None:
        """The mark goes; that the turn was looked at stays."""
        self.marks.pop(event.mark, None)

    def on_seen(self, event: e.Seen) -> None:
        """A turn passed."""
        self.seen.add(Rated(event.coder, event.round or e.FIRST_ROUND, event.turn))

    def on_unseen(self, event: e.Unseen) -> None:
        """A turn is open again."""
        self.seen.discard(Rated(event.coder, event.round or e.FIRST_ROUND, event.turn))

    def on_recoded(self, event: e.Recoded) -> None:
        """The last change of a mark's code stands."""
        self.recoded[event.mark] = event.code, event.reason

    def on_key(self, event: e.KeyQuote) -> None:
        """The last word of a coder on a key quotation stands."""
        self.starred[event.turn] = event.on

    def on_remark(self, event: e.Remark) -> None:
        """One memo for each coder and thing."""
        self._remarks[event.coder, event.about, event.target] = RemarkView(
            event.coder, event.about, event.target, event.text
        )

    def on_closed(self, event: e.RoundClosed) -> None:
        """A round once closed stays so."""
        self.closed.add((event.coder, event.round or e.FIRST_ROUND))

    def on_dismissed(self, event: e.Dismissed) -> None:
        """A suggestion refused isn't made again, unless the coder comes back on it."""
        for known, one in (
            (self.dismissed, (event.coder, event.turn, event.code)),
            (self.refused, (event.coder, event.round or e.FIRST_ROUND, event.suggested)),
        ):
            (known.add if event.on else known.discard)(one)

    def on_new_code(self, event: e.NewCode) -> None:
        """The first label of a new code stands."""
        self.new_codes.setdefault(event.code, event.label)


_HANDLERS: dict[type[e.Event], Callable[[Coded, Any], None]] = {
    e.Mark: Coded.on_mark,
    e.Unmark: Coded.on_unmark,
    e.Seen: Coded.on_seen,
    e.Unseen: Coded.on_unseen,
    e.Recoded: Coded.on_recoded,
    e.KeyQuote: Coded.on_key,
    e.Remark: Coded.on_remark,
    e.RoundClosed: Coded.on_closed,
    e.Dismissed: Coded.on_dismissed,
    e.NewCode: Coded.on_new_code,
}
CODING: frozenset[type[e.Event]] = frozenset(_HANDLERS)
"""The kinds of events that coders make, days after the interview: no time of it."""
