"""Which media keys and names were carried to before somebody withdrew: what is theirs stays there until the next `sync out`."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.study.private import copies, places
from interviewer.study.private.places import Recipients
from interviewer.study.whole_file import keep

NAME, MOST = "sticks.json", 1 << 20


def owe(recipients: Recipients, person: str, disk: Disk = DISK) -> None:
    """Enter that every medium known still has something of this person. OSError as the system does."""
    labels = copies.labels(recipients)
    if labels:
        known = dict(behind(recipients))
        _write(recipients, known | {label: (*known.get(label, ()), person) for label in labels}, disk)


def settle(recipients: Recipients, label: str, gone: Iterable[str], disk: Disk = DISK) -> tuple[str, ...]:
    """What is of these people went from that medium; who is still behind there. OSError as the system does."""
    known = dict(behind(recipients))
    before = known.pop(label, tuple[str, ...]())
    left = tuple(sorted(set(before) - set(gone)))
    if before != left:
        _write(recipients, known | ({label: left} if left else {}), disk)
    return left


def behind(recipients: Recipients) -> Mapping[str, tuple[str, ...]]:
    """The media that are not up to date, and who withdrew since; none where that can't be read."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        known = json.loads(read_plain(_path(recipients), MOST))["behind"]
        return {str(label): tuple(map(str, people)) for label, people in known.items()}
    return {}


def _write(recipients: Recipients, known: Mapping[str, Iterable[str]], disk: Disk) -> None:
    inside = {label: sorted(set(people)) for label, people in known.items()}
    path = _path(recipients)
    places.make(path.parent)
    keep(path, json.dumps({"v": 1, "behind": inside}).encode(), disk)


def _path(recipients: Recipients) -> Path:
    return places.private_folder(recipients.team) / NAME
