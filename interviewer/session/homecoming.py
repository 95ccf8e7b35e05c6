"""Files of a session on their way from the state folder to the session's own, each whole, never lost and never double.

The file is given a name of departure (what still wrote to it meets a file that was replaced, and writes all anew), is
copied under a name of passage, made durable, named, read back and compared; only then its old self goes. Wherever
that is cut short the words stand in a file that every reader finds, and the next time takes up from there. Of two that
are equal readers make one.
"""

import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.session.disk import DISK, PART, Disk, read_file, write_named
from interviewer.session.folder import (
    belongs,
    fallback_roots,
    file_names,
    read_sources,
    segment_paths,
    session_key,
)

LEAVING = ".leaving"
"""Ends the name of a file that is being brought home; readers take it for any other segment."""


class Homecoming(NamedTuple):
    """The files that are home now, those that are still away, and what the system said of the first of them."""

    brought: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    why: str = ""


def bring(paths: Sequence[Path], home: Path, disk: Disk = DISK) -> Homecoming:
    """Bring these files to the folder. Never raises OSError: what can't come stays where it is, and is told."""
    brought, left, why = [], [], ""
    for path in paths:
        if disk.is_locked(str(path)):
            continue  # a window holds it, and brings it itself
        try:
            brought.append(_bring(path, home, disk))
        except OSError as error:
            if os.path.lexists(path) or os.path.lexists(_leaving(path)):  # else another window brought it
                left.append(path)
                why = why or error.strerror or type(error).__name__
    _tidy({path.parent for path in paths})
    return Homecoming(tuple(brought), tuple(left), why)


def bring_left_of(folders: Sequence[Path], session: str, disk: Disk = DISK) -> Homecoming:
    """Bring home what runs that were cut short left in the state folder of an interview, the second of its folders.

    Drafts stay, and so do files of another interview that bore the same name.
    """
    sources, _unreadable = read_sources(folders, session)
    key = session_key(sources)
    return bring([one.path for one in sources if one.path.parent == folders[1] and belongs(one, key)], folders[0], disk)


def left_away(root: Path) -> list[str]:
    """The interviews of which the state folder holds files, those of open windows included."""
    away = fallback_roots(root)[0]
    try:
        names = sorted(os.listdir(away))
    except OSError:
        return []
    return [name for name in names if segment_paths(away / name, name)]


def _bring(path: Path, home: Path, disk: Disk) -> Path:
    leaving = _leaving(path)
    if leaving != path:
        disk.replace(str(path), str(leaving))
    data = read_file(str(leaving))
    _make_home(home, disk)
    target = _free_name(home, leaving.name.removesuffix(LEAVING), data)
    if not target.exists():
        passing = str(target.with_name(f".{target.name}.{secrets.token_hex(8)}{PART}"))
        write_named(disk, passing, str(target), data)
    # A file that stood there already may have come by way of a sync client, which makes no promise.
    disk.sync_folder(str(home))
    disk.sync_folder(str(home.parent))
    with suppress(FileNotFoundError):  # two windows may bring the same
        disk.remove(str(leaving))
    _clear_passages(target, disk)
    return target


def _leaving(path: Path) -> Path:
    return path if path.name.endswith(LEAVING) else path.with_name(path.name + LEAVING)


def _clear_passages(target: Path, disk: Disk) -> None:
    """Take away what copies that were cut short left beside the file; it is home, and nobody needs them."""
    for name in file_names(target.parent):
        if name.startswith(f".{target.name}.") and name.endswith(PART):
            with suppress(OSError):
                disk.remove(str(target.with_name(name)))


def _make_home(home: Path, disk: Disk) -> None:
    """The session's own folder; of a study that was moved away nothing is made again."""
    if home.is_dir():
        return
    for folder in (home.parent, home):
        if not folder.is_dir():
            disk.make_folder(str(folder))
            disk.sync_folder(str(folder.parent))


def _free_name(home: Path, name: str, data: bytes) -> Path:
    """The file's own name, or one beside it where that stands for something else."""
    stem, dot, rest = name.partition(".jsonl")
    path, number = home / name, 1
    while os.path.lexists(path) and not _holds(path, data):
        number += 1
        path = home / f"{stem}.{number}{dot}{rest}"
    return path


def _holds(path: Path, data: bytes) -> bool:
    try:
        return not path.is_symlink() and read_file(str(path)) == data
    except OSError:
        return False


def _tidy(folders: Iterable[Path]) -> None:
    """Take empty folders away, up to the one of all studies."""
    for folder in folders:
        with suppress(OSError):
            for empty in (folder, folder.parent, folder.parent.parent):
                os.rmdir(empty)
