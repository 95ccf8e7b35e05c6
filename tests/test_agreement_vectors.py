"""Every vector of data/agreement_vectors.json to its tolerance; and the libraries as oracles, where they are installed."""

import json
import random
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from interviewer.figures.agreement import sets
from interviewer.figures.agreement.alignment import Place, disorder
from interviewer.figures.agreement.coefficients import coefficient
from interviewer.figures.agreement.gamma import gamma, position
from interviewer.figures.agreement.spans import Stretch, u_alpha
from tests.conftest import DATA

VECTORS = {
    one["id"]: one for one in json.loads((DATA / "agreement_vectors.json").read_text(encoding="utf-8"))["vectors"]
}
LENGTH = 60


def value(cell: Any) -> Any:
    return frozenset(cell) if isinstance(cell, list) else cell


def patterns(units: Any) -> Any:
    return Counter(tuple(map(value, unit)) for unit in units)


def units(vector: Any) -> Any:
    """The units of a vector as counted patterns, whichever way it is laid out."""
    if vector["layout"].startswith("contingency"):
        size = range(len(vector["matrix"]))
        return Counter({(a, b): vector["matrix"][a][b] for a, b in product(size, size)})
    if vector["layout"].startswith("rows=units"):
        return patterns(vector["matrix"])
    return patterns(zip(*vector["matrix"], strict=True))


def stretches(vector: Any) -> Any:
    matrix = vector["matrix"]
    rows = matrix.values() if isinstance(matrix, dict) else matrix
    return [Stretch(LENGTH, tuple(tuple((start - 1, end, code) for start, end, code in row) for row in rows))]


def continuum(vector: Any) -> Any:
    coders: dict[str, list[tuple[int, int, str]]] = {}
    for coder, code, start, end in vector["matrix"]:
        coders.setdefault(coder, []).append((int(start), int(end), code))
    return tuple(tuple(sorted(spans)) for spans in coders.values())


HOW: dict[str, Any] = {
    "krippendorff_alpha_nominal": lambda v: coefficient("krippendorff_alpha", units(v)),
    "krippendorff_alpha_interval": lambda v: sets.alpha(units(v), sets.interval_distance),
    "krippendorff_alpha_jaccard": lambda v: sets.alpha(units(v), sets.jaccard_distance),
    "gwet_ac1": lambda v: coefficient("gwet_ac1", units(v)),
    "brennan_prediger": lambda v: coefficient("brennan_prediger", units(v)),
    "cohen_kappa": lambda v: coefficient("cohen_kappa", units(v)),
    "fleiss_kappa": lambda v: coefficient("fleiss_kappa", units(v)),
    "masi_distance": lambda v: sets.masi_distance(*map(frozenset, v["matrix"])),
    "u_alpha_nominal": lambda v: u_alpha(stretches(v)),
    "gamma_positional_dissimilarity": lambda v: position(*map(tuple, v["matrix"])),
    "gamma": lambda v: gamma(continuum(v), random.Random(1), precision=0.01, most=20_000).value,
}


def test_there_are_29_vectors_and_a_way_for_each():
    assert len(VECTORS) == 29
    assert {one["coefficient"] for one in VECTORS.values()} == set(HOW)


@pytest.mark.parametrize("name", VECTORS)
def test_the_vector_holds(name):
    vector = VECTORS[name]
    found = HOW[vector["coefficient"]](vector)
    assert found is not None
    assert abs(float(found) - vector["value"]) <= vector["tolerance"]
    if "exact_fraction" in vector:
        assert found == Fraction(vector["exact_fraction"])
    if vector.get("published_value") is not None:
        digits = len(str(vector["published_value"]).partition(".")[2])
        assert round(float(found), digits) == vector["published_value"]


@pytest.mark.parametrize("name", [name for name, one in VECTORS.items() if "observed_disorder" in one])
def test_the_best_alignment_has_the_disorder_of_the_vector(name):
    real = [[Place(*span) for span in spans] for spans in continuum(VECTORS[name])]
    assert disorder(real) == pytest.approx(VECTORS[name]["observed_disorder"], abs=1e-6)


def test_observed_agreement_of_gwets_example_leaves_the_unit_with_one_rating_out_and_chance_does_not():
    vector = VECTORS["k2011_c_ac1"]
    observed, found = coefficient("observed_agreement", units(vector)), coefficient("gwet_ac1", units(vector))
    assert observed is not None
    assert found is not None
    assert float(observed) == pytest.approx(vector["pa"], abs=1e-9)
    assert float((observed - found) / (1 - found)) == pytest.approx(vector["pe"], abs=1e-9)


# --- libraries as oracles: they are in the extra `oracles`, and nothing of the program imports them ---

ORACLES = "the extra oracles is not installed"
quiet = pytest.mark.filterwarnings("ignore")


def some_ratings(seed: int, coders: int = 3, missing: float = 0.3) -> Any:
    """Units rated yes or no, yes being rare; both are there."""
    chance = random.Random(seed)
    drawn = [
        tuple(None if chance.random() < missing else chance.choice((0, 0, 0, 1)) for _ in range(coders))
        for _ in range(38)
    ]
    return [*drawn, (1,) * coders, (0,) * coders]


def ours(name: str, units: Any) -> float:
    found = coefficient(name, Counter(units))
    assert found is not None
    return float(found)


@quiet
@pytest.mark.parametrize("seed", range(10))
def test_the_library_krippendorff_says_the_same(seed):
    library = pytest.importorskip("krippendorff", reason=ORACLES)
    units = some_ratings(seed)
    table = [[float("nan") if one is None else float(one) for one in row] for row in zip(*units, strict=True)]
    found = library.alpha(reliability_data=table, level_of_measurement="nominal")
    assert ours("krippendorff_alpha", units) == pytest.approx(found, abs=1e-12)


@quiet
@pytest.mark.parametrize("seed", range(10))
def test_irrcac_says_the_same_of_ac1_fleiss_and_brennan_prediger_with_missing_ratings(seed):
    raw = pytest.importorskip("irrCAC.raw", reason=ORACLES)
    pandas = pytest.importorskip("pandas", reason=ORACLES)
    units = some_ratings(seed)
    table = raw.CAC(
        pandas.DataFrame([[float("nan") if one is None else one for one in unit] for unit in units]), digits=12
    )
    for name, theirs in (("gwet_ac1", table.gwet), ("fleiss_kappa", table.fleiss), ("brennan_prediger", table.bp)):
        assert ours(name, units) == pytest.approx(theirs()["est"]["coefficient_value"], abs=1e-9)


@quiet
@pytest.mark.parametrize("seed", range(10))
def test_statsmodels_says_the_same_of_cohen_and_of_fleiss_without_missing_ratings(seed):
    library = pytest.importorskip("statsmodels.stats.inter_rater", reason=ORACLES)
    pair = some_ratings(seed, coders=2, missing=0)
    table = [[pair.count((a, b)) for b in (0, 1)] for a in (0, 1)]
    assert ours("cohen_kappa", pair) == pytest.approx(library.cohens_kappa(table).kappa, abs=1e-12)
    units = some_ratings(seed, coders=4, missing=0)
    counts, _ = library.aggregate_raters(units)
    assert ours("fleiss_kappa", units) == pytest.approx(library.fleiss_kappa(counts), abs=1e-12)


@quiet
@pytest.mark.parametrize("seed", range(10))
def test_nltk_says_the_same_of_sets_of_codes(seed):
    library = pytest.importorskip("nltk.metrics.agreement", reason=ORACLES)
    distance = pytest.importorskip("nltk.metrics.distance", reason=ORACLES)
    chance = random.Random(seed)
    units = [
        tuple(
            None if chance.random() < 0.2 else frozenset(chance.sample("abcd", chance.randint(1, 3))) for _ in range(3)
        )
        for _ in range(15)
    ]
    data = [(f"c{c}", f"u{u}", one) for u, unit in enumerate(units) for c, one in enumerate(unit) if one is not None]
    pairs = ((sets.masi_distance, distance.masi_distance), (sets.jaccard_distance, distance.jaccard_distance))
    for mine, theirs in pairs:
        found = sets.alpha(Counter(units), mine)
        assert found is not None
        # nltk counts a unit with one rating in the expectation; alpha leaves it out
        paired = {u for u, unit in enumerate(units) if sum(one is not None for one in unit) > 1}
        task = library.AnnotationTask([row for row in data if int(row[1][1:]) in paired], distance=theirs)
        assert float(found) == pytest.approx(task.alpha(), abs=1e-12)
