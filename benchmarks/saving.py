"""From Enter to *saved*, beside one bare write and sync of the same bytes into a file of the same folder."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles

from benchmarks.generate import guide_source
from benchmarks.measure import ROOT
from benchmarks.prose import answer
from benchmarks.table import Aim, ratio, table
from interviewer.session import events as e
from interviewer.session.actions import parse
from interviewer.session.interview import Now, act
from interviewer.session.live import Live, begin, begin_state

TIMES = 300
AIM = Aim(1.5)


def _begun(folder: Path) -> Live:
    source = guide_source()

    def held(now: Now) -> e.Held:
        return e.Held(now.fresh(), "mesure", 1, "0" * 64, source, "fr", "2026-01-01", [e.Person("p1")])

    live = begin([folder], "mesure-p1", begin_state(held, (), "mesure-p1"))
    live.record(lambda state, now: act(state, parse("/goto q0-0"), now))
    return live


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def measure(folder: Path, times: int = TIMES) -> tuple[list[float], list[float], list[float]]:
    """Seconds of: Enter to saved, the journal's append alone, the bare write. In turn, so that all meet the same disk."""
    live, chance = _begun(folder), Random(1)
    sync = getattr(os, "fdatasync", os.fsync)
    bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    enter, append, plain = [], [], []
    for number in range(times):
        text = answer(chance)
        size = live.journal.path.stat().st_size
        enter.append(_timed(lambda text=text: live.record(lambda state, now: act(state, parse(text), now))))  # type: ignore[misc]
        line = live.journal.path.read_bytes()[size:]
        plain.append(_timed(lambda line=line: (os.write(bare, line), sync(bare))))  # type: ignore[misc]
        turn = e.Verbatim(f"{number:016x}", "theme-0", "q0-0", text, "fr", "p1")
        append.append(_timed(lambda turn=turn: live.journal.append(turn)))  # type: ignore[misc]
    os.close(bare)
    live.close()
    return enter, append, plain


def report(times: int = TIMES) -> str:
    """The figures as Markdown."""
    with tempfile.TemporaryDirectory(dir=ROOT / "benchmarks", prefix=".work-") as name:
        enter, append, plain = measure(Path(name), times)
    bare = median(plain)
    rows = [("", "median ms", "95 % ms", "× bare write", "aim")]
    for label, found, aim in (
        ("write + fdatasync of the same bytes", plain, ""),
        ("the journal's append", append, ""),
        ("from Enter to *saved*", enter, AIM.verdict(median(enter) / bare, "× bare write")),
    ):
        high = quantiles(found, n=20)[-1]
        rows.append((label, f"{median(found) * 1000:.3f}", f"{high * 1000:.3f}", ratio(median(found), bare), aim))
    return f"## Saving\n\n{times} turns, the three in turn, in one interview.\n\n" + table(rows)
