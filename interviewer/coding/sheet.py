"""One coder's work on one session: what a mark, its removal, a turn passed by become as events. Pure, without chance.

The ids are made from what the events say, so that two machines that do the same make one record of it. A mark that was
taken away stays away under its id; when it is made again it gets the next generation of its id, which is the first one
that no record of the session bears, whatever became of that record.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from interviewer.coding.excerpt import Span
from interviewer.ids import stable_id
from interviewer.session.events import FIRST_ROUND, Event, Mark, NewCode, Record, RoundClosed, Seen, Unmark
from interviewer.session.model import SPEECH, MarkView, Rated, SessionView, TurnView

NO_MEMO = "-"
"""What is written in the place of a memo to take the one away that stands there."""


class Sheet(Struct, frozen=True):
    """A session as its coder sees it in one round; `used` are the ids of all its records, also those that count no more."""

    view: SessionView
    coder: str
    used: frozenset[str] = frozenset()
    round: str = FIRST_ROUND

    def turns(self) -> tuple[TurnView, ...]:
        """What can be marked: the verbatim and paraphrase turns, in their order."""
        return tuple(turn for turn in self.view.turns if turn.kind in SPEECH)

    def rated(self, turn: str) -> bool:
        """Whether the coder marked the turn or passed it."""
        return Rated(self.coder, self.round, turn) in self.view.seen

    @property
    def closed(self) -> bool:
        """Whether the coder has finished the round here."""
        return (self.coder, self.round) in self.view.closed

    def left(self) -> int:
        """How many turns the coder has neither marked nor passed."""
        return sum(not self.rated(turn.id) for turn in self.turns())

    @property
    def whole(self) -> bool:
        """Whether the interview is finished and every turn of it is marked or passed."""
        return self.view.status == "done" and not self.left()

    def marks(self, turn: str) -> tuple[MarkView, ...]:
        """The coder's marks of this round on the turn, by place; the ones that lost their words too."""
        own = [m for m in self.view.marks if m.turn == turn and m.coder == self.coder and m.round == self.round]
        return tuple(sorted(own, key=lambda mark: (mark.start, mark.end, mark.code)))


def used_ids(records: Iterable[Record]) -> frozenset[str]:
    """The ids that records of a session bear already."""
    return frozenset(record.event.id for record in records)


def mark(
    sheet: Sheet, turn: TurnView, code: str, span: Span, memo: str = "", *, suggested: str = ""
) -> tuple[Sheet, list[Event]]:
    """Apply a code to the words [start, end) of a turn; no event when the mark is there already.

    A memo that differs from the one there takes its place: the mark is taken away and made again. An empty one leaves
    the one there, NO_MEMO takes it away.
    """
    start, end = span
    spot = (turn.id, code, start, end)
    there = next((m for m in sheet.marks(turn.id) if m.holds and (m.turn, m.code, m.start, m.end) == spot), None)
    if there is not None and memo in ("", there.memo):
        return sheet, []
    memo = "" if memo == NO_MEMO else memo
    if there is not None and memo == there.memo:
        return sheet, []
    events: list[Event] = []
    if there is not None:
        sheet, events = unmark(sheet, there)
    part = named(sheet)
    place = ("mark", sheet.view.id, turn.id, code, sheet.coder, str(start), str(end), *part)
    words = turn.text[start:end]
    made = Mark(fresh(sheet, place), turn.id, code, sheet.coder, start, end, words, memo, "".join(part), suggested)
    view = MarkView(made.id, turn.id, code, sheet.coder, start, end, words, memo, True, sheet.round, suggested)
    return _with(sheet, made.id, turn.id, (*sheet.view.marks, view)), [*events, made]


def unmark(sheet: Sheet, gone: MarkView) -> tuple[Sheet, list[Event]]:
    """Take a mark away."""
    event = Unmark(stable_id("unmark", sheet.view.id, gone.id, sheet.coder), gone.id, sheet.coder)
    left = tuple(m for m in sheet.view.marks if m.id != gone.id)
    return _with(sheet, event.id, gone.turn, left), [event]


def anchor_again(sheet: Sheet, lost: MarkView, turn: TurnView, span: Span) -> tuple[Sheet, list[Event]]:
    """A mark that lost its words stands on these now, with its code and its memo; the lost one is taken away."""
    sheet, made = mark(sheet, turn, lost.code, span, lost.memo, suggested=lost.suggested)
    sheet, gone = unmark(sheet, lost)
    return sheet, [*made, *gone]


def passed(sheet: Sheet, turn: str) -> tuple[Sheet, list[Event]]:
    """The coder went on: that no code fits is known now. No event when the turn is rated already."""
    if sheet.rated(turn):
        return sheet, []
    part = named(sheet)
    place = ("seen", sheet.view.id, turn, sheet.coder, *part)
    made = stable_id(*place)
    event = Seen(made if made not in sheet.used else fresh(sheet, place), turn, sheet.coder, "".join(part))
    return _with(sheet, event.id, turn, sheet.view.marks), [event]


def new_code(sheet: Sheet, code: str, label: str) -> tuple[Sheet, list[Event]]:
    """An emergent code is born here."""
    event = NewCode(stable_id("code", sheet.view.id, code, label, sheet.coder), code, label, sheet.coder)
    view = replace(sheet.view, new_codes={**sheet.view.new_codes, code: label})
    return replace(sheet, view=view, used=sheet.used | {event.id}), [event]


def close(sheet: Sheet) -> tuple[Sheet, list[Event]]:
    """The coder has finished the round here; no event when that is known already."""
    if sheet.closed:
        return sheet, []
    made = RoundClosed(
        stable_id("round", sheet.view.id, sheet.coder, *named(sheet)), sheet.coder, "".join(named(sheet))
    )
    view = replace(sheet.view, closed=sheet.view.closed | {(sheet.coder, sheet.round)})
    return replace(sheet, view=view, used=sheet.used | {made.id}), [made]


def named(sheet: Sheet) -> tuple[str, ...]:
    """What the round adds to ids: the first one nothing, so that marks made before there were rounds keep theirs."""
    return () if sheet.round == FIRST_ROUND else (sheet.round,)


def fresh(sheet: Sheet, place: tuple[str, ...]) -> str:
    """An id for what the parts say that no record of the session bears yet; always the same one for the same session."""
    generation = 0
    while (made := stable_id(*place, str(generation))) in sheet.used:
        generation += 1
    return made


def _with(sheet: Sheet, used: str, turn: str, marks: tuple[MarkView, ...]) -> Sheet:
    view = replace(sheet.view, marks=marks, seen=sheet.view.seen | {Rated(sheet.coder, sheet.round, turn)})
    return replace(sheet, view=view, used=sheet.used | {used})
