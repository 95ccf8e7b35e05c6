"""What this machine notes for itself about a study: small JSON files in the private folder, each written whole."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.study.private import places
from interviewer.study.whole_file import keep

MOST_BYTES = 1 << 26
MALFORMED = (ValueError, KeyError, TypeError, AttributeError)
"""What reading an entry raises where something else stands there than what was written."""


def read(team: str, name: str) -> dict[str, Any]:
    """What was noted under that name for the study with this team key; empty where nothing was, or it can't be read."""
    with suppress(OSError, ValueError):
        told = json.loads(read_plain(places.private_folder(team) / name, MOST_BYTES))
        return told if isinstance(told, dict) else {}
    return {}


def write(team: str, name: str, told: Mapping[str, Any], disk: Disk = DISK) -> None:
    """Return when this is noted durably, in the place of what was. OSError as the system does."""
    folder = places.private_folder(team)
    places.make(folder)
    keep(folder / name, json.dumps({"v": 1, **told}).encode(), disk)
