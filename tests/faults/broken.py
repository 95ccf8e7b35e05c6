"""Programs that are broken on purpose, one for each way to lose words: the controls, in which every class must find losses."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from interviewer.session.disk import DISK, Disk
from interviewer.session.events import Draft, Event
from interviewer.session.journal import Journal, Moment


def _early() -> None:
    """Says *saved* while the words are in memory, and writes when it ends."""
    honest = Journal.close

    def append(self: Journal, *events: Event) -> None:
        self._keep(events, self._moment())

    def append_each(self: Journal, happened: Iterable[tuple[Sequence[Event], Moment]]) -> None:
        for events, moment in happened:
            self._keep(events, moment)

    def close(self: Journal) -> None:
        self.retry()
        honest(self)

    _put(Journal, append=append, append_each=append_each, close=close)


def _careless() -> None:
    """Passes over every error of the disk, and doesn't look at what became of the bytes."""
    from interviewer.export import sinks
    from interviewer.session import disk, journal
    from interviewer.study import doctor

    def write_all(_disk: Disk, fd: int, _path: str, data: bytes, size: int) -> int:
        _quietly(lambda: os.write(fd, data))
        return size + len(data)

    for module in (journal, doctor, disk):
        _put(module, write_all=write_all)
    nothing = {name: (lambda *_given: None) for name in ("sync", "sync_folder")}
    _put(DISK, **nothing, replace=lambda one, other: _quietly(lambda: os.replace(one, other)))
    _put(Journal, _make_folder=lambda _self, folder, only_last: _quietly(lambda: os.makedirs(folder, 0o700)))
    _put(DISK, create=_create_somehow)
    _put(sinks, _write_all=lambda file, data: _quietly(lambda: file.write(data)))
    _put(sinks.FileSink, verify=lambda self: self._file.close(), commit=_commit_somehow)


def _create_somehow(path: str) -> int:
    try:
        return Disk().create(path)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)


def _commit_somehow(self: Any) -> None:
    _quietly(lambda: os.replace(self._temporary, self.path))


def _in_place() -> None:
    """Writes exports and repairs where they shall stand, from the first byte on; the codebook too."""
    from interviewer.export.sinks import FileSink
    from interviewer.study import codebook_file, doctor, whole_file

    def begin(self: Any, path: Path) -> None:
        honest(self, path)
        self._file.close()
        self._temporary.unlink()
        self._temporary = path
        self._file = path.open("wb", buffering=0)

    def put(path: Path, text: str, *_rest: object) -> None:
        with path.open("wb", buffering=0) as file:
            for line in text.encode().splitlines(keepends=True):
                file.write(line)
                time.sleep(0.002)

    def over(_disk: Disk, patient: Any, name: str, lines: Any) -> Path:
        path = Path(patient.home) / (name.partition(".jsonl")[0] + ".jsonl")
        with path.open("wb", buffering=0) as file:
            for _number, line in sorted(lines.items()):
                file.write(line + b"\n")
        return path

    def write(self: Any, data: bytes) -> None:
        half = len(data) // 2
        for part in (data[:half], data[half:]):
            honest_write(self, part)
            time.sleep(0.01)

    honest_write: Callable[[Any, bytes], None] = FileSink.write
    honest: Callable[[Any, Path], None] = FileSink.__init__
    _put(FileSink, __init__=begin, write=write, commit=lambda _self: None, verify=lambda self: self._file.close())
    _put(FileSink, discard=lambda self: self._file.close())
    _put(codebook_file, put_whole=put)
    _put(whole_file, put_whole=put)
    _put(doctor, _write=over)


def _no_sync() -> None:
    """Leaves the bytes to the system, which writes them when it likes."""
    _put(os, fsync=lambda _fd: None, fdatasync=lambda _fd: None)


def _no_look() -> None:
    """Doesn't look whether the file that it writes to still bears its name."""
    _put(DISK, same_file=lambda fd, _path: os.fstat(fd).st_size)
    from interviewer.session import journal

    def write_all(disk: Disk, fd: int, _path: str, data: bytes, size: int) -> int:
        os.write(fd, data)
        disk.sync(fd)
        return size + len(data)

    _put(journal, write_all=write_all)


def _no_draft() -> None:
    """Keeps nothing of what is being typed."""
    from interviewer.session.draft import DraftFile

    def write(_self: DraftFile, *_drafts: Draft) -> None:
        return

    _put(DraftFile, write=write)


def _hasty() -> None:
    """Takes the old file away before the new one is there, writes that in place, and calls done what wasn't."""
    from interviewer.study.withdrawal import sweep

    def write_named(_disk: Disk, _fresh: str, target: str, data: bytes, _name: object = None) -> None:
        _quietly(lambda: os.unlink(target))
        half = len(data) // 2
        with open(target, "wb", buffering=0) as file:
            for part in (data[:half], data[half:]):
                _quietly(partial(file.write, part))

    def write_files(found: Any, disk: Disk) -> None:
        for one in found.files:
            _quietly(partial(os.unlink, one.path))
        honest(found, disk)

    honest: Callable[[Any, Disk], None] = sweep.write_files

    def write_all(_disk: Disk, fd: int, _path: str, data: bytes, size: int) -> int:
        _quietly(partial(os.write, fd, data))
        return size + len(data)

    for module in (one for name, one in list(sys.modules.items()) if name.startswith("interviewer.")):
        instead = {"write_named": write_named, "write_all": write_all}
        _put(module, **{name: function for name, function in instead.items() if hasattr(module, name)})
    _put(sweep, write_files=write_files, check_swept=lambda _root, _session: None)
    _put(DISK, remove=lambda path: _quietly(lambda: os.unlink(path)))


def _forgetful() -> None:
    """After any error in a save, goes on as if it had been one."""
    honest = Journal.append_each

    def append_each(self: Journal, happened: Iterable[tuple[Sequence[Event], Moment]]) -> None:
        try:
            honest(self, happened)
        except Exception:
            self._kept.clear()

    _put(Journal, append_each=append_each, append=lambda self, *events: append_each(self, [(events, self._moment())]))


BROKEN: dict[str, Callable[[], None]] = {
    "early": _early,
    "careless": _careless,
    "in_place": _in_place,
    "no_sync": _no_sync,
    "no_look": _no_look,
    "no_draft": _no_draft,
    "forgetful": _forgetful,
    "hasty": _hasty,
}


def break_it(name: str) -> None:
    """Make this process such a program; several names with + between them, `no_memory:NTH:MANY` among them."""
    for one in reversed(name.split("+")):
        if one.startswith("no_memory:"):
            nth, many = map(int, one.split(":")[1:])
            _no_memory(nth, many)
        else:
            BROKEN[one]()


def _no_memory(nth: int, many: int) -> None:
    """The third save of the program gets no memory at its `nth` allocation, and `many` times."""
    _testcapi = import_module("_testcapi")
    honest, saves = Journal.retry, [0]

    def retry(self: Journal) -> None:
        saves[0] += 1
        if saves[0] != NO_MEMORY_AT:
            honest(self)
            return
        _testcapi.set_nomemory(nth, nth + many)
        try:
            honest(self)
        finally:
            _testcapi.remove_mem_hooks()

    _put(Journal, retry=retry)


NO_MEMORY_AT = 3


def _put(there: object, **functions: object) -> None:
    for name, function in functions.items():
        setattr(there, name, function)


def _quietly(call: Callable[[], object]) -> None:
    try:
        call()
    except OSError:
        return


if __name__ == "__main__":
    import sys

    break_it(sys.argv.pop(1))
    from interviewer.__main__ import run

    run()
