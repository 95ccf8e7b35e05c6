"""Agreement on where a code begins and ends: Krippendorff's alpha for unitizing, and how near the boundaries are. Pure.

Source: Krippendorff, Mathet, Bouvry and Widlöcher 2016 (Quality & Quantity 50), u-alpha: characters are compared one by
one; in the expectation a segment is never compared with itself, the gaps between segments count character by character.
Words that bear several codes have the set of them as their value, and sets are as far apart as MASI says; without
overlaps this is u-alpha for names.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

from interviewer.figures.agreement.sets import NONE, Codes, Distance, expectation, masi_distance

Span = tuple[int, int, str]
"""Start, end (code points, the end not included) and code."""
NOTHING: Codes = frozenset()


class Stretch(NamedTuple):
    """A text of that many characters, and each coder's spans on it in the coders' order; None where not rated."""

    length: int
    spans: tuple[tuple[Span, ...] | None, ...]


class Coverage(NamedTuple):
    """Sums over a stretch, in characters: ratings by value, what is never compared with itself, pairs that differ.

    `others` are the ratings of each character less one.
    """

    ratings: Counter[Codes]
    itself: int
    pairs: Counter[tuple[Codes, Codes]]
    others: int


def pieces(spans: Sequence[Span], length: int) -> list[tuple[int, int, Codes]]:
    """The text cut wherever a span begins or ends, each piece with the codes on it."""
    held = [(max(0, start), min(end, length), code) for start, end, code in spans]
    cuts = sorted({0, length, *(start for start, _, _ in held), *(end for _, end, _ in held)})
    return [
        (a, b, frozenset(code for start, end, code in held if start <= a and b <= end))
        for a, b in pairwise(cuts)
        if a < b
    ]


def coverage(stretch: Stretch) -> Coverage | None:
    """What one stretch adds; None where fewer than two coders rated it."""
    rated = [pieces(spans, stretch.length) for spans in stretch.spans if spans is not None]
    if len(rated) < 2:  # noqa: PLR2004 - a pair
        return None
    ratings: Counter[Codes] = Counter()
    itself = 0
    for own in rated:
        for start, end, codes in own:
            ratings[codes] += end - start
            itself += (end - start) ** 2 if codes else end - start
    pairs: Counter[tuple[Codes, Codes]] = Counter()
    for size, values in _together(rated):
        for one, other in combinations(values, 2):
            if one != other:
                pairs[one, other] += size
    return Coverage(ratings, itself, pairs, len(rated) - 1)


def _together(rated: Sequence[Sequence[tuple[int, int, Codes]]]) -> Iterator[tuple[int, tuple[Codes, ...]]]:
    """Pieces on which no coder's value changes: their size, and the values in the coders' order."""
    places = [0] * len(rated)
    start = 0
    while all(place < len(own) for place, own in zip(places, rated, strict=True)):
        here = [own[place] for place, own in zip(places, rated, strict=True)]
        end = min(piece[1] for piece in here)
        yield end - start, tuple(codes for _, _, codes in here)
        places = [place + (piece[1] == end) for place, piece in zip(places, here, strict=True)]
        start = end


def observed(sums: Coverage, distance: Distance) -> Fraction:
    """The disagreement of a stretch: distances of pairs, both ways, by ratings less one."""
    return 2 * sum((size * distance(*pair) for pair, size in sums.pairs.items()), NONE) / sums.others


def u_alpha(stretches: Iterable[Stretch], distance: Distance = masi_distance) -> Fraction | None:
    """Krippendorff's alpha for unitizing, exactly; None where no two values differ or nothing was rated twice."""
    ratings: Counter[Codes] = Counter()
    itself, disagreed = 0, NONE
    for stretch in stretches:
        sums = coverage(stretch)
        if sums:
            ratings.update(sums.ratings)
            itself += sums.itself
            disagreed += observed(sums, distance)
    expected = expectation(ratings, distance)
    total = ratings.total()
    return 1 - disagreed * (total * total - itself) / (total * expected) if expected else None


def of_code(stretch: Stretch, code: str) -> Stretch:
    """The stretch with the spans of one code only."""
    return stretch._replace(
        spans=tuple(
            None if spans is None else tuple(span for span in spans if span[2] == code) for spans in stretch.spans
        )
    )
