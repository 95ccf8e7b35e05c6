"""Which files that were locked anew were opened since: the sum of each as it was at that moment.

A file is never changed afterwards, so one that still has its sum opens. Only what such a file replaces may go.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.study.private import marks, places
from interviewer.study.private.places import Recipients
from interviewer.study.whole_file import keep

NAME, MOST = "proven.json", 1 << 26


def note(recipients: Recipients, opened: Mapping[str, str], disk: Disk = DISK) -> None:
    """Enter that files of these names and sums opened. Durable then; OSError as the system does."""
    known = sums(recipients)
    both = {**known, **opened}
    if both != known:
        path = _path(recipients)
        places.make(path.parent)
        keep(path, json.dumps({"v": 1, "sha256": both}).encode(), disk)


def sums(recipients: Recipients) -> Mapping[str, str]:
    """The SHA-256 of each file that was opened after locking it anew, by its name; none where that can't be read."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        known = json.loads(read_plain(_path(recipients), MOST))["sha256"]
        return {str(name): str(digest) for name, digest in known.items()}
    return {}


def proofs(recipients: Recipients) -> frozenset[tuple[str, str]]:
    """What surely opens, wherever it lies: what it is (marks.py), and the sum of the file."""
    return frozenset((marks.name_of(name).what, digest) for name, digest in sums(recipients).items())


def is_changed(path: Path, known: Mapping[str, str]) -> bool:
    """Whether the file isn't what it was when the sum under its name was noted."""
    digest = known.get(path.name)
    try:
        return digest is not None and sha256(read_plain(path, MOST)).hexdigest() != digest
    except OSError:
        return True


def _path(recipients: Recipients) -> Path:
    return places.private_folder(recipients.team) / NAME
