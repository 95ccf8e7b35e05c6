"""Reading `when`: which answers must have been given before something is asked."""

from collections.abc import Iterator

from interviewer.guide.keys import CONDITION_KEYS
from interviewer.guide.model import Condition
from interviewer.schema import Findings, amount, fields, identifier, listed, text
from interviewer.yamltext import Mapping, Node, Scalar, Sequence

BOUNDS = {"de": "from", "a": "to", "min": "from", "max": "to", "sauf": "not", "pas": "not"}


def read_conditions(node: Node, findings: Findings) -> tuple[Condition, ...] | None:
    """`{role: accueil}`, `{role: [accueil, maraude]}`, `{role: {not: autre}}`, `{anciennete: {from: 5}}`: all must hold."""
    if not isinstance(node, Mapping):
        findings.add("when_shape", node)
        return None
    made = []
    for key, value in node.entries:
        asked = identifier(key, findings)
        condition = _condition(asked, value, findings) if asked else None
        if condition is not None:
            made.append(condition)
    return tuple(made)


def _condition(asked: str, node: Node, findings: Findings) -> Condition | None:
    if not isinstance(node, Mapping):
        values = _values(node, findings)
        return Condition(asked, values=values) if values else None
    given = fields(node, findings, CONDITION_KEYS, BOUNDS)
    if given is None:
        return None
    return Condition(
        asked,
        others=given.take("not", _values, ()),
        lowest=given.take("from", amount, None),
        highest=given.take("to", amount, None),
    )


def _values(node: Node, findings: Findings) -> tuple[str, ...] | None:
    if isinstance(node, Scalar):
        found = text(node, findings)
        return None if found is None else (found,)
    if isinstance(node, Sequence):
        return listed(text)(node, findings)
    findings.add("when_shape", node)
    return None


def in_symbols(conditions: tuple[Condition, ...]) -> str:
    """The conditions in short, by their ids: `role = accueil / maraude, 5 ≤ anciennete`; the same in every language."""
    return ", ".join(part for condition in conditions for part in _symbols(condition))


def _symbols(condition: Condition) -> Iterator[str]:
    asked, low, high = condition.question, condition.lowest, condition.highest
    if condition.values:
        yield f"{asked} = {' / '.join(condition.values)}"
    if condition.others:
        yield f"{asked} ≠ {' / '.join(condition.others)}"
    if low is not None or high is not None:
        from_there = "" if low is None else f"{low:g} ≤ "
        up_to_there = "" if high is None else f" ≤ {high:g}"
        yield f"{from_there}{asked}{up_to_there}"
