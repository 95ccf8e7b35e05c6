"""Where chatter is written: standard error, wrapped at words, quiet styles where the terminal shows them."""

import os
import re
import shutil
import sys
from collections.abc import Iterable
from itertools import zip_longest
from typing import TextIO

from interviewer.screens.clean import cells, clean, wrap

STYLES = {"": "", "strong": "1", "quiet": "2", "warn": "33", "bad": "1;31", "good": "32", "theme": "1;36"}
BLANK = re.compile(r"\n[ \t]*\n\s*")
ITEM = re.compile(r"\n(?=\s*(?:[-•*–]|\d+[.)])\s)")
LEAST = 20  # columns in which it makes sense to wrap
WIDEST = 100  # longer lines are tiring to read aloud from


def wrapped_for(stream: TextIO, text: str) -> str:
    """The lines wrapped at words where the stream is a terminal, each under its own indent; elsewhere as they are."""
    if not stream.isatty():
        return text
    columns = max(LEAST, shutil.get_terminal_size().columns)
    rows: list[str] = []
    for line in text.split("\n"):
        inner = line.lstrip(" ")
        rows += wrap(inner, columns, " " * min(len(line) - len(inner), columns // 2)) if inner else [""]
    return "\n".join(rows)


class Paper:
    """Writes sentences for the person at the keyboard. A terminal that is gone costs a line, never the interview."""

    def __init__(self, stream: TextIO | None = None, *, styled: bool = True) -> None:
        self._stream = stream or sys.stderr
        terminal = self._stream.isatty()
        self._styled = styled and terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._terminal = terminal

    @property
    def width(self) -> int:
        """Columns to write in; 0 where lines aren't wrapped, because no terminal shows them."""
        return min(WIDEST, shutil.get_terminal_size().columns) if self._terminal else 0

    def say(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """Write the text, cleaned for a terminal, as one or several lines."""
        space = " " * indent
        lines = wrap(text, self.width - indent) if self.width else clean(text).split("\n")
        start, end = (f"\x1b[{STYLES[style]}m", "\x1b[0m") if self._styled and STYLES[style] else ("", "")
        for line in lines or [""]:
            self._write(f"{space}{start}{line}{end}" if line else "")

    def _write(self, line: str) -> None:
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            self._terminal = self._styled = False

    def read_out(self, text: str, style: str = "", indent: int = 0) -> None:
        """Write a text of a guide: its paragraphs are filled anew, since its line ends are only those of the file."""
        self.say("\n\n".join(_filled(part) for part in BLANK.split(text.strip())), style, indent)

    def pairs(self, rows: Iterable[tuple[str, str]], column: int) -> None:
        """Write what is typed on the left and what it does on the right, wrapped under itself; long ones have a line alone."""
        room = self.width - column - 4 if self.width else 0
        for typed, does in rows:
            lines = wrap(does, room) if room > LEAST else [clean(does)]
            if cells(typed) > column:
                self.say(typed, indent=2)
                typed = ""  # noqa: PLW2901 - it is written
            for line in lines:
                self._write(f"  {typed}{' ' * (column - cells(typed) + 2)}{line}")
                typed = ""  # noqa: PLW2901 - only before the first line

    def side_by_side(self, left: str, right: str, indent: int = 0) -> None:
        """Write two texts beside each other, each wrapped in its half of the page."""
        half = (self.width - indent - 3) // 2
        columns = [wrap(text, half) or [""] for text in (left, right)]
        for one, other in zip_longest(*columns, fillvalue=""):
            self._write(f"{' ' * indent}{one}{' ' * (half - cells(one))}   {other}".rstrip())

    def turn_page(self) -> None:
        """Begin at the top of an empty screen, where one is drawn on."""
        if self._styled:
            self._write("\x1b[2J\x1b[H")

    def rule(self, title: str) -> None:
        """A heading across the page."""
        width = self.width or 78
        shown = clean(title).replace("\n", " ")
        self.say(f"── {shown} " + "─" * max(0, width - len(shown) - 4), "theme")


def _filled(paragraph: str) -> str:
    """One line a paragraph, but list items keep theirs."""
    return "\n".join(" ".join(item.split("\n")) for item in ITEM.split(paragraph))
