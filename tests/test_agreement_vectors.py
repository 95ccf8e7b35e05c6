"""Every vector of data/agreement_vectors.json to its tolerance; and the libraries as oracles, where they are installed."""

import json
import random
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from interviewer.figures.agreement import sets
from interviewer.figures.agreement.coefficients import coefficient
from interviewer.figures.agreement.gamma import Place, disorder, gamma, position
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
    observed, found = coefficient("percent", units(vector)), coefficient("gwet_ac1", units(vector))
    assert observed is not None
    assert found is not None
    assert float(observed) == pytest.approx(vector["pa"], abs=1e-9)
    assert float((observed - found) / (1 - found)) == pytest.approx(vector["pe"], abs=1e-9)


# --- libraries as oracles: they are in the extra `stats`, and nothing of the program imports them ---


def some_patterns(seed: Any, coders: int = 2, missing: float = 0.0) -> Any:
    chance = random.Random(seed)
    return [
        tuple(None if chance.random() < missing else chance.choice((0, 0, 0, 1)) for _ in range(coders))
        for _ in range(40)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_krippendorffs_library_says_the_same(seed):
    library = pytest.importorskip("krippendorff", reason="the extra stats is not installed")
    numpy = pytest.importorskip("numpy")
    found = some_patterns(seed, coders=3, missing=0.3)
    table = numpy.array([[numpy.nan if one is None else one for one in row] for row in zip(*found, strict=True)], float)
    ours = coefficient("krippendorff_alpha", Counter(found))
    assert ours is not None
    assert float(ours) == pytest.approx(
        library.alpha(reliability_data=table, level_of_measurement="nominal"), abs=1e-12
    )
