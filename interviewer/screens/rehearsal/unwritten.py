"""An interview of which nothing is written anywhere: its journal believes in a disk that is not there."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from interviewer.session import events as e
from interviewer.session.disk import Clock, Disk
from interviewer.session.interview import Now, State
from interviewer.session.live import REAL, Chance, Live, begin, fresh_id

NOWHERE = Path("rehearsal")  # a name for the journal; nothing is made there


class NoDisk(Disk):
    """Takes everything and keeps nothing but how much it was."""

    def __init__(self) -> None:
        super().__init__(pauses=())
        self._sizes: dict[int, int] = {}
        self._numbers = count(1)

    def make_folder(self, path: str) -> None:
        """Nothing is made."""

    def create(self, path: str) -> int:  # noqa: ARG002 - there is no file
        """A number that stands for no file."""
        number = next(self._numbers)
        self._sizes[number] = 0
        return number

    def write(self, fd: int, data: memoryview) -> int:
        """All of the bytes are taken, and gone."""
        self._sizes[fd] += len(data)
        return len(data)

    def sync(self, fd: int) -> None:
        """Nothing waits."""

    def sync_folder(self, path: str) -> None:
        """Nothing waits."""

    def same_file(self, fd: int, path: str) -> int:  # noqa: ARG002 - there is no file
        """How many bytes were taken."""
        return self._sizes[fd]

    def close(self, fd: int) -> None:
        """There is nothing to close."""

    def replace(self, path: str, target: str) -> None:
        """There is no file."""

    def move_new(self, path: str, target: str) -> None:
        """There is no folder."""

    def move_alone(self, path: str, target: str) -> bool:  # noqa: ARG002 - there is no folder
        """It is there already."""
        return True

    def remove(self, path: str) -> None:
        """There is nothing to take away."""

    def reserve(self, fd: int, size: int) -> bool:  # noqa: ARG002 - there is no disk
        """No room is needed."""
        return False

    def give_back(self, fd: int, size: int) -> None:
        """No room was taken."""

    def lock(self, fd: int) -> bool:  # noqa: ARG002 - there is no file
        """Nobody else can have it."""
        return True


class SimulatedClock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        """Seconds since it was made."""
        return self.seconds

    def as_clock(self) -> Clock:
        """The same time on the wall and on the watch."""
        return Clock(self.now, self.now)


def begin_unwritten(session: str, make_state: Callable[[Now, str], State], chance: Chance = REAL) -> Live:
    """Start a rehearsal: a Live like any other, whose journal and drafts go nowhere."""
    return begin((NOWHERE,), session, make_state, chance, disk=NoDisk())


def rest(live: Live) -> None:
    """The rehearsal ends here, so that the time since the last line counts as well."""
    if live.state.view.status in ("open", "closing"):
        live.note(e.Paused(fresh_id()))
