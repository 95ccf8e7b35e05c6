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
    words = turn.text[slice(*span)]
    return _made(sheet, Mark("", turn.id, code, sheet.coder, *span, words, memo, "".join(named(sheet)), suggested))


def lost(
    sheet: Sheet, turn: TurnView, code: str, span: Span, memo: str = "", *, suggested: str = ""
) -> tuple[Sheet, list[Event]]:
    """A mark whose words were corrected away in the study that it comes from: it rates the turn and stands nowhere.

    `span` is where it stood, which tells it from others. No event when it is there already.
    """
    return _made(sheet, Mark("", turn.id, code, sheet.coder, *span, "", memo, "".join(named(sheet)), suggested))


def _made(sheet: Sheet, new: Mark) -> tuple[Sheet, list[Event]]:
    """The mark, under its id, in the place of what says the same already unless that has the memo too."""
    holds, spot = new.excerpt != "", (new.code, new.start, new.end)
    there = [m for m in sheet.marks(new.turn) if m.holds == holds and (m.code, m.start, m.end) == spot]
    known, memo = memo_of(there), "" if new.memo == NO_MEMO else new.memo
    if there and (new.memo == "" or memo == known):
        return sheet, []
    events: list[Event] = []
    for one in there:
        sheet, gone = unmark(sheet, one)
        events += gone
    place = ("mark", sheet.view.id, new.turn, new.code, sheet.coder, str(new.start), str(new.end), *named(sheet))
    made = replace(new, id=fresh(sheet, place), memo=memo)
    words = (made.start, made.end, made.excerpt, memo, holds)
    view = MarkView(made.id, made.turn, made.code, made.coder, *words, sheet.round, made.suggested)
    return _with(sheet, made.id, made.turn, (*sheet.view.marks, view)), [*events, made]


def memo_of(marks: Iterable[MarkView]) -> str:
    """What one coder's marks of one code on the same words say together: they count as one."""
    return "\n".join(dict.fromkeys(mark.memo for mark in sorted(marks, key=lambda one: one.id) if mark.memo))


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
