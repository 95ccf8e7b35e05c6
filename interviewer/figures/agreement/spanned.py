"""How far coders agree on where codes begin and end, character by character, for each code and overall. Pure."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from interviewer.figures.agreement import sets, spans
from interviewer.figures.agreement.bootstrap import interval, resampled
from interviewer.figures.agreement.distances import COUNTS, DISAGREED, MICRO, Distances
from interviewer.figures.agreement.measuring import NO_UNITS, NO_VARIATION, Estimate, Resampling, Row
from interviewer.figures.agreement.spans import Stretch, coverage, of_code

PERCENT, U_ALPHA = "percent", "u_alpha"
MEASURES = (PERCENT, U_ALPHA)


def spanned(
    clusters: Sequence[Sequence[Stretch]], raters: int, codes: Sequence[str], resampling: Resampling
) -> list[Row]:
    """A row overall (sets of codes, MASI), then one for each code; units are characters that two coders or more rated.

    `clusters` are what is drawn whole.
    """
    every = list(chain.from_iterable(clusters))
    work = _Work(every, codes)
    vectors = [work.fields(cluster) for cluster in clusters]
    drawn = work.drawn(vectors, resampling)
    size = sum(one.length for one in every if _rated_twice(one))
    rows = []
    for code in ("", *codes):
        own = every if not code else [of_code(one, code) for one in every]
        exact = {PERCENT: _percent(own), U_ALPHA: spans.u_alpha(own)}
        measures = {
            name: Estimate(value, interval(drawn.get((code, name), ()), len(vectors)))
            if value is not None
            else Estimate(None, reason=NO_VARIATION if size else NO_UNITS)
            for name, value in exact.items()
        }
        rows.append(Row(code, size, *_characters(own, raters), measures))
    return rows


def _rated_twice(stretch: Stretch) -> bool:
    return sum(one is not None for one in stretch.spans) > 1


def _characters(stretches: Sequence[Stretch], raters: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of each coder, how many characters they rated, and on how many of them they put a code."""
    rated, marked = [0] * raters, [0] * raters
    for one in stretches:
        for place, own in enumerate(one.spans):
            if own is not None:
                rated[place] += one.length
                marked[place] += sum(end - start for start, end, codes in spans.pieces(own, one.length) if codes)
    return tuple(rated), tuple(marked)


def _percent(stretches: Sequence[Stretch]) -> Fraction | None:
    """Of the pairs of ratings of a character, how many are the same."""
    sums = list(filter(None, map(coverage, stretches)))
    total = sum(one.ratings.total() for one in sums)
    apart = sum((spans.observed(one, sets.nominal_distance) for one in sums), sets.NONE)
    return 1 - apart / total if total else None


class _Work:
    """Where everything stands in the vector of sums: each used code, all codes together, how many sets differ."""

    def __init__(self, stretches: Sequence[Stretch], codes: Sequence[str]) -> None:
        used = {code for one in stretches for own in one.spans if own is not None for _, _, code in own}
        self.used = [code for code in codes if code in used]
        values = [value for one in filter(None, map(coverage, stretches)) for value in one.ratings]
        self.codes = {code: Distances((spans.NOTHING, frozenset({code})), sets.nominal_distance) for code in self.used}
        self.every = Distances(values, sets.masi_distance)

    def fields(self, cluster: Sequence[Stretch]) -> list[int]:
        """The sums of one cluster."""
        made: list[int] = []
        for code, distances in self.codes.items():
            made += _fields([of_code(one, code) for one in cluster], distances, sets.nominal_distance)
        made += _fields(cluster, self.every, sets.masi_distance)
        apart = (spans.observed(one, sets.nominal_distance) for one in filter(None, map(coverage, cluster)))
        return [*made, round(MICRO * sum(apart, sets.NONE))]

    def drawn(
        self, vectors: Sequence[Sequence[int]], resampling: Resampling
    ) -> dict[tuple[str, str], list[float | None]]:
        """The coefficients of the resamples, by code and measure."""
        found: dict[tuple[str, str], list[float | None]] = {}
        if vectors:
            total = list(map(sum, zip(*vectors, strict=True)))
            self.every.settle(total[-1 - self.every.width : -1])
        for sums in resampled(vectors, resampling.times, resampling.chance()):
            for code, part, distances in self._parts(sums):
                ratings = sum(part[COUNTS:])
                apart = part[DISAGREED] if code else sums[-1]
                found.setdefault((code, PERCENT), []).append(1 - apart / MICRO / ratings if ratings else None)
                found.setdefault((code, U_ALPHA), []).append(distances.alpha(part))
        return found

    def _parts(self, sums: Sequence[int]) -> Iterator[tuple[str, Sequence[int], Distances]]:
        place = 0
        for code, distances in (*self.codes.items(), ("", self.every)):
            yield code, sums[place : place + distances.width], distances
            place += distances.width


def _fields(cluster: Sequence[Stretch], distances: Distances, distance: sets.Distance) -> list[int]:
    sums = list(filter(None, map(coverage, cluster)))
    ratings: dict[sets.Codes, int] = {}
    for one in sums:
        for value, count in one.ratings.items():
            ratings[value] = ratings.get(value, 0) + count
    apart = sum((spans.observed(one, distance) for one in sums), sets.NONE)
    return distances.fields(apart, sum(one.itself for one in sums), ratings)
