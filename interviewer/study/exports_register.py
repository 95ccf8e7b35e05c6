"""Which exports were made: `exports.register/` at the root of the study, in the format of the sessions' journals.

One export is one new file, so that two branches never conflict. It holds no words, but it names interviews and people's
pseudonyms: it goes where the sessions go, and stays out of git where they do.
"""

import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

from interviewer.errors import CannotError, FilesError, Problem
from interviewer.ids import stable_id
from interviewer.session.disk import DISK, SYSTEM, Clock, Disk
from interviewer.session.events import Exported
from interviewer.session.folder import read_session_records
from interviewer.session.journal import Journal, NotSaved
from interviewer.session.read import taken_back
from interviewer.study.folder import Study

FOLDER, NAME = "exports.register", "exports"
LISTS = "names"
"""The verb under which lists of names are entered."""
ACCESS = "access"
"""The verb under which papers for the person themselves are entered."""
# The same in every study and on every branch: what two branches began apart is one register.
KEY = stable_id("exports.register")
RESERVE = 1 << 16
OUT_OF_GIT = "*\n"


class Entry(NamedTuple):
    """One export, and when it was made (seconds since 1970)."""

    export: Exported
    wall: float


class Register(NamedTuple):
    """Every export in its order, and what is damaged in the files."""

    entries: tuple[Entry, ...]
    faults: tuple[Problem, ...] = ()


def folder(study: Study) -> Path:
    """Where the register lies."""
    return study.root / FOLDER


def read_register(study: Study) -> Register:
    """All exports that were entered; none where there is no such folder."""
    found = read_session_records([folder(study)], NAME)
    void = taken_back(found.records)
    entries = (
        Entry(record.event, record.wall)
        for record in found.records
        if isinstance(record.event, Exported) and record.event.id not in void
    )
    faults = tuple(one._replace(path=study.shown(Path(one.path))) for one in found.faults)
    # Files have chance names: two entries of one millisecond still come in the same order on every machine.
    return Register(tuple(sorted(entries, key=lambda one: (one.wall, one.export.id))), faults)


def enter(study: Study, export: Exported, disk: Disk = DISK, clock: Clock = SYSTEM) -> Path:
    """Enter the export, durable, in a new file; CannotError when the folder takes none."""
    place = folder(study)
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        _keep_out_of_git(study, place)
        journal = Journal(
            [place, place],  # a second file where the first one failed
            NAME,
            KEY,
            stream=NAME,
            coder=export.coder,
            reserve=RESERVE,
            first=[export],
            clock=clock,
            disk=disk,
        )
        journal.close()
    except (NotSaved, OSError) as error:
        why = str(dict(error.problem.values).get("why", "")) if isinstance(error, NotSaved) else error.strerror or ""
        raise CannotError("export_not_entered", path=study.shown(place), reason=why) from error
    return journal.path


def listed(ending: str, met: Mapping[str, Iterable[str]]) -> Exported:
    """The record of a list of names in a file with that ending; `met` are the interviews of each person who stands on it.

    Such a list has no manifest: it says in each row what the person agreed to, and is destroyed when it has served. How the file
    is called isn't entered: it may be called like somebody.
    """
    people: dict[str, list[str]] = {}
    for person, sessions in sorted(met.items()):
        for session in sessions:
            people.setdefault(session, []).append(person)
    return Exported(secrets.token_hex(8), LISTS, [f"{LISTS}{ending}"], "", people)


def for_the_person(ending: str, person: str, sessions: Iterable[str]) -> Exported:
    """The record of a paper for the person themselves, in a file with that ending; how it is called isn't entered either."""
    people = {session: [person] for session in sessions}
    return Exported(secrets.token_hex(8), ACCESS, [f"{ACCESS}-{person}{ending}"], "", people, words=True)


def files_of(export: Exported) -> list[str]:
    """The files as they may be told: earlier versions entered lists and papers under the names that people gave to these files."""
    if export.verb not in (LISTS, ACCESS):
        return export.files
    people = sorted({one for people in export.people.values() for one in people})
    name = f"{ACCESS}-{people[0]}" if export.verb == ACCESS and people else export.verb
    return [f"{name}{PurePath(one).suffix.lower()}" for one in export.files]


def holding(entries: Iterable[Entry], participant: str, sessions: Iterable[str] = ()) -> tuple[Entry, ...]:
    """The exports in which that person's data stand: in any interview, or only in those named."""
    wanted = frozenset(sessions)
    return tuple(
        one
        for one in entries
        if any(
            participant in people and (not wanted or session in wanted) for session, people in one.export.people.items()
        )
    )


def _keep_out_of_git(study: Study, place: Path) -> None:
    """The register names interviews and pseudonyms: git takes it only where the team has it take the sessions."""
    ignore = place / ".gitignore"
    if ignore.exists():
        return
    try:
        shared = study.settings().sharing == "git"
    except FilesError:  # `check` names what is wrong with them
        shared = False
    if not shared:
        ignore.write_text(OUT_OF_GIT, encoding="utf-8")
