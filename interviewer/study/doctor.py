"""Verifying every journal of a study, and writing what can be restored to new files. Damaged files are never touched."""

import os
import re
import stat
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import Problem, problem
from interviewer.session.damage import Fault
from interviewer.session.disk import DISK, Disk, read_file, write_all
from interviewer.session.draft import draft_paths, writer
from interviewer.session.events import Held, Sealed
from interviewer.session.folder import (
    SESSIONS,
    Source,
    belongs,
    cut_problems,
    fault_problem,
    moved_folders,
    read_sources,
    run_of,
    session_folders,
    session_key,
    session_names,
)
from interviewer.session.line import Header, read_segment, repair_line, scan
from interviewer.session.union import roots
from interviewer.study.collected.disk import broken_off
from interviewer.study.coming_home import bring_home
from interviewer.study.correcting import correction_key
from interviewer.study.folder import Study
from interviewer.study.synced import lives_away
from interviewer.study.withdrawal.sweep import due, has_traces, sweep_all

TOO_MANY = 3  # folders that would each say the same
STAMP = re.compile(r"\.\d{8}T\d{6}Z\.")
# What a record's absence looks like; everything else that is wrong takes no record away.
ABSENT = ("damaged", "torn", "missing", "no_header")


class Report(NamedTuple):
    """What was found: `problems` are errors and warnings, `notes` what is good to know, `files` how many were read."""

    files: int
    sessions: int
    records: int
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


class Patient(NamedTuple):
    """One session with all its files: those of its own, those of another session under the same name."""

    session: str
    home: Path
    own: tuple[Source, ...]
    strangers: tuple[Source, ...]
    drafts: tuple[Path, ...]
    problems: tuple[Problem, ...]
    strands: Mapping[str, str]

    def strand(self, source: Source) -> str:
        """The run that the file belongs to or repeats."""
        return self.strands.get(source.segment.run, source.segment.run)

    def held(self, strand: str, *, at_home: bool = False) -> frozenset[int]:
        """The numbers of the records that some file of the strand holds whole."""
        files = [one for one in self.own if self.strand(one) == strand and (one.home or not at_home)]
        numbers = {record.number for one in files for record in one.segment.records}
        return frozenset(numbers | {0 for one in files if one.segment.header is not None})


def examine(root: Path) -> Report:
    """Read every journal of the study and say all that is wrong. Writes nothing."""
    patients = [_admit(root, session) for session in session_names(root)]
    files = sum(len(one.own) + len(one.strangers) for one in patients)
    records = sum(len(source.segment.records) for one in patients for source in one.own)
    problems = _readable_as_one(root, [found for one in patients for found in _problems(one)])
    problems += _doubled(patients)
    problems += [_note("answers_half_made", left) for left in broken_off(root)]
    problems += [
        _note("withdrawn_words", root / SESSIONS / session, count=count)._replace(severity="error")
        for session, own in ((one.session, one.own) for one in patients)
        if has_traces(own) and (count := sum(one.concerned for one in due(root, session)))
    ]
    if Study(root).open_to_git():
        problems.append(_note("git_takes_sessions", root / SESSIONS))
    notes = [found for one in patients for found in _notes(one)]
    return Report(files, len(patients), records, _shown(root, problems), _shown(root, notes))


def repair(root: Path, disk: Disk = DISK) -> list[Path]:
    """Write what can be restored, and what stands in fall-back folders only, to new files in the sessions' own folders.

    Where words live in the state folder while interviews are held, they leave it. Returns those files. A second time there is nothing left to write.
    """
    _take_off(Study(root), disk)  # first: what is withdrawn is not restored
    written = [*bring_home(root, disk).brought] if lives_away(root) else []
    for session in session_names(root):
        patient = _admit(root, session)
        for source, lines in (*_brought_home(patient), *_restored(patient)):
            written.append(_write(disk, patient, source.path.name, lines))
    return written


def _take_off(study: Study, disk: Disk) -> None:
    """What came back of those who withdrew: words, and keys and names where there may be any."""
    if study.may_have_keys():
        from interviewer.study.travelling.after_withdrawal import after_arrival

        after_arrival(study, disk)
    else:
        sweep_all(study.root, disk)


def _admit(root: Path, session: str) -> Patient:
    folders = session_folders(root, session)
    sources, problems = read_sources(folders, session)
    key = session_key(sources)
    if key:
        # A study that was moved has its fall-back copies under the name of its old place.
        moved, _ = read_sources(moved_folders(root, session), session, first_is_home=False)
        sources += [one for one in moved if one.segment.header is not None and one.segment.header.key == key]
    own = tuple(one for one in sources if belongs(one, key))
    strangers = tuple(one for one in sources if one not in own)
    drafts = tuple(path for folder in folders for path in draft_paths(folder))
    strands = roots([one.segment.header for one in own if one.segment.header is not None])
    return Patient(session, folders[0], own, strangers, drafts, tuple(problems), strands)


def _problems(patient: Patient) -> Iterator[Problem]:
    """Errors and warnings of one session, file by file."""
    yield from patient.problems
    yield from (problem("journal_two_keys", path=str(one.path)) for one in patient.strangers if one.home)
    for source in patient.own:
        for fault in source.segment.faults:
            if not _is_mended(patient, source, fault):
                yield _named(source, fault)
    yield from cut_problems(patient.own)
    yield from _only_elsewhere(patient)
    yield from _readable_by_others(patient)


def _doubled(patients: Iterable[Patient]) -> Iterator[Problem]:
    """The interviews that were made a second time of what a form collected once."""
    first: dict[str, str] = {}
    for patient in patients:
        held = [record.event for one in patient.own for record in one.segment.records if isinstance(record.event, Held)]
        for instance in dict.fromkeys(event.instance for event in held if event.instance):
            if first.setdefault(instance, patient.session) != patient.session:
                facts = {"session": first[instance], "other": patient.session}
                yield _note("answers_doubled", patient.home, **facts)._replace(severity="error")


def _named(source: Source, fault: Fault) -> Problem:
    found = fault_problem(source, fault)
    return found._replace(rule="journal_repairable", severity="error") if fault.number in _fixed(source) else found


def _is_mended(patient: Patient, source: Source, fault: Fault) -> bool:
    """Whether every record that the fault takes away stands whole in another file."""
    if fault.what not in ABSENT:
        return False
    held = patient.held(patient.strand(source))
    # At most one more step than there are records: what a damaged number claims to be missing may be millions.
    return all(number in held for number in range(fault.number, fault.last + 1))


def _stands_here(source: Source, fault: Fault) -> bool:
    """Whether all that the fault misses stands at another place of the same file."""
    here = {record.number for record in source.segment.records}
    return all(number in here for number in range(fault.number, fault.last + 1))


def _notes(patient: Patient) -> Iterator[Problem]:
    """What is no fault: mended damage, copies, drafts, runs that were cut short."""
    for source in patient.own:
        for fault in source.segment.faults:
            if _is_mended(patient, source, fault):
                rule = "journal_mended_here" if _stands_here(source, fault) else "journal_mended"
                yield fault_problem(source, fault)._replace(rule=rule, severity="warning")
        if not source.home:
            yield _note("journal_copy", source.path, session=patient.session)
    yield from (_note("journal_stray", one.path, session=patient.session) for one in patient.strangers if not one.home)
    yield from _unsealed(patient)
    for path in patient.drafts:
        if not DISK.is_locked(str(path)):
            yield _note(_draft_rule(patient, path), path, session=patient.session)


def _draft_rule(patient: Patient, path: Path) -> str:
    """Whether the words are of an answer or of a correction; each is taken up by another verb."""
    with suppress(OSError):
        segment = read_segment(read_file(str(path)), run_of(path.name))
        if segment.header is not None and segment.header.key == correction_key(session_key(patient.own)):
            return "journal_draft_correction"
        if writer(segment):
            return "journal_draft_note"
    return "journal_draft"


def _unsealed(patient: Patient) -> Iterator[Problem]:
    sealed = {patient.strand(one) for one in patient.own if one.segment.sealed}
    for source in patient.own:
        if patient.strand(source) not in sealed:
            rule = "journal_open" if DISK.is_locked(str(source.path)) else "journal_unsealed"
            yield _note(rule, source.path, session=patient.session, count=len(source.segment.records))


def _note(rule: str, path: Path, **values: str | int) -> Problem:
    return Problem(rule, "warning", str(path), values=tuple(values.items()))


def _only_elsewhere(patient: Patient) -> Iterator[Problem]:
    away = lives_away(patient.home.parent.parent)
    for source in patient.own:
        count = len(_missing_at_home(patient, source))
        if count and not source.home and not DISK.is_locked(str(source.path)):
            rule = "journal_not_home" if away else "journal_elsewhere"
            yield _note(rule, source.path, count=count, session=patient.session)


def _missing_at_home(patient: Patient, source: Source) -> frozenset[int]:
    return _said(source) - patient.held(patient.strand(source), at_home=True)


def _said(source: Source) -> frozenset[int]:
    """The numbers of a file's records but for the seal, which holds no word."""
    return frozenset(one.number for one in source.segment.records if not isinstance(one.event, Sealed))


def _readable_by_others(patient: Patient) -> Iterator[Problem]:
    """One warning for each folder that holds files that others on this machine can read (unknown on Windows)."""
    if os.name == "nt":
        return
    counts: Counter[Path] = Counter()
    for path in (*(one.path for one in patient.own), *patient.drafts):
        with suppress(OSError):
            counts[path.parent] += bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    yield from (_note("journal_readable", folder, count=count) for folder, count in counts.items() if count)


def _readable_as_one(root: Path, problems: list[Problem]) -> list[Problem]:
    """After a `git clone` every folder is open to others: one sentence says it for all of them."""
    readable = [one for one in problems if one.rule == "journal_readable"]
    if len(readable) < TOO_MANY:
        return problems
    count = sum(int(one.facts()["count"]) for one in readable)
    return [*(one for one in problems if one not in readable), _note("journal_readable", root / SESSIONS, count=count)]


def _fixed(source: Source) -> dict[int, bytes]:
    """The lines of a file that one flipped bit spoilt, as they were, by record number."""
    spoilt = [fault for fault in source.segment.faults if fault.what in ("damaged", "torn")]
    fixed: dict[int, bytes] = {}
    for n, fault in enumerate(spoilt):
        # A bit that made a line feed cut the record in two.
        cut = fault.bytes + b"\n" + spoilt[n + 1].bytes if n + 1 < len(spoilt) else b""
        line = repair_line(fault.bytes) or (repair_line(cut) if cut else None)
        if line is not None:
            fixed[fault.number] = line
    return fixed


Lines = Mapping[int, bytes]


def _brought_home(patient: Patient) -> Iterator[tuple[Source, Lines]]:
    """The fall-back files that hold something the session's own folder lacks, with all of their whole lines."""
    at_home: dict[str, frozenset[int]] = {}
    # The fullest file of a strand first: it makes the others superfluous.
    for source in sorted(patient.own, key=lambda one: -len(one.segment.records)):
        strand = patient.strand(source)
        held = at_home.setdefault(strand, patient.held(strand, at_home=True))
        if not source.home and _said(source) - held:
            at_home[strand] = held | _said(source)
            yield source, _whole_lines([source])


def _restored(patient: Patient) -> Iterator[tuple[Source, Lines]]:
    """For each run with lines that could be restored and stand nowhere else: these, and all its whole lines."""
    runs: dict[str, list[Source]] = defaultdict(list)
    for source in patient.own:
        runs[source.segment.run].append(source)
    for sources in runs.values():
        fixed = {number: line for source in sources for number, line in _fixed(source).items()}
        if fixed.keys() - patient.held(patient.strand(sources[0])):
            yield sources[0], {**fixed, **_whole_lines(sources)}


def _whole_lines(sources: Iterable[Source]) -> dict[int, bytes]:
    lines: dict[int, bytes] = {}
    for source in sources:
        run = source.segment.run
        for piece in scan(source.data):
            if piece.line is not None:
                run = piece.line.d.run if isinstance(piece.line.d, Header) else run
                if run == source.segment.run:
                    lines[piece.line.q] = piece.raw
    return lines


def _write(disk: Disk, patient: Patient, name: str, lines: Lines) -> Path:
    """A new file with these lines, byte for byte, by number. It bears the run's id and the time of now."""
    folder = patient.home
    if not folder.is_dir():
        disk.make_folder(str(folder))
        disk.sync_folder(str(folder.parent))
    path = next(path for path in _free_names(patient, name) if not path.exists())
    fd = disk.create(str(path))
    try:
        write_all(disk, fd, str(path), b"".join(line + b"\n" for _number, line in sorted(lines.items())), 0)
        disk.sync_folder(str(folder))
    finally:
        disk.close(fd)
    return path


def _free_names(patient: Patient, name: str) -> Iterator[Path]:
    """The file's own name (for a copy that comes home), then the name with the time of now, a second later each."""
    plain = name.partition(".jsonl")[0] + ".jsonl"
    yield patient.home / plain
    now = time.time()
    for later in range(1000):
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now + later))
        stamped = STAMP.sub(f".{stamp}.", plain) if STAMP.search(plain) else f"{patient.session}.{stamp}.{plain}"
        yield patient.home / stamped


def _shown(root: Path, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems with paths as every command shows them."""
    study = Study(root)
    return tuple(one._replace(path=study.shown(Path(one.path))) for one in problems)
