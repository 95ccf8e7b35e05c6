"""Coefficients of agreement from counts of rating patterns, in whole numbers: exact, and quick to resample. Pure.

A pattern is what all coders said of one unit, in their order; None is a missing rating. Everything that the coefficients
need is a sum over units (a *tally*), so the tally of a resample is the sum of the tallies of what was drawn.

With r ratings on a unit, c of them in category k: units with one rating say how common the categories are (Fleiss, AC1)
and nothing about agreement; Krippendorff's alpha leaves them out. Sources: Cohen 1960; Fleiss 1971, with missing ratings
after Gwet 2014, section 2.5; Krippendorff 2011 (Computing Krippendorff's Alpha-Reliability); Gwet 2008 (AC1), 2014.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

Pattern = tuple[Hashable | None, ...]
Patterns = Mapping[Pattern, int]
Ratio = tuple[int, int]
"""A numerator and a denominator that isn't 0."""
PAIR = 2
PAIRABLE, AGREE, RATED, BOTH, BOTH_AGREE, DISAGREE, FIXED = range(7)
"""Places in a tally: units with two ratings or more; agreement on them (scaled); units with any rating; units rated by
the first two coders, and those on which they agree; disagreement (scaled); where the fields of the categories begin."""
EACH = 4
"""Fields for each category: its share of the ratings (scaled), its ratings on pairable units, the first coder's, the second's."""


class Scale(NamedTuple):
    """What tallies are made with: the categories in order, and the number by which shares are multiplied to be whole."""

    categories: tuple[Hashable, ...]
    factor: int

    @property
    def width(self) -> int:
        """How many fields a tally has."""
        return FIXED + EACH * len(self.categories)


def scale_for(patterns: Iterable[Pattern], categories: Iterable[Hashable] = ()) -> Scale:
    """The scale for these patterns; `categories` that nobody used count among them."""
    met: dict[Hashable, None] = dict.fromkeys(categories)
    factor = 1
    for pattern in patterns:
        ratings = [one for one in pattern if one is not None]
        met.update(dict.fromkeys(ratings))
        factor = lcm(factor, len(ratings) * max(1, len(ratings) - 1)) if ratings else factor
    return Scale(tuple(met), factor)


def tally(pattern: Pattern, scale: Scale, times: int = 1) -> list[int]:
    """What so many units with that pattern add to the sums."""
    ratings = [one for one in pattern if one is not None]
    sums = [0] * scale.width
    many = len(ratings)
    if not many:
        return sums
    counts = [ratings.count(one) for one in scale.categories]
    sums[RATED] = times
    if many >= PAIR:
        agreeing = sum(count * (count - 1) for count in counts)
        sums[PAIRABLE] = times
        sums[AGREE] = times * agreeing * (scale.factor // (many * (many - 1)))
        sums[DISAGREE] = times * (many * (many - 1) - agreeing) * (scale.factor // (many - 1))
    first, second = (*pattern, None, None)[:PAIR]
    both = first is not None and second is not None
    sums[BOTH], sums[BOTH_AGREE] = times * both, times * (both and first == second)
    for place, (one, count) in enumerate(zip(scale.categories, counts, strict=True)):
        share = times * count * (scale.factor // many)
        paired = times * count * (many >= PAIR)
        start = FIXED + EACH * place
        sums[start : start + EACH] = [share, paired, times * (both and first == one), times * (both and second == one)]
    return sums


def tally_of(patterns: Patterns, scale: Scale) -> list[int]:
    """The sums over all units."""
    return added((tally(pattern, scale, times) for pattern, times in patterns.items()), scale.width)


def added(tallies: Iterable[Sequence[int]], width: int) -> list[int]:
    """Several tallies as one."""
    columns = zip(*tallies, strict=True)
    return list(map(sum, columns)) or [0] * width


Coefficient = Callable[[Sequence[int], int], Ratio | None]
"""From a tally and the factor of its scale; None where it isn't defined."""


def _ratio(numerator: int, denominator: int) -> Ratio | None:
    return (numerator, denominator) if denominator else None


def percent(sums: Sequence[int], factor: int) -> Ratio | None:
    """Of the pairs of ratings on a unit, how many agree, averaged over the units."""
    return _ratio(sums[AGREE], factor * sums[PAIRABLE])


def cohen(sums: Sequence[int], factor: int) -> Ratio | None:  # noqa: ARG001 - as all coefficients
    """Cohen's kappa of the first two coders, over the units that both rated."""
    both = sums[BOTH]
    chance = sum(a * b for a, b in zip(sums[FIXED + 2 :: EACH], sums[FIXED + 3 :: EACH], strict=True))
    return _ratio(both * sums[BOTH_AGREE] - chance, both * both - chance)


def _spread(sums: Sequence[int], factor: int) -> tuple[int, int]:
    """The square of all ratings (scaled), and how much of it is not of the same category twice."""
    square = (factor * sums[RATED]) ** 2
    return square, square - sum(share * share for share in sums[FIXED::EACH])


def fleiss(sums: Sequence[int], factor: int) -> Ratio | None:
    """Fleiss' kappa; with missing ratings each unit weighs the same."""
    square, spread = _spread(sums, factor)
    pairable = sums[PAIRABLE]
    agreed = sums[AGREE] * factor * sums[RATED] ** 2
    return _ratio(agreed - pairable * (square - spread), pairable * spread)


def ac1(sums: Sequence[int], factor: int) -> Ratio | None:
    """Gwet's AC1. A unit with one rating counts in chance agreement and not in observed agreement (as irrCAC has it).

    Not defined where all ratings are the same: the formula gives 1 there, which nothing supports.
    """
    others = (len(sums) - FIXED) // EACH - 1
    square, spread = _spread(sums, factor)
    if not spread:
        return None
    pairable = sums[PAIRABLE]
    agreed = sums[AGREE] * factor * sums[RATED] ** 2 * others
    return _ratio(agreed - pairable * spread, pairable * (others * square - spread))


def brennan_prediger(sums: Sequence[int], factor: int) -> Ratio | None:
    """Brennan and Prediger's coefficient: chance would choose each category alike. Not defined without variation."""
    categories = (len(sums) - FIXED) // EACH
    if not _spread(sums, factor)[1]:
        return None
    units = factor * sums[PAIRABLE]
    return _ratio(categories * sums[AGREE] - units, units * (categories - 1))


def alpha(sums: Sequence[int], factor: int) -> Ratio | None:
    """Krippendorff's alpha for names (nominal), any number of coders, missing ratings left out."""
    counts = sums[FIXED + 1 :: EACH]
    ratings = sum(counts)
    spread = ratings * ratings - sum(count * count for count in counts)
    return _ratio(factor * spread - (ratings - 1) * sums[DISAGREE], factor * spread)


COEFFICIENTS: Mapping[str, Coefficient] = {
    "observed_agreement": percent,
    "cohen_kappa": cohen,
    "fleiss_kappa": fleiss,
    "krippendorff_alpha": alpha,
    "gwet_ac1": ac1,
    "brennan_prediger": brennan_prediger,
}


def coefficient(name: str, patterns: Patterns, categories: Iterable[Hashable] = ()) -> Fraction | None:
    """One coefficient of these patterns, exactly; None where it isn't defined."""
    scale = scale_for(patterns, categories)
    found = COEFFICIENTS[name](tally_of(patterns, scale), scale.factor)
    return Fraction(*found) if found else None
