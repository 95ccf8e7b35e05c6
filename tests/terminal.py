"""A real pseudo-terminal for tests: a program runs in it, keys go in, its screen can be read. POSIX only.

    with Terminal([sys.executable, "-m", "interviewer"], cwd=study) as terminal:
        terminal.wait("What brought you here?")
        terminal.send("By chance" + ENTER)
        terminal.wait("Saved")
        assert terminal.exit_code() == 0

Send one Enter at a time and wait for its effect: many lines in one `send` are what a paste looks like.
"""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO, cast

import pyte
import pytest

try:
    import fcntl
    import pty
    import struct
    import termios
except ImportError:
    HAS_PTY = False
else:
    HAS_PTY = True

needs_terminal = [
    pytest.mark.terminal,
    pytest.mark.skipif(not HAS_PTY, reason="needs pseudo-terminals, which Windows has not"),
]

ENTER, ESCAPE, TAB, BACKSPACE, DELETE = "\r", "\x1b", "\t", "\x7f", "\x1b[3~"
UP, DOWN, RIGHT, LEFT, HOME, END = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F"
ALT_ENTER, CTRL_C, CTRL_D, CTRL_J, CTRL_L, CTRL_Z, CTRL_UNDERSCORE = (
    "\x1b\r",
    "\x03",
    "\x04",
    "\n",
    "\x0c",
    "\x1a",
    "\x1f",
)
PASTE, PASTED = "\x1b[200~", "\x1b[201~"

# Makes the pseudo-terminal the controlling one of the new session, then becomes the program.
LAUNCH = "import fcntl,os,sys,termios; fcntl.ioctl(0,termios.TIOCSCTTY,0); os.execvp(sys.argv[1],sys.argv[1:])"


class _Answering(pyte.Screen):
    """A screen that answers what programs ask the terminal (where is the cursor)."""

    def __init__(self, columns: int, rows: int, descriptor: int) -> None:
        super().__init__(columns, rows)
        self._descriptor = descriptor

    def write_process_input(self, data: str) -> None:
        os.write(self._descriptor, data.encode())


class Painted:
    """A screen in memory for prompt_toolkit programs that run in the test itself."""

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        from prompt_toolkit.data_structures import Size
        from prompt_toolkit.output.vt100 import Vt100_Output

        self.raw = ""
        self.encoding = "utf-8"
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._size = Size(rows=rows, columns=columns)
        self.output = Vt100_Output(cast("TextIO", self), lambda: self._size, term="xterm-256color", enable_cpr=False)

    def resize(self, columns: int, rows: int) -> None:
        """Give the screen another size; the program has to be told."""
        self._screen.resize(rows, columns)
        self._size = self._size._replace(rows=rows, columns=columns)

    def write(self, text: str) -> int:
        self.raw += text
        self._stream.feed(text)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return -1

    def lines(self) -> list[str]:
        """The rows of the screen, without the spaces at their ends."""
        return [line.rstrip() for line in self._screen.display]


class Terminal:
    """A program in a terminal of its own; leaving the `with` block kills it."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path | str | None = None,
        term: str = "xterm-256color",
        stdout: Any = None,
    ) -> None:
        self.raw = b""
        self._master, worker = pty.openpty()
        self._screen = _Answering(columns, rows, self._master)
        self._stream = pyte.ByteStream(self._screen)
        self.resize(columns, rows)
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *argv],
            stdin=worker,
            stdout=worker if stdout is None else stdout,
            stderr=worker,
            start_new_session=True,
            cwd=cwd,
            env={**os.environ, "TERM": term, "COLUMNS": "", "LINES": "", **(env or {})},
        )
        os.close(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def send(self, keys: str | bytes) -> None:
        """Type the keys; what is too much for the terminal's buffer is sent while the program reads."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            self._take(0)
            if select.select([], [self._master], [], 5)[1]:
                data = data[os.write(self._master, data[:1024]) :]

    def _take(self, seconds: float) -> bool:
        """Show what the program wrote; whether there was anything."""
        if self._master < 0 or not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def lines(self) -> list[str]:
        """The rows of the screen as they are now, without the spaces at their ends."""
        while self._take(0):
            pass
        return [line.rstrip() for line in self._screen.display]

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())

    def cursor(self) -> tuple[int, int]:
        """Row and column of the cursor, counted from 0."""
        self.lines()
        return self._screen.cursor.y, self._screen.cursor.x

    def wait(self, what: str | Callable[[str], bool], timeout: float = 15) -> str:
        """Wait until the screen holds the text (or what is asked of it is true); gives the screen, else fails with it."""
        until = time.monotonic() + timeout
        seen = what if callable(what) else (lambda screen: what in screen)
        while not seen(self.text()):
            if time.monotonic() > until:
                pytest.fail(f"not on the screen: {what!r}\n--- screen ---\n{self.text()}\n---")
            if not self._take(0.05) and self.process.poll() is not None and not seen(self.text()):
                pytest.fail(f"ended ({self.process.returncode}) before: {what!r}\n--- screen ---\n{self.text()}\n---")
        return self.text()

    def wait_gone(self, what: str, timeout: float = 15) -> str:
        """Wait until the screen no longer holds the text."""
        return self.wait(lambda screen: what not in screen, timeout)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as dragging its corner does."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: int) -> None:
        """Send a signal to the program alone."""
        self.process.send_signal(number)

    def close(self) -> None:
        """Close the terminal's window: the program gets SIGHUP, and nothing can be read or written any more."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def exit_code(self, timeout: float = 15) -> int:
        """Wait for the end of the program; minus the signal's number when one ended it."""
        until = time.monotonic() + timeout
        while self.process.poll() is None:
            if time.monotonic() > until:
                pytest.fail(f"still running\n--- screen ---\n{self.text() if self._master >= 0 else '(closed)'}\n---")
            if not self._take(0.05):
                time.sleep(0.01)
        return int(self.process.returncode)

    def kill(self) -> None:
        """End the program, whatever it does, with what it started in its group."""
        if self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self.close()


def wait_until(true: Callable[[], bool], timeout: float = 10) -> None:
    """Wait until it is true, else fail."""
    until = time.monotonic() + timeout
    while not true():
        if time.monotonic() > until:
            pytest.fail("did not become true")
        time.sleep(0.01)
