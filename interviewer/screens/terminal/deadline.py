"""Work that may take for ever, stopped in time: the alarm of the system interrupts it, where there is one."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ALARM = getattr(signal, "SIGALRM", None)


class TooSlow(Exception):  # noqa: N818 - that it took too long is no error of the program
    """The time is over."""


def stops() -> bool:
    """Whether `within` can stop work here: the system has an alarm, and this is the main thread."""
    return ALARM is not None and threading.current_thread() is threading.main_thread()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the body after so many seconds. Where the system has no alarm, or in other threads, it isn't stopped."""
    if ALARM is None or not stops():
        yield
        return
    before = signal.signal(ALARM, _over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(ALARM, before)


def _over(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow
