"""The bytes of a spreadsheet -> its sheets as texts. The one door to the library that reads workbooks."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import chain, repeat
from typing import Any, NamedTuple

from interviewer.errors import Problem, problem
from interviewer.sheets.csv_text import csv_sheet, decoded, in_unicode, markdown_sheet, trimmed
from interviewer.sheets.limits import MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, TooMuchError, UnreadableError, repacked
from interviewer.sheets.model import Book, Sheet
from interviewer.sheets.old_excel import LockedError, weigh

__all__ = ["MAX_BYTES", "Found", "in_unicode", "read_book", "said", "trimmed"]

MAX_BYTES = 32 << 20
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
EXACT = 1e15  # from here on a float no longer holds every whole number with all its digits
OPEN_KIND = "opendocument.spreadsheet"


class Found(NamedTuple):
    """The book, None where the file can't be read as one, and what is wrong with it."""

    book: Book | None
    problems: tuple[Problem, ...] = ()


def read_book(data: bytes, path: str = "", encoding: str = "") -> Found:
    """What the file holds, by its first bytes and the end of its name; never raises for what is in it.

    `encoding` is that of a table in text, where something else tells it.
    """
    if len(data) > MAX_BYTES:
        return Found(None, (problem("sheets_too_big", path=path, limit=MAX_BYTES >> 20),))
    try:
        return _workbook(data) if data.startswith((ZIP, OLE)) else _text(data, path, encoding)
    except TooMuchError:
        return Found(None, (problem("sheets_too_much", path=path),))
    except LockedError:
        return Found(None, (problem("sheets_locked", path=path),))
    except UnreadableError:
        return Found(None, (problem("sheets_unreadable", path=path),))


def _text(data: bytes, path: str, encoding: str) -> Found:
    text = decoded(data, encoding)
    if path.lower().endswith((".md", ".markdown")):
        return Found(Book((markdown_sheet(text),), "md"))
    sheet, problems = csv_sheet(text)
    return Found(Book((sheet,), "csv"), tuple(one._replace(path=path) for one in problems))


def _workbook(data: bytes) -> Found:
    if data.startswith(OLE):
        weigh(data)
        return Found(Book(_sheets(data), "xls"))
    safe = repacked(data)
    return Found(Book(_sheets(safe), "ods" if OPEN_KIND in safe[:200].decode("latin-1") else "xlsx"))


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    """The worksheets of a workbook that has been weighed."""
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        tables = python_calamine.SheetTypeEnum.WorkSheet
        names = [one.name for one in book.sheets_metadata if one.typ == tables][:MAX_SHEETS]
        return tuple(_sheet(book.get_sheet_by_name(name)) for name in names)
    except python_calamine.PasswordError:
        raise LockedError from None
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError) as error:
        raise UnreadableError from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what the library says when it loses its footing
            raise UnreadableError from None
        raise


def _sheet(sheet: Any) -> Sheet:
    above, left = sheet.start or (0, 0)
    if above >= MAX_ROWS or left >= MAX_COLUMNS:
        raise TooMuchError("sheets_too_much")
    rows = (_cells(row, left) for row in sheet.to_python(skip_empty_area=True))
    return Sheet(sheet.name, trimmed(chain(repeat((), above), rows)))


def _cells(row: list[Any], left: int) -> Sequence[str]:
    return () if row.count("") == len(row) else [""] * left + [said(cell) if cell != "" else "" for cell in row]


def said(cell: Any) -> str:
    """The cell as a person reads it: numbers without needless digits, days and times in ISO 8601, TRUE and FALSE."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else format(cell, ".15g")
    if isinstance(cell, datetime | time):
        return cell.isoformat(timespec="seconds" if cell.second else "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
