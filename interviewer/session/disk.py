"""The system calls under the journal, each with what takes its place on a system that lacks it.

Everything else of the journal goes through a `Disk`, so that a test can make the Nth call of a kind fail.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, TypeVar

T = TypeVar("T")
WINDOWS = sys.platform == "win32"
NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | os.O_APPEND
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOINHERIT", 0)
    | getattr(os, "O_BINARY", 0)
)
OLD_FILE = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_BINARY", 0)
PART = ".part"
"""Ends the name of a file that has not got its own yet."""
KEEP_SIZE = 1
# For the calls that move a file only where nothing has its new name.
FROM_HERE, LINUX_ALONE, MAC_ALONE = -100, 1, 4
HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES})
# Windows locks bytes against reading too, so the byte that is locked lies where no journal ever reaches.
LOCKED_BYTE = 0x7FFF0000
FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
# A file system that can't sync a folder at all (some network drives) says so with these.
NO_SUCH_THING = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})


class Clock(NamedTuple):
    """Where the time comes from: seconds since 1970, and seconds that no one can set."""

    wall: Callable[[], float]
    mono: Callable[[], float]


SYSTEM = Clock(time.time, time.monotonic)


class Disk:
    """The real disk. All methods raise OSError as the system does, but for those that say otherwise."""

    def __init__(self, pauses: tuple[float, ...] = (0.02, 0.05, 0.1, 0.3, 0.6) if WINDOWS else ()) -> None:
        # On Windows virus scanners, indexers and sync clients hold a file for a moment: try again after each pause.
        self.pauses = pauses

    def patiently(self, call: Callable[[], T]) -> T:
        """What the call returns, tried again after each pause as long as it says PermissionError."""
        for pause in self.pauses:
            try:
                return call()
            except PermissionError:
                time.sleep(pause)
        return call()

    def make_folder(self, path: str) -> None:
        """A new folder that only its owner may enter."""
        self.patiently(lambda: os.mkdir(path, 0o700))

    def create(self, path: str) -> int:
        """Open a file that must not exist yet, for its owner alone; every write goes to its end."""
        return self.patiently(lambda: os.open(path, NEW_FILE, 0o600))

    def write(self, fd: int, data: memoryview) -> int:
        """Write some of the bytes and say how many."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Return when the bytes of the file are on the disk itself."""
        if sys.platform == "darwin":
            import fcntl

            try:
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in NO_SUCH_THING:
                    raise
                os.fsync(fd)
        elif hasattr(os, "fdatasync"):
            os.fdatasync(fd)
        else:
            os.fsync(fd)

    def sync_folder(self, path: str) -> None:
        """Return when the names in the folder are on the disk. Windows has no such call."""
        if WINDOWS:
            return
        fd = os.open(path, OLD_FILE | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(fd)
        except OSError as error:
            if error.errno not in NO_SUCH_THING:
                raise
        finally:
            os.close(fd)

    def same_file(self, fd: int, path: str) -> int:
        """The size of the open file; an OSError when its name is gone or stands for another file now."""
        mine, named = self.open_status(fd), self.named_status(path)
        if not os.path.samestat(mine, named):
            raise OSError(errno.ESTALE, "the file was replaced")
        return mine.st_size

    def open_status(self, fd: int) -> os.stat_result:
        """What the system knows of the open file."""
        return os.fstat(fd)

    def named_status(self, path: str) -> os.stat_result:
        """What the system knows of the file that bears this name; a link is not followed."""
        return os.stat(path, follow_symlinks=False)

    def close(self, fd: int) -> None:
        """Close the file; errors mean nothing here (what counts was synced before)."""
        try:
            os.close(fd)
        except OSError:
            return

    def remove(self, path: str) -> None:
        """Take the file away; an OSError where it is still there then, for some drives say yes to what they do not do."""
        self.patiently(lambda: os.unlink(path))
        if os.path.lexists(path):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def replace(self, path: str, target: str) -> None:
        """Give the file the name of another one, which is gone then."""
        self.patiently(lambda: os.replace(path, target))

    def move_new(self, path: str, target: str) -> None:
        """Give the folder a name that nothing bears; FileExistsError, and nothing changed, where something does."""
        if WINDOWS:
            self.patiently(lambda: os.rename(path, target))
        elif not self.move_alone(path, target):
            os.mkdir(target, 0o700)  # the name is ours from here on; an empty folder gives way to another one
            try:
                os.rename(path, target)
            except OSError:
                os.rmdir(target)
                raise

    def move_alone(self, path: str, target: str) -> bool:
        """As `move_new`, in one call of the system; False, and nothing changed, where there is no such call."""
        import ctypes

        old, new = os.fsencode(path), os.fsencode(target)
        try:
            library = ctypes.CDLL(None, use_errno=True)
            if sys.platform == "darwin":
                failed = library.renamex_np(old, new, MAC_ALONE)
            else:
                failed = library.renameat2(FROM_HERE, old, FROM_HERE, new, LINUX_ALONE)
        except (OSError, AttributeError):
            return False
        if not failed:
            return True
        error = ctypes.get_errno()
        if error in NO_SUCH_THING:
            return False
        raise OSError(error, os.strerror(error), target)

    def reserve(self, fd: int, size: int) -> bool:
        """Keep so many bytes of disk for the file without changing its size (Linux). Says whether it did, never raises."""
        if sys.platform == "linux" and size:
            with suppress(OSError, AttributeError, ImportError):
                import ctypes

                start, length = ctypes.c_int64(0), ctypes.c_int64(size)
                return bool(ctypes.CDLL(None).fallocate(fd, KEEP_SIZE, start, length) == 0)
        return False

    def give_back(self, fd: int, size: int) -> None:
        """Free what was reserved behind the file's end. Never raises: only disk space is at stake."""
        try:
            if self.open_status(fd).st_size == size:
                os.ftruncate(fd, size)
        except OSError:
            return

    def lock(self, fd: int) -> bool:
        """Show to other windows that the file is in use. Says whether it could; nothing depends on it."""
        try:
            if sys.platform == "win32":
                import msvcrt

                os.lseek(fd, LOCKED_BYTE, os.SEEK_SET)
                msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (OSError, ImportError):
            return False
        return True

    def is_locked(self, path: str) -> bool:
        """Whether a window has the file open for writing, as far as the file system can tell. Never raises."""
        try:
            fd = os.open(path, OLD_FILE | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        except OSError:
            return False
        try:
            return not self._lock_for_reading(fd)
        finally:
            self.close(fd)

    def _lock_for_reading(self, fd: int) -> bool:
        if sys.platform == "win32":
            free = self.lock(fd)
        else:
            import fcntl

            try:
                fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
                free = True
            except OSError as error:
                free = error.errno not in HELD
        return free


DISK = Disk()


def read_file(path: str) -> bytes:
    """All bytes of a file, in as few calls as there are. OSError too where the name stands for a device, a pipe or the like."""
    fd = os.open(path, OLD_FILE | getattr(os, "O_NONBLOCK", 0))
    try:
        size = plain_size(fd)
        parts = [os.read(fd, size + 1)]
        while parts[-1] and sum(map(len, parts)) <= size:
            parts.append(os.read(fd, size + 1))
        return b"".join(parts)
    finally:
        os.close(fd)


def plain_size(fd: int) -> int:
    """The size of an open file. OSError where it is none, for what is read from a device in its place are not its words."""
    status = os.fstat(fd)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.ESTALE, "this is no plain file")
    return status.st_size


def read_plain(path: str | os.PathLike[str], most: int) -> bytes:
    """The bytes of a file that others may have laid there. OSError for links, devices, folders, and what is larger than `most`."""
    if os.path.islink(path):
        raise OSError(errno.ELOOP, "a link")
    fd = os.open(path, OLD_FILE | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        if plain_size(fd) > most:
            raise OSError(errno.EFBIG, "too large")
        parts, left = [], most + 1
        while left > 0 and (part := os.read(fd, min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
        if left <= 0:
            raise OSError(errno.EFBIG, "too large")
        return b"".join(parts)
    finally:
        os.close(fd)


def write_named(disk: Disk, fresh: str, target: str, data: bytes, name: Callable[[str], None] | None = None) -> None:
    """Write the bytes under the name `fresh`, durably, and give them the name `target` (by `name`, else over what bears it).

    They are read again under that name, for some drives say yes to a new name that they do not give. OSError as the system
    does; whatever stops it leaves nothing under `fresh`. The folder is the caller's to sync.
    """
    fd = disk.create(fresh)
    try:
        try:
            write_all(disk, fd, fresh, data, 0)
        finally:
            disk.close(fd)
        if name is None:
            disk.replace(fresh, target)
        else:
            name(fresh)
        _look(target, data)
    except BaseException:
        with suppress(OSError):
            disk.remove(fresh)
        raise


def _look(path: str, data: bytes) -> None:
    """OSError unless the path holds the bytes."""
    if not os.path.lexists(path) or read_file(path) != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def write_all(disk: Disk, fd: int, path: str, data: bytes, size: int) -> int:
    """Put the bytes behind the first `size` ones, durably, and return the new size.

    Raises OSError unless all of them are on the disk in the file that bears our name.
    """
    rest = memoryview(data)
    while rest:
        written = disk.write(fd, rest)
        if written <= 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]
    disk.sync(fd)
    if disk.same_file(fd, path) != size + len(data):
        raise OSError(errno.ESTALE, "the file was changed")
    return size + len(data)
