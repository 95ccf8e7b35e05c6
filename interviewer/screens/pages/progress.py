"""A bar on standard error for what takes long: none before a second has passed, none where nobody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from interviewer.screens.words import _

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
Advance = Callable[[int], None]


@contextmanager
def progress(what: str, total: Callable[[], int], *, wanted: bool | None = None) -> Iterator[Advance]:
    """A function to call with the number of steps just done. `wanted` None: a bar only on a terminal.

    Wanted where there is no terminal, a plain line a second tells how far it is.
    """
    terminal = sys.stderr.isatty()
    if wanted is False or (wanted is None and not terminal):
        yield lambda _steps: None
        return
    with ExitStack() as stack:
        yield _Bar(what, total, stack).advance if terminal else _Lines(what, total).advance


class _Bar:
    """A bar of rich, which is imported only once the patience is over."""

    def __init__(self, what: str, total: Callable[[], int], stack: ExitStack) -> None:
        self._what, self._total, self._stack = what, total, stack
        self._start, self._done = time.monotonic(), 0
        self._bar: Progress | None = None

    def advance(self, steps: int) -> None:
        """So many more steps are done."""
        self._done += steps
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], steps)
        elif time.monotonic() - self._start > PATIENCE:
            self._bar = self._stack.enter_context(_rich_bar())
            self._bar.add_task(self._what, total=self._total(), completed=self._done)


def _rich_bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    text = TextColumn("{task.description}", markup=False)
    columns = text, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)


class _Lines:
    """A line a second, for logs."""

    def __init__(self, what: str, total: Callable[[], int]) -> None:
        self._what, self._total, self._done = what, total, 0
        self._last = time.monotonic()

    def advance(self, steps: int) -> None:
        """So many more steps are done."""
        self._done += steps
        total = self._total()
        if self._done >= total or time.monotonic() - self._last > PATIENCE:
            self._last = time.monotonic()
            line = _("{what}: {done} of {total}").format(what=self._what, done=self._done, total=total)
            sys.stderr.write(line + "\n")
