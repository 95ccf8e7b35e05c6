"""Where lists of names were written on this machine: whoever withdraws stands on them in clear, wherever they lie now."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.session.disk import DISK, Disk
from interviewer.study.private import notebook
from interviewer.study.private.places import Recipients

NAME = "lists.json"


class Written(NamedTuple):
    """A list that was written: where, who stood on it, and under which ids the register has what was ever written there."""

    path: Path
    people: frozenset[str]
    exports: frozenset[str] = frozenset()


def note(recipients: Recipients, path: Path, people: Iterable[str], export: str = "", disk: Disk = DISK) -> None:
    """Enter that these people stand on the list in this file, which the register has under that id. OSError as the system does."""
    whole = Path(os.path.abspath(path))
    before = written(recipients)
    known = [one for one in before if one.path != whole]
    ids = {export, *(name for one in before if one.path == whole for name in one.exports)} - {""}
    known.append(Written(whole, frozenset(people), frozenset(ids)))
    inside = [{"path": str(one.path), "people": sorted(one.people), "exports": sorted(one.exports)} for one in known]
    notebook.write(recipients.team, NAME, {"lists": inside}, disk)


def written(recipients: Recipients) -> list[Written]:
    """All lists that were noted; none where the notes can't be read (the register names them all the same)."""
    told = notebook.read(recipients.team, NAME)
    with suppress(*notebook.MALFORMED):
        return [
            Written(
                Path(str(one["path"])), frozenset(map(str, one["people"])), frozenset(map(str, one.get("exports", ())))
            )
            for one in told["lists"]
        ]
    return []
