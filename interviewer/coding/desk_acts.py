"""What a coder does at the desk: mark, unmark, pass, star, memo, and all of it back and forth again. Pure."""

from collections.abc import Sequence

from msgspec.structs import replace

from interviewer.coding.beside_marks import (
    dismissed,
    key_quote,
    offered_again,
    remark,
    remark_on,
    restored,
    seen,
    unseen,
    with_memo,
)
from interviewer.coding.desk import Act, Change, Desk, Place, Step, open_sheet, with_sheet
from interviewer.coding.excerpt import Span
from interviewer.coding.picking import WHOLE, picked
from interviewer.coding.sheet import Sheet, close, mark, new_code, unmark
from interviewer.errors import CannotError
from interviewer.session.events import Event, RemarkOn
from interviewer.session.model import MarkView, Rated


def mark_here(desk: Desk, code: str, suggested: str = "") -> Act:
    """The code on the selected words. CannotError when it is there already."""
    sheet, turn, span = open_sheet(desk), desk.turn, desk.span
    if turn is None or span[0] >= span[1]:
        raise CannotError("desk_nothing_here")
    if own_mark(desk, code, span):
        raise CannotError("desk_marked_already", code=code)
    rated = desk.rated(desk.eye)
    after, events = mark(sheet, turn, code, span, suggested=suggested)
    changes = [Change("mark", (), None, after.view.marks[-1])]
    if not rated:
        changes.insert(0, Change("rated", (turn.id,), before=False, after=True))
    return _done(desk, after, events, changes)


def own_mark(desk: Desk, code: str, span: Span) -> MarkView | None:
    """The coder's own mark with that code on just these words of the turn under the eye, as far as they are there."""
    turn = desk.turn
    found = desk.sheet.marks(turn.id) if turn else ()
    return next((one for one in found if one.holds and one.code == code and (one.start, one.end) == span), None)


def unmark_here(desk: Desk, gone: MarkView) -> Act:
    """The mark is taken away; the turn stays rated. CannotError when it is another coder's.

    In a closed round only one that lost its words can be: that mends a decision and makes none.
    """
    sheet = open_sheet(desk) if gone.holds else desk.sheet
    if not desk.is_own(gone) or gone not in sheet.view.marks:
        raise CannotError("desk_not_yours")
    after, events = unmark(sheet, gone)
    return _done(desk, after, events, [Change("mark", (), gone, None)])


def anchor_again(desk: Desk, lost: MarkView, span: Span) -> Act:
    """A mark that lost its words, on these words of the turn under the eye instead; in a closed round too."""
    sheet, turn = desk.sheet, desk.turn
    if turn is None or not desk.is_own(lost) or lost not in sheet.view.marks:
        raise CannotError("desk_not_yours")
    without, events = unmark(sheet, lost)
    changes = [Change("mark", (), lost, None)]
    rated = Rated(desk.coder, desk.round, turn.id) in without.view.seen
    if not rated:
        changes.append(Change("rated", (turn.id,), before=False, after=True))
    there = next(
        (m for m in without.marks(turn.id) if m.holds and (m.code, m.start, m.end) == (lost.code, *span)), None
    )
    after, made = mark(without, turn, lost.code, span, lost.memo, suggested=lost.suggested)
    if there is None:
        changes.append(Change("mark", (), None, after.view.marks[-1]))
    return _done(desk, after, [*events, *made], changes)


def pass_here(desk: Desk) -> Act:
    """No (further) code fits: the turn is rated. Nothing happens where it was so already."""
    sheet = open_sheet(desk)
    after, events = seen(sheet, desk.eye.turn)
    return (
        _done(desk, after, events, [Change("rated", (desk.eye.turn,), before=False, after=True)])
        if events
        else Act(desk)
    )


def reopen_here(desk: Desk) -> Act:
    """The turn is to be coded again. CannotError while it bears marks, or when it was not passed."""
    sheet = open_sheet(desk)
    if sheet.marks(desk.eye.turn):
        raise CannotError("desk_bears_marks")
    if not desk.rated(desk.eye):
        raise CannotError("desk_not_passed")
    after, events = unseen(sheet, desk.eye.turn)
    return _done(desk, after, events, [Change("rated", (desk.eye.turn,), before=True, after=False)])


def star_here(desk: Desk) -> Act:
    """The turn is a key quotation, or no longer."""
    turn = desk.turn
    if turn is None:
        raise CannotError("desk_nothing_here")
    after, events = key_quote(desk.sheet, turn.id, on=not turn.starred)
    return _done(desk, after, events, [Change("key", (turn.id,), before=turn.starred, after=not turn.starred)])


def memo_on(desk: Desk, about: RemarkOn, target: str, text: str) -> Act:
    """A memo on the turn, a code or the session; an empty one takes away what stands there."""
    session = session_of_memo(desk, about, target)
    sheet = desk.sheets[session]
    before = remark_on(sheet, about, target)
    after, events = remark(sheet, about, target, text)
    return _done(desk, after, events, [Change("memo", (about, target), before, text)]) if events else Act(desk)


def session_of_memo(desk: Desk, about: RemarkOn, target: str) -> str:
    """In whose file a memo stands: one on a code in the session where it was first written, else the one under the eye."""
    if about == "code":
        return desk.noted.get(target, desk.eye.session)
    return desk.eye.session


def memo_of(desk: Desk, about: RemarkOn, target: str) -> str:
    """The coder's memo on that thing, as it stands."""
    session = session_of_memo(desk, about, target)
    return remark_on(desk.sheets[session], about, target) if session in desk.sheets else ""


def memo_on_mark(desk: Desk, marked: MarkView, text: str) -> Act:
    """The mark with another memo; it is taken away and made again."""
    sheet = open_sheet(desk)
    if not desk.is_own(marked) or marked not in sheet.view.marks:
        raise CannotError("desk_not_yours")
    if text == marked.memo:
        return Act(desk)
    after, events = with_memo(sheet, marked, text)
    changes = [Change("mark", (), marked, None), Change("mark", (), None, after.view.marks[-1])]
    return _done(desk, after, events, changes)


def bear(desk: Desk, code: str, label: str) -> Act:
    """A code that the codebook lacks; it stays known, also when the marks with it are taken back."""
    sheet = open_sheet(desk)
    after, events = new_code(sheet, code, label)
    return Act(with_sheet(desk, after), sheet.view.id, tuple(events))


def refuse(desk: Desk, code: str, suggested: str) -> Act:
    """The suggested code doesn't fit the turn under the eye."""
    sheet, turn = open_sheet(desk), desk.eye.turn
    after, events = dismissed(sheet, turn, code, suggested)
    changes = [Change("dismissed", (turn, code, suggested), before=False, after=True)]
    return _done(desk, after, events, changes) if events else Act(desk)


def close_here(desk: Desk) -> Act:
    """The round is finished in the session under the eye; this can't be taken back."""
    sheet = open_sheet(desk)
    after, events = close(sheet)
    name = sheet.view.id
    kept = tuple(step for step in desk.past if step.session != name)
    return Act(replace(with_sheet(desk, after), past=kept, future=()), name, tuple(events))


# --- back and forth ---


def undo(desk: Desk) -> Act:
    """Take the last step back; the eye goes where it was made. CannotError when there is none."""
    if not desk.past:
        raise CannotError("desk_nothing_to_undo")
    *left, step = desk.past
    return _again(replace(desk, past=tuple(left), future=(*desk.future, step)), step, _ways_back(step))


def redo(desk: Desk) -> Act:
    """Make the step again that was taken back last. CannotError when there is none."""
    if not desk.future:
        raise CannotError("desk_nothing_to_redo")
    *left, step = desk.future
    return _again(replace(desk, future=tuple(left), past=(*desk.past, step)), step, step.changes)


def _ways_back(step: Step) -> tuple[Change, ...]:
    return tuple(change.turned() for change in reversed(step.changes))


def _again(desk: Desk, step: Step, changes: Sequence[Change]) -> Act:
    sheet, events = desk.sheets[step.session], list[Event]()
    for change in changes:
        sheet, made = _changed(sheet, change)
        events += made
    moved = replace(with_sheet(desk, sheet), eye=step.place, pick=WHOLE)
    turn = moved.turn
    spans = [
        (one.start, one.end) for change in changes for one in (change.after,) if isinstance(one, MarkView) and one.holds
    ]
    if turn and spans:
        moved = replace(moved, pick=picked(turn.text, spans[-1]))
    return Act(moved, step.session, tuple(events))


def _changed(sheet: Sheet, change: Change) -> tuple[Sheet, list[Event]]:
    """The sheet with this change made on it."""
    if change.kind == "mark":
        return _remarked(sheet, change)
    if change.kind == "rated":
        return (seen if change.after else unseen)(sheet, change.target[0])
    if change.kind == "key":
        return key_quote(sheet, change.target[0], on=bool(change.after))
    if change.kind == "dismissed":
        return (dismissed if change.after else offered_again)(sheet, *change.target)
    about, target = change.target
    return remark(sheet, about, target, str(change.after))  # type: ignore[arg-type]  # the kind says what it is about


def _remarked(sheet: Sheet, change: Change) -> tuple[Sheet, list[Event]]:
    if isinstance(change.after, MarkView):
        return restored(sheet, change.after)
    gone = next(
        (one for one in sheet.view.marks if isinstance(change.before, MarkView) and _same(one, change.before)), None
    )
    return unmark(sheet, gone) if gone else (sheet, [])


def _same(one: MarkView, other: MarkView) -> bool:
    """Whether it is that mark, or the one that took its place under another id."""
    return (one.turn, one.code, one.coder, one.start, one.end, one.excerpt, one.round) == (
        *(other.turn, other.code, other.coder, other.start, other.end, other.excerpt, other.round),
    )


def _done(desk: Desk, sheet: Sheet, events: Sequence[Event], changes: Sequence[Change]) -> Act:
    """The desk after this step, which can be taken back."""
    session = sheet.view.id
    step = Step(Place(*desk.eye), session, tuple(changes))
    made = replace(with_sheet(desk, sheet), past=(*desk.past, step), future=())
    return Act(made, session, tuple(events))
