"""How much each code, question, group... holds: marks, turns, interviews, people, coders. Pure, one pass."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from interviewer.coding.tree import RETIRED, CodeTree
from interviewer.figures.dimensions import CODE, Dimension, ordered
from interviewer.figures.rating import NOBODY, Pair, raters
from interviewer.figures.rolling import CountedFor
from interviewer.figures.selection import CodedTurn, Selection, coded_turns
from interviewer.session.model import MarkView, SessionView


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


def stats(
    views: Iterable[SessionView], selection: Selection, tree: CodeTree, by: Dimension, *, roll_up: bool = False
) -> Stats:
    """Count once through. With `roll_up` a turn and its marks count for the codes above theirs too, a turn once for each.

    Coders and rounds are told by who rated: what a coder passed without a mark counts among the rated.
    """
    count = _Count(tree, by, CountedFor(tree, selection, roll_up=roll_up))
    for view in views:
        count.session(view, selection)
    return count.done()


class _Count:
    """The tallies while the sessions pass by."""

    def __init__(self, tree: CodeTree, by: Dimension, keys: CountedFor) -> None:
        self.tree, self.by, self.keys = tree, by, keys
        self.rows: defaultdict[str, Tally] = defaultdict(Tally)
        self.rated: Counter[frozenset[Pair]] = Counter()
        self.marked_by: Counter[Pair] = Counter()
        self.marks_by: Counter[Pair] = Counter()
        self.sessions = self.turns = self.marked = self.lost = 0

    def session(self, view: SessionView, selection: Selection) -> None:
        """Every coded turn of one session."""
        rated = raters(view, selection)
        add = self._group if self.by.of_turn else self._codes if self.by.name == CODE else self._raters
        sets: list[frozenset[Pair]] = []
        marks: list[Pair] = []
        marked_by: list[Pair] = []
        marked = lost = 0
        for one in coded_turns(view, selection, self.tree):
            pairs = rated.get(one.turn.id, NOBODY)
            sets.append(pairs)
            here = one.marks
            if here:
                marked += 1
                own = [(mark.coder, mark.round) for mark in here]
                marks += own
                marked_by += own if len(own) == 1 else set(own)
            lost += one.lost
            add(one, pairs)
        self.rated.update(sets)
        self.marks_by.update(marks)
        self.marked_by.update(marked_by)
        self.sessions += bool(sets)
        self.turns, self.marked, self.lost = self.turns + len(sets), self.marked + marked, self.lost + lost

    def _codes(self, one: CodedTurn, _pairs: frozenset[Pair]) -> None:
        met: list[str] = []
        for mark in one.marks:
            for key in self.keys[mark.code]:
                row = self.rows[key]
                row.marks += 1
                row.coders.add(mark.coder)
                if key not in met:
                    met.append(key)
                    row.turns += 1
                    row.sessions.add(one.view.id)
                    row.people.add(one.who.id)

    def _group(self, one: CodedTurn, pairs: frozenset[Pair]) -> None:
        assert self.by.of_turn is not None
        keys = self.by.of_turn(one)
        for key in keys if len(keys) == 1 else dict.fromkeys(keys):
            _whole(self.rows[key], one, one.marks, pairs)

    def _raters(self, one: CodedTurn, pairs: frozenset[Pair]) -> None:
        place = 0 if self.by.name == "coder" else 1
        for key in {pair[place] for pair in pairs}:
            own = [mark for mark in one.marks if (mark.coder, mark.round)[place] == key]
            _whole(self.rows[key], one, own, [pair for pair in pairs if pair[place] == key])

    def done(self) -> Stats:
        """The figure."""
        rows = tuple(self._code_rows() if self.by.name == CODE else self._group_rows())
        doubled = sum(count for pairs, count in self.rated.items() if len(pairs) > 1)
        counts = (self.sessions, self.turns, self._rated(), self.marked, self.marks_by.total(), self.lost, doubled)
        return Stats(self.by.name, rows, tuple(self._work()), *counts)

    def _rated(self) -> int:
        return self.rated.total() - self.rated[NOBODY]

    def _work(self) -> Iterator[Work]:
        for pair in sorted({pair for pairs in self.rated for pair in pairs}):
            rated = sum(count for pairs, count in self.rated.items() if pair in pairs)
            yield Work(*pair, rated, self.marked_by[pair], self.marks_by[pair])

    def _group_rows(self) -> Iterator[Row]:
        for key in ordered(self.rows):
            t = self.rows[key]
            people = len(t.people - {""})
            counts = (t.marks, t.turns, t.marked, t.rated, len(t.sessions), people, len(t.coders), len(t.codes))
            yield Row(key, 0, *counts)

    def _code_rows(self) -> Iterator[Row]:
        """Codes as the codebook has them, those without marks too; then those that it lacks."""
        rated = self._rated()
        for key in self.keys.shown(set(self.rows)):
            t = self.rows.get(key) or Tally()
            depth = len(self.tree.path(key)) - 1
            people = len(t.people - {""})
            counts = (t.marks, t.turns, t.turns, rated, len(t.sessions), people, len(t.coders), 1)
            yield Row(key, depth, *counts, status_of(self.tree, key))


def _whole(row: Tally, one: CodedTurn, marks: Sequence[MarkView], pairs: Collection[Pair]) -> None:
    """A turn of a group, marked or not."""
    row.turns += 1
    row.sessions.add(one.view.id)
    row.people.add(one.who.id)
    if pairs:
        row.rated += 1
        row.coders.update([coder for coder, _round in pairs])
    if marks:
        row.marked += 1
        row.marks += len(marks)
        row.codes.update([mark.code for mark in marks])


def status_of(tree: CodeTree, code: str) -> str:
    """`emergent` for a code that the codebook doesn't have, `retired` for one no longer applied, else nothing."""
    known = tree.codes.get(code)
    return "emergent" if known is None else RETIRED if known.status == RETIRED else ""
