"""What a medium gives back of what was written to it: read again past the system's memory, each file by its sum."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from interviewer.session.disk import OLD_FILE
from interviewer.study.travelling.baggage import beside_sum, stands_alone
from interviewer.study.travelling.manifest import Lists, checked, read_lists


def not_as_written(place: Path, written: Lists, lists: list[Path]) -> tuple[Path, ...]:
    """The files that the medium gives back otherwise than they are listed, or not at all, the newest list of them among these."""
    wrong = []
    for name, listed in written.items():
        forget(place / name)
        if stands_alone(name):
            forget(place / beside_sum(name, listed.sha256))
        try:
            checked(place, name, listed)
        except (OSError, ValueError):
            wrong.append(place / name)
    for path in lists:
        forget(path)
    _files, problems = read_lists(lists)
    return (*wrong, *(Path(one.path) for one in problems))


def forget(path: Path) -> None:
    """Have the system read the file from the medium itself the next time, where there is a way to tell it. Never fails.

    Pages that are not on the medium yet can't be forgotten, so it is synced first.
    """
    with suppress(OSError, AttributeError, ImportError):
        fd = os.open(path, OLD_FILE | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            if sys.platform == "darwin":
                import fcntl

                fcntl.fcntl(fd, fcntl.F_NOCACHE, 1)
            else:
                os.fsync(fd)
                os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(fd)
