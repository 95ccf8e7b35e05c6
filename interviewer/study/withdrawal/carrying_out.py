"""A withdrawal carried out: first the trace in every interview, which hides the words at once, then the files."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime

from interviewer.session.disk import DISK, Disk
from interviewer.session.folder import run_of
from interviewer.study.collected.deleted import note_deleted
from interviewer.study.collected.disk import MAKING, broken_off
from interviewer.study.erase import refuse_if_open
from interviewer.study.folder import Study
from interviewer.study.withdrawal.share import Share, leave_trace
from interviewer.study.withdrawal.sweep import all_folders, sweep


def today() -> str:
    """The day of now where the computer is (YYYY-MM-DD)."""
    return datetime.now(UTC).astimezone().date().isoformat()


def check_nobody_works(study: Study, found: Sequence[Share]) -> None:
    """CannotError while a window holds one of the interviews, codes it or corrects it."""
    for one in found:
        refuse_if_open(one.session, all_folders(study.root, one.session))


def carry_out(study: Study, found: Sequence[Share], person: str, disk: Disk = DISK) -> int:
    """Take the person's part out of all these interviews; returns how many files were written anew or taken away.

    Raises CannotError when the disk refuses; doing it again goes on where it stopped.
    """
    for one in found:
        if one.alone:
            note_deleted(study, one.instance)  # bringing the file of the form in again doesn't bring the words back
        leave_trace(study, one, person, today(), disk)
    return sum(_sweep(study, one, disk) for one in found)


def _sweep(study: Study, share: Share, disk: Disk) -> int:
    runs = {run_of(path.name) for path in share.files}
    for left in broken_off(study.root):
        if share.alone and left.name.removeprefix(MAKING) in runs:
            shutil.rmtree(left, ignore_errors=True)
    return sweep(study.root, share.session, disk)
