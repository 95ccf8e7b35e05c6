"""Destroying keys: what they sealed opens no more, neither here nor in any copy or old commit."""

import errno
import os
from collections.abc import Collection

from interviewer.session.disk import DISK, Disk
from interviewer.study.private import cabinet, places, runtime
from interviewer.study.private.cabinet import Wrapped
from interviewer.study.settings import Keys


def wrapped_keys(keys: Keys, session: str, people: Collection[str] | None = None) -> list[Wrapped]:
    """The keys on this machine for words of these people in the session with that key; of everybody where none are named."""
    there = cabinet.keys_in(places.cabinets(keys.team), session)
    return [one for one in there if one.session == session and (people is None or one.person in people)]


def destroy_keys(keys: Keys, session: str, people: Collection[str] | None = None, disk: Disk = DISK) -> int:
    """Take these keys away for good, those included that lie open in memory; says how many. OSError as the system does."""
    gone = wrapped_keys(keys, session, people)
    for person in (None,) if people is None else people:
        runtime.forget(keys.team, session, person)
        for left in cabinet.half_written(places.cabinets(keys.team), session, person):
            cabinet.wipe(left, disk)
    if any(people is None or one.person in people for one in runtime.kept(keys.team, session)):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return cabinet.destroy(gone, disk)
