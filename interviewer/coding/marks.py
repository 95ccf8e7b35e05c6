"""From a table of marks to the events that apply it, or everything that is wrong with it. Pure."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from interviewer.coding.choose import Option, near
from interviewer.coding.excerpt import Span, find_excerpt, same_words
from interviewer.coding.marks_csv import Cell, Row, shown, unguarded
from interviewer.coding.sheet import Sheet, mark
from interviewer.errors import Fact, Problem, problem
from interviewer.matching import nearest
from interviewer.session.events import Event, Mark
from interviewer.session.model import SPEECH, TurnView

SHORTEST_PREFIX = 6
NUMBER = re.compile(r"([0-9]{1,9})(?:[.,]0+)?", re.ASCII)
SPREADSHEET_NUMBER = re.compile(r"[0-9][.,]?[0-9]*e\+[0-9]+", re.ASCII)


class Plan(NamedTuple):
    """What to write, by session in the order of the table; how many marks are new, and how many were there already."""

    events: dict[str, list[Event]]
    made: int
    there: int


class Wanted(NamedTuple):
    """One row, understood."""

    row: Row
    session: str
    turn: TurnView
    code: str
    span: Span


class _FaultError(Exception):
    """A row that can't be applied, and why. Caught in this file."""

    def __init__(self, rule: str, cell: Cell, **values: Fact) -> None:
        super().__init__(rule)
        self.problem = Problem(rule, line=cell.line, column=cell.column, values=tuple(values.items()))


def plan(
    rows: Sequence[Row],
    sheets: Mapping[str, Sheet],
    choices: Sequence[Option],
    coder: str,
    session_ids: Collection[str] = (),
) -> tuple[Plan, list[Problem]]:
    """The events that apply the table as that coder's; with any problem, no events and every faulty row named.

    `sheets` holds the coder's sheet of each session that the rows name, `session_ids` all sessions there are (to say
    which one may be meant). Marks that are there already make no event. A row without start, end and excerpt marks the
    whole turn.
    """
    problems: list[Problem] = []
    wanted: list[Wanted] = []
    guess = cache(lambda name: nearest(name, session_ids))
    for row in rows:
        understood, faults = _understood(row, sheets, choices, coder, guess)
        problems += faults
        wanted += understood
    problems += _repeated(wanted)
    if problems:
        return Plan({}, 0, 0), sorted(problems, key=lambda one: (one.line, one.column))
    return _applied(wanted, sheets), []


def _applied(wanted: Sequence[Wanted], sheets: Mapping[str, Sheet]) -> Plan:
    now = dict(sheets)
    events: dict[str, list[Event]] = {}
    for one in wanted:
        now[one.session], made = mark(now[one.session], one.turn, one.code, one.span, one.row.memo.text)
        if made:
            events.setdefault(one.session, []).extend(made)
    made_marks = sum(isinstance(event, Mark) for those in events.values() for event in those)
    return Plan(events, made_marks, len(wanted) - made_marks)


def _repeated(wanted: Sequence[Wanted]) -> list[Problem]:
    """Rows that make the same mark with different memos: one of them would get lost."""
    first: dict[tuple[str, str, str, Span], Row] = {}
    problems = []
    for one in wanted:
        before = first.setdefault((one.session, one.turn.id, one.code, one.span), one.row)
        memo = one.row.memo
        if memo.text != before.memo.text:
            problems.append(problem("marks_other_memo", memo.line, memo.column, first=before.session.line))
    return problems


def _understood(
    row: Row, sheets: Mapping[str, Sheet], choices: Sequence[Option], coder: str, guess: Callable[[str], str]
) -> tuple[list[Wanted], list[Problem]]:
    """What the row wants, or what is wrong with its coder, its place and its code, all three."""
    tests: tuple[Callable[[], Any], ...] = (
        lambda: _coder(row.coder, coder),
        lambda: _place(row, sheets, guess),
        lambda: _code(row.code, choices),
    )
    found, faults = [], []
    for test in tests:
        try:
            found.append(test())
        except _FaultError as fault:
            faults.append(fault.problem)
    if faults:
        return [], faults
    _same, (session, turn, span), code = found
    return [Wanted(row, session, turn, code, span)], []


def _coder(cell: Cell, coder: str) -> None:
    if cell.text not in ("", coder):
        raise _FaultError("marks_other_coder", cell, found=shown(cell.text), coder=coder)


def _place(row: Row, sheets: Mapping[str, Sheet], guess: Callable[[str], str]) -> tuple[str, TurnView, Span]:
    sheet = sheets.get(row.session.text)
    if sheet is None:
        raise _unknown_session(row.session, guess)
    turn = _turn(row.turn, sheet)
    return sheet.view.id, turn, _span(row, turn.text)


def _unknown_session(cell: Cell, guess: Callable[[str], str]) -> _FaultError:
    if not cell.text:
        return _FaultError("marks_no_session", cell)
    near_it = guess(cell.text)
    if near_it:
        return _FaultError("marks_unknown_session_near", cell, name=shown(cell.text), guess=near_it)
    return _FaultError("marks_unknown_session", cell, name=shown(cell.text))


def _turn(cell: Cell, sheet: Sheet) -> TurnView:
    found = [turn for turn in sheet.view.turns if turn.id == cell.text]
    if not cell.text:
        raise _FaultError("marks_no_turn", cell)
    if not found and len(cell.text) >= SHORTEST_PREFIX:
        found = [turn for turn in sheet.view.turns if turn.id.startswith(cell.text)]
    if len(found) > 1:
        raise _FaultError("marks_turn_several", cell, name=cell.text, count=len(found))
    if not found:
        number = SPREADSHEET_NUMBER.fullmatch(cell.text) is not None
        rule = "marks_turn_a_number" if number else "marks_unknown_turn"
        raise _FaultError(rule, cell, name=shown(cell.text), session=sheet.view.id)
    if found[0].kind not in SPEECH:
        raise _FaultError("marks_not_speech", cell, name=found[0].id, kind=found[0].kind)
    return found[0]


def _code(cell: Cell, choices: Sequence[Option]) -> str:
    if not cell.text:
        raise _FaultError("marks_no_code", cell)
    if any(option.id == cell.text for option in choices):
        return cell.text
    guess = near(cell.text, choices)
    rule = "marks_unknown_code_near" if guess else "marks_unknown_code"
    raise _FaultError(rule, cell, name=shown(cell.text), guess=guess)


def _span(row: Row, text: str) -> Span:
    """Where the marked words stand; the whole turn when the row doesn't say."""
    if not text:
        raise _FaultError("marks_empty_span", row.turn, start=0, end=0)
    given = [cell for cell in (row.start, row.end) if cell.text]
    if len(given) == 1:
        raise _FaultError("marks_half_span", given[0])
    if not given:
        return _found(row.excerpt, text) if row.excerpt.text else (0, len(text))
    start, end = _number(row.start), _number(row.end)
    if start >= end:
        raise _FaultError("marks_empty_span", row.start, start=start, end=end)
    if end > len(text):
        raise _FaultError("marks_outside", row.end, end=end, length=len(text))
    words = text[start:end]
    written = row.excerpt.text
    if written and not (same_words(words, written) or same_words(words, unguarded(written))):
        raise _FaultError("marks_excerpt_differs", row.excerpt, start=start, end=end)
    return start, end


def _number(cell: Cell) -> int:
    found = NUMBER.fullmatch(cell.text)
    if found is None:
        raise _FaultError("marks_not_a_number", cell, found=shown(cell.text))
    return int(found[1])


def _found(cell: Cell, text: str) -> Span:
    places = find_excerpt(text, cell.text) or find_excerpt(text, unguarded(cell.text))
    if not places:
        raise _FaultError("marks_excerpt_not_found", cell)
    if len(places) > 1:
        where = ", ".join(f"{start}-{end}" for start, end in places[:5])
        raise _FaultError("marks_excerpt_several", cell, count=len(places), places=where)
    return places[0]
