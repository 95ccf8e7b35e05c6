"""Which interviews were deleted from this copy of the study, so that an older stick doesn't bring a person's words back unasked.

`sessions/deleted-interviews.txt` holds a line for each: its id, its key, the day. Nothing of what was said.
"""

import time
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interviewer.study.folder import Study
from interviewer.study.whole_file import write_whole

FILE, NO_KEY, PARTS = "deleted-interviews.txt", "-", 3
HEAD = "# Interviews that were deleted here: `sync in` leaves them out, unless it is asked for them.\n"


class Deletion(NamedTuple):
    """An interview that was deleted: its id, its key (empty where none could be read), the day."""

    session: str
    key: str
    day: str


def noted(study: Study) -> dict[str, Deletion]:
    """All that were noted, by id; none where there is no file. OSError where it can't be read: then nobody knows."""
    try:
        text = (study.sessions_path / FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return {}
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {one[0]: Deletion(one[0], one[1].replace(NO_KEY, ""), one[2]) for one in lines if len(one) == PARTS}


def deletions(study: Study) -> dict[str, Deletion]:
    """Those of them that are not here; one that is here again counts as no deletion."""
    found = noted(study)
    here = set(study.session_ids()) if found else set()
    return {session: one for session, one in found.items() if session not in here}


def note(study: Study, session: str, key: str) -> None:
    """Enter that this interview is deleted today; on the disk when this returns. OSError as the system does."""
    study.sessions_path.mkdir(exist_ok=True)
    _write(study, noted(study) | {session: Deletion(session, key, time.strftime("%Y-%m-%d"))})


def forget(study: Study, sessions: Iterable[str]) -> None:
    """These are here again, because somebody asked for them. OSError as the system does."""
    found, again = noted(study), set(sessions)
    if again & found.keys():
        _write(study, {session: one for session, one in found.items() if session not in again})


def _write(study: Study, found: Mapping[str, Deletion]) -> None:
    rows = "".join(f"{one.session} {one.key or NO_KEY} {one.day}\n" for one in found.values())
    write_whole(study.sessions_path / FILE, (HEAD + rows).encode())
