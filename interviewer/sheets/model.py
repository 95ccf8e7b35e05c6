"""A spreadsheet as values: sheets of rows of texts, each cell with the address that people know it by."""

from typing import NamedTuple


class Sheet(NamedTuple):
    """A sheet with its rows, each as long as its last cell that holds something."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    def address(self, row: int, column: int) -> str:
        """The address of a cell by its places in `rows`, which count from 0, such as `survey!B7`.

        It is the one that a spreadsheet program shows, also for a table in text whose rows take several lines.
        """
        return f"{self.name}!{letters(column)}{row + 1}"


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
