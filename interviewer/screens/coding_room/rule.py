"""What stands in the line over the status: what Enter would do now, or what is being written. Words only."""

from collections.abc import Sequence

from interviewer.coding.desk import Desk
from interviewer.screens.clean import cells, clean
from interviewer.screens.coding_room.at_desk import AtDesk
from interviewer.screens.coding_room.codes import label_of
from interviewer.screens.coding_room.sight import Writing
from interviewer.screens.coding_room.undone import named
from interviewer.screens.room.lines import Row, row
from interviewer.screens.words import _


def selected(at: AtDesk, room: int) -> Row:
    """What Enter would do now."""
    lit, lost = at.sight.lit, at.lost_mark()
    if lost is not None:
        again = (
            _("Select words; Enter puts {code} on them, Delete takes it away."),
            _("Select words; Enter puts {code} on them"),
            _("Select words, then Enter; Delete takes it away."),
        )
        label = named(at.shelf, lost.code)
        return row(longest([one.format(code=label) for one in again], room), "class:must", room)
    if at.desk.closed():
        closed = (
            _("round {round} is closed here: look, but marks stay as they are"),
            _("round {round} is closed here: you can only look"),
        )
        return row(longest([one.format(round=at.desk.round) for one in closed], room), "class:quiet", room)
    if offered := at.offered():
        follows = _("Enter follows the suggestion: {code}").format(code=named(at.shelf, offered))
        return row(longest([follows, named(at.shelf, offered)], room), "class:quiet", room)
    label = clean(label_of(at.shelf, lit)) if lit else ""
    what = _selection(at.desk)
    long = _("Enter marks {what}: {code}").format(what=what, code=label)
    return row(longest([long, label, what], room) if label else what, "class:quiet", room)


def longest(sayings: Sequence[str], room: int) -> str:
    """The first of these that fits into so many cells; the last where none does."""
    return next((one for one in sayings if cells(one) <= room), sayings[-1])


def _selection(desk: Desk) -> str:
    if desk.pick.whole or desk.turn is None:
        return _("the whole turn")
    count = len(desk.turn.text[slice(*desk.span)].split())
    return _("1 word") if count == 1 else _("{count} words").format(count=count)


def asked(writing: Writing, room: int) -> str:
    """What is being written, and how it is kept or left."""
    if writing.kind == "search":
        return longest(
            [_("Search a regular expression; Enter searches, Esc leaves."), _("Search · Enter searches, Esc leaves")],
            room,
        )
    if writing.kind == "new_code":
        return longest(
            [_("The new code's label · Enter makes it and marks with it"), _("The new code's label · Enter makes it")],
            room,
        )
    what = {
        "turn": _("Memo on the turn"),
        "code": _("Memo on {code}").format(code=clean(writing.target)),
        "session": _("Memo on the interview"),
    }[writing.about]
    name = _("Memo on the mark") if writing.kind == "mark_memo" else what
    sayings = (
        _("{what} · Enter keeps it, an empty one takes it away, Esc leaves"),
        _("{what} · Enter keeps, Esc leaves"),
        _("{what} · Enter keeps"),
    )
    return longest([*(one.format(what=name) for one in sayings), name], room)
