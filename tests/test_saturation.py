"""Saturation after Guest, Namey & Chen: the vectors, a counter that knows nothing of bits, and what holds of all orders."""

import json
import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.figures.saturation import Rule, newly, saturation, spread

VECTORS = json.loads((Path(__file__).parent / "data/saturation_vectors.json").read_text(encoding="utf-8"))["vectors"]
REASONS = {"no codes in the base set": "empty_base", "": ""}
code_sets = st.sets(st.integers(0, 12), max_size=6)
interviews = st.lists(code_sets, max_size=12)
rules = st.builds(
    Rule, st.integers(1, 5), st.integers(1, 3), st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 3)])
)


def bits(codes: set[int]) -> int:
    return sum(1 << code for code in codes)


def naively(sessions: Sequence[set[int]], rule: Rule) -> tuple[int | str | None, list[int]]:
    """(at, new codes of each interview) by sets and a walk; at is 'few' or 'empty' where it isn't defined, None where it isn't reached."""
    nothing: set[int] = set()
    new = [codes - nothing.union(*sessions[:n]) for n, codes in enumerate(sessions)]
    counts = [len(one) for one in new]
    if len(sessions) < rule.base + rule.run:
        return "few", counts
    base = nothing.union(*sessions[: rule.base])
    if not base:
        return "empty", counts
    for last_before in range(rule.base, len(sessions) - rule.run + 1):
        brought = nothing.union(*sessions[last_before : last_before + rule.run]) - nothing.union(
            *sessions[:last_before]
        )
        if len(brought) <= rule.threshold * len(base):
            return last_before, counts
    return None, counts


@pytest.mark.parametrize("vector", VECTORS)
def test_the_vectors_hold(vector):
    threshold = Fraction(str(vector["threshold"]))
    found = saturation(vector["new_codes"], Rule(vector["base_size"], vector["run_length"], threshold))
    assert (found.notation or None, found.at, found.base) == (
        vector["notation"],
        vector["saturated_at"],
        vector["base_codes"],
    )
    assert [[*run[:3], round(float(run.ratio), 6)] for run in found.runs] == vector["runs"]
    assert found.why == REASONS[vector["reason"]]


def test_one_new_code_on_a_base_of_twenty_is_exactly_five_per_cent_and_stops():
    assert saturation([20, 0, 0, 0, 0, 1], Rule()).notation == "4+2"
    assert saturation([19, 0, 0, 0, 0, 1], Rule()).notation == ""


def test_with_too_few_interviews_there_is_no_figure_and_with_an_empty_base_none_either():
    assert saturation([5, 0, 0, 0, 0], Rule()).why == "too_few"
    assert saturation([0, 0, 0, 0, 3, 0], Rule()).why == "empty_base"
    assert saturation([], Rule()).total == ()
    assert spread([1, 2, 3, 4, 5], Rule(), random.Random(0).random) is None


def test_an_order_in_which_every_run_brings_much_has_no_place():
    found = saturation([1] * 8, Rule())
    assert (found.at, found.why, len(found.runs)) == (None, "not_reached", 3)


@given(interviews, rules)
def test_the_figure_is_that_of_a_naive_counter(sessions, rule):
    found = saturation(newly(map(bits, sessions)), rule)
    at, counts = naively(sessions, rule)
    assert list(found.new) == counts
    told = {"too_few": "few", "empty_base": "empty", "not_reached": None}
    assert (found.at or told[found.why]) == at


@given(interviews)
def test_the_cumulative_curve_never_falls_and_ends_with_all_codes(sessions):
    found, nothing = saturation(newly(map(bits, sessions)), Rule()), set[int]()
    assert list(found.total) == sorted(found.total)
    assert (found.total[-1] if found.total else 0) == len(nothing.union(*sessions))


@given(st.lists(code_sets, min_size=2, max_size=6), rules)
def test_all_orders_are_tried_where_they_are_few(sessions, rule):
    masks = [bits(one) for one in sessions]
    found = spread(masks, rule, random.Random(0).random)
    told = [naively(order, rule)[0] for order in permutations(sessions)]
    if "few" in told:
        assert found is None
        return
    assert found is not None
    assert (found.orders, found.every) == (len(told), True)
    assert dict(found.at) == {at: told.count(at) for at in set(told) if isinstance(at, int)}
    assert (found.open, found.undefined) == (told.count(None), told.count("empty"))


@given(interviews, rules, st.integers(0, 99))
def test_the_range_contains_the_given_order_and_the_same_chance_gives_the_same_range(sessions, rule, seed):
    masks = [bits(one) for one in sessions]
    stated = saturation(newly(masks), rule)
    found = spread(masks, rule, random.Random(seed).random, 30)
    if found is None:
        assert stated.why == "too_few"
        return
    assert found == spread(masks, rule, random.Random(seed).random, 30)
    assert sum(count for _at, count in found.at) + found.open + found.undefined == found.orders
    if stated.at is not None:
        assert found.earliest is not None
        assert found.latest is not None
        assert found.earliest <= stated.at <= found.latest
        assert stated.at in dict(found.at)
    else:
        assert found.open if stated.why == "not_reached" else found.undefined


def test_drawn_orders_agree_with_all_of_them():
    """Eight interviews: 10,000 drawn orders say what all 40,320 say, to within two parts in a hundred."""
    source = random.Random(5)
    sessions = [{code for code in range(14) if source.random() < 0.35} for _ in range(8)]
    found = spread([bits(one) for one in sessions], Rule(threshold=Fraction(1, 5)), source.random)
    every = [naively(order, Rule(threshold=Fraction(1, 5)))[0] for order in permutations(sessions)]
    assert found is not None
    assert not found.every
    for at in {at for at in every if isinstance(at, int)}:
        assert dict(found.at)[at] / found.orders == pytest.approx(every.count(at) / len(every), abs=0.02)


def test_the_median_is_where_half_of_the_orders_have_stopped():
    found = spread([1, 1, 1, 1, 1, 1], Rule(), random.Random(0).random)
    assert found is not None
    assert (found.earliest, found.median, found.latest) == (4, 4, 4)
    never = spread([1 << n for n in range(6)], Rule(), random.Random(0).random)
    assert never is not None
    assert (never.earliest, never.median, never.latest, never.open) == (None, None, None, 720)
