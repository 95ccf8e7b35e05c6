"""A typist in front of a program: keys go into its pseudo-terminal, and what comes back is timed. POSIX only.

The time of a key runs from its write to the last byte of the burst that shows it. Nothing is polled: `select` waits for
bytes, and each read is stamped before anything else is done with it.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyte

from benchmarks.measure import environment
from tests.svg import for_pyte
from tests.terminal import PASTE, PASTED

SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|\].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL)
UNSEEN = ("COLUMNS", "LINES", "NO_COLOR", "COLORFGBG", "VIMINIT", "EXINIT")
WHERE, HERE = b"\x1b[6n", b"\x1b[1;1R"
SAME_DRAWING = 0.002  # seconds between two reads of what was written at once
QUIET, SETTLED = 0.012, 0.12  # seconds without a byte that end a burst, or a screen
LONGEST, PATIENCE = 3.0, 30.0


class Key(NamedTuple):
    """Milliseconds from the key to the last byte that shows it, and all bytes until the next key."""

    ms: float
    bytes: int


class Typist:
    """A program in a terminal of its own; leaving the `with` block kills it."""

    def __init__(
        self, argv: Sequence[str], folder: Path, size: tuple[int, int], env: Mapping[str, str] | None = None
    ) -> None:
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._unread = b""
        self.pressed = self.drawn = 0.0  # the moments of the last press and of the last byte
        self._master, worker = pty.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        words = environment() | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(env or {})}
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            argv,
            stdin=worker,
            stdout=worker,
            stderr=worker,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
            cwd=folder,
            env={name: value for name, value in words.items() if name not in UNSEEN},
        )
        os.close(worker)
        os.set_blocking(self._master, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        os.close(self._master)

    def _read(self, until: float) -> tuple[bytes, float]:
        """The next bytes and when they came; none when there are none until then, or the program has ended."""
        if not select.select([self._master], [], [], max(0.0, until - time.perf_counter()))[0]:
            return b"", 0.0
        with suppress(OSError):
            data = os.read(self._master, 1 << 16)
            at = time.perf_counter()
            self._unread += data
            self.drawn = at
            if WHERE in data:
                os.write(self._master, HERE)
            return data, at
        return b"", 0.0

    def text(self) -> str:
        """What the screen shows, as far as it was read."""
        data, self._unread = self._unread, b""
        self._stream.feed(for_pyte(data))
        return "\n".join(line.rstrip() for line in self._screen.display)

    def settled(self, *words: str, patience: float = PATIENCE) -> float:
        """The moment of the last byte before a quiet in which the screen holds the words.

        RuntimeError with the screen when it doesn't in time.
        """
        last, limit = time.perf_counter(), time.perf_counter() + patience
        while True:
            data, at = self._read(time.perf_counter() + SETTLED)
            if data:
                last = at
            elif all(word in self.text() for word in words):
                return last
            elif time.perf_counter() > limit or self.process.poll() is not None:
                raise RuntimeError(f"not on the screen: {words}\n{self.text()}")

    def ended(self) -> float:
        """Wait for the program's end; the moment of it."""
        self.process.wait(PATIENCE)
        return time.perf_counter()

    def send(self, data: bytes) -> float:
        """Write the keys, reading what comes meanwhile; the moment of the first byte."""
        began = time.perf_counter()
        while data:
            readable, writable, _ = select.select([self._master], [self._master], [], PATIENCE)
            if readable:
                self._read(began)
            if writable:
                with suppress(BlockingIOError):
                    data = data[os.write(self._master, data[:4096]) :]
        return began

    def paste(self, text: str, *, bracketed: bool = True) -> float:
        """Paste the text; the moment of its first byte. Line ends become Enter, as terminals do it."""
        typed = text.replace("\n", "\r")
        return self.send((PASTE + typed + PASTED if bracketed else typed).encode())

    def key(self, char: str, spacing: float) -> Key | None:
        """Press one key and rest until the next one is due; None when the screen didn't show it in time."""
        wanted, seen, shown = char.encode(), b"", False
        began = last = time.perf_counter()
        os.write(self._master, wanted)
        due = began + spacing
        while True:
            # A blank may be put off until a letter follows it, so nobody waits for one.
            late = due if char == " " else began + LONGEST
            data, at = self._read(max(due, last + QUIET) if shown else late)
            if not data:
                return Key((last - began) * 1000, len(seen)) if shown else None
            if not shown or at <= last + QUIET:
                last = at
            seen += data
            shown = shown or char == " " or wanted in SEQUENCE.sub(b"", seen)

    def press(self, keys: bytes, spacing: float) -> Key | None:
        """Press a key that shows no letter of its own, and rest until the next one is due; None when nothing was drawn.

        The time is that of the first drawing: what comes later tells of something else, such as *saved*.
        """
        began = self.pressed = time.perf_counter()
        os.write(self._master, keys)
        due, data, last = began + spacing, b"", 0.0
        while not last or time.perf_counter() < due:
            got, at = self._read(due if last else began + LONGEST)
            if not got:
                break
            if not last or at - last < SAME_DRAWING:
                last = at
            data += got
        return Key((last - began) * 1000, len(data)) if last else None

    def processor_seconds(self) -> float:
        """Processor time that the program has taken so far (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak(self) -> float:
        """The most memory that the program has held, in MiB (Linux)."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

    def rest(self, seconds: float) -> None:
        """Read for so long, and type nothing."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self._read(until)
