"""The durable file: an event that was appended is on the disk, or the caller is told that it is not.

One run of the program writes one new file and never opens it again. After any error the file is left alone (a second
sync of a failed file lies): all records of the run go to a new file, in the next folder that takes them.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import NamedTuple, Self

from interviewer import __version__
from interviewer.errors import CannotError, Problem, problem
from interviewer.session.disk import DISK, FULL, SYSTEM, Clock, Disk, write_all
from interviewer.session.events import Clock as ClockMoved
from interviewer.session.events import Event, Sealed
from interviewer.session.folder import segment_paths
from interviewer.session.line import FIRST, Header, encode, kind_of, payload
from interviewer.session.secrecy import current

RESERVE = 1 << 20
DRIFT = 2.0
# Of a folder that vanished with those above it (the study was moved, a stick was pulled out) nothing is made again.
MADE_AGAIN = 2
NOTHING_SEEN: Mapping[str, str] = MappingProxyType({})


class NotSaved(CannotError):  # noqa: N818 - what the red bar says
    """No folder took the events. They are kept in memory and written with the next attempt."""


class Moment(NamedTuple):
    """What the clock said when something happened: seconds since 1970, and seconds that no one can set."""

    wall: float
    mono: float


class _Kept(NamedTuple):
    kind: str
    data: bytes
    wall: float
    mono: float


class _File(NamedTuple):
    """The open segment: `events` are durable in its `size` bytes, `last` is the sum of the last line."""

    fd: int
    path: str
    folder: Path
    run: str
    size: int
    events: int
    last: str


class Journal:
    """The journal of one run. `append` returns only when all of its events are on the disk.

    The first of `folders` is the session's own, the others are fall-backs; `key` is the session's. `seen` maps each
    earlier run to the last sum read of it. `first` are events that become durable together with the file. `warnings`
    tells where words went when they could not go home, `files` lists every file that was made. With `away` the first
    fall-back is where the run is written, and `close` brings its files home.
    Raises NotSaved when no folder takes a new file.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        session: str,
        key: str,
        *,
        stream: str = "session",
        coder: str = "",
        seen: Mapping[str, str] = NOTHING_SEEN,
        clock: Clock = SYSTEM,
        reserve: int = RESERVE,
        disk: Disk = DISK,
        token: Callable[[], str] = lambda: secrets.token_hex(8),
        first: Sequence[Event] = (),
        away: bool = False,
    ) -> None:
        self.warnings: list[Problem] = []
        self.files: list[Path] = []
        self._folders = tuple(Path(folder) for folder in folders)
        self._order = (*self._folders[1:2], self._folders[0], *self._folders[2:]) if away else self._folders
        self._header = Header("", 1, __version__, session, key, "", "", dict(seen), stream, coder)
        self._clock, self._reserve, self._disk, self._token = clock, reserve, disk, token
        self._secrecy = current()
        self._began = clock.mono()
        self._born = round(clock.wall(), 3)
        self._kept: dict[tuple[str, bytes, int], _Kept] = {}
        self._file: _File | None = None  # None while a write is under way and after it failed
        self._named: _File | None = None  # the last file that held its first `events`
        self._keep(first, self._moment())
        self._settle()
        self._save_anew(None)

    @property
    def path(self) -> Path:
        """The file that holds what was saved."""
        return Path(self._known().path)

    @property
    def folder(self) -> Path:
        """The folder of that file."""
        return self._known().folder

    @property
    def run(self) -> str:
        """The id of that file's run."""
        return self._known().run

    @property
    def elsewhere(self) -> bool:
        """Whether the words are in another folder than they should be."""
        return self.folder != self._order[0]

    @property
    def unsaved(self) -> int:
        """How many events are in memory only."""
        return len(self._kept) - self._known().events

    def append(self, *events: Event) -> None:
        """Return when the events are durable; raise NotSaved (and keep them) when no folder takes them.

        Whatever interrupts it, nothing that was kept is lost, and appending the same events again is harmless.
        """
        self.append_each([(events, self._moment())])

    def append_each(self, happened: Iterable[tuple[Sequence[Event], Moment]]) -> None:
        """As `append`, for events that happened earlier: all become durable at once, each with the time of its moment."""
        for events, moment in happened:
            self._keep(events, moment)
        self.retry()

    def retry(self) -> None:
        """Write what is in memory only; raises NotSaved when that fails again."""
        pending = [*islice(reversed(self._kept.values()), self.unsaved)][::-1]
        if not pending:
            return
        self._settle()
        file, self._file = self._file, None
        if file is None:
            self._save_anew(None)
            return
        try:
            self._named = self._file = self._written(file, pending)
        except BaseException as error:
            self._file = None
            self._disk.close(file.fd)
            if not isinstance(error, OSError):
                raise
            self._save_anew(error)

    def close(self) -> None:
        """Say in the file that the run ended in order, and close it. Raises NotSaved when words are not safe."""
        if self._file is None and not self.unsaved:
            return
        self._keep((), self._moment())
        self.append(Sealed(self._token(), len(self._kept) + 1))
        file, self._file = self._known(), None
        self._disk.give_back(file.fd, file.size)
        self._disk.close(file.fd)
        if self._order != self._folders:
            self._come_home()

    def _come_home(self) -> None:
        """Bring the files of this run to the session's own folder, and what earlier ones left; what can't come is told of."""
        from interviewer.session.homecoming import bring, bring_left_of

        home, before = self._folders[0], self._known()
        done = bring([path for path in self.files if path.parent == self._order[0]], home, self._disk)
        if done.left:
            where = str(self._order[0])
            self.warnings.append(problem("left_away", severity="warning", where=where, why=done.why))
        elif done.brought:
            self._named = before._replace(path=str(done.brought[-1]), folder=home)
        if segment_paths(self._order[0], self._header.session):
            bring_left_of(self._folders, self._header.session, self._disk)

    def abandon(self) -> None:
        """Close the file as it is, without a seal."""
        file, self._file = self._file, None
        if file is not None:
            self._disk.close(file.fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _known(self) -> _File:
        # Set by the constructor, which raises otherwise.
        return self._named or _File(-1, "", self._folders[0], "", 0, 0, FIRST)

    def _moment(self) -> Moment:
        return Moment(self._clock.wall(), self._clock.mono())

    def _keep(self, events: Sequence[Event], moment: Moment) -> None:
        """Put the events in memory with their time, all or none; those that are there already stay as they are."""
        wall, mono = round(moment.wall, 3), round(moment.mono - self._began, 3)
        # Words being typed may become again what they were: there, each version counts.
        turn = len(self._kept) if self._header.stream == "draft" else 0
        sealed = [self._secrecy.seal(self._header.key, event) for event in events]
        new = [(event, data) for event in sealed if (event.id, data := payload(event), turn) not in self._kept]
        if events and not new:
            return
        before = next(reversed(self._kept.values()), _Kept("", b"", self._born, 0.0))
        drift = (wall - before.wall) - (mono - before.mono)
        moved = [ClockMoved(self._token(), round(drift, 3))] if abs(drift) > DRIFT else []
        added = [*((event, payload(event)) for event in moved), *new]
        self._kept.update({(event.id, data, turn): _Kept(kind_of(event), data, wall, mono) for event, data in added})

    def _settle(self) -> None:
        """Make the keys durable that words were sealed with: words whose key is lost are lost. NotSaved when that fails."""
        try:
            self._secrecy.settle()
        except OSError as error:
            raise NotSaved("keys_not_saved", count=self.unsaved, why=_reason(error)) from None

    def _written(self, file: _File, kept: Sequence[_Kept]) -> _File:
        """The file with these events behind what it holds, durable; OSError otherwise."""
        lines, last = _lines(kept, file.events + 1, file.last)
        size = write_all(self._disk, file.fd, file.path, lines, file.size)
        return file._replace(size=size, events=file.events + len(kept), last=last)

    def _save_anew(self, why: OSError | None) -> None:
        """Write everything of this run to a new file, in the first folder that takes it."""
        again = self._named is not None
        for folder in self._order:
            try:
                self._named = self._file = self._new_file(folder, again=again)
            except OSError as error:
                why = error
            else:
                self._tell(folder, why)
                return
        place, reason = str(self._folders[0]), _reason(why)
        raise NotSaved("not_saved", count=self.unsaved, where=place, why=reason)

    def _tell(self, folder: Path, why: OSError | None) -> None:
        if why is not None:
            rule = "saved_again" if folder == self._order[0] else "saved_elsewhere"
            self.warnings.append(problem(rule, severity="warning", where=str(folder), why=_reason(why)))

    def _new_file(self, folder: Path, *, again: bool) -> _File:
        self._make_folder(folder, only_last=again and folder == self._folders[0])
        run = self._token()
        path = os.path.join(folder, self._name(run))
        fd = self._disk.create(path)
        self.files.append(Path(path))
        try:
            self._disk.lock(fd)
            self._disk.reserve(fd, self._reserve)
            return self._filled(fd, path, folder, run)
        except BaseException as error:
            self._disk.close(fd)
            if isinstance(error, OSError) and error.errno in FULL:
                # Nothing in it was acknowledged, and it takes the room that others need.
                with suppress(OSError):
                    self._disk.remove(path)
            raise

    def _filled(self, fd: int, path: str, folder: Path, run: str) -> _File:
        """The new file with its header and all events of this run, its name durable too."""
        after = self._named.run if self._named else ""
        header = self._header
        header = Header(
            *(self._token(), header.v, header.tool, header.session, header.key, run, after),
            *(header.seen, header.stream, header.coder),
        )
        opening, last = encode(0, "open", payload(header), self._born, 0.0, FIRST)
        lines, last = _lines(tuple(self._kept.values()), 1, last)
        size = write_all(self._disk, fd, path, opening + lines, 0)
        self._disk.sync_folder(str(folder))
        return _File(fd, path, folder, run, size, len(self._kept), last)

    def _name(self, run: str) -> str:
        header = self._header
        owners = {"marks": header.coder, "notes": header.coder, "draft": header.session}
        owner = f"{header.stream}.{owners[header.stream]}" if header.stream in owners else header.session
        return f"{owner}.{_stamp(self._clock.wall())}.{run}.jsonl"

    def _make_folder(self, folder: Path, *, only_last: bool) -> None:
        """Make the folder if it isn't there, and its name durable."""
        missing, at = [], os.path.abspath(folder)
        while not os.path.isdir(at):
            missing.append(at)
            at = os.path.dirname(at)
        if only_last and len(missing) > MADE_AGAIN:
            raise FileNotFoundError(2, "the study is gone", str(folder))
        for path in reversed(missing):
            with suppress(FileExistsError):
                self._disk.make_folder(path)
            self._disk.sync_folder(os.path.dirname(path))


def _lines(kept: Sequence[_Kept], number: int, last: str) -> tuple[bytes, str]:
    lines = []
    for n, one in enumerate(kept, number):
        line, last = encode(n, one.kind, one.data, one.wall, one.mono, last)
        lines.append(line)
    return b"".join(lines), last


def _stamp(wall: float) -> str:
    try:
        return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(wall))
    except (ValueError, OverflowError, OSError):
        return "19700101T000000Z"


def _reason(error: OSError | None) -> str:
    return (error.strerror or type(error).__name__) if error else ""


def is_open_elsewhere(folders: Path | Sequence[Path], session: str, disk: Disk = DISK) -> bool:
    """Whether a window holds this interview now, as far as the file system can tell; for information only.

    Someone who codes it, or takes notes beside it, doesn't count. Ask before opening a journal of one's own: that one does.
    """
    places = [folders] if isinstance(folders, Path) else folders
    paths = [path for folder in places for path in segment_paths(folder, session)]
    return any(disk.is_locked(str(path)) for path in paths if not path.name.startswith(("marks.", "notes.")))
