"""Destroying keys: what they sealed opens no more, neither here nor in any copy or old commit."""

import errno
import os
from collections.abc import Collection

from interviewer.session.disk import DISK, Disk
from interviewer.study.correcting import keys_of_session
from interviewer.study.private import cabinet, places, runtime
from interviewer.study.private.cabinet import Wrapped
from interviewer.study.settings import Keys


def wrapped_keys(keys: Keys, session: str, people: Collection[str] | None = None) -> list[Wrapped]:
    """The keys on this machine for words of these people in the session with that key; of everybody where none are named."""
    sessions = keys_of_session(session)
    there = [one for each in sessions for one in cabinet.keys_in(places.cabinets(keys.team), each)]
    return [one for one in there if one.session in sessions and (people is None or one.person in people)]


def destroy_keys(keys: Keys, session: str, people: Collection[str] | None = None, disk: Disk = DISK) -> int:
    """Take these keys away for good, those included that lie open in memory; says how many. OSError as the system does."""
    gone = wrapped_keys(keys, session, people)
    for person in (None,) if people is None else people:
        for each in keys_of_session(session):
            runtime.forget(keys.team, each, person)
            for left in cabinet.half_written(places.cabinets(keys.team), each, person):
                cabinet.wipe(left, disk)
    lying = [one for each in keys_of_session(session) for one in runtime.kept(keys.team, each)]
    if any(people is None or one.person in people for one in lying):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return cabinet.destroy(gone, disk)
