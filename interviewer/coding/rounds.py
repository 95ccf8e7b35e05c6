"""Rounds of coding: which one a coder is in, how far it is, and what may be seen of others' work. Pure.

Who codes in a round that they have not closed in a session sees nothing there of what others made of it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.session.events import FIRST_ROUND
from interviewer.session.model import SPEECH, MarkView, SessionView


class Progress(NamedTuple):
    """How far a coder is with a round of one session: `rated` of `turns`, and whether the round is closed there."""

    coder: str
    round: str
    rated: int
    turns: int
    closed: bool

    @property
    def whole(self) -> bool:
        """Whether every turn is rated."""
        return self.rated == self.turns


def progress(view: SessionView) -> tuple[Progress, ...]:
    """Every round that somebody began in the session, by round and coder."""
    turns = {turn.id for turn in view.turns if turn.kind in SPEECH}
    rated: dict[tuple[str, str], set[str]] = {(round_id, coder): set() for coder, round_id in view.closed}
    for one in view.seen:
        if one.turn in turns:
            rated.setdefault((one.round, one.coder), set()).add(one.turn)
    return tuple(
        Progress(coder, round_id, len(those), len(turns), (coder, round_id) in view.closed)
        for (round_id, coder), those in sorted(rated.items())
    )


def open_rounds(views: Iterable[SessionView], coder: str) -> tuple[str, ...]:
    """The rounds that the coder began in any of these sessions and has not closed there."""
    begun = {
        one.round for view in views for one in view.seen if one.coder == coder and (coder, one.round) not in view.closed
    }
    return tuple(sorted(begun))


def is_closed(view: SessionView, coder: str, round_id: str) -> bool:
    """Whether the coder has finished that round of the session."""
    return (coder, round_id) in view.closed


def sees_others(view: SessionView, coder: str) -> bool:
    """Whether the coder may see what others marked in the session: a round of theirs is closed there and none is open."""
    return any(who == coder for who, _ in view.closed) and not open_rounds((view,), coder)


def seen_by(view: SessionView, coder: str) -> tuple[MarkView, ...]:
    """The marks of the session that the coder may see: their own, and those of others once that is allowed."""
    if sees_others(view, coder):
        return view.marks
    return tuple(mark for mark in view.marks if mark.coder == coder)


def as_seen_by(view: SessionView, coder: str) -> SessionView:
    """The session with what the coder may see of the coding: marks, memos, rounds; without a coder, with none of it.

    Of the codes that were born here, those that stand on marks they may see.
    """
    if sees_others(view, coder):
        return view
    marks = seen_by(view, coder)
    used = {code for mark in marks for code in (mark.code, mark.made_as)}
    return replace(
        view,
        marks=marks,
        remarks=tuple(one for one in view.remarks if one.coder == coder),
        seen=frozenset(one for one in view.seen if one.coder == coder),
        closed=frozenset(one for one in view.closed if one[0] == coder),
        dismissed=frozenset(one for one in view.dismissed if one[0] == coder),
        refused=frozenset(one for one in view.refused if one[0] == coder),
        new_codes={code: label for code, label in view.new_codes.items() if code in used},
    )


def made_by_others(view: SessionView, coder: str, turn: str) -> tuple[MarkView, ...]:
    """Others' marks on the turn, by coder, round and place."""
    found = [mark for mark in view.marks if mark.turn == turn and mark.coder != coder]
    return tuple(sorted(found, key=lambda m: (m.coder, m.round, m.start, m.end, m.code)))


def made_before(view: SessionView, coder: str, round_id: str, turn: str) -> tuple[MarkView, ...]:
    """The coder's own marks on the turn in other rounds."""
    found = [m for m in view.marks if m.turn == turn and m.coder == coder and m.round != round_id]
    return tuple(sorted(found, key=lambda m: (m.round, m.start, m.end, m.code)))


def next_round(views: Iterable[SessionView], coder: str) -> str:
    """A name for a round that the coder has not begun anywhere: the next number."""
    used = {round_id for view in views for who, round_id in view.closed if who == coder}
    used |= {one.round for view in views for one in view.seen if one.coder == coder}
    number = int(FIRST_ROUND)
    while str(number) in used:
        number += 1
    return str(number)
