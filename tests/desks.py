"""Desks for tests: small interviews in memory, and a journal in memory that hears what is done at the desk."""

from collections.abc import Mapping, Sequence
from itertools import count

from interviewer.coding.desk import Act, Desk, Place, with_sheets
from interviewer.coding.sheet import Sheet, used_ids
from interviewer.session import events as e
from interviewer.session.model import SessionView
from interviewer.session.read import view

GUIDE = b"""guide: petit
version: 1
title: Petit
language: fr
themes:
  - id: a
    title: A
    questions:
      - {id: q1, ask: "Comment ?"}
      - {id: q2, ask: "Pourquoi ?"}
"""


class Books:
    """The records of some sessions, as their journals would have them."""

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        self._numbers = count(1)
        self.records: dict[str, list[e.Record]] = {}
        for session, said in texts.items():
            self.records[session] = []
            self._hold(session, said)

    def _hold(self, session: str, said: Sequence[str]) -> None:
        person = e.Person("p1", "benevoles")
        self.write(session, e.Held(self.fresh(), "petit", 1, "0", GUIDE.decode(), "fr", "2026-03-12", [person]))
        for n, text in enumerate(said):
            question = "q1" if n % 2 == 0 else "q2"
            asked = e.Asked(self.fresh(), "guide", "a", question, f"Question {n} ?", "fr")
            self.write(session, asked)
            self.write(session, e.Verbatim(f"{session}-t{n}", "a", question, text, "fr", "p1", asked.id))
        self.write(session, e.Background(self.fresh(), "p1", "age", 44))
        self.write(session, e.Done(self.fresh()))

    def fresh(self) -> str:
        return f"{next(self._numbers):016x}"

    def write(self, session: str, *events: e.Event) -> None:
        there = self.records[session]
        for event in events:
            at = float(len(there))
            run = (
                "marks" if isinstance(event, e.Mark | e.Unmark | e.Seen | e.Unseen | e.Remark | e.KeyQuote) else "held"
            )
            there.append(e.Record(event, 1000.0 + at, at, run, len(there)))

    def view(self, session: str) -> SessionView:
        return view(session, "key", self.records[session])

    def sheet(self, session: str, coder: str = "ana", round_id: str = "1") -> Sheet:
        return Sheet(self.view(session), coder, used_ids(self.records[session]), round_id)

    def desk(self, coder: str = "ana", round_id: str = "1") -> Desk:
        """A desk with all sessions on it, the eye on the first turn."""
        order = tuple(self.records)
        desk = with_sheets(Desk(coder, round_id, order), [self.sheet(one, coder, round_id) for one in order])
        first = order[0]
        return Desk(
            coder,
            round_id,
            order,
            desk.sheets,
            "",
            Place(first, desk.stops(first)[0].id),
            counts=desk.counts,
            tallies=desk.tallies,
            whole=desk.whole,
        )

    def hear(self, act: Act) -> Desk:
        """Write what the act says; the desk after it."""
        if act.events:
            self.write(act.session, *act.events)
        return act.desk


def essence(seen: SessionView) -> object:
    """What coders did with a session, the ids of marks and of what was taken back left aside."""
    marks = sorted(
        (m.turn, m.code, m.coder, m.start, m.end, m.excerpt, m.memo, m.holds, m.round, m.suggested) for m in seen.marks
    )
    starred = [turn.id for turn in seen.turns if turn.starred]
    return marks, sorted(seen.seen), sorted(seen.remarks, key=repr), starred, sorted(seen.new_codes.items())
