"""For which paper key a file of cabinet or vault is locked, by its name: `<what it is>[.<mark>][.<what tells two apart>].age`.

Without a mark it is the first paper key of the study. An age file itself doesn't tell for whom it is locked.
"""

import re
from pathlib import Path
from typing import NamedTuple

from interviewer.privacy.renewal import MARK, number_of
from interviewer.study.private import cabinet, places, vault
from interviewer.study.private.paper_keys import known
from interviewer.study.private.places import Recipients

APART = re.compile(r"[0-9a-f]{8}", re.ASCII)
END = ".age"


class Name(NamedTuple):
    """What a file is, and the mark of the paper key for which it is locked."""

    what: str
    mark: str


def name_of(name: str) -> Name:
    """The parts of such a name."""
    parts = name.removesuffix(END).split(".")
    if len(parts) > 1 and APART.fullmatch(parts[-1]):
        parts.pop()
    mark = parts.pop() if len(parts) > 1 and MARK.fullmatch(parts[-1]) else ""
    return Name(".".join(parts), mark)


def marked(name: str, mark: str) -> str:
    """The name of the same thing locked for the paper key with this mark."""
    what = name_of(name).what
    return f"{what}.{mark}{END}" if mark else f"{what}{END}"


def is_newer(mark: str, than: str, current: str) -> bool:
    """Whether a file with the first mark takes the place of one with the other; `current` is that of the paper key in force."""
    return mark != than and (mark == current or (than != current and number_of(mark) > number_of(than)))


def keys_for_paper(recipients: Recipients) -> list[Path]:
    """The team's key as it lies here for paper keys."""
    own = places.private_folder(recipients.team)
    return sorted(path for path in own.glob(f"team.paper*{END}") if name_of(path.name).what == places.FOR_PAPER)


def all_files(recipients: Recipients) -> list[Path]:
    """Every file on this machine that a paper key opens: keys, names, the team's key."""
    keys = [one.path for one in cabinet.keys_in(places.cabinets(recipients.team))]
    return [*keys_for_paper(recipients), *keys, *vault.files(recipients)]


def former(recipients: Recipients) -> list[Path]:
    """Those of them that are locked for another paper key than the one in force; none nearly always."""
    key = known(recipients.team).key
    if key is None:
        return []
    named = ((path, name_of(path.name).mark) for path in all_files(recipients))
    return [path for path, mark in named if mark != key.mark and number_of(mark) <= key.number]


def waiting(recipients: Recipients) -> list[Path]:
    """Those of them that a former sheet may still open here."""
    return [path for path in former(recipients) if _may_open(path, recipients)]


def _may_open(path: Path, recipients: Recipients) -> bool:
    if path.parent == vault.folder(recipients):
        return vault.is_whole(path)
    if name_of(path.name).what == places.FOR_PAPER:
        return True
    wrapped = cabinet.named(path)
    return wrapped is not None and cabinet.is_whole(wrapped)
