"""The table of marks on its way out: made of all sessions, read back and compared, written whole or not at all."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from interviewer.coding.marks_csv import read_marks_csv
from interviewer.coding.marks_table import COLUMNS, NUMERIC, Row, listed
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError
from interviewer.export.contents import Contents, contents_of
from interviewer.export.dialects import DIALECTS, CutError, encode, read_table
from interviewer.export.entering import beside
from interviewer.export.figure_file import put_with_manifest, write_stream
from interviewer.export.manifest import NAME as MANIFEST
from interviewer.export.manifest import About
from interviewer.export.places import refuse_among_sources, refuse_over_others
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.study.folder import Study
from interviewer.study.marking import emergent_codes
from interviewer.study.reading import read_all

STDOUT = "-"
KIND = COLUMNS.index("kind")


class Report(NamedTuple):
    """What was written: rows by kind, sessions read; what was left out or changed.

    `blind`: in some session the coder may not see yet what others made of it, if
    anything. `refused` are marks that a comparison decided against, which no row says. `guarded` and `replaced` count
    cells, `damaged` are the sessions of which parts can't be read. `contents` says whom all of it is about.
    """

    kinds: dict[str, int]
    sessions: int
    blind: bool = False
    refused: int = 0
    guarded: int = 0
    replaced: int = 0
    damaged: tuple[str, ...] = ()
    contents: Contents = Contents()


def write_marks(
    study: Study,
    out: str,
    dialect: str,
    session_ids: Iterable[str],
    coder: str = "",
    *,
    scan: ScanOutcome | None = None,
) -> Report:
    """Write what was marked in these sessions, as far as the coder may see it (all of it without one).

    `scan` is what a scan of the same words came to, None where there was none.

    Raises CannotError when there is nothing to write or when the place can't take it; then nothing bears a new name.
    """
    if out != STDOUT:
        refuse_among_sources(study, Path(out))
        _refuse_over_others(study, Path(out))
    tree, labels = CodeTree(study.codebook()), emergent_codes(study)
    rows: list[Row] = []
    report = Report({}, 0)
    for view, whole in read_all(study, session_ids):
        found = listed(view, tree, labels, coder)
        rows += found.rows
        damaged = () if whole else (view.id,)
        report = report._replace(
            sessions=report.sessions + 1,
            blind=report.blind or found.blind,
            refused=report.refused + found.refused,
            damaged=report.damaged + damaged,
            contents=report.contents.plus(contents_of(view)) if found.rows else report.contents,
        )
    if not rows:
        raise CannotError("no_marks_to_export" if report.sessions else "no_sessions")
    about = About("code", report.contents, words=True, dialect=dialect, coder=coder, scan=scan)
    left_out = {"sessions_damaged": len(report.damaged), "marks_refused": report.refused}
    return _written(study, rows, out, about._replace(left_out=left_out), report)


def _written(study: Study, rows: list[Row], out: str, about: About, report: Report) -> Report:
    for row in rows:
        report.kinds[row[KIND]] = report.kinds.get(row[KIND], 0) + 1
    try:
        head = encode([COLUMNS], DIALECTS[about.dialect])
        body = encode(rows, DIALECTS[about.dialect], NUMERIC)
    except CutError as error:
        raise CannotError("export_cut", path=out) from error
    data = DIALECTS[about.dialect].bom + head.data + body.data
    if any(one.severity == "error" for one in read_marks_csv(data)[1]):
        raise CannotError("export_cut", path=out)
    try:
        _put(study, data, out, about, len(rows))
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotError("export_not_written", path=out, reason=reason) from error
    return report._replace(guarded=body.guarded, replaced=body.replaced)


def _put(study: Study, data: bytes, out: str, about: About, rows: int) -> None:
    """All bytes, verified before the file has its name."""
    path = Path(out)
    if out == STDOUT:
        write_stream(study, data, about, rows)
    else:
        put_with_manifest(study, path, data, about, rows, stream=path.exists() and not path.is_file())


def _refuse_over_others(study: Study, path: Path) -> None:
    """CannotError when a file is there that is no table of marks, or where its manifest shall be one that is none."""
    if not path.exists() or path.is_file():
        refuse_over_others(study, {MANIFEST: beside(path)})
    if not path.is_file() or path.stat().st_size == 0:
        return
    try:
        header = read_table(path.read_bytes())[1]
    except (ValueError, OSError):
        header = ()
    if header[: len(COLUMNS)] != COLUMNS[: len(header)] or len(header) < KIND:
        raise CannotError("export_over_other", path=str(path))
