"""The real program on a slow disk, or on one that is full for a while.

    python tests/faults/bad_disk.py slow MILLISECONDS run petit ...    each sync takes so long
    python tests/faults/bad_disk.py full CALLS SECONDS run petit ...   after so many syncs each fails, for so long

Only the disk under the program is another one; `slow` and `full` below give the words of such a command.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time

from interviewer.session.disk import DISK, Disk


def slow(milliseconds: int) -> list[str]:
    """The command that runs the program on a slow disk; its arguments come behind."""
    return [sys.executable, __file__, "slow", str(milliseconds)]


def full(calls: int, seconds: float) -> list[str]:
    """The command that runs the program on a disk that is full after so many syncs, for so many seconds."""
    return [sys.executable, __file__, "full", str(calls), str(seconds)]


class SlowDisk(Disk):
    """Each sync takes so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(())
        self.seconds = seconds

    def sync(self, fd: int) -> None:
        time.sleep(self.seconds)
        super().sync(fd)

    def sync_folder(self, path: str) -> None:
        time.sleep(self.seconds)
        super().sync_folder(path)


class FullDisk(Disk):
    """After so many syncs there is no space left, until so many seconds have passed."""

    def __init__(self, calls: int, seconds: float) -> None:
        super().__init__(())
        self.calls, self.seconds = calls, seconds
        self._until = 0.0

    def _meet(self) -> None:
        self.calls -= 1
        if self.calls == -1:
            self._until = time.monotonic() + self.seconds
        if time.monotonic() < self._until:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def sync(self, fd: int) -> None:
        self._meet()
        super().sync(fd)

    def sync_folder(self, path: str) -> None:
        self._meet()
        super().sync_folder(path)


class DirectedDisk(Disk):
    """A disk that a test directs: `block` holds every sync until `go_on`; `error` is what each call to write raises."""

    def __init__(self) -> None:
        super().__init__(())
        self.error: Exception | None = None
        self.syncs = 0
        self._open = threading.Event()
        self._open.set()
        self.blocked = threading.Event()

    def block(self) -> None:
        """From here on no sync comes back."""
        self.blocked.clear()
        self._open.clear()

    def go_on(self) -> None:
        """All syncs come back."""
        self._open.set()

    def _meet(self) -> None:
        if self.error is not None:
            raise self.error
        self.syncs += 1
        if not self._open.is_set():
            self.blocked.set()
            assert self._open.wait(30)

    def create(self, path: str) -> int:
        if self.error is not None:
            raise self.error
        return super().create(path)

    def sync(self, fd: int) -> None:
        self._meet()

    def sync_folder(self, path: str) -> None:
        self._meet()

    def reserve(self, fd: int, size: int) -> bool:
        return False


def _main(kind: str, *words: str) -> int:
    disk: Disk
    if kind == "slow":
        disk, argv = SlowDisk(int(words[0]) / 1000), words[1:]
    else:
        disk, argv = FullDisk(int(words[0]), float(words[1])), words[2:]
    vars(DISK).update(sync=disk.sync, sync_folder=disk.sync_folder)
    from interviewer.cli import main

    sys.argv = ["interviewer", *argv]
    return main()


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
