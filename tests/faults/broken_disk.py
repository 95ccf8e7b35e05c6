"""Disks that fail on purpose: the Nth call of a kind, a power cut at every moment, and one that is merely quick."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from typing import Literal, NamedTuple

from interviewer.session.disk import Disk

Call = Literal[
    "make_folder", "create", "write", "sync", "sync_folder", "open_status", "named_status", "remove", "replace"
]
CALLS: tuple[Call, ...] = ("make_folder", "create", "write", "sync", "sync_folder", "open_status", "named_status")


class QuickDisk(Disk):
    """A disk that skips the waiting, for tests that make thousands of files and cut no power."""

    def __init__(self) -> None:
        super().__init__(())

    def sync(self, fd: int) -> None:
        """Nothing: a process that goes on sees its own writes."""

    def sync_folder(self, path: str) -> None:
        """Nothing."""

    def reserve(self, fd: int, size: int) -> bool:
        return False


class Fault(NamedTuple):
    """The `nth` call of a kind fails with this error: once, or from there on. `short`: a write stores half before that."""

    call: Call
    nth: int
    error: int
    forever: bool = False
    short: bool = False


class BrokenDisk(QuickDisk):
    """A disk with one fault. After a failed sync what was not synced is gone, as on Linux, and the next sync says yes."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault
        self.calls = 0
        self.hits = 0
        self._synced: dict[int, int] = {}

    def _meet(self, call: Call) -> bool:
        """Whether this call is one of those that fail."""
        if call != self.fault.call:
            return False
        self.calls += 1
        hit = self.calls == self.fault.nth or (self.fault.forever and self.calls > self.fault.nth)
        self.hits += hit
        return hit

    def _fail(self) -> None:
        raise OSError(self.fault.error, os.strerror(self.fault.error))

    def make_folder(self, path: str) -> None:
        if self._meet("make_folder"):
            self._fail()
        super().make_folder(path)

    def create(self, path: str) -> int:
        if self._meet("create"):
            self._fail()
        fd = super().create(path)
        self._synced[fd] = 0
        return fd

    def write(self, fd: int, data: memoryview) -> int:
        if self._meet("write"):
            if not self.fault.short:
                self._fail()
            self.fault = self.fault._replace(short=False, nth=self.calls + 1)
            return super().write(fd, data[: max(1, len(data) // 2)])
        return super().write(fd, data)

    def sync(self, fd: int) -> None:
        if self._meet("sync"):
            os.ftruncate(fd, self._synced[fd])
            self._fail()
        self._synced[fd] = os.fstat(fd).st_size

    def sync_folder(self, path: str) -> None:
        if self._meet("sync_folder"):
            self._fail()

    def open_status(self, fd: int) -> os.stat_result:
        if self._meet("open_status"):
            self._fail()
        return super().open_status(fd)

    def named_status(self, path: str) -> os.stat_result:
        if self._meet("named_status"):
            self._fail()
        return super().named_status(path)

    def remove(self, path: str) -> None:
        if self._meet("remove"):
            self._fail()
        super().remove(path)

    def replace(self, path: str, target: str) -> None:
        if self._meet("replace"):
            self._fail()
        super().replace(path, target)


class Step(NamedTuple):
    """One thing that happened: a call to the disk, or `said` (the program told the person: saved)."""

    call: str
    path: str = ""
    data: bytes = b""


class TracingDisk(QuickDisk):
    """A disk that writes down what is asked of it, so that every state a power cut may leave can be built afterwards."""

    def __init__(self, *, syncs: bool = True, folder_syncs: bool = True) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self._paths: dict[int, str] = {}
        self._syncs, self._folder_syncs = syncs, folder_syncs

    def said(self, word: str) -> None:
        """Note that the person was told that this is saved."""
        self.steps.append(Step("said", word))

    def create(self, path: str) -> int:
        fd = super().create(path)
        self._paths[fd] = path
        self.steps.append(Step("create", path))
        return fd

    def write(self, fd: int, data: memoryview) -> int:
        written = super().write(fd, data)
        self.steps.append(Step("write", self._paths[fd], bytes(data[:written])))
        return written

    def sync(self, fd: int) -> None:
        if self._syncs:
            self.steps.append(Step("sync", self._paths[fd]))

    def sync_folder(self, path: str) -> None:
        if self._folder_syncs:
            self.steps.append(Step("sync_folder", path))

    def remove(self, path: str) -> None:
        super().remove(path)
        self.steps.append(Step("remove", path))


class Wreck(NamedTuple):
    """What a power cut left: the files by path, and what had been told to be saved before."""

    files: dict[str, bytes]
    said: tuple[str, ...]


def wrecks(steps: list[Step]) -> Iterator[Wreck]:
    """Every state of a weak file system after a cut behind each step.

    Synced bytes are there; what was not synced may be there, cut at any place, or NULs; a name is sure only after
    its folder was synced; a removal may or may not have happened.
    """
    for end in range(len(steps) + 1):
        yield from _wrecks_after(steps[:end])


def _wrecks_after(steps: list[Step]) -> Iterator[Wreck]:
    written: dict[str, bytes] = {}
    synced: dict[str, int] = {}
    named: set[str] = set()
    told: list[str] = []
    for step in steps:
        if step.call == "create":
            written[step.path], synced[step.path] = b"", 0
        elif step.call == "write":
            written[step.path] += step.data
        elif step.call == "sync":
            synced[step.path] = len(written[step.path])
        elif step.call == "sync_folder":
            named |= {path for path in written if os.path.dirname(path) == step.path}
        elif step.call == "remove":
            named.discard(step.path)
        elif step.call == "said":
            told.append(step.path)
    fates = [list(_fates(path, data, synced[path], sure=path in named)) for path, data in written.items()]
    for fate in itertools.product(*fates):
        yield Wreck({path: data for path, data in fate if data is not None}, tuple(told))


def _fates(path: str, data: bytes, synced: int, *, sure: bool) -> Iterator[tuple[str, bytes | None]]:
    if not sure:
        yield path, None
    rest = len(data) - synced
    for cut in sorted({synced, len(data), *range(synced, len(data), max(1, rest // 25))}):
        yield path, data[:cut]
    if rest:
        yield path, data[:synced] + b"\0" * rest
        yield path, data[:synced] + b"\0" * (rest // 2) + data[synced + rest // 2 :]
