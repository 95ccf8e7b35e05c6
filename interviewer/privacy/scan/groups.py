"""Small groups: background values that so few people have together that they may tell who somebody is. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from interviewer.session.model import SessionView

LEAST = 3
"""How many people must have the same values for none of them to stand out."""
MOST_TOGETHER = 3
MOST_ITEMS = 16
GROUP = "stakeholder"
Facts = Mapping[str, str]


class SmallGroup(NamedTuple):
    """`people` have values of these items that fewer than LEAST of all have together, and of no part of these items."""

    items: tuple[str, ...]
    people: int


def facts_of(views: Iterable[SessionView]) -> list[dict[str, str]]:
    """What is known of each participant: the group, and the background sheet; somebody met twice is one person."""
    found: dict[str, dict[str, str]] = {}
    for view in views:
        for person in view.participants:
            facts = found.setdefault(person.id, {})
            if person.stakeholder:
                facts[GROUP] = person.stakeholder
        for fact in view.background:
            if fact.value not in (None, "", []) and fact.participant in found:
                found[fact.participant][fact.item] = str(fact.value)
    return list(found.values())


def small_groups(people: Sequence[Facts]) -> tuple[SmallGroup, ...]:
    """The combinations of up to MOST_TOGETHER items that make somebody stand out, the shortest first."""
    items = sorted({item for facts in people for item in facts})[:MOST_ITEMS]
    out: list[set[tuple[str, ...]]] = [set() for _ in people]
    groups: list[SmallGroup] = []
    for size in range(1, MOST_TOGETHER + 1):
        for together in combinations(items, size):
            those = [n for n in _standing_out(people, together) if not any(set(few) <= set(together) for few in out[n])]
            if those:
                groups.append(SmallGroup(together, len(those)))
                for n in those:
                    out[n].add(together)
    return tuple(groups)


def _standing_out(people: Sequence[Facts], items: Sequence[str]) -> list[int]:
    """Who has values of all of these items that fewer than LEAST have."""
    values = [
        tuple(facts[item] for item in items) if all(item in facts for item in items) else None for facts in people
    ]
    held = Counter(one for one in values if one is not None)
    return [n for n, one in enumerate(values) if one is not None and held[one] < LEAST]
