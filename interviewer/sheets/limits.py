"""What a spreadsheet may ask of the machine, weighed before it is opened: a small file can claim the memory of a hundred laptops.

The library that reads workbooks makes a box of all cells between the first and the last one that holds something, whatever
a file claims; a box that is too large ends the whole program. So the parts of a file are unpacked here, within bounds, and
the places of their cells are looked at first.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import chain, pairwise

MAX_UNPACKED = 96 << 20
MAX_PARTS = 5_000
MAX_SHEETS = 500
MAX_CELLS = 6_000_000
"""Cells in the boxes of all sheets of a book together."""
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
MAX_TEXT = 64 << 20
"""Bytes of text in all cells together: one long text may stand in many cells."""
LONGEST_NAME = 512

READ = re.compile(r"[ -~]+\.(?:xml|rels)|mimetype", re.IGNORECASE)
SHEET = re.compile(r"/?xl/(?:worksheets|dialogsheets|macrosheets)/.*\.xml", re.IGNORECASE)
STRINGS = re.compile(r"/?xl/sharedstrings\.xml", re.IGNORECASE)
PLAIN_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BINARY_BOOK = "xl/workbook.bin"
OPEN_BOOK = "content.xml"

GIVEN = rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+"
ROW = rb"<(?:[\w.-]+:)?row\b(?P<row>" + GIVEN + rb")>"
CELL = (
    rb"<(?:[\w.-]+:)?c(?P<cell>(?=[\s/>])"
    + GIVEN
    + rb")>(?P<inside>\s*<(?:[\w.-]+:)?v[^>]*>\s*(?P<value>[0-9]{0,9})|\s*</)?"
)
EITHER = re.compile(ROW + b"|" + CELL)
REFERENCE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]*)([0-9]*)")
IS_STRING = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
STRING_ITEM = re.compile(rb"<(?:[\w.-]+:)?si\b")

TABLE = re.compile(
    rb"<table:(?P<kind>table|table-row|table-cell|covered-table-cell)(?=[\s/>])(?P<given>" + GIVEN + rb")>"
)
REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']\s*([0-9]{1,12})")


class TooMuchError(Exception):
    """The file asks for more than a reader gives; the name of the rule says of what."""


class UnreadableError(Exception):
    """The file is no whole archive."""


def repacked(data: bytes) -> bytes:
    """The archive with nothing but the texts that a reader wants, unpacked within bounds whatever their heads claim.

    Macros, pictures and what else is in it stay out. TooMuchError, UnreadableError.
    """
    made = io.BytesIO()
    try:
        parts = dict(_parts(data))
    except (TooMuchError, UnreadableError):
        raise
    except Exception as error:  # a damaged archive makes the reader of archives raise almost anything
        raise UnreadableError from error
    _weigh(parts)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = archive.infolist()
        claimed = sum(one.file_size for one in inside if READ.fullmatch(one.filename))
        if len(inside) > MAX_PARTS or claimed > MAX_UNPACKED:
            raise TooMuchError("sheets_too_much")
        for one in inside:
            name = one.filename
            if name.lower() == BINARY_BOOK or one.compress_type not in PLAIN_WAYS:
                raise UnreadableError
            if READ.fullmatch(name) and len(name) <= LONGEST_NAME:
                yield name, archive.read(one)  # no more than its head says, which was weighed above


def _weigh(parts: dict[str, bytes]) -> None:
    sheets = [content for name, content in parts.items() if SHEET.fullmatch(name)]
    if len(sheets) > MAX_SHEETS:
        raise TooMuchError("sheets_too_much")
    strings = next((_lengths(content) for name, content in parts.items() if STRINGS.fullmatch(name)), [])
    cells = text = 0
    for content in sheets:
        box, said = _box(content, strings)
        cells, text = cells + box, text + said
        if cells > MAX_CELLS or text > MAX_TEXT:
            raise TooMuchError("sheets_too_much")
    if OPEN_BOOK in parts and _open_box(parts[OPEN_BOOK]) > MAX_CELLS:
        raise TooMuchError("sheets_too_much")


def _lengths(content: bytes) -> list[int]:
    """How many bytes each shared text takes at most."""
    edges = [*(found.start() for found in STRING_ITEM.finditer(content)), len(content)]
    return [end - start for start, end in pairwise(edges)]


def _box(content: bytes, strings: list[int]) -> tuple[int, int]:
    """How many cells lie between the first and the last one of a sheet, and how much text stands in them."""
    box, text, row, column, longest = Box(), 0, -1, -1, max(strings, default=0)
    for found in EITHER.finditer(content):
        given = found["row"]
        if given is not None:
            reference = REFERENCE.search(given)
            row = int(reference[2]) - 1 if reference and reference[2] and len(reference[2]) <= 9 else row + 1  # noqa: PLR2004 - digits of a row
            column = -1
            continue
        reference = REFERENCE.search(found["cell"])
        row, column = _place(reference, row, column)
        if found["cell"].endswith(b"/") or (found["inside"] or b"").strip() == b"</":
            continue
        box.hold(row, column)
        if IS_STRING.search(found["cell"]):
            value = found["value"]
            text += (strings[int(value)] if int(value) < len(strings) else 0) if value else longest
    return box.size, text


def _place(reference: re.Match[bytes] | None, row: int, column: int) -> tuple[int, int]:
    """Where a cell stands: where it says so, else behind the one before."""
    if reference is None or not (reference[1] and reference[2]):
        return max(row, 0), column + 1
    if len(reference[1]) > 3 or len(reference[2]) > 7:  # noqa: PLR2004 - beyond the last cell XFD1048576
        raise TooMuchError("sheets_too_much")
    number = 0
    for letter in reference[1].upper():
        number = number * 26 + letter - 64
    return int(reference[2]) - 1, number - 1


class Box:
    """The smallest box around cells; TooMuchError for cells where no spreadsheet has any."""

    def __init__(self) -> None:
        self.top = self.left = 1 << 40
        self.bottom = self.right = -1

    def hold(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Make the box reach to these cells."""
        self.top, self.left = min(self.top, row), min(self.left, column)
        self.bottom, self.right = max(self.bottom, row + rows - 1), max(self.right, column + columns - 1)
        if self.bottom >= MAX_ROWS or self.right >= MAX_COLUMNS:
            raise TooMuchError("sheets_too_much")

    @property
    def size(self) -> int:
        """The number of cells in it."""
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)


def _open_box(content: bytes) -> int:
    """The cells of all tables of an OpenDocument sheet, those that are said to repeat counted each."""
    total, box, row, rows, column, sheets = 0, Box(), 0, 0, 0, 0
    for found in TABLE.finditer(content):
        times = REPEATED.search(found["given"])
        count = int(times[1]) if times else 1
        match found["kind"]:
            case b"table":
                total, box, row, rows, sheets = total + box.size, Box(), 0, 0, sheets + 1
            case b"table-row":
                row, rows, column = row + rows, count, 0
            case _:
                if not found["given"].endswith(b"/") or b"value" in found["given"] or b"formula" in found["given"]:
                    box.hold(row, column, max(rows, 1), count)
                column += count
        if total + box.size > MAX_CELLS or sheets > MAX_SHEETS:
            raise TooMuchError("sheets_too_much")
    return total + box.size


def weigh_rows(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows as they come; TooMuchError once there are more than a spreadsheet has, or too many cells."""
    cells = 0
    for n, row in enumerate(chain(rows)):
        cells += len(row)
        if n >= MAX_ROWS or len(row) > MAX_COLUMNS or cells > MAX_CELLS:
            raise TooMuchError("sheets_too_much")
        yield row
