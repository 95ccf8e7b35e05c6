"""Taking an interview off this machine: its folder and the copies in fall-back folders, and nothing beside them."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from interviewer.errors import CannotError
from interviewer.session.disk import DISK


def files_of(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Every file in the folders of a session."""
    walked = ((place, name) for folder in folders for place, _folders, names in os.walk(folder) for name in names)
    return tuple(sorted(Path(place, name) for place, name in walked))


def refuse_if_open(session_id: str, folders: Sequence[Path]) -> None:
    """CannotError while a window holds the interview, codes it or corrects it: that one would write the words again."""
    if any(DISK.is_locked(str(path)) for path in files_of(folders) if ".jsonl" in path.name):
        raise CannotError("session_open_elsewhere", session=session_id)


def erase(folders: Sequence[Path]) -> None:
    """Delete the folders of a session with all that is in them, its own (the first) before the fall-back ones.

    CannotError when one is a link to somewhere else or can't be changed (nothing is deleted then), or when files are
    still there afterwards (the folders behind the one that holds them are left as they were). OSError where the system
    doesn't say that it is done.
    """
    there = [folder for folder in folders if os.path.lexists(folder)]
    for folder in there:
        if folder.is_symlink():
            raise CannotError("session_is_link", path=str(folder))
    for place in (place for folder in there for place in _places(folder)):
        if not os.access(place, os.W_OK | os.X_OK):
            raise CannotError("not_deletable", path=str(place))
    for folder in there:
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            left = max(1, len(files_of(there)))
            raise CannotError("not_all_deleted", path=str(folder), count=left)
        DISK.sync_folder(str(folder.parent))  # or a power cut brings back what was said to be gone


def _places(folder: Path) -> list[Path]:
    """The folders out of which something is taken: the one that holds it, itself, and those in it."""
    return [folder.parent, *(Path(place) for place, _folders, _names in os.walk(folder))]
