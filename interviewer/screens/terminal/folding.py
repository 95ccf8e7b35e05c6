"""A text folded at words into rows of so many cells, mended around each edit instead of folded anew.

The rows are kept as where they begin: those before the last edit counted from the start of the text, those behind it
from its end, so that an edit moves none of them. Folding goes on from the edit until a row begins where one began before.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from interviewer.screens.clean import is_tied, last_break
from interviewer.screens.terminal.clusters import NOT_PLAIN, WIDE, cells_of, cells_of_line, clusters, is_place
from interviewer.screens.terminal.edits import difference

# What stands before a row can change where it begins, but nothing that stands two rows before it.
ROWS_BACK = 2


class Place(NamedTuple):
    """A place on the screen: the row counted from the first one, and the cell in it."""

    row: int
    cell: int


class Span(NamedTuple):
    """A row of the text: where it begins and ends, without its newline; `folded` when its paragraph goes on below."""

    start: int
    end: int
    folded: bool


class Folding:
    """A text folded to a width: rows and cells for indexes, and back. `follow` makes it that of another text."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = width
        self._before = [0]
        self._behind: list[int] = []
        self._before.extend(_rows(text, 0, width))

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._before) + len(self._behind)

    def start(self, row: int) -> int:
        """Where a row begins."""
        beyond = row - len(self._before)
        return self._before[row] if beyond < 0 else len(self.text) - self._behind[-1 - beyond]

    def span(self, row: int) -> Span:
        """Where a row begins and ends."""
        start = self.start(row)
        end = self.start(row + 1) if row + 1 < self.count else len(self.text)
        broken = end > start and row + 1 < self.count and self.text[end - 1] == "\n"
        return Span(start, end - broken, not broken and row + 1 < self.count)

    def row(self, index: int) -> int:
        """The row in which an index of the text stands."""
        distance = len(self.text) - index
        if self._behind and distance <= self._behind[-1]:
            return self.count - bisect_left(self._behind, distance) - 1
        return bisect_right(self._before, index) - 1

    def place(self, index: int) -> Place:
        """Where an index of the text stands on the screen."""
        row = self.row(index)
        return Place(row, cells_of_line(self.text[self.start(row) : index]))

    def index(self, row: int, cell: int) -> int:
        """The index of the text that stands at a cell of a row, or the nearest one of that row."""
        row = max(0, min(row, self.count - 1))
        place, end, _folded = self.span(row)
        last = self.last(row)
        for cluster in clusters(self.text, place, end):
            cell -= cells_of(cluster)
            if cell < 0 or place >= last:
                break
            place += len(cluster)
        return min(place, last)

    def last(self, row: int) -> int:
        """The last index of a row where the cursor can stand: before the space that a folded row ends with."""
        start, end, folded = self.span(row)
        if not folded:
            return end
        place = end - 1
        while place > start and not is_place(self.text, place):
            place -= 1
        return place

    def follow(self, text: str) -> None:
        """Fold another text, of which only what differs (and a little around it) is looked at."""
        edit = difference(self.text, text)
        same_behind = len(self.text) - edit.end
        row = max(0, self.row(edit.start) - ROWS_BACK)
        self._split(row + 1)
        self.text = text
        for start in _rows(text, self._before[row], self.width):
            distance = len(text) - start
            while self._behind and self._behind[-1] > distance:
                self._behind.pop()
            if distance <= same_behind and self._behind and self._behind[-1] == distance:
                return
            self._before.append(start)
        self._behind.clear()

    def _split(self, rows: int) -> None:
        """Count the first rows from the start of the text and the others from its end."""
        length, more = len(self.text), rows - len(self._before)
        if more < 0:
            self._behind.extend([length - start for start in reversed(self._before[rows:])])
            del self._before[rows:]
        elif more > 0:
            self._before.extend([length - distance for distance in reversed(self._behind[-more:])])
            del self._behind[-more:]


def _rows(text: str, start: int, width: int) -> Iterator[int]:
    """Where the rows begin that stand behind the one which begins at `start`."""
    paragraph_end = -1
    while True:
        if paragraph_end < start:
            paragraph_end = text.find("\n", start)
            paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
        start = next_row(text, start, paragraph_end, width)
        if start < paragraph_end:
            yield start
        elif paragraph_end < len(text):
            start = paragraph_end + 1
            yield start
        else:
            return


def next_row(text: str, start: int, end: int, width: int) -> int:
    """Where the row behind the one at `start` begins in a paragraph that ends at `end`.

    Rows break after spaces (which may hang over the edge) and before wide characters; else they are cut.
    """
    reach = min(end, start + width + 2)
    odd = NOT_PLAIN.search(text, start, reach)
    if odd is None:
        return _next_plain(text, start, end, width)
    if odd.start() == start and _not_wide().search(text, start, min(end, start + width // 2 + 2)) is None:
        return min(end, start + width // 2)
    return _next_odd(text, start, end, width)


@cache
def _not_wide() -> re.Pattern[str]:
    return re.compile(f"[^{WIDE}]")


def _next_plain(text: str, start: int, end: int, width: int) -> int:
    """Where the next row begins when each character takes one cell."""
    if end - start <= width:
        return end
    space = last_break(text, start, start + width + 1)
    return start + width if space < start else _past_spaces(text, space, end)


def _past_spaces(text: str, place: int, end: int) -> int:
    while place < end and text[place] == " ":
        place += 1
    # A mark on a space is one character with it.
    return place if is_place(text, place) else place - 1


def _next_odd(text: str, start: int, end: int, width: int) -> int:
    """Where the next row begins when characters differ in width or go together."""
    used, cut, tied, place = 0, start, start, start
    for cluster in clusters(text, start, end):
        size = cells_of(cluster)
        if size > 1 and place > start:
            cut = place
        if used + size > width and cluster != " " and place > start:
            return cut if cut > start else tied if tied > start else place
        used += size
        place += len(cluster)
        if cluster == " ":
            cut, tied = (cut, place) if is_tied(text, place) else (place, place)
    return end
