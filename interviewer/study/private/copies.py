"""Which keys are on another medium too, as far as this machine knows: what a sync wrote or read there."""

import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from interviewer.study.private import notebook
from interviewer.study.private.places import Recipients

NAME, LAST = "copies.json", 20


class Medium(NamedTuple):
    """A medium as it was met last: what it is called, in which folder it lay, the mark of the one paper key that opens it.

    The folder is empty where nobody noted it, the mark for the first paper key, and where former sheets still open something.
    """

    label: str
    folder: str = ""
    sheet: str = ""


def note(
    recipients: Recipients,
    label: str,
    keys: Mapping[str, str],
    medium: str = "",
    before: str = "",
    *,
    folder: str = "",
    sheet: str = "",
) -> None:
    """Enter that these files of the cabinet lie in a folder of that name as well, with their sums. OSError as the system does.

    `medium` is the id that lies there, `before` under what the medium was known here when it had none; `folder` and `sheet`
    are as `Medium` has them.
    """
    known = _read(recipients)
    ids = {name.split(".")[2] for name in keys}
    entry = {"when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "label": label, "keys": len(ids)}
    inside = {
        "copies": [*known["copies"], entry][-LAST:],
        "ids": sorted({*known["ids"], *ids}),
        "sha256": {**keys, **known["sha256"]},
        "media": {one: met._asdict() for one, met in known["media"].items() if one not in (before, medium or label)}
        | {medium or label: Medium(label, folder, sheet)._asdict()},
    }
    notebook.write(recipients.team, NAME, inside)


def copied(recipients: Recipients) -> frozenset[str]:
    """The ids of all keys that lie elsewhere too."""
    return frozenset(map(str, _read(recipients)["ids"]))


def sums(recipients: Recipients) -> Mapping[str, str]:
    """The SHA-256 of each file of the cabinet as it was when it was carried; a file is never changed afterwards."""
    return dict(_read(recipients)["sha256"])


def last(recipients: Recipients) -> str:
    """When keys were carried for the last time, and whereto (`2026-11-30T17:20:00Z stick`); empty for never."""
    entries = _read(recipients)["copies"]
    return f"{entries[-1]['when']} {entries[-1]['label']}" if entries else ""


def media(recipients: Recipients) -> Mapping[str, Medium]:
    """All media that keys were carried to or came from, the one that was met last at the end; one without an id is known by its label."""
    return dict(_read(recipients)["media"])


def _read(recipients: Recipients) -> dict[str, Any]:
    """What was noted; nothing where it can't be read, so that no key counts as copied that may not be."""
    known = notebook.read(recipients.team, NAME)
    with suppress(*notebook.MALFORMED):
        entries = [
            {"when": str(one["when"]), "label": str(one["label"])} | {"keys": one["keys"]} for one in known["copies"]
        ]
        sha256 = {str(name): str(digest) for name, digest in known.get("sha256", {}).items()}
        earlier = {str(one["label"]): str(one["label"]) for one in entries}
        named = {str(one): _medium(met) for one, met in known.get("media", earlier).items()}
        return {"copies": entries, "ids": list(map(str, known["ids"])), "sha256": sha256, "media": named}
    return {"copies": [], "ids": [], "sha256": {}, "media": {}}


def _medium(noted: Any) -> Medium:
    """One that was noted; earlier versions noted the label alone."""
    if isinstance(noted, str):
        return Medium(noted)
    return Medium(*(str(noted[part]) for part in Medium._fields))
