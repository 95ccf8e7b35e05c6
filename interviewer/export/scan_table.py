"""The table of decisions: what a scan found, to be filled by somebody, and back. It holds words, so it is for its maker's eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from interviewer.coding.csv_cells import Cell, cells_of, header_names
from interviewer.errors import CannotError, Problem, problem
from interviewer.export.dialects import DIALECTS, encode
from interviewer.export.plainly import said_plainly
from interviewer.export.sinks import sink_for, sync_folder
from interviewer.matching import unaccented
from interviewer.privacy.scan.deciding import Pointed
from interviewer.privacy.scan.replacements import proposal
from interviewer.sheets.formulas import unguarded
from interviewer.study.folder import Study

COLUMNS = (
    *("session_id", "place", "turn", "start", "end", "kind", "rule", "sure"),
    *("before", "words", "after", "decision", "by"),
)
NUMERIC = (2, 3, 4)
NEEDED = ("session_id", "place", "start", "end", "words", "decision")
REPLACE, KEEP, NO_NAME = "replace", "keep", "no_name"
MEANT = {
    **dict.fromkeys(("replace", "r", "remplacer", "remplace", "oui", "yes", "o", "y"), REPLACE),
    **dict.fromkeys(("keep", "k", "garder", "garde", "g", "non", "no"), KEEP),
    **dict.fromkeys(("no_name", "no name", "not a name", "n", "pas un nom", "pas_un_nom", "p"), NO_NAME),
}
AROUND = 60


class Row(NamedTuple):
    """A line that says something: the words at that place, what is to become of them, and its line in the file."""

    session: str
    place: str
    start: int
    end: int
    words: str
    decision: str
    by: str
    line: int


def write_decisions(study: Study, pointed: Iterable[Pointed], out: Path) -> int:
    """Write what is open as a table, readable for its owner alone; says how many rows. CannotError where something is there."""
    if out.exists():
        raise CannotError("scan_table_there", path=str(out))
    rows = [_row(one) for one in pointed if one.decision is None]
    dialect = DIALECTS[study.settings().export]
    head, body = encode([COLUMNS], dialect), encode(rows, dialect, NUMERIC)
    with said_plainly(str(out), stream=False):
        sink = sink_for(out)
        try:
            sink.write(dialect.bom + head.data + body.data)
            sink.verify()
            sink.commit()
            sync_folder(out.parent)
        finally:
            sink.discard()
    return len(rows)


def _row(one: Pointed) -> tuple[str, ...]:
    finding, text = one.finding, one.said.text
    place = (one.session, one.said.at, str(one.said.turn or ""), str(finding.start), str(finding.end))
    before, after = text[max(0, finding.start - AROUND) : finding.start], text[finding.end : finding.end + AROUND]
    sure = "yes" if finding.sure else "no"
    return (
        *place,
        finding.kind,
        finding.rule,
        sure,
        before,
        one.words,
        after,
        "",
        proposal(finding.kind, one.said.language, before),
    )


def read_decisions(data: bytes, path: str) -> list[Row]:
    """The decisions of a table that was filled; lines without one are left out. FilesError's problems are raised by the caller.

    Raises CannotError for what is no such table at all.
    """
    table, broken = cells_of(data)
    if table is None or broken:
        raise CannotError("scan_table_unread", path=path)
    names = header_names(table.header)
    if any(name not in names for name in NEEDED):
        raise CannotError("scan_table_columns", path=path, names=", ".join(NEEDED))
    rows = []
    for cells in table.lines:
        named = dict(zip(names, cells, strict=False))
        if _text(named, "decision"):
            rows.append(_decided(named, cells[0].line, path, guarded=table.guarded))
    return rows


def _text(named: Mapping[str, Cell], name: str) -> str:
    return named[name].text.strip() if name in named else ""


def _decided(named: Mapping[str, Cell], line: int, path: str, *, guarded: bool) -> Row:
    decision = MEANT.get(unaccented(_text(named, "decision")), "")
    start, end = _text(named, "start"), _text(named, "end")
    if not decision or not (start.isdecimal() and end.isdecimal()):
        rule = "scan_table_decision" if not decision else "scan_table_place"
        raise CannotError(rule, path=path, line=line, known=f"{REPLACE}, {KEEP}, {NO_NAME}")
    words, by = (named[name].text if name in named else "" for name in ("words", "by"))
    if guarded:
        words, by = unguarded(words), unguarded(by)
    session, place = _text(named, "session_id"), _text(named, "place")
    return Row(session, place, int(start), int(end), words, decision, by.strip(), line)


def matched(
    rows: Sequence[Row], pointed: Sequence[Pointed], path: str
) -> tuple[list[tuple[Row, Pointed]], list[Problem]]:
    """Each decision with the finding that it is about, and the lines whose words aren't where they say."""
    there = {(one.session, one.said.at, one.finding.start, one.finding.end): one for one in pointed}
    found, problems = [], []
    for row in rows:
        one = there.get((row.session, row.place, row.start, row.end))
        if one is None or " ".join(one.words.split()) != " ".join(row.words.split()):
            problems.append(problem("scan_row_elsewhere", row.line, 1, path=path))
        elif one.decision is None:
            found.append((row, one))
    return found, problems
