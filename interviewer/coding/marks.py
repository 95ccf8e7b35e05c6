"""From a table of marks to the events that apply it, or everything that is wrong with it. Pure."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.beside_marks import remark
from interviewer.coding.csv_cells import Cell
from interviewer.coding.excerpt import Span
from interviewer.coding.marks_csv import LOST, Row
from interviewer.coding.marks_rows import Applying, SheetKey, Wanted, understood
from interviewer.coding.sheet import Sheet, close, lost, mark, new_code, passed
from interviewer.errors import Fact, Problem, problem
from interviewer.matching import nearest
from interviewer.session.events import Event, Mark, Remark, RoundClosed, Seen
from interviewer.session.model import SessionView


class Plan(NamedTuple):
    """What to write, by session in the order of the table; how many marks are new, and how many were there already.

    `passed`, `closed`, `memos` and `lost` count turns passed without a mark, rounds closed, memos and marks without words that
    were not known yet.
    """

    events: dict[str, list[Event]]
    made: int
    there: int
    passed: int = 0
    closed: int = 0
    memos: int = 0
    lost: int = 0


def plan(
    rows: Sequence[Row], sheets: Mapping[str, Sheet], applying: Applying, session_ids: Collection[str] = ()
) -> tuple[Plan, list[Problem]]:
    """The events that apply the table; with any problem, no events and every faulty row named.

    `sheets` holds a sheet of each session that the rows name, `session_ids` all sessions there are (to say which one may
    be meant). Marks that are there already make no event. A row without start, end and excerpt marks the whole turn. A
    code that isn't known and comes with a label is made.
    """
    problems: list[Problem] = []
    wanted: list[Wanted] = []
    guess = cache(lambda name: nearest(name, session_ids))
    for row in rows:
        found, faults = understood(row, sheets, applying, guess)
        problems += faults
        wanted += found
    problems += [*_repeated(wanted), *_two_labels(wanted, applying)]
    if not problems:
        made, problems = _applied(wanted, sheets, applying)
    if problems:
        return Plan({}, 0, 0), sorted(problems, key=lambda one: (one.line, one.column))
    return made, []


def _applied(wanted: Sequence[Wanted], sheets: Mapping[str, Sheet], applying: Applying) -> tuple[Plan, list[Problem]]:
    """The events, and the rows that would change a round which its coder has closed."""
    known = {option.id for option in applying.choices}.union(applying.retired)
    now: dict[SheetKey, Sheet] = {}
    events: dict[str, list[Event]] = {}
    problems = []
    for one in wanted:
        sheet = now.get(one.sheet)
        if sheet is None:
            view = _under_current(sheets[one.session].view, applying.current)
            sheet = replace(sheets[one.session], view=view, coder=one.coder, round=one.round)
        done, made = _act(sheet, one)
        if made and sheet.closed and one.about is None:
            problems.append(_place_of(one.row.turn, "marks_round_closed", coder=one.coder, round=one.round))
        if one.code in applying.retired and made and not _exported(one.row):
            problems.append(_place_of(one.row.code, "marks_code_retired", code=one.code))
        if one.code and one.code not in known:
            known.add(one.code)
            done, born = new_code(done, one.code, one.row.label.text.strip())
            made = [*born, *made]
        now[one.sheet] = done
        if made:
            events.setdefault(one.session, []).extend(made)
    every = [event for those in events.values() for event in those]
    marks = [event.excerpt != "" for event in every if isinstance(event, Mark)]
    asked = sum(one.code != "" and one.row.kind.text != LOST for one in wanted)
    seen, closed, memos = (sum(isinstance(event, kind) for event in every) for kind in (Seen, RoundClosed, Remark))
    return Plan(events, sum(marks), asked - sum(marks), seen, closed, memos, len(marks) - sum(marks)), problems


def _under_current(view: SessionView, current: Mapping[str, str]) -> SessionView:
    """The session with its marks under the codes that count now, as the rows are."""
    marks = tuple(replace(m, code=current[m.code]) if m.code in current else m for m in view.marks)
    return replace(view, marks=marks)


def _exported(row: Row) -> bool:
    """Whether the line says all that lines of our own export say: it was made while the code was in use."""
    told = (row.coder, row.round) if row.kind.text == LOST else (row.kind, row.start, row.end, row.coder, row.round)
    return all(cell.text for cell in told)


def _act(sheet: Sheet, one: Wanted) -> tuple[Sheet, list[Event]]:
    if one.about is not None:
        return remark(sheet, one.about, one.target, one.row.memo.text)
    if one.turn is None:
        return close(sheet)
    if not one.code:
        return passed(sheet, one.turn.id)
    make = lost if one.row.kind.text == LOST else mark
    return make(sheet, one.turn, one.code, one.span, one.row.memo.text, suggested=one.row.suggested.text)


def _place_of(cell: Cell, rule: str, **values: Fact) -> Problem:
    return problem(rule, cell.line, cell.column, **values)  # type: ignore[arg-type]


def _repeated(wanted: Sequence[Wanted]) -> list[Problem]:
    """Rows that make the same mark with different memos: one of them would get lost."""
    first: dict[tuple[SheetKey, str, str, Span, bool], Row] = {}
    problems = []
    for one in wanted:
        if one.turn is None or not one.code:
            continue
        gone = one.row.kind.text == LOST
        before = first.setdefault((one.sheet, one.turn.id, one.code, one.span, gone), one.row)
        memo = one.row.memo
        if memo.text != before.memo.text:
            problems.append(problem("marks_other_memo", memo.line, memo.column, first=before.session.line))
    return problems


def _two_labels(wanted: Sequence[Wanted], applying: Applying) -> list[Problem]:
    """A code to be made that has one label here and another there."""
    known = {option.id for option in applying.choices}.union(applying.retired)
    first: dict[str, Cell] = {}
    problems = []
    for one in wanted:
        if one.code and one.code not in known:
            label = one.row.label
            before = first.setdefault(one.code, label)
            if before.text.strip() != label.text.strip():
                problems.append(problem("marks_other_label", label.line, label.column, first=before.line))
    return problems
