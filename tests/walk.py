"""An interview held in memory, for tests: clocks that only move when told, ids that count up."""

from collections.abc import Sequence
from itertools import count

from interviewer.guide.model import Guide
from interviewer.guide.read import read_guide
from interviewer.session import events as e
from interviewer.session.actions import parse
from interviewer.session.acts import act, ask_question
from interviewer.session.interview import Now, State, next_step, start

GUIDE = b"""\
guide: petit
version: 2
title: {fr: Petit guide, en: A small guide}
language: fr
languages: [fr, en]
stakeholders: [benevoles]
duration: 30
consent:
  - {id: notes, for: notes, required: true, ask: {fr: "Notes ?", en: "Notes?"}}
  - {id: citation, for: quote, ask: {fr: "Citer ?", en: "Quote?"}}
themes:
  - id: arrivee
    title: {fr: L'arriv\xc3\xa9e, en: Arriving}
    minutes: 10
    questions:
      - id: premiere
        ask: {fr: "Racontez la premi\xc3\xa8re fois.", en: "Tell me about the first time."}
        must: true
        probes:
          - {id: qui, kind: elaborate, ask: {fr: "Qui ?", en: "Who?"}}
          - {id: quand, ask: {fr: "Quand ?", en: "When?"}}
      - id: suite
        ask: {fr: "Et ensuite ?", en: "And then?"}
  - id: bilan
    title: {fr: Bilan, en: Looking back}
    questions:
      - id: place
        ask: {fr: "De 0 \xc3\xa0 10 ?", en: "From 0 to 10?"}
        scale: {from: 0, to: 10}
        indicator: place
        must: true
        probes: [{fr: "Qu'est-ce qui vous fait dire cela ?", en: "What makes you say so?"}]
      - id: fin
        ask: {fr: "Que retenir ?", en: "What should we keep?"}
background:
  - {id: role, ask: {fr: "R\xc3\xb4le ?", en: "Role?"}, choices: {accueil: {fr: Accueil, en: Desk}, maraude: {fr: Maraude, en: Street}}}
closing: {fr: Merci., en: Thank you.}
"""


def small_guide(source: bytes = GUIDE) -> Guide:
    """The guide of these tests."""
    guide, problems = read_guide(source, "petit.yaml")
    assert guide is not None, problems
    return guide


class Held:
    """An interview that is driven by lines, as the screens do it."""

    def __init__(self, participants: Sequence[str] = ("p7kx3",), source: bytes = GUIDE, **held: object) -> None:
        self._ids = (f"{n:016x}" for n in count(1))
        self.clock = 1000.0
        guide = small_guide(source)
        facts = {"language": guide.language, "held_on": "2026-03-12"} | held
        event = e.Held(
            next(self._ids),
            guide.id,
            guide.version,
            guide.sha256,
            guide.source,
            participants=[e.Person(p, "benevoles") for p in participants],
            **facts,  # type: ignore[arg-type]
        )
        codes = (("sens", "Le sens"), ("lien", "Le lien"), ("lien-fort", "Un lien fort"))
        self.state: State = start(guide, event, self.now(), session="2026-03-12-petit-p7kx3", key="k" * 16, codes=codes)

    def now(self) -> Now:
        return Now(lambda: next(self._ids), self.clock, self.clock - 1000, "run1")

    def happen(self, events: Sequence[e.Event]) -> Sequence[e.Event]:
        self.state = self.state.after(events, self.now())
        return events

    def open(self) -> "Held":
        """Put the first question, consent apart."""
        self.happen(ask_question(self.state, "premiere", self.now()))
        return self

    def line(self, text: str, seconds: float = 10) -> Sequence[e.Event]:
        """Type a line, `seconds` after the one before."""
        self.clock += seconds
        return self.happen(act(self.state, parse(text), self.now()))

    @property
    def step(self) -> object:
        return next_step(self.state)

    @property
    def texts(self) -> list[str]:
        return [turn.text for turn in self.state.view.turns]

    @property
    def place(self) -> str:
        assert self.state.view.prompt is not None
        return self.state.view.prompt.question
