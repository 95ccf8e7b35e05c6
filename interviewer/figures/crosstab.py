"""Codes against something else: an attribute of turns and people, who coded, or the codes themselves. Pure, one pass.

What is counted are units: turns, the answers to one question in one interview, interviews, or marked spans of words.

Lift, after Brin, Motwani, Ullman & Tsur 1997 (SIGMOD, there called interest): how many times more often the two meet
than if they had nothing to do with each other, n(both) x N / (n(row) x n(column)), N being all rated units. It is not
defined where one of the three is 0, nor between spans, of which there is no whole to be a share of.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from interviewer.coding.tree import CodeTree
from interviewer.errors import UsageError
from interviewer.figures.dimensions import CODE, Dimension, ordered
from interviewer.figures.rating import NOBODY, Pair, raters
from interviewer.figures.rolling import CountedFor
from interviewer.figures.selection import CodedTurn, Selection, coded_turns
from interviewer.session.model import SessionView

Unit = Literal["span", "turn", "question", "session"]
UNITS: tuple[Unit, ...] = get_args(Unit)
Cell = tuple[str, str]


def unit_named(asked: str) -> Unit:
    """The unit of that name, or of a beginning of it; UsageError names what there is."""
    found = [one for one in UNITS if asked.strip() and one.startswith(asked.strip().lower())]
    if len(found) != 1:
        raise UsageError("figures_unknown_choice", option="unit", asked=asked, known=", ".join(UNITS))
    return found[0]


class Cross(NamedTuple):
    """The whole figure; cells and totals that are 0 are not in the dictionaries.

    `row_units` counts the units with a code. `column_units` counts, between codes, the same; else the rated units of the
    column (of spans: the marked ones). `units` are all of them. Between spans `cells` counts the pairs that overlap, and
    `touching` how many spans of the row's code overlap any of the column's. `lost` marks are counted nowhere, `doubled`
    turns were rated by several coders or in several rounds.
    """

    by: str
    unit: Unit
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[Cell, int]
    row_units: dict[str, int]
    column_units: dict[str, int]
    units: int
    turns: int
    sessions: int
    lost: int
    doubled: int
    touching: dict[Cell, int]

    def units_of(self, row: str, column: str) -> int:
        """The units that have both; on the diagonal of codes against codes, those with the code."""
        return self.cells.get((row, column), 0)

    def row_share(self, row: str, column: str) -> Fraction | None:
        """Of the units with the row's code, the share that are in the column; None for a code without units."""
        return self._share(row, column, self.row_units.get(row, 0))

    def column_share(self, row: str, column: str) -> Fraction | None:
        """Of the units of the column, the share that have the row's code; None for a column without units."""
        whole = self.column_units.get(column, 0)
        if self.pairs_of_spans:
            return self._share(column, row, whole)
        return self._share(row, column, whole)

    def lift(self, row: str, column: str) -> Fraction | None:
        """How many times more often they meet than by chance; None where that is not defined."""
        across = self.row_units.get(row, 0) * self.column_units.get(column, 0)
        if not across or self.pairs_of_spans:
            return None
        return Fraction(self.units_of(row, column) * self.units, across)

    @property
    def pairs_of_spans(self) -> bool:
        """Whether these are spans against spans, whose overlaps are pairs and no units."""
        return self.unit == "span" and self.by == CODE

    def _share(self, row: str, column: str, whole: int) -> Fraction | None:
        part = self.touching.get((row, column), 0) if self.pairs_of_spans else self.units_of(row, column)
        return Fraction(part, whole) if whole else None


def crosstab(
    views: Iterable[SessionView],
    selection: Selection,
    tree: CodeTree,
    by: Dimension,
    unit: Unit = "turn",
    *,
    roll_up: bool = False,
) -> Cross:
    """Count once through; with `roll_up` a unit with a code counts for the codes above it too, once for each."""
    count = _Count(tree, by, unit, CountedFor(tree, selection, roll_up=roll_up))
    for view in views:
        count.session(view, selection)
    return count.done()


class _Gathered:
    """What is known of a unit of several turns: its codes, what it meets of the columns, who of them rated it."""

    __slots__ = ("codes", "columns", "met", "rated")

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self.columns: set[str] = set()
        self.met: set[Cell] = set()
        self.rated = False


class _Count:
    """The counters while the sessions pass by."""

    def __init__(self, tree: CodeTree, by: Dimension, unit: Unit, keys: CountedFor) -> None:
        self.tree, self.by, self.unit, self.keys = tree, by, unit, keys
        self.cells: Counter[Cell] = Counter()
        self.touching: Counter[Cell] = Counter()
        self.row_units: Counter[str] = Counter()
        self.column_units: Counter[str] = Counter()
        self.units = self.turns = self.sessions = self.lost = self.doubled = 0
        self.place = 0 if by.name == "coder" else 1

    def session(self, view: SessionView, selection: Selection) -> None:
        """Every coded turn of one session; no unit is larger than that."""
        rated = raters(view, selection)
        gathered: dict[str, _Gathered] = {}
        turns = 0
        for one in coded_turns(view, selection, self.tree):
            turns += 1
            pairs = rated.get(one.turn.id, NOBODY)
            if not pairs:
                continue
            self.doubled += len(pairs) > 1
            self.lost += one.lost
            if self.unit == "span":
                self._spans(one)
            elif self.unit == "turn":
                self._turn(one, pairs)
            else:
                for key in one.questions if self.unit == "question" else ("",):
                    self._gather(gathered.get(key) or gathered.setdefault(key, _Gathered()), one, pairs)
        for unit in gathered.values():
            self._unit(unit.codes, unit.columns, unit.met)
        self.turns += turns
        self.sessions += turns > 0

    def _codes(self, one: CodedTurn) -> set[str]:
        if len(one.marks) == 1:
            return set(self.keys[one.marks[0].code])
        return {key for mark in one.marks for key in self.keys[mark.code]}

    def _columns(self, one: CodedTurn, pairs: Collection[Pair]) -> Collection[str]:
        """The columns that the rated turn belongs to, whatever its codes; none between codes."""
        if self.by.of_turn:
            return self.by.of_turn(one)
        return () if self.by.name == CODE else {pair[self.place] for pair in pairs}

    def _met(self, one: CodedTurn, codes: Collection[str], columns: Collection[str]) -> Iterable[Cell]:
        """The cells that the turn is in; none between codes."""
        if self.by.of_turn:
            return [(code, column) for column in columns for code in codes]
        if self.by.name == CODE:
            return ()
        return {(key, (mark.coder, mark.round)[self.place]) for mark in one.marks for key in self.keys[mark.code]}

    def _turn(self, one: CodedTurn, pairs: Collection[Pair]) -> None:
        codes = self._codes(one)
        columns = self._columns(one, pairs)
        self._unit(codes, set(columns), set(self._met(one, codes, columns)))

    def _gather(self, unit: _Gathered, one: CodedTurn, pairs: Collection[Pair]) -> None:
        codes, columns = self._codes(one), self._columns(one, pairs)
        unit.codes.update(codes)
        unit.columns.update(columns)
        unit.met.update(self._met(one, codes, columns))

    def _unit(self, codes: Collection[str], columns: Collection[str], met: Collection[Cell]) -> None:
        """One rated unit is whole."""
        self.units += 1
        if codes:
            self.row_units.update(codes)
            self.cells.update(_pairs(codes) if self.by.name == CODE else met)
        self.column_units.update(columns)

    def _spans(self, one: CodedTurn) -> None:
        """The marked spans of a turn, each once for a code (and a coder or round, where that is what columns are)."""
        if not one.marks:
            return
        plain = {(mark.code, mark.start, mark.end) for mark in one.marks}
        spans = {(key, start, end) for code, start, end in plain for key in self.keys[code]}
        self.units += len(plain)
        self.row_units.update([code for code, _start, _end in spans])
        if self.by.name == CODE:
            self._overlaps(spans)
        elif self.by.of_turn:
            for column in set(self.by.of_turn(one)):
                self.column_units[column] += len(plain)
                self.cells.update([(code, column) for code, _start, _end in spans])
        else:
            self._spans_of_raters(one)

    def _spans_of_raters(self, one: CodedTurn) -> None:
        marks = [(mark.code, (mark.coder, mark.round)[self.place], mark.start, mark.end) for mark in one.marks]
        self.column_units.update([column for _code, column, _start, _end in set(marks)])
        met = {(key, column, start, end) for code, column, start, end in marks for key in self.keys[code]}
        self.cells.update([(code, column) for code, column, _start, _end in met])

    def _overlaps(self, spans: Collection[tuple[str, int, int]]) -> None:
        """The pairs of spans that share a code point, both ways round; of one code with itself, its spans."""
        touched: set[tuple[str, int, int, str]] = set()
        for code, start, end in spans:
            self.cells[code, code] += 1
            touched.add((code, start, end, code))
            for other, first, last in spans if len(spans) > 1 else ():
                if other != code and max(start, first) < min(end, last):
                    self.cells[code, other] += 1
                    touched.add((code, start, end, other))
        self.touching.update([(code, other) for code, _start, _end, other in touched])

    def done(self) -> Cross:
        """The figure."""
        rows = self.keys.shown(set(self.row_units))
        between = self.by.name == CODE
        columns = rows if between else tuple(ordered(self.column_units))
        counts = (self.units, self.turns, self.sessions, self.lost, self.doubled)
        totals = dict(self.row_units), dict(self.row_units if between else self.column_units)
        return Cross(self.by.name, self.unit, rows, columns, dict(self.cells), *totals, *counts, dict(self.touching))


def _pairs(codes: Collection[str]) -> Iterator[Cell]:
    """Every pair of these codes both ways round, and each code with itself."""
    return ((one, other) for one in codes for other in codes)


def together(cross: Cross) -> list[tuple[str, str, int]]:
    """Different codes that meet, each pair once, those that meet most often first."""
    order = {code: place for place, code in enumerate(cross.rows)}
    met = [(a, b, n) for (a, b), n in cross.cells.items() if order[a] < order[b]]
    return sorted(met, key=lambda one: (-one[2], order[one[0]], order[one[1]]))
