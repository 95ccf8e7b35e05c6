"""Which questions need not be asked, by what was answered so far: derived from the records each time, never recorded. Pure."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from interviewer.guide.condition_rules import Decider, deciders, uses
from interviewer.guide.model import BackgroundItem, Condition, ConsentItem, Guide, Question
from interviewer.matching import unaccented
from interviewer.schema import AMOUNT, YES
from interviewer.session.events import Value
from interviewer.session.words import is_covered

Given = Mapping[tuple[str, str], Value | None]


class Known(NamedTuple):
    """What those who take part have answered, by (person, id); None is a fact that was left open."""

    people: tuple[str, ...]
    values: Given
    background: Given
    consents: Mapping[tuple[str, str], bool]


def passed_over(guide: Guide, known: Known) -> frozenset[str]:
    """The ids of the questions whose conditions, or those of their theme, are known not to hold.

    A condition whose answer nobody knows yet holds nobody up: its question stays. In a group it is enough that it holds
    for one person. What waits for the answer to a question that is itself passed over is passed over too.
    """
    if not any(True for _ in uses(guide)):
        return frozenset()
    found, out = deciders(guide), set[str]()
    for theme, question in guide.questions():
        if any(_fails(one, found, known, out) for one in (*theme.when, *question.when)):
            out.add(question.id)
    return frozenset(out)


def _fails(condition: Condition, found: Mapping[str, Decider], known: Known, out: Collection[str]) -> bool:
    """Whether it is known that the condition holds for nobody; `out` are the questions passed over before."""
    decides = found.get(condition.question)
    if decides is None:
        return False
    given = [value for person in known.people if (value := _value(decides, person, known)) is not None]
    if not given:
        return isinstance(decides, Question) and decides.id in out
    return len(given) == len(known.people) and not any(holds(condition, value) for value in given)


def _value(found: Decider, person: str, known: Known) -> Value | None:
    if isinstance(found, ConsentItem):
        return known.consents.get((person, found.id))
    given = (known.background if isinstance(found, BackgroundItem) else known.values).get((person, found.id))
    return None if is_covered(given) else given


def holds(condition: Condition, value: Value) -> bool:
    """Whether an answer with this value is one that the condition asks for; of several choices one is enough."""
    given = list(value) if isinstance(value, list) else [value]
    if condition.values and not any(_same(one, wanted) for one in given for wanted in condition.values):
        return False
    if any(_same(one, other) for one in given for other in condition.others):
        return False
    if condition.lowest is None and condition.highest is None:
        return True
    return any(_within(condition, one) for one in given if isinstance(one, int | float))


def _within(condition: Condition, value: float) -> bool:
    low, high = condition.lowest, condition.highest
    return (low is None or value >= low) and (high is None or value <= high)


def _same(value: str | float, wanted: str) -> bool:
    if isinstance(value, bool):
        return value == (wanted.lower() in YES)
    if isinstance(value, str):
        return unaccented(value.strip()) == unaccented(wanted.strip())
    return bool(AMOUNT.fullmatch(wanted)) and float(wanted) == value
