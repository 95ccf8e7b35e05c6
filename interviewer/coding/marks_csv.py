"""A table of marks that somebody wrote, as rows with their places. Pure."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from interviewer.coding.csv_cells import Cell, cells_of, header_names
from interviewer.errors import Problem, problem
from interviewer.matching import nearest
from interviewer.sheets.formulas import unguarded

REQUIRED = ("session_id", "turn_id", "code_id")
SPAN = ("excerpt_start", "excerpt_end")
WORDS = (*SPAN, "excerpt")
OPTIONAL = (*SPAN, "excerpt", "memo", "coder", "round", "kind", "new_code", "suggested_by")
# The other columns of coded_answers.csv: a table that was exported may come back as it is.
PASSED_OVER = frozenset(
    (
        *("interview_date", "guide_id", "guide_version", "language", "participant_id", "stakeholder", "theme_id"),
        *("theme", "question_id", "question", "question_origin", "turn_kind", "speaker", "offset_s", "verbatim"),
        *("paraphrase", "code", "code_path", "key_quote", "may_quote"),
        *("code_made_as", "rated_by", "language_asked", "question_id_asked"),
    )
)
MARK, LOST, PASSED, MEMO, CLOSED = "mark", "lost", "passed", "memo", "closed"
KINDS = (MARK, LOST, PASSED, MEMO, CLOSED)
"""What a line may be: a mark (also where nothing is said), one whose words were corrected away, a turn passed without one,
a memo on a turn, a code or (where neither is named) the session, a round that its coder closed."""
LIVE_CODER = "interviewer"
"""The coder of what was marked during interviews; those marks stand in the interviews themselves."""


class Row(NamedTuple):
    """One line of the table. `excerpt`, `memo` and `label` are as written; the others without spaces around, in small letters.

    `label` is that of a code which is in no codebook and may have to be made.
    """

    session: Cell
    turn: Cell
    code: Cell
    start: Cell
    end: Cell
    excerpt: Cell
    memo: Cell
    coder: Cell
    round: Cell
    kind: Cell
    label: Cell
    suggested: Cell


def read_marks_csv(data: bytes, coder: str = "", round_id: str = "") -> tuple[list[Row], list[Problem]]:
    """The rows of a table of marks, and everything that is wrong with its form; rows that are all empty are left out.

    Problems of severity warning keep nothing from being applied. UTF-8 with or without BOM, or UTF-16 with one; `,`, `;`
    or tab between cells; any line ends. The apostrophe that our tables for spreadsheets put before a cell that looks like
    a formula is taken off a memo; an excerpt is searched as written first (see marks.plan). With a `coder`
    or a round, an exported table is read as that coder's in that round: the other lines are left out. Without a coder
    the marks made during interviews are.
    """
    table, broken = cells_of(data)
    if table is None:
        return [], broken or [problem("marks_no_header", 1, 1, wanted=", ".join(REQUIRED))]
    names, faults = _header(table.header)
    if faults:
        return [], [*faults, *broken]
    taken, left = _to_apply(names, table.lines, coder, round_id)
    rows, wide = _rows(names, taken, from_spreadsheet=table.guarded)
    return rows, sorted([*wide, *broken, *left], key=lambda one: one.line)


def _header(cells: Sequence[Cell]) -> tuple[list[str], list[Problem]]:
    names = header_names(cells)
    known = {*REQUIRED, *OPTIONAL, *PASSED_OVER}
    faults = []
    for n, name in enumerate(names):
        place = (cells[n].line, cells[n].column)
        if name not in known:
            guess = nearest(name, (*REQUIRED, *OPTIONAL))
            rule = "marks_unknown_column_near" if guess else "marks_unknown_column"
            faults.append(problem(rule, *place, name=shown(name), guess=guess, known=", ".join((*REQUIRED, *OPTIONAL))))
        elif name in names[:n]:
            faults.append(problem("marks_column_twice", *place, name=name))
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        faults.append(problem("marks_missing_columns", cells[0].line, 1, names=", ".join(missing)))
    if (SPAN[0] in names) != (SPAN[1] in names):
        there, lacking = sorted(SPAN, key=lambda name: name not in names)
        faults.append(problem("marks_half_span_columns", cells[0].line, 1, there=there, lacking=lacking))
    return names, faults


def _to_apply(
    names: Sequence[str], table: Sequence[Sequence[Cell]], coder: str, round_id: str
) -> tuple[list[Sequence[Cell]], list[Problem]]:
    """An exported table has lines for turns without marks, for others' marks, and for marks whose words are gone.

    They are passed over, each kind with its count as a warning: the last must not come back as marks on whole turns. Only
    the table of answers has such lines; in a table with kinds they are of a kind of their own.
    """
    of_answers = not PASSED_OVER.isdisjoint(names) and any(one in names for one in WORDS)
    if PASSED_OVER.isdisjoint(names) and "kind" not in names:
        return list(table), []

    def cell(cells: Sequence[Cell], name: str) -> str:
        place = names.index(name) if name in names else len(cells)
        return cells[place].text.strip().lower() if place < len(cells) else ""

    tests: tuple[tuple[str, Callable[[Sequence[Cell]], bool]], ...] = (
        ("marks_lines_without_code", lambda cells: "kind" in names or bool(cell(cells, "code_id"))),
        ("marks_lines_of_others", lambda cells: not coder or cell(cells, "coder") in ("", coder)),
        ("marks_lines_live", lambda cells: cell(cells, "coder") != LIVE_CODER),
        ("marks_lines_of_rounds", lambda cells: not round_id or cell(cells, "round") in ("", round_id)),
        (
            "marks_lines_without_words",
            lambda cells: (
                not of_answers
                or cell(cells, "kind") in (LOST, PASSED, MEMO, CLOSED)
                or any(cell(cells, one) for one in WORDS)
            ),
        ),
    )
    left, problems = list(table), []
    for rule, keeps in tests:
        before = len(left)
        left = [cells for cells in left if keeps(cells)]
        if len(left) < before:
            problems.append(problem(rule, severity="warning", count=before - len(left)))
    return left, problems


def _rows(
    names: Sequence[str], table: Sequence[Sequence[Cell]], *, from_spreadsheet: bool
) -> tuple[list[Row], list[Problem]]:
    rows, problems = [], []
    for cells in table:
        if any(cell.text.strip() for cell in cells[len(names) :]):
            extra = cells[len(names)]
            problems.append(
                problem("marks_too_many_cells", extra.line, extra.column, cells=len(cells), columns=len(names))
            )
            continue
        rows.append(_row(dict(zip(names, cells, strict=False)), cells[0].line, from_spreadsheet=from_spreadsheet))
    return rows, problems


def _row(named: dict[str, Cell], line: int, *, from_spreadsheet: bool) -> Row:
    nothing = Cell("", line, 1)

    def word(name: str) -> Cell:
        cell = named.get(name, nothing)
        text = cell.text.strip().lower()
        return cell if text == cell.text else Cell(text, cell.line, cell.column)

    def words(name: str) -> Cell:
        cell = named.get(name, nothing)
        return cell._replace(text=unguarded(cell.text)) if from_spreadsheet else cell

    suggested = named.get("suggested_by", nothing)
    return Row(
        word("session_id"),
        word("turn_id"),
        word("code_id"),
        word("excerpt_start"),
        word("excerpt_end"),
        named.get("excerpt", nothing),
        words("memo"),
        word("coder"),
        word("round"),
        word("kind"),
        words("new_code"),
        suggested._replace(text=suggested.text.strip()),
    )


def shown(text: str) -> str:
    """What a message may repeat of a cell: an id, a number, a name; never what could be somebody's words."""
    return text if re.fullmatch(r"[\w.+-]{1,64}", text) else "…"
