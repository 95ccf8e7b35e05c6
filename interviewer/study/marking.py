"""One coder's work on the disk: the sheets of sessions, and a journal for each one that is written to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from interviewer.coding.sheet import Sheet
from interviewer.errors import CannotError, Problem
from interviewer.session.disk import DISK, Disk, read_file
from interviewer.session.events import FIRST_ROUND, Event, Mark
from interviewer.session.folder import segment_paths, session_folders
from interviewer.session.journal import Journal
from interviewer.study.folder import Study
from interviewer.study.reading import understand_all
from interviewer.study.synced import lives_away

# Each open journal takes a descriptor and a reserve of disk.
OPEN_AT_ONCE = 64
RESERVE = 1 << 16  # bytes; a mark is small, and words marked are safe already
BORN = b'"k":"code"'


class Loaded(NamedTuple):
    """A session as its coder finds it; `seen` is what a new journal says it had read."""

    sheet: Sheet
    seen: Mapping[str, str]
    damage: tuple[Problem, ...]


def load(study: Study, session_id: str, coder: str, round_id: str = FIRST_ROUND) -> Loaded:
    """Read one session."""
    return load_each(study, [session_id], coder, round_id)[session_id]


def load_each(study: Study, session_ids: Collection[str], coder: str, round_id: str = FIRST_ROUND) -> dict[str, Loaded]:
    """Read these sessions."""
    return {
        one.view.id: Loaded(
            Sheet(one.view, coder, one.used(), round_id),
            one.seen,
            tuple(fault for fault in problems if fault.severity == "error"),
        )
        for one, problems in understand_all(study, session_ids)
    }


def emergent_codes(study: Study, but: Collection[str] = ()) -> dict[str, str]:
    """The codes that were born while coding any session of the study, with their labels; those of `but` aren't read."""
    born: dict[str, str] = {}
    for session_id in study.session_ids():
        if session_id not in but and bears_codes(study, session_id):
            for code, label in load(study, session_id, "").sheet.view.new_codes.items():
                born.setdefault(code, label)
    return born


def bears_codes(study: Study, session_id: str) -> bool:
    """Whether a coder's file of the session holds a new code; cheaper than reading the session."""
    for folder in session_folders(study.root, session_id):
        for path in segment_paths(folder, session_id):
            with suppress(OSError):
                if path.name.startswith("marks.") and BORN in read_file(str(path)):
                    return True
    return False


class Writer(Protocol):
    """What takes events to the disk."""

    def open(self, session_id: str) -> object:
        """Make ready to write."""

    def write(self, session_id: str, events: Sequence[Event]) -> None:
        """Return when the events are durable."""

    def close(self, session_ids: Iterable[str] | None = None) -> None:
        """End these sessions' files (all) in order."""

    def abandon(self) -> None:
        """Leave the files as they are."""


class Pens:
    """Writes what one coder decides, each session into a new file of its own, opened at the first event."""

    def __init__(self, study: Study, coder: str, loaded: Mapping[str, Loaded], disk: Disk = DISK) -> None:
        self._study, self._coder, self._loaded, self._disk = study, coder, loaded, disk
        self._away = lives_away(study.root)
        self._journals: dict[str, Journal] = {}
        self.warnings: list[Problem] = []

    def open(self, session_id: str) -> Journal:
        """The journal of that session in this run. Raises NotSaved when no folder takes one, CannotError when it was deleted."""
        if session_id not in self._journals:
            one = self._loaded[session_id]
            folders = session_folders(self._study.root, session_id)
            if not any(segment_paths(folder, session_id) for folder in folders):
                raise CannotError("session_gone", session=session_id)
            key, seen = one.sheet.view.key, one.seen
            self._journals[session_id] = Journal(
                *(folders, session_id, key),
                stream="marks",
                coder=self._coder,
                seen=seen,
                reserve=RESERVE,
                disk=self._disk,
                away=self._away,
            )
        return self._journals[session_id]

    def write(self, session_id: str, events: Sequence[Event]) -> None:
        """Return when the events are durable; NotSaved when they can't be."""
        journal = self.open(session_id)
        journal.append(*events)
        self._hear(journal)

    def close(self, session_ids: Iterable[str] | None = None) -> None:
        """End the files of these sessions (of all) in order."""
        for session_id in list(self._journals if session_ids is None else session_ids):
            journal = self._journals.pop(session_id)
            journal.close()
            self._hear(journal)

    def abandon(self) -> None:
        """Close the files as they are."""
        for journal in self._journals.values():
            journal.abandon()
        self._journals.clear()

    def _hear(self, journal: Journal) -> None:
        self.warnings += [one for one in journal.warnings if one not in self.warnings]


class Crew(Writer):
    """The pens of the coders who made these events; each event goes to the file of who made it."""

    def __init__(self, study: Study, loaded: Mapping[str, Loaded], events: Mapping[str, Sequence[Event]]) -> None:
        self._coders = {session: sorted(set(map(_coder_of, those))) for session, those in events.items()}
        every = sorted({coder for coders in self._coders.values() for coder in coders})
        self.pens = {coder: Pens(study, coder, loaded) for coder in every}
        self.at_once = max(1, OPEN_AT_ONCE // max(map(len, self._coders.values()), default=1))

    def open(self, session_id: str) -> None:
        """Make ready to write as each of them who does."""
        for coder in self._coders[session_id]:
            self.pens[coder].open(session_id)

    def write(self, session_id: str, events: Sequence[Event]) -> None:
        """Return when the events are durable."""
        for coder in self._coders[session_id]:
            self.pens[coder].write(session_id, [event for event in events if _coder_of(event) == coder])

    def close(self, session_ids: Iterable[str] | None = None) -> None:
        """End these sessions' files (all) in order."""
        wanted = list(self._coders if session_ids is None else session_ids)
        for coder, pens in self.pens.items():
            pens.close(one for one in wanted if coder in self._coders[one])

    def abandon(self) -> None:
        """Leave the files as they are."""
        for pens in self.pens.values():
            pens.abandon()


def _coder_of(event: Event) -> str:
    found: str = getattr(event, "coder", "")
    return found


def apply(pens: Writer, events: Mapping[str, Sequence[Event]], at_once: int = OPEN_AT_ONCE) -> None:
    """Write all of them. The files are opened before the first word is written, so that a full disk is met early.

    Raises NotSaved when nothing was written, and CannotError `marks_half_applied` when some sessions have theirs
    already: applying the same again does the rest.
    """
    sessions = list(events)
    done = 0
    try:
        while done < len(sessions):
            ahead = sessions[done : done + at_once]
            for session_id in ahead:
                pens.open(session_id)
            for session_id in ahead:
                pens.write(session_id, events[session_id])
                done += 1
            pens.close(ahead)
    except CannotError as error:
        pens.abandon()
        if not done:
            raise
        written = _marks(events, sessions[:done])
        left = _marks(events, sessions[done:])
        why = error.problem.facts().get("why", "")
        names = ", ".join(sessions[:done])
        raise CannotError("marks_half_applied", done=written, sessions=names, left=left, why=why) from None


def _marks(events: Mapping[str, Sequence[Event]], sessions: Iterable[str]) -> int:
    return sum(isinstance(event, Mark) for session_id in sessions for event in events[session_id])
