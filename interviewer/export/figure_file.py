"""A figure's table as a CSV file or stream: in the study's own dialect, read back and compared, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import UsageError
from interviewer.export.columns import Table
from interviewer.export.dialects import DIALECTS, Encoded, Row, encode
from interviewer.export.entering import beside, enter_told, tell
from interviewer.export.manifest import NAME as MANIFEST
from interviewer.export.manifest import About, FileFact
from interviewer.export.places import refuse_among_sources, refuse_over_others
from interviewer.export.plainly import said_plainly
from interviewer.export.sinks import Sink, sink_for, standard_output, sync_folder
from interviewer.study.folder import Study

STDOUT = "-"


def write_table(study: Study, table: Table, rows: Sequence[Row], out: str, about: About) -> Encoded:
    """Write header and rows to the file, or to standard output (`-`, machine form); says what was guarded.

    The file has its manifest beside it, and the register has both.

    UsageError for a name that isn't `.csv`, CannotError for a place that holds something else or can't take it.
    """
    if out == STDOUT:
        made = _encoded(table, rows, "machine")
        write_stream(study, made.data, about._replace(dialect="machine"), len(rows))
        return made
    dialect = study.settings().export
    made = _encoded(table, rows, dialect)
    named = Named(table.name, Path(out), ".csv", len(rows))
    write_bytes(study, named, made.data, about._replace(dialect=dialect))
    return made


class Named(NamedTuple):
    """A file to be: the name of the table whose older file it may replace, its place, its ending, its rows if it has any."""

    table: str
    path: Path
    ending: str
    rows: int | None = None


def write_stream(study: Study, data: bytes, about: About, rows: int | None = None) -> None:
    """Write to standard output, and enter what went out."""
    sink = standard_output()
    try:
        with said_plainly(STDOUT, stream=True):
            sink.write(data)
    finally:
        enter_told(study, tell(about, [FileFact(STDOUT, sink.size, sink.sha256, rows)]))


def write_bytes(study: Study, named: Named, data: bytes, about: About) -> None:
    """Write one file whole or not at all, its manifest beside it; both are entered before they get their names."""
    path, ending = named.path, named.ending
    stream = path.exists() and not path.is_file()
    if path.is_dir() or (path.suffix.lower() != ending and not stream):
        wanted = str(path.with_suffix(ending)) if path.name else ending
        raise UsageError("figure_wrong_ending", path=str(path), ending=ending, wanted=wanted)
    refuse_among_sources(study, path)
    refuse_over_others(study, {named.table: path} if stream else {named.table: path, MANIFEST: beside(path)})
    with said_plainly(str(path), stream=stream):
        put_with_manifest(study, path, data, about, named.rows, stream=stream)


def put_with_manifest(study: Study, path: Path, data: bytes, about: About, rows: int | None, *, stream: bool) -> None:
    """The bytes under that name and their manifest beside them, both or none; OSError as the system says it."""
    with ExitStack() as stack:

        def sink(place: Path, held: bytes) -> Sink:
            made = sink_for(place)
            stack.callback(made.discard)
            made.write(held)
            return made

        first = sink(path, data)
        told = tell(about, [FileFact(path.name, first.size, first.sha256, rows)])
        sinks = [first] if stream else [first, sink(beside(path), told.data)]
        for one in sinks:
            one.verify()
        enter_told(study, told)
        for one in sinks:
            one.commit()
        sync_folder(path.parent)


def _encoded(table: Table, rows: Sequence[Row], dialect: str) -> Encoded:
    """The whole file; what encode() says of its rows."""
    form = DIALECTS[dialect]
    made = encode(rows, form, table.numeric)
    return made._replace(data=form.bom + encode([table.header], form).data + made.data)
