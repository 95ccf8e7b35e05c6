"""Destroying keys: what they sealed opens no more, neither here nor in any copy or old commit."""

from collections.abc import Collection, Iterable

from interviewer.study.folder import Study
from interviewer.study.private import cabinet, places, runtime
from interviewer.study.private.cabinet import Wrapped


def keys_of(study: Study, person: str | None = None, sessions: Collection[str] | None = None) -> list[Wrapped]:
    """The keys on this machine that seal words of this participant (empty: of nobody; None: of everybody), in these sessions.

    `sessions` are keys of sessions, None for all of them. A study that has no keys of its own has none.
    """
    keys = study.settings().keys
    if keys is None:
        return []
    there = cabinet.keys_in(places.cabinets(keys.team))
    return [
        one
        for one in there
        if (person is None or one.person == person) and (sessions is None or one.session in sessions)
    ]


def destroy_keys(study: Study, found: Iterable[Wrapped]) -> int:
    """Take these keys away for good, those included that lie open in memory; says how many. OSError as the system does."""
    keys = study.settings().keys
    gone = list(found)
    if keys is not None:
        for one in gone:
            runtime.forget(keys.team, one.session, one.person)
    return cabinet.destroy(gone)
