"""Whether the folders that an interview may go to take a file and keep it, and show locks; and how much room there is."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.session.disk import DISK, Disk, read_file, write_all
from interviewer.session.folder import SESSIONS, fallback_roots
from interviewer.study.readiness.finding import ATTENTION, NO, OK, Finding, found

TRIAL = b"interviewer ready\n" * 228  # 4 KiB, and a little
LEAST_FREE = 50 * 10**6


class Tried(NamedTuple):
    """A folder that was tried: why it takes no file (empty: it does), and whether a lock is seen by others there."""

    folder: Path
    why: str = ""
    locks: bool = False


def places(root: Path) -> list[Path]:
    """The folders that an interview may go to, the study's own first."""
    return [root / SESSIONS, *fallback_roots(root)]


def folder_findings(root: Path, disk: Disk = DISK) -> Iterator[Finding]:
    """What was found of folders, locks and room."""
    tried = [try_folder(folder, disk) for folder in places(root)]
    failed = [one for one in tried if one.why]
    for one in failed:
        own = one.folder == tried[0].folder
        rule = "folder_no" if own else "fallback_no"
        yield found("folders", NO if own else ATTENTION, rule, where=str(one.folder), why=one.why)
    if not failed:
        yield found("folders", OK, "folders_ok", count=len(tried))
    yield from _locks(tried)
    yield _room(tried)


def _locks(tried: Sequence[Tried]) -> Iterator[Finding]:
    without = [one for one in tried if not one.why and not one.locks]
    if without:
        yield found("lock", ATTENTION, "lock_none", where=str(without[0].folder))
    elif any(not one.why for one in tried):
        yield found("lock", OK, "lock_ok")


def _room(tried: Sequence[Tried]) -> Finding:
    """The folder with the least room tells, the study's own before the others."""
    free = [(room_in(one.folder), one.folder) for one in tried]
    known = [(room, folder) for room, folder in free if room is not None]
    if not known:
        return found("space", ATTENTION, "space_unknown")
    own = free[0][0]
    if own is not None and own < LEAST_FREE:
        return found("space", NO, "space_no", bytes_free=own, bytes_least=LEAST_FREE, where=str(free[0][1]))
    least, where = min(known, key=lambda one: one[0])
    if least < LEAST_FREE:
        return found("space", ATTENTION, "space_little", bytes_free=least, bytes_least=LEAST_FREE, where=str(where))
    return found("space", OK, "space_ok", bytes_free=least)


def room_in(folder: Path) -> int | None:
    """Bytes that are free where the folder is or would be; None where the system doesn't tell."""
    nearest = next((one for one in (folder, *folder.parents) if one.is_dir()), folder)
    with suppress(OSError):
        return shutil.disk_usage(nearest).free
    return None


def try_folder(folder: Path, disk: Disk = DISK) -> Tried:
    """Write a file in the folder as an interview would, read it back, and leave everything as it was."""
    made: list[str] = []
    try:
        _make(folder, made, disk)
        return Tried(folder, locks=_try_file(folder, disk))
    except OSError as error:
        return Tried(folder, error.strerror or type(error).__name__)
    finally:
        with suppress(OSError):
            for one in reversed(made):
                os.rmdir(one)


def _make(folder: Path, made: list[str], disk: Disk) -> None:
    missing = [str(one) for one in (folder, *folder.parents) if not one.is_dir()]
    for one in reversed(missing):
        disk.make_folder(one)
        made.append(one)


def _try_file(folder: Path, disk: Disk) -> bool:
    """Whether a lock on the file is seen by others; OSError where the folder doesn't keep the file."""
    path = str(folder / f".ready.{secrets.token_hex(8)}.part")
    fd = disk.create(path)
    try:
        locks = disk.lock(fd) and disk.is_locked(path)
        write_all(disk, fd, path, TRIAL, 0)
        disk.sync_folder(str(folder))
        if read_file(path) != TRIAL:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
    finally:
        disk.close(fd)
        disk.remove(path)
    return locks
