"""The room in the test's own process: keys go in, the screen can be read; clock and chance move only when told.

with stage(tmp_path, shipped("benevoles")) as room:
    room.keys("oui" + ENTER)
    assert "saved" in room.text()
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Self

from prompt_toolkit.application.current import set_app
from prompt_toolkit.input import DummyInput
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.key_binding.key_processor import _Flush
from prompt_toolkit.output import ColorDepth

from interviewer.guide.read import read_guide
from interviewer.screens.room.interviewing import Interviewing
from interviewer.screens.room.room import Room
from interviewer.screens.terminal.keyboard import Door
from interviewer.screens.terminal.signals import Stop
from interviewer.screens.terminal.ways import Ways
from interviewer.session import events as e
from interviewer.session.disk import Clock
from interviewer.session.interview import AskConsent, Now
from interviewer.session.live import Chance, Live, begin, begin_state
from interviewer.session.saving import Saver
from tests.faults.bad_disk import DirectedDisk
from tests.terminal import ENTER, Painted, wait_until

GUIDES = Path(__file__).resolve().parent.parent / "guides"
CODES = (("sens", "Le sens"), ("rencontre", "La rencontre"), ("accueil", "L'accueil"), ("lien", "Un lien durable"))


def shipped(name: str) -> str:
    """The text of a guide that comes with the program."""
    return (GUIDES / f"{name}.yaml").read_text(encoding="utf-8")


class Stage:
    """A room that is driven by hand. `disk` is told when to fail, `at` gives it another size, `later` moves the clock."""

    def __init__(self, holding: Interviewing, saver: Saver, disk: DirectedDisk, clock: list[float]) -> None:
        self.holding, self.disk = holding, disk
        self._saver, self._clock = saver, clock
        self._loop = asyncio.new_event_loop()
        self._places: dict[tuple[int, int], tuple[Room, Painted]] = {}
        self._take_place(80, 24)
        self.room.holding.begin(())
        self.room.follow()

    def _take_place(self, columns: int, rows: int) -> None:
        """Sit at a terminal of that size; each size has one."""
        if (columns, rows) not in self._places:
            screen = Painted(columns, rows)
            screen.output.default_color_depth = ColorDepth.from_env()  # as the real output is made
            room = Room(Door(DummyInput(), screen.output), Stop(), self.holding, self._saver, Ways())
            room.app.timeoutlen = None  # type: ignore[assignment]  # upstream waits for no key then
            room.app.loop = self._loop
            self._places[columns, rows] = (room, screen)
        self.room, self.screen = self._places[columns, rows]

    def at(self, columns: int, rows: int) -> Self:
        """The same interview on a terminal of that size; what stands in the editor stays there."""
        words = self.room.buffer.document
        self._take_place(columns, rows)
        self.room.buffer.set_document(words, bypass_readonly=True)
        self.room.follow()
        return self

    def keys(self, *typed: str) -> Self:
        """Type; a lone Escape at the end of one of them is Esc alone."""
        for burst in typed:
            presses: list[KeyPress] = []
            parser = Vt100Parser(presses.append)
            parser.feed(burst)
            parser.flush()
            with set_app(self.room.app):
                self.room.app.key_processor.feed_multiple(presses)
                self.room.app.key_processor.process_keys()
                self.room.app.key_processor.feed(_Flush)
                self.room.app.key_processor.process_keys()
                self._loop.run_until_complete(asyncio.sleep(0.01))
        return self

    def lines_typed(self, *lines: str) -> Self:
        """Each line and Enter."""
        return self.keys(*(line + ENTER for line in lines))

    def agree(self) -> Self:
        """Say yes to whatever is asked for consent."""
        while isinstance(self.holding.step, AskConsent):
            self.keys("yes" + ENTER)
        return self

    def alarmed(self) -> Self:
        """Wait until the room knows that the disk takes nothing."""
        wait_until(lambda: bool(self._saver.failing))
        return self

    def later(self, seconds: float) -> Self:
        """So many seconds pass."""
        self._clock[0] += seconds
        return self

    def draw(self) -> None:
        """Draw what has changed, when the disk has taken all it will take."""
        if self.disk.error is None:
            self._saver.flush(5)
        with set_app(self.room.app):
            self.room.app.renderer.render(self.room.app, self.room.app.layout)

    def lines(self) -> list[str]:
        """The rows of the screen."""
        self.draw()
        return self.screen.lines()

    def text(self) -> str:
        """The screen as one text, with a last newline."""
        return "\n".join(self.lines()) + "\n"

    def close(self) -> None:
        """The loop is needed no longer."""
        self._loop.run_until_complete(_end_tasks())
        self._loop.close()


async def _end_tasks() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def stage(folder: Path, source: str, people: Sequence[str] = ("p7kx3",), language: str = "") -> Iterator[Stage]:
    """A new interview with these people, held in the folder."""
    clock, disk, ids = [0.0], DirectedDisk(), count(1)
    chance = Chance(lambda: f"{next(ids):016x}", Clock(lambda: 1_790_000_000 + clock[0], lambda: clock[0]))
    live = begin([folder], "essai", begin_state(_held(source, people, language), CODES, "essai"), chance, disk=disk)
    with _closing(live), live.behind() as saver:
        on = Stage(Interviewing(live), saver, disk, clock)
        try:
            yield on
        finally:
            disk.error = None
            on.close()


@contextmanager
def _closing(live: Live) -> Iterator[None]:
    try:
        yield
    finally:
        live.close()


def _held(source: str, people: Sequence[str], language: str) -> Callable[[Now], e.Held]:
    guide, problems = read_guide(source.encode(), "g.yaml")
    assert guide is not None, problems
    persons = [e.Person(person) for person in people]
    spoken = language or guide.language
    return lambda now: e.Held(
        now.fresh(), guide.id, guide.version, guide.sha256, guide.source, spoken, "2026-11-23", persons
    )
