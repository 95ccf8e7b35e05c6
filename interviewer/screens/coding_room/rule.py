"""What stands in the line over the status: what Enter would do now, or what is being written. Words only."""

from interviewer.coding.desk import Desk
from interviewer.screens.clean import cells, clean
from interviewer.screens.coding_room.at_desk import AtDesk
from interviewer.screens.coding_room.codes import label_of
from interviewer.screens.coding_room.sight import Writing
from interviewer.screens.room.lines import Row, row
from interviewer.screens.words import _


def selected(at: AtDesk, room: int) -> Row:
    """What Enter would do now."""
    if at.desk.closed():
        closed = _("round {round} is closed here: look, but marks stay as they are")
        return row(closed.format(round=at.desk.round), "class:quiet", room)
    lit, lost = at.sight.lit, at.lost_mark()
    if lost is not None:
        again = _("Select words; Enter puts {code} on them, Delete takes it away.").format(code=lost.code)
        return row(again, "class:must", room)
    label = clean(label_of(at.shelf, lit)) if lit else ""
    what = _selection(at.desk)
    long = _("Enter marks {what}: {code}").format(what=what, code=label)
    return row(long if label else what, "class:quiet", room)


def _selection(desk: Desk) -> str:
    if desk.pick.whole or desk.turn is None:
        return _("the whole turn")
    count = len(desk.turn.text[slice(*desk.span)].split())
    return _("1 word") if count == 1 else _("{count} words").format(count=count)


def asked(writing: Writing, room: int) -> str:
    """What is being written, and how it is kept or left."""
    if writing.kind == "search":
        return _("Search a regular expression; Enter searches, Esc leaves.")
    if writing.kind == "new_code":
        return _("The new code's label · Enter makes it and marks with it")
    what = {
        "turn": _("Memo on the turn"),
        "code": _("Memo on {code}").format(code=writing.target),
        "session": _("Memo on the interview"),
    }[writing.about]
    name = _("Memo on the mark") if writing.kind == "mark_memo" else what
    long = _("{what} · Enter keeps it, an empty one takes it away, Esc leaves").format(what=name)
    return long if cells(long) <= room else _("{what} · Enter keeps, Esc leaves").format(what=name)
