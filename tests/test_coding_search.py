"""Searching with patterns: the same places as Python finds turn by turn, and none that can hang."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.coding.searching import MOST_OF_A_TURN, hits, lowered, searched
from interviewer.errors import CannotError
from interviewer.screens.terminal.deadline import TooSlow, within
from interviewer.session.model import TurnView

WORDS = st.text(alphabet=st.sampled_from("abéAÉ .,!\nİßſ\u0301😀"), max_size=30)
PATTERNS = st.sampled_from(
    [
        "a",
        "é",
        "a|b",
        "a b",
        r"\bb",
        r"b\b",
        "^a",
        "a$",
        r"\Ab",
        "a.b",
        "[ab]+",
        r"\s",
        r"\W",
        "a?b",
        "(?<=a)b",
        "a+ .*b",
        "é!",
    ]
)


def turn(n: int, text: str) -> TurnView:
    return TurnView(f"t{n}", "verbatim", "a", "q", text, "fr", "p1", None, 0.0, None)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=6), PATTERNS)
def test_the_places_are_those_that_python_finds_in_each_turn_alone(texts: list[str], pattern: str) -> None:
    turns = tuple(turn(n, text) for n, text in enumerate(texts))
    small = lowered(turns)
    expected = [
        ("s", one.id, found.span())
        for one in turns
        for found in list(re.finditer(pattern, _lower(one.text)))[:MOST_OF_A_TURN]
        if found.end() > found.start()
    ]
    assert [tuple(hit) for hit in hits(searched(pattern), "s", turns, small)] == expected


def _lower(text: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def test_capitals_count_only_when_the_pattern_has_some() -> None:
    turns = (turn(0, "Mardi, mardi, MARDI"),)
    assert len(hits(searched("mardi"), "s", turns, lowered(turns))) == 3
    assert [hit.span for hit in hits(searched("Mardi"), "s", turns, lowered(turns))] == [(0, 5)]
    assert len(hits(searched(r"\Sardi"), "s", turns, lowered(turns))) == 3


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+", "(a*)*b", "(a|b)+", "(?:a+)*", "((a+)b)+", r"(a)\1", "(?P<x>a)(?P=x)", "(a{2,})+", "(a?b*)+", "a*" * 7],
)
def test_what_may_take_for_ever_is_refused(pattern: str) -> None:
    with pytest.raises(CannotError) as refused:
        searched(pattern)
    assert refused.value.problem.rule == "search_dangerous"


@pytest.mark.parametrize("pattern", ["(", "[a", "a**", "(?P<1>a)", "\\", "(?<=a*)b", "a{99999999999}"])
def test_what_is_no_pattern_is_refused_with_its_place(pattern: str) -> None:
    with pytest.raises(CannotError) as refused:
        searched(pattern)
    assert refused.value.problem.rule in ("search_bad", "search_dangerous")


@pytest.mark.parametrize(
    "pattern",
    ["mardi|jeudi", r"je (ne )?sais pas", r"\bmer\w+", "[^a]+b", "(ab){1}c+", r"a\+\+", "[(+]+", r"l[ea]s? .* gens?"],
)
def test_what_people_search_is_taken(pattern: str) -> None:
    assert searched(pattern).text == pattern


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab()*+?|[]{}1,\\.^$ "), max_size=14))
def test_any_pattern_that_is_taken_is_quick_on_awkward_words(pattern: str) -> None:
    try:
        wanted = searched(pattern)
    except CannotError:
        return
    turns = (turn(0, "a" * 60 + "c"), turn(1, "ab" * 30))
    began = time.monotonic()
    with within(5):
        hits(wanted, "s", turns, lowered(turns))
    assert time.monotonic() - began < 5


def test_the_alarm_of_the_system_stops_what_takes_too_long() -> None:
    hard = re.compile("(a|aa)+$")
    with pytest.raises(TooSlow), within(0.1):
        hard.search("a" * 60 + "b")
    with within(5):
        assert hard.search("aaa")
