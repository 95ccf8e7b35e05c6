"""Agreement against naive counters, identities that must hold, what isn't defined, and intervals drawn anew by hand."""

import random
from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.figures.agreement import sets, spans
from interviewer.figures.agreement.alignment import Place, assigned, disorder
from interviewer.figures.agreement.bootstrap import Interval, interval, resampled
from interviewer.figures.agreement.boundaries import boundaries
from interviewer.figures.agreement.coefficients import COEFFICIENTS, coefficient, scale_for, tally_of
from interviewer.figures.agreement.distances import Distances
from interviewer.figures.agreement.gamma import gamma
from interviewer.figures.agreement.measuring import SETS, Resampling, clusters_of, measured
from interviewer.figures.agreement.spanned import spanned
from interviewer.figures.agreement.spans import Stretch, u_alpha
from interviewer.figures.agreement.units import Unit

ratings = st.sampled_from([None, "a", "b", "c"])


def unit_lists(coders: Any) -> Any:
    return st.lists(st.tuples(*[ratings] * coders), min_size=1, max_size=12)


many_units = st.integers(2, 4).flatmap(unit_lists)
complete = st.integers(2, 4).flatmap(
    lambda n: st.lists(st.tuples(*[st.sampled_from("abc")] * n), min_size=2, max_size=12)
)
two_complete = st.lists(st.tuples(*[st.sampled_from("abc")] * 2), min_size=1, max_size=15)


# --- naive counters: as the definitions say it, unit by unit, pair by pair ---


def naive_percent(units: Any) -> Any:
    shares = []
    for unit in units:
        here = [one for one in unit if one is not None]
        if len(here) > 1:
            pairs = list(permutations(here, 2))
            shares.append(Fraction(sum(a == b for a, b in pairs), len(pairs)))
    return sum(shares) / len(shares) if shares else None


def naive_prevalence(units: Any) -> Any:
    rated = [[one for one in unit if one is not None] for unit in units if any(one is not None for one in unit)]
    codes = {one for here in rated for one in here}
    return {code: sum(Fraction(here.count(code), len(here)) for here in rated) / len(rated) for code in codes}


def naive_cohen(units: Any) -> Any:
    both = [unit[:2] for unit in units if unit[0] is not None and unit[1] is not None]
    if not both:
        return None
    first, second = (Counter(column) for column in zip(*both, strict=True))
    seen = Fraction(sum(a == b for a, b in both), len(both))
    chance = sum(Fraction(first[code], len(both)) * Fraction(second[code], len(both)) for code in first)
    return (seen - chance) / (1 - chance) if chance != 1 else None


def naive_fleiss(units: Any) -> Any:
    seen = naive_percent(units)
    chance = sum(share**2 for share in naive_prevalence(units).values())
    return None if seen is None or chance == 1 else (seen - chance) / (1 - chance)


def naive_ac1(units: Any) -> Any:
    seen, shares = naive_percent(units), naive_prevalence(units)
    if seen is None or len(shares) < 2:
        return None
    chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return (seen - chance) / (1 - chance)


def naive_alpha(units: Any, distance: Any) -> Any:
    """By the table of coincidences."""
    table: dict[Any, Any] = Counter()
    for unit in units:
        here = [one for one in unit if one is not None]
        for a, b in permutations(here, 2):
            table[a, b] += Fraction(1, len(here) - 1)
    count: dict[Any, Any] = Counter()
    for (a, _), many in table.items():
        count[a] += many
    total = sum(count.values())
    seen = sum(many * distance(a, b) for (a, b), many in table.items())
    expected = sum(count[a] * count[b] * distance(a, b) for a in count for b in count)
    return 1 - Fraction((total - 1) * seen, expected) if expected else None


NAIVE: dict[str, Any] = {
    "observed_agreement": naive_percent,
    "cohen_kappa": naive_cohen,
    "fleiss_kappa": naive_fleiss,
    "gwet_ac1": naive_ac1,
    "krippendorff_alpha": lambda units: naive_alpha(units, sets.nominal_distance),
}


@pytest.mark.parametrize("name", NAIVE)
@given(units=many_units)
def test_each_coefficient_is_what_a_naive_counter_finds(name, units):
    assert coefficient(name, Counter(units)) == NAIVE[name](units)


@given(units=st.lists(st.tuples(*[st.none() | st.frozensets(st.sampled_from("abcd"), max_size=3)] * 3), max_size=8))
def test_alpha_of_sets_is_what_a_naive_counter_finds(units):
    for distance in (sets.masi_distance, sets.jaccard_distance):
        assert sets.alpha(Counter(units), distance) == naive_alpha(units, distance)


# --- identities ---


@given(units=complete)
def test_alpha_and_fleiss_differ_by_the_size_of_the_sample_alone(units):
    total = len(units) * len(units[0])
    alpha, fleiss = (coefficient(name, Counter(units)) for name in ("krippendorff_alpha", "fleiss_kappa"))
    if fleiss is None:
        assert alpha is None
    else:
        assert alpha == 1 - (1 - fleiss) * Fraction(total - 1, total)


@given(units=two_complete)
def test_with_equal_margins_cohens_kappa_is_fleiss_kappa(units):
    both = [*units, *((b, a) for a, b in units)]
    assert coefficient("cohen_kappa", Counter(both)) == coefficient("fleiss_kappa", Counter(both))


@given(units=many_units, order=st.randoms(use_true_random=False))
def test_names_of_codes_order_of_units_and_of_coders_change_nothing(units, order):
    renamed = [tuple({"a": "x", "b": "a", "c": "b"}.get(one) for one in unit) for unit in units]
    shuffled = [*units]
    order.shuffle(shuffled)
    turned = [unit[::-1] for unit in units]
    for name in COEFFICIENTS:
        found = coefficient(name, Counter(units))
        assert coefficient(name, Counter(renamed)) == found
        assert coefficient(name, Counter(shuffled)) == found
        if name != "cohen_kappa" or len(units[0]) == 2:
            assert coefficient(name, Counter(turned)) == found


@given(units=many_units)
def test_a_code_to_which_all_agree_is_one_and_nothing_is_above_one(units):
    for name in COEFFICIENTS:
        found = coefficient(name, Counter(units))
        assert found is None or found <= 1
    same = [(one, one) for unit in units for one in unit if one is not None]
    alphas = coefficient("krippendorff_alpha", Counter(same))
    assert alphas == (1 if len(set(same)) > 1 else None)


@given(one=st.frozensets(st.sampled_from("abcd")), other=st.frozensets(st.sampled_from("abcd")))
def test_distances_of_sets_go_from_0_for_the_same_to_1_for_nothing_in_common(one, other):
    for distance in (sets.masi_distance, sets.jaccard_distance):
        found = distance(one, other)
        assert found == distance(other, one)
        assert 0 <= found <= 1
        assert (found == 0) == (one == other)
        assert (found == 1) == (one != other and not one & other)


# --- not defined ---


@pytest.mark.parametrize(
    "units",
    [
        pytest.param([(0, 0), (0, 0), (0, 0)], id="nobody used the code"),
        pytest.param([(1, 1), (1, 1)], id="all used it everywhere"),
        pytest.param([(1, 1), (None, 1), (1, None)], id="with ratings missing"),
    ],
)
def test_without_variation_no_coefficient_is_defined_and_percent_is(units):
    assert coefficient("observed_agreement", Counter(units), (0, 1)) == 1
    for name in set(COEFFICIENTS) - {"observed_agreement"}:
        assert coefficient(name, Counter(units), (0, 1)) is None
    assert sets.alpha(Counter(units), sets.nominal_distance) is None


@pytest.mark.parametrize("units", [[], [(1, None), (None, 0)], [(None, None)]])
def test_what_no_two_coders_rated_defines_nothing(units):
    for name in COEFFICIENTS:
        assert coefficient(name, Counter(units), (0, 1)) is None


def test_two_coders_who_found_no_code_say_the_same():
    nothing, some = frozenset[str](), frozenset({"a"})
    assert sets.masi_distance(nothing, nothing) == sets.jaccard_distance(nothing, nothing) == 0
    assert sets.masi_distance(nothing, some) == sets.jaccard_distance(some, nothing) == 1


# --- spans ---

one_span = st.tuples(st.integers(0, 19), st.integers(1, 12), st.sampled_from("abc")).map(
    lambda told: (told[0], min(20, told[0] + told[1]), told[2])
)
some_spans = st.lists(one_span, max_size=4).map(tuple)
stretch_lists = st.lists(
    st.tuples(some_spans, some_spans, st.none() | some_spans).map(lambda rated: Stretch(20, rated)),
    min_size=1,
    max_size=3,
)


def naive_u_alpha(stretches: Any) -> Any:
    """Character by character, each pair of ratings by itself; ratings of one segment of one coder never meet."""
    seen, every = Fraction(0), []
    for place, stretch in enumerate(stretches):
        rated = [n for n, own in enumerate(stretch.spans) if own is not None]
        if len(rated) < 2:
            continue
        told = {}
        for coder in rated:
            own = stretch.spans[coder]
            cuts = {cut for span in own for cut in span[:2]}
            for at in range(stretch.length):
                codes = frozenset(code for start, end, code in own if start <= at < end)
                segment = sum(cut <= at for cut in cuts) if codes else ("gap", at)
                told[coder, at] = codes
                every.append((codes, (place, coder, segment)))
        for at in range(stretch.length):
            for a, b in permutations(rated, 2):
                seen += sets.masi_distance(told[a, at], told[b, at]) / (len(rated) - 1)
    pairs = [(a[0], b[0]) for a, b in combinations(every, 2) if a[1] != b[1]]
    expected = sum(Fraction(sets.masi_distance(a, b)) for a, b in pairs)
    return 1 - (seen / len(every)) / (expected / len(pairs)) if expected else None


@settings(max_examples=30)
@given(stretches=stretch_lists)
def test_u_alpha_is_what_a_naive_counter_finds(stretches):
    assert u_alpha(stretches) == naive_u_alpha(stretches)


@given(stretches=stretch_lists)
def test_pieces_cover_the_text_once(stretches):
    for own in (own for stretch in stretches for own in stretch.spans if own is not None):
        found = spans.pieces(own, 20)
        assert [start for start, _, _ in found] == [0, *(end for _, end, _ in found[:-1])]
        assert found[-1][1] == 20


def test_boundaries_match_each_mark_once_and_measure_how_far_they_are_apart():
    mine = ((0, 10, "a"), (20, 30, "a"), (40, 50, "b"))
    theirs = ((0, 10, "a"), (22, 31, "a"), (24, 26, "a"), (40, 50, "c"))
    found, *_, of_c = boundaries([Stretch(60, (mine, theirs))], ["a", "b", "c"])
    assert (found.marks, found.pairs, found.same) == (7, 2, 1)
    assert (found.start, found.end) == (1, 0.5)
    assert found.common == Fraction(10 + 8, 10 + 11)
    assert of_c == ("c", 1, 0, 0, None, None, None)


def naive_disorder(first: Any, second: Any) -> Any:
    """The least over every way to pair two coders' spans."""

    def apart(one: Any, other: Any) -> Any:
        ends = abs(one.start - other.start) + abs(one.end - other.end)
        return (ends / (one.end - one.start + other.end - other.start)) ** 2 + (one.code != other.code)

    best = float("inf")
    short, long = sorted((first, second), key=len)
    for chosen in permutations([*long, *[None] * len(short)], len(short)):
        paired = [(a, b) for a, b in zip(short, chosen, strict=True) if b is not None]
        alone = len(short) + len(long) - 2 * len(paired)
        best = min(best, sum(apart(a, b) for a, b in paired) + alone)
    return best / ((len(first) + len(second)) / 2)


places = st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from("ab")).map(
    lambda t: Place(t[0], t[0] + t[1], t[2])
)


@given(first=st.lists(places, max_size=4), second=st.lists(places, min_size=1, max_size=4))
def test_the_best_alignment_of_two_coders_is_the_best_of_all(first, second):
    assert disorder([first, second]) == pytest.approx(naive_disorder(first, second))


def naive_disorder_of_three(continuum: Any) -> Any:
    """The least over every way to part all spans into alignments with at most one span of each coder."""
    spans_of = [(place, coder) for coder, own in enumerate(continuum) for place in own]

    def cost(group: Any) -> Any:
        pairs = [
            ((abs(a.start - b.start) + abs(a.end - b.end)) / (a.end - a.start + b.end - b.start)) ** 2
            + (a.code != b.code)
            for (a, _), (b, _) in combinations(group, 2)
        ]
        return (sum(pairs) + (3 - len(pairs))) / 3

    def best(left: Any) -> Any:
        if not left:
            return 0.0
        first, *others = left
        ways: list[Any] = [()] + [(one,) for one in others if one[1] != first[1]]
        ways += [(a, b) for a, b in combinations(others, 2) if len({first[1], a[1], b[1]}) == 3]
        return min(cost((first, *way)) + best([one for one in others if one not in way]) for way in ways)

    return best([(place, coder) for place, coder in spans_of]) * 3 / len(spans_of)


@settings(max_examples=40)
@given(continuum=st.tuples(*[st.lists(places, max_size=2, unique=True)] * 3).filter(any))
def test_the_best_alignment_of_three_coders_is_the_best_of_all(continuum):
    assert disorder(continuum) == pytest.approx(naive_disorder_of_three(continuum))


def test_gamma_of_the_same_marks_is_one_and_of_none_is_not_defined():
    marks = ((0, 10, "a"), (20, 35, "b"), (50, 52, "a"))
    assert gamma((marks, marks), random.Random(1)).value == 1
    assert gamma(((), ()), random.Random(1)) == (None, None, None, 0, "nothing_marked")
    assert gamma((marks,), random.Random(1)).value is None


def test_gamma_says_that_too_many_marks_lie_over_each_other():
    crowd = tuple((0, 10, f"c{n}") for n in range(25))
    assert gamma((crowd, crowd), random.Random(1)).value == 1
    assert gamma((crowd, crowd, crowd), random.Random(1)).reason == "too_dense"


@given(rows=st.lists(st.dictionaries(st.integers(0, 3), st.integers(-9, 0), max_size=3), max_size=4))
def test_an_assignment_costs_the_least_of_all(rows: Any) -> None:
    ways = permutations([*range(4), *[None] * len(rows)], len(rows))
    naive = min(sum(row.get(column, 0) for row, column in zip(rows, way, strict=True)) for way in ways)
    assert assigned(dict(enumerate(rows))) == naive


# --- intervals ---

code_sets = st.none() | st.frozensets(st.sampled_from("abc"), max_size=3)
units_of_two = st.lists(
    st.tuples(st.sampled_from(["s1", "s2", "s3", "s4", "s5", "s6"]), code_sets, code_sets), min_size=8, max_size=20
).map(lambda rows: [Unit(session, (a, b), ()) for session, a, b in sorted(rows, key=lambda row: row[0])])


def drawn_by_hand(clusters: Any, times: Any, seed: Any) -> Any:
    chance = random.Random(seed)
    return [
        [unit for place in chance.choices(range(len(clusters)), k=len(clusters)) for unit in clusters[place]]
        for _ in range(times)
    ]


def decisions(units: Any, code: Any) -> Any:
    return Counter(tuple(None if one is None else int(code in one) for one in unit.ratings) for unit in units)


@pytest.mark.parametrize("drawn", ["unit", "session"])
@settings(max_examples=25)
@given(units=units_of_two)
def test_intervals_are_those_of_resamples_drawn_by_hand(drawn, units):
    units = [unit for unit in units if any(one is not None for one in unit.ratings)]
    codes = sorted({code for unit in units for one in unit.ratings for code in one or ()})
    found = measured(units, 2, codes, Resampling(20, lambda: random.Random(3), drawn))
    _, clusters = clusters_of(units, drawn)
    hands = drawn_by_hand(clusters, 20, 3)
    assert found.drawn == drawn
    for row in found.rows:
        for name in COEFFICIENTS:
            values = [coefficient(name, decisions(hand, row.code), (0, 1)) for hand in hands]
            expected = interval([None if one is None else float(one) for one in values], len(clusters))
            assert row.measures[name].value == coefficient(name, decisions(units, row.code), (0, 1))
            if row.measures[name].value is not None:
                assert_same(row.measures[name].sure, expected)
    exact = found.overall.measures[SETS]
    assert exact.value == sets.alpha(Counter(unit.ratings for unit in units), sets.masi_distance)
    if exact.value is not None:
        values = [sets.alpha(Counter(unit.ratings for unit in hand), sets.masi_distance) for hand in hands]
        assert_same(exact.sure, interval([None if one is None else float(one) for one in values], len(clusters)))


def assert_same(found: Interval, expected: Interval) -> Any:
    assert found.reason == expected.reason
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-6)


@given(units=units_of_two)
def test_overall_is_over_all_decisions_on_codes_that_somebody_used(units):
    codes = ["a", "b", "c", "never"]
    found = measured(units, 2, codes, Resampling(0, lambda: random.Random(1)))
    used = {code for unit in units for one in unit.ratings for code in one or ()}
    pooled: Counter[Any] = Counter()
    for code in used:
        pooled.update(decisions(units, code))
    for name in COEFFICIENTS:
        assert found.overall.measures[name].value == coefficient(name, pooled, (0, 1))
    never = found.rows[-1].measures
    assert {never[name].value for name in COEFFICIENTS if name != "observed_agreement"} == {None}
    assert never["krippendorff_alpha"].reason in ("no_variation", "not_rated_twice")


@settings(max_examples=12)
@given(stretches=st.lists(stretch_lists, min_size=5, max_size=6))
def test_intervals_of_spans_are_those_of_resamples_drawn_by_hand(stretches):
    found = spanned(stretches, 3, ["a", "b", "c"], Resampling(12, lambda: random.Random(5)))
    hands = drawn_by_hand(stretches, 12, 5)
    every = [one for cluster in stretches for one in cluster]
    for row in found:
        own = [spans.of_code(one, row.code) if row.code else one for one in every]
        assert row.measures["u_alpha"].value == u_alpha(own)
        if row.measures["u_alpha"].value is not None:
            values = [u_alpha([spans.of_code(one, row.code) if row.code else one for one in hand]) for hand in hands]
            expected = interval([None if one is None else float(one) for one in values], len(stretches))
            assert_same(row.measures["u_alpha"].sure, expected)


def test_many_different_sets_are_resampled_to_the_first_order_and_near_the_exact_one():
    chance = random.Random(2)
    codes = [f"c{n}" for n in range(30)]
    units = [tuple(frozenset(chance.sample(codes, chance.randint(1, 4))) for _ in range(2)) for _ in range(600)]
    distances = Distances(Counter(one for unit in units for one in unit))
    assert distances.far is not None

    def vector(part: Any) -> Any:
        counts = sets.ratings_of(part.items())
        apart = sum(n * sets.disagreement(p, sets.masi_distance) for p, n in part.items())
        return distances.fields(apart, counts.total(), counts)

    for _ in range(5):
        part: Counter[Any] = Counter(chance.choices(units, k=len(units)))
        found, exact = distances.alpha(vector(part)), sets.alpha(part, sets.masi_distance)
        assert found is not None
        assert exact is not None
        assert found == pytest.approx(float(exact), abs=1e-3)


def test_resampling_adds_whole_clusters_exactly():
    clusters = [[2**40 + 1, 0, 7], [3, 2**41, 9], [0, 1, 2]]
    hands = random.Random(9)
    for sums in resampled(clusters, 50, random.Random(9)):
        places = hands.choices(range(3), k=3)
        assert list(sums) == [sum(clusters[place][field] for place in places) for field in range(3)]
    assert not list(resampled([], 5, random.Random(1)))


def test_an_interval_is_given_only_where_it_means_something():
    assert interval([0.1] * 50 + [0.9] * 50, 4).reason == "few_clusters"
    assert interval([0.5, None] * 50, 20).reason == "undefined"
    assert interval([1.0] * 100, 20).reason == "no_disagreement"
    assert interval([0.0] * 100, 20).reason == "alike"
    assert interval([], 20) == (None, None, "")
    low, high, _ = interval([n / 100 for n in range(101)], 20)
    assert (low, high) == pytest.approx((0.025, 0.975))


def test_the_same_seed_gives_the_same_figures_and_another_seed_others():
    units = [
        Unit(f"s{n % 7}", (frozenset("a" if n % 3 else ""), frozenset("a" if n % 4 else "")), ()) for n in range(40)
    ]
    units.sort(key=lambda unit: unit.session)

    def alphas(seed: Any) -> Any:
        return measured(units, 2, ["a"], Resampling(200, lambda: random.Random(seed))).rows[0].measures

    assert alphas(1) == alphas(1)
    assert alphas(1)["krippendorff_alpha"].sure != alphas(2)["krippendorff_alpha"].sure


def test_tallies_add_up():
    units = [("a", "b", None), ("a", "a", "b"), (None, None, "c")]
    scale = scale_for(units)
    whole = tally_of(Counter(units), scale)
    parts = [tally_of(Counter([unit]), scale) for unit in units]
    assert whole == [sum(column) for column in zip(*parts, strict=True)]
