"""How far coders agree on where codes begin and end, character by character, for each code and overall. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from interviewer.figures.agreement import sets
from interviewer.figures.agreement.bootstrap import interval, resampled
from interviewer.figures.agreement.distances import MICRO, Distances
from interviewer.figures.agreement.measuring import NO_UNITS, NO_VARIATION, Estimate, Resampling, Row
from interviewer.figures.agreement.sets import Codes
from interviewer.figures.agreement.spans import NOTHING, Stretch, coverage, observed, of_code, pieces

PERCENT, U_ALPHA = "observed_agreement", "u_alpha"


class Sums(NamedTuple):
    """Sums over stretches: disagreement (MASI, and of what isn't the same), what is never compared with itself, ratings."""

    apart: Fraction
    unlike: Fraction
    itself: int
    ratings: Counter[Codes]


def spanned(
    clusters: Sequence[Sequence[Stretch]], raters: int, codes: Sequence[str], resampling: Resampling
) -> list[Row]:
    """A row overall (sets of codes, MASI), then one for each code; units are characters that two coders or more rated.

    `clusters` are what is drawn whole.
    """
    summed = [_by_code(cluster) for cluster in clusters]
    total = {code: _added(one[code] for one in summed if code in one) for code in ("", *codes)}
    size = sum(one.length for one in chain.from_iterable(clusters) if sum(own is not None for own in one.spans) > 1)
    used = {code: sums for code, sums in total.items() if sums.ratings}
    work = {code: Distances(sums.ratings) for code, sums in _filled(used, total[""]).items()}
    drawn = _drawn(summed, work, resampling)
    characters = _characters(chain.from_iterable(clusters), raters)
    rows = []
    for code in ("", *codes):
        measures = {
            name: Estimate(value, interval(drawn.get((code, name), ()), len(clusters)))
            if value is not None
            else Estimate(None, reason=NO_VARIATION if size else NO_UNITS)
            for name, value in _exact(total, work, code).items()
        }
        marked = characters.get(code, (0,) * raters)
        rows.append(Row(code, size, characters[None], marked, measures))
    return rows


def _by_code(cluster: Iterable[Stretch]) -> dict[str, Sums]:
    """The sums of all codes together (empty id), and of each code over the stretches that bear it."""
    found: dict[str, list[Sums]] = {"": []}
    for stretch in cluster:
        every = _sums(stretch)
        if every:
            found[""].append(every)
            for code in sorted({code for own in stretch.spans if own for _, _, code in own}):
                one = _sums(of_code(stretch, code))
                if one:
                    found.setdefault(code, []).append(one)
    return {code: _added(sums) for code, sums in found.items()}


def _sums(stretch: Stretch) -> Sums | None:
    told = coverage(stretch)
    if told is None:
        return None
    apart = observed(told, sets.masi_distance) if told.pairs else sets.NONE
    unlike = Fraction(2 * told.pairs.total(), told.others)
    return Sums(apart, unlike, told.itself, told.ratings)


def _added(parts: Iterable[Sums]) -> Sums:
    apart = unlike = sets.NONE
    itself, ratings = 0, Counter[Codes]()
    for one in parts:
        apart, unlike, itself = apart + one.apart, unlike + one.unlike, itself + one.itself
        ratings.update(one.ratings)
    return Sums(apart, unlike, itself, ratings)


def _filled(by_code: dict[str, Sums], every: Sums) -> dict[str, Sums]:
    """The sums of each code over all stretches: those that don't bear it are one gap, each of its characters by itself."""
    size = every.ratings.total()
    found = {}
    for code, sums in by_code.items():
        rest = size - sums.ratings.total()
        ratings = sums.ratings + Counter({NOTHING: rest}) if rest else sums.ratings
        found[code] = sums._replace(itself=sums.itself + rest, ratings=ratings)
    return found


def _exact(total: dict[str, Sums], work: dict[str, Distances], code: str) -> dict[str, Fraction | None]:
    """Percent and u-alpha, exactly; of a code that nobody used all ratings are the same."""
    size = total[""].ratings.total()
    sums = _filled({code: total[code]}, total[""])[code]
    percent = 1 - sums.unlike / size if size else None
    return {PERCENT: percent, U_ALPHA: work[code].exact(sums.apart, sums.itself) if code in work else None}


def _drawn(
    summed: Sequence[dict[str, Sums]], work: dict[str, Distances], resampling: Resampling
) -> dict[tuple[str, str], list[float | None]]:
    """The figures of each resample, by code and measure."""
    found: dict[tuple[str, str], list[float | None]] = {}
    if not resampling.times:
        return found
    vectors = [list(_vector(cluster, work)) for cluster in summed]
    for sums in resampled(vectors, resampling.times, resampling.chance()):
        size, place = sums[0], 1
        for code, distances in work.items():
            unlike, part = sums[place], sums[place + 1 : place + 1 + distances.width]
            place += 1 + distances.width
            found.setdefault((code, PERCENT), []).append(1 - unlike / MICRO / size if size else None)
            found.setdefault((code, U_ALPHA), []).append(distances.alpha(part))
    return found


def _vector(cluster: dict[str, Sums], work: dict[str, Distances]) -> Iterator[int]:
    """What one cluster adds: its ratings; for each code how many are not the same, then what its distances need."""
    nothing = Sums(sets.NONE, sets.NONE, 0, Counter())
    yield cluster[""].ratings.total()
    for code, sums in _filled({code: cluster.get(code, nothing) for code in work}, cluster[""]).items():
        yield round(MICRO * sums.unlike)
        yield from work[code].fields(sums.apart, sums.itself, sums.ratings)


def _characters(stretches: Iterable[Stretch], raters: int) -> dict[str | None, tuple[int, ...]]:
    """How many characters each coder rated (None), and how many they put any code (empty id) or each code on."""
    counts: dict[str | None, list[int]] = {None: [0] * raters}
    for one in stretches:
        for place, own in enumerate(one.spans):
            if own is not None:
                counts[None][place] += one.length
                for start, end, codes in pieces(own, one.length):
                    for code in ("", *codes) if codes else ():
                        counts.setdefault(code, [0] * raters)[place] += end - start
    return {code: tuple(found) for code, found in counts.items()}
