"""Where the segments of a session are, and everything that stands in them."""

import os
import re
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import Problem, Severity, problem
from interviewer.ids import stable_id
from interviewer.session.damage import HARMLESS, Fault
from interviewer.session.disk import DISK, read_file
from interviewer.session.events import Record
from interviewer.session.line import FIRST, Segment, read_segment
from interviewer.session.secrecy import PLAIN, current
from interviewer.session.union import merge
from interviewer.session.words import SIGN, is_shut

SESSIONS = "sessions"
TRIES, PAUSE = 20, 0.001
DRAFT = "draft."
RUN = re.compile(r"\.([0-9a-f]{16})\b")


class Found(NamedTuple):
    """One file as it was found: `home` says that it lies in the session's own folder."""

    path: str
    data: bytes
    home: bool


class Source(NamedTuple):
    """One file and what could be read of it; `home` says that it lies in the session's own folder."""

    path: Path
    data: bytes
    segment: Segment
    home: bool


class SessionRecords(NamedTuple):
    """Everything of one session, each event once and in order.

    `seen` maps each run to the last sum read of it, for the header of the next run; `sources` are the files read.
    """

    key: str
    records: tuple[Record, ...]
    faults: tuple[Problem, ...]
    seen: dict[str, str]
    sources: tuple[Path, ...]


def state_home() -> Path:
    """Where programs keep what is no document, by the habit of the system."""
    home = Path(os.environ.get("HOME") or os.environ.get("USERPROFILE") or os.path.expanduser("~"))
    if sys.platform == "win32":
        place = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        place = home / "Library" / "Application Support"
    else:
        given = os.environ.get("XDG_STATE_HOME", "")
        place = Path(given) if os.path.isabs(given) else home / ".local" / "state"
    return place


def fallback_roots(root: Path) -> list[Path]:
    """The folders that hold sessions of this study when its own can't be written."""
    spare = os.environ.get("INTERVIEWER_SPARE", "")
    state = state_home() / "interviewer" / stable_id(str(root.resolve()))
    return [state, Path(spare)] if spare else [state]


def session_folders(root: Path, session: str) -> list[Path]:
    """The session's own folder, then its fall-backs. They need not exist."""
    return [root / SESSIONS / session, *(place / session for place in fallback_roots(root))]


def moved_folders(root: Path, session: str) -> list[Path]:
    """Where fall-back copies of the session may lie under the names of other places: studies are moved, and copied."""
    state = fallback_roots(root)[0]
    with suppress(OSError):
        return [place / session for place in sorted(state.parent.iterdir()) if place != state]
    return []


def places_of_sessions(root: Path) -> list[str]:
    """The folders in which sessions have theirs: the study's own, then the fall-back ones that there are."""
    return [str(root / SESSIONS), *(str(place) for place in fallback_roots(root) if place.is_dir())]


def claim(root: Path, name: Callable[[Collection[str]], str]) -> str:
    """The id of a new session, its folder made by this call alone: two that begin at once never share one.

    `name` makes an id from those that are taken. Where the folder can't be made, the journal will look for another.
    """
    taken = set(session_names(root))
    with suppress(OSError):
        (root / SESSIONS).mkdir(exist_ok=True)
        DISK.sync_folder(str(root))
    while True:
        session = name(taken)
        try:
            (root / SESSIONS / session).mkdir(mode=0o700)
        except FileExistsError:
            taken.add(session)
            continue
        except OSError:
            return session
        with suppress(OSError):  # a journal makes durable the folders that it makes, and this one is there already
            DISK.sync_folder(str(root / SESSIONS))
        return session


def session_names(root: Path) -> list[str]:
    """The ids of all sessions of the study, those included of which only fall-back copies are left."""
    names = set(_folder_names(root / SESSIONS))
    for place in fallback_roots(root):
        # A spare folder may hold anything else beside our copies.
        names.update(name for name in _folder_names(place) if segment_paths(place / name, name))
    return sorted(names)


def _folder_names(place: Path) -> list[str]:
    try:
        with os.scandir(place) as entries:
            return [entry.name for entry in entries if entry.name[0] not in "._" and entry.is_dir()]
    except OSError:
        return []


def segment_paths(folder: Path, session: str) -> list[Path]:
    """The segments of a session in one of its folders, by name; none if it can't be read.

    Sync tools name conflict copies `name (1).jsonl`, `name.sync-conflict-....jsonl`, `name-LAPTOP.jsonl`: all count.
    Where a folder was renamed, no name begins with its id, and all of them count.
    """
    return [folder / name for name in _segment_names(folder, session)]


def _segment_names(folder: Path | str, session: str) -> list[str]:
    names = [name for name in file_names(folder) if ".jsonl" in name and not name.startswith((".", DRAFT))]
    own = [name for name in names if name.startswith((f"{session}.", f"{session}-", f"{session} ", "marks.", "notes."))]
    return own or names


def file_names(folder: Path | str) -> list[str]:
    """The names of the plain files in a folder, sorted; none if it can't be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
    except OSError:
        return []


def segment_files(places: Iterable[str], session: str) -> Iterator[str]:
    """The paths of all segments of a session, in the same order as their bytes are found."""
    for place in places:
        folder = os.path.join(place, session)
        yield from (os.path.join(folder, name) for name in _segment_names(folder, session))


def find_files(
    folders: Sequence[Path | str], session: str, *, first_is_home: bool = True
) -> tuple[list[Found], list[Problem]]:
    """The bytes of every segment of the session, and the files that could not be read at all.

    A file may be on its way home meanwhile: it is there before it goes here, so the first folder is listed last, and
    when one that was listed is gone all are listed again, a little later each time: files may move faster than they are read.
    """
    for tries in range(TRIES):
        listed = [_segment_names(folder, session) for folder in reversed(folders)][::-1]
        found: list[Found] = []
        problems: list[Problem] = []
        gone = False
        for n, (folder, names) in enumerate(zip(folders, listed, strict=True)):
            for path in (os.path.join(folder, name) for name in names):
                try:
                    found.append(Found(path, read_file(path), first_is_home and n == 0))
                except OSError as error:
                    gone = gone or isinstance(error, FileNotFoundError)
                    why = error.strerror or type(error).__name__
                    problems.append(problem("journal_unreadable", path=path, why=why))
        if not gone:
            break
        time.sleep(PAUSE * tries)
    return found, problems


def read_sources(
    folders: Sequence[Path], session: str, *, first_is_home: bool = True
) -> tuple[list[Source], list[Problem]]:
    """Every segment of the session, and the files that could not be read at all."""
    found, problems = find_files(folders, session, first_is_home=first_is_home)
    return [_source(one) for one in found], problems


def _source(found: Found) -> Source:
    path = Path(found.path)
    return Source(path, found.data, read_segment(found.data, run_of(path.name)), found.home)


def run_of(name: str) -> str:
    """The run that a file's name tells; empty for a name of another making."""
    found = RUN.search(name)
    return found[1] if found else ""


def session_key(sources: Iterable[Source]) -> str:
    """The key of the session: that of the oldest file in its own folder, else of the oldest fall-back; may be empty."""
    keyed = [one for one in sources if one.segment.header is not None and one.segment.header.key]
    oldest = min(keyed, key=lambda one: (not one.home, one.segment.wall, one.path.name), default=None)
    return oldest.segment.header.key if oldest and oldest.segment.header else ""


def belongs(source: Source, key: str) -> bool:
    """Whether the file is of the session with that key. One without a header is, if it lies in the session's folder."""
    header = source.segment.header
    return header.key == key if header is not None and header.key else source.home or not key


def read_session_records(folders: Sequence[Path], session: str) -> SessionRecords:
    """The union of all segments of a session, marks of all coders included; drafts are left out. Writes nothing."""
    return records_in(*find_files(folders, session))


def records_in(found: Iterable[Found], unreadable: Iterable[Problem] = ()) -> SessionRecords:
    """The union of these files of a session."""
    sources, problems = [_source(one) for one in found], list(unreadable)
    key = session_key(sources)
    own = [one for one in sources if belongs(one, key)]
    problems += [problem("journal_two_keys", path=str(one.path)) for one in sources if one.home and one not in own]
    for one in own:
        problems += fault_problems(one)
    problems += cut_problems(own)
    segments = [one.segment for one in own]
    seen = {one.run: one.last for one in sorted(segments, key=lambda one: len(one.records)) if one.run}
    records = opened(key, own)
    shut = 0 if current().locked or not _is_sealed(own) else sum(is_shut(record.event) for record in records)
    if shut:
        problems.append(problem("journal_shut", path=os.path.dirname(own[0].path), count=shut))
    return SessionRecords(key, records, tuple(problems), seen, tuple(one.path for one in own))


def opened(key: str, own: Sequence[Source]) -> tuple[Record, ...]:
    """All records of these files of a session, each event once and in order, words opened as far as there are keys."""
    secrecy, records = current(), merge([one.segment for one in own])
    return records if secrecy is PLAIN and not _is_sealed(own) else secrecy.open(key, records)


def _is_sealed(own: Iterable[Source]) -> bool:
    """Whether any words of these files are; told from their bytes, since nearly always none are."""
    return any(SIGN in one.data for one in own)


def fault_problems(source: Source) -> list[Problem]:
    """The faults of one file as problems: `record` to `last` are concerned, from byte `byte` on, `length` bytes long."""
    return [fault_problem(source, fault) for fault in source.segment.faults]


def fault_problem(source: Source, fault: Fault) -> Problem:
    """The rule is `journal_` and what is wrong; a fault by which no word was lost is a warning. `whole` counts the rest."""
    severity: Severity = "warning" if fault.what in HARMLESS else "error"
    facts = {"record": fault.number, "last": fault.last, "byte": fault.offset, "length": fault.length}
    facts["whole"] = len(source.segment.records)
    return Problem(f"journal_{fault.what}", severity, str(source.path), fault.number + 1, 0, tuple(facts.items()))


def is_complete(source: Source) -> bool:
    """Whether a file that was written anew is still as long as it was."""
    header = source.segment.header
    return header is not None and bool(header.rewritten) and len(source.segment.records) >= int(header.rewritten or 0)


def cut_problems(sources: Sequence[Source]) -> list[Problem]:
    """The files that were longer when a later run read them."""
    had: dict[str, set[str]] = {}
    for one in sources:
        for run, last in one.segment.header.seen.items() if one.segment.header else ():
            had.setdefault(run, set()).add(last)
    problems = []
    for run in {one.segment.run for one in sources} & had.keys():
        files = [one for one in sources if one.segment.run == run]
        anew = [one for one in files if one.segment.header is not None and one.segment.header.rewritten]
        if anew:  # what others saw of it holds no more; it says itself how long it is
            if not any(is_complete(one) for one in anew):
                there = max(len(one.segment.records) for one in anew)
                problems.append(problem("journal_cut", path=str(anew[0].path), record=there + 1))
            continue
        wanted = had[run] - {one.segment.last for one in files} - {FIRST, ""}
        if not all(any(f'"s":"{last}"}}'.encode() in one.data for one in files) for last in wanted):
            problems.append(problem("journal_cut", path=str(files[0].path), record=len(files[0].segment.records) + 1))
    return problems
