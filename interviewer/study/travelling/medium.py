"""By what a medium is known: a random id that the first `sync out` writes there. Two media may be called the same."""

import re
import secrets
from contextlib import suppress
from pathlib import Path

from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.study.whole_file import keep

NAME = "medium.id"
ID = re.compile(rb"[0-9a-f]{32}\n?")


def medium_of(place: Path) -> str:
    """The id that lies there; empty where none does."""
    with suppress(OSError):
        data = read_plain(place / NAME, 64)
        return data.decode().strip() if ID.fullmatch(data) else ""
    return ""


def name_medium(place: Path, disk: Disk = DISK) -> str:
    """The id that lies there, written where none does. OSError as the disk does."""
    known = medium_of(place)
    if not known:
        known = secrets.token_hex(16)
        keep(place / NAME, known.encode() + b"\n", disk)
    return known
