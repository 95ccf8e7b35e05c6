"""Gamma: how well marked spans can be put beside each other, place and code together. Pure.

Source: Mathet, Widlöcher and Métivier 2015 (Computational Linguistics 41:3): the best alignment of all spans, found
exactly, and its disorder held against that of random continua. Random continua are drawn as pygamma-agreement draws them
(StatisticalContinuumSampler): numbers, gaps and lengths of spans from normal distributions with the mean and deviation
of the real ones, codes by their frequency. alpha = beta = 1, an empty place counts 1.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, pairwise, product
from math import ceil, comb, sqrt
from typing import NamedTuple

from interviewer.figures.agreement.bootstrap import Chance
from interviewer.figures.agreement.spans import Span

Continuum = tuple[tuple[Span, ...], ...]
"""For each coder, their spans in order."""
EMPTY = 1.0
BATCH, MOST_SAMPLES, CONFIDENCE = 30, 2_000, 1.96
MOST_STATES = 20_000
LEAST_LENGTH = 1e-6


class Place(NamedTuple):
    """A span of a random or real continuum, its ends as numbers."""

    start: float
    end: float
    code: str


class Gamma(NamedTuple):
    """Gamma, the disorder of the best alignment, the mean disorder of `samples` random continua.

    `value` is None where it isn't defined: `reason` is `nothing_marked`, or `too_dense` where too many spans lie over
    each other for an exact alignment.
    """

    value: float | None
    observed: float | None
    expected: float | None
    samples: int
    reason: str = ""


class DenseError(Exception):
    """Too many spans lie over each other for an exact alignment."""


def position(one: tuple[float, float], other: tuple[float, float]) -> Fraction | float:
    """The positional dissimilarity of two spans (start, end), exact for whole numbers: an empty place counts 1."""
    apart = abs(one[0] - other[0]) + abs(one[1] - other[1])
    lengths = (one[1] - one[0]) + (other[1] - other[0])
    ratio = Fraction(apart, lengths) if isinstance(apart, int) and isinstance(lengths, int) else apart / lengths
    return ratio**2


def _apart(one: Place, other: Place) -> float:
    apart = abs(one.start - other.start) + abs(one.end - other.end)
    lengths = one.end - one.start + other.end - other.start
    return (apart / lengths) ** 2 + (one.code != other.code)


def disorder(continuum: Sequence[Sequence[Place]]) -> float:
    """The disorder of the best alignment, per span of a coder; DenseError where it can't be found exactly."""
    coders = len(continuum)
    spans = sorted((place, coder) for coder, own in enumerate(continuum) for place in own)
    best = _Aligning(spans, coders).cost()
    return best * coders / len(spans)


class _Aligning:
    """The best alignment from left to right: what is kept is, for each set of spans ahead that are taken, the least cost."""

    def __init__(self, spans: Sequence[tuple[Place, int]], coders: int) -> None:
        self.spans, self.coders, self.pairs = spans, coders, comb(coders, 2)
        self.longest = max(place.end - place.start for place, _ in spans)
        self.near = [self._near(n) for n in range(len(spans))]

    def _near(self, n: int) -> list[list[tuple[int, float]]]:
        """For each other coder, the later spans that can stand beside this one, with their dissimilarity."""
        place, coder = self.spans[n]
        found: list[list[tuple[int, float]]] = [[] for _ in range(self.coders)]
        most = self.coders * self.pairs * EMPTY  # an alignment that costs more is worse than leaving its spans alone
        reach = self._reach(place, sqrt(most))
        for later in range(n + 1, len(self.spans)):
            other, who = self.spans[later]
            if other.start > reach:
                break
            if who != coder and (apart := _apart(place, other)) <= most:
                found[who].append((later, apart))
        return found

    def _reach(self, place: Place, root: float) -> float:
        """Beyond this start no span is near enough: starts are at most root times both lengths apart."""
        return place.start + root * (place.end - place.start + self.longest)

    def cost(self) -> float:
        """The sum of the disorders of the unitary alignments."""
        states = {0: 0.0}
        for n in range(len(self.spans)):
            after: dict[int, float] = {}
            choices = self._beside(n)
            for taken, cost in states.items():
                if taken & 1:
                    _least(after, taken >> 1, cost)
                    continue
                for bits, more in choices:
                    if not taken & bits:
                        _least(after, (taken | bits) >> 1, cost + more)
            if len(after) > MOST_STATES:
                raise DenseError
            states = after
        return states[0]

    def _beside(self, n: int) -> list[tuple[int, float]]:
        """The unitary alignments whose first span this is: which spans they take (bits from n on), and their disorder."""
        me = self.spans[n][1]
        choices = [[None, *near] if coder != me else [None] for coder, near in enumerate(self.near[n])]
        found = []
        for chosen in product(*choices):
            members = [one[0] for one in chosen if one is not None]
            cost = self._disorder(chosen)
            if cost <= EMPTY * (len(members) + 1):
                found.append((sum((1 << (one - n) for one in members), 1), cost))
        return found

    def _disorder(self, chosen: Sequence[tuple[int, float] | None]) -> float:
        members = [one for one in chosen if one is not None]
        total = sum(apart for _, apart in members)
        for place, (one, _) in enumerate(members):
            for other, _ in members[:place]:
                total += _apart(self.spans[one][0], self.spans[other][0])
        empty = self.pairs - comb(len(members) + 1, 2)
        return (total + empty * EMPTY) / self.pairs


def _least(states: dict[int, float], key: int, cost: float) -> None:
    if cost < states.get(key, float("inf")):
        states[key] = cost


class _Drawing:
    """Random continua that are like the real one."""

    def __init__(self, continuum: Sequence[Sequence[Place]], chance: Chance) -> None:
        self.chance, self.coders = chance, len(continuum)
        every = list(chain.from_iterable(continuum))
        self.number = _normal([len(own) for own in continuum])
        self.length = _normal([one.end - one.start for one in every])
        self.gap = _normal(list(_gaps(continuum)))
        self.codes = [one.code for one in every]

    def continuum(self) -> list[list[Place]]:
        """One of them; the first coders may have nothing, all together not."""
        made: list[list[Place]] = []
        for _ in range(self.coders):
            number = abs(int(self.chance.gauss(*self.number)))
            made.append(list(self._spans(number if any(made) else max(1, number))))
        return made

    def _spans(self, number: int) -> Iterator[Place]:
        last = 0.0
        for _ in range(number):
            start = last + self.chance.gauss(*self.gap)
            length = 0.0
            while length < LEAST_LENGTH:
                length = abs(self.chance.gauss(*self.length))
            last = start + length
            yield Place(start, last, self.codes[int(self.chance.random() * len(self.codes))])


def _gaps(continuum: Sequence[Sequence[Place]]) -> Iterator[float]:
    """The gaps between spans of a coder, those before the first ones, and one of 0."""
    yield 0.0
    for own in continuum:
        yield from (after.start - before.end for before, after in pairwise(own))
    yield from (own[0].start for own in continuum if own and own[0].start > 0)


def _normal(values: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation of all values."""
    mean = sum(values) / len(values)
    return mean, sqrt(sum((one - mean) ** 2 for one in values) / len(values))


def gamma(continuum: Continuum, chance: Chance, precision: float = 0.02, most: int = MOST_SAMPLES) -> Gamma:
    """Gamma of the continuum; random ones are drawn until their mean is known to `precision` with 95 %, at most `most`."""
    real = [[Place(*span) for span in sorted(own)] for own in continuum]
    if len(real) < 2 or not any(real):  # noqa: PLR2004 - a pair
        return Gamma(None, None, None, 0, "nothing_marked")
    drawing = _Drawing(real, chance)
    try:
        seen = disorder(real)
        drawn = [disorder(drawing.continuum()) for _ in range(BATCH)]
        mean, deviation = _normal(drawn)
        wanted = min(most, ceil((deviation / mean * CONFIDENCE / precision) ** 2))
        drawn += [disorder(drawing.continuum()) for _ in range(wanted - BATCH)]
    except DenseError:
        return Gamma(None, None, None, 0, "too_dense")
    mean = sum(drawn) / len(drawn)
    return Gamma(1 - seen / mean, seen, mean, len(drawn))
