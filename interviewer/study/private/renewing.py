"""Another paper key: from the moment in which it is in force, new keys and names are locked for it, and the old ones anew.

Each file is written whole under a name of its own, read again and opened, and its sum noted (proven.py), before the one before it
is taken away, so there is no moment in which a key is in no file that opens; what was cut is finished by whoever unlocks next.
"""

import os
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.ids import sum_of
from interviewer.privacy import age
from interviewer.privacy.renewal import FIRST, PaperKey, renewal
from interviewer.privacy.signing import SIZE
from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import cabinet, marks, paper_keys, places, proven, vault
from interviewer.study.private.founding import write_keys
from interviewer.study.private.paper_keys import mark_of
from interviewer.study.private.places import Recipients
from interviewer.study.private.remembered import in_force
from interviewer.study.private.team_key import MOST_BYTES, has_team_key, team_secret
from interviewer.study.settings import Keys
from interviewer.study.whole_file import keep


class Anew(NamedTuple):
    """How many files were locked for the paper key in force, how many still are for a former one, how many of those no key opens."""

    done: int
    left: int
    damaged: int = 0


def replace_paper_key(study: Study, recipients: Recipients, public: str, secret: str, disk: Disk = DISK) -> PaperKey:
    """Return when the paper key with this public half is in force on this machine, durably; `secret` is the team's key.

    OSError and CannotError (`private_in_git`) leave the former one in force.
    """
    before = paper_keys.known(recipients.team).key
    number = (before.number if before else FIRST) + 1
    unsigned = PaperKey(number, time.strftime("%Y-%m-%d"), public)
    key = renewal(secret, recipients.team, unsigned, os.urandom(SIZE))
    paper_keys.put_in_force(recipients.team, key, {recipients.paper: key.day}, disk)
    observe_secrecy(study)
    return key


def name_in_settings(study: Study) -> bool:
    """Have interviewer.yaml name the paper key in force; says whether it didn't. CannotError, FilesError, OSError: it stays as it is."""
    keys = study.settings().keys
    if keys is None:
        return False
    key = in_force(study, keys).key
    if key is None or (key.public, key.renewed) == (keys.paper, keys.renewed):
        return False
    write_keys(study, Keys(keys.team, key.public, keys.seal, key.renewed))
    observe_secrecy(study)
    return True


def lock_anew(recipients: Recipients, secret: str, disk: Disk = DISK) -> Anew:
    """Lock for the paper key in force what is locked for a former one. `secret` is the team's key, or the paper key in force.

    Never fails: what can't be done is left for the next time.
    """
    found = marks.former(recipients)
    team = team_secret(recipients, secret) if found else ""
    opened: dict[Path, tuple[str, str]] = {}
    if team:
        with suppress(OSError):
            _team_key_too(recipients, team, disk)
        for path in (one for one in found if marks.name_of(one.name).what != places.FOR_PAPER):
            with suppress(OSError, age.AgeError, CannotError):
                opened[path] = _lock_anew(path, team, recipients, disk)
    done = 0
    with suppress(OSError):
        proven.note(recipients, dict(opened.values()), disk)
        done = sum(_is_wiped(path, disk) for path in opened)
    still = marks.waiting(recipients)
    left = sum(map(partial(_opens, team), still)) if team else len(still)
    return Anew(done, left, len(still) - left)


def is_unfinished(recipients: Recipients, secret: str) -> bool:
    """Whether something is still locked for a former paper key that this secret key could lock anew. What no key opens doesn't count."""
    return any(map(partial(_opens, team_secret(recipients, secret)), marks.waiting(recipients)))


def _opens(team: str, path: Path) -> bool:
    """Whether the team's key opens it. What can't be read for the moment may."""
    try:
        data = read_plain(path, max(MOST_BYTES, vault.MOST_BYTES))
        return bool(age.decrypt(data, team))
    except age.AgeError:
        return marks.name_of(path.name).what == places.FOR_PAPER  # locked for the paper alone
    except OSError:
        return True


def _is_wiped(path: Path, disk: Disk) -> bool:
    with suppress(OSError):
        cabinet.wipe(path, disk)
        return True
    return False


def _team_key_too(recipients: Recipients, team: str, disk: Disk) -> None:
    current = places.private_folder(recipients.team) / marks.marked(f"{places.FOR_PAPER}.age", mark_of(recipients))
    if not has_team_key(recipients.team) and not marks.keys_for_paper(recipients):
        return
    if not current.is_file() or not age.looks_whole(read_plain(current, MOST_BYTES), 1, len(team)):
        keep(current, age.encrypt(team.encode(), [recipients.paper]), disk)
    proven.note(recipients, {current.name: sum_of(read_plain(current, MOST_BYTES))}, disk)
    for path in marks.keys_for_paper(recipients):
        if path != current and path in marks.former(recipients):
            cabinet.wipe(path, disk)


def _lock_anew(path: Path, team: str, recipients: Recipients, disk: Disk) -> tuple[str, str]:
    """Have the same thing in a file for the paper key in force; the name and sum of that file, which opened."""
    most = vault.MOST_BYTES if path.parent == vault.folder(recipients) else MOST_BYTES
    target = path.with_name(marks.marked(path.name, mark_of(recipients)))
    there = _inside(target, team, most)
    try:
        inside = age.decrypt(read_plain(path, most), team)
    except (OSError, age.AgeError):
        if there is None:
            raise
        inside = there[0]  # cut while it was taken away; what it held is in the other one
    if there is not None and there[0] != inside:
        raise CannotError("travel_in_the_way", path=str(target))
    if there is None:
        keep(target, age.encrypt(inside, recipients), disk)
        there = _inside(target, team, most)
    if there is None or there[0] != inside:
        raise age.AgeError
    return target.name, there[1]


def _inside(path: Path, secret: str, most: int) -> tuple[bytes, str] | None:
    """What a file holds, and its sum; None where it doesn't open."""
    with suppress(OSError, age.AgeError):
        data = read_plain(path, most)
        return age.decrypt(data, secret), sum_of(data)
    return None
