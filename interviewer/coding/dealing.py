"""Which marks of a code go to which of the codes that it is split into: a table or lines, understood or refused whole. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from interviewer.coding.csv_cells import Cell, cells_of, header_names
from interviewer.errors import Fact, Problem, problem
from interviewer.matching import nearest

COLUMNS = ("mark_id", "code_id")
LINE = re.compile(r"\s*([0-9a-f]{6,16})\s*[:,;]\s*([a-z0-9_-]+)\s*")
SHORTEST = 6


class Dealt(NamedTuple):
    """A mark and the code that it shall bear, as they were given."""

    mark: Cell
    code: Cell


def dealt_lines(text: str) -> tuple[list[Dealt], str]:
    """The lines `mark id: code` of a text, and the text with these lines empty."""
    found: list[Dealt] = []
    rest = []
    for number, line in enumerate(text.split("\n"), 1):
        match = LINE.fullmatch(line)
        if match:
            found.append(Dealt(Cell(match[1], number, 1), Cell(match[2], number, match.start(2) + 1)))
        rest.append("" if match else line)
    return found, "\n".join(rest)


def dealt_table(data: bytes) -> tuple[list[Dealt], list[Problem]]:
    """The rows of a table with the columns mark_id and code_id; rows without a code are left undecided."""
    table, problems = cells_of(data)
    if table is None:
        return [], problems or [problem("dealt_columns", 1, 1, names=", ".join(COLUMNS))]
    names = header_names(table.header)
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        return [], [*problems, problem("dealt_columns", 1, 1, names=", ".join(missing))]
    places = [names.index(name) for name in COLUMNS]
    rows = [Dealt(*(cells[n] for n in places)) for cells in table.lines if len(cells) > max(places)]
    return [row for row in rows if row.code.text.strip()], problems


def decided(
    dealt: Iterable[Dealt], marks: Collection[str], codes: Sequence[str], stays: str
) -> tuple[dict[str, str], list[Problem]]:
    """The new code of each mark by its id, and everything that is wrong; a mark that stays with its code is left out.

    `marks` are the ids of the marks of the code `stays`, `codes` those that it is split into. The beginning of an id will do.
    """
    found: dict[str, str] = {}
    first: dict[str, Dealt] = {}
    problems = []
    for one in dealt:
        mark, code = _mark(one.mark, marks), one.code.text.strip()
        if not isinstance(mark, str):
            problems.append(mark)
        elif code not in (*codes, stays):
            near = nearest(code, codes)
            problems.append(
                _wrong("dealt_code", one.code, given=code[:40], codes=", ".join((*codes, stays)), near=near)
            )
        elif found.setdefault(mark, code) != code:
            problems.append(_wrong("dealt_twice", one.code, first=first[mark].mark.line))
        else:
            first.setdefault(mark, one)
    return {mark: code for mark, code in found.items() if code != stays}, problems


def _mark(cell: Cell, marks: Collection[str]) -> str | Problem:
    typed = cell.text.strip().lower()
    if typed in marks:
        return typed
    found = [mark for mark in marks if len(typed) >= SHORTEST and mark.startswith(typed)]
    if len(found) == 1:
        return found[0]
    return _wrong("dealt_mark_several" if found else "dealt_mark", cell, given=typed[:40])


def _wrong(rule: str, cell: Cell, **values: Fact) -> Problem:
    return Problem(rule, line=cell.line, column=cell.column, values=tuple(values.items()))


def counts(dealt: Mapping[str, str]) -> dict[str, int]:
    """How many marks each code gets."""
    found: dict[str, int] = {}
    for code in dealt.values():
        found[code] = found.get(code, 0) + 1
    return found
