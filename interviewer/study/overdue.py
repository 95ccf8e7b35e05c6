"""Which interviews are kept longer than the study says, told from what is known of them anyway."""

import re
from collections.abc import Sequence

from interviewer.errors import FilesError
from interviewer.privacy.duties import NOTHING_THERE
from interviewer.privacy.retention import Kept, overdue
from interviewer.study.folder import Study
from interviewer.study.overview import Summary

WORD = b"retention"
TERM = re.compile(rb"^retention:[ \t]*([1-9][0-9]{0,3})[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)


def kept_too_long(study: Study, rows: Sequence[Summary], today: str) -> tuple[Kept, ...]:
    """The interviews that should be gone by now; none where the study says no term, or where its settings have errors.

    Understanding the settings takes longer than all the rest of a list: they are read only where something may be overdue.
    """
    held = [(row.session_id, row.date) for row in rows if row.status not in NOTHING_THERE]
    if not overdue(held, _shortest(study), today):
        return ()
    try:
        return overdue(held, study.settings().retention, today)
    except FilesError:  # `check` names what is wrong with them
        return ()


def _shortest(study: Study) -> int | None:
    """The term as it stands on a line of its own, else the shortest there can be; None where none can be meant."""
    try:
        data = study.settings_path.read_bytes()
    except OSError:
        return None
    found = TERM.findall(data)
    if len(found) == 1:
        return int(found[0])
    return 1 if WORD in data else None
