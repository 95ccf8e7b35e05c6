"""How much each code, question, group... holds: marks, turns, interviews, people, coders. Pure, one pass."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from interviewer.coding.tree import RETIRED, CodeTree
from interviewer.figures.dimensions import Dimension
from interviewer.figures.selection import CodedTurn, Selection, coded_turns
from interviewer.session.model import SessionView

CODE = "code"


class Tally:
    """What is known so far of one row."""

    __slots__ = ("coders", "codes", "marked", "marks", "people", "rated", "sessions", "turns")

    def __init__(self) -> None:
        self.marks = self.turns = self.marked = self.rated = 0
        self.sessions: set[str] = set()
        self.people: set[str] = set()
        self.coders: set[str] = set()
        self.codes: set[str] = set()


class Row(NamedTuple):
    """One row of the figure.

    `turns` are the turns that bear the code, or all turns of a group; `marked` those with any mark, `rated` those that
    some coder of the selection marked or passed. `share` is exact: of rated turns those that bear the code (of a group:
    any mark); None where none was rated.
    """

    key: str
    depth: int
    marks: int
    turns: int
    marked: int
    rated: int
    sessions: int
    participants: int
    coders: int
    codes: int
    status: str = ""

    @property
    def share(self) -> Fraction | None:
        """The share of rated turns that are marked, exactly; None where no turn was rated."""
        return Fraction(self.marked, self.rated) if self.rated else None


class Work(NamedTuple):
    """What one coder did in one round on the turns of the selection: rated of all turns, of them marked, and marks."""

    coder: str
    round: str
    rated: int
    marked: int
    marks: int


class Stats(NamedTuple):
    """The whole figure. `lost` marks have no words any more and are counted nowhere; `turns` are all of the selection.

    `doubled` turns were rated by more than one coder or in more than one round.
    """

    by: str
    rows: tuple[Row, ...]
    work: tuple[Work, ...]
    sessions: int
    turns: int
    rated: int
    marked: int
    marks: int
    lost: int
    doubled: int


Pair = tuple[str, str]


def stats(
    views: Iterable[SessionView], selection: Selection, tree: CodeTree, by: Dimension, *, roll_up: bool = False
) -> Stats:
    """Count once through. With `roll_up` a turn and its marks count for the codes above theirs too, a turn once for each.

    Coders and rounds are told by who rated: what a coder passed without a mark counts among the rated.
    """
    count = _Count(tree, by, roll_up=roll_up)
    for view in views:
        count.session(view, selection)
    return count.done(selection)


class _Count:
    """The tallies while the sessions pass by."""

    def __init__(self, tree: CodeTree, by: Dimension, *, roll_up: bool) -> None:
        self.tree, self.by, self.roll_up = tree, by, roll_up
        self.rows: dict[str, Tally] = {}
        self.work: dict[Pair, Tally] = {}
        self.sessions = self.turns = self.rated = self.marked = self.marks = self.lost = self.doubled = 0

    def session(self, view: SessionView, selection: Selection) -> None:
        """Every coded turn of one session."""
        rated = raters(view, selection)
        before = self.turns
        for one in coded_turns(view, selection, self.tree):
            self.turn(one, rated.get(one.turn.id, ()))
        self.sessions += self.turns > before

    def turn(self, one: CodedTurn, rated: Iterable[Pair]) -> None:
        """One turn, with who rated it."""
        pairs = {*rated, *((mark.coder, mark.round) for mark in one.marks)} if one.marks else set(rated)
        self.turns += 1
        self.rated += bool(pairs)
        self.doubled += len(pairs) > 1
        self.marked += bool(one.marks)
        self.marks += len(one.marks)
        self.lost += one.lost
        for pair in pairs:
            row = self.work.get(pair) or self.work.setdefault(pair, Tally())
            here = [mark for mark in one.marks if (mark.coder, mark.round) == pair]
            row.rated, row.marked, row.marks = row.rated + 1, row.marked + bool(here), row.marks + len(here)
        if self.by.of_turn:
            self._group(one, pairs)
        elif self.by.name == CODE:
            self._codes(one)
        else:
            self._raters(one, pairs)

    def _row(self, key: str) -> Tally:
        return self.rows.get(key) or self.rows.setdefault(key, Tally())

    def _codes(self, one: CodedTurn) -> None:
        met: set[str] = set()
        for mark in one.marks:
            for key in self.tree.path(mark.code) if self.roll_up else (mark.code,):
                row = self._row(key)
                row.marks += 1
                row.coders.add(mark.coder)
                met.add(key)
        for key in met:
            row = self.rows[key]
            row.turns, row.marked = row.turns + 1, row.marked + 1
            row.sessions.add(one.view.id)
            row.people.add(one.who.id)

    def _group(self, one: CodedTurn, pairs: Iterable[Pair]) -> None:
        assert self.by.of_turn is not None
        for key in dict.fromkeys(self.by.of_turn(one)):
            self._whole(self._row(key), one, pairs)

    def _raters(self, one: CodedTurn, pairs: Iterable[Pair]) -> None:
        place = 0 if self.by.name == "coder" else 1
        for key in {pair[place] for pair in pairs}:
            own = tuple(mark for mark in one.marks if (mark.coder, mark.round)[place] == key)
            self._whole(self._row(key), one._replace(marks=own), [pair for pair in pairs if pair[place] == key])

    def _whole(self, row: Tally, one: CodedTurn, pairs: Iterable[Pair]) -> None:
        """A turn of a group, marked or not."""
        row.turns += 1
        row.rated += bool(pairs)
        row.marked += bool(one.marks)
        row.marks += len(one.marks)
        row.sessions.add(one.view.id)
        row.people.add(one.who.id)
        row.coders.update(coder for coder, _round in pairs)
        row.codes.update(mark.code for mark in one.marks)

    def done(self, selection: Selection) -> Stats:
        """The figure."""
        rows = tuple(self._code_rows(selection) if self.by.name == CODE else self._group_rows())
        work = tuple(Work(*pair, t.rated, t.marked, t.marks) for pair, t in sorted(self.work.items()))
        counts = (self.sessions, self.turns, self.rated, self.marked, self.marks, self.lost, self.doubled)
        return Stats(self.by.name, rows, work, *counts)

    def _group_rows(self) -> Iterator[Row]:
        for key in sorted(self.rows):
            t = self.rows[key]
            people = len(t.people - {""})
            counts = (t.marks, t.turns, t.marked, t.rated, len(t.sessions), people, len(t.coders), len(t.codes))
            yield Row(key, 0, *counts)

    def _code_rows(self, selection: Selection) -> Iterator[Row]:
        """Codes as the codebook has them, those without marks too; then those that it lacks."""
        wanted = self.tree.within(selection.codes) if selection.codes else None
        unused = (code for code in in_use(self.tree) if code not in self.rows and (wanted is None or code in wanted))
        for key in sorted((*self.rows, *unused), key=lambda code: tree_place(self.tree, code)):
            t = self.rows.get(key) or Tally()
            depth = len(self.tree.path(key)) - 1
            people = len(t.people - {""})
            counts = (t.marks, t.turns, t.turns, self.rated, len(t.sessions), people, len(t.coders), 1)
            yield Row(key, depth, *counts, status_of(self.tree, key))


def raters(view: SessionView, selection: Selection) -> dict[str, list[Pair]]:
    """Which (coder, round) of the selection rated each turn, by turn id."""
    found: dict[str, list[Pair]] = {}
    coders, rounds = selection.coders, selection.rounds
    for coder, round_, turn in view.seen:
        if (not coders or coder in coders) and (not rounds or round_ in rounds):
            found.setdefault(turn, []).append((coder, round_))
    return found


def in_use(tree: CodeTree) -> list[str]:
    """The codes of the codebook that can still be applied."""
    return [code.id for code in tree.codes.values() if code.status != RETIRED and not code.merged_into]


def tree_place(tree: CodeTree, code: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts every code behind the one above it."""
    return tuple(map(tree.place, tree.path(code)))


def status_of(tree: CodeTree, code: str) -> str:
    """`emergent` for a code that the codebook doesn't have, `retired` for one no longer applied, else nothing."""
    known = tree.codes.get(code)
    return "emergent" if known is None else RETIRED if known.status == RETIRED else ""
