"""Small files that are written once, for their owner alone, and are whole or not there: on sticks without rights and links too."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from interviewer.session.disk import DISK, Disk, write_all

PART = ".part"


def keep(path: Path, data: bytes, disk: Disk = DISK) -> Path:
    """Return when the bytes are durable under that name. OSError as the system does; then the name is as it was."""
    fresh = str(path.with_name(f".{path.name}{PART}"))
    with suppress(OSError):
        disk.remove(fresh)
    fd = disk.create(fresh)
    try:
        try:
            write_all(disk, fd, fresh, data, 0)
        finally:
            disk.close(fd)
        disk.replace(fresh, str(path))
        _look(path, data)
    except BaseException:
        with suppress(OSError):
            disk.remove(fresh)
        raise
    disk.sync_folder(str(path.parent))
    return path


def _look(path: Path, data: bytes) -> None:
    """OSError unless the path holds the bytes: some drives say yes to a new name that they do not give."""
    if read_plain(path, len(data)) != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def read_plain(path: Path, most: int) -> bytes:
    """The bytes of a plain file of at most that size. OSError for links, folders, devices and what is larger."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_symlink():
        raise OSError("a link")
    fd = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    try:
        status = os.fstat(fd)
        if not _is_plain(status) or status.st_size > most:
            raise OSError("no plain file, or too large")
        parts: list[bytes] = []
        left = most + 1
        while left > 0 and (part := os.read(fd, min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
        if left <= 0:
            raise OSError("too large")
        return b"".join(parts)
    finally:
        os.close(fd)


def _is_plain(status: os.stat_result) -> bool:
    import stat

    return stat.S_ISREG(status.st_mode)
