"""The bytes of a spreadsheet -> its sheets as texts. The one door to the library that reads them."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, repeat
from typing import Any, NamedTuple

from interviewer.errors import Problem, problem
from interviewer.sheets.model import Book, Sheet
from interviewer.yamltext import BOM

MAX_BYTES = 32 << 20
MAX_CELLS = 2_000_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LONGEST_CELL = 2**31 - 1
DIVIDER = re.compile(r"\|[\s|:-]+\|?")
EXACT = 1e15  # from here on a float no longer holds every whole number with all its digits
DELIMITERS = ",;\t"


class Found(NamedTuple):
    """The book, None where the file can't be read as one, and what is wrong with it."""

    book: Book | None
    problems: tuple[Problem, ...] = ()


def read_book(data: bytes, path: str = "") -> Found:
    """What the file holds, by its first bytes and the end of its name; never raises for what is in it."""
    if len(data) > MAX_BYTES:
        return Found(None, (problem("sheets_too_big", path=path, limit=MAX_BYTES >> 20),))
    if data.startswith((ZIP, OLE)):
        return _workbook(data, path)
    text = _decoded(data)
    if path.lower().endswith((".md", ".markdown")):
        return Found(Book((Sheet("md", trimmed(map(_markdown_row, text.splitlines()))),), "md"))
    return Found(Book((Sheet("csv", trimmed(_csv_rows(text))),), "csv"))


def _workbook(data: bytes, path: str) -> Found:
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        sheets = tuple(_sheet(book.get_sheet_by_name(name)) for name in book.sheet_names)
    except (python_calamine.CalamineError, ValueError, OSError):
        return Found(None, (problem("sheets_unreadable", path=path),))
    return Found(Book(sheets, "xls" if data.startswith(OLE) else "xlsx"))


def _sheet(sheet: Any) -> Sheet:
    above, left = sheet.start or (0, 0)
    rows = ([""] * left + [said(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True))
    return Sheet(sheet.name, trimmed(chain(repeat((), above), rows)))


def said(cell: Any) -> str:
    """The cell as a person reads it: whole numbers without a point, days and times in ISO 8601, TRUE and FALSE."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, str | int | float | timedelta) else ""


def _decoded(data: bytes) -> str:
    """The text in UTF-8, UTF-16 with its mark, or Windows-1252, in which old spreadsheets write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").removeprefix(BOM)
    try:
        return data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _csv_rows(text: str) -> Iterable[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)


def _markdown_row(line: str) -> list[str]:
    bare = line.strip()
    if not bare.startswith("|") or DIVIDER.fullmatch(bare):
        return []
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare.removesuffix("|"))[1:]]


def trimmed(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows without the empty cells at their ends, and without the empty ones at the end."""
    made = []
    for row in rows:
        end = len(row)
        while end and not row[end - 1].strip():
            end -= 1
        made.append(tuple(row[:end]))
    while made and not made[-1]:
        made.pop()
    return tuple(made)
