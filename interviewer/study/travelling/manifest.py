"""The list of what a folder of travelling files holds, with its sums: written last, so that what is cut short doesn't count."""

import json
import os
import re
import secrets
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import Problem
from interviewer.ids import sum_of
from interviewer.session.disk import DISK, PART, Disk, read_plain
from interviewer.study.travelling.baggage import MOST_BYTES, beside_sum, is_reachable, stands_alone
from interviewer.study.whole_file import keep

NAME = re.compile(r"manifest\.[0-9TZ]{16}\.[0-9a-f]{16}\.json", re.ASCII)
MOST, MOST_FILES, MOST_LISTS = 1 << 25, 200_000, 50


class Listed(NamedTuple):
    """One file of a list."""

    size: int
    sha256: str


Lists = Mapping[str, Listed]


def written_lists(place: Path) -> list[Path]:
    """The lists in the folder, by time."""
    try:
        return sorted(place / name for name in os.listdir(place) if NAME.fullmatch(name))[-MOST_LISTS:]
    except OSError:
        return []


def read_lists(paths: Iterable[Path]) -> tuple[dict[str, Listed], list[Problem]]:
    """All files that these lists name, a later list before an earlier one, and what is wrong with them."""
    found: dict[str, Listed] = {}
    problems = []
    for path in paths:
        try:
            found |= _read(read_plain(path, MOST))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            problems.append(Problem("travel_list_damaged", path=str(path)))
    return found, problems


def _read(data: bytes) -> dict[str, Listed]:
    whole = json.loads(data)
    files = whole["files"]
    if whole["v"] != 1 or whole["sum"] != _sum(files) or len(files) > MOST_FILES:
        raise ValueError
    return {str(name): Listed(int(size), str(sha256)) for name, (size, sha256) in files.items()}


def _sum(files: object) -> str:
    return sum_of(json.dumps(files, sort_keys=True).encode("utf-8", "surrogatepass"))


def write_list(place: Path, files: Lists, disk: Disk = DISK) -> Path:
    """Return when a new list is durable."""
    listed = {name: [one.size, one.sha256] for name, one in sorted(files.items())}
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    data = json.dumps({"v": 1, "files": listed, "sum": _sum(listed)}, indent=0).encode()
    return keep(place / f"manifest.{stamp}.{secrets.token_hex(8)}.json", data, disk)


def remove_lists(place: Path, paths: Iterable[Path], disk: Disk = DISK) -> None:
    """Take older lists away, once a newer one says all that they said, and those that were never finished."""
    for path in (*paths, *place.glob(f".manifest.*{PART}")):
        with suppress(OSError):
            disk.remove(str(path))


def checked(place: Path, name: str, listed: Listed) -> bytes:
    """The bytes of a listed file. ValueError where they aren't what the list says, OSError where they can't be read.

    A newer version of a file that stands alone waits beside the older one until its list is written (sending.py).
    """
    try:
        return exactly(place, name, listed)
    except (OSError, ValueError):
        if not stands_alone(name):
            raise
        with suppress(OSError, ValueError):
            return exactly(place, beside_sum(name, listed.sha256), listed)
        raise


def exactly(place: Path, name: str, listed: Listed) -> bytes:
    """The bytes of the file of that very name, as `checked` gives them."""
    if listed.size > MOST_BYTES or not is_reachable(place, name):
        raise ValueError
    data = read_plain(place / name, min(MOST_BYTES, listed.size))
    if len(data) != listed.size or sum_of(data) != listed.sha256:
        raise ValueError
    return data
