"""Numbers drawn with characters: bars, heat maps, sparklines, curves. Each function returns lines that fit a width.

Every drawing says its values in digits too, so nothing hangs on a shade or a colour. Where the stream lacks block
characters there is a plain form of the same width.
"""

import os
from collections.abc import Callable, Sequence
from math import isfinite
from typing import NamedTuple, TextIO

from interviewer.screens.clean import cells, clean, one_line

GAP = 2
LEAST_LABEL, LEAST_BAR = 8, 6
PARTS = "▏▎▍▌▋▊▉█"
LEVELS, PLAIN_LEVELS = " ▁▂▃▄▅▆▇█", " .,:-=+*#"
SHADES, PLAIN_SHADES = " ░▒▓█", " .:*#"
FLAT, CORNER, PLAIN_CORNER = "─", ("│", "┐"), ("|", ".")
NONE = "–"
# Letters and ground together, so that a shade can be read on any terminal.
COLOURS = ("", "38;5;16;48;5;189", "38;5;16;48;5;153", "38;5;16;48;5;110", "38;5;231;48;5;25")
Number = float | None


class Ink(NamedTuple):
    """What can be drawn with: block characters, colours."""

    blocks: bool = True
    colour: bool = False


BLACK = Ink()


def ink_of(stream: TextIO) -> Ink:
    """What the stream can show. Colours only on a terminal, and never against NO_COLOR."""
    dumb = os.environ.get("TERM") == "dumb"
    colour = stream.isatty() and not dumb and not os.environ.get("NO_COLOR")
    return Ink(not dumb and _takes_blocks(stream), colour)


def _takes_blocks(stream: TextIO) -> bool:
    try:
        (PARTS + LEVELS + SHADES + FLAT + "".join(CORNER)).encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def digits(value: float) -> str:
    """A number in few digits: whole ones as they are, others with two decimals."""
    return str(int(value)) if value == int(value) else f"{value:.2f}"


def _share(value: Number, most: float) -> float:
    """The value as a part of the greatest, within 0 and 1."""
    return min(1.0, max(0.0, value / most)) if value is not None and isfinite(value) and most > 0 else 0.0


def _known(value: Number) -> bool:
    return value is not None and isfinite(value)


def _most(values: Sequence[Number]) -> float:
    return max((value for value in values if value is not None and isfinite(value)), default=0.0)


def _said(value: Number, say: Callable[[float], str], ink: Ink) -> str:
    if value is None or not isfinite(value):
        return NONE if ink.blocks else "-"
    return clean(say(value))


def _label(text: str, width: int, ink: Ink) -> str:
    shown = one_line(text, width)
    return shown if ink.blocks else shown.replace("…", "~")


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _before(text: str, width: int) -> str:
    return " " * (width - cells(text)) + text


# --- bars ---


class Bar(NamedTuple):
    """One bar: what it stands for, how long it is (None: not defined), what is written beside it (else its digits)."""

    label: str
    value: Number
    said: str = ""


def bars(rows: Sequence[Bar], width: int, ink: Ink = BLACK, most: float = 0.0) -> list[str]:
    """A line for each row: label, number, bar. The longest bar is `most` (the greatest value), negative ones are empty."""
    if not rows:
        return []
    said = [one_line(row.said, width // 3) if row.said else _said(row.value, digits, ink) for row in rows]
    numbers = max(map(cells, said))
    most_label = max(LEAST_LABEL, min(width // 2, width - numbers - 2 * GAP - LEAST_BAR))
    labels = min(max(cells(one_line(row.label, width)) for row in rows), most_label)
    room = max(LEAST_BAR, width - labels - numbers - 2 * GAP)
    full = most or _most([row.value for row in rows])
    return [
        (
            _padded(_label(row.label, labels, ink), labels)
            + " " * GAP
            + _before(text, numbers)
            + " " * GAP
            + bar(_share(row.value, full), room, ink)
        ).rstrip()
        for row, text in zip(rows, said, strict=True)
    ]


def bar(share: float, room: int, ink: Ink = BLACK) -> str:
    """A bar for a share between 0 and 1, of at most `room` cells; what is more than nothing shows."""
    if not ink.blocks:
        return "#" * max(round(share * room), share > 0)
    eighths = max(round(share * room * 8), share > 0)
    return PARTS[-1] * (eighths // 8) + (PARTS[eighths % 8 - 1] if eighths % 8 else "")


# --- sparkline ---


def sparkline(values: Sequence[Number], ink: Ink = BLACK, most: float = 0.0) -> str:
    """A character for each value, as high as it is beside the greatest; nothing at all is a space, not defined a dash."""
    full = most or _most(values)
    levels = LEVELS if ink.blocks else PLAIN_LEVELS
    drawn = []
    for value in values:
        share = _share(value, full)
        level = max(round(share * (len(levels) - 1)), share > 0)
        drawn.append(levels[level] if _known(value) else _said(value, digits, ink))
    return "".join(drawn)


# --- heat map ---


class Heat(NamedTuple):
    """A table of numbers to be shaded: names of rows and columns, a row of numbers for each row (None: not defined)."""

    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[Number]]


def heat_map(
    heat: Heat, width: int, ink: Ink = BLACK, say: Callable[[float], str] = digits, most: float = 0.0
) -> list[str]:
    """The table with a shade before each number; columns that don't fit in the width follow in further blocks.

    Column names stand above their columns where all are short enough, else they lead to them from the side.
    """
    if not heat.rows or not heat.columns:
        return []
    texts = [[_said(value, say, ink) for value in row] for row in heat.values]
    full = most or _most([value for row in heat.values for value in row])
    labels = min(max(cells(one_line(name, width)) for name in heat.rows), max(LEAST_LABEL * 2, width * 2 // 5))
    narrow = max(cells(text) for row in texts for text in row) + 2
    there = max(1, (width - labels - GAP + 1) // (narrow + 1))
    blocks = -(-len(heat.columns) // there)
    each = -(-len(heat.columns) // blocks)
    # Where there is room to spare, names that lead to their columns from the side may be longer than those of rows.
    longest = max(cells(one_line(name, width)) for name in heat.columns) - narrow + 2
    aside = max(labels, min(longest, width - GAP + 1 - each * (narrow + 1)))
    lines: list[str] = []
    for start in range(0, len(heat.columns), each):
        part = slice(start, start + each)
        names = [_label(name, width, ink) for name in heat.columns[part]]
        wide = max(narrow, *map(cells, names))
        fits = labels + GAP + len(names) * (wide + 1) - 1 <= width
        size, left = (wide, labels) if fits else (narrow, aside)
        head = _above(names, left, size) if fits else _leading(names, left, size, ink)
        lines += [*([""] if lines else []), *head]
        for name, values, said in zip(heat.rows, heat.values, texts, strict=True):
            shaded = [_cell(v, text, full, size, ink) for v, text in zip(values[part], said[part], strict=True)]
            lines.append((_padded(_label(name, labels, ink), left) + " " * GAP + " ".join(shaded)).rstrip())
    return lines


def _cell(value: Number, text: str, most: float, size: int, ink: Ink) -> str:
    """The shade at the left end of the cell, the digits at the right end; on a terminal with colours, a coloured cell."""
    share = _share(value, most)
    level = max(round(share * (len(SHADES) - 1)), share > 0)
    if ink.colour:
        colour = COLOURS[level]
        shown = _before(text, size)
        return f"\x1b[{colour}m{shown}\x1b[0m" if colour else shown
    glyph = (SHADES if ink.blocks else PLAIN_SHADES)[level]
    return glyph + _before(text, size - 1)


def _above(names: Sequence[str], labels: int, size: int) -> list[str]:
    return [(" " * (labels + GAP) + " ".join(_before(name, size) for name in names)).rstrip()]


def _leading(names: Sequence[str], labels: int, size: int, ink: Ink) -> list[str]:
    """A line for each column, the last one first: its name, then a line down to the end of its column."""
    down, corner = CORNER if ink.blocks else PLAIN_CORNER
    lines = []
    for n in reversed(range(len(names))):
        room = labels + GAP + n * (size + 1) + size - 1  # before the last cell of this column
        shown = _before(_label(names[n], room - 1, ink) + " ", room)
        lines.append(shown + corner + (" " * size + down) * (len(names) - 1 - n))
    return lines


# --- curve ---


class Curve(NamedTuple):
    """A growing total as steps, what each step added as bars below, the names of both; `at` is a step to point at."""

    total: Sequence[float]
    added: Sequence[float]
    names: tuple[str, str]
    at: int | None = None


WIDEST_STEP = 6


def curve(drawn: Curve, width: int, height: int = 10, ink: Ink = BLACK) -> list[str]:
    """Steps and bars between two axes, the numbers of the steps (from 1) below, then what the signs mean.

    With more steps than cells, a cell stands for several: the last total and the most that was added among them.
    """
    if not drawn.total:
        return []
    top = max(1.0, _most(drawn.total))
    axis = cells(digits(top))
    room = max(LEAST_BAR, width - axis - GAP)
    total, added, each = _gathered(drawn, room)
    step = min(WIDEST_STEP, max(1, room // len(total)))
    grid = [[" "] * (step * len(total)) for _ in range(height)]
    _draw_bars(grid, [_share(one, top) for one in added], step, ink)
    _draw_steps(grid, [_share(one, top) for one in total], step, ink)
    upright, flat, corner = ("┤", "─", "└") if ink.blocks else ("|", "-", "+")
    marks = {height - 1: digits(top), 0: "0"}
    if top == int(top) and int(top) % 2 == 0 and height % 2:
        marks[height // 2] = digits(top / 2)
    lines = [_before(marks.get(n, ""), axis) + " " + upright + "".join(grid[n]) for n in reversed(range(height))]
    lines = [line.rstrip() for line in lines]
    lines.append(" " * (axis + 1) + corner + flat * (step * len(total)))
    lines += _numbers(len(drawn.total), step, each, axis + GAP)
    if drawn.at is not None and 0 <= drawn.at < len(drawn.total):
        lines.append(" " * (axis + GAP + (drawn.at // each) * step + step // 2) + ("▲" if ink.blocks else "^"))
    signs = ("─", "█") if ink.blocks else ("_", "#")
    legend = "   ".join(f"{sign} {clean(name)}" for sign, name in zip(signs, drawn.names, strict=True))
    return [*lines, " " * (axis + GAP) + one_line(legend, width - axis - GAP)]


def _gathered(drawn: Curve, room: int) -> tuple[list[float], list[float], int]:
    """Totals and additions, gathered so that there are no more than cells; how many steps a cell stands for."""
    each = -(-len(drawn.total) // room)
    starts = range(0, len(drawn.total), each)
    total = [list(drawn.total[start : start + each])[-1] for start in starts]
    return total, [max(drawn.added[start : start + each]) for start in starts], each


def _draw_bars(grid: list[list[str]], shares: Sequence[float], step: int, ink: Ink) -> None:
    levels = LEVELS if ink.blocks else " #"
    most = len(levels) - 1
    for n, share in enumerate(shares):
        units = max(round(share * len(grid) * most), share > 0)
        for row in range(len(grid)):
            level = min(most, max(0, units - row * most))
            for place in range(n * step + (step > 2), (n + 1) * step - (step > 1)):  # noqa: PLR2004 - room between bars
                grid[row][place] = levels[level]


def _draw_steps(grid: list[list[str]], shares: Sequence[float], step: int, ink: Ink) -> None:
    """Flat pieces joined by upright ones; they go over the bars."""
    rise, low, high = ("│", "╯", "╭") if ink.blocks else ("|", "|", "_")
    before = None
    for n, share in enumerate(shares):
        level = round(share * (len(grid) - 1))
        for place in range(n * step, (n + 1) * step):
            grid[level][place] = "─" if ink.blocks else "_"
        if before is not None and level > before:
            place = n * step
            grid[before][place], grid[level][place] = low, high
            for row in range(before + 1, level):
                grid[row][place] = rise
        before = level


def _numbers(count: int, step: int, each: int, start: int) -> list[str]:
    """The numbers of the steps, as many as there is room for."""
    size = len(str(count)) + 1
    every = max(1, -(-size // step))
    row = [" "] * (start + step * -(-count // each) + size)
    for cell in range(0, -(-count // each), every):
        text = str(cell * each + 1)
        place = start + cell * step + max(0, step // 2 - len(text) + 1)
        row[place : place + len(text)] = text
    return ["".join(row).rstrip()]
