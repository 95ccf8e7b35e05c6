"""Spreadsheets: what is written reads back, whatever the words; addresses are those that people know."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import CannotError
from interviewer.sheets.model import Book, Sheet, letters
from interviewer.sheets.read import read_book, trimmed
from interviewer.sheets.write import XLSX_CELL, xlsx

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


def book(*rows: tuple[str, ...], name: str = "survey") -> Book:
    found = read_book(xlsx([Sheet(name, rows)]), "form.xlsx").book
    assert found is not None
    return found


@given(st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=4).map(tuple))
def test_what_is_written_reads_back(rows: tuple[tuple[str, ...], ...]) -> None:
    assert book(*rows).sheets[0].rows == trimmed(rows)


def test_formulas_and_links_stay_texts() -> None:
    rows = (("type", "label"), ("=1+1", "https://example.org"))
    assert book(*rows).sheets[0].rows == rows


def test_a_cell_that_the_format_cuts_is_refused_by_its_address() -> None:
    with pytest.raises(CannotError) as refused:
        xlsx([Sheet("survey", (("a",), ("", "x" * (XLSX_CELL + 1))))])
    assert refused.value.problem.facts()["cell"] == "survey!B2"


def test_addresses_are_those_of_spreadsheets() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_in_csv_is_read_with_its_own_delimiter(delimiter: str) -> None:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows([["type", "label"], ["text", "Où, quand ; et comment ?"]])
    found = read_book(made.getvalue().encode("cp1252"), "form.csv").book
    assert found is not None
    assert found.sheets[0].rows == (("type", "label"), ("text", "Où, quand ; et comment ?"))


def test_a_table_in_markdown_is_read() -> None:
    found = read_book(b"| type | label |\n|---|---|\n| text | a \\| b |\n", "form.md").book
    assert found is not None
    assert [row for row in found.sheets[0].rows if row] == [("type", "label"), ("text", "a | b")]


@pytest.mark.parametrize("data", [b"PK\x03\x04 and no more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_a_damaged_workbook_is_a_problem(data: bytes) -> None:
    found = read_book(data, "form.xlsx")
    assert found.book is None
    assert [one.rule for one in found.problems] == ["sheets_unreadable"]


def test_sentences_with_commas_and_cells_of_several_lines_hide_no_semicolons() -> None:
    """As a French Excel saves: quotation marks only where a cell needs them."""
    made = io.StringIO()
    said = "Bonjour, merci, vraiment, de me recevoir.\nOn peut arrêter, à tout moment,\nsans dire pourquoi, ni comment."
    rows = [
        ("place", "ce que c'est", "fr (français)"),
        ("opening", "ouverture, dite", said),
        ("q", "question", "Où, quand ?"),
    ]
    csv.writer(made, delimiter=";").writerows(rows)
    found = read_book(made.getvalue().encode("utf-8-sig"), "w.csv")
    assert found.book is not None
    assert (found.book.sheets[0].rows, found.problems) == (tuple(rows), ())
