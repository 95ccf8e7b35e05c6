"""Whether the terminal can show an interview: its size, and whether it can write every letter."""

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import suppress

from interviewer.study.readiness.finding import ATTENTION, NO, OK, Finding, found

COMFORTABLE, LEAST = (80, 24), (40, 10)


def terminal_findings() -> Iterator[Finding]:
    """What was found of the terminal on which this was called."""
    yield size_finding(_size())
    yield _letters()


def size_finding(size: tuple[int, int] | None) -> Finding:
    """Whether so many columns and rows are enough; None where there is no terminal."""
    if size is None:
        return found("terminal", ATTENTION, "terminal_none")
    columns, rows = size
    if columns < LEAST[0] or rows < LEAST[1]:
        return found(
            "terminal", NO, "terminal_no", least_columns=LEAST[0], least_rows=LEAST[1], columns=columns, rows=rows
        )
    if columns < COMFORTABLE[0] or rows < COMFORTABLE[1]:
        return found("terminal", ATTENTION, "terminal_small", columns=columns, rows=rows)
    if os.environ.get("TERM", "").lower() in ("dumb", "unknown") and sys.platform != "win32":
        return found("terminal", ATTENTION, "terminal_dumb", columns=columns, rows=rows)
    return found("terminal", OK, "terminal_ok", columns=columns, rows=rows)


def _size() -> tuple[int, int] | None:
    for stream in (sys.stderr, sys.stdout, sys.stdin):
        with suppress(OSError, ValueError, AttributeError):
            columns, rows = os.get_terminal_size(stream.fileno())
            if columns and rows:
                return columns, rows
    return None


def _letters() -> Finding:
    """Whether every letter can be shown: the screens are French, and people speak as they do."""
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    with suppress(LookupError):
        encoding = codecs.lookup(encoding).name
    if encoding.startswith("utf"):
        return found("letters", OK, "letters_ok", encoding=encoding.upper())
    return found("letters", ATTENTION, "letters_few", encoding=encoding.upper())
