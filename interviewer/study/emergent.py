"""The codes that were born while coding, each time that somebody made them."""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.session.events import NewCode
from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.read import taken_back
from interviewer.study.folder import Study
from interviewer.study.marking import bears_codes


class Born(NamedTuple):
    """An emergent code as one coder made it in one interview."""

    code: str
    label: str
    definition: str
    coder: str
    session: str


def born_codes(study: Study) -> Iterator[Born]:
    """Every record of a new code, by session and in its order."""
    for session in study.session_ids():
        if not bears_codes(study, session):
            continue
        records = read_session_records(session_folders(study.root, session), session).records
        void = taken_back(records)
        for one in records:
            event = one.event
            if isinstance(event, NewCode) and event.id not in void:
                yield Born(event.code, event.label, event.definition, event.coder, session)
