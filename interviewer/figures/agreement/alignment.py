"""The best alignment of all coders' spans, exactly: which spans stand beside each other, and how far that is from agreement. Pure.

Source: Mathet, Widlöcher and Métivier 2015, section 4. With two coders it is an assignment (shortest augmenting paths,
Jonker and Volgenant 1987); with more, all ways are followed from left to right, but for those that cost more than one found already.
"""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import combinations, product
from math import comb, inf, prod, sqrt
from typing import NamedTuple

EMPTY = 1.0
"""What an empty place costs beside a span."""
MOST_STATES, MOST_BESIDE, BEAM, HAIR = 20_000, 600, 200, 1e-9
PAIR = 2


class Place(NamedTuple):
    """A span of a random or real continuum, its ends as numbers."""

    start: float
    end: float
    code: str


class DenseError(Exception):
    """Too many spans of three coders or more lie over each other for an exact alignment."""


def disorder(continuum: Sequence[Sequence[Place]]) -> float:
    """The disorder of the best alignment, per span of a coder; DenseError where it can't be found exactly."""
    spans = sorted((place, coder) for coder, own in enumerate(continuum) for place in own)
    best = _paired(spans) if len(continuum) == PAIR else _Aligning(spans, len(continuum)).cost()
    return best * len(continuum) / len(spans)


def _apart(one: Place, other: Place) -> float:
    apart = abs(one.start - other.start) + abs(one.end - other.end)
    lengths = one.end - one.start + other.end - other.start
    return (apart / lengths) ** 2 + (one.code != other.code)


def _neighbours(spans: Sequence[tuple[Place, int]], most: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of spans of two coders that are at most that far apart, the earlier one first.

    Their starts are at most the root of it times both lengths apart.
    """
    root = sqrt(most)
    longest = max(place.end - place.start for place, _ in spans)
    for n, (place, coder) in enumerate(spans):
        reach = place.start + root * (place.end - place.start + longest)
        for later in range(n + 1, len(spans)):
            other, who = spans[later]
            if other.start > reach:
                break
            if who != coder and (apart := _apart(place, other)) <= most:
                yield n, later, apart


# --- two coders ---


def _paired(spans: Sequence[tuple[Place, int]]) -> float:
    """The sum of disorders: a pair costs how far it is apart, a span alone EMPTY."""
    gains: dict[int, dict[int, float]] = {}
    for n, later, apart in _neighbours(spans, 2 * EMPTY):
        first, second = (n, later) if spans[n][1] == 0 else (later, n)
        gains.setdefault(first, {})[second] = apart - 2 * EMPTY
    return len(spans) * EMPTY + assigned(gains)


def assigned(costs: Mapping[int, Mapping[int, float]]) -> float:
    """The least sum of the costs (0 or less) of pairs row and column, each row and each column in one pair at most."""
    owner: dict[int, int] = {}
    held: dict[int, int] = {}
    price: dict[int, float] = {}
    for row in costs:
        column, before = _path(row, costs, owner, price)
        while True:
            last = before[column]
            owner[column], freed = last, held.get(last)
            held[last] = column
            if last == row or freed is None:
                break
            column = freed
    return sum(costs[row].get(column, 0.0) for row, column in held.items())


def _path(
    row: int, costs: Mapping[int, Mapping[int, float]], owner: Mapping[int, int], price: dict[int, float]
) -> tuple[int, dict[int, int]]:
    """The free column at the end of the cheapest path of exchanges, and for each column the row before it.

    Each row has a column of its own (below 0), which costs nothing: it stays without a pair. Prices follow.
    """
    far: dict[int, float] = {}
    before: dict[int, int] = {}
    done: dict[int, float] = {}
    ahead: list[tuple[float, int]] = []
    base = 0.0
    while True:
        for column, cost in (*costs[row].items(), (-1 - row, 0.0)):
            way = base + cost - price.get(column, 0.0)
            if column not in done and way < far.get(column, inf):
                far[column], before[column] = way, row
                heappush(ahead, (way, column))
        least, column = heappop(ahead)
        while column in done:
            least, column = heappop(ahead)
        done[column] = least
        if column not in owner:
            break
        row = owner[column]
        base = least - (costs[row].get(column, 0.0) - price.get(column, 0.0))
    for one, way in done.items():
        price[one] = price.get(one, 0.0) + way - least
    return column, before


# --- three coders and more ---


class _Aligning:
    """From left to right: what is kept is, for each set of spans ahead that are taken, the least cost.

    Costs are counted above the least that each span can cost in any alignment, so what is kept only grows.
    """

    def __init__(self, spans: Sequence[tuple[Place, int]], coders: int) -> None:
        self.spans, self.coders, self.pairs = spans, coders, comb(coders, 2)
        near: list[list[list[int]]] = [[[] for _ in range(coders)] for _ in spans]
        for n, later, _ in _neighbours(spans, coders * self.pairs * EMPTY):
            near[n][spans[later][1]].append(later)
        self.beside = [self._beside(n, near[n]) for n in range(len(spans))]
        self.least = [EMPTY] * len(spans)
        for members, cost in (one for found in self.beside for one in found):
            for one in members:
                self.least[one] = min(self.least[one], cost / len(members))

    def _beside(self, n: int, near: Sequence[Sequence[int]]) -> list[tuple[tuple[int, ...], float]]:
        """The alignments whose first span this is, with their disorder; none that is better parted in two."""
        me = self.spans[n][1]
        choices = [[None, *others] if coder != me else [None] for coder, others in enumerate(near)]
        if prod(map(len, choices)) > MOST_BESIDE:
            raise DenseError
        found = []
        for chosen in product(*choices):
            members = (n, *(one for one in chosen if one is not None))
            cost = self._disorder(members)
            if len(members) == 1 or cost < self._parted(members):
                found.append((members, cost))
        return found

    def _disorder(self, members: Sequence[int]) -> float:
        apart = sum(_apart(self.spans[a][0], self.spans[b][0]) for a, b in combinations(members, 2))
        return (apart + (self.pairs - comb(len(members), 2)) * EMPTY) / self.pairs

    def _parted(self, members: Sequence[int]) -> float:
        """The least cost of the spans in two alignments."""
        first, *others = members
        ways = (part for size in range(len(others)) for part in combinations(others, size))
        return min(
            self._disorder((first, *part)) + self._disorder([one for one in others if one not in part]) for part in ways
        )

    def cost(self) -> float:
        """The sum of the disorders of the best alignment; DenseError with too many ways to follow."""
        steps = [
            [
                (sum(1 << (one - n) for one in members), cost - sum(self.least[one] for one in members))
                for members, cost in found
            ]
            for n, found in enumerate(self.beside)
        ]
        above, whole = _followed(steps, inf, BEAM)
        if not whole:
            above, whole = _followed(steps, above + HAIR, 0)
        return sum(self.least) + above


def _followed(steps: Sequence[Sequence[tuple[int, float]]], most: float, beam: int) -> tuple[float, bool]:
    """The least cost, and whether no way was left out; with `beam` only so many of the best ways are followed."""
    states, whole = {0: 0.0}, True
    for step in steps:
        after: dict[int, float] = {}
        for taken, cost in states.items():
            for bits, more in ((1, 0.0),) if taken & 1 else step:
                together, ahead = cost + more, (taken | bits) >> 1
                if (taken & 1 or not taken & bits) and together <= most and together < after.get(ahead, inf):
                    after[ahead] = together
        if beam and len(after) > beam:
            after, whole = dict(sorted(after.items(), key=lambda one: one[1])[:beam]), False
        if len(after) > MOST_STATES:
            raise DenseError
        states = after
    return states[0], whole
