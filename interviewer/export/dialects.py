"""Rows <-> the bytes of a CSV file, in both dialects, exactly. Pure.

`machine` is RFC 4180: UTF-8, commas, CRLF, quotes where they are needed. `excel` is what a French Excel opens with a
double click: BOM, semicolons, CRLF, everything quoted, decimal commas, and an apostrophe before each text that a
spreadsheet could take for a formula (sheets/formulas.py). A text that begins with an apostrophe gets one too, so reading takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from interviewer.export.columns import NUMERIC, TABLES
from interviewer.export.figure_tables import FIGURES
from interviewer.sheets.formulas import APOSTROPHE, needs_guard

Row = tuple[str, ...]
BOM = b"\xef\xbb\xbf"
# What Excel keeps of a cell; the file itself keeps all of it.
EXCEL_CELL = 32_767
QUOTED = re.compile('[,"\r\n]').search
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
    lines, guarded, long = _written(rows, dialect, numeric)
    replaced = 0
    try:
        data = [line.encode("utf-8") for line in lines]  # one long text would be wide as its widest character
    except UnicodeEncodeError:
        rows, replaced = _without_surrogates(rows)
        lines, guarded, long = _written(rows, dialect, numeric)
        data = [line.encode("utf-8") for line in lines]
    if not _says(data, rows, dialect, numeric):
        raise CutError
    return Encoded(b"".join(data), guarded, long, replaced)


class _Cells(dict[str, str]):
    """How a cell stands in the file, worked out once for each text: most of them come back in row after row."""

    def __init__(self, dialect: Dialect) -> None:
        self._excel = dialect.excel
        self.guarded: set[str] = set()

    def __missing__(self, cell: str) -> str:
        told = cell
        if self._excel and needs_guard(cell):
            told = APOSTROPHE + cell
            self.guarded.add(cell)
        if self._excel or (not cell.isalnum() and QUOTED(cell)):
            told = '"' + told.replace('"', '""') + '"'
        self[cell] = told
        return told


def _written(rows: Sequence[Row], dialect: Dialect, numeric: Sequence[int]) -> tuple[list[str], int, int]:
    """The text of each row, the number of guarded cells, the number of cells that Excel would cut."""
    cells, end = _Cells(dialect), "\r\n"
    told, join = cells.__getitem__, dialect.delimiter.join
    if not dialect.excel:
        # A single empty cell would be no row at all to its reader.
        return [(join(map(told, row)) or '""' * len(row)) + end for row in rows], 0, 0
    lines = []
    for row in rows:
        line = list(map(told, row))
        for place in numeric:
            line[place] = '"' + row[place].replace(".", ",") + '"'
        lines.append(join(line) + end)
    guarded = _count(cells.guarded, rows, numeric)
    long = _count({cell for cell in cells if len(cell) + (cell in cells.guarded) > EXCEL_CELL}, rows, numeric)
    return lines, guarded, long


def _count(wanted: Collection[str], rows: Sequence[Row], numeric: Sequence[int]) -> int:
    """How many cells hold one of these texts; numbers are neither guarded nor long."""
    if not wanted:
        return 0
    found = sum(map(wanted.__contains__, chain.from_iterable(rows)))
    return found - sum(row[place] in wanted for row in rows for place in numeric)


def _says(lines: Iterable[bytes], rows: Sequence[Row], dialect: Dialect, numeric: Sequence[int]) -> bool:
    """Whether the lines, one after the other, read as the rows. A line that is not whole by itself makes fewer rows."""
    return list(_read((line.decode("utf-8") for line in lines), dialect, numeric)) == (
        rows if isinstance(rows, list) else list(rows)
    )


def _read(lines: Iterable[str], dialect: Dialect, numeric: Sequence[int]) -> Iterator[Row]:
    before = csv.field_size_limit(LONGEST)
    try:
        read = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
        yield from (_from_excel(row, numeric) for row in read) if dialect.excel else map(tuple, read)
    finally:
        csv.field_size_limit(before)


def _from_excel(row: Sequence[str], numeric: Sequence[int]) -> Row:
    cells = [cell[1:] if cell[:1] == APOSTROPHE else cell for cell in row]
    for place in numeric:
        cells[place] = row[place].replace(",", ".")
    return tuple(cells)


def _without_surrogates(rows: Sequence[Row]) -> tuple[list[Row], int]:
    """The rows with U+FFFD for each half surrogate pair, and the number of cells that held one."""
    count = sum(HALF.search(cell) is not None for row in rows for cell in row)
    return [tuple(HALF.sub("\N{REPLACEMENT CHARACTER}", cell) for cell in row) for row in rows], count


def decode(data: bytes, dialect: Dialect, numeric: Sequence[int] = ()) -> list[Row]:
    """The rows that these bytes hold, guards taken off again. ValueError or csv.Error where they are no CSV."""
    text = data.removeprefix(dialect.bom).decode("utf-8")
    return list(_read(io.StringIO(text, newline=""), dialect, numeric))


NUMERIC_NAMES = frozenset(
    column.name for table in (*TABLES, *FIGURES) for column in table.columns if column.kind in NUMERIC
)


def read_table(data: bytes) -> tuple[Dialect, Row, list[Row]]:
    """A whole file of ours in either dialect: the dialect (told by its BOM), the header, the rows as they were."""
    dialect = EXCEL if data.startswith(BOM) else MACHINE
    header = next(iter(decode(data, dialect)), ())
    numeric = [place for place, name in enumerate(header) if name in NUMERIC_NAMES]
    return dialect, header, decode(data, dialect, numeric)[1:]
