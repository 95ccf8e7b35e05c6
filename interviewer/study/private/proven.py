"""Which files that were locked anew were opened since: the sum of each as it was at that moment.

A file is never changed afterwards, so one that still has its sum opens. Only what such a file replaces may go.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from interviewer.ids import sum_of
from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.study.private import marks, notebook
from interviewer.study.private.places import Recipients

NAME, MOST = "proven.json", 1 << 26


def note(recipients: Recipients, opened: Mapping[str, str], disk: Disk = DISK) -> None:
    """Enter that files of these names and sums opened. Durable then; OSError as the system does."""
    known = sums(recipients)
    both = {**known, **opened}
    if both != known:
        notebook.write(recipients.team, NAME, {"sha256": both}, disk)


def sums(recipients: Recipients) -> Mapping[str, str]:
    """The SHA-256 of each file that was opened after locking it anew, by its name; none where that can't be read."""
    told = notebook.read(recipients.team, NAME)
    with suppress(*notebook.MALFORMED):
        return {str(name): str(digest) for name, digest in told["sha256"].items()}
    return {}


def proofs(recipients: Recipients) -> frozenset[tuple[str, str]]:
    """What surely opens, wherever it lies: what it is (marks.py), and the sum of the file."""
    return frozenset((marks.name_of(name).what, digest) for name, digest in sums(recipients).items())


def is_changed(path: Path, known: Mapping[str, str]) -> bool:
    """Whether the file isn't what it was when the sum under its name was noted."""
    digest = known.get(path.name)
    try:
        return digest is not None and sum_of(read_plain(path, MOST)) != digest
    except OSError:
        return True
