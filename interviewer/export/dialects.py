"""Rows <-> the bytes of a CSV file, in both dialects, exactly. Pure.

`machine` is RFC 4180: UTF-8, commas, CRLF, quotes where they are needed. `excel` is what a French Excel opens with a
double click: BOM, semicolons, CRLF, everything quoted, decimal commas, and an apostrophe before each text that a
spreadsheet could take for a formula. A text that begins with an apostrophe gets one too, so reading takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import NamedTuple

from interviewer.export.columns import NUMERIC, TABLES
from interviewer.export.figure_tables import FIGURES

Row = tuple[str, ...]
BOM = b"\xef\xbb\xbf"
GUARDED = frozenset("=+-@'\t\r\n＝＋－＠")
# What Excel keeps of a cell; the file itself keeps all of it.
EXCEL_CELL = 32_767
HALF = re.compile("[\ud800-\udfff]")
# Python's own limit of 131,072 characters a field would refuse our own files. Fits a C long on Windows.
LONGEST = 2**31 - 1


class Dialect(NamedTuple):
    """How the cells of a table become bytes."""

    name: str
    delimiter: str
    bom: bytes
    excel: bool


MACHINE = Dialect("machine", ",", b"", excel=False)
EXCEL = Dialect("excel", ";", BOM, excel=True)
DIALECTS = {dialect.name: dialect for dialect in (MACHINE, EXCEL)}


class Encoded(NamedTuple):
    """Bytes of some rows: how many cells were guarded, are too long for Excel, held characters that UTF-8 lacks."""

    data: bytes
    guarded: int = 0
    long: int = 0
    replaced: int = 0


class CutError(Exception):
    """The bytes don't say what the rows say. Carries no words."""


def encode(rows: Sequence[Row], dialect: Dialect, numeric: Sequence[int] = ()) -> Encoded:
    """The rows as bytes, read back and compared before they are returned; CutError if they differ.

    `numeric` are the places of columns that hold numbers: never guarded, with the decimal sign of the dialect. Half
    surrogate pairs, which no UTF-8 file can hold, become U+FFFD and are counted.
    """
    text, guarded, long = _written(rows, dialect, numeric)
    replaced = 0
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        rows, replaced = _without_surrogates(rows)
        text, guarded, long = _written(rows, dialect, numeric)
        data = text.encode("utf-8")
    if decode(data, dialect, numeric) != (rows if isinstance(rows, list) else list(rows)):
        raise CutError
    return Encoded(data, guarded, long, replaced)


def _written(rows: Sequence[Row], dialect: Dialect, numeric: Sequence[int]) -> tuple[str, int, int]:
    """The text of the rows, the number of guarded cells, the number of cells that Excel would cut."""
    guarded = long = 0
    if dialect.excel:
        guarded = sum(cell[:1] in GUARDED for row in rows for cell in row if cell)
        guarded -= sum(row[place][:1] in GUARDED for row in rows for place in numeric if row[place])
        rows = [_for_excel(row, numeric) for row in rows]
        long = sum(len(cell) > EXCEL_CELL for row in rows for cell in row)
    out = io.StringIO(newline="")
    csv.writer(
        out,
        delimiter=dialect.delimiter,
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL if dialect.excel else csv.QUOTE_MINIMAL,
    ).writerows(rows)
    return out.getvalue(), guarded, long


def _for_excel(row: Row, numeric: Sequence[int]) -> Row:
    cells = ["'" + cell if cell[:1] in GUARDED and cell else cell for cell in row]
    for place in numeric:
        cells[place] = row[place].replace(".", ",")
    return tuple(cells)


def _from_excel(row: Sequence[str], numeric: Sequence[int]) -> Row:
    cells = [cell[1:] if cell[:1] == "'" else cell for cell in row]
    for place in numeric:
        cells[place] = row[place].replace(",", ".")
    return tuple(cells)


def _without_surrogates(rows: Sequence[Row]) -> tuple[list[Row], int]:
    """The rows with U+FFFD for each half surrogate pair, and the number of cells that held one."""
    count = sum(HALF.search(cell) is not None for row in rows for cell in row)
    return [tuple(HALF.sub("\N{REPLACEMENT CHARACTER}", cell) for cell in row) for row in rows], count


def decode(data: bytes, dialect: Dialect, numeric: Sequence[int] = ()) -> list[Row]:
    """The rows that these bytes hold, guards taken off again. ValueError or csv.Error where they are no CSV."""
    before = csv.field_size_limit(LONGEST)
    try:
        text = io.StringIO(data.removeprefix(dialect.bom).decode("utf-8"), newline="")
        read = csv.reader(text, delimiter=dialect.delimiter, strict=True)
        if dialect.excel:
            return [_from_excel(row, numeric) for row in read]
        return list(map(tuple, read))
    finally:
        csv.field_size_limit(before)


NUMERIC_NAMES = frozenset(
    column.name for table in (*TABLES, *FIGURES) for column in table.columns if column.kind in NUMERIC
)


def read_table(data: bytes) -> tuple[Dialect, Row, list[Row]]:
    """A whole file of ours in either dialect: the dialect (told by its BOM), the header, the rows as they were."""
    dialect = EXCEL if data.startswith(BOM) else MACHINE
    header = next(iter(decode(data, dialect)), ())
    numeric = [place for place, name in enumerate(header) if name in NUMERIC_NAMES]
    return dialect, header, decode(data, dialect, numeric)[1:]
