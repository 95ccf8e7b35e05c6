"""From Enter to *saved*, beside one bare write and sync of the same bytes into a file of the same folder."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.generate import guide_source
from benchmarks.measure import ROOT
from benchmarks.prose import answer
from benchmarks.table import Aim, ratio, table
from interviewer.session import events as e
from interviewer.session.actions import parse
from interviewer.session.acts import act
from interviewer.session.interview import Now
from interviewer.session.live import Live, begin, begin_state

TIMES, TURNS = 300, 100
AIM = Aim(1.5)


class Found(NamedTuple):
    """Seconds of each try: the bare write, the journal's append, and all that happens between Enter and *saved*."""

    plain: list[float]
    append: list[float]
    enter: list[float]


def _begun(folder: Path, session: str) -> Live:
    source = guide_source()

    def held(now: Now) -> e.Held:
        return e.Held(now.fresh(), "mesure", 1, "0" * 64, source, "fr", "2026-01-01", [e.Person("p1")])

    live = begin([folder / session], session, begin_state(held, (), session))
    live.record(lambda state, now: act(state, parse("/goto q0-0"), now))
    return live


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def measure(folder: Path, times: int = TIMES) -> Found:
    """The three in turn, so that all meet the same disk, in interviews of a hundred turns."""
    found, chance = Found([], [], []), Random(1)
    bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for first in range(0, times, TURNS):
        live = _begun(folder, f"mesure-{first}")
        for number in range(first, min(first + TURNS, times)):
            _one_turn(live, answer(chance), f"{number:016x}", bare, found)
        live.close()
    os.close(bare)
    return found


def _one_turn(live: Live, text: str, turn_id: str, bare: int, found: Found) -> None:
    sync = getattr(os, "fdatasync", os.fsync)
    size = live.journal.path.stat().st_size
    assert live.state.view.status == "open"  # the status line looked at it while the words were typed
    found.enter.append(_timed(lambda: live.record(lambda state, now: act(state, parse(text), now))))
    line = live.journal.path.read_bytes()[size:]
    found.plain.append(_timed(lambda: (os.write(bare, line), sync(bare))))
    turn = e.Verbatim(turn_id, "theme-0", "q0-0", text, "fr", "p1")
    found.append.append(_timed(lambda: live.journal.append(turn)))


def report(times: int = TIMES) -> str:
    """The figures as Markdown."""
    with tempfile.TemporaryDirectory(dir=ROOT / "benchmarks", prefix=".work-") as name:
        found = measure(Path(name), times)
    bare = median(found.plain)
    rows = [("", "median ms", "95 % ms", "× bare write", "aim")]
    labels = ("write + fdatasync of the same bytes", "the journal's append", "from Enter to *saved*")
    for label, seconds in zip(labels, found, strict=True):
        middle, high = median(seconds), quantiles(seconds, n=20)[-1]
        aim = AIM.verdict(middle / bare, "× bare write") if seconds is not found.plain else ""
        rows.append((label, f"{middle * 1000:.3f}", f"{high * 1000:.3f}", ratio(middle, bare), aim))
    return f"## Saving\n\n{times} turns in interviews of {TURNS}, the three in turn.\n\n" + table(rows)
