"""Tables in text: CSV with whatever sign between its cells, Markdown; row for row as a spreadsheet shows them."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from interviewer.errors import Problem, problem
from interviewer.sheets.limits import weigh_rows
from interviewer.sheets.model import Sheet
from interviewer.yamlfaults import NOT_UTF8
from interviewer.yamltext import BOM

DELIMITERS = ",;\t|"
DIVIDER = re.compile(r"\|[\s|:-]+\|?")
BREAK = re.compile(r"\r\n|\r|\n")
SAID_FIRST = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
QUOTED = re.compile(r"\"(?:[^\"]|\"\")*\"")
LOOKED_AT = 20
LONGEST_CELL = 2**31 - 1
END = "\x1e\x1e end \x1e\x1e"
"""Stands behind the last line: where it doesn't come back, a quotation mark that never closes has swallowed it."""


def decoded(data: bytes, encoding: str = "") -> str:
    """The text in UTF-8 or UTF-16; bytes that are neither are read as Windows-1252, in which old spreadsheets write.

    With an encoding, all of it in that one, a replacement character for what it doesn't have.
    """
    if encoding:
        return data.decode(encoding, "replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace").removeprefix(BOM)
    return NOT_UTF8.sub(_as_windows, data.decode("utf-8", "surrogateescape")).removeprefix(BOM)


def in_unicode(data: bytes) -> bool:
    """Whether the text is all in UTF-8 or in a wide encoding, so that there is nothing to guess."""
    return bool(_wide(data)) or not NOT_UTF8.search(data.decode("utf-8", "surrogateescape"))


def _wide(data: bytes) -> str:
    """The name of a wide encoding, by its mark or by the zeros on one side of the first characters."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:512]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 2 <= len(head) // 2 or min(even, odd) * 4 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _as_windows(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


def csv_sheet(text: str) -> tuple[Sheet, tuple[Problem, ...]]:
    """The table, and the line of a quotation mark that never closes, from which on marks are taken as they stand."""
    text = text.replace("\0", "")
    head = BREAK.split(text, 1)[0]
    said = SAID_FIRST.fullmatch(head)
    delimiter = said[1] if said else _delimiter(text)
    found = list(_rows(text, delimiter))
    line, last = found.pop() if found else (1, [END])
    rows = [row for _, row in found]
    problems: tuple[Problem, ...] = ()
    if last != [END]:
        problems = (problem("sheets_open_quote", line, 1, "warning"),)
        rows += _unquoted("\n".join(BREAK.split(text)[line - 1 :]), delimiter)
    return Sheet("csv", trimmed(rows[1:] if said else rows)), problems


def _delimiter(text: str) -> str:
    """The sign by which most of the first rows have equally many cells; sentences have commas too, but not equally many.

    Where that is the same for two, the one that stands in more of the first lines; those in quotation marks don't count.
    """
    first = "\n".join(BREAK.split(text, LOOKED_AT)[:LOOKED_AT])
    lines = BREAK.split(QUOTED.sub("", first))
    return max(
        DELIMITERS[:3],
        key=lambda sign: (
            _evenness(first, sign),
            sum(sign in line for line in lines),
            sum(map(str.count, lines, sign * len(lines))),
        ),
    )


def _evenness(text: str, sign: str) -> int:
    """How many tenths of the rows have the number of cells that is the most frequent, if that is more than one."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) if any(row)]
    except csv.Error:
        return 0
    width, rows = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return 10 * rows // len(widths) if width > 1 else 0


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line; the last one is END where all quotation marks close."""
    csv.field_size_limit(LONGEST_CELL)
    closed = text if not text or text.endswith(("\n", "\r")) else f"{text}\n"
    reader = csv.reader(io.StringIO(closed + END, newline=""), delimiter=delimiter)
    line = 1
    for row in weigh_rows(reader):
        yield line, row
        line = reader.line_num + 1


def _unquoted(text: str, delimiter: str) -> Iterable[list[str]]:
    return weigh_rows(line.split(delimiter) if line else [] for line in BREAK.split(text))


def markdown_sheet(text: str) -> Sheet:
    """The tables of a text in Markdown, one below the other; lines that are none are empty rows."""
    return Sheet("md", trimmed(weigh_rows(map(_markdown_row, BREAK.split(text)))))


def _markdown_row(line: str) -> list[str]:
    bare = line.strip()
    if not bare.startswith("|") or DIVIDER.fullmatch(bare):
        return []
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare.removesuffix("|"))[1:]]


def trimmed(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows without the empty cells at their ends, and without the empty ones at the end."""
    made: list[tuple[str, ...]] = []
    for row in rows:
        end = len(row)
        while end and not row[end - 1].strip():
            end -= 1
        made.append(tuple(row[:end]))
    while made and not made[-1]:
        made.pop()
    return tuple(made)
