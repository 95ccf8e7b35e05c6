"""Krippendorff's alpha with a distance, from sums that can be resampled: alpha of code sets, and u-alpha. Pure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from interviewer.figures.agreement.sets import Distance

MICRO = 10**9
"""The disagreement of a cluster is kept in billionths, so that it is a whole number."""
EXACT_PAIRS = 20_000
DISAGREED, ITSELF, COUNTS = range(3)


class Distances:
    """The values that occur and how far they are apart.

    The vector of a cluster: disagreement in billionths, what is never compared with itself, how often each value occurs.
    With more than EXACT_PAIRS pairs of values that have something in common, what they have in common is taken to the
    first order around all units (`settle`): off by about one part in the number of clusters.
    """

    def __init__(self, values: Iterable[Any], distance: Distance) -> None:
        self.values = list(dict.fromkeys(values))
        self.place: dict[Hashable, int] = {value: n for n, value in enumerate(self.values)}
        self.alike: list[tuple[int, int, float]] = []
        for n, one in enumerate(self.values):
            for m, other in enumerate(self.values[:n]):
                apart = distance(one, other)
                if apart != 1:
                    self.alike.append((n, m, 2 * float(1 - apart)))
        self.slopes: list[float] = []
        self.common = 0.0

    @property
    def width(self) -> int:
        """How many fields a vector has."""
        return COUNTS + len(self.values)

    def fields(self, apart: Fraction, itself: int, ratings: Mapping[Any, int]) -> list[int]:
        """The vector of one cluster."""
        made = [round(apart * MICRO), itself, *([0] * len(self.values))]
        for value, count in ratings.items():
            made[COUNTS + self.place[value]] = count
        return made

    def settle(self, sums: Sequence[int]) -> None:
        """Take these sums, those of all clusters, as what resamples lie around, where there are too many pairs."""
        if len(self.alike) > EXACT_PAIRS:
            counts = sums[COUNTS:]
            self.common = self._in_common(counts)
            self.slopes = [0.0] * len(counts)
            for n, m, likeness in self.alike:
                self.slopes[n] += likeness * counts[m]
                self.slopes[m] += likeness * counts[n]

    def alpha(self, sums: Sequence[int]) -> float | None:
        """Alpha of these sums; None where it isn't defined."""
        counts = sums[COUNTS:]
        total = sum(counts)
        expected = self._expected(counts, total)
        if expected <= 0:
            return None
        return 1 - sums[DISAGREED] / MICRO * (total * total - sums[ITSELF]) / (total * expected)

    def _expected(self, counts: Sequence[int], total: int) -> float:
        """The sum over all pairs of ratings of how far they are apart."""
        common = (
            sum(map(float.__mul__, self.slopes, map(float, counts))) - self.common
            if self.slopes
            else self._in_common(counts)
        )
        return total * total - sum(count * count for count in counts) - common

    def _in_common(self, counts: Sequence[int]) -> float:
        return sum(likeness * counts[n] * counts[m] for n, m, likeness in self.alike)
