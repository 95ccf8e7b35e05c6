"""Files in which a person's name stands in clear until they are deleted: lists (`names export`), papers for the person (`access`).

How such a file is called isn't in the register, because it may be called like somebody. So they are looked for where this
machine wrote them, and known by what stands in them.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.study.exports_register import ACCESS, LISTS, Entry, holding, read_register
from interviewer.study.folder import Study
from interviewer.study.withdrawal.derived import mentions, names
from interviewer.study.withdrawal.keys import recipients_of

TABLES, PAPERS = (".csv", ".xlsx"), (".docx", ".html", ".htm", ".md", ".markdown")
COLUMNS = ("participant_id", "may_recontact", "may_be_named")
"""What stands in the head of every list of names, and of no other table."""
LARGEST = 16 << 20
SOON = 120
"""Seconds within which a file is written once it is entered."""


class Lost(NamedTuple):
    """A list that is not where it was written: when it was made (seconds since 1970), and where it was if this machine knows."""

    wall: float
    path: Path | None = None


class Lists(NamedTuple):
    """The files in which the person's name stands, and the lists that nobody finds."""

    there: tuple[Path, ...] = ()
    lost: tuple[Lost, ...] = ()


def is_table(path: Path) -> bool:
    """Whether such a file is a list of people; else it is a paper for one of them."""
    return path.suffix.lower() in TABLES


def lists_with(study: Study, person: str, titles: Sequence[str] = ()) -> Lists:
    """Looks where this machine wrote them, and in the folders around for what looks like one; `titles` are those of papers by language."""
    entries = [one for one in holding(read_register(study).entries, person) if one.export.verb in (LISTS, ACCESS)]
    noted = _noted(study, person)
    known = [*noted.values(), *_called(study, entries)]
    there = dict.fromkeys(path for path in known if os.path.lexists(path) and names(path, person))
    there |= dict.fromkeys(path for path in _around(study) if path not in there and _is_one(path, person, titles))
    written = [path.stat().st_mtime for path in there if path.exists()]
    # What was written for the person themselves was handed over: nobody need look for it.
    lost = (
        Lost(one.wall, noted.get(one.export.id))
        for one in entries
        if one.export.verb == LISTS and not _is_known(one, noted, written, _called(study, [one]))
    )
    return Lists(tuple(there), tuple(lost))


def _is_known(entry: Entry, noted: dict[str, Path], written: Iterable[float], called: Iterable[Path]) -> bool:
    """Whether the file of a list is there, or was written over since."""
    place = noted.get(entry.export.id)
    if place is not None and os.path.lexists(place):
        return True
    return any(-1 <= when - entry.wall <= SOON for when in written) or any(map(os.path.lexists, called))


def _noted(study: Study, person: str) -> dict[str, Path]:
    """Where this machine wrote such files, by the id of the export (by their place where an earlier version noted none)."""
    recipients = recipients_of(study)
    if recipients is None:
        return {}
    from interviewer.study.private import lists

    found = [one for one in lists.written(recipients) if person in one.people or one.exports]
    return {
        name: one.path for one in found for name in (*one.exports, *((str(one.path),) if person in one.people else ()))
    }


def _called(study: Study, entries: Iterable[Entry]) -> Iterator[Path]:
    """Where files lie that an earlier version entered under their own names."""
    for entry in entries:
        for name in map(os.path.basename, entry.export.files):
            if os.path.splitext(name)[0] not in (LISTS, *(f"{ACCESS}-{one}" for one in _people(entry))):
                yield from (folder / name for folder in _folders(study))


def _people(entry: Entry) -> set[str]:
    return {one for people in entry.export.people.values() for one in people}


def _folders(study: Study) -> list[Path]:
    here = Path(os.path.abspath(os.curdir))
    return list(dict.fromkeys((study.root, study.exports_path, study.root.parent, here)))


def _around(study: Study) -> Iterator[Path]:
    """Tables and papers in the folder of the study, among its exports, beside it and where one stands now."""
    for folder in _folders(study):
        with suppress(OSError), os.scandir(folder) as found:
            yield from sorted(Path(one.path) for one in found if _may_be_one(one))


def _may_be_one(one: os.DirEntry[str]) -> bool:
    if not one.name.lower().endswith((*TABLES, *PAPERS)):
        return False
    try:
        return one.is_file(follow_symlinks=False) and one.stat(follow_symlinks=False).st_size <= LARGEST
    except OSError:
        return False


def _is_one(path: Path, person: str, titles: Sequence[str]) -> bool:
    if is_table(path):
        return mentions(path, (*COLUMNS, person))
    return any(mentions(path, (title, person)) for title in titles)
