"""Taking an interview off this machine: its folder and the copies in fall-back folders, and nothing beside them."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from interviewer.errors import CannotError


def files_of(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Every file in the folders of a session."""
    walked = ((place, name) for folder in folders for place, _folders, names in os.walk(folder) for name in names)
    return tuple(sorted(Path(place, name) for place, name in walked))


def erase(folders: Sequence[Path]) -> None:
    """Delete the folders of a session with all that is in them.

    CannotError when one is a link to somewhere else (nothing is deleted then), or when files are still there afterwards.
    """
    link = next((folder for folder in folders if folder.is_symlink()), None)
    if link is not None:
        raise CannotError("session_is_link", path=str(link))
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    left = next((folder for folder in folders if folder.exists()), None)
    if left is not None:
        raise CannotError("not_all_deleted", path=str(left))
