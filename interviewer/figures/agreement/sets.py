"""Agreement on values that can be more or less alike, such as sets of codes: Krippendorff's alpha with a distance. Pure.

Sources: Krippendorff 2011; Passonneau 2006 (MASI), with the factors 1, 2/3, 1/3 and 0 exactly. Two empty sets are the
same set here: both coders found no code. Libraries divide by zero there.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Any

from interviewer.figures.agreement.coefficients import PAIR, Pattern, Patterns

Distance = Callable[[Any, Any], Fraction]
Codes = frozenset[str]
NONE, ALL = Fraction(0), Fraction(1)


def jaccard_distance(one: Codes, other: Codes) -> Fraction:
    """1 minus the share of the codes of either that both have."""
    union = len(one | other)
    return 1 - Fraction(len(one & other), union) if union else NONE


def masi_distance(one: Codes, other: Codes) -> Fraction:
    """1 minus Jaccard's similarity times 1 for equal sets, 2/3 for one within the other, 1/3 for sets that overlap."""
    if one == other:
        return NONE
    common = len(one & other)
    if not common:
        return ALL
    within = common in (len(one), len(other))
    return 1 - Fraction(common, len(one | other)) * Fraction(1 + within, 3)


def interval_distance(one: Any, other: Any) -> Fraction:
    """The square of the difference of two numbers."""
    return (Fraction(one) - Fraction(other)) ** 2


def nominal_distance(one: Hashable, other: Hashable) -> Fraction:
    """1 for different values."""
    return NONE if one == other else ALL


def disagreement(pattern: Pattern, distance: Distance) -> Fraction:
    """What one unit adds to the observed disagreement: the distances of its pairs, both ways, by ratings less one."""
    ratings = [one for one in pattern if one is not None]
    if len(ratings) < PAIR:
        return NONE
    return Fraction(2 * sum((distance(a, b) for a, b in combinations(ratings, 2)), NONE), len(ratings) - 1)


def ratings_of(patterns: Iterable[tuple[Pattern, int]]) -> Counter[Any]:
    """How often each value stands on units with two ratings or more."""
    counts: Counter[Any] = Counter()
    for pattern, times in patterns:
        ratings = [one for one in pattern if one is not None]
        if len(ratings) >= PAIR:
            for one in ratings:
                counts[one] += times
    return counts


def alpha(patterns: Patterns, distance: Distance) -> Fraction | None:
    """Krippendorff's alpha with that distance, exactly; None where no two values differ or nothing was rated twice."""
    counts = ratings_of(patterns.items())
    observed = sum((times * disagreement(pattern, distance) for pattern, times in patterns.items()), NONE)
    expected = expectation(counts, distance)
    if not expected:
        return None
    return 1 - (sum(counts.values()) - 1) * observed / expected


def expectation(counts: Mapping[Any, int], distance: Distance) -> Fraction:
    """The distances of all ratings to all others, both ways; fractions with one denominator are added as whole numbers."""
    parts: Counter[int] = Counter()
    for one, other in combinations(counts, 2):
        apart = distance(one, other)
        parts[apart.denominator] += 2 * apart.numerator * counts[one] * counts[other]
    return sum((Fraction(part, denominator) for denominator, part in parts.items()), NONE)
