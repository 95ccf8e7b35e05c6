"""What panes are made of: rows of styled text, cleaned and cut to the cells that they may take."""

from collections.abc import Sequence

from interviewer.screens.clean import ELLIPSIS, cells, fit, one_line, wrap
from interviewer.screens.terminal.clusters import EMOJI, drawn_line

Fragment = tuple[str, str]
Row = tuple[Fragment, ...]
EMPTY: Row = ()
HINTED = 3  # rows, of which the first or the last may say that there is more
LEAST = 8  # cells of text behind something; a row that is narrower begins at its edge


def drawn(text: str) -> str:
    """The text with emoji that terminals count differently drawn in their parts, so that no row slips behind them."""
    if text.isascii() or not EMOJI.search(text):
        return text
    return "\n".join(drawn_line(line) for line in text.split("\n"))


def row(text: str, style: str = "", width: int = 10_000) -> Row:
    """One row of one style; what doesn't fit ends with an ellipsis."""
    return ((style, one_line(drawn(text), width)),) if text else EMPTY


def paragraph(text: str, width: int, style: str = "", indent: str = "") -> list[Row]:
    """The text wrapped at words, each row set in by `indent`."""
    room = width - cells(indent)
    if room < LEAST:
        indent, room = "", max(1, width)
    return [((style, line),) if not indent else (("", indent), (style, line)) for line in wrap(drawn(text), room)]


def hanging(first: Sequence[Fragment], text: str, width: int, style: str = "") -> list[Row]:
    """A text that begins behind `first` (clean, of one line) and whose further rows stand under its beginning."""
    used = sum(cells(words) for _style, words in first)
    if width - used < LEAST:
        return [cut(tuple(first), width), *paragraph(text, width, style)]
    rows = wrap(drawn(text), width - used) or [""]
    return [(*first, (style, rows[0])), *((("", " " * used), (style, line)) for line in rows[1:])]


def inline(first: Sequence[Fragment], label: Fragment, text: str, width: int, style: str = "") -> list[Row]:
    """As `hanging`, with a label that stands in the text's first row, so that all rows but that one are full."""
    words = label[1]
    rows = hanging(first, words + text, width, style)
    if not words or not rows[0][-1][1].startswith(words):
        return rows
    shown = rows[0][-1][1].removeprefix(words)
    return [(*rows[0][:-1], label, (style, shown)), *rows[1:]]


def flowing(items: Sequence[Row], width: int, indent: str = "") -> list[Row]:
    """The items one behind the other, two cells between them, in as many rows as they need."""
    rows: list[Row] = []
    held: Row = EMPTY
    for item in items:
        longer: Row = (*held, ("", "  "), *item) if held else (("", indent), *item)
        if held and row_cells(longer) > width:
            rows.append(held)
            longer = (("", indent), *item)
        held = longer
    return [cut(one, width) for one in ([*rows, held] if held else rows)]


def two_ends(left: Row, right: Row, width: int) -> Row:
    """Left and right text on one row; the left gives way where both don't fit, then the right."""
    right = cut(right, width)
    room = width - row_cells(right) - 1
    kept = cut(left, room) if room > 0 else EMPTY
    return (*kept, ("", " " * max(0, width - row_cells(kept) - row_cells(right))), *right)


def row_cells(fragments: Row) -> int:
    """How many cells a row takes."""
    return sum(cells(words) for _style, words in fragments)


def cut(fragments: Row, width: int) -> Row:
    """As much of the row as fits into the width, with an ellipsis where something was left out."""
    if row_cells(fragments) <= width:
        return fragments
    if width < 1:
        return EMPTY
    kept: list[Fragment] = []
    room = width - 1
    for style, words in fragments:
        kept.append((style, fit(words, room)))
        room -= cells(kept[-1][1])
        if kept[-1][1] != words:
            break
    return (*kept, (kept[-1][0], ELLIPSIS))


def clipped(fragments: Row, width: int) -> Row:
    """The row with an ellipsis at its end, for what follows and isn't shown."""
    kept = cut(fragments, width)
    return (*kept, ("", ELLIPSIS)) if row_cells(kept) < width else cut((*fragments, ("", ELLIPSIS)), width)


def padded(fragments: Row, width: int, style: str) -> Row:
    """The row over its whole width in one style, so that a reversed row has no ragged edge."""
    kept = cut(fragments, width)
    lit = tuple((f"{style} {own}".strip(), words) for own, words in kept)
    return (*lit, (style, " " * max(0, width - row_cells(kept))))


def around(rows: Sequence[Row], height: int, at: int) -> list[Row]:
    """The rows that fit, with row `at` among them, near the middle where there is a choice."""
    first = first_around(len(rows), height, at)
    shown = list(rows[first : first + height])
    return shown + [EMPTY] * (height - len(shown))


def first_around(count: int, height: int, at: int) -> int:
    """Which of so many rows stands first, so that row `at` is seen."""
    return max(0, min(at - height // 2, count - height))


def paged(rows: Sequence[Row], height: int, back: int, more: tuple[str, str]) -> list[Row]:
    """The rows from `back` on; what lies above or below is said on the first and the last row (`more`)."""
    start = min(back, max(0, len(rows) - height))
    shown = list(rows[start : start + height])
    above, below = start > 0, start + height < len(rows)
    if above and height >= HINTED:
        shown[0] = (("class:quiet", f"  {more[0]}"),)
    if below and height >= HINTED:
        shown[-1] = (("class:quiet", f"  {more[1]}"),)
    return shown + [EMPTY] * (height - len(shown))


def ruled(left: Row, right: Row, width: int) -> Row:
    """A thin rule over the whole width, with words on the left and on the right of it; the right gives way."""
    ends = (("class:rule", " ─"),) if row_cells(right) else EMPTY
    behind: Row = (("", " "), *right, *ends)
    said: Row = (("class:rule", "── "), *left, ("", " ")) if left else EMPTY
    if row_cells(said) + row_cells(behind) > width - 2:
        behind = EMPTY
    kept = cut(said, width)
    return (*kept, ("class:rule", "─" * (width - row_cells(kept) - row_cells(behind))), *behind)
