"""What a mark bears when a change of the codebook is taken back: the code that it would have without that change. Pure.

What was taken back counts as if neither it nor its undoing had been, so it doesn't matter in which order that was done.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from interviewer.session.events import Changed, Mark, Recoded, Record, Unmark
from interviewer.session.read import taken_back


class Step(NamedTuple):
    """A code that a mark got, and the change that gave it; none for the code it was made under."""

    code: str
    change: str


class Without(NamedTuple):
    """The history as if one of its changes were taken back.

    `root` is the change that this is about in the end: the one that was taken back, and again, by all between.
    """

    root: str
    standing: frozenset[str]


def without(changes: Sequence[Changed], change: str) -> Without:
    """What stands when that change is taken back, be it one that takes another back itself; `changes` in their order."""
    undoes = {one.id: one.undoes for one in changes}
    off = {change}
    for one in reversed(changes):  # what takes back comes after what it takes back
        if one.undoes and one.id not in off:
            off.add(one.undoes)
    root, seen = change, set[str]()
    while undoes.get(root) and root not in seen:
        seen.add(root)
        root = undoes[root]
    return Without(root, frozenset(one.id for one in changes if not one.undoes and one.id not in off))


def steps_of(records: Iterable[Record]) -> dict[str, list[Step]]:
    """The codes that each mark of a session bore, in their order; marks that were taken away are left out."""
    records = list(records)
    void = taken_back(records)
    steps: dict[str, list[Step]] = {}
    for one in records:
        event = one.event
        if event.id in void:
            continue
        if isinstance(event, Mark):
            steps.setdefault(event.id, []).insert(0, Step(event.code, ""))
        elif isinstance(event, Recoded):
            steps.setdefault(event.mark, []).append(Step(event.code, event.change))
        elif isinstance(event, Unmark):
            steps.pop(event.mark, None)
    return {mark: found for mark, found in steps.items() if not found[0].change}


def codes_without(steps: Mapping[str, Sequence[Step]], then: Without) -> tuple[dict[str, str], int]:
    """The marks that bear another code then, with it, and how many a later change took further: these stay."""
    codes: dict[str, str] = {}
    moved_on = 0
    for mark, taken in steps.items():
        if all(step.change != then.root for step in taken):
            continue
        if _counting(taken, {then.root, *then.standing})[-1].change != then.root:
            moved_on += 1
            continue
        code = _counting(taken, then.standing)[-1].code
        if code != taken[-1].code:
            codes[mark] = code
    return codes, moved_on


def _counting(taken: Sequence[Step], standing: Collection[str]) -> list[Step]:
    return [step for n, step in enumerate(taken) if n == 0 or step.change in standing]
