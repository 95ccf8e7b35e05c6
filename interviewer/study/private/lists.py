"""Where lists of names were written on this machine: whoever withdraws stands on them in clear, wherever they lie now."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.study.private import places
from interviewer.study.private.places import Recipients
from interviewer.study.whole_file import keep

NAME, MOST = "lists.json", 1 << 24


class Written(NamedTuple):
    """A list that was written: where, and who stood on it."""

    path: Path
    people: frozenset[str]


def note(recipients: Recipients, path: Path, people: Iterable[str], disk: Disk = DISK) -> None:
    """Enter that these people stand on the list in this file. OSError as the system does."""
    whole = Path(os.path.abspath(path))
    known = [one for one in written(recipients) if one.path != whole]
    known.append(Written(whole, frozenset(people)))
    inside = [{"path": str(one.path), "people": sorted(one.people)} for one in known]
    place = _path(recipients)
    places.make(place.parent)
    keep(place, json.dumps({"v": 1, "lists": inside}).encode(), disk)


def written(recipients: Recipients) -> list[Written]:
    """All lists that were noted; none where the notes can't be read (the register names them all the same)."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        lists = json.loads(read_plain(_path(recipients), MOST))["lists"]
        return [Written(Path(str(one["path"])), frozenset(map(str, one["people"]))) for one in lists]
    return []


def _path(recipients: Recipients) -> Path:
    return places.private_folder(recipients.team) / NAME
