"""Who of the vault has withdrawn: a note without a name for each, which travels, so that their name goes from sticks and other machines too.

`<pseudonym>.<day>.withdrawn`. Interviews have traces of their own; somebody who was in the vault alone leaves no other.
"""

import json
import os
import re
from contextlib import suppress
from pathlib import Path

from interviewer.session.disk import DISK, Disk
from interviewer.study.private import places, vault
from interviewer.study.private.places import Recipients
from interviewer.study.whole_file import keep

NOTE = re.compile(r"([a-z0-9_-]{1,80})\.([0-9]{4}-[0-9]{2}-[0-9]{2})\.withdrawn", re.ASCII)


def note(recipients: Recipients, person: str, day: str, disk: Disk = DISK) -> None:
    """Return when it is noted durably that this participant withdrew. OSError as the system does."""
    if person not in noted(recipients):
        folder = vault.folder(recipients)
        places.make(folder)
        told = {"v": 1, "withdrawn": person, "day": day}
        keep(folder / f"{person}.{day}.withdrawn", json.dumps(told).encode() + b"\n", disk)


def noted(recipients: Recipients) -> dict[str, str]:
    """The pseudonyms of those who are noted, and the first day on which each withdrew."""
    return noted_in(vault.folder(recipients))


def noted_in(folder: Path) -> dict[str, str]:
    """The same of the vault in that folder."""
    found: dict[str, str] = {}
    with suppress(OSError):
        for name in sorted(os.listdir(folder), reverse=True):
            if one := NOTE.fullmatch(name):
                found[one[1]] = one[2]
    return found


def is_note(name: str) -> bool:
    """Whether a file of that name is such a note."""
    return NOTE.fullmatch(name) is not None
