"""Builders of guides, records and sessions for tests: every argument has a default, only what matters is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from interviewer.session import events as e
from interviewer.session.line import FIRST, Header, encode, kind_of, payload
from interviewer.session.model import SessionView
from interviewer.session.read import view

START = 1_790_000_000.0
KEY = "0123456789abcdef"

GUIDE = """\
guide: essai
version: 3
title: Un guide d'essai
language: fr
languages: [fr, en]
consent:
  - {id: notes, for: notes, ask: {fr: "Des notes ?", en: "Notes?"}, required: true}
  - {id: citation, for: quote, ask: {fr: "Vous citer ?", en: "Quote you?"}}
themes:
  - id: arrivee
    title: {fr: L'arrivée, en: Arriving}
    questions:
      - id: premiere-fois
        ask: {fr: "Racontez-moi la première fois.", en: "Tell me about the first time."}
        must: true
        probes:
          - {id: qui, ask: {fr: "Qui vous a accueilli ?", en: "Who welcomed you?"}}
      - id: confiance
        ask: {fr: "De 0 à 10 ?", en: "From 0 to 10?"}
        scale: {from: 0, to: 10}
        indicator: place
  - id: suite
    title: {fr: La suite, en: What next}
    questions:
      - {id: demain, ask: {fr: "Et demain ?", en: "And tomorrow?"}}
      - {id: mot, ask: {fr: "En un mot ?", en: "In a word?"}, text: true}
background:
  - {id: age, ask: {fr: "Votre âge ?", en: "Your age?"}, number: {from: 0, to: 120}}
  - {id: metier, ask: {fr: "Votre métier ?", en: "Your job?"}, text: true}
"""


def guide(guide_id: str = "essai", version: int = 3) -> str:
    """The text of a guide in two languages: two themes, four questions of which two are closed, two background items."""
    return GUIDE.replace("guide: essai", f"guide: {guide_id}").replace("version: 3", f"version: {version}")


class Talk:
    """An interview under way: each method is one event, and says the id under which later ones refer to it."""

    def __init__(
        self,
        session: str = "2026-05-04-essai-p1",
        people: Sequence[tuple[str, str]] = (("p1", "habitants"),),
        source: str | None = None,
        **held: Any,
    ) -> None:
        self.session, self.records = session, list[e.Record]()
        self._clock = 0.0
        text = guide() if source is None else source
        facts: dict[str, Any] = {"guide": "essai", "version": 3, "language": "fr", "held_on": "2026-05-04"} | held
        total = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        participants = [e.Person(*person) for person in people]
        self.add(e.Held(self._id(), sha256=total, source=text, participants=participants, **facts))

    def _id(self) -> str:
        return f"{len(self.records) + 1:016x}"

    def add(self, event: e.Event, seconds: float = 10.0) -> str:
        """Any event, so many seconds after the one before; its id comes back."""
        self._clock += seconds
        self.records.append(
            e.Record(event, START + self._clock, self._clock, "00000000000000aa", len(self.records) + 1)
        )
        return event.id

    def consent(self, purpose: str = "quote", *, given: bool = True, person: str = "p1") -> str:
        return self.add(e.Consent(self._id(), person, purpose, purpose, f"{purpose} ?", given))

    def ask(
        self, question: str = "premiere-fois", text: str = "Racontez ?", theme: str = "arrivee", **more: Any
    ) -> str:
        facts: dict[str, Any] = {"origin": "guide", "language": "fr"} | more
        return self.add(e.Asked(self._id(), theme=theme, question=question, text=text, **facts))

    def say(
        self, text: str, asked: str = "", question: str = "premiere-fois", theme: str = "arrivee", **more: Any
    ) -> str:
        """A turn; `kind` is the class of the event."""
        kind = more.pop("kind", e.Verbatim)
        facts: dict[str, Any] = {"language": "fr", "speaker": "p1"} | more
        return self.add(kind(self._id(), theme=theme, question=question, text=text, asked=asked, **facts))

    def measure(self, question: str, value: e.Value, theme: str = "arrivee", person: str = "p1", **more: Any) -> str:
        return self.add(e.Measured(self._id(), theme, question, person, value, **more))

    def fact(self, item: str, value: e.Value | None, person: str = "p1") -> str:
        return self.add(e.Background(self._id(), person, item, value))

    def mark(self, turn: str, code: str, excerpt: str, start: int = 0, *, coder: str = "anna", memo: str = "") -> str:
        return self.add(e.Mark(self._id(), turn, code, coder, start, start + len(excerpt), excerpt, memo))

    def done(self) -> Talk:
        self.add(e.Done(self._id()))
        return self

    def view(self) -> SessionView:
        """The session as it is understood."""
        return view(self.session, KEY, self.records)

    def write(self, root: Path) -> Path:
        """Put the session into the study as journals: one segment, and one for each coder. Returns its folder."""
        folder = root / "sessions" / self.session
        folder.mkdir(parents=True, exist_ok=True)
        coding = (e.Mark, e.Unmark, e.Seen, e.NewCode, e.Recoded, e.Remark, e.RoundClosed, e.KeyQuote)
        coders = {event.coder for event in map(_event, self.records) if isinstance(event, coding)}
        interview = [record for record in self.records if not isinstance(record.event, coding)]
        segment(folder / f"{self.session}.20260504T100000Z.{'a' * 16}.jsonl", self.session, "a" * 16, interview)
        for number, coder in enumerate(sorted(coders)):
            run = f"{number:x}" * 16
            own = [r for r in self.records if isinstance(r.event, coding) and r.event.coder == coder]
            segment(folder / f"marks.{coder}.20260505T100000Z.{run}.jsonl", self.session, run, own, coder)
        return folder


def _event(record: e.Record) -> e.Event:
    return record.event


def segment(path: Path, session: str, run: str, records: Iterable[e.Record], coder: str = "") -> None:
    """Write the records as a segment: a header, a chained line for each, a seal."""
    header = Header(run, 1, "test", session, KEY, run, "", {}, "marks" if coder else "session", coder)
    line, last = encode(0, "open", payload(header), START, 0.0, FIRST)
    lines = [line]
    every = [*records]
    every.append(e.Record(e.Sealed(f"{run[:15]}f", len(every) + 1), START, 9999.0, run, 0))
    for number, record in enumerate(every, 1):
        line, last = encode(number, kind_of(record.event), payload(record.event), record.wall, record.mono, last)
        lines.append(line)
    path.write_bytes(b"".join(lines))


def study_of(root: Path, *talks: Talk, codebook: str = "", settings: str = "languages: [fr, en]\n") -> Path:
    """A study folder with these interviews; returns the folder."""
    (root / "guides").mkdir(parents=True, exist_ok=True)
    (root / "guides" / "essai.yaml").write_text(guide(), encoding="utf-8")
    (root / "interviewer.yaml").write_text(settings, encoding="utf-8")
    if codebook:
        (root / "codebook.yaml").write_text(codebook, encoding="utf-8")
    for talk in talks:
        talk.write(root)
    return root
