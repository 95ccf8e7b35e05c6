"""What panes are made of: rows of styled text, cleaned and cut to the cells that they may take."""

from collections.abc import Sequence

from interviewer.screens.clean import cells, fit, one_line, wrap

Fragment = tuple[str, str]
Row = tuple[Fragment, ...]
EMPTY: Row = ()


def row(text: str, style: str = "", width: int = 10_000) -> Row:
    """One row of one style; what doesn't fit ends with an ellipsis."""
    return ((style, one_line(text, width)),) if text else EMPTY


def paragraph(text: str, width: int, style: str = "", indent: str = "") -> list[Row]:
    """The text wrapped at words, each row set in by `indent`."""
    room = max(4, width - cells(indent))
    return [((style, line),) if not indent else (("", indent), (style, line)) for line in wrap(text, room)]


def hanging(first: Sequence[Fragment], text: str, width: int, style: str = "") -> list[Row]:
    """A text that begins behind `first` and whose further rows stand under its beginning."""
    used = sum(cells(words) for _style, words in first)
    rows = wrap(text, max(8, width - used)) or [""]
    begun: Row = (*first, (style, rows[0]))
    return [begun, *(((("", " " * used)), (style, line)) for line in rows[1:])]


def two_ends(left: Row, right: Row, width: int) -> Row:
    """Left and right text on one row; the left gives way where both don't fit."""
    room = width - row_cells(right) - 1
    kept = cut(left, max(0, room))
    return (*kept, ("", " " * max(1, width - row_cells(kept) - row_cells(right))), *right)


def row_cells(fragments: Row) -> int:
    """How many cells a row takes."""
    return sum(cells(words) for _style, words in fragments)


def cut(fragments: Row, width: int) -> Row:
    """As much of the row as fits into the width, with an ellipsis where something was left out."""
    if row_cells(fragments) <= width:
        return fragments
    kept: list[Fragment] = []
    room = width - 1
    for style, words in fragments:
        kept.append((style, fit(words, room)))
        room -= cells(kept[-1][1])
        if room <= 0:
            break
    return (*kept, ("", "…")) if width > 0 else EMPTY


def padded(fragments: Row, width: int, style: str) -> Row:
    """The row over its whole width in one style, so that a reversed row has no ragged edge."""
    kept = cut(fragments, width)
    lit = tuple((f"{style} {own}".strip(), words) for own, words in kept)
    return (*lit, (style, " " * max(0, width - row_cells(kept))))


def newest(rows: Sequence[Row], height: int, back: int) -> list[Row]:
    """The last rows that fit, `back` rows before the end; where there are few, they stand at the bottom."""
    end = len(rows) - min(back, max(0, len(rows) - height))
    shown = list(rows[max(0, end - height) : end])
    return [EMPTY] * (height - len(shown)) + shown


def around(rows: Sequence[Row], height: int, at: int) -> list[Row]:
    """The rows that fit, with row `at` among them, near the middle where there is a choice."""
    first = max(0, min(at - height // 2, len(rows) - height))
    shown = list(rows[first : first + height])
    return shown + [EMPTY] * (height - len(shown))


def ruled(left: Row, right: Row, width: int) -> Row:
    """A thin rule over the whole width, with words on the left and on the right of it."""
    said: Row = (("class:rule", "── "), *left, ("", " ")) if left else (("class:rule", "──"),)
    room = width - row_cells(right) - 4
    kept = cut(said, room) if row_cells(said) > room and row_cells(said) <= width else said
    if row_cells(kept) > room:
        return cut(kept, width)
    dashes = "─" * (room - row_cells(kept) + 1)
    return (*kept, ("class:rule", dashes + " "), *right, ("class:rule", " ─"))
