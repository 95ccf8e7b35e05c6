"""`interviewer crosstab`: every cell and total against nested loops, and what the terminal shows of a large table."""

import json
import shutil
from collections.abc import Iterable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import CodeTree
from interviewer.export.dialects import read_table
from interviewer.figures.crosstab import UNITS, Cross, Unit, crosstab, together
from interviewer.figures.dimensions import dimension
from interviewer.figures.naming import Known
from interviewer.figures.selection import Selection
from interviewer.figures.stats import stats
from interviewer.guide.model import Text
from interviewer.screens.clean import cells
from interviewer.screens.pages.crossed import as_map, notes
from interviewer.session import events as e
from interviewer.session.model import SessionView
from interviewer.study.choosing import Chosen
from tests.build import Talk
from tests.conftest import ROOT
from tests.figure_world import OF_TURNS, TREE, Told, answered, counted_for, selections, studies, told, values_of

units = st.sampled_from(UNITS)
by_units = st.sampled_from(("turn", "question", "session"))


def cross(
    views: Iterable[SessionView], selection: Selection, by: str, unit: Unit = "turn", *, roll_up: bool = False
) -> Cross:
    return crosstab(views, selection, TREE, dimension(by, ("age",)), unit, roll_up=roll_up)


def bags(turns: list[Told], unit: str, selection: Selection) -> list[list[Told]]:
    """The rated turns put together into units, by comparing every turn with every other."""
    rated = [one for one in turns if one.rated]
    if unit == "turn":
        return [[one] for one in rated]
    keys: list[tuple[str, str]] = []
    for one in rated:
        for question in sorted(answered(one, selection)) if unit == "question" else [""]:
            if (one.view.id, question) not in keys:
                keys.append((one.view.id, question))
    return [
        [one for one in rated if one.view.id == session and question in ("", one.turn.question, *one.turn.also)]
        for session, question in keys
    ]


def codes_in(bag: list[Told], selection: Selection, *, roll_up: bool) -> set[str]:
    return {key for one in bag for _, code in one.marks for key in counted_for(code, selection, roll_up=roll_up)}


@given(studies, selections, by_units, st.booleans())
def test_codes_against_codes_are_counted_as_a_naive_counter_counts_them(views, selection, unit, roll_up):
    figure = cross(views, selection, "code", unit, roll_up=roll_up)
    all_bags = bags(list(told(views, selection)), unit, selection)
    assert figure.units == len(all_bags)
    held = [codes_in(bag, selection, roll_up=roll_up) for bag in all_bags]
    assert set().union(*held) <= set(figure.rows)
    for one, other in product(figure.rows, figure.rows):
        both = sum(one in codes and other in codes for codes in held)
        first, second = sum(one in codes for codes in held), sum(other in codes for codes in held)
        assert figure.units_of(one, other) == figure.units_of(other, one) == both
        assert figure.row_share(one, other) == (Fraction(both, first) if first else None)
        assert figure.column_share(one, other) == (Fraction(both, second) if second else None)
        chance = Fraction(first, len(held)) * Fraction(second, len(held)) if held else 0
        assert figure.lift(one, other) == figure.lift(other, one)
        assert figure.lift(one, other) == (Fraction(both, len(held)) / chance if chance else None)


@given(studies, selections, st.sampled_from(OF_TURNS), by_units, st.booleans())
def test_codes_against_attributes_are_counted_as_a_naive_counter_counts_them(views, selection, by, unit, roll_up):
    """A unit is in a column when a rated turn of it is, and in a cell when a turn of it has both."""
    figure = cross(views, selection, by, unit, roll_up=roll_up)
    all_bags = bags(list(told(views, selection)), unit, selection)
    columns = {key for bag in all_bags for one in bag for key in values_of(one, by, selection)}
    assert set(figure.columns) == columns
    for code, column in product(figure.rows, columns):
        having = [bag for bag in all_bags if code in codes_in(bag, selection, roll_up=roll_up)]
        there = [bag for bag in all_bags if any(column in values_of(one, by, selection) for one in bag)]
        both = 0
        for bag in all_bags:
            both += any(
                column in values_of(one, by, selection) and code in codes_in([one], selection, roll_up=roll_up)
                for one in bag
            )
        assert figure.units_of(code, column) == both
        assert figure.row_share(code, column) == (Fraction(both, len(having)) if having else None)
        assert figure.column_share(code, column) == Fraction(both, len(there))
        lift = Fraction(both * len(all_bags), len(having) * len(there)) if having else None
        assert figure.lift(code, column) == lift


@given(studies, selections, st.sampled_from(("coder", "round")), by_units)
def test_codes_against_coders_take_what_each_rated(views, selection, by, unit):
    place = ("coder", "round").index(by)
    figure = cross(views, selection, by, unit)
    all_bags = bags(list(told(views, selection)), unit, selection)
    columns = {pair[place] for bag in all_bags for one in bag for pair in one.rated}
    assert set(figure.columns) == columns
    for code, column in product(figure.rows, columns):
        both = [
            bag
            for bag in all_bags
            if any(
                (mark.coder, mark.round)[place] == column and code in counted_for(now, selection, roll_up=False)
                for one in bag
                for mark, now in one.marks
            )
        ]
        rated = [bag for bag in all_bags if any(pair[place] == column for one in bag for pair in one.rated)]
        assert figure.units_of(code, column) == len(both)
        assert figure.column_units[column] == len(rated)


@given(studies, selections, st.booleans())
def test_spans_overlap_where_they_share_a_letter(views, selection, roll_up):
    """Each span once for a code, whoever marked it; the pairs of one code's spans and the other's that share a place."""
    figure = cross(views, selection, "code", "span", roll_up=roll_up)
    spans: dict[str, set[tuple[str, str, int, int]]] = {code: set() for code in figure.rows}
    plain = set()
    for one in told(views, selection):
        for mark, code in one.marks:
            where = (one.view.id, one.turn.id, mark.start, mark.end)
            plain.add((code, where))
            for key in counted_for(code, selection, roll_up=roll_up):
                spans[key].add(where)
    assert figure.units == len(plain)
    for one_code, other in product(figure.rows, figure.rows):
        pairs = [
            (a, b)
            for a, b in product(spans[one_code], spans[other])
            if a[:2] == b[:2] and set(range(*a[2:])) & set(range(*b[2:]))
        ]
        if one_code == other:
            assert figure.units_of(one_code, other) == len(spans[one_code])
        else:
            assert figure.units_of(one_code, other) == len(pairs)
            touching = Fraction(len({a for a, _ in pairs}), len(spans[one_code])) if spans[one_code] else None
            assert figure.row_share(one_code, other) == touching
            assert figure.column_share(other, one_code) == touching
        assert figure.lift(one_code, other) is None


def test_with_a_filter_on_questions_only_those_are_units_and_columns():
    talk = Talk()
    turn = talk.say("Un mot. Deux mots.")
    talk.add(e.Under("u" * 16, turn, "t", "ailleurs"))
    talk.mark(turn, "b", "Un mot.")
    view = talk.done().view()
    asked = Selection(questions=frozenset({view.turns[0].question}))
    assert view.turns[0].also == ("ailleurs",)
    assert cross([view], asked, "code", "question").units == 1
    assert cross([view], Selection(), "code", "question").units == 2
    assert cross([view], asked, "question").columns == (view.turns[0].question,)
    assert [row.key for row in stats([view], asked, TREE, dimension("question", ())).rows] == [view.turns[0].question]


def test_spans_that_only_touch_do_not_overlap():
    talk = Talk()
    turn = talk.say("Un mot. Deux mots.")
    talk.mark(turn, "b", "Un mot.")
    talk.mark(turn, "d", " Deux", 7)
    talk.mark(turn, "new", ". D", 6)
    figure = cross([talk.done().view()], Selection(), "code", "span")
    assert figure.units_of("b", "d") == 0
    assert (figure.units_of("b", "new"), figure.units_of("new", "d")) == (1, 1)


@given(studies, selections, st.sampled_from((*OF_TURNS, "coder")))
def test_spans_of_attributes_are_counted_as_a_naive_counter_counts_them(views, selection, by):
    figure = cross(views, selection, by, "span")
    found = set()
    for one in told(views, selection):
        for mark, code in one.marks:
            for column in {mark.coder} if by == "coder" else values_of(one, by, selection):
                found.add((code, column, one.view.id, one.turn.id, mark.start, mark.end))
    for code, column in product(figure.rows, figure.columns):
        assert figure.units_of(code, column) == sum(span[:2] == (code, column) for span in found)
        assert figure.column_units[column] == sum(span[1] == column for span in found)


@given(studies, units)
def test_pairs_are_each_once_and_the_most_frequent_first(views, unit):
    figure = cross(views, Selection(), "code", unit)
    pairs = together(figure)
    assert [count for _, _, count in pairs] == sorted((count for _, _, count in pairs), reverse=True)
    assert len({frozenset((one, other)) for one, other, _ in pairs}) == len(pairs)
    assert sum(count for _, _, count in pairs) * 2 == sum(n for (a, b), n in figure.cells.items() if a != b)


def many(count: int) -> Chosen:
    """A study with so many codes, each on a turn with the next one."""
    codes = tuple(Code(f"code-{n:03}", Text({"en": f"Code number {n}"})) for n in range(count))
    talk = Talk()
    for n in range(count):
        turn = talk.say("Un mot.")
        talk.mark(turn, f"code-{n:03}", "Un mot.")
        talk.mark(turn, f"code-{(n * n) % count:03}", "Un mot.")
    return Chosen((talk.done().view(),), frozenset(), CodeTree(Codebook(codes)), Known({}, {}, {}), Selection())


@pytest.mark.parametrize("width", [80, 120, 200])
def test_of_two_hundred_codes_the_terminal_shows_what_matters_and_says_what_is_left_out(width):
    part = many(200)
    figure = crosstab(part.views, part.selection, part.tree, dimension("code", ()))
    drawn = as_map(figure, part, "count", width)
    assert all(cells(line) <= width for line in drawn.split("\n"))
    rows = sum(line.startswith("Code number") for line in drawn.split("\n"))
    assert 5 < rows < 60
    said = " ".join(notes(figure, part, drawn=width))
    assert f"{200 - rows} codes with fewer are not shown" in said


@pytest.fixture
def example(study):
    """The example study, coded by two people."""
    shutil.copytree(ROOT / "sessions", study / "sessions", dirs_exist_ok=True)
    shutil.copy(ROOT / "interviewer.yaml", study)
    return study


def test_the_whole_table_goes_to_csv_and_json_alike(cli, example):
    assert cli("crosstab", "--by", "stakeholder", "--out", "c.csv").code == 0
    _, header, rows = read_table((example / "c.csv").read_bytes())
    found = json.loads(cli("crosstab", "--by", "stakeholder", "--json").out)["cells"]
    assert len(rows) == len(found) == len({row[2] for row in rows}) * len({row[4] for row in rows})
    for row, cell in zip(rows, found, strict=True):
        told_ = dict(zip(header, row, strict=True))
        assert (told_["code_id"], told_["column_key"]) == (cell["code_id"], cell["column_key"])
        assert int(told_["units"]) == cell["units"]
        assert told_["lift"] == ("" if cell["lift"] is None else f"{cell['lift']:.6f}".rstrip("0").rstrip("."))


def test_a_code_without_marks_has_no_lift(cli, example):
    cells_ = json.loads(cli("crosstab", "--codes", "--json").out)["cells"]
    unused = [cell for cell in cells_ if cell["code_id"] == "engagement"]
    assert unused
    assert all((cell["units"], cell["row_share"], cell["lift"]) == (0, None, None) for cell in unused)


@pytest.mark.parametrize(("option", "known"), [("--unit", "question"), ("--show", "lift"), ("--by", "theme")])
def test_what_is_not_known_is_refused_with_what_there_is(cli, example, option, known):
    result = cli("crosstab", option, "zzz")
    assert (result.code, result.out) == (2, "")
    assert known in result.err
