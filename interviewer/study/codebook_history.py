"""What was done to the codebook: `codebook.history/` at the root of the study, in the format of the sessions' journals.

One change is one new file, so that two branches never conflict. A change stands there before anything is touched, and
its file is sealed when all of it is done: one that isn't sealed was cut short.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import Problem
from interviewer.ids import stable_id
from interviewer.session.disk import DISK, Disk
from interviewer.session.events import Changed, Undone
from interviewer.session.folder import belongs, read_session_records, read_sources
from interviewer.session.journal import Journal
from interviewer.session.read import taken_back
from interviewer.study.folder import Study

FOLDER, NAME = "codebook.history", "codebook"
# The same in every study and on every branch: what two branches began apart is one history.
KEY = stable_id("codebook.history")
RESERVE = 1 << 16


class Past(NamedTuple):
    """A change that was begun, when (seconds since 1970), and whether all of it was done."""

    change: Changed
    wall: float
    whole: bool


class History(NamedTuple):
    """Every change in its order, what is damaged in the files, and what a new file says that it had seen."""

    past: tuple[Past, ...]
    faults: tuple[Problem, ...]
    seen: Mapping[str, str]

    def find(self, change: str) -> Past | None:
        """The change with that id, or None."""
        return next((one for one in self.past if one.change.id == change), None)

    def stands(self, change: str) -> bool:
        """Whether the change counts: not taken back, or what took it back was taken back itself."""
        return not any(one.change.undoes == change and self.stands(one.change.id) for one in self.past)

    def unfinished(self) -> Past | None:
        """The first change that was cut short and that nobody took back since."""
        return next((one for one in self.past if not one.whole and self.stands(one.change.id)), None)


def folder(study: Study) -> Path:
    """Where the history lies."""
    return study.root / FOLDER


def read_history(study: Study) -> History:
    """All changes; none where there is no such folder."""
    found = read_session_records([folder(study)], NAME)
    sources, _problems = read_sources([folder(study)], NAME)
    whole = {
        record.event.id for one in sources if one.segment.sealed and belongs(one, KEY) for record in one.segment.records
    }
    void = taken_back(found.records)
    past = tuple(
        Past(record.event, record.wall, record.event.id in whole)
        for record in found.records
        if isinstance(record.event, Changed) and record.event.id not in void
    )
    return History(past, found.faults, found.seen)


def begin(study: Study, history: History, change: Changed, disk: Disk = DISK) -> Journal:
    """A new file that holds the change, durable. Raises NotSaved when the folder takes none."""
    return Journal(
        [folder(study)],
        *(NAME, KEY),
        stream=NAME,
        coder=change.coder,
        seen=history.seen,
        reserve=RESERVE,
        first=[change],
        disk=disk,
    )


def void(journal: Journal, change: Changed) -> None:
    """Say that nothing of the change was done, and end its file."""
    journal.append(Undone(stable_id("void", change.id), [change.id]))
    journal.close()
