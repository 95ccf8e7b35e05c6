"""Gamma: how well marked spans can be put beside each other, place and code together. Pure.

Source: Mathet, Widlöcher and Métivier 2015 (Computational Linguistics 41:3): the best alignment of all spans, found
exactly, and its disorder held against that of random continua. Random continua are drawn as pygamma-agreement draws them
(StatisticalContinuumSampler): numbers, gaps and lengths of spans from normal distributions with the mean and deviation
of the real ones, codes by their frequency. alpha = beta = 1, an empty place counts 1.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, pairwise
from math import ceil, sqrt
from typing import NamedTuple

from interviewer.figures.agreement.alignment import DenseError, Place, disorder
from interviewer.figures.agreement.bootstrap import Chance
from interviewer.figures.agreement.spans import Span

Continuum = tuple[tuple[Span, ...], ...]
"""For each coder, their spans in order."""
BATCH, MOST_SAMPLES, CONFIDENCE = 30, 2_000, 1.96
LEAST_LENGTH = 1e-6


class Gamma(NamedTuple):
    """Gamma, the disorder of the best alignment, the mean disorder of `samples` random continua.

    `value` is None where it isn't defined: `reason` is `nothing_marked`, or `too_dense` where too many spans of three coders or
    more lie over each other for an exact alignment.
    """

    value: float | None
    observed: float | None
    expected: float | None
    samples: int
    reason: str = ""


def position(one: tuple[float, float], other: tuple[float, float]) -> Fraction | float:
    """The positional dissimilarity of two spans (start, end), exact for whole numbers: an empty place counts 1."""
    apart = abs(one[0] - other[0]) + abs(one[1] - other[1])
    lengths = (one[1] - one[0]) + (other[1] - other[0])
    ratio = Fraction(apart, lengths) if isinstance(apart, int) and isinstance(lengths, int) else apart / lengths
    return ratio**2


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
