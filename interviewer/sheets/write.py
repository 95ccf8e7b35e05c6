"""Sheets -> the bytes of an .xlsx file, read back before they are returned. The one door to the library that writes them."""

import io
from collections.abc import Collection, Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import Any, NamedTuple

from interviewer.errors import CannotError
from interviewer.sheets.model import Sheet
from interviewer.sheets.read import read_book, trimmed

XLSX_CELL = 32_767
"""Characters that a cell of an .xlsx file holds; what is longer would be cut in silence."""

ROW, HIGHEST_ROW = 15.5, 400.0  # points of a line, of the highest row
FULL = 0.95  # of a line is filled where words are not broken


class Layout(NamedTuple):
    """Columns of a sheet, counted from 0, that are not like all others: those filled in, those written to the left."""

    filled_in: Collection[int] = ()
    to_the_left: Collection[int] = ()


def xlsx(
    sheets: Sequence[Sheet],
    widths: Sequence[int] | Mapping[str, Sequence[int]] = (),
    layouts: Mapping[str, Layout] = MappingProxyType({}),
) -> bytes:
    """The sheets as a workbook, every cell a text; the first row of each is its head and stays in sight.

    `widths` are those of the columns, in characters: of every sheet, or by the name of each; `layouts` are by name too.
    The same sheets give the same bytes. CannotError `cell_too_long` names the cell that the format can't hold,
    `sheets_not_written` means that what was written doesn't read back as what was given.
    """
    from datetime import datetime

    import xlsxwriter

    for sheet in sheets:
        for r, row in enumerate(sheet.rows):
            for c, cell in enumerate(row):
                if len(cell.encode("utf-16-le", "surrogatepass")) // 2 > XLSX_CELL:
                    raise CannotError("cell_too_long", cell=sheet.address(r, c), limit=XLSX_CELL)
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a fixed day, so that the bytes are the same
    for sheet in sheets:
        wide = widths.get(sheet.name, ()) if isinstance(widths, Mapping) else widths
        _page(book, sheet, wide, layouts.get(sheet.name, Layout()))
    book.close()
    data = made.getvalue()
    again = read_book(data).book
    if again is None or [sheet.rows for sheet in again.sheets] != [trimmed(sheet.rows) for sheet in sheets]:
        raise CannotError("sheets_not_written")
    return data


def _page(book: Any, sheet: Sheet, widths: Sequence[int], layout: Layout) -> None:
    page = book.add_worksheet(sheet.name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = [_column(book, layout, c) for c in range(max(map(len, sheet.rows), default=0))]
    for c, width in enumerate(widths):
        page.set_column(c, c, width, formats[c] if c < len(formats) else None)
    page.freeze_panes(1, 0)
    if layout.filled_in:  # people print what they work on
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    for r, row in enumerate(sheet.rows):
        if layout.filled_in:
            page.set_row(r, min(HIGHEST_ROW, ROW * max(map(_lines, row, widths), default=1)))
        for c, cell in enumerate(row):
            page.write_string(r, c, cell, formats[c] if r else head)


def _lines(cell: str, width: int) -> int:
    """How many lines the cell takes, at the most: some programs don't reckon it out, and show one over the other."""
    return sum(ceil(max(1, len(part)) / (width * FULL)) for part in cell.split("\n"))


def _column(book: Any, layout: Layout, column: int) -> Any:
    """Texts that wrap; where people fill something in, on a light ground."""
    traits: dict[str, object] = {"text_wrap": True, "valign": "top", "num_format": "@"}
    if column in layout.filled_in:
        traits |= {"bg_color": "#FFF8DC", "border": 1, "border_color": "#D9D9D9"}
    if column in layout.to_the_left:
        traits |= {"reading_order": 2, "align": "right"}
    return book.add_format(traits)
