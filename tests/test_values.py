"""Typed values of closed questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.guide.model import Answer, Choices, Date, Number, Scale, ShortText, Text
from interviewer.guide.values import Value, read_value, show_value

ROLES = {"accueil": Text({"fr": "L'accueil", "en": "Desk"}), "maraude": Text({"fr": "La maraude", "en": "Street"})}
ONE, SEVERAL = Choices(ROLES), Choices(ROLES, several=True)
OTHER = Choices(ROLES, several=True, other=True)


@pytest.mark.parametrize(
    ("answer", "typed", "value"),
    [
        (Scale(0, 10), " 7 ", 7),
        (Scale(-2, 2), "-2", -2),
        (Number(), "3,5", 3.5),
        (Number(), "1 234,5", 1234.5),
        (Number(), "1\u202f000", 1000),
        (Number(0, 80, "ans"), "12 ans", 12),
        (Number(unit="heures par mois"), "24 heures par mois", 24),
        (Number(unit="heures par mois"), "24 h", 24),
        (Number(), "2.5", 2.5),
        (SEVERAL, "1 et 2", ["accueil", "maraude"]),
        (SEVERAL, "1;2", ["accueil", "maraude"]),
        (SEVERAL, "2 1", ["maraude", "accueil"]),
        (SEVERAL, "accueil et la maraude", ["accueil", "maraude"]),
        (ONE, "ACCUEIL", "accueil"),
        (ONE, "2", "maraude"),
        (ONE, "la mar", "maraude"),
        (SEVERAL, "2, accueil, 2", ["maraude", "accueil"]),
        (OTHER, "accueil, jardin", ["accueil", "jardin"]),
        (Date(), "2026-03-31", "2026-03-31"),
        (Date(), "31/3/2026", "2026-03-31"),
        (ShortText(), " libre ", " libre "),
    ],
)
def test_a_value_is_read_as_people_write_it(answer: Answer, typed: str, value: Value) -> None:
    assert read_value(answer, typed, "fr") == (value, None)


@pytest.mark.parametrize(
    ("answer", "typed", "rule"),
    [
        (Scale(0, 10), "11", "value_scale"),
        (Scale(0, 10), "7/10", "value_scale"),
        (Scale(0, 10), "٧", "value_scale"),
        (Number(), "beaucoup", "value_number"),
        (Number(), "2 4", "value_number"),
        (Number(), "1.000", "value_number"),
        (Number(unit="heures"), "24 jours", "value_number"),
        (Number(), "24 h", "value_number"),
        (OTHER, "6", "value_choice"),
        (OTHER, "0", "value_choice"),
        (OTHER, "/passer", "value_choice"),
        (OTHER, "l", "value_choice"),
        (Number(), "9" * 5000, "value_number"),
        (Number(0, 80), "81", "value_bounds"),
        (Number(lowest=1), "0", "value_bounds"),
        (ONE, "jardin", "value_choice"),
        (ONE, "3", "value_choice"),
        (ONE, "l", "value_choice"),
        (SEVERAL, ",", "value_choice"),
        (Date(), "2026-02-30", "value_date"),
        (Date(), "hier", "value_date"),
        (ShortText(), "  ", "value_empty"),
    ],
)
def test_what_is_no_value_is_refused_with_its_rule(answer: Answer, typed: str, rule: str) -> None:
    value, problem = read_value(answer, typed, "fr")
    assert value is None
    assert problem is not None
    assert problem.rule == rule


@given(st.text(), st.sampled_from([Scale(0, 10), Number(), ONE, SEVERAL, OTHER, Date(), ShortText()]))
def test_anything_typed_is_a_value_or_a_problem(typed: str, answer: Answer) -> None:
    value, problem = read_value(answer, typed, "fr")
    assert (value is None) != (problem is None)


@given(st.one_of(st.integers(-999, 999), st.floats(-1e6, 1e6).map(lambda f: round(f, 3))))
def test_a_number_that_is_shown_reads_as_itself(number: float) -> None:
    shown = show_value(number)
    if "e" not in shown:
        assert read_value(Number(), shown.replace(".", ","), "fr") == (number, None)
