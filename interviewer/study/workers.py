"""The one door to several processes: a function over many inputs, results in order, few of them waiting."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import TypeVar

from interviewer.errors import CannotError

PR_SET_PDEATHSIG = 1
Given = TypeVar("Given")
Made = TypeVar("Made")


def processors() -> int:
    """How many processors this process may use, where the system tells; else how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def in_order(
    function: Callable[[Given], Made], inputs: Sequence[Given], processes: int, ahead: int
) -> Iterator[Iterator[Made]]:
    """An iterator over the results. Processes end with the block.

    At most `ahead` results wait for their turn. An error of the function is raised here; CannotError when a process died.
    """
    context = multiprocessing.get_context(_beginning())
    pool = ProcessPoolExecutor(processes, context, initializer=_obey, initargs=(os.getpid(),))
    try:
        yield _results(pool, function, inputs, ahead)
    except BrokenProcessPool as error:
        raise CannotError("process_died") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _beginning() -> str:
    """How a process begins: as a copy of this one where that is sound, which takes no time; else afresh, a quarter of a second.

    A thread (the progress that a terminal shows) might hold a lock that a copy would wait for.
    """
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _results(
    pool: ProcessPoolExecutor, function: Callable[[Given], Made], inputs: Sequence[Given], ahead: int
) -> Iterator[Made]:
    waiting: deque[Future[Made]] = deque()
    for one in inputs:
        waiting.append(pool.submit(function, one))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _obey(parent: int) -> None:
    """A terminal sends Ctrl-C to all processes; one of them is enough to end them in order.

    A copy holds its own end of every pipe, and would wait for a parent that was killed; Linux ends it with its parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        with suppress(OSError, AttributeError, ImportError):
            import ctypes

            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
