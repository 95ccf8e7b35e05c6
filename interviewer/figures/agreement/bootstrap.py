"""How sure a figure is: resamples of whole clusters of units, drawn by a seeded generator, and percentiles. Pure.

The sums of a cluster stand side by side in one large whole number, so that the sums of a resample are one addition a
cluster. Source of the percentile interval: Efron and Tibshirani 1993, chapter 13.
"""

from collections.abc import Iterator, Sequence
from struct import pack, unpack
from typing import NamedTuple, Protocol, TypeVar

T = TypeVar("T")
LEVEL = 0.95
LEAST_CLUSTERS = 5
DEFINED = 0.9
"""The share of resamples in which a coefficient must be defined for an interval to mean something."""


class Chance(Protocol):
    """A seeded generator, as random.Random is one."""

    def random(self) -> float:
        """A number from 0 on, less than 1."""

    def gauss(self, mu: float, sigma: float) -> float:
        """A number of that normal distribution."""

    def choices(self, population: Sequence[T], *, k: int) -> list[T]:
        """So many of them, each as likely as any other every time."""


class Interval(NamedTuple):
    """The middle 95 % of the resamples; without one, why.

    `few_clusters`: with fewer than LEAST_CLUSTERS the same ones are drawn over and over. `undefined`: in more than a tenth of
    the resamples. `no_disagreement`: there was none, so no resample can have any. `alike`: all came out the same.
    """

    low: float | None
    high: float | None
    reason: str = ""


def resampled(clusters: Sequence[Sequence[int]], times: int, chance: Chance) -> Iterator[tuple[int, ...]]:
    """The summed fields of as many clusters as there are, drawn with replacement, so many times.

    Fields are whole numbers from 0 on; their sums stay below 2 ** 64.
    """
    if not clusters:
        return
    shape = f"<{len(clusters[0])}Q"
    size = 8 * len(clusters[0])
    packed = [int.from_bytes(pack(shape, *fields), "little") for fields in clusters]
    for _ in range(times):
        yield unpack(shape, sum(chance.choices(packed, k=len(packed))).to_bytes(size, "little"))


def interval(values: Sequence[float | None], clusters: int) -> Interval:
    """The percentile interval of a coefficient's resamples (None where it wasn't defined)."""
    known = sorted(one for one in values if one is not None)
    if not values:
        return Interval(None, None)
    if clusters < LEAST_CLUSTERS:
        return Interval(None, None, "few_clusters")
    if not known or len(known) < DEFINED * len(values):
        return Interval(None, None, "undefined")
    low, high = _quantile(known, (1 - LEVEL) / 2), _quantile(known, (1 + LEVEL) / 2)
    if known[0] == known[-1]:
        return Interval(None, None, "no_disagreement" if low == 1 else "alike")
    return Interval(low, high)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile between the two nearest values."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
