"""A figure's table as a CSV file or stream: in the study's own dialect, read back and compared, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.export.columns import Table
from interviewer.export.dialects import DIALECTS, Encoded, Row, encode
from interviewer.export.places import refuse_among_sources, refuse_over_others
from interviewer.export.plainly import said_plainly
from interviewer.export.sinks import sink_for, standard_output, sync_folder
from interviewer.study.folder import Study

STDOUT = "-"


def write_table(study: Study, table: Table, rows: Sequence[Row], out: str) -> Encoded:
    """Write header and rows to the file, or to standard output (`-`, machine form); says what was guarded.

    UsageError for a name that isn't `.csv`, CannotError for a place that holds something else or can't take it.
    """
    if out == STDOUT:
        made = _encoded(table, rows, "machine")
        with said_plainly(STDOUT, stream=True):
            standard_output().write(made.data)
        return made
    made = _encoded(table, rows, study.settings().export)
    write_bytes(study, table.name, made.data, Path(out), ".csv")
    return made


def write_bytes(study: Study, name: str, data: bytes, path: Path, ending: str) -> None:
    """Write one file whole or not at all; `name` is that of the table whose older file it may replace."""
    stream = path.exists() and not path.is_file()
    if path.is_dir() or (path.suffix.lower() != ending and not stream):
        wanted = str(path.with_suffix(ending)) if path.name else ending
        raise UsageError("figure_wrong_ending", path=str(path), ending=ending, wanted=wanted)
    refuse_among_sources(study, path)
    refuse_over_others(study, {name: path})
    with said_plainly(str(path), stream=stream):
        sink = sink_for(path)
        try:
            sink.write(data)
            sink.verify()
            sink.commit()
            sync_folder(path.parent)
        finally:
            sink.discard()


def _encoded(table: Table, rows: Sequence[Row], dialect: str) -> Encoded:
    """The whole file; what encode() says of its rows."""
    form = DIALECTS[dialect]
    made = encode(rows, form, table.numeric)
    return made._replace(data=form.bom + encode([table.header], form).data + made.data)
