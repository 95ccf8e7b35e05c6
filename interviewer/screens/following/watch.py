"""The journal of an interview as other windows write it: looked at each second, read where it changed, never written.

Files may be half written, held by a sync client, gone for a moment or back again: whatever can be read is shown, and what was
read once is kept as long as anything of the interview is there.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.session import events as e
from interviewer.session.beside import note_takers
from interviewer.session.disk import DISK, Disk, read_file
from interviewer.session.folder import Source, belongs, opened, run_of, segment_paths, session_key
from interviewer.session.interview import State, resume
from interviewer.session.journal import is_open_elsewhere
from interviewer.session.line import read_segment
from interviewer.session.pace import standing_clock
from interviewer.session.read import guide_from


class Sight(NamedTuple):
    """What is known of the interview now.

    `age` is how many seconds ago its last change came (seen by our own clock, or at the beginning told by the record's),
    `here` whether a window of this machine holds it, `noting` who takes notes, `running` whether its clock runs.
    """

    state: State
    age: float
    here: bool
    noting: tuple[str, ...]
    running: bool

    @property
    def minutes(self) -> float:
        """Minutes of the interview, those since the last change included while the clock runs."""
        since = self.age / 60 if self.running else 0.0
        return 0.0 if self.state.view.typed_up else self.state.view.minutes + since

    @property
    def resting(self) -> bool:
        """Whether nothing more is to be expected: it is over, or was put to rest."""
        return self.state.view.status in ("done", "refused", "withdrawn") or not self.running


class Stamp(NamedTuple):
    """How a file looked when it was read; another look means other bytes."""

    size: int
    changed: int
    file: int


class Watch:
    """One session's files. `state` is the interview as it was last read, None while there never was anything of it."""

    def __init__(self, folders: Sequence[Path], session: str, disk: Disk = DISK) -> None:
        self.state: State | None = None
        self._folders, self._session, self._disk = tuple(folders), session, disk
        self._stamps: dict[Path, Stamp] = {}
        self._sources: dict[Path, Source] = {}
        self._noticed: float | None = None
        self._here = (float("-inf"), False)

    def look(self) -> bool:
        """Read what changed since the last call; whether the interview is another one now."""
        stamps = self._stamps_now()
        if stamps == self._stamps:
            return False
        fresh = [path for path, stamp in stamps.items() if self._stamps.get(path) != stamp]
        self._stamps = stamps
        if not stamps:
            self._sources.clear()
        self._read(fresh)
        return self._understood()

    def sight(self) -> Sight | None:
        """What is known now; None while no file is there."""
        state = self.state
        if state is None or not self._stamps:
            return None
        clock = standing_clock(state)
        told = max(0.0, time.time() - clock.last.wall) if clock.last else 0.0
        age = told if self._noticed is None else time.monotonic() - self._noticed
        return Sight(state, age, self._held_here(), self._noting(), clock.running)

    def _held_here(self) -> bool:
        """Whether a window of this machine has the interview open; asked once a second, also when keys are drawn."""
        asked, here = self._here
        if time.monotonic() - asked >= 1:
            here = is_open_elsewhere(self._folders, self._session, self._disk)
            self._here = time.monotonic(), here
        return here

    def _stamps_now(self) -> dict[Path, Stamp]:
        stamps = {}
        for path in (path for folder in self._folders for path in segment_paths(folder, self._session)):
            with suppress(OSError):
                found = path.stat()
                stamps[path] = Stamp(found.st_size, found.st_mtime_ns, found.st_ino)
        return stamps

    def _read(self, paths: Sequence[Path]) -> None:
        for path in paths:
            try:
                data = read_file(str(path))
            except OSError:
                self._stamps.pop(path, None)  # somebody holds it: it is tried again at the next look
                continue
            source = Source(path, data, read_segment(data, run_of(path.name)), path.parent == self._folders[0])
            known = self._sources.get(path)
            if known is None or len(source.segment.records) >= len(known.segment.records):
                self._sources[path] = source

    def _understood(self) -> bool:
        """Make the state anew; whether any record came or went."""
        sources = list(self._sources.values())
        key = session_key(sources)
        records = opened(key, [one for one in sources if belongs(one, key)])
        held = next((r.event for r in records if isinstance(r.event, e.Held)), None)
        guide = guide_from(held.source) if held else None
        before = self.state.records if self.state else ()
        if guide is None:  # what a note is written behind stays known
            return True
        self.state = resume(guide, records, session=self._session, key=key)
        if len(records) == len(before):
            return False
        self._noticed = time.monotonic() if before else None
        return True

    def _noting(self) -> tuple[str, ...]:
        """Who takes notes: those whose runs have not ended in order."""
        runs = note_takers(self.state.records) if self.state else {}
        going = (one.segment.run for one in self._sources.values() if not one.segment.sealed)
        return tuple(sorted({runs[run] for run in going if run in runs}))
