"""A spreadsheet as values: sheets of rows of texts, each cell with the address that people know it by."""

from typing import NamedTuple


class Sheet(NamedTuple):
    """A sheet with its rows, each as long as its last cell that holds something.

    `lines` are the lines of the file where the rows start, for a table in text, whose rows may take several.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()

    def address(self, row: int, column: int) -> str:
        """The address of a cell by its places in `rows`, which count from 0, such as `survey!B7`."""
        line = self.lines[row] if row < len(self.lines) else row + 1
        return f"{self.name}!{letters(column)}{line}"


class Book(NamedTuple):
    """The sheets of a file, in their order; `kind` is what it was read as: xlsx, xls, ods, csv or md."""

    sheets: tuple[Sheet, ...]
    kind: str

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, whatever its case and the spaces around it; None when there is none."""
        wanted = name.strip().lower()
        return next((sheet for sheet in self.sheets if sheet.name.strip().lower() == wanted), None)


def letters(column: int) -> str:
    """The letters of a column that counts from 0: A, B, ..., Z, AA, AB."""
    said = ""
    while column >= 0:
        said = chr(ord("A") + column % 26) + said
        column = column // 26 - 1
    return said
