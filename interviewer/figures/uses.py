"""How much a code is used: marks, turns, interviews, participants, coders. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from interviewer.coding.tree import CodeTree
from interviewer.figures.selection import Selection, coded_turns
from interviewer.session.model import SessionView

Quoted = tuple[str, str]
"""A session and a turn of it."""


class Excerpt(NamedTuple):
    """Words that bear a code: where they stand, who said them, who marked them, and whether they may be quoted."""

    mark: str
    session: str
    turn: str
    participant: str
    stakeholder: str
    coder: str
    round: str
    words: str
    memo: str
    may_quote: bool


class Use:
    """What is counted of one code. `lost` are marks whose words were corrected away; they count as marks too here."""

    def __init__(self) -> None:
        self.marks = self.lost = 0
        self.turns: set[Quoted] = set()
        self.sessions: set[str] = set()
        self.participants: set[str] = set()
        self.coders: set[str] = set()

    def add(self, session: str, turn: str, participant: str, coder: str, *, lost: bool = False) -> None:
        """One mark more."""
        self.marks += 1
        self.lost += lost
        self.turns.add((session, turn))
        self.sessions.add(session)
        self.coders.add(coder)
        if participant:
            self.participants.add(participant)


def uses(
    views: Iterable[SessionView], tree: CodeTree, selection: Selection, code: str = ""
) -> tuple[dict[str, Use], list[Excerpt]]:
    """The use of every code that stands on words today, and the excerpts of one of them; one pass."""
    found: dict[str, Use] = {}
    excerpts: list[Excerpt] = []
    for view in views:
        for one in coded_turns(view, selection, tree):
            turn, who = one.turn, one.who
            for mark in one.marks:
                found.setdefault(mark.code, Use()).add(view.id, turn.id, who.id, mark.coder)
                if mark.code == code:
                    place = (mark.id, view.id, turn.id, who.id, who.stakeholder, mark.coder, mark.round)
                    excerpts.append(Excerpt(*place, mark.excerpt, mark.memo, who.may_quote))
    return found, excerpts


def spread(excerpts: Iterable[Excerpt], most: int) -> list[Excerpt]:
    """So many of them, from as many participants as there are: the first of each, then the second of each."""
    turn: dict[str, int] = {}
    ranked = []
    for n, one in enumerate(excerpts):
        turn[one.participant] = turn.get(one.participant, 0) + 1
        ranked.append((turn[one.participant], n, one))
    return [one for _round, _n, one in sorted(ranked, key=lambda row: row[:2])[:most]]
