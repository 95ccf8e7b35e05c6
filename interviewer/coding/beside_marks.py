"""What a coder writes on a sheet beside making marks: passes taken back, key quotations, memos, refusals.

Pure, and with ids that follow from what is said, as sheet.py has them.
"""

from msgspec.structs import replace

from interviewer.coding.rounds import sees_others
from interviewer.coding.sheet import Sheet, fresh, named, unmark
from interviewer.session.events import (
    Dismissed,
    Event,
    KeyQuote,
    Mark,
    Remark,
    RemarkOn,
    Seen,
    Unseen,
)
from interviewer.session.model import MarkView, Rated, RemarkView, TurnView

Written = tuple[Sheet, list[Event]]


def seen(sheet: Sheet, turn: str) -> Written:
    """The turn is rated: no event when it is so already."""
    rated = Rated(sheet.coder, sheet.round, turn)
    if rated in sheet.view.seen:
        return sheet, []
    made = fresh(sheet, (sheet.view.id, "seen", turn, sheet.coder, sheet.round))
    view = replace(sheet.view, seen=sheet.view.seen | {rated})
    return _with(sheet, Seen(made, turn, sheet.coder, "".join(named(sheet))), view=view)


def unseen(sheet: Sheet, turn: str) -> Written:
    """The turn is to be coded again; its marks stay."""
    rated = Rated(sheet.coder, sheet.round, turn)
    if rated not in sheet.view.seen:
        return sheet, []
    made = fresh(sheet, (sheet.view.id, "unseen", turn, sheet.coder, sheet.round))
    view = replace(sheet.view, seen=sheet.view.seen - {rated})
    return _with(sheet, Unseen(made, turn, sheet.coder, "".join(named(sheet))), view=view)


def key_quote(sheet: Sheet, turn: str, *, on: bool) -> Written:
    """The turn is a key quotation, or no longer."""
    turns = tuple(replace(one, starred=on) if one.id == turn else one for one in sheet.view.turns)
    event = KeyQuote(fresh(sheet, (sheet.view.id, "key", turn, sheet.coder, str(on))), turn, sheet.coder, on)
    return _with(sheet, event, view=replace(sheet.view, turns=turns))


def remark_on(sheet: Sheet, about: RemarkOn, target: str) -> str:
    """The coder's memo that stands there; empty where none does."""
    key = (sheet.coder, about, target)
    return next((one.text for one in sheet.view.remarks if (one.coder, one.about, one.target) == key), "")


def remark(sheet: Sheet, about: RemarkOn, target: str, text: str) -> Written:
    """A memo takes the place of the one before; an empty one takes it away."""
    if text == remark_on(sheet, about, target):
        return sheet, []
    event = Remark(
        fresh(sheet, (sheet.view.id, "remark", about, target, sheet.coder)), about, target, text, sheet.coder
    )
    left = [one for one in sheet.view.remarks if (one.coder, one.about, one.target) != (sheet.coder, about, target)]
    added = [RemarkView(sheet.coder, about, target, text)] if text else []
    return _with(sheet, event, view=replace(sheet.view, remarks=(*left, *added)))


def restored(sheet: Sheet, gone: MarkView) -> Written:
    """A mark that was taken away stands again just as it stood, also where its words are no longer there."""
    place = ("mark", gone.turn, gone.code, sheet.coder, str(gone.start), str(gone.end), sheet.round)
    made = Mark(
        fresh(sheet, (sheet.view.id, *place)),
        *(gone.turn, gone.code, sheet.coder, gone.start, gone.end, gone.excerpt, gone.memo),
        *("".join(named(sheet)), gone.suggested),
    )
    view = replace(gone, id=made.id, coder=sheet.coder, round=sheet.round, made_as="", reason="")
    rated = Rated(sheet.coder, sheet.round, gone.turn)
    seen_now = replace(sheet.view, marks=(*sheet.view.marks, view), seen=sheet.view.seen | {rated})
    return _with(sheet, made, view=seen_now)


def with_memo(sheet: Sheet, mark: MarkView, memo: str) -> Written:
    """The mark made again with this memo."""
    without, gone = unmark(sheet, mark)
    again, made = restored(without, replace(mark, memo=memo))
    return again, [*gone, *made]


def dismissed(sheet: Sheet, turn: str, code: str, suggested: str) -> Written:
    """A suggestion is refused for that turn."""
    key = (sheet.coder, turn, code)
    if key in sheet.view.dismissed:
        return sheet, []
    event = Dismissed(
        fresh(sheet, (sheet.view.id, "dismiss", turn, code, sheet.coder)), turn, code, sheet.coder, suggested
    )
    return _with(sheet, event, view=replace(sheet.view, dismissed=sheet.view.dismissed | {key}))


def offered_again(sheet: Sheet, turn: str, code: str, suggested: str) -> Written:
    """A refusal is taken back: the code may be suggested there again."""
    key = (sheet.coder, turn, code)
    if key not in sheet.view.dismissed:
        return sheet, []
    made = fresh(sheet, (sheet.view.id, "offer", turn, code, sheet.coder))
    event = Dismissed(made, turn, code, sheet.coder, suggested, on=False)
    return _with(sheet, event, view=replace(sheet.view, dismissed=sheet.view.dismissed - {key}))


def shown_marks(sheet: Sheet, turn: TurnView, *, with_own: bool = False) -> tuple[MarkView, ...]:
    """The marks on the turn that its coder may see: the own ones of the round, with `with_own` those of other rounds too.

    Those that others made in the round show once it is closed here, and no round of the coder's is open.
    """
    others = sheet.closed and sees_others(sheet.view, sheet.coder)
    found = [
        one
        for one in sheet.view.marks
        if one.turn == turn.id
        and (
            (one.coder == sheet.coder and (with_own or one.round == sheet.round))
            or (others and one.coder != sheet.coder and one.round == sheet.round)
        )
    ]
    return tuple(sorted(found, key=lambda m: (not is_own(sheet, m), m.start, -m.end, m.code, m.coder, m.round)))


def is_own(sheet: Sheet, mark: MarkView) -> bool:
    """Whether the coder made it in this round."""
    return mark.coder == sheet.coder and mark.round == sheet.round


def _with(sheet: Sheet, event: Event, *, view: object) -> Written:
    return replace(sheet, view=view, used=sheet.used | {event.id}), [event]
