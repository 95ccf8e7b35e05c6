"""All sessions of the study, one after the other, as they are understood today."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import Problem, problem
from interviewer.session.folder import find_files, places_of_sessions, records_in
from interviewer.session.kept import Understood
from interviewer.session.model import SessionView, in_doubt
from interviewer.session.read import view
from interviewer.study import cache
from interviewer.study.folder import Study

# Fewer sessions, or smaller ones, are read faster than anybody notices: no second copy of their words is worth it.
MANY, LARGE = 50, 1 << 18


class Read(NamedTuple):
    """A session, and whether all of it could be read."""

    view: SessionView
    whole: bool


def read_all(
    study: Study, session_ids: Iterable[str] | None = None, advance: Callable[[int], None] = lambda _: None
) -> Iterator[Read]:
    """These sessions (all of them), by id; `advance` hears of each one that was read."""
    for found, problems in read_with_problems(study, session_ids):
        yield Read(found, not any(one.severity == "error" for one in problems))
        advance(1)


def read_with_problems(
    study: Study, session_ids: Iterable[str] | None = None
) -> Iterator[tuple[SessionView, list[Problem]]]:
    """These sessions (all of them), by id, each with what is damaged in its files."""
    for understood, problems in understand_all(study, session_ids):
        yield understood.view, problems


def understand_all(
    study: Study, session_ids: Iterable[str] | None = None
) -> Iterator[tuple[Understood, list[Problem]]]:
    """The same, with what whoever writes into the sessions must know."""
    wanted = study.session_ids() if session_ids is None else tuple(session_ids)
    many = is_worth_keeping(len(wanted))
    reader = Reader(study, many=many)
    with _undisturbed(many=many):
        for session_id in wanted:
            yield reader.understand(session_id)


def is_worth_keeping(sessions: int) -> bool:
    """Whether so many sessions are read together that what is understood of them is kept."""
    return sessions >= MANY


class Reader:
    """Reads sessions of a study through what is kept of them; `many` says that keeping more is worth it."""

    def __init__(self, study: Study, *, many: bool) -> None:
        self._study, self._many = study, many
        self._places = places_of_sessions(study.root)
        self._keeps = cache.may_keep(study.root)
        self._writes = self._keeps and cache.has_room(study.root)

    def read(self, session_id: str) -> tuple[SessionView, list[Problem]]:
        """The session as it is understood today, and what is damaged in its files; empty when nothing can be read."""
        understood, problems = self.understand(session_id)
        return understood.view, problems

    def understand(self, session_id: str) -> tuple[Understood, list[Problem]]:
        """The same, with what whoever writes into the session must know."""
        folders = [os.path.join(place, session_id) for place in self._places]
        files, unreadable = find_files(folders, session_id)
        home, sum_of_all = folders[0], b""
        shut = [folder for folder in folders if os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK)]
        if self._keeps and files and not unreadable and not shut:
            sum_of_all = cache.made_from(session_id, files)
            found = cache.kept(home, files, sum_of_all)
            if found is not None:
                return found, []
        records = records_in(files, unreadable)
        faults = [*records.faults, *(problem("session_unreadable", path=folder) for folder in shut)]
        seen_today = in_doubt(view(session_id, records.key, records.records), faults)
        used = frozenset(record.event.id for record in records.records)
        understood = Understood(seen_today, records.seen, lambda: used)
        worth = self._many or sum(len(one.data) for one in files) >= LARGE
        if sum_of_all and self._writes and worth and not faults:
            cache.keep(home, files, understood, sum_of_all)
        else:
            cache.forget(home)
        return understood, [fault._replace(path=self._study.shown(Path(fault.path))) for fault in faults]


@contextmanager
def _undisturbed(*, many: bool) -> Iterator[None]:
    """The collector finds nothing in half a million values, and looking takes longer than reading them.

    Afterwards it passes by all that is there: a screen that holds the whole study must not stop for it.
    """
    if not many or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
