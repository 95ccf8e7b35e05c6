"""Krippendorff's alpha of code sets (MASI) from sums that can be resampled: of whole units, and of spans. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from interviewer.figures.agreement.sets import NONE, Codes

MICRO = 10**9
"""The disagreement of a cluster is kept in billionths, so that it is a whole number."""
EXACT_PAIRS = 4_000
DISAGREED, ITSELF, COUNTS = range(3)
STEPS = 3
"""MASI's likeness of two sets is a number of thirds of a share of their union."""


class Distances:
    """How often each set of codes stands in all units, and how far the sets are apart.

    The vector of a cluster: disagreement in billionths, what is never compared with itself, how often each set occurs. With
    more than EXACT_PAIRS pairs of sets that have something in common, the expected disagreement of a resample is taken to
    the first order around all units, and the vector is short: the ratings, and their distances to all ratings (`far`).
    """

    def __init__(self, counts: Mapping[Codes, int]) -> None:
        self.total = sum(counts.values())
        self.values = list(counts)
        self.place = {value: n for n, value in enumerate(self.values)}
        every = list(counts.values())
        self.alike: list[tuple[int, int, float]] = []
        self.far: list[float] | None = [float(self.total - count) for count in every]
        parts: Counter[int] = Counter()
        for n, m, thirds, union in self._alike():
            parts[union] += 2 * thirds * every[n] * every[m]
            likeness = thirds / (STEPS * union)
            self.far[n] -= likeness * every[m]
            self.far[m] -= likeness * every[n]
            if len(self.alike) <= EXACT_PAIRS:
                self.alike.append((n, m, 2 * likeness))
        common = sum((Fraction(part, STEPS * union) for union, part in parts.items()), NONE)
        self.expected = self.total**2 - sum(count * count for count in every) - common
        if len(self.alike) <= EXACT_PAIRS:
            self.far = None

    def _alike(self) -> Iterator[tuple[int, int, int, int]]:
        """Pairs of different sets that share a code: their places, their likeness in thirds, the size of their union."""
        bearing: dict[str, list[int]] = {}
        for n, one in enumerate(self.values):
            for m in sorted({m for code in one for m in bearing.get(code, ())}):
                other = self.values[m]
                common = len(one & other)
                yield n, m, common * (1 + (common in (len(one), len(other)))), len(one) + len(other) - common
            for code in one:
                bearing.setdefault(code, []).append(n)

    @property
    def width(self) -> int:
        """How many fields a vector has."""
        return COUNTS + (len(self.values) if self.far is None else 2)

    def fields(self, apart: Fraction, itself: int, ratings: Mapping[Codes, int]) -> list[int]:
        """The vector of one cluster."""
        made = [round(apart * MICRO), itself]
        if self.far is not None:
            far = sum(count * self.far[self.place[value]] for value, count in ratings.items())
            return [*made, sum(ratings.values()), round(far)]
        counts = [0] * len(self.values)
        for value, count in ratings.items():
            counts[self.place[value]] = count
        return made + counts

    def exact(self, apart: Fraction, itself: int) -> Fraction | None:
        """Alpha of all units, exactly; None where no two values differ or nothing was rated twice."""
        if not self.expected:
            return None
        return 1 - apart * (self.total**2 - itself) / (self.total * self.expected)

    def alpha(self, sums: Sequence[int]) -> float | None:
        """Alpha of these sums; None where it isn't defined."""
        if self.far is None:
            counts = sums[COUNTS:]
            total = sum(counts)
            common = sum([likeness * counts[n] * counts[m] for n, m, likeness in self.alike])
            expected: float = total * total - sum([count * count for count in counts]) - common
        else:
            total, far = sums[COUNTS:]
            expected = 2 * total * far / self.total - float(self.expected) * (total / self.total) ** 2
        if expected <= MICRO**-1:
            return None
        return 1 - sums[DISAGREED] / MICRO * (total * total - sums[ITSELF]) / (total * expected)
