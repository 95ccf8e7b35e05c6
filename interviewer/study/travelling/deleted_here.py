"""What lies on a stick and was deleted here: left out when it would come in, and taken off the stick when that is asked for."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.session.folder import SESSIONS, file_names
from interviewer.session.line import read_segment
from interviewer.study.deletions import Deletion, deletions
from interviewer.study.folder import Study
from interviewer.study.private import cabinet, places
from interviewer.study.travelling.baggage import KEYS, MOST_BYTES, is_reachable

CABINET = f"{KEYS}/{places.CABINET}"


class DeletedHere(NamedTuple):
    """Files of a stick whose interviews were deleted here, and these interviews."""

    names: frozenset[str] = frozenset()
    sessions: tuple[Deletion, ...] = ()


def deleted_here(study: Study, place: Path, names: Iterable[str]) -> DeletedHere:
    """Which of these files on the stick belong to interviews that were deleted here: their words, and the keys of these."""
    gone = deletions(study)
    keys = {one.key for one in gone.values()} - {""}
    found: set[str] = set()
    sessions: set[str] = set()
    for name in names if gone else ():
        folder, _slash, file = name.rpartition("/")
        session = folder.removeprefix(f"{SESSIONS}/")
        if folder == CABINET and file.partition(".")[0] in keys:
            found.add(name)
        elif session in gone and folder != session and _is_of(place, name, gone[session]):
            found.add(name)
            sessions.add(session)
    return DeletedHere(frozenset(found), tuple(gone[session] for session in sorted(sessions)))


def lying_there(study: Study, place: Path) -> DeletedHere:
    """The same of everything that lies in the folder, in its list or not."""
    return deleted_here(study, place, _names(place, deletions(study)))


def _names(place: Path, gone: Mapping[str, Deletion]) -> Iterator[str]:
    for folder in (CABINET, *(f"{SESSIONS}/{session}" for session in gone)):
        if is_reachable(place, f"{folder}/x"):
            yield from (f"{folder}/{file}" for file in file_names(place / folder))


def take_off(study: Study, place: Path, names: Iterable[str], disk: Disk = DISK) -> None:
    """Take these files off the stick, once no list names them any more. OSError as the disk does."""
    for name in sorted(names):
        if is_reachable(place, name):
            cabinet.wipe(place / name, disk)
    for session in deletions(study):
        with suppress(OSError):  # not empty, or not there
            (place / SESSIONS / session).rmdir()


def _is_of(place: Path, name: str, gone: Deletion) -> bool:
    """Whether the file is of the interview that was deleted, and not of another one that bears its id by chance."""
    try:
        header = read_segment(read_plain(place / name, MOST_BYTES)).header
    except (OSError, ValueError):
        return True
    return header is None or not gone.key or header.key == gone.key
