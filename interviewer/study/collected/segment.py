"""The file of an interview that a form collected, as bytes: made whole in memory before any of it is on the disk.

The same submission makes the same bytes on every machine: ids, key and times all follow from it.
"""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from interviewer.ids import session_id, stable_id
from interviewer.session.collected.taking import Facts, Taken
from interviewer.session.disk import Clock, Disk
from interviewer.session.journal import Journal, Moment

HERE = Path()
SHORT, LONG = 4, 8


class Segment(NamedTuple):
    """A file by its name: all that a submission says."""

    name: str
    data: bytes


def run_of_submission(instance: str) -> str:
    """The id of the run that writes the submission down; the names of its files hold it."""
    return stable_id("collected run", instance)


def names_for(facts: Facts, guide: str) -> Iterator[str]:
    """What the interview may be called, the best first: where another one bears the name, digits of the submission follow.

    So a name never tells how many came before, and machines that know other submissions call this one the same.
    """
    plain, run = session_id(facts.held_on, guide, facts.code), run_of_submission(facts.instance)
    yield from (plain, f"{plain}-{run[:SHORT]}", f"{plain}-{run[:LONG]}", f"{plain}-{run}")


def segment_of(session: str, taken: Taken, facts: Facts) -> Segment:
    """The file of the submission in the interview of that name, with its end."""
    clock, tokens, sheet = _FormClock(facts), _tokens(facts.instance), _Sheet()
    journal = Journal(
        (HERE,),
        session,
        stable_id("collected key", facts.instance),
        clock=Clock(clock.wall, clock.mono),
        reserve=0,
        disk=sheet,
        token=lambda: next(tokens),
    )
    journal.append_each([(taken.first, clock.moment(over=False)), (taken.last, clock.moment(over=True))])
    clock.over = True
    journal.close()
    return Segment(sheet.name, bytes(sheet.data))


class _Sheet(Disk):
    """A disk that keeps the one file of a journal in memory."""

    def __init__(self) -> None:
        super().__init__(())
        self.name, self.data = "", bytearray()

    def make_folder(self, path: str) -> None:
        """Nothing: the file stands in no folder yet."""

    def create(self, path: str) -> int:
        self.name = os.path.basename(path)
        return -1

    def write(self, fd: int, data: memoryview) -> int:  # noqa: ARG002 - there is one file only
        self.data += data
        return len(data)

    def sync(self, fd: int) -> None:
        """Nothing: whoever puts the bytes on a disk syncs them."""

    def sync_folder(self, path: str) -> None:
        """Nothing."""

    def same_file(self, fd: int, path: str) -> int:  # noqa: ARG002
        return len(self.data)

    def lock(self, fd: int) -> bool:  # noqa: ARG002
        return True

    def give_back(self, fd: int, size: int) -> None:
        """Nothing."""

    def close(self, fd: int) -> None:
        """Nothing."""


class _FormClock:
    """The clock as it went on the phone."""

    def __init__(self, facts: Facts) -> None:
        self._started, self._ended, self.over = facts.started, facts.ended, False

    def moment(self, *, over: bool) -> Moment:
        """When it began, or was over."""
        return Moment(self._ended, self._ended - self._started) if over else Moment(self._started, 0.0)

    def wall(self) -> float:
        """Seconds since 1970."""
        return self.moment(over=self.over).wall

    def mono(self) -> float:
        """Seconds since it began."""
        return self.moment(over=self.over).mono


def _tokens(instance: str) -> Iterator[str]:
    """The ids of the run and of its first and last records."""
    yield run_of_submission(instance)
    for number in count():
        yield stable_id("collected record", instance, str(number))
