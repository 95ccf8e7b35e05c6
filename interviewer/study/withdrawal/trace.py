"""The trace of a withdrawal or a redaction, written into the interview before any file is touched."""

from collections.abc import Sequence

from interviewer.errors import CannotError, FilesError
from interviewer.session.disk import Disk
from interviewer.session.events import Event
from interviewer.session.folder import SessionRecords, find_files, records_in
from interviewer.session.journal import Journal, NotSaved
from interviewer.study.folder import Study
from interviewer.study.withdrawal.sweep import all_folders

RESERVE = 1 << 16


def whole_records(study: Study, session: str) -> SessionRecords:
    """All records of the session. FilesError where a file of it can't be read: what is not seen would be left, or be lost."""
    found, unreadable = find_files(all_folders(study.root, session), session)
    if unreadable:
        raise FilesError(unreadable)
    return records_in(found)


def write_trace(study: Study, session: str, found: SessionRecords, events: Sequence[Event], disk: Disk) -> None:
    """Return when the events are durable in a new file of the interview's own folder, all or none. CannotError otherwise."""
    try:
        journal = Journal(
            [study.sessions_path / session],
            *(session, found.key),
            seen=dict.fromkeys(found.seen, ""),  # their sums are of words that go
            reserve=RESERVE,
            disk=disk,
            first=events,
        )
        journal.close()
    except NotSaved as error:
        raise CannotError("withdrawal_not_begun", session=session, why=error.problem.facts()["why"]) from None
