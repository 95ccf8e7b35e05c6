"""A CSV file that somebody or some program wrote, as cells with their places. Pure."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from interviewer.errors import Problem, problem

SEPARATORS = (",", ";", "\t")
LONGEST_CELL = 2**31 - 1  # what a C long holds on every system
BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class Cell(NamedTuple):
    """What stands in one place of the table, spaces around it left out; lines and columns count from 1."""

    text: str
    line: int
    column: int


class Cells(NamedTuple):
    """A whole table: the header, the lines below it that are not empty, whether a spreadsheet's guards stand in it."""

    header: Sequence[Cell]
    lines: Sequence[Sequence[Cell]]
    guarded: bool = False


def cells_of(data: bytes) -> tuple[Cells | None, list[Problem]]:
    """The cells of the file, and all that is wrong with its form; None where it has no first line or is no text.

    `,`, `;` or tab between cells; any line ends. Where quotation marks don't close, reading goes no further.
    """
    text, problems = decoded(data)
    if problems:
        return None, problems
    lines = list(io.StringIO(text, newline=""))
    separator = separator_of(lines[0] if lines else "")
    found = list(records(lines, separator))
    broken = [record for record in found if isinstance(record, Problem)]
    table = [record for record in found if record and not isinstance(record, Problem)]
    if not table:
        return None, broken
    filled = [cells for cells in table[1:] if any(cell.text.strip() for cell in cells)]
    return Cells(table[0], filled, separator == ";" and data.startswith(b"\xef\xbb\xbf")), broken


def header_names(cells: Sequence[Cell]) -> list[str]:
    """The names of the columns in small letters; empty ones at the end are left out."""
    names = [cell.text.strip().strip("\ufeff").lower().removeprefix("'") for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def decoded(data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file: UTF-8 with or without BOM, or UTF-16 with one; else a problem that names the first wrong byte."""
    encoding = next((name for bom, name in BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        byte = f"0x{data[error.start]:02X}" if error.start < len(data) else "-"
        return "", [problem("marks_not_utf8", line, column, byte=byte)]


def separator_of(header: str) -> str:
    """What stands between the cells of the first line."""
    return max(SEPARATORS, key=header.count)


def records(lines: Sequence[str], separator: str) -> Iterator[list[Cell] | Problem]:
    """Each record as cells; where quotation marks don't close, a problem, and reading goes no further."""
    reader = csv.reader(iter(lines), delimiter=separator, strict=True)
    limit = csv.field_size_limit(LONGEST_CELL)
    done = 0
    try:
        for cells in reader:
            raw = "".join(lines[done : reader.line_num])
            found = _quoted(cells, raw, separator, done + 1) if '"' in raw else _plain(cells, done + 1)
            done = reader.line_num
            yield found
    except csv.Error:
        yield problem("marks_quotes", done + 1, 1)
    finally:
        csv.field_size_limit(limit)


def _plain(cells: Sequence[str], line: int) -> list[Cell]:
    """The cells of a record without quotation marks."""
    found, column = [], 1
    for text in cells:
        found.append(Cell(text, line, column))
        column += len(text) + 1
    return found


def _quoted(cells: Sequence[str], raw: str, separator: str, line: int) -> list[Cell]:
    """The cells of a record in which separators and line breaks may stand inside of cells."""
    written = _cell_pattern(separator)
    found: list[Cell] = []
    at, column = 0, 1
    for text in cells:
        found.append(Cell(text, line, column))
        match = written.match(raw, at)
        end = match.end() + 1 if match else at + 1
        piece = raw[at:end]
        if "\n" in piece or "\r" in piece:
            piece = piece.replace("\r\n", "\n").replace("\r", "\n")
            line += piece.count("\n")
            column = len(piece) - piece.rfind("\n")
        else:
            column += len(piece)
        at = end
    return found


@cache
def _cell_pattern(separator: str) -> re.Pattern[str]:
    return re.compile(rf'(?:"(?:[^"]|"")*"|[^{re.escape(separator)}"])*')
