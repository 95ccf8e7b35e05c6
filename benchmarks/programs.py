"""The programs that are typed into, side by side: our interview, nano, vim, and prompt_toolkit with nothing around it."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.measure import ROOT
from benchmarks.prose import answer
from benchmarks.startup import OURS
from benchmarks.typist import Typist
from interviewer.screens.interview.holding import held_event
from interviewer.screens.interview.setup import Options, settle
from interviewer.session import events as e
from interviewer.session.actions import parse
from interviewer.session.acts import act
from interviewer.session.interview import AskConsent, consent, next_step
from interviewer.session.live import Live, begin, begin_state, fresh_id
from interviewer.study.folder import Study

BARE = """\
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
editor = Window(BufferControl(Buffer()), wrap_lines=True)
Application(layout=Layout(HSplit([editor, Window(FormattedTextControl("ready"), height=1)])), full_screen=True).run()
"""
SLOW = ROOT / "tests" / "faults" / "bad_disk.py"
Size = tuple[int, int]


class Program(NamedTuple):
    """A program: what starts it, what its first whole screen holds, and the keys before one can type."""

    name: str
    argv: tuple[str, ...]
    ready: str
    first: bytes = b""


BARE_PROGRAM = Program("prompt_toolkit, nothing around it", (sys.executable, "-c", BARE), "ready")
EDITORS = (
    Program("nano", ("nano", "--ignorercfiles", "--softwrap", "--atblanks", "text.txt"), "New File"),
    Program("vim", ("vim", "-u", "NONE", "-i", "NONE", "-N", "-c", "set wrap linebreak", "text.txt"), "text.txt", b"i"),
)


def editors() -> tuple[Program, ...]:
    """Those that this machine has."""
    return tuple(program for program in EDITORS if shutil.which(program.argv[0]))


def absent() -> str:
    """Which are missing here, in words; empty when none is."""
    missing = [program.name for program in EDITORS if not shutil.which(program.argv[0])]
    return f"Not on this machine, so left out: {', '.join(missing)}.\n\n" if missing else ""


class Desk:
    """A folder in which programs run: each opening gets a copy of the study, so that none finds another's draft."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._study = Study(_study(folder / "template"))

    def ours(self, turns: int = 0, *, slow: int = 0) -> Program:
        """Going on with an interview in which so much was said; `slow`: milliseconds that the disk takes for a sync."""
        session = f"2026-03-12-benevoles-p{turns:04}"
        if session not in self._study.session_ids():
            hold(self._study, session, turns)
        starts = (sys.executable, str(SLOW), "slow", str(slow)) if slow else (sys.executable, "-c", OURS)
        return Program("interviewer run", (*starts, "run", "--resume", session), "saved")

    @contextmanager
    def opened(self, program: Program, size: Size) -> Iterator[Typist]:
        """The program, from the moment it is started."""
        place = self._folder / f"desk-{next(self._numbers)}"
        if "--resume" in program.argv:
            shutil.copytree(self._study.root, place)
        else:
            place.mkdir()
        home = {name: str(self._folder) for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        with Typist(program.argv, place, size, home) as typist:
            yield typist

    @contextmanager
    def at(self, program: Program, size: Size) -> Iterator[Typist]:
        """The program, ready to type into."""
        with self.opened(program, size) as typist:
            typist.settled(program.ready)
            if program.first:
                typist.send(program.first)
                typist.rest(0.2)
            yield typist


def _study(folder: Path) -> Path:
    shutil.copytree(ROOT / "guides", folder / "guides")
    (folder / "sessions").mkdir()
    for name in ("codebook.yaml", "interviewer.yaml"):
        shutil.copy(ROOT / name, folder)
    return folder


def hold(study: Study, session: str, turns: int) -> None:
    """An interview of the volunteers' guide that rests at its first question, with so many turns said to it."""
    options = Options("benevoles", participants=(session.rsplit("-", 1)[1],), wave="t0")
    plan = settle(study, options, ask=False)
    live = begin([study.root / "sessions" / session], session, begin_state(held_event(study, plan), (), session))
    while isinstance(step := next_step(live.state), AskConsent):
        live.record(lambda state, now, step=step: consent(state, step, now, given=True, notice=""))  # type: ignore[misc]
    _say(live, turns)
    live.note(e.Paused(fresh_id()))
    live.close()


def _say(live: Live, turns: int) -> None:
    chance = Random(3)
    live.record(lambda state, now: act(state, parse("/goto 1"), now))
    for _ in range(turns):
        live.record(lambda state, now: act(state, parse(answer(chance)), now))


def words(length: int, *, paragraphs: bool) -> str:
    """French prose of so many bytes, in paragraphs or in a single one."""
    chance, parts, size = Random(length), list[str](), 0
    while size < length:
        part = answer(chance)
        parts.append(part if paragraphs else part.replace("\n", " "))
        size += len(part.encode()) + 1
    return ("\n" if paragraphs else " ").join(parts)
