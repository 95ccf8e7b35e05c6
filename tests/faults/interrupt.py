"""An interruption at the Nth step of the interpreter inside chosen files: Ctrl-C and out of memory, at every place."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any


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
        sys.settrace(self._enter)
        try:
            call()
        except BaseException as error:
            came.append(error)
        finally:
            sys.settrace(None)

    def _enter(self, frame: FrameType, event: str, _argument: Any) -> Callable[..., Any] | None:
        if not any(part in frame.f_code.co_filename for part in self.where):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return self._step

    def _step(self, _frame: FrameType, event: str, _argument: Any) -> Callable[..., Any] | None:
        if event == "opcode" and not self.hit:
            self.steps += 1
            if self.steps == self.nth:
                self.hit = True
                raise self.error
        return self._step
