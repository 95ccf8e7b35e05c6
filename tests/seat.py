"""A seat in the interview room, in the test itself: keys go in, and screen, record and disk can be looked at after each.

    with Seat(study_root, people=("p7kx3",)) as seat:
        seat.keys("oui", ENTER)
        assert seat.shows("Citer ?")

The room runs in a thread of its own over keys from a pipe and a screen in memory; the clock of the interview stands
until it is told to go on. `keys` returns when all are done and drawn.
"""

import asyncio
import select
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

from prompt_toolkit.input import create_pipe_input

from interviewer.guide.read import read_guide
from interviewer.screens.room.interviewing import Interviewing
from interviewer.screens.room.room import Room
from interviewer.screens.terminal.keyboard import Door
from interviewer.screens.terminal.prompt import Outcome
from interviewer.screens.terminal.signals import Stop
from interviewer.screens.terminal.ways import Ways
from interviewer.session import events as e
from interviewer.session.disk import DISK, Clock, Disk
from interviewer.session.folder import read_session_records
from interviewer.session.interview import Now, State
from interviewer.session.live import Chance, begin, begin_state, reopen
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.session.saving import Saver
from tests.terminal import ESCAPE, PASTE, PASTED, Painted
from tests.walk import GUIDE

SESSION = "2026-03-12-petit-p7kx3"
CODES = (("sens", "Le sens"), ("lien", "Le lien"), ("lien-fort", "Un lien fort"))
KEY_WAITS, ESCAPE_WAITS = 0.02, 0.01
PATIENCE = 10.0
_fresh = (f"{n:08x}{n:08x}" for n in count(1))


class Times:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.spent = 0.0

    def chance(self) -> Chance:
        return Chance(lambda: next(_fresh), Clock(lambda: 1_790_000_000 + self.spent, lambda: 1000 + self.spent))


def _held(people: Sequence[str], source: bytes, facts: Mapping[str, Any]) -> Callable[[Now], e.Held]:
    guide, problems = read_guide(source, "petit.yaml")
    assert guide is not None, problems

    def make(now: Now) -> e.Held:
        return e.Held(
            now.fresh(),
            guide.id,
            guide.version,
            guide.sha256,
            guide.source,
            participants=[e.Person(p, "benevoles") for p in people],
            **{"language": guide.language, "held_on": "2026-03-12", **facts},
        )

    return make


class Seat:
    """An interview of the small guide held in the room; with `again` the one that stands in `root` is gone on with."""

    def __init__(
        self,
        root: Path,
        *,
        people: Sequence[str] = ("p7kx3",),
        size: tuple[int, int] = (80, 24),
        ways: Ways | None = None,
        again: bool = False,
        disk: Disk = DISK,
        source: bytes = GUIDE,
        times: Times | None = None,
        held: Mapping[str, Any] | None = None,
    ) -> None:
        self.root = root
        self.times = times or Times()
        self.painted = Painted(*size)
        self.outcome: Outcome | BaseException | None = None
        folder = root / "sessions" / SESSION
        rescued: list[e.Recovered] = []
        if again:
            self.live, rescued = reopen([folder], SESSION, CODES, self.times.chance(), disk=disk)
        else:
            folder.mkdir(parents=True)
            made = begin_state(_held(people, source, held or {}), CODES, SESSION)
            self.live = begin([folder], SESSION, made, self.times.chance(), disk=disk)
        self._open = ExitStack()
        self._pipe = self._open.enter_context(create_pipe_input())
        self.saver: Saver = self._open.enter_context(self.live.behind())
        self.holding = Interviewing(self.live)
        door = Door(self._pipe, self.painted.output)
        self.room = Room(door, Stop(), self.holding, self.saver, ways or Ways(mouse=False))
        self.room.app.timeoutlen, self.room.app.ttimeoutlen = KEY_WAITS, ESCAPE_WAITS
        self.room.app.max_render_postpone_time = 0
        self._thread = Thread(target=self._sit, args=(rescued,), daemon=True)

    def _sit(self, rescued: Sequence[e.Recovered]) -> None:
        try:
            self.outcome = self.room.run(rescued)
        except BaseException as error:
            self.outcome = error

    def __enter__(self) -> Self:
        self._thread.start()
        while self.outcome is None and not (self.room.app.is_running and self.room.app.render_counter):
            self._thread.join(0.001)
        self.settle(0)
        self._check()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()
        self._open.close()
        self.live.close()
        if error is None:
            self._check()

    def _check(self) -> None:
        if isinstance(self.outcome, BaseException):
            raise self.outcome

    def leave(self) -> None:
        """Get up, as when the terminal is closed: what stands in the editor is drafted."""
        if self.outcome is None:
            loop = self.room.app.loop
            if loop is not None:
                loop.call_soon_threadsafe(self.room.hang_up)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    # --- keys ---

    def keys(self, *keys: str) -> Self:
        """Press these keys, each done and drawn before the next; a word is typed as one burst."""
        for key in keys:
            if self.outcome is not None:
                break
            self._pipe.send_text(key)
            self.settle(KEY_WAITS * 2 if key.endswith(ESCAPE) else 0.0)
        self._check()
        return self

    def paste(self, words: str) -> Self:
        """Paste these words, as terminals do that tell of it."""
        return self.keys(f"{PASTE}{words}{PASTED}")

    def settle(self, seconds: float = 0.0) -> None:
        """Wait until all keys are done and the screen is drawn, but at least so many seconds."""
        loop = self.room.app.loop
        if loop is None or loop.is_closed():
            return
        there = False
        with suppress(RuntimeError, CancelledError):  # the room was left by this key
            there = asyncio.run_coroutine_threadsafe(self._drawn(seconds), loop).result(PATIENCE)
        if not there:
            self._thread.join(PATIENCE)

    async def _drawn(self, seconds: float) -> bool:
        """Whether the room is still there when the keys are done."""
        app, pipe = self.room.app, self._pipe.fileno()
        while select.select([pipe], [], [], 0)[0] and not app.is_done:  # noqa: ASYNC110 - the loop tells nobody of it
            await asyncio.sleep(0)
        await asyncio.sleep(seconds)
        seen = app.render_counter
        app.invalidate()
        while app.render_counter == seen and app.is_running and not app.is_done:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0)
        return app.is_running and not app.is_done

    def resize(self, columns: int, rows: int) -> Self:
        """Give the window another size."""
        loop, app = self.room.app.loop, self.room.app
        assert loop is not None

        def resized() -> None:
            self.painted.resize(columns, rows)
            app._on_resize()  # what the signal of the system calls

        loop.call_soon_threadsafe(resized)
        self.settle()
        return self

    def tick(self) -> Self:
        """The moment at which drafts are brought up to date has come."""
        loop = self.room.app.loop
        assert loop is not None
        loop.call_soon_threadsafe(lambda: self.room.drafts.keep_up(self.room.buffer.text))
        self.settle(0)
        return self

    # --- what can be seen ---

    def ended(self) -> Outcome | BaseException | None:
        """How the room was left; None while somebody sits in it."""
        return self.outcome

    @property
    def state(self) -> State:
        return self.live.state

    @property
    def editor(self) -> str:
        return self.room.buffer.text

    @property
    def texts(self) -> list[str]:
        return [turn.text for turn in self.state.view.turns]

    @property
    def question(self) -> str:
        prompt = self.state.view.prompt
        return prompt.question if prompt else ""

    @property
    def screen(self) -> str:
        return "\n".join(self.painted.lines())

    def shows(self, words: str) -> bool:
        return words in self.screen

    # --- what is on the disk ---

    def flushed(self) -> SessionView:
        """What the journal on the disk says, once all that was asked is durable."""
        assert self.saver.flush(PATIENCE)
        return self.on_disk()

    def on_disk(self) -> SessionView:
        found = read_session_records([self.root / "sessions" / SESSION], SESSION)
        assert not found.faults
        return view(SESSION, found.key, found.records)

    def killed(self, elsewhere: Path) -> "Seat":
        """Go on with what the disk holds this very moment, as if this run had been killed."""
        shutil.copytree(self.root, elsewhere)
        return Seat(elsewhere, again=True, times=self.times)
