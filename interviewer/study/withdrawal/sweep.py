"""The files of a session written anew where they still hold what was withdrawn or redacted, and the old ones taken away.

The trace in the session (events.Withdrawn, events.Redacted) rules what is read from the moment it is durable; what is
done here only makes the files say no more than that. So it may be cut short at any call, and be done again.
"""

import errno
import os
import re
import secrets
import shutil
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer import __version__
from interviewer.errors import CannotError
from interviewer.session.disk import DISK, PART, Disk, read_file, write_named
from interviewer.session.draft import draft_paths
from interviewer.session.events import Draft, Event, Redacted, Tombstone, Withdrawn
from interviewer.session.folder import (
    Source,
    belongs,
    file_names,
    is_complete,
    moved_folders,
    read_sources,
    run_of,
    session_folders,
    session_key,
    session_names,
)
from interviewer.session.line import Header, read_segment
from interviewer.session.rewriting import Anew, Part, anew, holds, lasts_of, parts, remembers
from interviewer.session.union import merge, taken_away
from interviewer.session.withdrawn import grave, whole_interview, withdrawn
from interviewer.study.cache import places as kept_views
from interviewer.study.correcting import keys_of_session, reason_id
from interviewer.study.folder import Study
from interviewer.study.withdrawal.keys import destroy_withdrawn, left_of_withdrawn

STAMP = re.compile(r"\.\d{8}T\d{6}Z\.")
TRACES = (b'"k":"withdraw"', b'"k":"redact"', b'"k":"tombstone"')
UNREADABLE = ("damaged", "torn", "foreign", "conflict")
LOOKS = 3
"""How often a session is looked through until nothing is due any more."""


class Due(NamedTuple):
    """What is to be done in one session: files to write anew, drafts that go, drafts of which something stays."""

    session: str
    files: tuple[Source, ...]
    runs: frozenset[str]
    whole: Mapping[str, frozenset[int]]
    gone: Mapping[str, Event]
    drafts: tuple[tuple[Path, Mapping[str, Event]], ...]

    @property
    def concerned(self) -> int:
        """How many files still hold words that are to go."""
        return len(self.files) + len(self.drafts)


def all_folders(root: Path, session: str) -> list[Path]:
    """Every folder that may hold files of the session, fall-backs of the study's former places among them."""
    return [*session_folders(root, session), *moved_folders(root, session)]


def due(root: Path, session: str) -> list[Due]:
    """What of the session still has to go; nothing nearly always."""
    folders = all_folders(root, session)
    sources, _unreadable = read_sources(folders, session)
    if not has_traces(sources):
        return []
    found = (_due(session, group, folders) for group in _by_key(sources))
    return [one for one in found if one.concerned]


def is_unfinished(study: Study, session: str) -> bool:
    """Whether words of somebody who withdrew from the session are still in files here, or a key of theirs on this machine."""
    folders = all_folders(study.root, session)
    return bool(due(study.root, session)) or bool(left_of_withdrawn(study, folders, session))


def has_traces(sources: Iterable[Source]) -> bool:
    """Whether anything was ever withdrawn or redacted there, as far as a glance tells."""
    return any(trace in one.data for one in sources for trace in TRACES)


def _by_key(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """The files of the session, then those of each other one that lies under its name."""
    key = session_key(sources)
    groups: dict[str, list[Source]] = defaultdict(list)
    for one in sources:
        header = one.segment.header
        groups[key if belongs(one, key) or header is None else header.key].append(one)
    yield from groups.values()


def _due(session: str, sources: Sequence[Source], folders: Sequence[Path]) -> Due:
    segments = [one.segment for one in sources]
    gone, records = taken_away(segments), merge(segments)
    who = withdrawn(records)
    whole = bool(who) and whole_interview(records, who)
    files = [one for one in sources if _holds(one, gone, damage=whole)]
    clean = [one for one in sources if one not in files and is_complete(one)]
    files, clean, runs = _with_those_that_remember(sources, files, clean)
    held: dict[str, frozenset[int]] = defaultdict(frozenset)
    for one in clean:
        held[one.segment.run] |= {record.number for record in one.segment.records}
    redacted = frozenset(record.event.turn for record in records if isinstance(record.event, Redacted))
    wanted = _Drafts(session_key(sources), who, redacted, gone, whole=whole)
    drafts = tuple(wanted.among(folders)) if any(isinstance(r.event, Withdrawn | Redacted) for r in records) else ()
    return Due(session, tuple(files), runs, held, gone, drafts)


def _with_those_that_remember(
    sources: Sequence[Source], files: list[Source], clean: list[Source]
) -> tuple[list[Source], list[Source], frozenset[str]]:
    """The files to write anew, those written anew before that stay, and the runs of both.

    A file that keeps a sum of one that is written anew is itself written anew, and so on.
    """
    while True:
        runs = frozenset(run for one in files for run in _runs(one)) | {one.segment.run for one in clean}
        lasts = lasts_of([(one.segment.run, one.segment.last) for one in clean])
        more = [one for one in sources if one not in files and remembers(one.segment.header, runs, lasts)]
        if not more:
            return files, clean, runs
        files = [*files, *more]
        clean = [one for one in clean if one not in more]


def _holds(source: Source, gone: Mapping[str, Event], *, damage: bool) -> bool:
    """Whether the file says what is gone; where all of an interview is, bytes that nobody can read may say it too."""
    if holds((record.event for record in source.segment.records), gone):
        return True
    return damage and any(fault.what in UNREADABLE for fault in source.segment.faults)


def _runs(source: Source) -> set[str]:
    return {source.segment.run, *(record.run for record in source.segment.records)}


class _Drafts:
    """Which drafts hold words that are gone; None in the place of what is to be left stands for all of the file."""

    def __init__(
        self, key: str, who: Collection[str], redacted: Collection[str], gone: Mapping[str, Event], *, whole: bool
    ) -> None:
        self._keys = keys_of_session(key)
        self._who, self._gone, self._whole = who, gone, whole
        self._redacted = {one for turn in redacted for one in (turn, reason_id(turn))}

    def among(self, folders: Sequence[Path]) -> Iterator[tuple[Path, Mapping[str, Event]]]:
        """Each draft file concerned, with what is to stand in the place of its drafts; nothing where all of it goes."""
        for path in (path for folder in folders for path in draft_paths(folder)):
            if DISK.is_locked(str(path)):
                continue
            with suppress(OSError):
                segment = read_segment(read_file(str(path)), run_of(path.name))
                if segment.header is not None and segment.header.key not in self._keys:
                    continue
                drafts = [record.event for record in segment.records if isinstance(record.event, Draft)]
                goes = {one.id: grave(one) for one in drafts if self._goes(one)}
                rest = [one for one in drafts if one.id not in goes and one.text.strip()]
                if self._whole or (goes and not rest and not segment.faults):
                    yield path, {}
                elif goes:
                    yield path, goes

    def _goes(self, draft: Draft) -> bool:
        if draft.speaker in self._who or draft.id in self._redacted or isinstance(self._gone.get(draft.id), Tombstone):
            return True
        return any(draft.place.startswith(f"background {person} ") for person in self._who)


def sweep_all(root: Path, disk: Disk = DISK) -> int:
    """Sweep every session in which nobody works now; returns how many files held what was withdrawn.

    Keys of those who withdrew that came back, as with a copy of the cabinet, are destroyed too.
    """
    count, study = 0, Study(root)
    for session in session_names(root):
        sources, unreadable = read_sources(all_folders(root, session), session)
        # What can't be read may say that a turn is somebody else's: such an interview waits, and `check` tells of it.
        if has_traces(sources) and not unreadable and not _is_open(root, session):
            destroy_withdrawn(study, all_folders(root, session), session, disk)
            count += sweep(root, session, disk)
    return count


def _is_open(root: Path, session: str) -> bool:
    places = all_folders(root, session)
    names = [os.path.join(place, name) for place in places if place.is_dir() for name in os.listdir(place)]
    return any(DISK.is_locked(name) for name in names if ".jsonl" in name)


def sweep(root: Path, session: str, disk: Disk = DISK) -> int:
    """Write anew what still holds words that are gone, and take the old files away; returns how many there were.

    Raises CannotError where the disk refuses: nothing of others is lost then, and what is gone stays hidden.
    """
    try:
        count = 0
        for _ in range(LOOKS):
            done = _sweep_once(root, session, disk)
            count += done
            if not done:
                break
        else:
            raise _still_there()
        sources, unreadable = read_sources(all_folders(root, session), session)
        if unreadable or has_traces(sources):
            _clear(root, session, disk)
    except OSError as error:
        raise _unfinished(session, error) from None
    return count


def _sweep_once(root: Path, session: str, disk: Disk) -> int:
    count = 0
    for one in due(root, session):
        count += one.concerned
        write_files(one, disk)
        _write_drafts(one, disk)
    return count


def check_swept(root: Path, session: str) -> None:
    """CannotError unless every file of the session can be read, and none holds words that are gone: before that is certified."""
    try:
        for folder in (one for one in all_folders(root, session) if os.path.lexists(one)):
            os.listdir(folder)
            for path in draft_paths(folder):
                read_file(str(path))
        unreadable = read_sources(all_folders(root, session), session)[1]
        if unreadable or due(root, session):
            raise _still_there()
    except OSError as error:
        raise _unfinished(session, error) from None


def take_off(folder: Path, session: str) -> None:
    """Take away a folder in which words of the session were left half made. CannotError where it is still there then."""
    shutil.rmtree(folder, ignore_errors=True)
    if os.path.lexists(folder):
        raise _unfinished(session, _still_there())


def _still_there() -> OSError:
    return OSError(errno.EIO, os.strerror(errno.EIO))


def _unfinished(session: str, error: OSError) -> CannotError:
    return CannotError("withdrawal_unfinished", session=session, why=error.strerror or type(error).__name__)


def write_files(found: Due, disk: Disk) -> None:
    """Write the files anew and take the old ones away. OSError as the system does."""
    # The fullest file of a run first: it makes the others needless.
    held = dict(found.whole)
    for source in sorted(found.files, key=lambda one: -len(one.segment.records)):
        for part in parts(source.data, source.segment.run):
            fresh = anew(part, found.gone, found.runs, _opening(source, part))
            if not fresh.numbers <= held.get(part.run, frozenset()) or part.run not in held:
                _put(source.path, fresh, disk)
                held[part.run] = held.get(part.run, frozenset()) | fresh.numbers
        _take_away(source.path, disk)


def _opening(source: Source, part: Part) -> Header:
    """The header of a file that lost its own, as far as its name tells it."""
    if part.header is not None and isinstance(part.header.d, Header):
        return part.header.d
    stream, _dot, rest = source.path.name.partition(".")
    coder = rest.partition(".")[0] if stream in ("marks", "notes") else ""
    named = stream if stream in ("marks", "notes", "draft") else "session"
    known = source.segment.header
    key = known.key if known is not None else ""
    return Header(secrets.token_hex(8), 1, __version__, source.path.parent.name, key, part.run, "", {}, named, coder)


def _write_drafts(found: Due, disk: Disk) -> None:
    for path, goes in found.drafts:
        if goes:
            for part in parts(read_file(str(path)), run_of(path.name)):
                if part.header is not None and isinstance(part.header.d, Header):
                    _put(path, anew(part, goes, (), part.header.d), disk)
        _take_away(path, disk)


def _put(path: Path, fresh: Anew, disk: Disk) -> None:
    """A new file beside the old one, under a name of its own, whole or not at all."""
    target = next(name for name in _free_names(path, fresh.run) if not os.path.lexists(name))
    fresh_name = str(target.with_name(f".{target.name}.{secrets.token_hex(8)}{PART}"))
    write_named(disk, fresh_name, str(target), fresh.data)
    disk.sync_folder(str(path.parent))


def _free_names(path: Path, run: str) -> Iterator[Path]:
    """The name of the old file with the time of now, a second later each."""
    plain = path.name.partition(".jsonl")[0]
    plain = plain if run_of(f"{plain}.jsonl") == run else f"{plain}.{run}"
    now = time.time()
    for later in range(1000):
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now + later))
        known = STAMP.search(f"{plain}.")
        named = f"{plain[: known.start()]}.{stamp}.{plain[known.end() :]}" if known else f"{plain}.{stamp}.{run}"
        yield path.with_name(f"{named}.jsonl")


def _take_away(path: Path, disk: Disk) -> None:
    with suppress(FileNotFoundError):
        disk.remove(str(path))
    disk.sync_folder(str(path.parent))


def _clear(root: Path, session: str, disk: Disk) -> None:
    """What is kept of the session for speed, and what was being written when the machine stopped. OSError as the system does."""
    for folder in all_folders(root, session):
        passing = [folder / name for name in file_names(folder) if name.startswith(".") and name.endswith(PART)]
        for path in (*map(Path, kept_views(folder)), *passing):
            if os.path.lexists(path):
                _take_away(path, disk)
