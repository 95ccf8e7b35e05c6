"""The editor alone, without a terminal: from a key to the end of what is written to the screen. `python -m benchmarks.editor`.

The application runs full screen at 80x24 with the editor in 80x8, and writes into memory.
"""

import argparse
import asyncio
import io
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from random import Random
from statistics import median, quantiles
from typing import NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.output.vt100 import Vt100_Output

from benchmarks.prose import answer
from benchmarks.table import Aim, table
from interviewer.screens.terminal.prose import ProseBuffer, ProseControl
from interviewer.screens.terminal.writing_keys import editor_bindings

KEYS = 200
TYPED = "elle m'a dit de venir et je suis venue "
MEDIAN, HIGH, PASTE = Aim(8), Aim(16), Aim(1)
PASTED = 1_000_000


class Found(NamedTuple):
    """Milliseconds and bytes to the screen for each key."""

    times: list[float]
    sizes: list[int]


class Editor:
    """An editor in a running application; each key is timed to the end of drawing."""

    def __init__(self, text: str, place: int) -> None:
        self.buffer = ProseBuffer(document=Document(text, place), multiline=True)
        self.written = io.StringIO()
        self._text, self._place = text, place
        control = ProseControl(self.buffer)
        output = Vt100_Output(self.written, lambda: Size(24, 80), term="xterm-256color", enable_cpr=False)
        self._made: Callable[..., Application[None]] = lambda keys: Application(
            Layout(HSplit([Window(), Window(control, height=8)]), focused_element=control),
            key_bindings=editor_bindings(control, lambda: None),
            full_screen=True,
            input=keys,
            output=output,
        )

    def measure(self, presses: Iterator[KeyPress], times: int) -> Found:
        """Press so many keys, one after the other."""
        return asyncio.run(self._measure(presses, times))

    async def _measure(self, presses: Iterator[KeyPress], times: int) -> Found:
        found = Found([], [])
        with create_pipe_input() as keys:
            app = self._made(keys)
            running = asyncio.create_task(app.run_async())
            await asyncio.sleep(0.05)
            for _ in range(times):
                self._press(app, next(presses), found)
                await asyncio.sleep(0)
            app.exit()
            await running
        return found

    def _press(self, app: Application[None], press: KeyPress, found: Found) -> None:
        size, began = self.written.tell(), time.perf_counter()
        app.key_processor.feed(press)
        app.key_processor.process_keys()
        # What the event loop would call next; called here, so that nothing else is in the time.
        app._redraw()  # noqa: SLF001 - there is no public way to draw at once
        found.times.append((time.perf_counter() - began) * 1000)
        found.sizes.append(self.written.tell() - size)


def words(size: int, between: str) -> str:
    """Invented answers of so many bytes, with this between them."""
    chance = Random(3)
    parts: list[str] = []
    held = 0
    while held < size:
        parts.append(answer(chance).replace("\n", " ") + between)
        held += len(parts[-1].encode())
    return "".join(parts).encode()[:size].decode(errors="ignore")


def texts() -> dict[str, str]:
    """What stands in the editor before the keys."""
    return {
        "empty": "",
        "200 kB in paragraphs": words(200_000, "\n"),
        "20 kB in one paragraph": words(20_000, " "),
        "200 kB in one paragraph": words(200_000, " "),
        "20 kB of Chinese in one paragraph": "我来这里是因为邻居说起过这个地方" * 417,
        "20 kB of emoji sequences": "👩🏽\u200d🍳🇫🇷❤️" * 660,
    }


def typing() -> Iterator[KeyPress]:
    """Words without end."""
    return (KeyPress(char, char) for char in cycle(TYPED))


def pasting(text: str) -> Iterator[KeyPress]:
    """The same paste without end."""
    return cycle([KeyPress(Keys.BracketedPaste, text)])


def _row(name: str, found: Found) -> tuple[str, ...]:
    middle, high = median(found.times), quantiles(found.times, n=20)[-1]
    bad = "".join(f" {aim.verdict(value, 'ms')}" for aim, value in ((MEDIAN, middle), (HIGH, high)) if value > aim.most)
    most = f"{max(found.times):.1f}"
    return name, f"{middle:.2f}", f"{high:.2f}", most, f"{median(found.sizes):.0f}", bad.strip() or "met"


def report(times: int = KEYS) -> str:
    """The figures as Markdown."""
    rows: list[tuple[str, ...]] = [("", "median ms", "95 % ms", "most ms", "bytes a key", "8 / 16 ms")]
    for name, text in texts().items():
        rows.append(_row(f"{name}, at the end", Editor(text, len(text)).measure(typing(), times)))
        if text:
            rows.append(_row(f"{name}, in the middle", Editor(text, len(text) // 2).measure(typing(), times)))
    pastes: list[tuple[str, ...]] = [("a paste of 1 MB", "seconds", "aim")]
    for name, between in (("in paragraphs", "\n"), ("in one paragraph", " ")):
        took = Editor("", 0).measure(pasting(words(PASTED, between)), 1).times[0] / 1000
        pastes.append((name, f"{took:.3f}", PASTE.verdict(took, "s")))
    return f"## Editor\n\n{times} keys each, 80x8 of 80x24.\n\n" + table(rows) + "\n" + table(pastes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=KEYS, help="how many keys are pressed in each text")
    given = parser.parse_args()
    sys.stdout.write(report(given.keys))


if __name__ == "__main__":
    main()
