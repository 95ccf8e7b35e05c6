"""The one door to several processes: a function over many inputs, results in order, few of them waiting."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from interviewer.errors import CannotError

Given = TypeVar("Given")
Made = TypeVar("Made")


@contextmanager
def in_order(
    function: Callable[[Given], Made], inputs: Sequence[Given], processes: int, ahead: int
) -> Iterator[Iterator[Made]]:
    """An iterator over the results. Processes are started afresh, which every system can do, and end with the block.

    At most `ahead` results wait for their turn. An error of the function is raised here; CannotError when a process died.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=_leave_ctrl_c_to_the_parent)
    try:
        yield _results(pool, function, inputs, ahead)
    except BrokenProcessPool as error:
        raise CannotError("export_process_died") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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


def _leave_ctrl_c_to_the_parent() -> None:
    """A terminal sends Ctrl-C to all processes; one of them is enough to end them in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
