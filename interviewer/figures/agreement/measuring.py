"""Units -> the figures for each code and overall, each with what is known of its uncertainty. Pure.

Overall figures are taken over all decisions, a yes or no for each unit and each code that any coder used, and over the
sets of codes (MASI). Resamples are drawn once, for all figures alike.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from interviewer.figures.agreement import coefficients, sets
from interviewer.figures.agreement.bootstrap import Chance, Interval, interval, resampled
from interviewer.figures.agreement.coefficients import COEFFICIENTS, PAIR, Pattern, Scale, scale_for, tally
from interviewer.figures.agreement.distances import Distances
from interviewer.figures.agreement.units import Unit, rated_by

ENOUGH_SESSIONS = 10
"""From so many interviews on whole interviews are drawn; from fewer, single units."""
SETS = "krippendorff_alpha_masi"
COHEN = "cohen_kappa"
NO_UNITS, NO_VARIATION, TWO_CODERS = "not_rated_twice", "no_variation", "two_coders"


class Resampling(NamedTuple):
    """How often, by which fresh generator, and what is drawn: `session`, `unit`, or whichever fits (empty)."""

    times: int
    chance: Callable[[], Chance]
    drawn: str = ""


class Estimate(NamedTuple):
    """A figure, exact; None where it isn't defined, with the `reason`. `sure` is its interval."""

    value: Fraction | None
    sure: Interval = Interval(None, None, "")
    reason: str = ""


class Row(NamedTuple):
    """The figures of one code (overall: an empty id).

    `units` were rated by two coders or more; of the `rated` units of each coder `yes` bear the code.
    """

    code: str
    units: int
    rated: tuple[int, ...]
    yes: tuple[int, ...]
    measures: dict[str, Estimate]


class Measured(NamedTuple):
    """Rows by code and overall; `by_ratings` says how many units were rated by how many coders, `drawn` what was resampled."""

    overall: Row
    rows: tuple[Row, ...]
    by_ratings: dict[int, int]
    sessions: int
    drawn: str


def clusters_of(units: Sequence[Unit], asked: str) -> tuple[str, list[list[Unit]]]:
    """What is drawn, and the units in the groups that are drawn whole. Units of one interview stand together."""
    whole = [list(group) for _, group in groupby(units, key=lambda unit: unit.session)]
    drawn = asked or ("session" if len(whole) >= ENOUGH_SESSIONS else "unit")
    return drawn, whole if drawn == "session" else [[unit] for unit in units]


def measured(units: Sequence[Unit], raters: int, codes: Sequence[str], resampling: Resampling) -> Measured:
    """The figures of these units; `codes` are the rows, in order."""
    known = [unit for unit in units if any(one is not None for one in unit.ratings)]
    drawn, clusters = clusters_of(known, resampling.drawn)
    work = _Work(known, raters, codes)
    vectors = [work.fields(cluster) for cluster in clusters]
    rows = work.rows(vectors, resampling)
    sessions = len({unit.session for unit in known})
    return Measured(rows[0], tuple(rows[1:]), dict(sorted(rated_by(known).items())), sessions, drawn)


class _Work:
    """Where everything stands in the vector of sums: for each used code its tally, then what the sets need."""

    def __init__(self, units: Sequence[Unit], raters: int, codes: Sequence[str]) -> None:
        self.units, self.raters, self.codes = units, raters, codes
        used = frozenset[str]().union(*(one for unit in units for one in unit.ratings if one is not None))
        self.used = [code for code in codes if code in used]
        masks: set[Pattern] = {tuple(one if one is None else 0 for one in unit.ratings) for unit in units}
        self.scale: Scale = scale_for(masks, (0, 1))
        self.sets = Distances(
            (one for unit in units if _pairable(unit) for one in unit.ratings if one is not None), sets.masi_distance
        )
        self.memo: dict[Pattern, list[int]] = {}

    def _tally(self, pattern: Pattern) -> list[int]:
        found = self.memo.get(pattern)
        if found is None:
            found = self.memo[pattern] = tally(pattern, self.scale)
        return found

    def fields(self, cluster: Sequence[Unit]) -> list[int]:
        """The sums of one cluster. Most units don't bear most codes, so only the others are looked at one by one."""
        base = [0] * self.scale.width
        changes: dict[str, list[int]] = {}
        for unit in cluster:
            nothing = self._tally(tuple(one if one is None else 0 for one in unit.ratings))
            base = list(map(int.__add__, base, nothing))
            for code in frozenset[str]().union(*(one for one in unit.ratings if one is not None)):
                pattern = tuple(one if one is None else int(code in one) for one in unit.ratings)
                change = changes.setdefault(code, [0] * self.scale.width)
                here = self._tally(pattern)
                changes[code] = [c + new - old for c, new, old in zip(change, here, nothing, strict=True)]
        sums: list[int] = []
        for code in self.used:
            sums += map(int.__add__, base, changes[code]) if code in changes else base
        pairable = Counter(unit.ratings for unit in cluster if _pairable(unit))
        apart = sum((n * sets.disagreement(p, sets.masi_distance) for p, n in pairable.items()), sets.NONE)
        ratings = sets.ratings_of(pairable.items())
        return [*sums, *self.sets.fields(apart, ratings.total(), ratings)]

    def rows(self, vectors: Sequence[Sequence[int]], resampling: Resampling) -> list[Row]:
        """Overall, then each code."""
        width = self.scale.width
        total = list(map(sum, zip(*vectors, strict=True))) or [0] * self.sets.width
        places = {code: slice(n * width, (n + 1) * width) for n, code in enumerate(self.used)}
        tail = len(self.used) * width
        names = [name for name in COEFFICIENTS if name != COHEN or self.raters == PAIR]
        self.sets.settle(total[tail:])
        drawn: dict[tuple[str, str], list[float | None]] = {}
        for sums in resampled(vectors, resampling.times, resampling.chance()):
            for code, part in self._parts(sums, places):
                for name in names:
                    found = COEFFICIENTS[name](part, self.scale.factor)
                    drawn.setdefault((code, name), []).append(found[0] / found[1] if found else None)
            drawn.setdefault(("", SETS), []).append(self.sets.alpha(sums[tail:]))
        parts = dict(self._parts(total, places))
        clusters = len(vectors)
        rows = []
        for code in ("", *self.codes):
            own = parts.get(code)
            measures = {name: self._estimate(name, own, drawn.get((code, name), ()), clusters) for name in COEFFICIENTS}
            if not code:
                exact = sets.alpha(Counter(unit.ratings for unit in self.units), sets.masi_distance)
                measures[SETS] = _estimate(exact, drawn.get(("", SETS), ()), clusters, self._pairable_units)
            rows.append(self._row(code, measures))
        return rows

    def _parts(self, sums: Sequence[int], places: dict[str, slice]) -> Iterator[tuple[str, Sequence[int]]]:
        """The tally of each code, and of all together under the empty id."""
        every = [sums[place] for place in places.values()]
        yield "", coefficients.added(every, self.scale.width)
        yield from zip(places, every, strict=True)

    @property
    def _pairable_units(self) -> int:
        return sum(map(_pairable, self.units))

    def _estimate(
        self, name: str, part: Sequence[int] | None, drawn: Sequence[float | None], clusters: int
    ) -> Estimate:
        if name == COHEN and self.raters != PAIR:
            return Estimate(None, reason=TWO_CODERS)
        if part is None:  # nobody used the code: all agree on "no"
            part = coefficients.added(
                (self._tally(tuple(None if o is None else 0 for o in u.ratings)) for u in self.units), self.scale.width
            )
        found = COEFFICIENTS[name](part, self.scale.factor)
        return _estimate(Fraction(*found) if found else None, drawn, clusters, self._pairable_units)

    def _row(self, code: str, measures: dict[str, Estimate]) -> Row:
        columns = list(zip(*(unit.ratings for unit in self.units), strict=True)) or [()] * self.raters
        rated = tuple(sum(one is not None for one in column) for column in columns)
        yes = tuple(
            sum(one is not None and (code in one if code else bool(one)) for one in column) for column in columns
        )
        return Row(code, self._pairable_units, rated, yes, measures)


def _pairable(unit: Unit) -> bool:
    return sum(one is not None for one in unit.ratings) >= PAIR


def _estimate(value: Fraction | None, drawn: Sequence[float | None], clusters: int, pairable: int) -> Estimate:
    if value is None:
        return Estimate(None, reason=NO_VARIATION if pairable else NO_UNITS)
    return Estimate(value, interval(drawn, clusters))


def codes_used(units: Iterable[Unit]) -> frozenset[str]:
    """Every code that any of the coders gave any unit."""
    return frozenset[str]().union(*(one for unit in units for one in unit.ratings if one is not None))
