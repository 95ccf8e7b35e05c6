"""How near the boundaries of two coders' marks are: marks of one code on one turn that overlap are held beside each other. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain, combinations
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


def boundaries(stretches: Iterable[Stretch], codes: Sequence[str]) -> tuple[Boundaries, ...]:
    """The boundaries of all marks, then of those of each code."""
    marks: Counter[str] = Counter()
    met: dict[str, list[tuple[Span, Span]]] = {}
    for stretch in stretches:
        rated = [own for own in stretch.spans if own is not None]
        for one, other in combinations(rated, 2):
            marks.update(code for _, _, code in (*one, *other))
            for pair in _matched(one, other):
                met.setdefault(pair[0][2], []).append(pair)
    every = _measured("", marks.total(), list(chain.from_iterable(met.values())))
    return (every, *(_measured(code, marks[code], met.get(code, [])) for code in codes))


def _measured(code: str, marks: int, met: Sequence[tuple[Span, Span]]) -> Boundaries:
    if not met:
        return Boundaries(code, marks, 0, 0, None, None, None)
    start = float(median(abs(a[0] - b[0]) for a, b in met))
    end = float(median(abs(a[1] - b[1]) for a, b in met))
    shared = sum(_overlap(a, b) for a, b in met)
    either = sum(max(a[1], b[1]) - min(a[0], b[0]) for a, b in met)
    same = sum(a[:2] == b[:2] for a, b in met)
    return Boundaries(code, marks, len(met), same, start, end, Fraction(shared, either))


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
