"""Answers that a form on a phone collected, brought into the study as sessions: each submission once."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import FilesError, Problem, problem
from interviewer.guide.xlsform import names as n
from interviewer.ids import as_id, is_id
from interviewer.privacy.pseudonyms import may_be_a_name
from interviewer.session.collected.cells import Cells, cells_of, instance_of
from interviewer.session.collected.columns import Layout, instance_columns, layout
from interviewer.session.collected.taking import Facts, Left, Taken, take
from interviewer.session.folder import session_names
from interviewer.sheets.model import Book, Sheet
from interviewer.study.collected.deleted import deleted_submissions
from interviewer.study.collected.disk import alone, clear, complete, files_by_run, put, unfinished
from interviewer.study.collected.guides import Guides, Known, Stamp, named_guide, only_guide, stamp_of
from interviewer.study.collected.kept import Kept, KeptSessions, differences, kept_sessions
from interviewer.study.collected.segment import Segment, names_for, run_of_submission, segment_of
from interviewer.study.collected.times import facts_of, latest_day, too_long
from interviewer.study.folder import Study

COLUMN = "answers_column_unknown"
ASKED = re.compile(r"(?:^|[/.:-])[qb]_[a-z0-9]")
"""A field of a form of ours that holds an answer: with more of those unknown than known it is another guide's."""


class Brought(NamedTuple):
    """What became of a file: `rows` = sessions made + there already + `rows_left`.

    `made` and `there` are session ids; `refused` counts those made that hold a refusal and no words; `differing` tells of
    which sessions the file says otherwise now, and in how many places. `completed` counts those made that an earlier import
    had left without their end; `doubled` are sessions that were there of one submission. The problems have `sheet!cell` as their path.
    """

    rows: int
    made: tuple[str, ...]
    there: tuple[str, ...]
    refused: int
    differing: tuple[tuple[str, int], ...]
    rows_left: tuple[Problem, ...]
    cells_left: tuple[Problem, ...]
    columns_left: tuple[Problem, ...]
    completed: int = 0
    doubled: tuple[tuple[str, str], ...] = ()


def bring(
    study: Study, book: Book, ref: str = "", *, dry_run: bool = False, advance: Callable[[int], None] = lambda _: None
) -> Brought:
    """Make a session of each row that is none yet; with `dry_run` say what would be made.

    Raises as `Bringing` does.
    """
    bringing = Bringing(study, book, ref, dry_run=dry_run)
    bringing.all(advance)
    return bringing.brought()


def _sheet_of(book: Book) -> Sheet:
    """The sheet with submissions; KoboToolbox writes others behind it, of repeated groups."""
    found = next((one for one in book.sheets if one.rows and instance_columns(one.rows[0])), None)
    if found is None:
        first = book.sheets[0] if book.sheets else Sheet("csv", ())
        raise FilesError([problem("answers_not_ours", path=first.address(0, 0))])
    return found


class Bringing:
    """The rows of a file on their way into the study.

    `ref` names the guide where the answers don't. Raises FilesError where the head can't be understood, CannotError where
    nothing tells the guide, a session can't be written or another import is at work. Whatever stops it, the sessions that
    `brought` names are there whole, nothing is half made, and bringing the file again goes on.
    """

    def __init__(self, study: Study, book: Book, ref: str = "", *, dry_run: bool = False) -> None:
        self.study, self.sheet, self.dry_run = study, _sheet_of(book), dry_run
        self.head = self.sheet.rows[0]
        self.places = [
            place for place, row in enumerate(self.sheet.rows) if place and any(cell.strip() for cell in row)
        ]
        self.instances = instance_columns(self.head)
        self.guides = Guides(study)
        self.named = named_guide(study, ref) if ref else None
        self.kept = KeptSessions({}, ())
        self.codes: frozenset[str] = frozenset()
        self.files: dict[str, list[Path]] = {}
        self.deleted = deleted_submissions(study)
        self.layouts: dict[Stamp, Layout] = {}
        self.rows = 0
        self.rows_left: list[Problem] = []
        self.cells_left: list[Problem] = []
        self.made: list[str] = []
        self.there: list[str] = []
        self.differing: list[tuple[str, int]] = []
        self.refused = self.completed = 0
        self.seen: set[str] = set()
        self.names = set(session_names(study.root))

    def all(self, advance: Callable[[int], None]) -> None:
        """Every row, in the order of the file; `advance` hears of each, and of each session that was read (with 0)."""
        with nullcontext() if self.dry_run else alone(self.study.root):
            self.kept = kept_sessions(self.study, lambda _: advance(0))
            self.codes = self.kept.codes
            self.files = files_by_run(self.study.root)
            for place in self.places:
                fault = self._row(place, self.sheet.rows[place])
                if fault is not None:
                    self.rows_left.append(fault)
                self.rows += 1
                advance(1)

    def brought(self) -> Brought:
        """What became of the rows so far."""
        return Brought(
            *(self.rows, tuple(self.made), tuple(self.there), self.refused, tuple(self.differing)),
            *(tuple(self.rows_left), tuple(self.cells_left), tuple(self._columns())),
            *(self.completed, self.kept.doubled),
        )

    def _at(self, rule: str, row: int, column: int, **values: str | int) -> Problem:
        return Problem(rule, path=self.sheet.address(row, max(column, 0)), values=tuple(values.items()))

    def _row(self, place: int, row: Sequence[str]) -> Problem | None:
        """Carry one row; the problem that kept it from being carried, if any."""
        first = self.instances[0]
        instance = instance_of(row, self.instances)
        if not instance:
            return self._nameless(place, row)
        if instance in self.seen:
            return self._at("answers_twice", place, first)
        self.seen.add(instance)
        if instance in self.deleted and instance not in self.kept.by_submission:
            return self._at("answers_deleted", place, first)
        stamp = self._stamp(row)
        if stamp is None or (self.named and stamp.guide != self.named.guide):
            return self._at("answers_other_guide", place, self._guide_column())
        known = self.guides.known(stamp)
        if known is None:
            return self._at("answers_no_guide", place, self._guide_column(), guide=stamp.guide)
        cells = cells_of(row, self._layout(stamp, known))
        return self._carry(place, row, known, cells, instance)

    def _nameless(self, place: int, row: Sequence[str]) -> Problem:
        """What is wrong where no cell holds the id of a submission."""
        given = next((one for one in self.instances if one < len(row) and row[one].strip()), None)
        if given is None:
            return self._at("answers_no_instance", place, self.instances[0])
        return self._at("answers_bad_instance", place, given)

    def _stamp(self, row: Sequence[str]) -> Stamp | None:
        """The guide of the row; None where it bears the mark of something else."""
        column = self._guide_column()
        text = row[column] if 0 <= column < len(row) else ""
        if text.strip():
            return stamp_of(text)
        if self.named is None:
            self.named = only_guide(self.study)
        return self.named

    def _guide_column(self) -> int:
        return next((place for place, cell in enumerate(self.head) if cell.strip() == n.GUIDE), -1)

    def _layout(self, stamp: Stamp, known: Known) -> Layout:
        if stamp not in self.layouts:
            found = layout(self.head, known.form)
            if found.twice:
                raise FilesError([self._at("answers_head_twice", 0, column) for column in found.twice])
            held = sum(column.name.startswith((n.QUESTION, n.BACKGROUND)) for column in found.columns.values())
            if held <= sum(ASKED.search(self.head[column]) is not None for column in found.unknown):
                raise FilesError([self._at("answers_no_question", 0, 0, guide=known.guide.id)])
            self.layouts[stamp] = found
        return self.layouts[stamp]

    def _carry(self, place: int, row: Sequence[str], known: Known, cells: Cells, instance: str) -> Problem | None:
        code = as_id(cells.text(n.CODE))
        at = cells.places.get(n.CODE, 0)
        if not is_id(code):
            return self._at("answers_bad_code", place, at)
        if may_be_a_name(code) and code not in self.codes:
            return self._at("answers_code_a_name", place, at)
        facts = facts_of(known, cells, instance, code)
        if facts is None:
            return self._at("answers_no_day", place, cells.places.get(n.TODAY, 0))
        if facts.held_on > latest_day(row, self.head):
            return self._at("answers_future", place, cells.places.get(n.TODAY, cells.places.get(n.START, 0)))
        there = self.kept.by_submission.get(instance)
        if there is not None and there.guide is not None:
            known = self.guides.of_session(there.guide)
        taken = take(known.guide, known.form, cells, facts)
        if not taken.events:
            left = taken.left[0]
            return self._at(left.rule, place, cells.places.get(left.name, 0))
        self._report(place, row, cells, known, (*too_long(cells), *taken.left))
        self._settle(there, taken, facts, known.guide.id)
        return None

    def _settle(self, there: Kept | None, taken: Taken, facts: Facts, guide: str) -> None:
        """The session is there, is completed, or is made now."""
        run = run_of_submission(facts.instance)
        files = self.files.get(run, [])
        cut = unfinished(files)
        if cut and len(cut) == len(files) and self._complete(cut, taken, facts):
            return
        if cut and len(cut) < len(files) and not self.dry_run:
            clear(self.study.root, cut)
        if there is None and files:
            there = Kept(next(one for one in files if one not in cut or len(cut) == len(files)).parent.name, None, ())
        if there is not None:
            self.there.append(there.session)
            changed = differences(self.study, there.session, taken, facts)
            if changed:
                self.differing.append((there.session, changed))
            return
        self._make(run, taken, facts, guide)

    def _complete(self, cut: Sequence[Path], taken: Taken, facts: Facts) -> bool:
        """Complete what an earlier import left without its end; whether that could be done."""
        first = cut[0]
        if not self.dry_run:
            if not complete(self.study.root, first, lambda session: segment_of(session, taken, facts)):
                return False
            clear(self.study.root, cut[1:])
        self._was_made(first.parent.name, taken)
        self.completed += 1
        return True

    def _make(self, run: str, taken: Taken, facts: Facts, guide: str) -> None:
        names = names_for(facts, guide)
        if self.dry_run:
            self._was_made(next(one for one in names if one not in self.names), taken)
            return

        def make(session: str) -> Segment:
            return segment_of(session, taken, facts)

        found = put(self.study.root, run, names, make)
        if found.new:
            self._was_made(found.session, taken)
        else:
            self.there.append(found.session)

    def _was_made(self, session: str, taken: Taken) -> None:
        self.names.add(session)
        self.made.append(session)
        self.refused += taken.refused

    def _report(self, place: int, row: Sequence[str], cells: Cells, known: Known, left: Sequence[Left]) -> None:
        if known.other:
            self.cells_left.append(self._at("answers_other_version", place, self._guide_column(), guide=known.guide.id))
        for one in left:
            column = cells.places.get(one.name, 0)
            self.cells_left.append(self._at(one.rule, place, column, count=one.answers))
        beyond = [column for column in range(len(self.head), len(row)) if row[column].strip()]
        if beyond:
            self.cells_left.append(self._at("answers_beyond", place, beyond[0], count=len(beyond)))

    def _columns(self) -> Iterator[Problem]:
        """The columns that no form of these guides has, with how many of their cells hold something."""
        used = list(self.layouts.values())
        unknown = set.intersection(*(set(one.unknown) for one in used)) if used else set[int]()
        held = Counter(
            column for row in self.sheet.rows[1:] for column in unknown if column < len(row) and row[column].strip()
        )
        for column in sorted(unknown):
            yield self._at(COLUMN, 0, column, count=held[column])
