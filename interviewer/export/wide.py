"""The rows with columns for each question or background item of the guides, and how values are written. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.export.case import Case
from interviewer.guide.model import CONSENT_PURPOSES
from interviewer.guide.values import is_free
from interviewer.session.events import Value
from interviewer.session.model import TurnView


def answers(case: Case) -> list[tuple[str, ...]]:
    """A row for each person: words, coverage and value of each question; empty where the guide lacks the question."""
    view, layout = case.view, case.scope.layout
    values = {(one.question, one.participant): one.value for one in view.measures}
    rows = []
    for person in case.people:
        said = [turn for speaker, turn in case.speech if speaker == person]
        own = [turn for turn in said if not case.hides_turn(person, turn)]
        spoken = _spoken(case, person) | {question for question, who in values if who == person}
        placed = set(layout.questions)
        on: dict[str, list[TurnView]] = {}
        for turn in own:
            for question in {turn.question, *turn.also}:
                on.setdefault(question, []).append(turn)
        cells = [_words([turn for turn in own if placed.isdisjoint((turn.question, *turn.also))])]
        for question in layout.questions:
            cells.append(_words(on.get(question, ())))
            cells.append(_state(case, question, spoken))
            if question in layout.closed:
                cells.append(_value(case, question, person, values.get((question, person))))
        rows.append((*_person_cells(case, person), *cells, yes_no(person in case.quotable)))
    return rows


def _person_cells(case: Case, person: str) -> tuple[str, ...]:
    view = case.view
    head = view.id, view.held_on, view.guide, str(view.version), view.wave
    return (*head, person, case.stakeholder(person))


def _spoken(case: Case, person: str) -> set[str]:
    """The questions on which this person said something."""
    return {q for speaker, turn in case.speech if speaker == person for q in (turn.question, *turn.also)}


def _words(turns: Sequence[TurnView]) -> str:
    """Verbatims as they are, paraphrases in square brackets, an empty line between two turns."""
    return "\n\n".join(turn.text if turn.kind == "verbatim" else f"[{turn.text}]" for turn in turns)


def _state(case: Case, question: str, spoken: set[str]) -> str:
    """The coverage of the question; `silent` where others answered and this person did not."""
    state = case.view.coverage.get(question, "")
    return "silent" if state in ("answered", "covered") and question not in spoken else state


def _value(case: Case, question: str, person: str, value: Value | None) -> str:
    if value is None or (case.hides(person) and case.is_free(question, value)):
        return ""
    return shown(value)


def participants(case: Case) -> list[tuple[str, ...]]:
    """A row for each person: consents, how much was said, the background sheet."""
    rows = []
    for person in case.people:
        said = [turn for speaker, turn in case.speech if speaker == person]
        exact = [turn for turn in said if turn.kind == "verbatim"]
        counts = len(exact), len(said) - len(exact), sum(len(turn.text.split()) for turn in exact)
        consents = (_consent(case, person, purpose) for purpose in CONSENT_PURPOSES)
        rows.append((*_person_cells(case, person), *consents, *map(str, counts), *_background(case, person)))
    return rows


def _consent(case: Case, person: str, purpose: str) -> str:
    asked = any(c.participant == person and c.purpose == purpose for c in case.view.consents)
    return yes_no(case.view.consents_to(person, purpose)) if asked else ""


def _background(case: Case, person: str) -> list[str]:
    """What has no column, then a cell for each column."""
    kinds = {item.id: item.answer for item in case.guide.background} if case.guide else {}
    facts = {}
    for fact in case.view.background:
        if fact.participant == person and fact.value is not None:
            hidden = case.hides(person) and is_free(kinds.get(fact.item), fact.value)
            facts[fact.item] = "" if hidden else shown(fact.value)
    layout = case.scope.layout.background
    others = "; ".join(f"{item}={value}" for item, value in facts.items() if item not in layout)
    return [others, *(facts.get(item, "") for item in layout)]


def shown(value: Value) -> str:
    """A value as a cell: several choices joined by `; `, numbers without needless decimals."""
    if isinstance(value, list):
        return "; ".join(value)
    return value if isinstance(value, str) else number(value)


def number(value: float | None) -> str:
    """The shortest digits that stand for the number, a point before the decimals; nothing for None."""
    if value is None:
        return ""
    return str(int(value)) if value == value // 1 else repr(value)


def yes_no(answer: object) -> str:
    """`yes` or `no`."""
    return "yes" if answer else "no"
