"""A whole export: plan, make the chunks (on several processors when there are many), write, verify, give names."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from interviewer.coding.model import Codebook
from interviewer.errors import CannotError
from interviewer.export.case import Scope
from interviewer.export.chunks import Chunk, Job, Tally, make_chunk
from interviewer.export.codes import covered_in
from interviewer.export.columns import CODEBOOK, CODED_ANSWERS, Table, tables_for
from interviewer.export.describe import PACKAGE, Written, datapackage
from interviewer.export.dialects import DIALECTS, Dialect, encode
from interviewer.export.entering import Told, beside, enter_told, inside, tell
from interviewer.export.filters import refuse_unknown
from interviewer.export.manifest import NAME as MANIFEST
from interviewer.export.manifest import About, FileFact
from interviewer.export.places import READ_ME, is_file, is_free, refuse_among_sources, refuse_over_others
from interviewer.export.plainly import said_plainly
from interviewer.export.plan import Survey, shared_words, survey
from interviewer.export.sinks import Sink, sink_for, standard_output, sync_folder
from interviewer.export.tables import codebook
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.study.folder import Study
from interviewer.study.reading import is_worth_keeping
from interviewer.study.shipped import shipped_codes

STDOUT = "-"
FOLDER = "exports"
PLAIN = "machine"
# Sessions in one task, tasks begun before their turn comes, processes at most: what bounds the memory.
BATCH, AHEAD, MOST = 16, 2, 4
# Starting a process costs as much as reading some fifty sessions.
MANY = 128
Advance = Callable[[int], None]
Chunks = Iterator[tuple[int, Chunk]]


class Request(NamedTuple):
    """What is asked of an export. `out` is `-`, a `.csv` file or a folder; `processes` 0 means as many as help.

    `scan` is what a scan of the same interviews came to, None where there was none. `page` makes the page beside the tables
    that says in a language what each is; without it there is none.
    """

    scope: Scope
    out: str
    dialect: str = PLAIN
    processes: int = 0
    scan: ScanOutcome | None = None
    page: Callable[[Mapping[str, Table], str], Page] | None = None


class Page(NamedTuple):
    """A page of text: the name of its file, and its bytes."""

    name: str
    data: bytes


class Report(NamedTuple):
    """What was done: the files written (none for a stream), what happened to the sessions.

    `veiled` are the codes under neutral ids, but for those that came with the program and have the words they came with;
    `covered` counts ids of codes that stood in the words of others. `manifest` is where the manifest of the files stands,
    `read_me` the name of the page that says what each file is.
    """

    files: tuple[Path, ...]
    tally: Tally
    dialect: str
    veiled: frozenset[str] = frozenset()
    covered: int = 0
    manifest: Path | None = None
    read_me: str = ""


class _Plan(NamedTuple):
    """Everything that is settled before the first chunk."""

    study: Study
    job: Job
    dialect: Dialect
    tables: dict[str, Table]
    session_ids: tuple[str, ...]
    book: Codebook
    found: Survey
    language: str
    scan: ScanOutcome | None = None
    read_me: Page | None = None


def write(study: Study, request: Request, advance: Advance) -> Report:
    """Write what was asked for and verify it; `advance` hears of each batch of sessions that is done.

    Raises CannotError when there is nothing to export or when a place can't take it, UsageError for a file that is no
    `.csv`; then no file bears a new name.
    """
    if request.out != STDOUT:
        refuse_among_sources(study, Path(request.out))
    whole = request.out != STDOUT and not is_file(request.out)
    plan = _plan(study, request, whole=whole)
    with closing(_chunks(plan.job, plan.session_ids, request.processes)) as chunks:
        if request.out == STDOUT:
            return _to_stdout(plan, chunks, advance)
        return _to_folder(plan, Path(request.out), chunks, advance, whole=whole)


def _plan(study: Study, request: Request, *, whole: bool) -> _Plan:
    scope, dialect = request.scope, DIALECTS[request.dialect]
    session_ids = tuple(one for one in study.session_ids() if not scope.sessions or one in scope.sessions)
    book = study.codebook()
    found = survey(study, session_ids, scope)
    language = next(iter(study.settings().languages), found.language)
    scope = shared_words(scope, book, found, language)
    tables = tables_for(found.layout) if whole else {CODED_ANSWERS.name: CODED_ANSWERS}
    names = tuple(name for name in tables if name != CODEBOOK.name)
    job = Job(str(study.root), scope, dialect.name, names, is_worth_keeping(len(session_ids)), found.unread)
    read_me = request.page(tables, language) if request.page and whole else None
    return _Plan(study, job, dialect, tables, session_ids, book, found, language, request.scan, read_me)


def _chunks(job: Job, session_ids: Sequence[str], processes: int) -> Generator[tuple[int, Chunk], None, None]:
    """The chunks in the order of the sessions, each with the number of sessions it stands for."""
    batches = [session_ids[at : at + BATCH] for at in range(0, len(session_ids), BATCH)]
    wanted = processes or (_as_many_as_help() if len(session_ids) >= MANY else 1)
    if wanted == 1:
        yield from ((len(batch), make_chunk(job, batch)) for batch in batches)
        return
    from interviewer.study.workers import in_order

    with in_order(partial(make_chunk, job), batches, wanted, AHEAD * wanted) as results:
        for batch, chunk in zip(batches, results, strict=True):
            yield len(batch), chunk


def _as_many_as_help() -> int:
    from interviewer.study.workers import processors

    return min(MOST, processors())


def _to_stdout(plan: _Plan, chunks: Chunks, advance: Advance) -> Report:
    """Each chunk was compared in memory before it goes out; the header waits for the first session.

    A reader who has seen enough has seen something: that is entered too.
    """
    tally, sink = Tally(), standard_output()
    try:
        with said_plainly(STDOUT, stream=True):
            for count, chunk in chunks:
                if chunk.tally.sessions and not tally.sessions:
                    sink.write(_header(CODED_ANSWERS, plan.dialect))
                tally = tally.plus(chunk.tally)
                sink.write(chunk.data[CODED_ANSWERS.name])
                advance(count)
            _refuse_nothing(plan, tally)
    finally:
        if sink.size:  # pragma: no branch - what came to its end has a header at least
            enter_told(plan.study, tell(_about(plan, tally), [FileFact(STDOUT, sink.size, sink.sha256, tally.rows)]))
    return Report((), tally, plan.dialect.name, _told_of(plan, tally))


def _to_folder(plan: _Plan, out: Path, chunks: Chunks, advance: Advance, *, whole: bool) -> Report:
    """All files under temporary names first, verified; then the register; only then their own names."""
    stream = not whole and out.exists() and not out.is_file()
    paths = {name: out / f"{name}.csv" if whole else out for name in plan.tables}
    if whole:
        paths[PACKAGE] = out / f"{PACKAGE}.json"
        with said_plainly(str(out), stream=False):
            if plan.read_me and is_free(out / plan.read_me.name, READ_ME):  # a page of somebody else's stays
                paths[READ_ME] = out / plan.read_me.name
    said = None if stream else inside(out) if whole else beside(out)
    refuse_over_others(plan.study, {**paths, MANIFEST: said} if said else paths)
    with said_plainly(str(out), stream=stream), ExitStack() as stack:
        if whole:
            stack.enter_context(_new_folder(out))
        sinks: dict[str, Sink] = {}
        for name, path in ({**paths, MANIFEST: said} if said else paths).items():
            sinks[name] = sink_for(path)
            stack.callback(sinks[name].discard)
        tally = _fill(plan, sinks, chunks, advance)
        _refuse_nothing(plan, tally)
        if whole:
            tally = _complete(plan, sinks, tally)
        _put(plan, sinks, tell(_about(plan, tally), _files(paths, sinks, tally)))
        sync_folder(out if whole else out.parent)
    covered = covered_in(plan.book, plan.job.scope.codes, plan.language) if CODEBOOK.name in plan.tables else 0
    read_me = paths[READ_ME].name if READ_ME in paths else ""
    return Report(tuple(paths.values()), tally, plan.dialect.name, _told_of(plan, tally), covered, said, read_me)


def _put(plan: _Plan, sinks: dict[str, Sink], told: Told) -> None:
    """Verify all files, the manifest too; enter the export; then give them their names."""
    if MANIFEST in sinks:
        sinks[MANIFEST].write(told.data)
    for sink in sinks.values():
        sink.verify()
    enter_told(plan.study, told)
    for sink in sinks.values():
        sink.commit()


def _files(paths: dict[str, Path], sinks: dict[str, Sink], tally: Tally) -> list[FileFact]:
    """Every file with its sum and its rows."""
    rows = tally.table_rows
    return [FileFact(path.name, sinks[name].size, sinks[name].sha256, rows.get(name)) for name, path in paths.items()]


def _about(plan: _Plan, tally: Tally) -> About:
    """What the manifest and the register say of the export."""
    scope = plan.job.scope
    filters = {"session": [*scope.sessions], "guide": [*scope.guides], "stakeholder": [*scope.stakeholders]}
    left_out = {f"sessions_{why}": count for why, count in tally.left_out.items()} | {
        "sessions_damaged": len(tally.damaged),
        "sessions_in_doubt": tally.doubtful,
        "turns_without_consent_to_quote": tally.withheld,
        "notes_without_consent_to_quote": tally.withheld_notes,
        "memos_of_coders": tally.memos,
        "codes_under_neutral_ids": len(_veiled(plan, tally)),
    }
    pilots = {"with_pilots": ["yes"] if scope.with_pilots else []}
    return About(
        "export",
        tally.contents,
        words=True,
        shared=scope.publishable,
        dialect=plan.dialect.name,
        filters=filters | pilots,
        left_out=left_out,
        scan=plan.scan,
    )


def _fill(plan: _Plan, sinks: dict[str, Sink], chunks: Chunks, advance: Advance) -> Tally:
    tally = Tally()
    for name, table in plan.tables.items():
        sinks[name].write(_header(table, plan.dialect))
    for count, chunk in chunks:
        for name, data in chunk.data.items():
            sinks[name].write(data)
        tally = tally.plus(chunk.tally)
        advance(count)
    return tally


def _complete(plan: _Plan, sinks: dict[str, Sink], tally: Tally) -> Tally:
    """The codebook with its counts, and the description of all files; the tally then knows how long the codebook is."""
    publishable = plan.job.scope.publishable
    rows = codebook(plan.book, plan.found.born, tally.uses, plan.language, plan.job.scope.codes)
    sinks[CODEBOOK.name].write(encode(rows, plan.dialect, CODEBOOK.numeric).data)
    files = {name: Written(sinks[name].size, sinks[name].sha256) for name in plan.tables}
    sinks[PACKAGE].write(datapackage(plan.tables, files, plan.dialect, publishable=publishable))
    if plan.read_me and READ_ME in sinks:
        sinks[READ_ME].write(plan.read_me.data)
    return tally._replace(table_rows={**tally.table_rows, CODEBOOK.name: len(rows)})


def _header(table: Table, dialect: Dialect) -> bytes:
    return dialect.bom + encode([table.header], dialect).data


def _veiled(plan: _Plan, tally: Tally) -> set[str]:
    """Which codes of what was written stand under neutral ids."""
    codes = set(tally.uses)
    if CODEBOOK.name in plan.tables:
        codes |= plan.found.born.keys() | {code.id for code in plan.book.codes}
    return {code for code in codes if plan.job.scope.codes.is_veiled(code)}


def _told_of(plan: _Plan, tally: Tally) -> frozenset[str]:
    veiled = _veiled(plan, tally)
    return frozenset(veiled - shipped_codes(plan.book.codes)) if veiled else frozenset()


def _refuse_nothing(plan: _Plan, tally: Tally) -> None:
    if not tally.sessions:
        refuse_unknown(plan.study, plan.job.scope, plan.found)
        left = tally.left_out
        raise CannotError(
            "nothing_to_export" if not any(left.values()) and not tally.damaged else "nothing_left_to_export",
            pilots=left.get("pilots", 0),
            refused=left.get("refused", 0),
            filtered=left.get("filtered", 0),
            empty=left.get("empty", 0),
            damaged=len(tally.damaged),
        )


@contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """The folder, made if need be; taken away again if the export fails and nothing else is in it.

    Git is kept out of every folder that an export makes, as it is kept out of the sessions.
    """
    existed = folder.exists()
    folder.mkdir(0o700, parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    mine = not existed
    if mine:
        ignore.write_text("*\n", encoding="utf-8")
    try:
        yield
    except BaseException:
        if mine:
            ignore.unlink(missing_ok=True)
        if not existed and not any(folder.iterdir()):
            folder.rmdir()
        raise
