"""The coding room in the test's own process: keys go in, the screen can be read; what is on the disk can be looked at.

with coding_stage(study_root, "zoe") as room:
    room.keys("acc", ENTER)
    assert "1 ■" in room.text()
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from prompt_toolkit.application.current import set_app
from prompt_toolkit.data_structures import Point
from prompt_toolkit.input import DummyInput
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.key_binding.key_processor import _Flush
from prompt_toolkit.mouse_events import MouseButton, MouseEvent, MouseEventType
from prompt_toolkit.output import ColorDepth

from interviewer.coding.desk import Desk
from interviewer.screens.coding_room.opening import Sitting
from interviewer.screens.coding_room.room import CodingRoom
from interviewer.screens.terminal.keyboard import Door
from interviewer.screens.terminal.signals import Stop
from interviewer.screens.terminal.ways import Ways
from interviewer.session.model import SessionView
from interviewer.study.folder import Study
from tests.terminal import Painted


class CodingStage:
    """A coding room that is driven by hand; `at` gives it another size."""

    def __init__(self, study: Study, sitting: Sitting) -> None:
        self.study, self.sitting = study, sitting
        self._loop = asyncio.new_event_loop()
        self._places: dict[tuple[int, int], tuple[CodingRoom, Painted]] = {}
        self._size = (80, 24)
        self.at(80, 24)

    @property
    def desk(self) -> Desk:
        return self.sitting.at.desk

    def at(self, columns: int, rows: int) -> Self:
        """The same work on a terminal of that size."""
        if (columns, rows) not in self._places:
            screen = Painted(columns, rows)
            screen.output.default_color_depth = ColorDepth.from_env()  # as the real output is made
            room = self.sitting.room(Door(DummyInput(), screen.output), Stop(), Ways())
            room.app.timeoutlen = None  # type: ignore[assignment]  # upstream waits for no key then
            room.app.loop = self._loop
            self._places[columns, rows] = (room, screen)
        before = self._places[self._size][0]
        self._size = (columns, rows)
        self.room, self.screen = self._places[columns, rows]
        self.room.follow()
        if self.room.at.sight.writing is not None and self.room is not before:
            self.room.buffer.set_document(before.buffer.document, bypass_readonly=True)
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
                self._loop.run_until_complete(asyncio.sleep(0))
        return self

    def read_all(self) -> Self:
        """All interviews are read, and what is sought is found."""
        while self.room.at.reading:
            self.room._read_stretch()
        while self.room._seeking is not None:
            self.room._seek_on(self.room._seeking)
        return self

    def mouse(self, kind: MouseEventType, column: int, row: int) -> Self:
        """The mouse does that with its left button at that cell of the screen."""
        self.draw()
        handlers: Any = self.room.app.renderer.mouse_handlers.mouse_handlers
        with set_app(self.room.app):
            handlers[row][column](MouseEvent(Point(column, row), kind, MouseButton.LEFT, frozenset()))
        return self

    def click(self, words: str, *, to: str = "") -> Self:
        """Click on these words, or draw the mouse from them to others."""
        column, row = self.find(words)
        self.mouse(MouseEventType.MOUSE_DOWN, column, row)
        if to:
            column, row = self.find(to)
            self.mouse(MouseEventType.MOUSE_MOVE, column, row)
        return self.mouse(MouseEventType.MOUSE_UP, column, row)

    def find(self, words: str) -> tuple[int, int]:
        """The column and the row at which the words begin on the screen."""
        for row, line in enumerate(self.lines()):
            if words in line:
                return line.index(words), row
        raise AssertionError(f"not on the screen: {words}\n{self.text()}")

    def draw(self, *, waiting: bool = True) -> None:
        """Draw what has changed; `waiting`: when the disk has taken all that it takes."""
        if waiting and self.sitting.saver.failing is None:
            self.sitting.saver.flush(5)
        with set_app(self.room.app):
            self.room.app.renderer.render(self.room.app, self.room.app.layout)

    def lines(self, *, waiting: bool = True) -> list[str]:
        """The rows of the screen."""
        self.draw(waiting=waiting)
        return self.screen.lines()

    def text(self) -> str:
        """The screen as one text, with a last newline."""
        return "\n".join(self.lines()) + "\n"

    def on_disk(self, session: str = "") -> SessionView:
        """What the files say, once all that was asked is durable."""
        assert self.sitting.saver.flush(10)
        return self.study.session(session or self.desk.eye.session)[0]

    def close(self) -> None:
        self.sitting.close()
        self._loop.run_until_complete(_end_tasks())
        self._loop.close()


async def _end_tasks() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def coding_stage(root: Path, coder: str = "zoe", sessions: Sequence[str] = (), **how: Any) -> Iterator[CodingStage]:
    """The coding room on the study in that folder."""
    study = Study(root)
    on = CodingStage(study, Sitting(study, coder, sessions, **how))
    try:
        yield on
    finally:
        on.close()
