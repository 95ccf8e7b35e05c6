"""Signals that ask the program to stop are acted on only while it waits for a person, never in the middle of saving."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

HANGUPS = ("SIGHUP", "SIGTERM", "SIGBREAK")
Handler = Callable[[int, FrameType | None], object] | int | None


class Hangup(BaseException):
    """The terminal is gone or the system asked the program to end. Drafts were written; carries no words."""


class Lines(Protocol):
    """What lines are read from."""

    def readline(self) -> str:
        """The next line with its end, or nothing at the end."""


class Stop:
    """What was asked of the program while it was busy, and who is told while it waits.

    `wake` is set by what waits in an event loop: it is called with the signal's number from the signal handler, so it
    may only pass it on.
    """

    def __init__(self) -> None:
        self.pending = 0
        self.waiting = False
        self.wake: Callable[[int], None] | None = None

    def heard(self, number: int, _frame: FrameType | None = None) -> None:
        """Remember the signal, and act on it if the program waits. A hang-up is never forgotten for a Ctrl-C."""
        if self.pending in (0, signal.SIGINT):
            self.pending = number
        if self.wake is not None:
            self.wake(number)
        elif self.waiting:
            self.check()

    def check(self) -> None:
        """Raise what was asked for: KeyboardInterrupt (once) or Hangup (each time)."""
        if self.pending == signal.SIGINT:
            self.pending = 0
            raise KeyboardInterrupt
        if self.pending:
            raise Hangup

    def readline(self, stream: Lines) -> str:
        """The next line with its end, or nothing at the end of input. Raises KeyboardInterrupt and Hangup.

        A line that has been read is always given back: signals that arrive later wait for the next call.
        """
        self.waiting = True
        try:
            self.check()
            return stream.readline()
        finally:
            self.waiting = False


class _Current:
    stop: Stop | None = None


@contextmanager
def stopping() -> Iterator[Stop]:
    """Within it SIGINT, SIGTERM and SIGHUP wait until the program waits; inside another one it is the same Stop.

    SIGQUIT is ignored: it would end the program in the midst of saving, and ask for an image of its memory.
    Signals that the program was started to ignore (nohup) stay ignored. Outside the main thread nothing is changed.
    """
    if _Current.stop is not None:
        yield _Current.stop
        return
    stop = _Current.stop = Stop()
    before = _listen(stop)
    try:
        yield stop
    finally:
        _Current.stop = None
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(stop: Stop) -> dict[int, Handler]:
    if threading.current_thread() is not threading.main_thread():
        return {}
    before: dict[int, Handler] = {}
    for name in ("SIGINT", *HANGUPS):
        number = getattr(signal, name, None)
        # None is a handler that was not set from Python: it can't be put back, so it is left alone.
        if number is not None and (old := signal.getsignal(number)) not in (signal.SIG_IGN, None):
            before[number] = old
            signal.signal(number, stop.heard)
    quit_key = getattr(signal, "SIGQUIT", None)
    if quit_key is not None and (old := signal.getsignal(quit_key)) not in (signal.SIG_IGN, None):
        before[quit_key] = old
        signal.signal(quit_key, signal.SIG_IGN)
    return before
