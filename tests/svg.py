"""A terminal's screen as an SVG picture: the same bytes for the same screen, no script, no font from elsewhere.

Every run of cells of one style is one `<text>` of an exact length, so the grid holds whatever font the reader has; lines
and blocks are drawn as shapes, without gaps. The words of the screen stand in `<desc>` for those who don't see it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pyte
from pyte import graphics

WIDE, HIGH, BASE, SIZE = 8.4, 19, 14, 14
EDGE, BAR = 14, 30
FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'Cascadia Mono','DejaVu Sans Mono','Liberation Mono',monospace"
NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
FAINT, ALTERNATE = 2, (47, 1047, 1049)
# Each line, and which of left, right, up and down it reaches.
_REACH = "─lr │ud ┌rd ┐ld └ru ┘lu ├rud ┤lud ┬lrd ┴lru ┼lrud ╭rd ╮ld ╰ru ╯lu ╴l ╵u ╶r ╷d"
LINES = {line[0]: line[1:] for line in _REACH.split()}
# Left, top, width, height of each block in eighths of a cell.
BLOCKS: dict[str, tuple[int, int, int, int]] = {
    **{char: (0, 8 - n, 8, n) for n, char in enumerate("▁▂▃▄▅▆▇█", 1)},
    **{char: (0, 0, 8 - n, 8) for n, char in enumerate("▉▊▋▌▍▎▏", 1)},
    "▀": (0, 0, 8, 4),
    "▐": (4, 0, 4, 8),
    "▔": (0, 0, 8, 1),
    "▕": (7, 0, 1, 8),
}


class Ground(NamedTuple):
    """The colours of a terminal: paper and ink, frame, cursor, then the sixteen by name."""

    paper: str
    ink: str
    frame: str
    cursor: str
    colours: dict[str, str]

    def colour(self, name: str, default: str) -> str:
        """What a name of pyte's looks like here."""
        if name == "default":
            return default
        return self.colours.get(name.replace("bfight", "bright")) or f"#{name}"


def _sixteen(dark: str, bright: str) -> dict[str, str]:
    plain = dict(zip(NAMES, dark.split(), strict=True))
    return plain | {f"bright{name}": value for name, value in zip(NAMES, bright.split(), strict=True)}


GROUNDS = {
    "light": Ground(
        "#fcfbf8", "#24292f", "#d9d5cc", "#24292f",
        _sixteen(
            "#24292f #b3261e #2b6a30 #855800 #1f5fa8 #8a3a8f #0f6a73 #e9e6df",
            "#646a73 #c4342b #2f7a35 #8f6200 #2a6ec0 #9a47a0 #14757f #fcfbf8",
        ),
    ),
    "dark": Ground(
        "#1b1e24", "#d8dbe0", "#333842", "#d8dbe0",
        _sixteen(
            "#2b303a #f07b72 #85c488 #e0b25c #7db0ee #cf9bd6 #6cc3cc #d8dbe0",
            "#949ba6 #ff958c #9bd69e #eec57a #98c4ff #e0b3e6 #86d6de #ffffff",
        ),
    ),
}  # fmt: skip


class Style(NamedTuple):
    """How a cell looks, before a ground gives its colours."""

    ink: str = "default"
    paper: str = "default"
    bold: bool = False
    italic: bool = False
    under: bool = False
    struck: bool = False
    reverse: bool = False
    faint: bool = False


class Cell(NamedTuple):
    """A character (empty behind one that takes two cells), with what it looks like."""

    text: str
    style: Style


class Shown(NamedTuple):
    """What a terminal shows: its rows of cells, and row and column of the cursor if it is seen."""

    rows: tuple[tuple[Cell, ...], ...]
    cursor: tuple[int, int] | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of each row, without the blanks at its end."""
        return tuple("".join(cell.text for cell in row).rstrip() for row in self.rows)


class Screen(pyte.Screen):
    """pyte's screen, with the second screen of full-screen programs, and faint text (which stands in pyte's `blink`)."""

    _first: Any = None

    def set_mode(self, *modes: int, **how: Any) -> None:
        super().set_mode(*modes, **how)
        if how.get("private") and any(mode in ALTERNATE for mode in modes) and self._first is None:
            self._first = {y: dict(line) for y, line in self.buffer.items()}, (self.cursor.y, self.cursor.x)
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **how: Any) -> None:
        super().reset_mode(*modes, **how)
        if how.get("private") and any(mode in ALTERNATE for mode in modes) and self._first is not None:
            rows, (self.cursor.y, self.cursor.x) = self._first
            self._first = None
            self.erase_in_display(2)
            for y, row in rows.items():
                self.buffer[y].update(row)

    def select_graphic_rendition(self, *attributes: int, **_unknown: Any) -> None:
        super().select_graphic_rendition(*_without_faint(attributes))


def _without_faint(attributes: Sequence[int]) -> list[int]:
    """2 (faint) becomes 5 (blink, which nothing of ours does); 22 ends both bold and faint; colours pass unread."""
    told: list[int] = []
    rest = list(attributes)
    while rest:
        one = rest.pop(0)
        if one in (graphics.FG_256, graphics.BG_256):
            taken = 2 if rest[:1] == [5] else 4
            told += [one, *rest[:taken]]
            del rest[:taken]
        else:
            told += {FAINT: [5], 22: [22, 25]}.get(one, [one])
    return told


def shown(raw: bytes, columns: int, rows: int) -> Shown:
    """What a terminal of this size shows after these bytes."""
    screen = Screen(columns, rows)
    pyte.ByteStream(screen).feed(for_pyte(raw))
    grid = tuple(tuple(_cell(screen.buffer[y][x]) for x in range(columns)) for y in range(rows))
    cursor = None if screen.cursor.hidden else (screen.cursor.y, min(screen.cursor.x, columns - 1))
    return Shown(grid, cursor)


def for_pyte(raw: bytes) -> bytes:
    """Without the sequences that pyte takes for others (`CSI > ... m` asks for keys, it underlines nothing)."""
    return re.sub(rb"\x1b\[[<>=][0-9;]*[ -/]*[@-~]|\x1b\[\?[0-9;]*m|\x1bP.*?\x1b\\", b"", raw, flags=re.DOTALL)


def _cell(char: Any) -> Cell:
    flags = (char.bold, char.italics, char.underscore, char.strikethrough, char.reverse, char.blink)
    return Cell(char.data, Style(char.fg, char.bg, *flags))


def svg(screen: Shown, ground: Ground, title: str) -> str:
    """The picture. `title` stands in the bar of its window and is its name."""
    columns = len(screen.rows[0])
    width, height = 2 * EDGE + columns * WIDE, BAR + 2 * EDGE + len(screen.rows) * HIGH
    size = f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}"'
    grid = f'transform="translate({EDGE} {BAR + EDGE})" font-family="{FONTS}" font-size="{SIZE}" fill="{ground.ink}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" {size}>',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(chr(10).join(screen.lines))}</desc>',
        "<style>text{white-space:pre}.b{font-weight:700}.i{font-style:italic}</style>",
        *_window(width, height, ground, title),
        f'<g {grid} xml:space="preserve">',
        *_papers(screen, ground),
        *_cursor(screen, ground),
        *_inks(screen, ground),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _window(width: float, height: float, ground: Ground, title: str) -> Iterator[str]:
    yield (
        f'<rect x=".5" y=".5" width="{_n(width - 1)}" height="{_n(height - 1)}" rx="9" fill="{ground.paper}" '
        f'stroke="{ground.frame}"/>'
    )
    yield f'<path d="M1 {BAR}H{_n(width - 1)}" stroke="{ground.frame}"/>'
    for x in (18, 36, 54):
        yield f'<circle cx="{x}" cy="{BAR / 2:g}" r="5" fill="{ground.frame}"/>'
    yield (
        f'<text x="{_n(width / 2)}" y="{BAR / 2 + 4:g}" text-anchor="middle" font-family="system-ui,sans-serif" '
        f'font-size="12" fill="{ground.colours["brightblack"]}" class="bar">{escape(title)}</text>'
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _colours(style: Style, ground: Ground) -> tuple[str, str]:
    """Ink and paper of a cell."""
    ink, paper = ground.colour(style.ink, ground.ink), ground.colour(style.paper, ground.paper)
    if style.faint:
        ink = mixed(ink, paper, 0.3)
    return (paper, ink) if style.reverse else (ink, paper)


def mixed(one: str, other: str, share: float) -> str:
    """A colour with so much of another in it."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _papers(screen: Shown, ground: Ground) -> Iterator[str]:
    """The grounds of cells that have one of their own."""
    for y, row in enumerate(screen.rows):
        for paper, cells in groupby(enumerate(row), lambda at: _colours(at[1].style, ground)[1]):
            xs = [x for x, _cell in cells]
            if paper != ground.paper:
                yield f'<rect x="{_n(xs[0] * WIDE)}" y="{y * HIGH}" width="{_n(len(xs) * WIDE)}" height="{HIGH}" fill="{paper}"/>'


def _cursor(screen: Shown, ground: Ground) -> Iterator[str]:
    if screen.cursor is not None:
        y, x = screen.cursor
        yield f'<rect x="{_n(x * WIDE)}" y="{y * HIGH}" width="{_n(WIDE)}" height="{HIGH}" fill="{ground.cursor}"/>'


class _Run(NamedTuple):
    """Characters of one style side by side, from this column on."""

    x: int
    text: str
    cells: int
    style: Style
    ink: str


def _runs(row: Sequence[Cell], ground: Ground, cursor: int | None) -> Iterator[_Run]:
    """The row in runs. A character that fonts may draw in another width is a run of its own."""

    def kind(at: tuple[int, Cell]) -> tuple[Any, ...]:
        x, cell = at
        alone = x if not _sure(cell.text) or x == cursor else -1
        return (x - 1 if not cell.text else alone), cell.style

    for (_alone, style), found in groupby(enumerate(row), kind):
        cells = list(found)
        text = "".join(cell.text for _x, cell in cells)
        ink = ground.paper if cells[0][0] == cursor else _colours(style, ground)[0]
        for x, words in _words(cells[0][0], text) if _sure(text) else [(cells[0][0], text)]:
            yield _Run(x, words, len(words) if _sure(words) else len(cells), style, ink)


def _words(x: int, text: str) -> Iterator[tuple[int, str]]:
    """A run without the blanks around it, cut where it has many of them, with the columns of its parts."""
    parts = text.split("   ")
    for part in parts:
        left = part.lstrip(" ")
        if words := left.rstrip(" "):
            yield x + len(part) - len(left), words
        x += len(part) + 3


def _sure(text: str) -> bool:
    """Whether every monospaced font draws each of these characters in one cell."""
    return all(" " <= char < "\u0180" or char in "‘’“”–—…«»•œ" for char in text)


def _inks(screen: Shown, ground: Ground) -> Iterator[str]:
    """Text, lines and blocks."""
    shapes: dict[str, list[str]] = {}
    for y, row in enumerate(screen.rows):
        cursor = screen.cursor[1] if screen.cursor and screen.cursor[0] == y else None
        for run in _runs(row, ground, cursor):
            if run.text in LINES:
                shapes.setdefault(run.ink, []).append(_line(run.text, run.x, y))
            elif run.text in BLOCKS:
                yield _block(run, y)
            elif run.text.strip(" "):
                yield _text(run, y, ground)
            if (run.style.under or run.style.struck) and run.text:
                yield from _strokes(run, y)
    for ink, paths in shapes.items():
        yield f'<path d="{"".join(paths)}" fill="none" stroke="{ink}" stroke-width="1.1"/>'


def _text(run: _Run, y: int, ground: Ground) -> str:
    classes = "".join(name for name, on in (("b", run.style.bold), ("i", run.style.italic)) if on)
    look = f' class="{" ".join(classes)}"' if classes else ""
    look += f' fill="{run.ink}"' if run.ink != ground.ink else ""
    length = f'textLength="{_n(run.cells * WIDE)}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{_n(run.x * WIDE)}" y="{y * HIGH + BASE}" {length}{look}>{escape(run.text)}</text>'


def _line(char: str, x: int, y: int) -> str:
    left, top = x * WIDE, y * HIGH
    middle, centre = left + WIDE / 2, top + HIGH / 2
    ends = {"l": f"H{_n(left)}", "r": f"H{_n(left + WIDE)}", "u": f"V{_n(top)}", "d": f"V{_n(top + HIGH)}"}
    if LINES[char] == "lr":
        return f"M{_n(left)} {_n(centre)}h{_n(WIDE)}"
    return "".join(f"M{_n(middle)} {_n(centre)}{ends[way]}" for way in LINES[char])


def _block(run: _Run, y: int) -> str:
    left, top, width, height = BLOCKS[run.text]
    across, down = WIDE / 8, HIGH / 8
    place = f'x="{_n(run.x * WIDE + left * across)}" y="{_n(y * HIGH + top * down)}"'
    return f'<rect {place} width="{_n(width * across)}" height="{_n(height * down)}" fill="{run.ink}"/>'


def _strokes(run: _Run, y: int) -> Iterator[str]:
    for on, offset in ((run.style.under, BASE + 2.5), (run.style.struck, BASE - 4.5)):
        if on:
            d = f"M{_n(run.x * WIDE)} {_n(y * HIGH + offset)}h{_n(run.cells * WIDE)}"
            yield f'<path d="{d}" stroke="{run.ink}"/>'
