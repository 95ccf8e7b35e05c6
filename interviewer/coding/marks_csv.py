"""A table of marks that somebody wrote, as rows with their places. Pure."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interviewer.errors import Problem, problem
from interviewer.matching import nearest

REQUIRED = ("session_id", "turn_id", "code_id")
SPAN = ("excerpt_start", "excerpt_end")
OPTIONAL = (*SPAN, "excerpt", "memo", "coder", "round")
# The other columns of coded_answers.csv: a table that was exported may come back as it is.
PASSED_OVER = frozenset(
    (
        *("interview_date", "guide_id", "guide_version", "language", "participant_id", "stakeholder", "theme_id"),
        *("theme", "question_id", "question", "question_origin", "turn_kind", "speaker", "offset_s", "verbatim"),
        *("paraphrase", "code", "code_path", "key_quote", "may_quote"),
        *("suggested_by", "code_made_as", "rated_by"),
    )
)
SEPARATORS = (",", ";", "\t")
LONGEST_CELL = 2**31 - 1  # what a C long holds on every system
BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
GUARDED = "=+-@'\t\r\n＝＋－＠"


class Cell(NamedTuple):
    """What stands in one place of the table, spaces around it left out; lines and columns count from 1."""

    text: str
    line: int
    column: int


class Row(NamedTuple):
    """One line of the table. `excerpt` and `memo` are as written; the others without spaces around and in small letters."""

    session: Cell
    turn: Cell
    code: Cell
    start: Cell
    end: Cell
    excerpt: Cell
    memo: Cell
    coder: Cell


def read_marks_csv(data: bytes, coder: str = "") -> tuple[list[Row], list[Problem]]:
    """The rows of a table of marks, and everything that is wrong with its form; rows that are all empty are left out.

    Problems of severity warning keep nothing from being applied. UTF-8 with or without BOM, or UTF-16 with one; `,`, `;`
    or tab between cells; any line ends. The apostrophe that our tables for spreadsheets put before a cell that looks like
    a formula is taken off a memo; an excerpt is searched as written first (see marks.plan). With a `coder`, an exported
    table is read as that coder's: the lines of others are left out.
    """
    text, problems = _decoded(data)
    if problems:
        return [], problems
    lines = list(io.StringIO(text, newline=""))
    separator = _separator(lines[0] if lines else "")
    records = list(_records(lines, separator))
    broken = [record for record in records if isinstance(record, Problem)]
    table = [record for record in records if record and not isinstance(record, Problem)]
    if not table:
        return [], broken or [problem("marks_no_header", 1, 1, wanted=", ".join(REQUIRED))]
    names, faults = _header(table[0])
    if faults:
        return [], [*faults, *broken]
    filled = [cells for cells in table[1:] if any(cell.text.strip() for cell in cells)]
    coded, uncoded = _to_apply(names, filled, coder)
    rows, wide = _rows(names, coded, from_spreadsheet=separator == ";" and data.startswith(b"\xef\xbb\xbf"))
    return rows, sorted([*wide, *broken, *uncoded], key=lambda one: one.line)


def unguarded(text: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from calculating it, when it has one."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in GUARDED else text


def _decoded(data: bytes) -> tuple[str, list[Problem]]:
    encoding = next((name for bom, name in BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        byte = f"0x{data[error.start]:02X}" if error.start < len(data) else "-"
        return "", [problem("marks_not_utf8", line, column, byte=byte)]


def _separator(header: str) -> str:
    return max(SEPARATORS, key=header.count)


def _records(lines: Sequence[str], separator: str) -> Iterator[list[Cell] | Problem]:
    """Each record as cells; where quotation marks don't close, a problem, and reading goes no further."""
    reader = csv.reader(iter(lines), delimiter=separator, strict=True)
    limit = csv.field_size_limit(LONGEST_CELL)
    done = 0
    try:
        for cells in reader:
            raw = "".join(lines[done : reader.line_num])
            places = _places(raw, separator, done + 1)
            done = reader.line_num
            yield [Cell(text, *next(places)) for text in cells]
    except csv.Error:
        yield problem("marks_quotes", done + 1, 1)
    finally:
        csv.field_size_limit(limit)


def _places(raw: str, separator: str, line: int) -> Iterator[tuple[int, int]]:
    """Where each cell of a record begins."""
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^{re.escape(separator)}"])*')
    at = 0
    while True:
        before = raw[:at].replace("\r\n", "\n").replace("\r", "\n")
        yield line + before.count("\n"), len(before) - before.rfind("\n")
        found = cell.match(raw, at)
        at = found.end() + 1 if found else at + 1


def _header(cells: Sequence[Cell]) -> tuple[list[str], list[Problem]]:
    names = [cell.text.strip().strip("\ufeff").lower().removeprefix("'") for cell in cells]
    while names and not names[-1]:
        names.pop()
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
    names: Sequence[str], table: Sequence[Sequence[Cell]], coder: str
) -> tuple[list[Sequence[Cell]], list[Problem]]:
    """An exported table has lines for turns without marks, for other coders' marks, and for marks whose words are gone.

    They are passed over, each with its count as a warning: the last must not come back as marks on whole turns.
    """
    if PASSED_OVER.isdisjoint(names):
        return list(table), []
    coded = [cells for cells in table if _filled(names, cells, ("code_id",))]
    ours = [cells for cells in coded if _by(names, cells) in ("", coder or _by(names, cells))]
    anchored = [cells for cells in ours if _filled(names, cells, ("excerpt", "excerpt_start", "excerpt_end"))]
    left = {
        "marks_lines_without_code": len(table) - len(coded),
        "marks_lines_of_others": len(coded) - len(ours),
        "marks_lines_without_words": len(ours) - len(anchored),
    }
    return anchored, [problem(rule, severity="warning", count=count) for rule, count in left.items() if count]


def _by(names: Sequence[str], cells: Sequence[Cell]) -> str:
    place = names.index("coder") if "coder" in names else len(cells)
    return cells[place].text.strip().lower() if place < len(cells) else ""


def _filled(names: Sequence[str], cells: Sequence[Cell], wanted: Sequence[str]) -> bool:
    places = [names.index(name) for name in wanted if name in names]
    return any(cells[place].text.strip() for place in places if place < len(cells))


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
        return cell._replace(text=cell.text.strip().lower())

    memo = named.get("memo", nothing)
    return Row(
        word("session_id"),
        word("turn_id"),
        word("code_id"),
        word("excerpt_start"),
        word("excerpt_end"),
        named.get("excerpt", nothing),
        memo._replace(text=unguarded(memo.text)) if from_spreadsheet else memo,
        word("coder"),
    )


def shown(text: str) -> str:
    """What a message may repeat of a cell: an id, a number, a name; never what could be somebody's words."""
    return text if re.fullmatch(r"[\w.+-]{1,64}", text) else "…"
