"""A file that people wrote, put back whole or not at all, never over what somebody else wrote meanwhile."""

import os
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path

from interviewer.errors import CannotError
from interviewer.session.disk import DISK, Disk, read_file, write_all

NEW_MODE = 0o666
OLD = 3600.0  # seconds after which nobody is still writing


def read_bytes(path: Path) -> bytes | None:
    """What the file holds; None where there is none."""
    try:
        return read_file(str(path))
    except FileNotFoundError:
        return None


def put_whole(path: Path, text: str, was: bytes | None, changed: str, disk: Disk = DISK) -> None:
    """Return when the text is durable in the file's place, with the rights that it had.

    Raises CannotError with the rule `changed` when the file doesn't hold `was`, OSError as the system does; then the file
    stays as it is.
    """
    unchanged(path, was, changed)
    _clear_away(path)
    fresh = str(path.with_name(f".{path.name}.{secrets.token_hex(8)}.part"))
    fd = disk.create(fresh)
    try:
        try:
            write_all(disk, fd, fresh, text.encode(), 0)
        finally:
            disk.close(fd)
        os.chmod(fresh, _mode(path))
        unchanged(path, was, changed)
        disk.replace(fresh, str(path))
    except BaseException:
        with suppress(OSError):
            disk.remove(fresh)
        raise
    disk.sync_folder(str(path.parent))


def unchanged(path: Path, was: bytes | None, changed: str) -> None:
    """CannotError with the rule `changed` unless the file holds what it held."""
    if read_bytes(path) != was:
        raise CannotError(changed, path=path.name)


def _clear_away(path: Path) -> None:
    """Take away what an earlier run left beside the file when the machine stopped; what is young may be somebody's now."""
    for left in path.parent.glob(f".{path.name}.*.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > OLD:
                left.unlink()


def _mode(path: Path) -> int:
    """The rights of the file; those of any new file where there is none."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return NEW_MODE & ~mask
