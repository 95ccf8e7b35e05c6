"""Cells as bytes in both dialects: what is written reads back as it was, and no spreadsheet takes a text for a formula."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.export.dialects import (
    BOM,
    DIALECTS,
    EXCEL,
    MACHINE,
    CutError,
    Dialect,
    decode,
    encode,
    read_table,
)
from interviewer.sheets.formulas import needs_guard, unguarded
from tests.conftest import DATA

CELLS = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    (
        "=1+1",
        "+33",
        "- oui",
        "@moi",
        "'fin voilà",
        "''",
        "\t",
        "\r\n",
        "\n",
        "＝",
        "＋",
        "－",
        "＠",
        '"',
        ";",
        ",",
        "\ufeff",
        "\0",
    )
)
Rows = list[tuple[str, ...]]
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5)


@settings(deadline=None)
@given(ROWS, st.sampled_from([MACHINE, EXCEL]))
def test_what_is_read_back_is_what_was_written(rows: Rows, dialect: Dialect) -> None:
    assert decode(encode(rows, dialect).data, dialect) == rows


@settings(deadline=None)
@given(ROWS)
def test_machine_is_what_the_csv_module_of_python_calls_rfc_4180(rows: Rows) -> None:
    data = encode(rows, MACHINE).data
    assert list(map(tuple, csv.reader(io.StringIO(data.decode(), newline="")))) == rows


@settings(deadline=None)
@given(ROWS)
def test_both_write_what_the_csv_module_of_python_writes(rows: Rows) -> None:
    """The texts of cells are worked out once for each; the module works out every one."""
    for dialect in DIALECTS.values():
        guard = {cell: "'" + cell if dialect.excel and needs_guard(cell) else cell for row in rows for cell in row}
        out = io.StringIO(newline="")
        if dialect.excel:
            writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        else:
            writer = csv.writer(out, delimiter=",", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerows([guard[cell] for cell in row] for row in rows)
        assert encode(rows, dialect).data.decode() == out.getvalue()


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=lambda dialect: dialect.name)
def test_a_row_of_one_empty_cell_is_a_row(dialect: Dialect) -> None:
    assert encode([("",), ("a",)], dialect).data.startswith(b'""\r\n')


def test_guarded_and_long_cells_are_counted_wherever_they_stand() -> None:
    long = "y" * 40_000
    encoded = encode([("-1", "=a", "=a"), ("-2", "b", long), ("-1", long, "=a")], EXCEL, numeric=(0,))
    assert (encoded.guarded, encoded.long) == (3, 2)


@settings(deadline=None)
@given(ROWS)
def test_no_cell_of_the_excel_dialect_begins_like_a_formula(rows: Rows) -> None:
    encoded = encode(rows, EXCEL)
    cells = [cell for row in csv.reader(io.StringIO(encoded.data.decode(), newline=""), delimiter=";") for cell in row]
    assert not any(cell[:1] in "=+-@\t\r\n＝＋－＠" for cell in cells if cell)
    assert encoded.guarded == sum(cell[:1] == "'" for cell in cells)


@given(CELLS)
def test_a_guard_is_taken_off_again_and_nothing_else(text: str) -> None:
    assert unguarded("'" + text if needs_guard(text) else text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [("'=1", "=1"), ("''fin", "'fin"), ("'fin voilà", "'fin voilà"), ("x=1", "x=1"), ("x,=1", "x,=1"), ("", "")],
)
def test_an_apostrophe_that_guards_nothing_stays(cell: str, text: str) -> None:
    assert unguarded(cell) == text


def test_machine_quotes_what_must_be_and_nothing_else() -> None:
    data = encode([("a b", "a,b", 'a"b', "a\nb", "a;b", "")], MACHINE).data
    assert data == b'a b,"a,b","a""b","a\nb",a;b,\r\n'


def test_excel_quotes_everything_and_has_decimal_commas() -> None:
    data = encode([("- oui", "-2.5", "")], EXCEL, numeric=(1,)).data
    assert data == b'"\'- oui";"-2,5";""\r\n'
    assert decode(data, EXCEL, numeric=(1,)) == [("- oui", "-2.5", "")]


def test_half_a_character_becomes_the_replacement_character_and_is_counted() -> None:
    encoded = encode([("a\ud83d", "b"), ("\udcff\udcff", "ok")], MACHINE)
    assert encoded.replaced == 2
    assert decode(encoded.data, MACHINE) == [("a\ufffd", "b"), ("\ufffd\ufffd", "ok")]


def test_a_cell_longer_than_excel_keeps_is_written_whole_and_counted() -> None:
    encoded = encode([("x" * 200_000, "y")], EXCEL)
    assert encoded.long == 1
    assert decode(encoded.data, EXCEL) == [("x" * 200_000, "y")]


def test_hostile_texts_come_back_as_they_were() -> None:
    texts = json.loads((DATA / "hostile" / "texts.json").read_text(encoding="utf-8"))
    rows = [(name, text) for name, text in texts.items() if not any("\ud800" <= c <= "\udfff" for c in text)]
    assert len(rows) > 5
    for dialect in DIALECTS.values():
        assert decode(encode(rows, dialect).data, dialect) == rows


def test_rows_that_a_file_can_not_tell_apart_are_refused() -> None:
    class Sly(str):  # noqa: SLOT000 - a text that lies about itself
        def __eq__(self, other: object) -> bool:
            return False

        __hash__ = str.__hash__

    with pytest.raises(CutError):
        encode([(Sly("a"),)], MACHINE)


def test_what_a_cell_holds_in_excel_counts_its_guard_and_what_is_a_number_counts_for_nothing() -> None:
    fits, long = "y" * 32_767, "y" * 32_768
    assert encode([(fits,)], EXCEL).long == 0
    assert encode([(long,)], EXCEL).long == 1
    assert encode([("=" + fits[:-1],)], EXCEL).long == 1
    assert encode([("=" + fits[:-2],)], EXCEL).long == 0
    assert encode([("-1", "=a"), ("-1", "x")], EXCEL, numeric=(0,)).guarded == 1
    assert encode([("", "")], EXCEL).guarded == 0


def test_a_machine_guards_and_counts_nothing() -> None:
    assert encode([("=a", "y" * 40_000)], MACHINE)[1:] == (0, 0, 0)


def test_half_characters_are_replaced_in_excel_too_and_guards_stay() -> None:
    encoded = encode([("=\ud83d", "-1.5", "z" * 32_768)], EXCEL, numeric=(1,))
    assert encoded == ('"\'=\ufffd";"-1,5";"'.encode() + b"z" * 32_768 + b'"\r\n', 1, 1, 1)


def test_a_table_is_known_by_its_mark_and_its_numbers_by_their_columns() -> None:
    rows = [("session_id", "minutes", "words"), ("'s", "1.5", "1.5")]
    for dialect in DIALECTS.values():
        data = dialect.bom + encode(rows[:1], dialect).data + encode(rows[1:], dialect, (1,)).data
        assert read_table(data) == (dialect, rows[0], rows[1:])
    assert read_table(b"") == (MACHINE, (), [])
    assert read_table(BOM) == (EXCEL, (), [])


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_table_may_have_the_line_ends_of_any_system(end: str) -> None:
    assert decode(f"a,b{end}c,d{end}".encode(), MACHINE) == [("a", "b"), ("c", "d")]
    assert decode(f'"a\r";"b"{end}"\n";"d"'.encode(), EXCEL) == [("a\r", "b"), ("\n", "d")]


def test_bytes_that_are_no_table_are_refused() -> None:
    with pytest.raises(csv.Error):
        decode(b'"a" b\r\n', MACHINE)
    with pytest.raises(UnicodeDecodeError):
        decode(b"\xff", MACHINE)


def test_the_limit_of_the_csv_module_is_as_it_was_afterwards() -> None:
    before = csv.field_size_limit()
    assert encode([("x" * (before + 1),)], MACHINE).data
    assert csv.field_size_limit() == before
    with pytest.raises(csv.Error):
        decode(b'"a" b\r\n', MACHINE)
    assert csv.field_size_limit() == before


def test_rows_may_be_any_sequence() -> None:
    assert encode((("a", "b"), ("c", "d")), EXCEL).data == encode([("a", "b"), ("c", "d")], EXCEL).data
