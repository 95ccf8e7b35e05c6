"""Writing a guide as a file of its own: whole or not at all, and never over another one unless that is wanted."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from interviewer.errors import CannotError
from interviewer.session.disk import DISK

EVERYONE = 0o666
"""Who may read and write a guide, less what the system takes away: guides are files of the team."""


def write_guide(path: Path, text: str, *, force: bool = False) -> None:
    """Write the guide; CannotError `guide_exists` where the file, or one that differs only in `.yml`, is there already."""
    if path.is_dir():
        raise CannotError("a_folder", path=str(path))
    for there in {path, path.with_suffix(".yml"), path.with_suffix(".yaml")}:
        if there.exists() and not (force and there == path):
            raise CannotError("guide_exists", path=str(there))
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(".part", f".{path.name}.", path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, EVERYONE & ~_mask())
        DISK.patiently(lambda: os.replace(name, path) if force else _name(name, path))
    finally:
        with suppress(OSError):
            os.unlink(name)


def _name(temporary: str, path: Path) -> None:
    """Give the file its name, unless another one has got it meanwhile."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise CannotError("guide_exists", path=str(path)) from None
    except (OSError, AttributeError, NotImplementedError):  # a file system without links
        os.replace(temporary, path)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
