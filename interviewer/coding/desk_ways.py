"""Ways through the turns: the next one, the next that is not coded, a code's excerpts, marks that lost their words. Pure."""

from collections.abc import Callable, Iterator

from interviewer.coding.desk import Desk, Place
from interviewer.session.model import MarkView, Rated, TurnView


def stepped(desk: Desk, by: int) -> Place | None:
    """The turn in scope before or behind the eye, over the borders of sessions that were read; None at the ends."""
    here = [turn.id for turn in desk.stops(desk.eye.session)]
    if desk.eye.turn in here:
        at = here.index(desk.eye.turn) + by
        if 0 <= at < len(here):
            return Place(desk.eye.session, here[at])
    for name in _sessions(desk, by):
        turns = desk.stops(name)
        if turns:
            return Place(name, turns[0 if by > 0 else -1].id)
    return None


def next_open(desk: Desk) -> Place | None:
    """The next turn in scope that the coder has not rated: behind the eye, then from the beginning on; None when all are."""
    here = desk.stops(desk.eye.session)
    at = next((n for n, turn in enumerate(here) if turn.id == desk.eye.turn), -1)
    found = _open_of(desk, desk.eye.session, here[at + 1 :])
    for name in () if found else (*_sessions(desk, 1), *_sessions(desk, -1)[::-1]):
        tally = desk.tallies[name]
        if tally.rated < tally.turns and not _is_closed(desk, name):
            found = _open_of(desk, name, desk.stops(name))
            if found:
                break
    return found or _open_of(desk, desk.eye.session, here[:at] if at > 0 else ())


def first_open(desk: Desk, session: str) -> Place | None:
    """The first turn of the session that is not coded, else its first one; None where nothing is in scope."""
    turns = desk.stops(session)
    return _open_of(desk, session, turns) or (Place(session, turns[0].id) if turns else None)


def _open_of(desk: Desk, session: str, turns: tuple[TurnView, ...]) -> Place | None:
    if not turns or _is_closed(desk, session):
        return None
    seen = desk.sheets[session].view.seen
    return next((Place(session, t.id) for t in turns if Rated(desk.coder, desk.round, t.id) not in seen), None)


def _is_closed(desk: Desk, session: str) -> bool:
    return (desk.coder, desk.round) in desk.sheets[session].view.closed


def _sessions(desk: Desk, by: int) -> list[str]:
    """The sessions that were read behind (before) the one under the eye, the nearest first."""
    at = desk.order.index(desk.eye.session) if desk.eye.session in desk.order else -1
    names = desk.order[at + 1 :] if by > 0 else desk.order[: max(0, at)][::-1]
    return [name for name in names if name in desk.sheets]


def own_marks(desk: Desk, wanted: Callable[[MarkView], bool]) -> Iterator[tuple[str, TurnView | None, MarkView]]:
    """The coder's own marks of this round in all sessions that were read, in order, with their turns where they still are."""
    for name in desk.order:
        sheet = desk.sheets.get(name)
        if sheet is None:
            continue
        found = [m for m in sheet.view.marks if m.coder == desk.coder and m.round == desk.round and wanted(m)]
        if found:
            turns = {turn.id: (n, turn) for n, turn in enumerate(sheet.view.turns)}
            found.sort(key=lambda m: (turns[m.turn][0] if m.turn in turns else len(turns), m.start, m.end, m.code))
            yield from ((name, turns[m.turn][1] if m.turn in turns else None, m) for m in found)


def lost_marks(desk: Desk) -> Iterator[tuple[str, TurnView | None, MarkView]]:
    """The coder's marks whose words were corrected away."""
    return own_marks(desk, lambda one: not one.holds)
