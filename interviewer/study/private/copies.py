"""Which keys are on another medium too, as far as this machine knows: what a sync wrote or read there."""

import json
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from interviewer.study.private import places
from interviewer.study.private.keeping import keep, read_plain
from interviewer.study.private.places import Recipients

NAME, MOST, LAST = "copies.json", 1 << 26, 20


def note(recipients: Recipients, label: str, keys: Iterable[str]) -> None:
    """Enter that these keys lie in a folder of that name as well. OSError as the system does."""
    known = _read(recipients)
    listed = sorted({*keys})
    entry = {"when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "label": label, "keys": len(listed)}
    known = {"v": 1, "copies": [*known["copies"], entry][-LAST:], "ids": sorted({*known["ids"], *listed})}
    path = _path(recipients)
    places.make(path.parent)
    keep(path, json.dumps(known).encode())


def copied(recipients: Recipients) -> frozenset[str]:
    """The ids of all keys that lie elsewhere too."""
    return frozenset(map(str, _read(recipients)["ids"]))


def last(recipients: Recipients) -> str:
    """When keys were carried for the last time, and whereto (`2026-11-30T17:20:00Z stick`); empty for never."""
    entries = _read(recipients)["copies"]
    return f"{entries[-1]['when']} {entries[-1]['label']}" if entries else ""


def _path(recipients: Recipients) -> Path:
    return places.private_folder(recipients.team) / NAME


def _read(recipients: Recipients) -> dict[str, Any]:
    """What was noted; nothing where it can't be read, so that no key counts as copied that may not be."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(read_plain(_path(recipients), MOST))
        entries = [
            {"when": str(one["when"]), "label": str(one["label"])} | {"keys": one["keys"]} for one in known["copies"]
        ]
        return {"copies": entries, "ids": list(map(str, known["ids"]))}
    return {"copies": [], "ids": []}
