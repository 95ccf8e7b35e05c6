"""The conditions of a form -> those of a guide, where it can hold them: all must hold, each on one question."""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interviewer.guide.model import Answer, Choices, Condition, Date, Number, Scale, ShortText
from interviewer.guide.xlsform.reading.expressions import All, Test, Tree, tree
from interviewer.schema import AMOUNT


class Decider(NamedTuple):
    """A question that others may depend on: its id, its type, the ids of its choices by name, whether only whole numbers.

    `free` says that a value which is none of the choices stands for words of one's own.
    """

    id: str
    answer: Answer
    options: Mapping[str, str] = {}
    whole: bool = False
    free: bool = False


class _Demand(NamedTuple):
    """What one question must have been answered; `filled`: anything at all. `values` is None where any will do."""

    values: frozenset[str] | None = None
    others: frozenset[str] = frozenset()
    lowest: float = -math.inf
    highest: float = math.inf
    filled: bool = False


_Demands = dict[str, _Demand]


class _CannotHoldError(Exception):
    """A guide has no way to say this."""


def conditions(expression: str, deciders: Mapping[str, Decider]) -> tuple[Condition, ...] | None:
    """The expression as conditions of a guide; None where it is more than those can say. `deciders` are by name."""
    found = tree(expression)
    if found is None:
        return None
    try:
        demands = _demands(found, deciders)
        made = tuple(_condition(deciders[name], demand) for name, demand in demands.items())
    except _CannotHoldError:
        return None
    return made or None


def bounds(expression: str, *, whole: bool) -> tuple[float | None, float | None] | None:
    """Lowest and highest of a constraint such as `. >= 0 and . < 120`; None where it says anything else."""
    decider = Decider("n", Number(), whole=whole)
    found = conditions(expression, {".": decider})
    one = found[0] if found and len(found) == 1 else None
    return (one.lowest, one.highest) if one and not one.values and not one.others else None


def joined(first: Iterable[Condition], second: Iterable[Condition]) -> tuple[Condition, ...] | None:
    """Both together; None where they speak of the same question in different ways."""
    made = {one.question: one for one in first}
    for one in second:
        both = _merged(made.get(one.question, one), one)
        if both is None:
            return None
        made[one.question] = both
    return tuple(made.values())


def _merged(one: Condition, other: Condition) -> Condition | None:
    """Two conditions on one question as one, where they are the same or both are bounds."""
    if one == other:
        return one
    if one.values or one.others or other.values or other.others:
        return None
    lowest = max((n for n in (one.lowest, other.lowest) if n is not None), default=None)
    highest = min((n for n in (one.highest, other.highest) if n is not None), default=None)
    if lowest is not None and highest is not None and lowest > highest:
        return None
    return Condition(one.question, lowest=lowest, highest=highest)


def _demands(of: Tree, deciders: Mapping[str, Decider]) -> _Demands:
    if isinstance(of, Test):
        if of.name not in deciders:
            raise _CannotHoldError
        return {of.name: _demand(of, deciders[of.name])}
    parts = [_demands(part, deciders) for part in of.parts]
    return _both(parts, deciders) if isinstance(of, All) else _one_of(parts)


def _demand(test: Test, decider: Decider) -> _Demand:
    if not test.value:
        if test.how not in ("!=", "lacks"):
            raise _CannotHoldError
        return _Demand(filled=True)
    if isinstance(decider.answer, Choices):
        return _of_choices(test, decider)
    if isinstance(decider.answer, Number | Scale):
        return _of_numbers(test, decider)
    if isinstance(decider.answer, Date | ShortText) and test.how in ("=", "!="):
        value = frozenset([test.value])
        return _Demand(values=value) if test.how == "=" else _Demand(others=value)
    raise _CannotHoldError


def _of_choices(test: Test, decider: Decider) -> _Demand:
    if test.how in ("=", "has", "!=", "lacks"):
        if test.value not in decider.options and not decider.free:
            raise _CannotHoldError
        value = frozenset([decider.options.get(test.value, test.value)])
        return _Demand(values=value) if test.how in ("=", "has") else _Demand(others=value)
    numbers = {name: float(name) for name in decider.options if AMOUNT.fullmatch(name)}
    if len(numbers) < len(decider.options) or not AMOUNT.fullmatch(test.value):
        raise _CannotHoldError
    low, high = _range(test, whole=False, strict=True)
    fits = [decider.options[name] for name, number in numbers.items() if _within(number, test, low, high)]
    return _Demand(values=frozenset(fits))


def _within(number: float, test: Test, low: float, high: float) -> bool:
    return low <= number <= high and not (test.how in ("<", ">") and number == float(test.value))


def _of_numbers(test: Test, decider: Decider) -> _Demand:
    if not AMOUNT.fullmatch(test.value):
        raise _CannotHoldError
    if test.how == "!=":
        return _Demand(others=frozenset([test.value]))
    whole = decider.whole or isinstance(decider.answer, Scale)
    low, high = _range(test, whole=whole, strict=False)
    return _Demand(lowest=low, highest=high)


def _range(test: Test, *, whole: bool, strict: bool) -> tuple[float, float]:
    """The bounds, both included; a strict comparison has such only among whole numbers, or where `strict` allows it."""
    value = float(test.value)
    if test.how == "=":
        return value, value
    if test.how in ("<", ">") and not strict:
        if not whole:
            raise _CannotHoldError
        value = math.ceil(value) - 1.0 if test.how == "<" else math.floor(value) + 1.0
    if test.how in ("<", "<="):
        return -math.inf, value
    if test.how in (">", ">="):
        return value, math.inf
    raise _CannotHoldError


def _both(parts: list[_Demands], deciders: Mapping[str, Decider]) -> _Demands:
    made: _Demands = {}
    for part in parts:
        for name, demand in part.items():
            made[name] = _narrowed(made[name], demand, deciders[name]) if name in made else demand
    return made


def _narrowed(one: _Demand, other: _Demand, decider: Decider) -> _Demand:
    several = isinstance(decider.answer, Choices) and decider.answer.several
    values = one.values if other.values is None else other.values
    if one.values is not None and other.values is not None:
        if several and one.values != other.values:
            raise _CannotHoldError
        values = one.values & other.values
    return _Demand(
        values,
        one.others | other.others,
        max(one.lowest, other.lowest),
        min(one.highest, other.highest),
        one.filled or other.filled,
    )


def _one_of(parts: list[_Demands]) -> _Demands:
    """One of several: only where all name values of the same question."""
    names = {name for part in parts for name in part}
    if len(names) != 1:
        raise _CannotHoldError
    name = names.pop()
    values: set[str] = set()
    for part in parts:
        demand = part[name]
        if demand.values is None or demand.others or demand != _Demand(values=demand.values, filled=demand.filled):
            raise _CannotHoldError
        values |= demand.values
    return {name: _Demand(values=frozenset(values))}


def _condition(decider: Decider, demand: _Demand) -> Condition:
    lowest = None if math.isinf(demand.lowest) else demand.lowest
    highest = None if math.isinf(demand.highest) else demand.highest
    several = isinstance(decider.answer, Choices) and decider.answer.several
    if demand.values is not None:
        values = demand.values if several else demand.values - demand.others
        if not values or lowest is not None or highest is not None or (several and demand.others):
            raise _CannotHoldError
        return Condition(decider.id, values=_ordered(decider, values))
    if (lowest is None and highest is None and not demand.others) or not _possible(decider.answer, demand):
        raise _CannotHoldError
    if lowest is not None and highest is not None and lowest > highest:
        raise _CannotHoldError
    return Condition(decider.id, others=_ordered(decider, demand.others), lowest=lowest, highest=highest)


def _possible(answer: Answer | None, demand: _Demand) -> bool:
    """Whether the question takes the numbers that are asked for."""
    if not isinstance(answer, Number | Scale):
        return True
    low = -math.inf if answer.lowest is None else answer.lowest
    high = math.inf if answer.highest is None else answer.highest
    known = [number for number in (demand.lowest, demand.highest) if math.isfinite(number)]
    return all(low <= number <= high for number in [*known, *map(float, demand.others)])


def _ordered(decider: Decider, values: frozenset[str]) -> tuple[str, ...]:
    """The values in the order of the question's choices."""
    known = list(decider.options.values())
    return tuple(sorted(values, key=lambda value: (known.index(value) if value in known else len(known), value)))
