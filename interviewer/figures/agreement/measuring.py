"""Units -> the figures for each code and overall, each with what is known of its uncertainty. Pure.

Overall figures are taken over all decisions, a yes or no for each unit and each code that any coder used, and over the
sets of codes (MASI). Resamples are drawn once, for all figures alike.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from interviewer.figures.agreement import sets
from interviewer.figures.agreement.bootstrap import Chance, Interval, interval, resampled
from interviewer.figures.agreement.coefficients import COEFFICIENTS, PAIR, Pattern, scale_for, tally
from interviewer.figures.agreement.distances import Distances
from interviewer.figures.agreement.sets import Codes
from interviewer.figures.agreement.units import Unit, rated_by
from interviewer.figures.agreement.yes_or_no import NAMES, figures

ENOUGH_SESSIONS = 8
"""From so many interviews on whole interviews are drawn; from fewer, single units.

In simulated studies whose interviews differ, 95 % intervals held the true alpha in 89 of 100 with 8 interviews drawn whole
and in 85 with single units, in 91 and 86 with 15; with 5 or 6 interviews single units did no worse (83 to 85).
"""
SETS = "krippendorff_alpha_masi"
COHEN = "cohen_kappa"
NO_UNITS, NO_VARIATION, TWO_CODERS = "not_rated_twice", "no_variation", "two_coders"
NOTHING: Codes = frozenset()


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
    rows = _Work(known, raters, codes).rows(clusters, resampling)
    sessions = len({unit.session for unit in known})
    return Measured(rows[0], tuple(rows[1:]), dict(sorted(rated_by(known).items())), sessions, drawn)


def codes_used(units: Iterable[Unit]) -> Codes:
    """Every code that any of the coders gave any unit."""
    return NOTHING.union(*(one for unit in units for one in unit.ratings if one is not None))


class _Work:
    """Where everything stands in the vector of sums: the tally of all decisions, that of each used code, then the sets."""

    def __init__(self, units: Sequence[Unit], raters: int, codes: Sequence[str]) -> None:
        self.units, self.raters, self.codes = units, raters, codes
        used = codes_used(units)
        self.used = [code for code in codes if code in used]
        self.patterns = Counter(unit.ratings for unit in units)
        self.scale = scale_for({_plain(pattern) for pattern in self.patterns}, (0, 1))
        self.sets = Distances(sets.ratings_of(self.patterns.items()))
        self.memo: dict[Pattern, list[int]] = {}
        self.apart: dict[tuple[Codes | None, ...], Fraction] = {}

    def _tally(self, pattern: Pattern) -> list[int]:
        found = self.memo.get(pattern)
        if found is None:
            found = self.memo[pattern] = tally(pattern, self.scale)
        return found

    def _disagreement(self, pattern: tuple[Codes | None, ...]) -> Fraction:
        found = self.apart.get(pattern)
        if found is None:
            found = self.apart[pattern] = sets.disagreement(pattern, sets.masi_distance)
        return found

    def fields(self, cluster: Iterable[Unit]) -> list[int]:
        """The sums of one cluster."""
        return self._fields(Counter(unit.ratings for unit in cluster))

    def _fields(self, patterns: Counter[tuple[Codes | None, ...]]) -> list[int]:
        """The sums of units. Most don't bear most codes, so only those that do are looked at one by one."""
        width = self.scale.width
        base = [0] * width
        changes: dict[str, list[int]] = {}
        for ratings, times in patterns.items():
            nothing = self._tally(_plain(ratings))
            base = [sums + times * new for sums, new in zip(base, nothing, strict=True)]
            for code in NOTHING.union(*(one for one in ratings if one is not None)):
                here = self._tally(tuple(one if one is None else int(code in one) for one in ratings))
                change = changes.get(code) or [0] * width
                changes[code] = [
                    sums + times * (new - old) for sums, new, old in zip(change, here, nothing, strict=True)
                ]
        parts = [list(map(int.__add__, base, changes[code])) if code in changes else base for code in self.used]
        every = list(map(sum, zip(*parts, strict=True))) or [0] * width
        sums = [*every, *(field for part in parts for field in part)]
        return [*sums, *self._set_fields(patterns)]

    def _set_fields(self, patterns: Counter[tuple[Codes | None, ...]]) -> list[int]:
        ratings = sets.ratings_of(patterns.items())
        return self.sets.fields(self._apart(patterns), ratings.total(), ratings)

    def _apart(self, patterns: Counter[tuple[Codes | None, ...]]) -> Fraction:
        return sum((times * self._disagreement(one) for one, times in patterns.items()), sets.NONE)

    def rows(self, clusters: Sequence[Sequence[Unit]], resampling: Resampling) -> list[Row]:
        """Overall, then each code."""
        total = self._fields(self.patterns)
        vectors = [self.fields(cluster) for cluster in clusters] if resampling.times else []
        drawn = self._drawn(vectors, resampling)
        width = self.scale.width
        places = {code: n * width for n, code in enumerate(("", *self.used))}
        unused = self._nothing()
        found = []
        counts = self._counts()
        for code in ("", *self.codes):
            part = total[places[code] : places[code] + width] if code in places else unused
            measures = {name: self._estimate(name, part, drawn.get((code, name), ()), len(vectors)) for name in NAMES}
            if not code:
                exact = self.sets.exact(self._apart(self.patterns), self.sets.total)
                measures[SETS] = self._told(exact, drawn.get(("", SETS), ()), len(vectors))
            found.append(Row(code, self._pairable, *counts[code], measures))
        return found

    def _nothing(self) -> list[int]:
        """The tally of a code that nobody used."""
        sums = [0] * self.scale.width
        for ratings, times in self.patterns.items():
            sums = [one + times * new for one, new in zip(sums, self._tally(_plain(ratings)), strict=True)]
        return sums

    def _drawn(
        self, vectors: Sequence[Sequence[int]], resampling: Resampling
    ) -> dict[tuple[str, str], list[float | None]]:
        """The figures of each resample, by code and measure."""
        width = self.scale.width
        values: dict[str, list[tuple[float | None, ...]]] = {code: [] for code in ("", *self.used)}
        alphas: list[float | None] = []
        for sums in resampled(vectors, resampling.times, resampling.chance()):
            start = 0
            for told in values.values():
                told.append(figures(sums[start : start + width], self.scale.factor))
                start += width
            alphas.append(self.sets.alpha(sums[start:]))
        found: dict[tuple[str, str], list[float | None]] = {("", SETS): alphas}
        for code, told in values.items():
            for name, column in zip(NAMES, zip(*told, strict=True), strict=False):
                found[code, name] = list(column)
        return found

    @property
    def _pairable(self) -> int:
        return sum(times for pattern, times in self.patterns.items() if sum(one is not None for one in pattern) >= PAIR)

    def _estimate(self, name: str, part: Sequence[int], drawn: Sequence[float | None], clusters: int) -> Estimate:
        if name == COHEN and self.raters != PAIR:
            return Estimate(None, reason=TWO_CODERS)
        found = COEFFICIENTS[name](part, self.scale.factor)
        return self._told(Fraction(*found) if found else None, drawn, clusters)

    def _told(self, value: Fraction | None, drawn: Sequence[float | None], clusters: int) -> Estimate:
        if value is None:
            return Estimate(None, reason=NO_VARIATION if self._pairable else NO_UNITS)
        return Estimate(value, interval(drawn, clusters))

    def _counts(self) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
        """By code (overall: any code): how many units each coder rated, and on how many of these they put it."""
        rated = [0] * self.raters
        yes: dict[str, list[int]] = {code: [0] * self.raters for code in ("", *self.codes)}
        for ratings, times in self.patterns.items():
            for place, codes in enumerate(ratings):
                if codes is not None:
                    rated[place] += times
                    for code in ("", *codes) if codes else ():
                        yes[code][place] += times
        return {code: (tuple(rated), tuple(found)) for code, found in yes.items()}


def _plain(ratings: Sequence[Codes | None]) -> Pattern:
    """The pattern of a code that nobody gave."""
    return tuple(one if one is None else 0 for one in ratings)
