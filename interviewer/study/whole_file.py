"""Files of a study, written whole or not at all; those that people wrote never over what somebody else wrote meanwhile."""

import os
import secrets
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from interviewer.errors import CannotError
from interviewer.session.disk import DISK, PART, Disk, read_file, write_named

NEW_MODE = 0o666
OLD = 3600.0  # seconds after which nobody is still writing


def read_bytes(path: Path) -> bytes | None:
    """What the file holds; None where there is none."""
    try:
        return read_file(str(path))
    except FileNotFoundError:
        return None


def check_folder(folder: Path) -> None:
    """CannotError where the folder is a file, or is not there: a slip in a path makes no folders."""
    if not folder.is_dir():
        raise CannotError("folder_is_file" if folder.exists() else "folder_missing", path=str(folder))


def write_whole(path: Path, data: bytes) -> None:
    """Return when the bytes are durable under that name, over what bore it. OSError as the system does; then nothing is changed."""
    target = Path(os.path.realpath(path))
    _write(target, data, lambda fresh: DISK.replace(fresh, str(target)), DISK)


def write_new(path: Path, data: bytes) -> None:
    """The same for a name that nothing bears; FileExistsError, and nothing changed, where something does."""
    _write(path, data, lambda fresh: _name_alone(fresh, path), DISK)


def put_whole(path: Path, text: str, was: bytes | None, changed: str, disk: Disk = DISK) -> None:
    """Return when the text is durable in the file's place, with the rights that it had.

    Raises CannotError with the rule `changed` when the file doesn't hold `was`, OSError as the system does; then the file
    stays as it is.
    """

    def name(fresh: str) -> None:
        unchanged(path, was, changed)
        disk.replace(fresh, str(path))

    unchanged(path, was, changed)
    _write(path, text.encode(), name, disk)


def keep(path: Path, data: bytes, disk: Disk = DISK) -> Path:
    """The same for a file of its owner alone, also on sticks without rights and links, over what bore that name."""
    fresh = str(path.with_name(f".{path.name}{PART}"))
    with suppress(OSError):
        disk.remove(fresh)
    write_named(disk, fresh, str(path), data)
    disk.sync_folder(str(path.parent))
    return path


def _write(path: Path, data: bytes, name: Callable[[str], None], disk: Disk) -> None:
    """Write the bytes beside the path, durably, and have them named; whatever stops that leaves nothing behind."""
    _clear_away(path)
    fresh = str(path.with_name(f".{path.name}.{secrets.token_hex(8)}{PART}"))

    def named(fresh: str) -> None:
        os.chmod(fresh, _mode(path))
        name(fresh)

    write_named(disk, fresh, str(path), data, named)
    disk.sync_folder(str(path.parent))


def _name_alone(fresh: str, path: Path) -> None:
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError, NotImplementedError):  # a file system without links
        DISK.replace(fresh, str(path))
    else:
        DISK.remove(fresh)


def unchanged(path: Path, was: bytes | None, changed: str) -> None:
    """CannotError with the rule `changed` unless the file holds what it held."""
    if read_bytes(path) != was:
        raise CannotError(changed, path=path.name)


def _clear_away(path: Path) -> None:
    """Take away what an earlier run left beside the file when the machine stopped; what is young may be somebody's now."""
    for left in path.parent.glob(f".{path.name}.*{PART}"):
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
