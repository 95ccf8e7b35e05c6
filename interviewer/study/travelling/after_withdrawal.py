"""Who withdrew on one machine is gone from what travels, too: here when something comes, on the stick when something goes."""

import errno
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import FilesError
from interviewer.session.disk import DISK, Disk
from interviewer.session.folder import (
    SESSIONS,
    read_sources,
    segment_paths,
    session_folders,
    session_key,
    session_names,
)
from interviewer.session.union import merge
from interviewer.session.withdrawn import whole_interview, withdrawn
from interviewer.study.folder import Study
from interviewer.study.private import cabinet, places, vault
from interviewer.study.travelling.baggage import KEYS, is_reachable
from interviewer.study.withdrawal.sweep import check_swept, has_traces, sweep, sweep_all


class Gone(NamedTuple):
    """How many files held what was withdrawn, and how many entries of the vault were of people who withdrew."""

    files: int
    names: int


class Withdrawal(NamedTuple):
    """Who withdrew from a session; `everything` says that all of the session is theirs."""

    session: str
    key: str
    people: frozenset[str]
    everything: bool


def withdrawals(study: Study, *, every: bool = False) -> Iterator[Withdrawal]:
    """Every session in which somebody withdrew, as the traces in its files say.

    With `every`, OSError where a file can't be read: it may say so.
    """
    for session in session_names(study.root):
        sources, unreadable = read_sources(session_folders(study.root, session), session)
        if every and unreadable:
            raise OSError(errno.EIO, str(unreadable[0].facts()["why"]), unreadable[0].path)
        if has_traces(sources):
            records = merge([one.segment for one in sources])
            who = frozenset(withdrawn(records))
            if who:
                yield Withdrawal(session, session_key(sources), who, whole_interview(records, who))


def after_arrival(study: Study, disk: Disk = DISK) -> Gone:
    """Take out again what came of those who have withdrawn: words, keys, names."""
    files = sweep_all(study.root, disk)
    people = {person for one in withdrawals(study) for person in one.people}
    return Gone(files, sum(vault.forget(study, person, disk) for person in people))


def check_arrived(study: Study) -> None:
    """FilesError where a file here can't be read, CannotError where words of somebody who has withdrawn are still there."""
    for session in session_names(study.root):
        sources, unreadable = read_sources(session_folders(study.root, session), session)
        if unreadable:
            raise FilesError(unreadable)
        if has_traces(sources):
            check_swept(study.root, session)


def clear_stick(
    study: Study, place: Path, kept: Collection[str], listed: Collection[str], disk: Disk = DISK
) -> list[str] | None:
    """Take out of what lies there the words, keys and names of those who have withdrawn here; None where nobody did.

    Returns the files that were written anew for it: those that no list names, of an earlier run that was cut too.
    `kept` are the ids of keys that stayed here: words of others are under them too. OSError as the disk does.
    """
    anew: list[str] | None = None
    for one in withdrawals(study, every=True):
        anew = [] if anew is None else anew
        folder = place / SESSIONS / one.session
        if folder.is_dir() and is_reachable(place, f"{SESSIONS}/{one.session}/x"):
            sweep(place, one.session, disk)
            check_swept(place, one.session)
            names = [f"{SESSIONS}/{one.session}/{path.name}" for path in segment_paths(folder, one.session)]
            anew += [name for name in names if name not in listed]
        cabinet.destroy(
            (
                key
                for key in cabinet.keys_in([place / KEYS / places.CABINET], one.key)
                if key.session == one.key and key.id not in kept and (one.everything or key.person in one.people)
            ),
            disk,
        )
        with suppress(FileNotFoundError, NotADirectoryError):
            vault.destroy(
                [
                    path
                    for path in (place / KEYS / places.VAULT).iterdir()
                    if any(vault.is_of(path.name, who) for who in one.people) and not path.is_symlink()
                ],
                disk,
            )
    return anew
