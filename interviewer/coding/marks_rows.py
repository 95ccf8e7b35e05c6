"""One line of a table of marks, understood against the study, or everything that is wrong with it. Pure."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from interviewer.coding.choose import Option, near
from interviewer.coding.csv_cells import Cell
from interviewer.coding.excerpt import Span, find_excerpt, same_words
from interviewer.coding.marks_csv import CLOSED, KINDS, LOST, MARK, MEMO, PASSED, Row, shown
from interviewer.coding.sheet import Sheet
from interviewer.errors import Fact, Problem
from interviewer.ids import is_id
from interviewer.matching import nearest
from interviewer.session.events import FIRST_ROUND, RemarkOn
from interviewer.session.model import SPEECH, TurnView
from interviewer.sheets.formulas import unguarded
from interviewer.yamltext import hidden_in

SHORTEST_PREFIX = 6
NUMBER = re.compile(r"([0-9]{1,9})(?:[.,]0+)?", re.ASCII)
SPREADSHEET_NUMBER = re.compile(r"[0-9][.,]?[0-9]*e\+[0-9]+", re.ASCII)
NOTHING: Mapping[str, str] = {}
SheetKey = tuple[str, str, str]


class Applying(NamedTuple):
    """As whom, and with what: an empty coder or round is taken from each row.

    `current` says which code stands for an id that was renamed or merged; under `retired` codes no mark is made any more.
    """

    choices: Sequence[Option]
    coder: str = ""
    round: str = ""
    current: Mapping[str, str] = NOTHING
    retired: Collection[str] = ()


class Wanted(NamedTuple):
    """One row, understood; `turn` is None for a round closed, `code` empty where nothing is marked.

    Of a memo, `about` says what it is on and `target` the id of that.
    """

    row: Row
    session: str
    coder: str
    round: str
    turn: TurnView | None = None
    code: str = ""
    span: Span = (0, 0)
    about: RemarkOn | None = None
    target: str = ""

    @property
    def sheet(self) -> SheetKey:
        """Whose work in which round of which session the row belongs to."""
        return self.session, self.coder, self.round


class _FaultError(Exception):
    """A row that can't be applied, and why. Caught in this file."""

    def __init__(self, rule: str, cell: Cell, **values: Fact) -> None:
        super().__init__(rule)
        self.problem = Problem(rule, line=cell.line, column=cell.column, values=tuple(values.items()))


def understood(
    row: Row, sheets: Mapping[str, Sheet], applying: Applying, guess: Callable[[str], str]
) -> tuple[list[Wanted], list[Problem]]:
    """What the row wants, or what is wrong with its kind, its coder, its round, its place and its code, all of them."""
    tests: list[Callable[[], Any]] = [
        lambda: _kind(row),
        lambda: _coder(row.coder, applying.coder),
        lambda: _round(row.round, applying.round),
    ]
    if row.kind.text in (PASSED, MEMO, CLOSED):
        tests += [lambda: _session(row, sheets, guess).view.id]
        tests += {PASSED: [lambda: _passed(row, sheets)], MEMO: _memo_tests(row, sheets, applying)}.get(
            row.kind.text, []
        )
    else:
        tests += [lambda: _place(row, sheets, guess), lambda: _code(row, applying)]
    found, faults = [], []
    for test in tests:
        try:
            found.append(test())
        except _FaultError as fault:
            faults.append(fault.problem)
    if faults:
        return [], faults
    _kind_of, coder, round_id, place, *rest = found
    return [_wanted(row, coder, round_id, place, rest)], []


def _wanted(row: Row, coder: str, round_id: str, place: Any, rest: Sequence[Any]) -> Wanted:
    """The row with what its tests have found."""
    if row.kind.text == CLOSED:
        return Wanted(row, place, coder, round_id)
    if row.kind.text == PASSED:
        return Wanted(row, place, coder, round_id, rest[0])
    if row.kind.text == MEMO:
        about, target = rest[0]
        return Wanted(row, place, coder, round_id, about=about, target=target or place)
    session, turn, span = place
    return Wanted(row, session, coder, round_id, turn, rest[0], span)


def _memo_tests(row: Row, sheets: Mapping[str, Sheet], applying: Applying) -> list[Callable[[], Any]]:
    return [lambda: _memo_on(row, sheets, applying), lambda: _memo_words(row.memo)]


def _memo_on(row: Row, sheets: Mapping[str, Sheet], applying: Applying) -> tuple[RemarkOn, str]:
    """What a memo is on, and its id; empty for the session of the line."""
    if row.turn.text:
        sheet = sheets.get(row.session.text)
        return "turn", (_any_turn(row.turn, sheet).id if sheet else "")
    return ("code", _code(row, applying)) if row.code.text else ("session", "")


def _memo_words(cell: Cell) -> None:
    if not cell.text.strip():
        raise _FaultError("marks_no_memo", cell)


def _kind(row: Row) -> None:
    cell = row.kind
    if cell.text not in ("", *KINDS):
        guess = nearest(cell.text, KINDS) or MARK
        raise _FaultError("marks_unknown_kind", cell, found=shown(cell.text), known=", ".join(KINDS), guess=guess)
    if cell.text in (PASSED, CLOSED) and row.code.text:
        raise _FaultError("marks_code_on_no_mark", row.code)


def _coder(cell: Cell, coder: str) -> str:
    if coder and cell.text not in ("", coder):
        raise _FaultError("marks_other_coder", cell, found=shown(cell.text), coder=coder)
    if not coder and not cell.text:
        raise _FaultError("marks_no_coder", cell)
    if not coder and not is_id(cell.text):
        raise _FaultError("marks_bad_coder", cell, found=shown(cell.text))
    return coder or cell.text


def _round(cell: Cell, round_id: str) -> str:
    if round_id and cell.text not in ("", round_id):
        raise _FaultError("marks_other_round", cell, found=shown(cell.text), round=round_id)
    if cell.text and not is_id(cell.text):
        raise _FaultError("marks_bad_round", cell, found=shown(cell.text))
    return round_id or cell.text or FIRST_ROUND


def _session(row: Row, sheets: Mapping[str, Sheet], guess: Callable[[str], str]) -> Sheet:
    sheet = sheets.get(row.session.text)
    if sheet is None:
        raise _unknown_session(row.session, guess)
    return sheet


def _passed(row: Row, sheets: Mapping[str, Sheet]) -> TurnView | None:
    sheet = sheets.get(row.session.text)
    return _turn(row.turn, sheet) if sheet else None


def _place(row: Row, sheets: Mapping[str, Sheet], guess: Callable[[str], str]) -> tuple[str, TurnView, Span]:
    sheet = _session(row, sheets, guess)
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
    found = _any_turn(cell, sheet)
    if found.kind not in SPEECH:
        raise _FaultError("marks_not_speech", cell, name=found.id, kind=found.kind)
    return found


def _any_turn(cell: Cell, sheet: Sheet) -> TurnView:
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
    return found[0]


def _code(row: Row, applying: Applying) -> str:
    cell = row.code
    if not cell.text:
        raise _FaultError("marks_no_code", cell)
    code = applying.current.get(cell.text, cell.text)
    if code in applying.retired or any(option.id == code for option in applying.choices):
        return code
    if row.label.text.strip():
        if not is_id(code):
            raise _FaultError("marks_bad_code", cell, found=shown(cell.text))
        hidden = hidden_in(row.label.text)
        if hidden:
            raise _FaultError("marks_label_hidden", row.label, code=hidden)
        return code
    guess = near(cell.text, applying.choices)
    rule = "marks_unknown_code_near" if guess else "marks_unknown_code"
    raise _FaultError(rule, cell, name=shown(cell.text), guess=guess)


def _span(row: Row, text: str) -> Span:
    """Where the marked words stand; the whole turn when the row doesn't say. Of a mark that lost its words, where it stood."""
    if row.kind.text == LOST:
        return _stood(row)
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


def _stood(row: Row) -> Span:
    start, end = (_number(cell) if cell.text else 0 for cell in (row.start, row.end))
    if start > end:
        raise _FaultError("marks_empty_span", row.start, start=start, end=end)
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
