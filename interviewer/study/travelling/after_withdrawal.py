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
from interviewer.study.correcting import keys_of_session
from interviewer.study.folder import Study
from interviewer.study.private import cabinet, places, vault, withdrawn_names
from interviewer.study.travelling.baggage import KEYS, is_reachable
from interviewer.study.withdrawal.keys import recipients_of
from interviewer.study.withdrawal.sweep import check_swept, has_traces, sweep, sweep_all


class Gone(NamedTuple):
    """How many files held what was withdrawn, and how many entries of the vault were of people who withdrew."""

    files: int
    names: int


class Withdrawal(NamedTuple):
    """Who withdrew from a session (nobody where passages were taken out alone); `everything` says that all of it is theirs."""

    session: str
    key: str
    people: frozenset[str]
    everything: bool


def knows_what_went(study: Study, session: str) -> bool:
    """Whether the interview's files here bear the trace of what was taken out of it."""
    return has_traces(read_sources(session_folders(study.root, session), session)[0])


def withdrawals(study: Study) -> Iterator[Withdrawal]:
    """Every session in which somebody withdrew, as the traces in its files say."""
    return (one for one in _with_traces(study) if one.people)


def _with_traces(study: Study, *, every: bool = False) -> Iterator[Withdrawal]:
    """Those too of which a passage was taken out. With `every`, OSError where a file can't be read: it may say so."""
    for session in session_names(study.root):
        sources, unreadable = read_sources(session_folders(study.root, session), session)
        if every and unreadable:
            raise OSError(errno.EIO, str(unreadable[0].facts()["why"]), unreadable[0].path)
        if has_traces(sources):
            records = merge([one.segment for one in sources])
            who = frozenset(withdrawn(records))
            yield Withdrawal(session, session_key(sources), who, bool(who) and whole_interview(records, who))


def after_arrival(study: Study, disk: Disk = DISK) -> Gone:
    """Take out again what came of those who have withdrawn: words, keys, names."""
    files = sweep_all(study.root, disk)
    people = {person for one in withdrawals(study) for person in one.people} | set(_noted(study))
    return Gone(files, sum(vault.forget(study, person, disk) for person in people))


def _noted(study: Study) -> Collection[str]:
    recipients = recipients_of(study)
    return withdrawn_names.noted(recipients) if recipients is not None else ()


def held_before(study: Study) -> list[str]:
    """Those who withdrew elsewhere as far as their name goes, and of whom an interview is still here."""
    from interviewer.study.private.people import everybody

    noted = set(_noted(study))
    people = everybody(study, recipients_of(study)) if noted else ()
    return [one.person for one in people if one.person in noted and one.sessions and not one.withdrawn]


def withdrew_there(study: Study, place: Path) -> list[str]:
    """Those who have withdrawn, as a stick says, while this machine hasn't heard of it: what is theirs here must not go back there."""
    own, recipients = set(session_names(study.root)), recipients_of(study)
    told = [one for one in withdrawals(Study(place)) if one.session in own]
    heard = {one.session: one.people for one in withdrawals(study)} if told else {}
    people = {person for one in told for person in one.people - heard.get(one.session, frozenset())}
    if recipients is not None and is_reachable(place, f"{KEYS}/{places.VAULT}/x"):
        noted = withdrawn_names.noted_in(place / KEYS / places.VAULT)
        names = [path.name for path in vault.files(recipients)] if noted else []
        people |= {person for person in noted if any(vault.is_of(name, person) for name in names)}
    return sorted(people)


def check_arrived(study: Study) -> None:
    """FilesError where a file here can't be read, CannotError where words of somebody who has withdrawn are still there."""
    for session in session_names(study.root):
        sources, unreadable = read_sources(session_folders(study.root, session), session)
        if unreadable:
            raise FilesError(unreadable)
        if has_traces(sources):
            check_swept(study.root, session)


def clear_stick(
    study: Study,
    place: Path,
    kept: Collection[str],
    listed: Collection[str],
    disk: Disk = DISK,
    *,
    owed: Collection[str] = (),
) -> list[str] | None:
    """Take out of what lies there the words, keys and names of those who have withdrawn here, and passages that were taken out.

    None where there are none such.

    Returns the files that were written anew for it: those that no list names, of an earlier run that was cut too.
    `kept` are the ids of keys that stayed here: words of others are under them too. `owed` are those of whom this machine
    remembers that the stick still has something. OSError as the disk does.
    """
    anew: list[str] | None = None
    for one in _with_traces(study, every=True):
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
                for session in keys_of_session(one.key)
                for key in cabinet.keys_in([place / KEYS / places.CABINET], session)
                if key.session == session and key.id not in kept and (one.everything or key.person in one.people)
            ),
            disk,
        )
        vault.destroy(names_there(place, one.people), disk)
    if vault.destroy(names_there(place, {*_noted(study), *owed}), disk):
        anew = anew or []
    return anew


def names_there(place: Path, people: Collection[str]) -> list[Path]:
    """The entries of the vault on a stick that go when these people withdraw, those included whose writing was cut."""
    if not is_reachable(place, f"{KEYS}/{places.VAULT}/x"):
        return []
    with suppress(FileNotFoundError, NotADirectoryError):
        found = [path for path in (place / KEYS / places.VAULT).iterdir() if not withdrawn_names.is_note(path.name)]
        return [path for path in found if any(vault.is_of(path.name.lstrip("."), who) for who in people)]
    return []


def gone_from(study: Study, place: Path, people: Collection[str], kept: Collection[str]) -> tuple[str, ...]:
    """Those of these people of whom no name and no key is on the stick any more, but keys that stayed here too."""
    keys = [key for key in cabinet.keys_in([place / KEYS / places.CABINET]) if key.id not in kept]
    left = {key.person for key in keys} | {who for who in people if names_there(place, [who])}
    return tuple(sorted(set(people) - left)) if recipients_of(study) is not None else ()


def had_interviews(study: Study) -> frozenset[str]:
    """Those who withdrew from interviews, as the traces in these say."""
    return frozenset(person for one in withdrawals(study) for person in one.people)
