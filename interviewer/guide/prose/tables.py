"""Tables of a written guide: columns are known by their heads, or by what stands in them."""

from collections.abc import Callable, Sequence

from interviewer.guide.prose.cues import COLUMNS
from interviewer.guide.prose.marks import typed, without_blank
from interviewer.guide.prose.model import Column, Line
from interviewer.matching import fold

Cell = tuple[int, list[str]]
"""A cell: the number of its line or first paragraph, and its paragraphs."""
SHORT = 80


def table_lines(rows: Sequence[Sequence[Cell]], begin: Callable[[], None] = lambda: None) -> list[Line]:
    """The cells of the table, row by row, each paragraph a line with what its column is for."""
    begin()
    if not rows:
        return []
    head = [COLUMNS.get(fold(" ".join(words)), "") for _, words in rows[0]]
    known = sum(bool(one) for one in head) >= min(2, len(head)) and any(head)
    if known:
        columns: list[Column] = [_column(one) for one in head]
        made = [_line(cell, paragraph, "label") for cell in rows[0] for paragraph in cell[1] if paragraph]
        return made + _rows(rows[1:], columns)
    filled = [" ".join(words for cell in row[1:] for words in cell[1]) for row in rows]
    if len(rows) > 1 and filled[0] and not any(map(without_blank, filled[1:])):  # a form to fill in, and its head
        made = [_line(cell, paragraph, "label") for cell in rows[0] for paragraph in cell[1] if paragraph]
        return made + _rows(rows[1:], _by_looks(rows[1:]))
    return _rows(rows, _by_looks(rows))


def _column(name: str) -> Column:
    known: tuple[Column, ...] = ("theme", "question", "probe", "aim", "minutes")
    return next((one for one in known if one == name), "other")


def _by_looks(rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """A box of one column is no table; a column of short words beside one of questions holds the themes."""
    widest = max(len(row) for row in rows)
    columns: list[Column] = [""] * widest
    beside = [" ".join(row[1][1]) for row in rows if len(row) > 1]
    if any("?" in words for words in beside):
        columns[:2] = ["theme", "question"]
        columns[2:] = ["probe"] * (widest - 2)
    elif not any(map(without_blank, beside)):
        columns[1:] = ["other"] * (widest - 1)
    return columns


def _rows(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> list[Line]:
    return [
        _line(cell, paragraph, columns[n] if n < len(columns) else "other")
        for row in rows
        for n, cell in enumerate(row)
        for paragraph in cell[1]
        if paragraph
    ]


def _line(cell: Cell, words: str, column: Column) -> Line:
    marker, said = typed(words)
    return Line(cell[0], said, marker=marker, column=column)
