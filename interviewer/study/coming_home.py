"""Bringing home what runs that were cut short left in the state folder, without what was withdrawn in the meantime."""

from pathlib import Path

from interviewer.errors import CannotError
from interviewer.session.disk import DISK, Disk
from interviewer.session.folder import session_folders
from interviewer.session.homecoming import Homecoming, bring_left_of, left_away
from interviewer.session.journal import is_open_elsewhere
from interviewer.study.withdrawal.sweep import sweep


def bring_home(root: Path, disk: Disk = DISK) -> Homecoming:
    """What came home of all interviews of the study that no window holds, and what is left.

    The trace of a withdrawal may have come from another machine: words that it takes away go before the rest comes home.
    """
    brought: list[Path] = []
    left: list[Path] = []
    why = ""
    for session in left_away(root):
        folders = session_folders(root, session)
        if is_open_elsewhere(folders, session, disk):
            continue
        try:
            sweep(root, session, disk)
        except CannotError:
            continue  # `doctor` and the next run try again; until then these words are in nobody's way
        done = bring_left_of(folders, session, disk)
        brought += done.brought
        left += done.left
        why = why or done.why
    return Homecoming(tuple(brought), tuple(left), why)
