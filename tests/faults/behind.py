"""A program that holds an interview on a slow disk, saving behind the typing, until it is killed.

    python -m tests.faults.behind FOLDER MILLISECONDS FIRST [TURNS]

It types each turn letter by letter, from number FIRST on. What it says, a line each: `DRAFT number text` once those words
are durable as a draft, `SAID number text` after each Enter, `ACK count` when so many of its turns are durable. Texts have
no spaces. With TURNS it stops after so many and ends as a program does that forgot to close its interview.
"""

from __future__ import annotations

import ctypes
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from interviewer.session import events as e
from interviewer.session.disk import DISK, Disk
from interviewer.session.interview import Now, State
from interviewer.session.live import Live, begin, begin_state, reopen
from tests.build import guide
from tests.faults.bad_disk import SlowDisk

SESSION = "2026-05-04-essai-p1"
LETTERS = 6


def tell(line: str) -> None:
    """One write, so that a kill leaves whole lines only."""
    os.write(1, line.encode() + b"\n")


def begun(folder: Path, disk: Disk = DISK) -> Live:
    """An interview with one person, at no question yet."""

    def held(now: Now) -> e.Held:
        return e.Held(now.fresh(), "essai", 3, "0" * 64, guide(), "fr", "2026-05-04", [e.Person("p1")])

    return begin([folder], SESSION, begin_state(held, (), SESSION), disk=disk)


def say(text: str) -> Callable[[State, Now], Sequence[e.Event]]:
    """What Enter does to these words."""
    return lambda _state, now: [e.Verbatim(now.fresh(), "arrivee", "premiere-fois", text, "fr", "p1")]


def never_leave(context: object) -> None:
    """Also the end of the interpreter must not close it: one reference is never given back."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(context))


def hold(live: Live, first: int, turns: int) -> None:
    """Type and keep turns, as fast as a quick typist."""
    known, number, chance = 0, first, random.Random(first)
    context = live.behind()
    never_leave(context)
    saver = context.__enter__()
    while not turns or number < first + turns:
        number += 1
        pause = chance.choice((0.0, 0.01, 0.05))
        for letters in range(1, LETTERS + 1):
            words = f"{number}-" + "x" * letters
            live.draft(words)
            time.sleep(pause)
            if saver.draft_behind == 0.0:
                tell(f"DRAFT {number} {words}")
            if saver.acknowledged != known:
                known = saver.acknowledged
                tell(f"ACK {known}")
        live.record(say(words))
        tell(f"SAID {number} {words}")


def main(folder: Path, milliseconds: int, first: int, turns: int = 0) -> None:
    """Begin the interview or go on with it."""
    disk = SlowDisk(milliseconds / 1000)
    live = reopen([folder], SESSION, disk=disk)[0] if folder.is_dir() else begun(folder, disk)
    tell("READY")
    hold(live, first, turns)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
