"""What two coders decided about a difference, as events of a third round. Pure, without chance.

The marks that stand are made by the id under which both decide, in the round named for it. Each mark of the two that
doesn't stand is refused by a record, so that *neither* differs from *not decided yet*. A turn of which something is
left to decide doesn't count as rated in that round.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.comparing import Difference, Turned
from interviewer.coding.excerpt import Span
from interviewer.coding.sheet import Sheet, fresh, mark, named, passed, unmark
from interviewer.session.events import Dismissed, Event, Mark, Remark, Unseen
from interviewer.session.model import MarkView, Rated, RemarkView

BETWEEN = " / "


class Wanted(NamedTuple):
    """A mark that shall stand."""

    code: str
    span: Span
    memo: str = ""


def standing(marks: Iterable[MarkView], reason: str = "") -> tuple[Wanted, ...]:
    """These marks as they are, each with its own memo, or with the reason why they stand."""
    return tuple(Wanted(m.code, (m.start, m.end), reason or m.memo) for m in marks)


def is_decided(sheet: Sheet, difference: Difference) -> bool:
    """Whether each mark of the difference stands in the sheet's round or was refused there."""
    made = _made(sheet, difference.turn.id)
    return all(
        (m.code, (m.start, m.end)) in made or (sheet.coder, sheet.round, m.id) in sheet.view.refused
        for m in difference.marks
    )


def _made(sheet: Sheet, turn: str) -> set[tuple[str, Span]]:
    return {(m.code, (m.start, m.end)) for m in sheet.marks(turn) if m.holds}


def take_over(sheet: Sheet, turned: Turned) -> tuple[Sheet, list[Event]]:
    """What both have is agreed. A turn that the round has rated already, whole, is left as it stands there."""
    if sheet.rated(turned.turn.id) and all(is_decided(sheet, one) for one in turned.different):
        return sheet, []
    events: list[Event] = []
    made = _made(sheet, turned.turn.id)
    for one, other in turned.same:
        if (one.code, (one.start, one.end)) not in made:
            memo = BETWEEN.join(dict.fromkeys(filter(None, (one.memo, other.memo))))
            sheet, more = mark(sheet, turned.turn, one.code, (one.start, one.end), memo)
            events += more
    sheet, more = settled(sheet, turned)
    return sheet, [*events, *more]


def decide(
    sheet: Sheet, turned: Turned, difference: Difference, wanted: Sequence[Wanted], reason: str = ""
) -> tuple[Sheet, list[Event]]:
    """These marks stand, the others of the difference don't. A reason for no mark at all becomes a memo on the turn."""
    events: list[Event] = []
    for one in wanted:
        sheet, more = mark(sheet, difference.turn, one.code, one.span, one.memo)
        events += more
    kept = {(one.code, one.span) for one in wanted}
    for m in difference.marks:
        sheet, more = _refused(sheet, m, on=(m.code, (m.start, m.end)) not in kept)
        events += more
    if reason and not wanted:
        sheet, more = _noted(sheet, difference.turn.id, reason)
        events += more
    sheet, more = settled(sheet, turned)
    return sheet, [*events, *more]


def retract(sheet: Sheet, turned: Turned, difference: Difference, made: Collection[str]) -> tuple[Sheet, list[Event]]:
    """The difference is not decided any more: the marks with the ids of `made` go, nothing of it is refused."""
    events: list[Event] = []
    for one in [m for m in sheet.marks(difference.turn.id) if m.id in made]:
        sheet, more = unmark(sheet, one)
        events += more
    for m in difference.marks:
        sheet, more = _refused(sheet, m, on=False)
        events += more
    sheet, more = settled(sheet, turned)
    return sheet, [*events, *more]


def marks_made(events: Iterable[Event]) -> frozenset[str]:
    """The ids of the marks among the events."""
    return frozenset(event.id for event in events if isinstance(event, Mark))


def settled(sheet: Sheet, turned: Turned) -> tuple[Sheet, list[Event]]:
    """The turn is rated once nothing of it is left to decide, and only then."""
    turn = turned.turn.id
    if all(is_decided(sheet, one) for one in turned.different):
        return passed(sheet, turn)
    if not sheet.rated(turn):
        return sheet, []
    event = Unseen(fresh(sheet, ("unseen", sheet.view.id, turn, sheet.coder, *named(sheet))), turn, sheet.coder)
    event = replace(event, round="".join(named(sheet)))
    seen = sheet.view.seen - {Rated(sheet.coder, sheet.round, turn)}
    return _with(replace(sheet, view=replace(sheet.view, seen=seen)), event)


def _refused(sheet: Sheet, other: MarkView, *, on: bool) -> tuple[Sheet, list[Event]]:
    """Whether another's mark is refused in this round; no event where that is so already."""
    entry = (sheet.coder, sheet.round, other.id)
    if (entry in sheet.view.refused) == on:
        return sheet, []
    made = fresh(sheet, ("dismiss", sheet.view.id, other.id, sheet.coder, *named(sheet)))
    event = Dismissed(made, other.turn, other.code, sheet.coder, other.id, "".join(named(sheet)), on)
    refused = sheet.view.refused | {entry} if on else sheet.view.refused - {entry}
    return _with(replace(sheet, view=replace(sheet.view, refused=refused)), event)


def _noted(sheet: Sheet, turn: str, words: str) -> tuple[Sheet, list[Event]]:
    """A memo on the turn, below what this coder noted there before."""
    there = next((r for r in sheet.view.remarks if (r.coder, r.about, r.target) == (sheet.coder, "turn", turn)), None)
    if there is not None and words in there.text.split("\n"):
        return sheet, []
    text = f"{there.text}\n{words}" if there else words
    event = Remark(fresh(sheet, ("remark", sheet.view.id, turn, sheet.coder, text)), "turn", turn, text, sheet.coder)
    others = tuple(r for r in sheet.view.remarks if r is not there)
    remarks = (*others, RemarkView(sheet.coder, "turn", turn, text))
    return _with(replace(sheet, view=replace(sheet.view, remarks=remarks)), event)


def _with(sheet: Sheet, event: Event) -> tuple[Sheet, list[Event]]:
    return replace(sheet, used=sheet.used | {event.id}), [event]
