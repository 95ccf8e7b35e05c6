"""What a wording takes for granted or pushes towards: rules as patterns, each for the parts of a wording that ask so."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from interviewer.guide.quality.clauses import CLOSED, Asks, Clause
from interviewer.guide.quality.patterns import Read, find, needed

Asserted = Literal["leading", "presuming"]

PARTS: dict[str, frozenset[Asks]] = {
    "any": frozenset((*CLOSED, "open", "why", "telling", "statement", "nominal")),
    "open": frozenset(("open", "why", "telling", "fact", "nominal")),
    "asked": frozenset((*CLOSED, "open", "why", "telling", "nominal")),
    "yes_no": frozenset(("yes_no", "spoken_yes_no")),
    "said": frozenset(("statement", "spoken_yes_no", "nominal")),
    "approved": frozenset((*CLOSED, "statement")),
    "stated": frozenset(("statement",)),
    "intoned": frozenset(("spoken_yes_no",)),
    "why": frozenset(("why",)),
}


class Rule(NamedTuple):
    """A pattern that shows a label, in which parts of a wording it counts, which advice fits, and kinds that deny it."""

    label: Asserted
    advice: str
    parts: str
    pattern: str
    without: frozenset[str] = frozenset()


class Assertion(NamedTuple):
    """What was found: its label and advice, its first and last word, and in which parts of a wording its rule looks."""

    label: Asserted
    advice: str
    first: int
    last: int
    parts: str


def rules(text: str) -> tuple[Rule, ...]:
    """A table of rules: a heading `label advice parts`, and indented below it a pattern a line.

    A pattern may end in ` // kind`: a word of that kind in the same part denies it.
    """
    gathered: list[Rule] = []
    heading: list[str] = []
    for line in text.splitlines():
        if line.startswith(" "):
            label: Asserted = "leading" if heading[0] == "leading" else "presuming"
            pattern, _, without = line.strip().partition(" // ")
            gathered.append(Rule(label, heading[1], heading[2], pattern, frozenset(without.split())))
        elif line:
            heading = line.split()
    return tuple(gathered)


class Table(NamedTuple):
    """A language's rules, and for each word and kind the numbers of the rules that need it."""

    rules: tuple[Rule, ...]
    keyed: Mapping[str, tuple[int, ...]]


def table(rules: tuple[Rule, ...], common: frozenset[str]) -> Table:
    """The rules with an index: each is kept under the words of its rarest step, so that few are tried on a wording."""
    keyed: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        rarest = min(needed(rule.pattern), key=lambda step: (len(step & common), len(step)))
        for name in rarest:
            keyed.setdefault(name, []).append(number)
    return Table(rules, {name: tuple(numbers) for name, numbers in keyed.items()})


def assertions(seen: Read, clauses: list[Clause], known: Table, cancels: tuple[str, ...]) -> Iterator[Assertion]:
    """Each rule that fits; a presupposition that the wording itself leaves open (*ou pas*, *if any*) is none."""
    left_open: bool | None = None
    keyed = known.keyed
    for number in sorted({number for name in seen.names if name in keyed for number in keyed[name]}):
        rule = known.rules[number]
        spot = _fits(rule, seen, clauses)
        if spot is None:
            continue
        if rule.label == "presuming":
            if left_open is None:
                left_open = any(find(way, seen) for way in cancels)
            if left_open:
                continue
        yield Assertion(rule.label, rule.advice, *spot, rule.parts)


def _fits(rule: Rule, seen: Read, clauses: list[Clause]) -> tuple[int, int] | None:
    for clause in clauses:
        if clause.asks in PARTS[rule.parts]:
            spot = find(rule.pattern, seen, clause.first, min(clause.end + 1, len(seen.words)))
            if spot and not (rule.without and _denied(rule.without, seen, clause)):
                return spot
    return None


def _denied(without: frozenset[str], seen: Read, clause: Clause) -> bool:
    return any(not without.isdisjoint(seen.kinds[at]) for at in range(clause.first, clause.end))
