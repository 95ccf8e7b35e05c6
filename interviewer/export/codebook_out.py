"""The codebook on its way to other programs: made, read back and compared, written whole or not at all."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from interviewer.coding.exchange.brought import Brought
from interviewer.coding.exchange.joining import join, read_back, unplaced
from interviewer.coding.exchange.markdown import other_languages, to_markdown
from interviewer.coding.exchange.refi import read_refi, to_refi
from interviewer.coding.exchange.tables import full_table, read_table, taguette_table
from interviewer.coding.model import Codebook
from interviewer.errors import CannotError, Problem, UsageError
from interviewer.export.dialects import DIALECTS, CutError, encode
from interviewer.export.places import refuse_among_sources
from interviewer.export.sinks import sink_for, standard_output, sync_folder
from interviewer.study.folder import Study

STDOUT = "-"
KINDS = ("csv", "qdc", "md")
TAGUETTE = "taguette"
LONGEST_TAG = 200  # characters, taguette/validate.py
ENDINGS = {".csv": "csv", ".qdc": "qdc", ".md": "md", ".markdown": "md", ".xml": "qdc"}
# As much of a file as tells whether an export of the same kind made it.
OPENING = 256


class Wanted(NamedTuple):
    """What is asked for: the kind of file, for whom (a dialect of CSV, or taguette), the main language, the place.

    `says` are the headings of Markdown, see exchange.markdown.
    """

    kind: str
    dialect: str
    main: str
    out: str
    says: Mapping[str, str]


class Report(NamedTuple):
    """What was written: codes; characters replaced, cells guarded; texts in other languages that found no place.

    `long` are tags that Taguette cuts or refuses.
    """

    codes: int
    replaced: int = 0
    guarded: int = 0
    left_out: int = 0
    long: int = 0


class _Made(NamedTuple):
    data: bytes
    report: Report


def kind_of(typed: str, out: str) -> str:
    """The kind that was asked for, else what the ending of the file says, else CSV.

    UsageError for none of ours, and where the two contradict each other.
    """
    ending = os.path.splitext(out)[1].lower()
    kind = typed or ENDINGS.get(ending, "csv" if out == STDOUT or not ending else "")
    if kind not in KINDS:
        raise UsageError("codebook_export_kind", asked=kind or ending, known=", ".join(KINDS))
    if ENDINGS.get(ending, kind) != kind:
        raise UsageError("codebook_export_ending", asked=kind, ending=ending, holds=ENDINGS[ending])
    return kind


def write_codebook(study: Study, book: Codebook, wanted: Wanted) -> Report:
    """Write the codebook and return what could not go along; CannotError when the place can't take it, or for an empty one."""
    if not book.codes:
        raise CannotError("exchange_nothing")
    made = _MAKERS[wanted.kind](book, wanted)
    if wanted.out != STDOUT:
        refuse_among_sources(study, Path(wanted.out))
        _refuse_over_others(Path(wanted.out), made.data)
    try:
        _put(made.data, wanted.out)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotError("export_not_written", path=wanted.out, reason=reason) from error
    return made.report


def _csv(book: Codebook, wanted: Wanted) -> _Made:
    taguette = wanted.dialect == TAGUETTE
    header, rows = taguette_table(book, wanted.main) if taguette else full_table(book)
    dialect = DIALECTS["machine" if taguette else wanted.dialect]
    try:
        head, body = encode([header], dialect), encode(rows, dialect)
    except CutError as error:
        raise CannotError("export_cut", path=wanted.out) from error
    data = dialect.bom + head.data + body.data
    if not body.replaced:  # half characters came back as other ones, which is said
        _compare(book, read_table(data), wanted, wanted.main if taguette else "")
    long = sum(len(row[0]) > LONGEST_TAG for row in rows) if taguette else 0
    return _Made(data, Report(len(book.codes), replaced=body.replaced, guarded=body.guarded, long=long))


def _qdc(book: Codebook, wanted: Wanted) -> _Made:
    made = to_refi(book, wanted.main)
    if not made.replaced:
        _compare(book, read_refi(made.data), wanted, "")
    return _Made(made.data, Report(len(book.codes), replaced=made.replaced))


def _md(book: Codebook, wanted: Wanted) -> _Made:
    data = to_markdown(book, wanted.main, wanted.says)
    return _Made(data, Report(len(book.codes), left_out=other_languages(book)))


_MAKERS: dict[str, Callable[[Codebook, Wanted], _Made]] = {"csv": _csv, "qdc": _qdc, "md": _md}


def _compare(book: Codebook, read: tuple[tuple[Brought, ...], Sequence[Problem]], wanted: Wanted, plain: str) -> None:
    """CannotError when the bytes don't say what the codebook says."""
    brought, problems = read
    found = read_back(brought) if not plain else unplaced(join(Codebook(), brought, plain)[0].wanted)
    if found != unplaced(book) or any(one.severity == "error" for one in problems):
        raise CannotError("codebook_export_cut", path=wanted.out)


def _put(data: bytes, out: str) -> None:
    sink = standard_output() if out == STDOUT else sink_for(Path(out))
    with ExitStack() as stack:
        stack.callback(sink.discard)
        sink.write(data)
        sink.verify()
        sink.commit()
        if out != STDOUT:
            sync_folder(Path(out).parent)


def _refuse_over_others(path: Path, data: bytes) -> None:
    """CannotError when a file is there that doesn't begin as this one does."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        start = file.read(OPENING)
    first, _, _ = data.partition(b"<Codes>" if data.startswith(b"<?xml") else b"\n")
    same = start.startswith(first[:OPENING].split(b" origin=")[0].rstrip(b"\r"))
    if start and not same and not _is_table_of_ours(start):
        raise CannotError("export_over_other", path=str(path))


def _is_table_of_ours(start: bytes) -> bool:
    """Whether the header is that of a codebook, whatever languages its texts have."""
    header = start.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")[0].replace('"', "")
    return header.startswith(("id,label", "id;label", "tag,description"))
