"""Where the bytes of an export go: files that appear whole or not at all, or a stream."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from interviewer.errors import CannotError
from interviewer.session.disk import DISK, WINDOWS

BLOCK = 1 << 20


class Sink(Protocol):
    """Takes bytes; nothing of a file is under its name before `commit`."""

    size: int

    def write(self, data: bytes) -> None:
        """Take all of these bytes; OSError when they can't be kept."""

    def verify(self) -> None:
        """Make sure that the place holds every byte that was written; CannotError if it doesn't."""

    def commit(self) -> None:
        """Give the bytes their name."""

    def discard(self) -> None:
        """Leave no trace, as far as the place allows it."""

    @property
    def sha256(self) -> str:
        """The sum of all bytes written, in hexadecimal."""


class FileSink:
    """A file under a temporary name in the folder where it shall be; readable by its owner only, as sessions are."""

    def __init__(self, path: Path) -> None:
        self.path, self.size = path, 0
        self._sum = hashlib.sha256()
        descriptor, name = tempfile.mkstemp(".part", f".{path.name}.", path.parent)
        self._temporary = Path(name)
        self._file: BinaryIO = os.fdopen(descriptor, "wb", buffering=0)

    def write(self, data: bytes) -> None:
        """Write all bytes, however few the system takes at a time."""
        _write_all(self._file, data)
        self._sum.update(data)
        self.size += len(data)

    def verify(self) -> None:
        """Sync, close, read the file again and compare; CannotError when it is not what was written."""
        os.fsync(self._file.fileno())
        self._file.close()
        if self._sum_of(self._temporary) != self.sha256:
            raise CannotError("export_cut", path=str(self.path))
        if WINDOWS and self.path.exists():
            # A spreadsheet that has the older export open forbids this, and would forbid the move when others are done.
            self.path.open("r+b").close()

    def commit(self) -> None:
        """Move the file to its name, over an older export; CannotError when the name stands for something else then."""
        DISK.patiently(lambda: os.replace(self._temporary, self.path))
        # Some drives say yes to a new name that they do not give.
        if self._sum_of(self.path) != self.sha256:
            raise CannotError("export_cut", path=str(self.path))

    def discard(self) -> None:
        """Remove the temporary file."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._temporary.unlink()

    @property
    def sha256(self) -> str:
        """The sum of all bytes written, in hexadecimal."""
        return self._sum.hexdigest()

    @staticmethod
    def _sum_of(path: Path) -> str:
        found = hashlib.sha256()
        with suppress(FileNotFoundError), path.open("rb") as file:
            while block := file.read(BLOCK):
                found.update(block)
        return found.hexdigest()


class StreamSink:
    """A stream (standard output, a pipe, a device): what went out can't be taken back, so each piece is whole."""

    def __init__(self, file: BinaryIO, *, close: bool = True) -> None:
        self.size = 0
        self._file, self._close = file, close
        self._sum = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Write and flush all bytes, so that a full device is known at once."""
        _write_all(self._file, data)
        self._file.flush()
        self._sum.update(data)
        self.size += len(data)

    def verify(self) -> None:
        """Close what was opened: some file systems tell only then that a write failed."""
        if self._close:
            self._file.close()

    def commit(self) -> None:
        """Nothing is left to do."""

    def discard(self) -> None:
        """Close what was opened."""
        with suppress(OSError):
            self.verify()

    @property
    def sha256(self) -> str:
        """The sum of all bytes written, in hexadecimal."""
        return self._sum.hexdigest()


def _write_all(file: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[file.write(view) or 0 :]


def standard_output() -> StreamSink:
    """The standard output without its buffer: what a full device refused must not be tried again when Python ends.

    CannotError when it was closed by whoever started us; the border has put the null device in its place, by name.
    """
    if getattr(sys.stdout, "name", "") == os.devnull:
        raise CannotError("export_stdout_closed")
    sys.stdout.flush()
    buffer = sys.stdout.buffer
    return StreamSink(getattr(buffer, "raw", buffer), close=False)


def sink_for(path: Path) -> Sink:
    """A file that appears whole; a pipe or device that stands there already is written to and never replaced."""
    if (
        path.exists() and not path.is_file()
    ):  # by the name that was given: /dev/stdout leads to one that can't be opened
        return StreamSink(path.open("wb", buffering=0))
    return FileSink(Path(os.path.realpath(path)))


def sync_folder(folder: Path) -> None:
    """Make new names in the folder durable, where the system can; OSError when it fails."""
    DISK.sync_folder(str(folder))
