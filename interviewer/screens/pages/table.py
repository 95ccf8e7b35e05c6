"""Rows of facts: columns without frames that fit the terminal, tab-separated lines for everything else."""

from collections.abc import Collection, Sequence
from shutil import get_terminal_size

from interviewer.screens.clean import cells, one_line

GAP = 2
SHORT, NARROWEST = 9, 4


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int = 0,
    whole: Collection[int] = (),
    yielding: Collection[int] = (),
) -> str:
    """Headings and rows as aligned columns of at most `width` cells (the terminal's); long ones are cut in the middle.

    Columns whose numbers are in `whole` are cut only where nothing else is left to take from, those in `yielding` first.
    """
    shown = [[_flat(cell) for cell in row] for row in (headings, *rows)]
    wanted = [max(map(cells, column)) for column in zip(*shown, strict=True)]
    widths = _narrowed(wanted, (width or get_terminal_size().columns) - GAP * (len(wanted) - 1), whole, yielding)
    return "\n".join(_line(row, widths) for row in shown)


def tsv(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Headings and rows as tab-separated lines; a tab inside a cell becomes a space, a line break a visible mark."""
    return "\n".join("\t".join(map(_flat, row)) for row in (headings, *rows))


def _flat(cell: str) -> str:
    return one_line(cell, len(cell) * 10 + 1)


def _narrowed(widths: list[int], room: int, whole: Collection[int], yielding: Collection[int]) -> list[int]:
    """Take from what is long until all fit: first from the later columns, then from the first, which names the row."""
    later, all_of_them = [n for n in range(1, len(widths)) if n not in whole], range(len(widths))
    first = sorted(yielding)
    for places, least in (
        (first, SHORT * 2),
        (later, SHORT),
        ([0], SHORT * 2),
        (later, NARROWEST),
        (all_of_them, NARROWEST),
    ):
        while sum(widths) > room and max((widths[n] for n in places), default=0) > least:
            widest = max(places, key=widths.__getitem__)
            widths = [wide - (n == widest) for n, wide in enumerate(widths)]
    return widths


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cut = [_cut(cell, width) for cell, width in zip(row, widths, strict=True)]
    padded = [cell + " " * (width - cells(cell)) for cell, width in zip(cut, widths, strict=True)]
    return (" " * GAP).join(padded).rstrip()


def _cut(text: str, width: int) -> str:
    """Beginning and end of a text that is too long, with `…` between: the ends tell names apart."""
    if cells(text) <= width:
        return text
    shorter = (text[: kept - kept // 2] + "…" + text[len(text) - kept // 2 :] for kept in range(len(text) - 1, 0, -1))
    return next((made for made in shorter if cells(made) <= width), "…")
