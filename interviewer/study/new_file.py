"""Writing one file of a study: whole, or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from interviewer.errors import CannotError
from interviewer.session.disk import DISK


def check_folder(folder: Path) -> None:
    """CannotError where the folder is a file, or is not there."""
    if not folder.is_dir():
        raise CannotError("folder_is_file" if folder.exists() else "folder_missing", path=str(folder))


def write_file(path: Path, data: bytes) -> None:
    """Give the bytes that name, over what bears it; until they are all on the disk nothing changes. OSError as it comes.

    CannotError where its folder is not there: a slip in a path makes no folders.
    """
    check_folder(path.parent)
    begun = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(begun, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        DISK.patiently(lambda: os.replace(begun, os.path.realpath(path)))
    finally:
        with suppress(OSError):
            begun.unlink()
