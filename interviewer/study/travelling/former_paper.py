"""What is on a stick and locked for another paper key than what is here: the newer takes the place of the older, never the other way round."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from interviewer.errors import FilesError, Problem
from interviewer.ids import sum_of
from interviewer.privacy.renewal import PaperKey, number_of, paper_key
from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.session.folder import file_names
from interviewer.study.folder import SETTINGS, Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import cabinet, marks, paper_keys, places, vault
from interviewer.study.private.places import Recipients
from interviewer.study.private.proven import proofs
from interviewer.study.private.remembered import remembered
from interviewer.study.settings import Keys, read_settings
from interviewer.study.travelling.baggage import KEYS, MOST_BYTES, STUDY, is_reachable
from interviewer.study.travelling.manifest import Listed, Lists, checked, read_lists, written_lists

Marks = Mapping[str, set[str]]


class Heard(NamedTuple):
    """What a stick says of the paper key: the keys in force now, whether that was news here, whether the stick is older."""

    recipients: Recipients
    news: bool = False
    older: bool = False


def keys_there(place: Path) -> Keys | None:
    """The keys that the settings on a stick name; None where there are none, or the file is damaged."""
    name = f"{STUDY}/{SETTINGS}"
    lists, _problems = read_lists(written_lists(place))
    with suppress(OSError, ValueError, KeyError):
        settings, _wrong = read_settings(checked(place, name, lists[name]), name)
        return settings.keys if settings is not None else None
    return None


def refuse_other_paper(recipients: Recipients, place: Path) -> None:
    """FilesError where the stick names a paper key that was never in force here and that the team's key didn't sign."""
    there = keys_there(place)
    if there is None or there.team != recipients.team:
        return
    if paper_keys.is_other(recipients, paper_key(there.paper, there.renewed)):
        raise FilesError([Problem("travel_other_paper_key", path=str(place / STUDY / SETTINGS))])


def hear(study: Study, recipients: Recipients, place: Path) -> Heard:
    """Follow the paper key that the stick names, where it took the place of the one here by the word of the team's key."""
    there, kept = keys_there(place), remembered(study.sessions_path)
    if there is None or there.team != recipients.team:
        return Heard(recipients)
    told = paper_key(there.paper, there.renewed)
    here = PaperKey(1, "", recipients.paper) if paper_keys.known(recipients.team).key is None else None
    best = paper_keys.follow(recipients.team, [told, here, kept.key if kept is not None else None])
    if best is None:
        return Heard(recipients)
    observe_secrecy(study)
    return Heard(
        Recipients(recipients.team, best.public),
        best.public != recipients.paper,
        told is None or there.paper != best.public,
    )


def by_mark(names: Iterable[str]) -> Marks:
    """The marks under which each thing is in these names of a stick (`keys/cabinet/...`), by folder and what it is."""
    found: dict[str, set[str]] = {}
    for name in names:
        if name.startswith(f"{KEYS}/"):
            found.setdefault(_thing(name), set()).add(marks.name_of(PurePosixPath(name).name).mark)
    return found


def by_mark_here(recipients: Recipients) -> Marks:
    """The same of what lies on this machine and surely opens: only such a file keeps an older one of the same thing out."""
    known = proofs(recipients)
    cabinets = [(f"{KEYS}/{places.CABINET}", one.path) for one in cabinet.keys_in(places.cabinets(recipients.team))]
    entries = [(f"{KEYS}/{places.VAULT}", path) for path in vault.files(recipients)]
    found = []
    for folder, path in (*cabinets, *entries, *((KEYS, path) for path in marks.keys_for_paper(recipients))):
        with suppress(OSError):
            data = read_plain(path, MOST_BYTES)
            if (marks.name_of(path.name).what, sum_of(data)) in known:
                found.append(f"{folder}/{path.name}")
    return by_mark(found)


def by_mark_proven(recipients: Recipients, place: Path, listed: Lists) -> Marks:
    """The same of those of these files on the stick that are as they are listed, and surely open."""
    known = proofs(recipients)
    found = []
    for name, one in listed.items():
        what = marks.name_of(PurePosixPath(name).name).what
        if name.startswith(f"{KEYS}/") and (what, one.sha256) in known:
            with suppress(OSError, ValueError):
                checked(place, name, one)
                found.append(name)
    return by_mark(found)


def newer_mark(name: str, there: Marks, current: str) -> str:
    """Of the same thing, a mark that takes the place of this file's; empty where there is none."""
    mark = marks.name_of(PurePosixPath(name).name).mark
    return next((one for one in sorted(there.get(_thing(name), ())) if marks.is_newer(one, mark, current)), "")


def name_with(name: str, mark: str, names: Iterable[str]) -> str:
    """Of these names, one of the same thing with that mark."""
    wanted = _thing(name)
    return next(
        one
        for one in names
        if one.startswith(f"{KEYS}/") and _thing(one) == wanted and marks.name_of(PurePosixPath(one).name).mark == mark
    )


def clear_former(place: Path, proven: Marks, current: str, disk: Disk = DISK) -> int:
    """Take off the stick what is locked for a former paper key and lies there for a newer one too, proven; says how much."""
    disk.sync_folder(str(place))
    named, _problems = read_lists(written_lists(place))  # an older list that couldn't be taken away may name them still
    gone = 0
    for folder in ("", f"{places.CABINET}/", f"{places.VAULT}/"):
        for file in file_names(place / KEYS / folder):
            name = f"{KEYS}/{folder}{file}"
            if (
                name not in named
                and file.endswith(marks.END)
                and is_reachable(place, name)
                and newer_mark(name, proven, current)
            ):
                gone += cabinet.wipe(place / name, disk)
    return gone


def without_former(listed: Lists, proven: Marks, current: str) -> dict[str, Listed]:
    """The list without what lies there for a newer paper key too, proven: that is taken away when the list is there."""
    return {
        name: one
        for name, one in listed.items()
        if not (
            current and name.startswith(f"{KEYS}/") and name.endswith(marks.END) and newer_mark(name, proven, current)
        )
    }


def still_former(names: Iterable[str], current: str) -> int:
    """How many of these files of a stick a former sheet still opens."""
    mine = number_of(current)
    found = (marks.name_of(PurePosixPath(name).name).mark for name in names if name.endswith(marks.END))
    return sum(mark != current and number_of(mark) <= mine for mark in found) if current else 0


def _thing(name: str) -> str:
    path = PurePosixPath(name)
    return f"{path.parent}/{marks.name_of(path.name).what}"
