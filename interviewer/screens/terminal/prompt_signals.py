"""What a prompt does when the system speaks: hang-up, suspension, continuation, interrupt."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Protocol

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.buffer import Buffer

from interviewer.screens.terminal.drafting import Drafts
from interviewer.screens.terminal.signals import Stop

SUSPEND = getattr(signal, "SIGTSTP", None)
CONTINUE = getattr(signal, "SIGCONT", None)
QUIT = getattr(signal, "SIGQUIT", None)


class Sitting(Protocol):
    """What the system speaks to: a prompt, or a room."""

    drafts: Drafts
    app: Application[Any]

    @property
    def buffer(self) -> Buffer:
        """Where the words stand that are being typed."""

    def interrupt(self) -> None:
        """Ctrl-C was pressed, or sent."""

    def hang_up(self) -> None:
        """Nobody is there any more."""

    def redraw(self) -> None:
        """Draw anew."""


class Signals:
    """Passes signals into the prompt's loop; the draft is written before anything is drawn."""

    def __init__(self, prompt: Sitting, stop: Stop) -> None:
        self._prompt = prompt
        self._stop = stop
        self._suspended = False

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Within it the signals that concern the prompt come here; afterwards all is as before."""
        before = {}
        for number in (SUSPEND, CONTINUE, QUIT):
            if number is not None and _may_set(number):
                before[number] = signal.signal(number, signal.SIG_IGN if number == QUIT else self._heard)
        wake_before, self._stop.wake = self._stop.wake, self._heard
        try:
            yield
        finally:
            self._stop.wake = wake_before
            for number, handler in before.items():
                signal.signal(number, handler)

    def _heard(self, number: int, _frame: FrameType | None = None) -> None:
        """Called by the system between two steps of the program: write the draft, leave the rest to the loop."""
        if number == CONTINUE and self._suspended:
            # Our own return from the shell, which draws by itself.
            return
        if number not in (signal.SIGINT, CONTINUE):
            self._prompt.drafts.save(self._prompt.buffer.text)
        loop = self._prompt.app.loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._act, number)

    def catch_up(self) -> None:
        """Act on what was asked between the last check and the first key."""
        if self._stop.pending:
            self._act(self._stop.pending)

    def _act(self, number: int) -> None:
        acts: dict[int | None, Callable[[], None]] = {
            SUSPEND: self.suspend,
            CONTINUE: self._go_on,
            signal.SIGINT: self._interrupt,
        }
        acts.get(number, self._prompt.hang_up)()

    def _interrupt(self) -> None:
        self._stop.pending = 0
        self._prompt.interrupt()

    def suspend(self) -> None:
        """Write the draft, give the terminal back to the shell and stop; the prompt is drawn again on return."""
        if SUSPEND is None or not self._prompt.app.is_running or self._suspended:
            return
        self._prompt.drafts.make_durable(self._prompt.buffer.text)
        self._suspended = True
        run_in_terminal(self._stop_here)

    def _stop_here(self) -> None:
        if SUSPEND is not None:
            before = signal.signal(SUSPEND, signal.SIG_DFL)
            try:
                # The whole group, as the terminal would: `make` waits for us in it.
                os.kill(0, SUSPEND)
            finally:
                signal.signal(SUSPEND, before)
                self._suspended = False

    def _go_on(self) -> None:
        """Someone stopped us from outside (`kill -STOP`) and the shell changed the terminal meanwhile."""
        app = self._prompt.app
        if self._suspended or not app.is_running or app.is_done:
            return
        app.input.raw_mode().__enter__()
        self._prompt.redraw()


def _may_set(number: int) -> bool:
    """Signals can be set in the main thread only; one that the program was started to ignore stays ignored."""
    main = threading.current_thread() is threading.main_thread()
    return main and signal.getsignal(number) not in (signal.SIG_IGN, None)
