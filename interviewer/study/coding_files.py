"""The files of one coder's sitting: a journal and a draft for each session that is written to, behind one thread.

What the thread that saves asks of one journal and one draft file (session/saving.py) is passed on to those of the
session that the events belong to. Only that thread opens, writes and closes files, so that no key waits for a disk.
"""

import os
import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from interviewer.errors import CannotError, Problem
from interviewer.session.disk import DISK, SYSTEM, Disk
from interviewer.session.draft import DraftFile, forget, recover
from interviewer.session.events import Draft, Event
from interviewer.session.folder import DRAFT, file_names, places_of_sessions, session_folders
from interviewer.session.journal import Journal, Moment, NotSaved
from interviewer.study.folder import Study
from interviewer.study.marking import OPEN_AT_ONCE, RESERVE, Loaded
from interviewer.study.synced import lives_away

REASON = "coding"
"""Written as the note-taker of a draft, with the coder: it is no id, so that no interview takes the words for its own."""


class _Open(NamedTuple):
    journal: Journal
    since: Moment


class CodingFiles:
    """Journals of sessions, opened when something is written to them; the ones used least give way to others.

    `address` tells to which session events belong before they are asked to be saved.
    """

    def __init__(self, study: Study, coder: str, loaded: Mapping[str, Loaded], *, disk: Disk = DISK) -> None:
        self._study, self._coder, self._loaded, self._disk = study, coder, loaded, disk
        self._away = lives_away(study.root)
        self._open: dict[str, _Open] = {}
        self._sessions: dict[str, str] = {}
        self.warnings: list[Problem] = []

    @property
    def unsaved(self) -> int:
        """How many events are in memory only."""
        return sum(one.journal.unsaved for one in self._open.values())

    def address(self, session: str, events: Iterable[Event]) -> None:
        """These events belong to that session."""
        self._sessions.update({event.id: session for event in events})

    def append_each(self, happened: Iterable[tuple[Sequence[Event], Moment]]) -> None:
        """Return when all events are durable, each in its session's file. Raises NotSaved when some are not."""
        by_session: dict[str, list[tuple[Sequence[Event], Moment]]] = {}
        for events, moment in happened:
            for event in events:
                by_session.setdefault(self._sessions[event.id], []).append(((event,), moment))
        failed: CannotError | None = None
        for session, those in by_session.items():
            try:
                self._append(session, those)
            except CannotError as error:
                failed = error
        if failed is not None:
            raise failed

    def _append(self, session: str, happened: Sequence[tuple[Sequence[Event], Moment]]) -> None:
        if session not in self._open:
            self._close_least_used()
            self._open[session] = self._opened(session)
        one = self._open[session] = self._open.pop(session)  # the last one now
        since = one.since
        try:
            # Before the file was opened there is no time in it.
            one.journal.append_each(
                (events, Moment(max(at.wall, since.wall), max(at.mono, since.mono))) for events, at in happened
            )
        finally:
            self._hear(one.journal)

    def _opened(self, session: str) -> _Open:
        folders = session_folders(self._study.root, session)
        loaded = self._loaded[session]
        if not any(os.path.isdir(folder) for folder in folders):
            raise NotSaved("session_gone", session=session)
        journal = Journal(
            *(folders, session, loaded.sheet.view.key),
            stream="marks",
            coder=self._coder,
            seen=loaded.seen,
            reserve=RESERVE,
            disk=self._disk,
            away=self._away,
        )
        return _Open(journal, Moment(SYSTEM.wall(), SYSTEM.mono()))

    def _close_least_used(self) -> None:
        idle = [name for name, one in self._open.items() if not one.journal.unsaved]
        for name in idle[: len(self._open) - OPEN_AT_ONCE + 1]:
            self._close(name)

    def close(self) -> None:
        """End all files in order; those whose words are not safe stay as they are."""
        for name in list(self._open):
            self._close(name)

    def _close(self, session: str) -> None:
        journal = self._open.pop(session).journal
        with suppress(CannotError):  # it was said when it happened
            journal.retry()
            journal.close()
        self._hear(journal)

    def _hear(self, journal: Journal) -> None:
        self.warnings += [one for one in journal.warnings if one not in self.warnings]


class CodingDrafts:
    """The memo that is being typed, in a draft file of the session that it belongs to."""

    def __init__(self, study: Study, coder: str, loaded: Mapping[str, Loaded], *, disk: Disk = DISK) -> None:
        self._study, self._coder, self._loaded, self._disk = study, coder, loaded, disk
        self._away = lives_away(study.root)
        self._files: dict[str, DraftFile] = {}
        self._sessions: dict[str, str] = {}

    def address(self, session: str, draft: str) -> None:
        """The draft of that id belongs to that session."""
        self._sessions[draft] = session

    def write(self, *drafts: Draft) -> None:
        """Return when the drafts are durable; NotSaved when no folder takes them."""
        for draft in drafts:
            session = self._sessions[draft.id]
            if session not in self._files:
                folders = session_folders(self._study.root, session)
                key = self._loaded[session].sheet.view.key
                self._files[session] = DraftFile(folders, session, key, disk=self._disk, away=self._away)
            self._files[session].write(draft)

    def settle(self, ids: Iterable[str]) -> None:
        """What these ids stand for is durable, or was given up: the drafts go."""
        gone = set(ids)
        for file in self._files.values():
            file.settle(gone)

    def release(self) -> None:
        """Leave the drafts for the next sitting."""
        for file in self._files.values():
            file.release()


def typist(coder: str) -> str:
    """Who is named in the draft of a coder's memo; no id, so that no interview takes the words for its own."""
    return f"{REASON} {coder}"


class Left(NamedTuple):
    """What a coder's files say of the sitting before: the session written to last, and sessions with a draft left."""

    session: str = ""
    drafted: tuple[str, ...] = ()


def left_by(study: Study, coder: str, sessions: Sequence[str]) -> Left:
    """Where the coder was, read off the names of files alone."""
    last, newest, drafted = "", "", []
    own, places = f"marks.{coder}.", places_of_sessions(study.root)
    for session in sessions:
        for name in (name for place in places for name in file_names(os.path.join(place, session))):
            if name.startswith(own):
                stamp = name.removeprefix(own).partition(".")[0]
                last, newest = (session, stamp) if stamp > newest else (last, newest)
            elif name.startswith(DRAFT):
                drafted.append(session)
    return Left(last, tuple(dict.fromkeys(drafted)))


def drafts_left(study: Study, coder: str, session: str) -> list[Draft]:
    """The memos that were being typed when a sitting ended; their files stay until `forget_drafts`."""
    return list(recover(session_folders(study.root, session), session, (), by=typist(coder)))


def forget_drafts(study: Study, coder: str, session: str) -> None:
    """The words of these drafts are kept elsewhere now, or not wanted."""
    forget(recover(session_folders(study.root, session), session, (), by=typist(coder)).paths)


def fresh_draft_id() -> str:
    """An id for words that are being typed."""
    return secrets.token_hex(8)


def moment() -> Moment:
    """Now."""
    return Moment(time.time(), time.monotonic())
