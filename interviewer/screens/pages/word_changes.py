"""Words that went and came, in one line of text: `[-old-]{+new+}`, coloured where the terminal shows it."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size
from typing import NamedTuple

from interviewer.guide.wording import Piece, pieces
from interviewer.screens.clean import ELLIPSIS, char_cells, clean, row_starts
from interviewer.screens.pages.drawing import ink_of

COLOURS = {"gone": "31", "come": "32", "bad": "1;31", "quiet": "2", "strong": "1", "theme": "1;36"}
BRACKETS = {"same": ("", ""), "gone": ("[-", "-]"), "come": ("{+", "+}")}
MANY, AROUND = 60, 6
WORDS = re.compile(r"\s*\S+")


class Run(NamedTuple):
    """A stretch of a line and how it looks: `gone`, `come`, a style, or nothing."""

    text: str
    style: str = ""


def sheet() -> tuple[int, bool]:
    """The columns of the terminal on standard output and whether it shows colours; 0 columns where none is looked at."""
    return (get_terminal_size().columns if sys.stdout.isatty() else 0), ink_of(sys.stdout).colour


def word_changes(before: str, after: str) -> tuple[Run, ...]:
    """What stayed, went and came; of a long text only what stands around the changes."""
    found = pieces(before.strip(), after.strip())
    if sum(len(piece.text.split()) for piece in found) > MANY:
        found = tuple(_around(found))
    return tuple(
        Run("".join((*BRACKETS[sort][:1], _flat(text), *BRACKETS[sort][1:])), _style(sort)) for sort, text in found
    )


def _style(sort: str) -> str:
    return "" if sort == "same" else sort


def _flat(text: str) -> str:
    """Clean, on one line; a break of a line is a space."""
    return clean(text.replace("\n", " "))


def _around(found: Sequence[Piece]) -> Iterator[Piece]:
    """Long stretches that stayed are shown where they meet a change."""
    last = len(found) - 1
    for n, piece in enumerate(found):
        words = WORDS.findall(piece.text)
        if piece.sort != "same" or len(words) <= 2 * AROUND + 1:
            yield piece
            continue
        start = "".join(words[:AROUND]) if n > 0 else ""
        end = "".join(words[-AROUND:]) if n < last else ""
        yield Piece("same", f"{start} {ELLIPSIS}{end}")


def rows(runs: Iterable[Run], width: int, indent: str, *, colour: bool, first: str = "") -> list[str]:
    """The runs as lines of at most `width` cells (0: one line), `first` in the place of the indent of the first one."""
    parts = [run for run in runs if run.text]
    text = "".join(run.text for run in parts)
    starts = row_starts(text, max(1, width - len(indent)), char_cells) if width else [0]
    ends = [*starts[1:], len(text)]
    made = []
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        made.append((first if first and not n else indent) + _coloured(parts, start, end, colour=colour).rstrip(" "))
    return made


def _coloured(parts: Sequence[Run], start: int, end: int, *, colour: bool) -> str:
    """What stands between two places of the line; a colour ends with its row."""
    said, at = "", 0
    for text, style in parts:
        here = text[max(0, start - at) : max(0, end - at)]
        at += len(text)
        code = COLOURS.get(style, "") if colour else ""
        said += f"\x1b[{code}m{here}\x1b[0m" if here and code else here
    return said
