"""Lines of a piped script: one line an answer or an action, a turn of several lines between two lines of three quotes."""

from collections.abc import Callable
from typing import NamedTuple

FENCE = '"""'


class Line(NamedTuple):
    """What was given at once, with the number of its first line; `note` is the rule id of something to be said of it."""

    text: str
    number: int
    note: str = ""


class Script:
    """Reads answers from a pipe, a line at a time, so that each is safe before the next is read.

    `read_line` gives the next raw line, empty at the end. Text is UTF-8; a line that isn't is read as Windows-1252,
    where old editors save French, and `note` says so.
    """

    def __init__(self, read_line: Callable[[], bytes]) -> None:
        self._read_line = read_line
        self._number = 0

    def next(self) -> Line:
        """The next line or block. Raises EOFError at the end of the script."""
        text, note = self._one()
        if text.strip() != FENCE:
            return Line(text, self._number, note)
        start = self._number
        rows: list[str] = []
        while True:
            try:
                text, faulty = self._one()
            except EOFError:  # nothing that was said is dropped because its end mark is missing
                if not rows:
                    raise
                return Line("\n".join(rows), start, "script_block_open")
            note = note or faulty
            if text.strip() == FENCE:
                return Line("\n".join(rows), start, note)
            rows.append(text)

    def _one(self) -> tuple[str, str]:
        raw = self._read_line()
        if not raw:
            raise EOFError
        self._number += 1
        raw = raw.removesuffix(b"\n").removesuffix(b"\r")
        if self._number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        try:
            return raw.decode("utf-8"), ""
        except UnicodeDecodeError:
            return raw.decode("cp1252", "surrogateescape"), "script_not_utf8"
