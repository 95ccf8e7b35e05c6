"""A sheet of a form as rows whose cells are known by what they hold; nothing is lost on the way, blank rows aside."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from interviewer.guide.xlsform.reading.columns import CHOICE, Column, column
from interviewer.guide.xlsform.reading.markup import has_markup, without_markup
from interviewer.guide.xlsform.wording import plain, unbroken
from interviewer.sheets.model import Sheet
from interviewer.yamlfaults import HIDDEN_MADE

MOST_SHOWN = 160
HIGHEST_HEAD = 10
"""Filled rows among which the head of a table is looked for."""


def tidy(cell: str) -> str:
    """The words of a cell with our line breaks, without hidden characters and space around them."""
    return HIDDEN_MADE.sub("", _with_our_breaks(cell)).strip()


def _with_our_breaks(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def opening(said: str) -> str:
    """As much of it as a message shows."""
    return said if len(said) <= MOST_SHOWN else said[:MOST_SHOWN].rstrip() + "…"


class Line(NamedTuple):
    """A row with its table; `row` counts from 0 in the sheet."""

    table: "Table"
    row: int

    @property
    def cells(self) -> Sequence[str]:
        """The cells as they stand."""
        return self.table.sheet.rows[self.row]

    def of(self, column: Column) -> str:
        """The tidied words in that column; empty where there are none."""
        return tidy(self.cells[column.place]) if column.place < len(self.cells) else ""

    def address(self, column: Column) -> str:
        """Where the row has that column."""
        return self.table.sheet.address(self.row, column.place)

    def hides(self, column: Column) -> bool:
        """Whether that cell has characters that nobody sees, which are left out."""
        cell = self.cells[column.place] if column.place < len(self.cells) else ""
        return HIDDEN_MADE.search(_with_our_breaks(cell)) is not None

    def text(self, part: str) -> str:
        """The words of the first filled column that holds that."""
        return next((said for one in self.table.having(part) if (said := self.of(one))), "")

    def words(self, part: str) -> dict[str, str]:
        """The words by the name of their language, which is empty for a column that names none."""
        made: dict[str, str] = {}
        for one in self.table.having(part):
            said = self.table.said(self.of(one))
            if said and said != "NO_LABEL":
                made.setdefault(one.language, said)
        return made

    def marked_up(self, part: str) -> bool:
        """Whether some of those words have tags of HTML, which are left out."""
        return any(has_markup(self.of(one)) for one in self.table.having(part))

    def inline(self) -> dict[str, str]:
        """The answers that stand in the row itself, by number."""
        given = ((one.number, self.table.said(self.of(one))) for one in self.table.having(CHOICE))
        return {str(number): said for number, said in given if said}

    def where(self, part: str = "") -> str:
        """The address of the first filled cell that holds that; of the row's first filled cell where none does."""
        filled = [one.place for one in self.table.having(part) if self.of(one)]
        first = next((n for n, cell in enumerate(self.cells) if cell.strip()), 0)
        return self.table.sheet.address(self.row, filled[0] if filled else first)


class Table(NamedTuple):
    """A sheet with its columns; the head stands in the row `head`, counted from 0; -1 where there is none.

    `own` says that a guide of ours was written as this form.
    """

    sheet: Sheet
    head: int
    columns: tuple[Column, ...]
    own: bool = False

    def said(self, cell: str) -> str:
        """The words of a cell without the signs that mark them up."""
        bare = without_markup(cell)
        return plain(bare) if self.own else unbroken(bare)

    def having(self, part: str) -> Iterator[Column]:
        """The columns that hold that, from left to right."""
        return (one for one in self.columns if one.part == part)

    def lines(self) -> Iterator[Line]:
        """Every row below the head that holds something."""
        for n, cells in enumerate(self.sheet.rows[self.head + 1 :], self.head + 1):
            if any(cell.strip() for cell in cells):
                yield Line(self, n)

    def above(self) -> Iterator[Line]:
        """Every row above the head that holds something."""
        return (Line(self, n) for n in range(max(self.head, 0)) if any(cell.strip() for cell in self.sheet.rows[n]))


def table(sheet: Sheet, needed: Sequence[str]) -> Table:
    """The sheet with the first of its upper rows that has a column for everything needed as its head."""
    filled = ((n, cells) for n, cells in enumerate(sheet.rows) if any(cell.strip() for cell in cells))
    for n, cells in islice(filled, HIGHEST_HEAD):
        columns = tuple(column(index, header) for index, header in enumerate(cells) if header.strip())
        if {one.part for one in columns}.issuperset(needed):
            return Table(sheet, n, columns)
    return Table(sheet, -1, ())
