"""How near the boundaries of two coders' marks are: marks of one code on one turn that overlap are held beside each other. Pure."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from statistics import median
from typing import NamedTuple

from interviewer.figures.agreement.spans import Span, Stretch


class Boundaries(NamedTuple):
    """Of one code (or all: an empty id), over all pairs of coders: marks of turns that both rated, pairs that overlap.

    `same` pairs begin and end at the same characters. `start` and `end` are the medians of how many characters apart
    they begin and end, `common` is the share of their characters that both marked; None where nothing overlaps.
    """

    code: str
    marks: int
    pairs: int
    same: int
    start: float | None
    end: float | None
    common: Fraction | None


def boundaries(stretches: Sequence[Stretch], code: str = "") -> Boundaries:
    """The boundaries of that code's marks, or of all."""
    marks, met = 0, list[tuple[Span, Span]]()
    for stretch in stretches:
        rated = [own for own in stretch.spans if own is not None]
        for one, other in combinations(rated, 2):
            mine, theirs = _of(one, code), _of(other, code)
            marks += len(mine) + len(theirs)
            met += _matched(mine, theirs)
    starts = [abs(a[0] - b[0]) for a, b in met]
    ends = [abs(a[1] - b[1]) for a, b in met]
    shared = sum(_overlap(a, b) for a, b in met)
    either = sum(max(a[1], b[1]) - min(a[0], b[0]) for a, b in met)
    return Boundaries(
        code,
        marks,
        len(met),
        sum(a[:2] == b[:2] for a, b in met),
        float(median(starts)) if met else None,
        float(median(ends)) if met else None,
        Fraction(shared, either) if met else None,
    )


def _of(spans: Iterable[Span], code: str) -> list[Span]:
    return [span for span in spans if not code or span[2] == code]


def _overlap(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _matched(mine: Sequence[Span], theirs: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Pairs of one code that overlap, those that have most in common first, each mark once."""
    near = [(a, b) for a in mine for b in theirs if a[2] == b[2] and _overlap(a, b) > 0]
    near.sort(key=lambda pair: (-_overlap(*pair), pair))
    taken: set[tuple[int, Span]] = set()
    found = []
    for a, b in near:
        if (0, a) not in taken and (1, b) not in taken:
            taken |= {(0, a), (1, b)}
            found.append((a, b))
    return found
