"""Measuring other programs: seconds, and the memory of all their processes together."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
POLL = 0.02


class Cost(NamedTuple):
    """Seconds of the wall, seconds of processor time, and MiB at the peak (0 where the system doesn't tell)."""

    wall: float
    cpu: float
    peak: float


def environment() -> dict[str, str]:
    """The environment of a measured program: ours, with English screens and this project to import from.

    Its modules are compiled once, as those of an installed program are.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT), "INTERVIEWER_LANG": "en"}


def run(command: Sequence[str], folder: Path, processors: int = 0) -> Cost:
    """Run the command to its end on so many processors (0: all); RuntimeError with its last words if it fails."""
    before, began = os.times(), time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_pin(processors),  # noqa: PLW1509 - this program has no threads yet when it forks
    )
    watch = _Watch(process.pid)
    _, said = process.communicate()
    wall, after = time.perf_counter() - began, os.times()
    peak = watch.stop()
    if process.returncode:
        raise RuntimeError(said.decode(errors="replace")[-2000:])
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, peak)


def _pin(processors: int) -> Callable[[], None] | None:
    if not processors or not hasattr(os, "sched_setaffinity"):
        return None
    chosen = sorted(os.sched_getaffinity(0))[:processors]
    return lambda: os.sched_setaffinity(0, chosen)


class _Watch:
    """The sum of the resident memory of a process and all that it starts, looked at fifty times a second (Linux)."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._over = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        if sys.platform == "linux":
            self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(POLL):
            self._peak = max(self._peak, sum(map(_resident, _family(self._pid))))

    def stop(self) -> float:
        """The peak in MiB."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        return self._peak / 1024


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _resident(pid: int) -> int:
    """KiB of memory in use; what processes share is counted in each of them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Rss:")), 0)


def interleaved(tasks: dict[str, Callable[[], Cost]], times: int) -> dict[str, Cost]:
    """Each task so many times, in turn, so that a busy minute hits all of them; the median of each figure."""
    costs: dict[str, list[Cost]] = {name: [] for name in tasks}
    for _ in range(times):
        for name, task in tasks.items():
            costs[name].append(task())
    return {name: Cost(*(median(figure) for figure in zip(*found, strict=True))) for name, found in costs.items()}
