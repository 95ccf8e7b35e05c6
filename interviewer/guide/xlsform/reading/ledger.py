"""What became of every row and cell of a form: the books balance, or the test fails."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from interviewer.errors import Fact, Problem
from interviewer.guide.xlsform.reading.tables import Line


class Tally(NamedTuple):
    """A sheet's rows that hold something (the head aside): how many there are, are in the guide, are reported."""

    sheet: str
    rows: int
    carried: int
    reported: int


class Ledger:
    """Takes down each row once, as carried or as left, and cells of carried rows that were left."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], Problem | None] = {}
        self._cells: list[Problem] = []

    def carry(self, line: Line) -> None:
        """The row is in the guide."""
        self._rows.setdefault((line.table.sheet.name, line.row), None)

    def leave(self, line: Line, rule: str, part: str = "", /, **values: Fact) -> None:
        """The row is not in the guide, and why; the cell that holds `part` is its place."""
        left = Problem(rule, "warning", line.where(part), values=tuple(values.items()))
        self._rows.setdefault((line.table.sheet.name, line.row), left)

    def note(self, line: Line, rule: str, part: str = "", /, **values: Fact) -> None:
        """A cell of a carried row that is not in the guide as it was."""
        self.note_at(line.where(part), rule, **values)

    def note_at(self, address: str, rule: str, /, **values: Fact) -> None:
        """The same by the cell's address."""
        self._cells.append(Problem(rule, "warning", address, values=tuple(values.items())))

    def tallies(self) -> tuple[Tally, ...]:
        """The count of each sheet, in the order in which they were met."""
        rows, carried = Counter(name for name, _ in self._rows), Counter[str]()
        carried.update(name for (name, _), left in self._rows.items() if left is None)
        return tuple(Tally(name, count, carried[name], count - carried[name]) for name, count in rows.items())

    def rows_left(self) -> tuple[Problem, ...]:
        """Every row that is not in the guide, in the order of the sheet."""
        sheets = {name: n for n, name in enumerate(dict.fromkeys(name for name, _ in self._rows))}
        ordered = sorted(self._rows.items(), key=lambda one: (sheets[one[0][0]], one[0][1]))
        return tuple(left for _, left in ordered if left is not None)

    def cells_left(self) -> tuple[Problem, ...]:
        """Every cell of carried rows that is not in the guide."""
        sheets = {name: n for n, name in enumerate(dict.fromkeys(name for name, _ in self._rows))}
        return tuple(sorted(self._cells, key=lambda one: _order(one.path, sheets)))


def _order(address: str, sheets: Mapping[str, int]) -> tuple[int, int, int, str]:
    """Sheet, row and column of an address, as values that sort."""
    sheet, _, cell = address.rpartition("!")
    column = cell.rstrip("0123456789")
    row = cell[len(column) :]
    return sheets.get(sheet, len(sheets)), int(row or 0), len(column), column
