"""The turn under the eye: its words with what is selected, under them the marks as numbered brackets, then their labels."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from interviewer.coding.excerpt import Span
from interviewer.screens.room.lines import Fragment, Row, hanging
from interviewer.screens.terminal.clusters import cells_of, cells_of_line, clusters, drawn_line
from interviewer.screens.terminal.folding import Folding

BAR: tuple[Fragment, ...] = (("class:bar", " ┃ "),)
BAR_CELLS = 3
MOST_LANES = 4


class Shown(NamedTuple):
    """Marks of one span as they are drawn: their numbers, where they stand, the class of its accent; nothing is drawn for the whole turn."""

    number: str
    span: Span
    accent: str


class Words(NamedTuple):
    """The rows, and for each one the code points that it shows (none for a row of brackets)."""

    rows: tuple[Row, ...]
    spans: tuple[Span | None, ...]


@lru_cache(maxsize=64)
def words(text: str, marks: tuple[Shown, ...], selected: Span | None, width: int) -> Words:
    """The text folded at words, the selected part reversed, with brackets under the marked parts."""
    folding = Folding(text, max(2, width - BAR_CELLS))
    lanes = _lanes([one for one in marks if one.span != (0, len(text))])
    rows: list[Row] = []
    spans: list[Span | None] = []
    for number in range(folding.count):
        start, end, _folded = folding.span(number)
        rows.append((*BAR, *_pieces(text, start, end, selected)))
        spans.append((start, end))
        for lane in lanes:
            drawn = _brackets(text, start, end, lane)
            if drawn:
                rows.append((*BAR, *drawn))
                spans.append(None)
    return Words(tuple(rows), tuple(spans))


def place_under(text: str, span: Span, cell: int) -> int:
    """The code point that is drawn at that cell of the row which shows this span."""
    place, left = span[0], cell - BAR_CELLS
    for cluster in clusters(text, *span):
        left -= cells_of(cluster)
        if left < 0:
            break
        place += len(cluster)
    return max(span[0], min(place, span[1] - 1))


def _pieces(text: str, start: int, end: int, selected: Span | None) -> list[Fragment]:
    low, high = selected or (0, 0)
    a, b = max(start, low), min(end, high)
    if a >= b:
        return [("class:words", drawn_line(text[start:end]))]
    parts = (("class:words", start, a), ("class:chosen", a, b), ("class:words", b, end))
    return [(style, drawn_line(text[one:other])) for style, one, other in parts if one < other]


def _lanes(marks: Sequence[Shown]) -> list[list[Shown]]:
    """The marks in as few rows of brackets as let none of them overlap another."""
    lanes: list[list[Shown]] = []
    for one in sorted(marks, key=lambda mark: (mark.span[0], -mark.span[1])):
        lane = next((lane for lane in lanes if lane[-1].span[1] <= one.span[0]), None)
        if lane is not None:
            lane.append(one)
        elif len(lanes) < MOST_LANES:
            lanes.append([one])
    return lanes


def _brackets(text: str, start: int, end: int, lane: Sequence[Shown]) -> list[Fragment]:
    """One row of brackets under this row of the text; nothing where the lane has none here."""
    found: list[Fragment] = []
    at = 0
    for one in lane:
        low, high = max(start, one.span[0]), min(end, one.span[1])
        if low >= high:
            continue
        left, right = cells_of_line(text[start:low]), cells_of_line(text[start:high])
        right = max(right, left + 1)
        if left > at:
            found.append(("", " " * (left - at)))
        left = max(left, at)
        found.append((one.accent, _bracket(one, right - left, begins=low == one.span[0], ends=high == one.span[1])))
        at = right
    return found


def _bracket(one: Shown, cells: int, *, begins: bool, ends: bool) -> str:
    """`└1────┘`, open where the mark goes on in another row."""
    number = one.number
    if cells <= len(number):
        return number[:cells]
    left = "└" if begins and cells > len(number) + 1 else ""
    right = "┘" if ends and cells > len(number) + len(left) else ""
    return left + number + "─" * (cells - len(left) - len(number) - len(right)) + right


@lru_cache(maxsize=512)
def quiet_turn(who: str, text: str, width: int, most: int) -> tuple[Row, ...]:
    """A turn of the context, set in and without a bar; a long one by its beginning."""
    beginning = text[: width * (most + 1) * 2]
    rows = hanging((("", " " * BAR_CELLS), ("class:quiet", f"{who}  " if who else "")), beginning, width, "class:quiet")
    if len(rows) <= most and len(beginning) == len(text):
        return tuple(rows)
    kept = rows[:most]
    last = "".join(words for _style, words in kept[-1])
    cut = last[: max(0, width - 2)].rstrip()
    return (*kept[:-1], (("class:quiet", f"{cut} …"),))
