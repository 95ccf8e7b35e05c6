"""The trace of a withdrawal or a redaction, written into the interview before any file is touched."""

from collections.abc import Sequence

from interviewer.errors import CannotError
from interviewer.session.disk import Disk
from interviewer.session.events import Event
from interviewer.session.folder import SessionRecords
from interviewer.session.journal import Journal, NotSaved
from interviewer.study.folder import Study

RESERVE = 1 << 16


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
