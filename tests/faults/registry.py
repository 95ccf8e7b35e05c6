"""The classes of faults: what is done, how, by which trials, and the broken program that must lose under the same trials."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from copy import copy
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple, Self, TypeVar

from tests.faults.nursery import ROOT, Nursery

T = TypeVar("T")
Effort = Literal["quick", "full", "long"]
MEMORY = Path("/dev/shm")  # syncs cost nothing there
SHOWN = 3


class Tally(NamedTuple):
    """What came of trials: how often something was called safe, how much of that is gone, and how that looked."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    shown: tuple[str, ...] = ()

    def plus(self, acknowledged: int, lost: Sequence[object], what: str = "") -> Tally:
        """One more trial."""
        shown = (*self.shown, f"{what}: {'; '.join(map(str, lost))}"[:300]) if lost else self.shown
        return Tally(self.trials + 1, self.acknowledged + acknowledged, self.lost + len(lost), shown[:SHOWN])


class Plan:
    """How much is tried, with which chance, where. `broken` asks for the control."""

    def __init__(self, effort: Effort, seed: int, *, broken: bool = False) -> None:
        self.effort, self.broken = effort, broken
        self.chance = random.Random(seed)
        self._open = ExitStack()
        self._count = self._first = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def some(self, those: Iterable[T], quick: int, full: int | None = None) -> list[T]:
        """All of them, or as many by chance as this effort takes: `full` None means all, and a long run takes all."""
        every = list(those)
        most = quick if self.effort == "quick" or self.broken else full if self.effort == "full" else None
        return every if most is None or most >= len(every) else sorted_as(every, self.chance.sample(every, most))

    def times(self, quick: int, full: int) -> range:
        """So many rounds; five times as many in a long run."""
        return range(quick if self.effort == "quick" or self.broken else full if self.effort == "full" else 5 * full)

    def fresh(self) -> Path:
        """A name for a folder of one trial, beside those of the others."""
        self._count += 1
        return self.folder / f"trial-{self._count}"

    def forget(self) -> None:
        """The last trial's folder goes."""
        shutil.rmtree(self.folder / f"trial-{self._count}", ignore_errors=True)

    @cached_property
    def folder(self) -> Path:
        """A folder in memory where there is one."""
        at = MEMORY if os.access(MEMORY, os.W_OK) else None
        return Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="faults-", dir=at)))

    @cached_property
    def on_disk(self) -> Path:
        """A folder on the disk."""
        return Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))

    def again(self, seed: int) -> Plan:
        """The same place with another chance."""
        other = copy(self)
        other.chance = random.Random(seed)
        other._first = self._first = max(self._first, self._count) + 10_000
        other._count = other._first
        return other

    def control(self, seed: int) -> Plan:
        """The same for the control, which takes a quick sample."""
        other = self.again(seed)
        other.broken = True
        return other

    @cached_property
    def nursery(self) -> Nursery:
        """Where programs are born; those whose calls can fail do no worse as long as none is asked to."""
        return self.__dict__.get("failing") or self._open.enter_context(Nursery())

    @cached_property
    def failing(self) -> Nursery:
        """Where programs are born whose system calls can fail."""
        library = self.folder / "failing_calls.so"
        source = ROOT / "tests" / "faults" / "failing_calls.c"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
        return self._open.enter_context(Nursery(library))

    def keep_open(self, call: Callable[[], object]) -> None:
        """Call this when all is over."""
        self._open.callback(call)


def sorted_as(every: Sequence[T], chosen: Sequence[T]) -> list[T]:
    """The chosen ones in the order of all of them."""
    place = {id(one): at for at, one in enumerate(every)}
    return sorted(chosen, key=lambda one: place[id(one)])


class FaultClass(NamedTuple):
    """A fault, how it is brought about, and what tries it. `missing` says why it can't be tried here."""

    name: str
    fault: str
    how: str
    control: str
    run: Callable[[Plan], Tally]
    missing: Callable[[], str] = lambda: ""


def needs_posix() -> str:
    """Processes that are copied and killed."""
    return "" if os.name == "posix" else "needs POSIX"


def needs_compiler() -> str:
    """System calls fail through a library that is built here."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    return "" if shutil.which("cc") else "needs a C compiler (cc)"


def needs_root(*tools: str) -> Callable[[], str]:
    """File systems are made and mounted."""

    def missing() -> str:
        if not sys.platform.startswith("linux"):
            return "needs Linux"
        if os.geteuid():
            return "needs root, to mount file systems"
        absent = [tool for tool in tools if not shutil.which(tool)]
        return f"needs {', '.join(absent)}" if absent else ""

    return missing
