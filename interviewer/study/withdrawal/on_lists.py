"""Files in which a person's name stands in clear until they are deleted: lists (`names export`), papers for the person (`access`)."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from interviewer.study.exports_register import ACCESS, LISTS, holding, read_register
from interviewer.study.folder import Study
from interviewer.study.withdrawal.derived import names
from interviewer.study.withdrawal.keys import recipients_of


class Lists(NamedTuple):
    """The files in which the person's name stands, and the names of those that are not where they were written."""

    there: tuple[Path, ...] = ()
    lost: tuple[str, ...] = ()


def lists_with(study: Study, person: str) -> Lists:
    """Looks where this machine wrote them, and where a file of that name would lie; the register knows of other machines' lists too."""
    places = dict.fromkeys(_places(study, person))
    there = [path for path in places if os.path.lexists(path) and names(path, person)]
    still = {path.name for path in places if os.path.lexists(path)}  # written over since, or found
    # What was written for the person themselves was handed over: nobody need look for it.
    lost = dict.fromkeys(name for name in _entered(study, person, LISTS) if name not in still)
    return Lists(tuple(there), tuple(lost))


def _entered(study: Study, person: str, *verbs: str) -> list[str]:
    entries = holding(read_register(study).entries, person)
    return [Path(name).name for one in entries if one.export.verb in verbs for name in one.export.files]


def _places(study: Study, person: str) -> Iterator[Path]:
    recipients = recipients_of(study)
    if recipients is not None:
        from interviewer.study.private import lists

        yield from (one.path for one in lists.written(recipients) if person in one.people)
    here = Path(os.path.abspath(os.curdir))
    for name in _entered(study, person, LISTS, ACCESS):
        for folder in dict.fromkeys((study.root, study.exports_path, study.root.parent, here)):
            yield folder / name
