"""An interruption at the Nth step of the interpreter inside chosen files: Ctrl-C and out of memory, at every place."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

TOOL = 4  # one of the two numbers that no debugger, coverage or profiler has


class Interruption:
    """Raises `error` before the `nth` step (an opcode) in files whose path contains one of `where`; `hit` says if it did."""

    def __init__(self, error: type[BaseException], nth: int, where: tuple[str, ...]) -> None:
        self.error, self.nth, self.where = error, nth, where
        self.steps = 0
        self.hit = False

    def during(self, call: Callable[[], object]) -> BaseException | None:
        """Make the call under this threat; returns what came out of it instead of a result.

        In a thread of its own: an interruption inside an `except` can leave the interpreter's note of the current
        error behind, which would then stand as the cause of every later error of this thread.
        """
        came: list[BaseException] = []
        thread = threading.Thread(target=self._run, args=(call, came))
        thread.start()
        thread.join()
        return came[0] if came else None

    def _run(self, call: Callable[[], object], came: list[BaseException]) -> None:
        watching = self._monitored if sys.version_info >= (3, 12) else self._traced
        with watching():
            try:
                call()
            except BaseException as error:
                came.append(error)

    @contextmanager
    def _monitored(self) -> Iterator[None]:
        """Since Python 3.12, whose tracing misses opcodes of a function that runs already."""
        thread, watch = threading.get_ident(), vars(sys)["monitoring"]
        ours: dict[CodeType, bool] = {}

        def step(code: CodeType, _offset: int) -> object:
            if code not in ours:
                ours[code] = any(part in code.co_filename for part in self.where)
            if not ours[code]:
                return watch.DISABLE
            if threading.get_ident() == thread:
                self._count()
            return None

        watch.use_tool_id(TOOL, __name__)
        watch.register_callback(TOOL, watch.events.INSTRUCTION, step)
        watch.restart_events()
        watch.set_events(TOOL, watch.events.INSTRUCTION)
        try:
            yield
        finally:
            watch.set_events(TOOL, watch.events.NO_EVENTS)
            watch.free_tool_id(TOOL)

    @contextmanager
    def _traced(self) -> Iterator[None]:
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(None)

    def _enter(self, frame: FrameType, event: str, _argument: Any) -> Callable[..., Any] | None:
        if not any(part in frame.f_code.co_filename for part in self.where):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return self._step

    def _step(self, _frame: FrameType, event: str, _argument: Any) -> Callable[..., Any] | None:
        if event == "opcode":
            self._count()
        return self._step

    def _count(self) -> None:
        if self.hit:
            return
        self.steps += 1
        if self.steps == self.nth:
            self.hit = True
            raise self.error
