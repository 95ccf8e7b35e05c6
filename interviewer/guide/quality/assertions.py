"""What a wording takes for granted or pushes towards: rules as patterns, each for the parts of a wording that ask so."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from interviewer.guide.quality.clauses import CLOSED, Asks, Clause
from interviewer.guide.quality.patterns import Read, find

Asserted = Literal["leading", "presuming"]

PARTS: dict[str, frozenset[Asks]] = {
    "any": frozenset((*CLOSED, "open", "why", "telling", "statement", "nominal")),
    "open": frozenset(("open", "why", "telling", "fact", "nominal")),
    "asked": frozenset((*CLOSED, "open", "why", "telling", "nominal")),
    "yes_no": frozenset(("yes_no", "spoken_yes_no")),
    "said": frozenset(("statement", "spoken_yes_no", "nominal")),
    "stated": frozenset(("statement",)),
    "intoned": frozenset(("spoken_yes_no",)),
    "why": frozenset(("why",)),
}


class Rule(NamedTuple):
    """A pattern that shows a label, in which parts of a wording it counts, and which advice fits."""

    label: Asserted
    advice: str
    parts: str
    pattern: str


class Assertion(NamedTuple):
    """What was found: its label and advice, and its first and last word."""

    label: Asserted
    advice: str
    first: int
    last: int


def rules(text: str) -> tuple[Rule, ...]:
    """A table of rules: a heading `label advice parts` and below it a pattern a line, indented."""
    gathered: list[Rule] = []
    heading: list[str] = []
    for line in text.splitlines():
        if line.startswith(" "):
            label: Asserted = "leading" if heading[0] == "leading" else "presuming"
            gathered.append(Rule(label, heading[1], heading[2], line.strip()))
        elif line:
            heading = line.split()
    return tuple(gathered)


def assertions(
    seen: Read, clauses: list[Clause], table: tuple[Rule, ...], cancels: tuple[str, ...]
) -> Iterator[Assertion]:
    """Each rule that fits; a presupposition that the wording itself leaves open (*ou pas*, *if any*) is none."""
    left_open = any(find(way, seen) for way in cancels)
    for rule in table:
        if rule.label == "presuming" and left_open:
            continue
        for clause in clauses:
            if clause.asks in PARTS[rule.parts]:
                spot = find(rule.pattern, seen, clause.first, min(clause.end + 1, len(seen.words)))
                if spot:
                    yield Assertion(rule.label, rule.advice, *spot)
                    break
