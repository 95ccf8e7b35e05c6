"""Interviews by chance, on the disk: several people, runs, note-takers and coders; every word tells whose it is."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from interviewer.session import events as e
from interviewer.session.disk import Clock
from interviewer.session.draft import DraftFile
from interviewer.session.folder import SessionRecords, fallback_roots, read_session_records
from interviewer.session.journal import Journal
from interviewer.session.model import SessionView, TurnView
from interviewer.session.read import view
from tests.build import KEY, START
from tests.faults.broken_disk import QuickDisk

SESSION = "2026-05-04-essai-g1"
QUESTIONS = ("q1", "q2", "q3")
CODERS = ("ana", "ben")


class Crowd:
    """An interview with these people, made by this chance. `said` are the words that each of them has in it at last."""

    def __init__(self, root: Path, seed: int, people: Sequence[str] = ("p1", "p2", "p3")) -> None:
        self.root, self.people = root, tuple(people)
        self.chance = random.Random(seed)
        self.folder = root / "sessions" / SESSION
        self.now, self.count = 0.0, 0
        self.runs: list[tuple[Journal, str, str]] = []
        self.asked = ""
        self._open_run()
        held = [e.Person(person, "habitants") for person in people]
        self._append(e.Held(self.id(), "essai", 3, "", "", "fr", "2026-05-04", held))
        for person in people:
            self._append(e.Consent(self.id(), person, "quote", "quote", "Vous citer ?", given=True))
            self._append(e.Background(self.id(), person, "age", self.word(person)))
        self._ask()

    # --- the means ---

    def id(self) -> str:
        self.count += 1
        return f"{self.count:016x}"

    def word(self, whose: str) -> str:
        """A word that nobody else says."""
        self.count += 1
        return f"W{whose}x{self.count}"

    def text(self, whose: str) -> str:
        return " ".join(self.word(whose) for _ in range(self.chance.randint(1, 4)))

    def _tick(self) -> float:
        self.now += self.chance.choice((1.0, 5.0, 20.0))
        return self.now

    def _open_run(self, stream: str = "session", coder: str = "", seen: Mapping[str, str] | None = None) -> Journal:
        clock = Clock(lambda: START + self._tick(), lambda: self.now)
        known = self.read().seen if seen is None else seen
        elsewhere = self.chance.random() < 0.2
        folders = [self.folder, *(place / SESSION for place in fallback_roots(self.root))]
        journal = Journal(
            folders[::-1] if elsewhere and self.runs else folders,
            *(SESSION, KEY),
            stream=stream,
            coder=coder,
            seen=known,
            clock=clock,
            reserve=0,
            disk=QuickDisk(),
            token=lambda: f"{self.chance.getrandbits(64):016x}",
        )
        self.runs.append((journal, stream, coder))
        return journal

    def _append(self, *events: e.Event, to: Journal | None = None) -> None:
        (to or self._own()).append(*events)

    def _own(self) -> Journal:
        return next(journal for journal, stream, _coder in reversed(self.runs) if stream == "session")

    def _journal(self, stream: str, coder: str) -> Journal:
        found = [journal for journal, of, who in self.runs if (of, who) == (stream, coder)]
        return found[-1] if found and self.chance.random() < 0.8 else self._open_run(stream, coder)

    def read(self) -> SessionRecords:
        return read_session_records([self.folder, *(p / SESSION for p in fallback_roots(self.root))], SESSION)

    def view(self) -> SessionView:
        return view(SESSION, KEY, self.read().records)

    # --- what happens ---

    def _ask(self) -> None:
        self.question = self.chance.choice(QUESTIONS)
        self.asked = self.id()
        self._append(e.Asked(self.asked, "guide", f"t{self.question}", self.question, "Racontez ?", "fr"))

    def happen(self, steps: int) -> Crowd:
        """So many things; everything that was under way is closed then."""
        for _ in range(steps):
            self.chance.choice((*(self._say,) * 4, self._correct, self._cut, self._code, self._code, self._others))()
        for journal, _stream, _coder in self.runs:
            journal.close()
        return self

    def _say(self) -> None:
        person = self.chance.choice(self.people)
        kind = self.chance.choice((e.Verbatim, e.Verbatim, e.Paraphrase, e.Observation))
        turn = kind(self.id(), f"t{self.question}", self.question, self.text(person), "fr", person, self.asked)
        self._append(turn)
        if self.chance.random() < 0.3:  # two people in one turn: the end of it is somebody else's
            other = self.chance.choice(self.people)
            mixed = e.Verbatim(
                *(self.id(), turn.theme, turn.question, f"{self.text(person)} | {self.text(other)}", "fr"),
                *(person, self.asked),
            )
            split = e.Split(self.id(), mixed.id, mixed.text.index("| "))
            self._append(mixed)
            self._append(split, *([e.Attributed(self.id(), split.id, other)] if other != person else []))

    def _turn(self) -> TurnView | None:
        turns = self.view().turns
        return self.chance.choice(turns) if turns else None

    def _correct(self) -> None:
        turn = self._turn()
        if turn is None:
            return
        whose = turn.speaker or "team"
        fixed = e.Fixed(self.id(), turn.id, f"{self.text(whose)} {turn.text}", self.word(whose))
        for event in (
            fixed,
            e.Starred(self.id(), turn.id),
            e.Under(self.id(), turn.id, "tq3", "q3"),
            e.Moved(self.id(), turn.id, "tq2", "q2"),
        ):
            if self.chance.random() < 0.5:
                self._append(event)
                if self.chance.random() < 0.2:
                    self._append(e.Undone(self.id(), [event.id]))

    def _cut(self) -> None:
        turns = self.view().turns
        pairs = [(a, b) for a, b in pairwise(turns) if a.speaker == b.speaker and a.kind == b.kind]
        turn = self._turn()
        if pairs and self.chance.random() < 0.5:
            first, second = self.chance.choice(pairs)
            self._append(e.Merged(self.id(), second.id, first.id, "\n"))
        elif turn is not None and " " in turn.text[1:]:
            self._append(e.Split(self.id(), turn.id, turn.text.index(" ", 1)))

    def _code(self) -> None:
        turn, coder = self._turn(), self.chance.choice(CODERS)
        if turn is None:
            return
        to = self._journal("marks", coder)
        start = self.chance.randrange(len(turn.text))
        end = self.chance.randint(start + 1, len(turn.text))
        whose = turn.speaker or "team"
        mark = e.Mark(self.id(), turn.id, "c1", coder, start, end, turn.text[start:end], self.word(whose))
        self._append(mark, to=to)
        for event in (
            e.Recoded(self.id(), mark.id, "c2", coder, self.word("team")),
            e.Unmark(self.id(), mark.id, coder),
            e.Remark(self.id(), "turn", turn.id, self.word(whose), coder),
            e.Remark(self.id(), "session", SESSION, self.word("team"), coder),
            e.Seen(self.id(), turn.id, coder),
            e.KeyQuote(self.id(), turn.id, coder),
            e.Dismissed(self.id(), turn.id, "c3", coder, "words"),
            e.NewCode(self.id(), "neu", "Neu", coder),
        ):
            if self.chance.random() < 0.2:
                self._append(event, to=to)

    def _others(self) -> None:
        chance, person = self.chance.random(), self.chance.choice(self.people)
        if chance < 0.2:
            self._open_run()
        elif chance < 0.35:
            self._ask()
        elif chance < 0.5:
            self._append(e.Measured(self.id(), "tq1", self.question, person, self.word(person)))
        elif chance < 0.6:
            self._append(e.Marker(self.id(), "silence", "tq1", "q1", self.word("team")))
        elif chance < 0.7:
            self._append(e.Language(self.id(), "fr", "en", person), e.Speaker(self.id(), person))
        elif chance < 0.8:
            self._draft(person)
        else:
            self._note()

    def _draft(self, person: str) -> None:
        file = DraftFile([self.folder], SESSION, KEY, disk=QuickDisk())
        other = self.chance.choice(self.people)
        for whose in (person, other):
            file.write(e.Draft(self.id(), "tq1", "q1", self.text(whose), "fr", whose))
        file.release()

    def _note(self) -> None:
        turns = self.view().turns
        new = not any(stream == "notes" for _journal, stream, _coder in self.runs)
        to = self._journal("notes", "eva")
        if new or not any(isinstance(r.event, e.Noting) and r.run == to.run for r in self.read().records):
            self._append(e.Noting(self.id(), "eva"), to=to)
        after = self.chance.choice(turns).id if turns else ""
        note = e.Observation(self.id(), "tq1", "q1", self.text("team"), "fr", asked=self.asked, by="eva", after=after)
        self._append(note, to=to)


def bytes_of(*places: Path) -> bytes:
    """All that stands in the files below these folders."""
    return b"\n".join(path.read_bytes() for place in places for path in sorted(place.rglob("*")) if path.is_file())
