"""The terminal as prompts see it: keys that may come as a raw paste, a screen that may be gone."""

import codecs
import logging
import os
import re
import select
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any, NamedTuple, TextIO, cast

from prompt_toolkit.application import get_app
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import Output

from interviewer.errors import CannotError, UsageError
from interviewer.screens.terminal.sequences import END_OF_PASTE, known_keys, newer_mouse

# A newline with something behind it that is no newline: nobody types that in one read of an idle terminal.
INNER_NEWLINE = re.compile(r"[\r\n]+[^\r\n]")
# Keys and sequences; a paste of words has none of these.
NOT_WORDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
KEY = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[\r -~])")
MOST_KEYS = 1000
# What a library logs of an error may hold what was typed; nobody reads logs here.
logging.lastResort = None
logging.raiseExceptions = False
LONG_BURST = 24
# On slow lines a few keys come together: less than this was typed, also with Enter in the middle.
SHORT_BURST = 12
# Nobody types more than this while the program is busy for a moment.
MOST_TYPED_AHEAD = 200
STILL_PASTING = 0.15
QUIET = 0.025
CHUNK = 65536
MOST_AT_ONCE = 1 << 20
STUCK_PASTE = 3.0


class Door(NamedTuple):
    """Where prompts read keys and draw."""

    input: Input
    output: Output


class _Instead:
    door: Door | None = None


@contextmanager
def using(keys: Input, screen: Output) -> Iterator[None]:
    """Within it prompts read these keys and draw on that screen: for tests, and for rooms that hold the terminal."""
    before, _Instead.door = _Instead.door, Door(keys, screen)
    try:
        yield
    finally:
        _Instead.door = before


def has_terminal() -> bool:
    """Whether someone can be asked: keys come from a terminal (or stand-in)."""
    return _Instead.door is not None or (sys.stdin is not None and sys.stdin.isatty())


def reads_whole_lines() -> bool:
    """Whether prompts must be plain lines: a dumb terminal, no screen to draw on, or INTERVIEWER_PROMPT=line.

    Raises UsageError where nobody can be asked, CannotError in windows on Windows that only look like a terminal.
    """
    if _Instead.door is not None:
        return False
    if not has_terminal():
        raise CannotError("no_console") if "MSYSTEM" in os.environ else UsageError("needs_terminal")
    dumb = os.environ.get("TERM", "").lower() in ("dumb", "unknown") and sys.platform != "win32"
    return dumb or os.environ.get("INTERVIEWER_PROMPT") == "line" or _screen() is None


def _screen() -> TextIO | None:
    """Prompts are drawn on stderr, so that stdout stays for results; on stdout when stderr goes to a file."""
    return next((s for s in (sys.stderr, sys.stdout) if s is not None and s.isatty()), None)


@contextmanager
def door() -> Iterator[Door]:
    """The keys and the screen, where prompts can be drawn. Raises CannotError without a console to draw on."""
    screen = _screen()
    if _Instead.door is not None:
        yield _Instead.door
    elif screen is None:
        raise UsageError("needs_terminal")
    else:
        yield Door(_keys(), _output(screen))


def _keys() -> Input:
    if sys.platform == "win32":
        from prompt_toolkit.input import create_input

        keys = create_input()
    else:
        keys = Keyboard(sys.stdin)
    return keys


def _output(screen: TextIO) -> Output:
    from prompt_toolkit.output import create_output

    try:
        output = create_output(cast("TextIO", Sheltered(screen)))
    except Exception as problem:
        # On Windows the exception's class can't be imported elsewhere.
        if type(problem).__name__ == "NoConsoleScreenBufferError":
            raise CannotError("no_console") from None
        raise
    # Asking where the cursor is delays each prompt on slow lines and leaves rubbish when the program is killed.
    if hasattr(output, "enable_cpr"):
        output.enable_cpr = False
    return output


class Sheltered:
    """A stream for the screen whose writes never fail: a terminal that is gone must not take the words with it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        self.gone = False

    def write(self, text: str) -> int:
        """Write what can be written; characters that the terminal's encoding lacks show as `?`."""
        self._try(self.stream.write, text.encode(self.encoding, "replace").decode(self.encoding, "replace"))
        return len(text)

    def flush(self) -> None:
        """Send what was written, if anyone is there."""
        self._try(self.stream.flush)

    def _try(self, do: Any, *what: str) -> None:
        if self.gone:
            return
        try:
            do(*what)
        except (OSError, ValueError):
            self.gone = True

    def fileno(self) -> int:
        """The descriptor of the stream."""
        return self.stream.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        try:
            return self.stream.isatty()
        except (OSError, ValueError):
            return False


def mended(text: str) -> str:
    """The keys without surrogates: a byte that is no UTF-8 is read as the old Windows code page has it."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return "".join(_mend(char) if "\ud800" <= char <= "\udfff" else char for char in text)


def _mend(char: str) -> str:
    escaped = "\udc80" <= char <= "\udcff"
    return bytes([ord(char) - 0xDC00]).decode("cp1252", "replace") if escaped else "\ufffd"


def may_be_paste(burst: str) -> bool:
    """Whether more of the same paste may come right behind; keys held down and the mouse come in bursts too."""
    if burst.endswith(END_OF_PASTE) or (burst[0] == "\x1b" and len(burst) < MOST_KEYS and not KEY.sub("", burst)):
        return False
    return len(burst) >= LONG_BURST or (len(burst) > 1 and ("\r" in burst or "\n" in burst))


def several_lines(burst: str) -> bool:
    """Whether the burst is long enough to be no typing and has lines behind its first one."""
    return len(burst) >= SHORT_BURST and INNER_NEWLINE.search(burst) is not None


def is_paste(burst: str, pasting: bool) -> bool:  # noqa: FBT001 - the second fact of two
    """Whether what came in one read was pasted without the terminal saying so.

    Words with a newline inside, a stretch too long to be typed at once, or what follows such a one directly.
    """
    if NOT_WORDS.search(burst):
        return False
    return pasting or len(burst) >= LONG_BURST or several_lines(burst)


if sys.platform != "win32":
    import termios

    from prompt_toolkit.input.vt100 import Vt100Input

    class Keyboard(Vt100Input):
        """Keys of a terminal: raw pastes come as pastes, and a terminal that is gone closes the input."""

        def __init__(self, stdin: TextIO) -> None:
            super().__init__(stdin)
            self._descriptor = stdin.fileno()
            encoding = getattr(stdin, "encoding", None) or "utf-8"
            self._bytes = codecs.getincrementaldecoder(encoding)(errors="surrogateescape")
            self._gone = False
            self._typed_ahead = False
            self._pasting_until = 0.0
            self._last = 0.0

        @property
        def closed(self) -> bool:
            """Whether the terminal is gone."""
            return self._gone

        def attach(self, input_ready_callback: Any) -> AbstractContextManager[None]:
            """Begin to read; what waits already was typed while nobody read, so it is no paste."""
            self._typed_ahead = self._ready(0)
            return super().attach(input_ready_callback)

        def read_keys(self) -> list[KeyPress]:
            """The keys that came since the last call."""
            now = time.monotonic()
            burst = self._burst()
            if burst:
                self._last = now
                self._feed(burst, now)
            keys, self._buffer = self._buffer, []
            return keys

        def release_stuck_paste(self) -> list[KeyPress]:
            """The text of a paste whose end never came, so that it does not swallow the keys after it."""
            if self._in_paste() and time.monotonic() - self._last > STUCK_PASTE:
                self.vt100_parser.feed(END_OF_PASTE)
            keys, self._buffer = self._buffer, []
            return keys

        def _in_paste(self) -> bool:
            return bool(getattr(self.vt100_parser, "_in_bracketed_paste", False))

        def _feed(self, burst: str, now: float) -> None:
            ahead, self._typed_ahead = self._typed_ahead and len(burst) < MOST_TYPED_AHEAD, False
            if self._in_paste():
                self.vt100_parser.feed(burst)
            elif ahead:
                # The terminal was in line mode, where Enter comes as a line feed.
                self.vt100_parser.feed(burst.replace("\r\n", "\n").replace("\n", "\r"))
            elif is_paste(keys := self._known(burst), now < self._pasting_until):
                self._feed_paste(keys, now)
            else:
                self.vt100_parser.feed("\r" if burst == "\r\n" else keys)

        def _known(self, burst: str) -> str:
            return known_keys(newer_mouse(burst) if get_app().mouse_support() else burst)

        def _feed_paste(self, burst: str, now: float) -> None:
            """A paste of several lines is kept by a key of its own; one of a single line may end with Enter."""
            several = now < self._pasting_until or several_lines(burst)
            words = burst if several else burst.rstrip("\r\n")
            if several:
                self._pasting_until = time.monotonic() + STILL_PASTING
            self._buffer.append(KeyPress(Keys.BracketedPaste, words))
            self.vt100_parser.feed(burst[len(words) :][:1])

        def _burst(self) -> str:
            """All that can be read now; when it may be a piece of a paste, also what comes right behind."""
            burst = self._read() if self._ready(0) else ""
            while len(burst) < MOST_AT_ONCE and not self._gone and self._ready(self._patience(burst)):
                burst += self._read()
            return mended(burst)

        def _patience(self, burst: str) -> float:
            return QUIET if burst and may_be_paste(burst) and not self._typed_ahead and not self._in_paste() else 0

        def _ready(self, seconds: float) -> bool:
            try:
                return bool(select.select([self._descriptor], [], [], seconds)[0])
            except (OSError, ValueError):
                self._gone = True
                return False

        def _read(self) -> str:
            try:
                data = os.read(self._descriptor, CHUNK)
            except InterruptedError:
                return ""
            except OSError:
                data = b""
            self._gone = data == b""
            return self._bytes.decode(data)

    @contextmanager
    def _held(descriptor: int) -> Iterator[None]:
        try:
            before = termios.tcgetattr(descriptor)
        except termios.error:
            yield
            return
        quiet = list(before)
        quiet[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        try:
            _set(descriptor, quiet)
            yield
        finally:
            _set(descriptor, before)

    def _set(descriptor: int, attributes: list[Any]) -> None:
        try:
            termios.tcsetattr(descriptor, termios.TCSANOW, attributes)
        except termios.error:
            return


def held() -> AbstractContextManager[None]:
    """Between prompts too, keys are neither echoed nor changed (Ctrl-C still interrupts); nothing where that can't be."""
    if sys.platform != "win32" and _Instead.door is None and has_terminal() and not reads_whole_lines():
        return _held(sys.stdin.fileno())
    return nullcontext()


def drop_typed_ahead() -> None:
    """Forget what was typed and nobody has read: words for a prompt that isn't there any more would show up in the shell."""
    if sys.platform != "win32" and _Instead.door is None and sys.stdin is not None and sys.stdin.isatty():
        with suppress(termios.error):
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
