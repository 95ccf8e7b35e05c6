"""Which paper key is in force on this machine, and which ones were before: the private folder's `paper.json`.

interviewer.yaml names one, `sessions/keys.json` another perhaps, a stick a third: each may be an older copy. A paper key that
took the place of another bears what the team's key says of it (privacy/renewal.py), so this machine follows at once, without
any secret, and never goes back. The first one bears nothing: the one with which this machine began is remembered, and no other.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.privacy.renewal import FIRST, PaperKey, is_proven, paper_key
from interviewer.session.disk import DISK, Disk
from interviewer.study.private import notebook, places
from interviewer.study.private.places import Recipients
from interviewer.study.whole_file import write_new

NAME = "paper.json"


class Known(NamedTuple):
    """The paper key in force, as far as this machine has heard (None for the first one), and until which day others were.

    `first` is the public half of the first one; empty where this machine never used it.
    """

    key: PaperKey | None = None
    former: Mapping[str, str] = {}
    first: str = ""


def known(team: str) -> Known:
    """What this machine has heard; nothing where it can't be read."""
    told = notebook.read(team, NAME)
    with suppress(*notebook.MALFORMED):
        former = {str(public): str(day) for public, day in told.get("former", {}).items()}
        key = paper_key(str(told["paper"]), str(told["renewed"])) if "paper" in told else None
        return Known(key, former, str(told.get("first", "")))
    return Known()


def highest(team: str, told: Iterable[PaperKey | None]) -> PaperKey | None:
    """Of these and of what this machine has heard, the paper key in force; None where the first one still is.

    What the team's key didn't sign doesn't count.
    """
    heard = known(team).key
    later = [one for one in told if one is not None and one.number > FIRST and one != heard and is_proven(team, one)]
    return max([*later, *([heard] if heard else [])], default=None)


def follow(team: str, told: Iterable[PaperKey | None], disk: Disk = DISK) -> PaperKey | None:
    """The same; from here on it is in force on this machine, as far as its private folder takes it in."""
    ones = [one for one in told if one is not None]
    best, heard = highest(team, ones), known(team)
    if best is not None and best != heard.key:
        before = {one.public: best.day for one in (*ones, heard.key) if one is not None and one.public != best.public}
        with suppress(OSError, CannotError):
            put_in_force(team, best, before, disk)
    return best


def put_in_force(team: str, key: PaperKey, before: Mapping[str, str], disk: Disk = DISK) -> None:
    """Return when this machine knows it durably, and until when those before it were. OSError, CannotError `private_in_git`."""
    heard = known(team)
    former = {**before, **heard.former}
    former.pop(key.public, None)
    places.refuse_work_tree(places.private_folder(team))
    first = {"first": heard.first} if heard.first else {}
    notebook.write(team, NAME, {"paper": key.public, "renewed": key.renewed, "former": former, **first}, disk)


def remember_first(recipients: Recipients, *, begin: bool = False) -> None:
    """Remember the first paper key, where this machine takes it and knows of none: from here on no other unsigned one counts.

    With `begin` in a private folder that isn't there yet, too.
    """
    folder = places.private_folder(recipients.team)
    if (begin or folder.is_dir()) and not os.path.lexists(folder / NAME):
        with suppress(OSError, CannotError):
            places.refuse_work_tree(folder)
            places.make(folder)
            write_new(folder / NAME, json.dumps({"v": 1, "first": recipients.paper}).encode())
            (folder / NAME).chmod(0o600)


def is_other(recipients: Recipients, told: PaperKey | None) -> bool:
    """Whether this paper key, which somebody names, is neither one that was in force here nor signed by the team's key."""
    if told is None or told.number > FIRST:
        return told is None or not is_proven(recipients.team, told)
    heard = known(recipients.team)
    first = heard.first or ("" if heard.key else recipients.paper)
    return bool(first) and told.public != first and told.public not in heard.former


def mark_of(recipients: Recipients) -> str:
    """What names of files say that are locked for these; empty for the first paper key, or one that this machine couldn't note."""
    heard = known(recipients.team).key
    return heard.mark if heard is not None and heard.public == recipients.paper else ""


def replaced_on(recipients: Recipients, public: str) -> str:
    """The day on which a newer one took the place of this paper key; empty where it is none that was in force."""
    return known(recipients.team).former.get(public, "")
