"""Interviews that forms made, put on the disk: each whole or not at all, and each submission once.

An interview is made in a hidden folder beside the others and gets its name in one step when all of it is durable. What an
import that was broken off left behind is taken away, or completed, by the next one.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import defaultdict
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interviewer.errors import CannotError
from interviewer.session.disk import DISK, Disk, read_file, write_all
from interviewer.session.events import Tombstone
from interviewer.session.folder import (
    SESSIONS,
    file_names,
    places_of_sessions,
    read_session_records,
    run_of,
    session_folders,
)
from interviewer.session.line import read_segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from interviewer.study.collected.segment import Segment

LOCK = ".answers.lock"
MAKING = ".answers-"
OLD = 60.0  # seconds after which nobody is still making that one interview
FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)


class Put(NamedTuple):
    """The name of an interview, and whether it was made just now."""

    session: str
    new: bool


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Within it no other import writes into the study; what an earlier one left half made is gone.

    Raises CannotError while another one is at work. Where the file system knows no locks, the names that each
    submission alone may have keep two imports apart.
    """
    (root / SESSIONS).mkdir(exist_ok=True)
    path = str(root / SESSIONS / LOCK)
    fd = os.open(path, FLAGS, 0o600)
    try:
        mine = DISK.lock(fd)
        if not mine and DISK.is_locked(path):
            raise CannotError("answers_busy")
        for left in _half_made(root):
            if mine or _is_old(left):
                shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(fd)


def broken_off(root: Path) -> list[Path]:
    """The hidden folders that an import left half made; none while one is at work."""
    return [] if DISK.is_locked(str(root / SESSIONS / LOCK)) else _half_made(root)


def _half_made(root: Path) -> list[Path]:
    return [path for path in sorted((root / SESSIONS).glob(f"{MAKING}*")) if path.is_dir() and not path.is_symlink()]


def _is_old(folder: Path) -> bool:
    with suppress(OSError):
        return time.time() - folder.stat().st_mtime > OLD
    return False


def put(root: Path, run: str, names: Iterable[str], make: Callable[[str], Segment], disk: Disk = DISK) -> Put:
    """Make the interview under the first name that nothing bears, or find it there. CannotError as the disk says."""
    fresh = root / SESSIONS / f"{MAKING}{run}"
    try:
        try:
            disk.make_folder(str(fresh))
        except FileExistsError:
            raise CannotError("answers_busy") from None
        try:
            return _put(disk, root / SESSIONS, fresh, names, make)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise CannotError("answers_not_written", why=error.strerror or type(error).__name__) from None


def _put(disk: Disk, sessions: Path, fresh: Path, names: Iterable[str], make: Callable[[str], Segment]) -> Put:
    for name in names:
        home = sessions / name
        if not any(folder.exists() for folder in session_folders(sessions.parent, name)):
            segment = make(name)
            path = fresh / segment.name
            _write(disk, path, segment.data)
            try:
                disk.move_new(str(fresh), str(home))
            except FileExistsError:
                disk.remove(str(path))
            else:
                disk.sync_folder(str(sessions))
                return Put(name, new=True)
        if any(fresh.name == MAKING + run_of(file) for file in file_names(home)):
            return Put(name, new=False)
    raise CannotError("answers_busy")


def _write(disk: Disk, path: Path, data: bytes) -> None:
    """A new file, durable with its name."""
    fd = disk.create(str(path))
    try:
        write_all(disk, fd, str(path), data, 0)
    finally:
        disk.close(fd)
    disk.sync_folder(str(path.parent))


# --- what an earlier import left ---


def files_by_run(root: Path) -> dict[str, list[Path]]:
    """The files of all interviews by the run that wrote them, where their names tell it."""
    found: dict[str, list[Path]] = defaultdict(list)
    for place in places_of_sessions(root):
        with suppress(OSError):
            for session in sorted(os.listdir(place)):
                for name in file_names(folder := Path(place, session)) if not session.startswith((".", "_")) else ():
                    if ".jsonl" in name and (run := run_of(name)):
                        found[run].append(folder / name)
    return dict(found)


def unfinished(files: Iterable[Path]) -> list[Path]:
    """Those that lack their end: the import that wrote them was broken off."""
    found = []
    for path in files:
        with suppress(OSError):
            if not read_segment(read_file(str(path)), run_of(path.name)).sealed:
                found.append(path)
    return found


def complete(root: Path, path: Path, make: Callable[[str], Segment]) -> bool:
    """Put the whole file in the place of one that was cut off; whether that could be done.

    What stands there must be the beginning of it, or nobody may have worked on the interview since; where something of it
    was taken back, it stays. CannotError as the disk says.
    """
    session = path.parent.name
    segment = make(session)
    beginning = segment.data.startswith(read_file(str(path)).rstrip(b"\0"))
    if not beginning and not _is_all(root, path):
        return False
    records = read_session_records(session_folders(root, session), session).records
    if any(isinstance(one.event, Tombstone) for one in records):
        return False
    part = path.parent / f".{segment.name}.part"
    try:
        part.unlink(missing_ok=True)
        _write(DISK, part, segment.data)
        DISK.replace(str(part), str(path.parent / segment.name))
        if segment.name != path.name:
            DISK.remove(str(path))
        DISK.sync_folder(str(path.parent))
    except OSError as error:
        raise CannotError("answers_not_written", why=error.strerror or type(error).__name__) from None
    return True


def clear(root: Path, files: Sequence[Path]) -> None:
    """Take away cut copies of what is whole in another place, where nothing else stands beside them."""
    for path in files:
        if _is_all(root, path):
            shutil.rmtree(path.parent, ignore_errors=True)


def _is_all(root: Path, path: Path) -> bool:
    """Whether the file is all that there is of the interview."""
    session = path.parent.name
    folders = {path.parent, *session_folders(root, session)}
    beside = [folder / name for folder in folders for name in file_names(folder) if not name.startswith(".")]
    return beside == [path]
