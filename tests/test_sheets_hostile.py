"""Spreadsheets that are damaged, hostile or huge: a problem in little time and memory, never a traceback, never the end."""

import csv
import io
import random
import struct
import time
import tracemalloc
import zipfile
from collections import deque
from datetime import datetime, timedelta
from itertools import repeat
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from interviewer.sheets.limits import MAX_ROWS, TooMuchError, weigh_rows
from interviewer.sheets.model import Book, Sheet
from interviewer.sheets.read import MAX_BYTES, read_book
from interviewer.sheets.write import xlsx

DATA = Path(__file__).resolve().parent / "data" / "xlsform"
XLS = DATA / "pyxform" / "group.xls"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    f'Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="survey" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
SECONDS, MEGABYTES = 10, 400


def packed(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content if name == "mimetype" else HEAD + content)
    return made.getvalue()


def sheet(rows: str, strings: str = "") -> bytes:
    parts = {**PACKAGE, "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"}
    return packed({**parts, "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>"})


def ods(rows: str) -> bytes:
    table = f'<table:table table:name="survey">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return packed(
        {
            "mimetype": ODS_TYPE,
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {OPEN}>{body}</office:document-content>",
        }
    )


def opened(data: bytes, name: str = "form.xlsx") -> Book:
    found = read_book(data, name)
    assert found.book is not None, found.problems
    return found.book


def rule(data: bytes, name: str = "form.xlsx") -> str:
    """The one problem of a file that is not read, whose reading took little time and memory."""
    tracemalloc.start()
    began = time.monotonic()
    found = read_book(data, name)
    took, peak = time.monotonic() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < SECONDS
    assert peak < MEGABYTES << 20
    assert found.book is None
    assert len(found.problems) == 1
    return found.problems[0].rule


def text(number: int) -> str:
    return f'<table:table-cell office:value-type="string" table:number-columns-repeated="{number}"><text:p>a</text:p></table:table-cell>'


BOMBS = {
    "two cells at opposite ends": sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "an attribute that hides the end": sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c x=">" r="XFD1048576"><v>1</v></c></row>'
    ),
    "a formula before the value": sheet('<row><c r="A1"><v>1</v></c><c r="XFD999999"><f>1</f><v>1</v></c></row>'),
    "beyond the last cell": sheet('<row><c r="ZZZZZZZ99999999999"><v>1</v></c></row>'),
    "one long text in many cells": sheet(
        '<row r="1">' + '<c t="s"><v>0</v></c>' * 9000 + "</row>", "<si><t>" + "x" * 30_000 + "</t></si>"
    ),
    "one long text behind formulas": sheet(
        '<row r="1">' + '<c t="s"><f>1</f><v>0</v></c>' * 9000 + "</row>", "<si><t>" + "x" * 30_000 + "</t></si>"
    ),
    "zeros packed small": packed({**PACKAGE, "xl/worksheets/sheet1.xml": " " * (100 << 20)}),
    "too many parts": packed({f"xl/worksheets/{n}.xml": "" for n in range(6000)}),
    "too many sheets": packed({f"xl/worksheets/{n}.xml": "" for n in range(600)}),
    "open document, cells that repeat": ods(
        f'<table:table-row table:number-rows-repeated="1000000">{text(100)}</table:table-row>'
    ),
    "open document, far apart": ods(
        f'<table:table-row>{text(1)}</table:table-row><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="16000"/>{text(1)}</table:table-row>'
    ),
    "open document, beyond the last column": ods(f"<table:table-row>{text(17_000)}</table:table-row>"),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_not_opened(data: bytes) -> None:
    assert rule(data) == "sheets_too_much"


def test_a_size_that_lies_is_no_way_in() -> None:
    """The head of a part says 10 bytes, its content is a hundred megabytes."""
    data = packed({**PACKAGE, "xl/worksheets/sheet1.xml": " " * (100 << 20)})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    assert rule(data.replace(struct.pack("<I", size), struct.pack("<I", 10))) in (
        "sheets_unreadable",
        "sheets_too_much",
    )


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    assert rule(b"PK\x03\x04" + b"\0" * MAX_BYTES) == "sheets_too_big"


@pytest.mark.parametrize("text", ["," * 20_000, ("," * 10_000 + "\n") * 700, "|a" * 20_000])
def test_a_table_in_text_that_is_too_large_is_not_read(text: str) -> None:
    assert rule(text.encode(), "form.md" if "|" in text else "form.csv") == "sheets_too_much"


def test_no_table_has_more_rows_than_a_spreadsheet() -> None:
    with pytest.raises(TooMuchError):
        deque(weigh_rows(repeat([], MAX_ROWS + 1)), maxlen=0)


def test_a_cell_far_away_costs_nothing_where_only_formats_lie_between() -> None:
    far = '<row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert opened(sheet(far)).sheets[0].rows == (("type",),)


def test_cells_without_places_stand_where_people_see_them() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c r='C3'><v>3</v></c></row>"
    assert opened(sheet(rows)).sheets[0].rows == (("1", "2"), (), ("", "", "3"))


def test_cells_read_as_people_see_them() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    page = book.add_worksheet("survey")
    day, hour = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "hh:mm"})
    both, bold = book.add_format({"num_format": "dd/mm/yyyy hh:mm"}), book.add_format({"bold": True})
    page.write_datetime(0, 0, datetime(2024, 3, 5), day)  # noqa: DTZ001 - a cell has no time zone
    page.write_datetime(0, 1, datetime(2024, 3, 5, 10, 30), both)  # noqa: DTZ001
    page.write_datetime(0, 2, timedelta(hours=9, minutes=5), hour)
    page.write_boolean(0, 3, True)
    for column, number in enumerate((3.0, 0.1 + 0.2, 1e20, -0.5), 4):
        page.write_number(0, column, number)
    page.write_formula(0, 8, "=1/0", None, "#DIV/0!")
    page.write_formula(0, 9, "=A1", None, "résultat")
    page.write_rich_string(0, 10, "un ", bold, "gros", " mot")
    page.merge_range(1, 0, 2, 3, "fusion")
    book.add_worksheet("cachée").hide()
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=survey!$A$1:$A$3"})
    book.add_chartsheet("dessin").set_chart(chart)
    book.close()
    found = opened(made.getvalue())
    assert [one.name for one in found.sheets] == ["survey", "cachée"]
    assert found.sheets[0].rows == (
        (
            *("2024-03-05", "2024-03-05T10:30", "09:05", "TRUE", "3", "0.3", "1e+20", "-0.5"),
            *("", "résultat", "un gros mot"),
        ),
        ("fusion",),
    )


def test_macros_stay_outside() -> None:
    found = opened((DATA / "pyxform" / "excel_with_macros.xlsm").read_bytes(), "form.xlsm")
    assert [one.name for one in found.sheets] == ["survey", "choices", "settings"]


def container(name: str, stream: bytes, start: int = 2) -> bytes:
    """The file system of old Excel with one stream in it."""
    sectors = -(-max(len(stream), 4096) // 512)
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head = (
        head.ljust(44, b"\0")
        + struct.pack("<II", 1, 1)
        + b"\0" * 4
        + struct.pack("<IIIII", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    )
    head = (head + struct.pack("<I", 0)).ljust(512, b"\xff")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")[:512]

    def entry(title: str, kind: int, first: int, size: int) -> bytes:
        said = (title.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        return (said + struct.pack("<HBB", len(title) * 2 + 2, kind, 1)).ljust(116, b"\0") + struct.pack(
            "<IQ", first, size
        )

    listed = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry(name, 2, start, max(len(stream), 4096))
    return head + table + listed.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def cell(row: int, column: int) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


def long_text(length: int, *, wide: bool) -> bytes:
    """One text of that length, over several records, in 2,300 cells."""
    first = (
        struct.pack("<IIHB", 1, 1, length, wide) + b"x\0" * 100
        if wide
        else struct.pack("<IIHB", 1, 1, length, 0) + b"x" * 100
    )
    rest, made = length - 100, record(0x0809, b"\0" * 16) + record(0x00FC, first)
    while rest:
        made += record(0x003C, b"\0" + b"x" * min(rest, 8000))
        rest -= min(rest, 8000)
    return made + b"".join(record(0x00FD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(2300))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (container("EncryptedPackage", b""), "sheets_locked"),
        (container("Workbook", record(0x0809, b"\0" * 16) + record(0x002F, b"\0" * 6)), "sheets_locked"),
        (container("Workbook", record(0x0809, b"\0" * 16) + cell(0, 0) + cell(65535, 255)), "sheets_too_much"),
        (container("Workbook", (record(0x0809, b"\0" * 16) + cell(0, 0) + cell(9999, 99)) * 9), "sheets_too_much"),
        (container("Workbook", long_text(30_000, wide=True)), "sheets_too_much"),
        (container("Workbook", long_text(30_000, wide=False)), "sheets_too_much"),
        (container("Document", b""), "sheets_unreadable"),
        (container("Workbook", b"", start=99), "sheets_unreadable"),
        (container("Workbook", b"", start=0), "sheets_unreadable"),
    ],
)
def test_old_workbooks_are_weighed_too(data: bytes, expected: str) -> None:
    assert rule(data, "form.xls") == expected


def test_a_chain_of_sectors_that_bites_its_tail_ends() -> None:
    data = bytearray(container("Workbook", b""))
    struct.pack_into("<I", data, 512 + 4 * 3, 2)  # behind sector 3 comes sector 2 again
    assert rule(bytes(data), "form.xls") == "sheets_unreadable"


SOUND = {
    "form.xlsx": xlsx([Sheet("survey", (("type", "label"), ("text", "Où ?"), ("note", "x" * 200)))]),
    "form.ods": ods(f"<table:table-row>{text(2)}</table:table-row>"),
    "form.xls": XLS.read_bytes(),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_file_that_was_cut_short_is_read_or_refused(name: str) -> None:
    """Every truncation of the small ones, every 37th of the larger ones."""
    data = SOUND[name]
    for end in range(0, len(data), 1 if len(data) < 2000 else 37):
        read_book(data[:end], name)


@pytest.mark.parametrize("name", SOUND)
def test_a_file_with_changed_bytes_is_read_or_refused(name: str) -> None:
    """A few hundred files with bytes changed by a seeded generator; in .xlsx the parts inside are changed as well."""
    dice = random.Random(f"{name} 5")
    for turn in range(250):
        data = bytearray(SOUND[name])
        if name != "form.xls" and turn % 2:
            data = bytearray(_changed_inside(bytes(data), dice))
        else:
            _change(data, dice)
        found = read_book(bytes(data), name)
        assert found.book is not None or found.problems


def _change(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 1, 2, 8, 40))):
        data[dice.randrange(len(data))] = dice.choice((0, 255, 0x3C, 0x3E, 0x22, dice.randrange(256)))


def _changed_inside(data: bytes, dice: random.Random) -> bytes:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = bytearray(archive.read(name))
            if content and dice.random() < 0.4:
                _change(content, dice)
            parts[name] = bytes(content)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, changed in parts.items():
            archive.writestr(name, changed)
    return made.getvalue()


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.md", "a.xlsx"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    found = read_book(data, name)
    assert found.book is not None or found.problems


def rows(data: bytes, name: str = "a.csv") -> tuple[tuple[str, ...], ...]:
    return opened(data, name).sheets[0].rows


@pytest.mark.parametrize(
    "encoded",
    [
        "type;label\ntext;Où ?\n".encode("cp1252"),
        b"\xef\xbb\xbf" + "type,label\r\ntext,Où ?\r\n".encode(),
        "\ufefftype\tlabel\ntext\tOù ?\n".encode("utf-16-le"),
        "type;label\ntext;Où ?\n".encode("utf-16-le"),
        "type;label\ntext;Où ?\n".encode("utf-16-be"),
        "\ufefftype;label\rtext;Où ?\r".encode("utf-32"),
        b"sep=;\r\ntype;label\r\ntext;O\xf9 ?\r\n",
        b'"sep=|"\n"type"|"label"\n"text"|"O\xc3\xb9 ?"\n',
        b"type;label\ntext;\0O\xc3\xb9 ?\n",
    ],
)
def test_a_table_in_text_is_read_in_whatever_it_was_written(encoded: bytes) -> None:
    assert rows(encoded) == (("type", "label"), ("text", "Où ?"))


def test_both_encodings_in_one_file_are_read() -> None:
    assert rows("a;é\n".encode() + "b;è\n".encode("cp1252")) == (("a", "é"), ("b", "è"))


def test_signs_inside_quotation_marks_are_not_between_cells() -> None:
    assert rows(b'type;label\ntext;"a, b, c, d, e"\n') == (("type", "label"), ("text", "a, b, c, d, e"))


def test_the_place_of_a_row_is_the_one_that_a_spreadsheet_shows() -> None:
    """However many lines of the file it takes, and without the line that only says the sign between cells."""
    table = opened(b'sep=,\na,b\n"one\ntwo\nthree",x\n\nc,d\n', "a.csv").sheets[0]
    assert [table.address(n, 1) for n, row in enumerate(table.rows) if row] == ["csv!B1", "csv!B2", "csv!B4"]
    sheet = opened(b"# title\n\n| a | b |\n|---|---|\n| c | d |\n", "a.md").sheets[0]
    assert [sheet.address(n, 0) for n, row in enumerate(sheet.rows) if row] == ["md!A3", "md!A5"]


def test_a_quotation_mark_that_never_closes_swallows_nothing() -> None:
    found = read_book(b'type,label\ntext,"Where?\ntext,When?\ntext,Why?\n', "a.csv")
    assert [(one.rule, one.line, one.severity) for one in found.problems] == [("sheets_open_quote", 2, "warning")]
    assert found.book is not None
    assert found.book.sheets[0].rows == (
        ("type", "label"),
        ("text", '"Where?'),
        ("text", "When?"),
        ("text", "Why?"),
    )


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=4).map(tuple), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_table_that_says_its_sign_comes_back(table: list[tuple[str, ...]], sign: str, encoding: str) -> None:
    made = io.StringIO(newline="")
    made.write(f"sep={sign}\r\n")
    csv.writer(made, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(table)
    expected = [tuple(row) for row in table]
    found = list(rows(made.getvalue().encode(encoding)))
    assert [_bare(row) for row in found] == [_bare(row) for row in expected][: len(found)]
    assert not any(cell.strip() for row in expected[len(found) :] for cell in row)


def _bare(row: tuple[str, ...]) -> tuple[str, ...]:
    while row and not row[-1].strip():
        row = row[:-1]
    return row
