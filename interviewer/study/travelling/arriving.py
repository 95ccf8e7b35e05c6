"""`sync in`: all that a folder brings whole, each file by its sum; what is damaged is named. Nothing here is overwritten."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from interviewer.errors import CannotError, FilesError, Problem
from interviewer.ids import sum_of
from interviewer.privacy.renewal import paper_key
from interviewer.session.disk import DISK, Disk, read_plain
from interviewer.session.folder import SESSIONS
from interviewer.study.deletions import Deletion, forget
from interviewer.study.folder import GUIDES, SETTINGS, Study
from interviewer.study.private import copies, places
from interviewer.study.private.marks import name_of
from interviewer.study.private.paper_keys import follow, mark_of
from interviewer.study.private.places import Recipients
from interviewer.study.settings import read_settings
from interviewer.study.travelling.baggage import (
    KEYS,
    MOST_BYTES,
    STUDY,
    beside,
    beside_sum,
    folder_name,
    make_folders,
    people_named,
    stands_alone,
    target,
)
from interviewer.study.travelling.deleted_here import deleted_here
from interviewer.study.travelling.former_paper import by_mark_here, newer_mark, still_former
from interviewer.study.travelling.manifest import Listed, Lists, checked, read_lists, written_lists
from interviewer.study.travelling.medium import medium_of
from interviewer.study.whole_file import keep

MOST_NAMED, MOST_LETTERS, MOST_GUIDES = 50, 120, 8


class Taken(NamedTuple):
    """What came: files by their names on the way, those that were here already, those of the study that differ here.

    `problems` are the files that are damaged there, or missing, or none of ours; `deleted` are interviews that were deleted here
    and left out.
    """

    new: tuple[str, ...]
    there: int
    differing: tuple[str, ...]
    new_sessions: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    deleted: tuple[Deletion, ...] = ()

    def count(self, beginning: str) -> int:
        """How many of the new files lie there."""
        return sum(name.startswith(beginning) for name in self.new)

    @property
    def people(self) -> int:
        """Of how many people a name or contact came."""
        return len(people_named(self.new))


def place_in(folder: Path, study: Study, recipients: Recipients | None) -> Path:
    """The study's own folder in there. CannotError where there is none, with what there is."""
    if not folder.is_dir():
        raise CannotError("travel_no_folder", path=str(folder))
    wanted = folder_name(study, recipients)
    found = folder if folder.name == wanted and written_lists(folder) else folder / wanted
    if found.is_symlink() or not found.is_dir():
        others = _studies_in(folder)
        if not others:
            raise CannotError("travel_nothing", path=str(folder))
        guides = ", ".join(_guides_in(others[0])) or "–"
        raise CannotError("travel_other_study", path=str(others[0]), guides=guides)
    return found


def only_study_in(folder: Path) -> Path:
    """The one study that is in there. CannotError where there is none, or several."""
    if not folder.is_dir():
        raise CannotError("travel_no_folder", path=str(folder))
    found = [folder] if written_lists(folder) else _studies_in(folder)
    if len(found) != 1:
        names = ", ".join(one.name for one in found[:5])
        raise CannotError("travel_several" if found else "travel_nothing", path=str(folder), found=names)
    return found[0]


def _studies_in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [one for one in sorted(folder.glob("interviewer-*")) if one.is_dir() and written_lists(one)]
    return []


def _guides_in(place: Path) -> list[str]:
    """By which guides people would know the study that lies there."""
    names, _problems = read_lists(written_lists(place))
    guides = sorted({PurePosixPath(name).stem for name in names if name.startswith(f"{STUDY}/{GUIDES}/")})
    return guides[:MOST_GUIDES]


def recipients_in(place: Path) -> Recipients | None:
    """The public keys of the study that lies there, by its settings; None where it has none. FilesError where they are damaged."""
    name = f"{STUDY}/{SETTINGS}"
    lists, _problems = read_lists(written_lists(place))
    if name not in lists:
        return None
    try:
        settings, problems = read_settings(checked(place, name, lists[name]), name)
    except (OSError, ValueError):
        raise FilesError([Problem("travel_settings_damaged", path=str(place / name))]) from None
    if settings is None:
        raise FilesError(problems)
    if settings.keys is None:
        return None
    key = follow(settings.keys.team, [paper_key(settings.keys.paper, settings.keys.renewed)])
    return Recipients(settings.keys.team, key.public if key else settings.keys.paper)


def take_in(
    study: Study, recipients: Recipients | None, place: Path, disk: Disk = DISK, *, with_deleted: bool = False
) -> Taken:
    """Return when all that is whole there is durable here. FilesError where no list of it can be read, or nothing is whole.

    Interviews that were deleted here are left out, unless they are asked for.
    """
    lists, problems = _verified(study, recipients, place)
    named = lists
    gone = deleted_here(study, place, lists)
    if not with_deleted:
        lists = {name: one for name, one in lists.items() if name not in gone.names}
    if recipients is not None:
        places.refuse_work_tree(places.private_folder(recipients.team))
        places.make(places.private_folder(recipients.team))
    had = set(study.session_ids())
    new: list[str] = []
    differing: list[str] = []
    mark = mark_of(recipients) if recipients is not None else ""
    here = by_mark_here(recipients) if recipients is not None and mark else {}
    for name in sorted(lists, key=_turn):
        path = target(study, recipients, name)
        if path is not None and not (mark and newer_mark(name, here, mark)):
            try:
                data = checked(place, name, lists[name])
            except (OSError, ValueError):  # the stick was whole a moment ago
                problems.append(Problem("travel_damaged", path=str(place / name)))
                continue
            root = places.private_folder(recipients.team) if recipients and name.startswith(f"{KEYS}/") else study.root
            kept = _settle(name, path, data, root, disk)
            (new if kept else []).append(name)
            if not kept and stands_alone(name) and _held(path) != data:
                differing.append(name)
    if recipients is not None:
        copies.note(
            recipients,
            place.parent.name,
            dict(_sums_of_keys(study, recipients, lists)),
            medium_of(place),
            folder=str(place.parent.resolve()),
            sheet="" if still_former(named, mark) else mark,
        )
    there, sessions = len(lists) - len(new) - len(differing), set(study.session_ids())
    if with_deleted:
        forget(study, sessions & {one.session for one in gone.sessions})
    fresh, left = tuple(sorted(sessions - had)), () if with_deleted else gone.sessions
    return Taken(tuple(new), there, tuple(differing), fresh, tuple(problems), left)


def _sums_of_keys(study: Study, recipients: Recipients, lists: Lists) -> Iterator[tuple[str, str]]:
    """The keys there with their sums, under the names that they have here: two machines may have locked one anew, each by itself."""
    for name, one in lists.items():
        if name.startswith(f"{KEYS}/{places.CABINET}/"):
            path = target(study, recipients, name)
            other = path is not None and name_of(path.name).mark and sum_of(_held(path) or b"") != one.sha256
            yield Path(beside_sum(name, one.sha256) if other else name).name, one.sha256


def _verified(study: Study, recipients: Recipients | None, place: Path) -> tuple[Lists, list[Problem]]:
    """What is there as the list says, and what isn't."""
    found = written_lists(place)
    if not found:
        raise CannotError("travel_unfinished", path=str(place))
    lists, problems = read_lists(found)
    whole = {}
    for name, listed in lists.items():
        wrong = _wrong(study, recipients, place, name, listed)
        if wrong:
            problems.append(_at(place, name, wrong))
        else:
            whole[name] = listed
    if not whole:
        raise FilesError([*problems[:MOST_NAMED], Problem("travel_nothing_taken", path=str(place))])
    return whole, problems


def _wrong(study: Study, recipients: Recipients | None, place: Path, name: str, listed: Listed) -> str:
    """The rule that a listed file breaks; empty for one that may come in."""
    if target(study, recipients, name) is None:
        return "travel_strange_name"
    try:
        checked(place, name, listed)
    except FileNotFoundError:
        return "travel_missing"
    except (OSError, ValueError):
        return "travel_damaged"
    return ""


def _at(place: Path, name: str, rule: str) -> Problem:
    if rule == "travel_strange_name":
        return Problem(rule, path=str(place), values=(("name", name[:MOST_LETTERS]),))
    return Problem(rule, path=str(place / name))


def _turn(name: str) -> tuple[int, str]:
    """Keys before words, and the settings that name them before both."""
    first = name.partition("/")[0]
    if name == f"{STUDY}/{SETTINGS}":  # should it be cut short, this tells the next time which study it is
        return 0, name
    return (STUDY, KEYS).index(first) + 1 if first in (STUDY, KEYS) else 3, name


def _settle(name: str, path: Path, data: bytes, root: Path, disk: Disk) -> bool:
    """Have the file here; whether it is new. What bears its name and holds something else stays, and the new one stands beside it."""
    choices = [path] if stands_alone(name) else [path, path.with_name(beside(path.name, data))]
    for one in choices:
        held = _held(one)
        if held is not None and (held == data or (name.startswith(f"{SESSIONS}/") and held.startswith(data))):
            return False
        if held is None and not os.path.lexists(one):
            make_folders(root, one.parent)
            keep(one, data, disk)
            return True
    if not stands_alone(name):
        raise CannotError("travel_in_the_way", path=str(path))
    return False


def _held(path: Path) -> bytes | None:
    with suppress(OSError):
        return read_plain(path, MOST_BYTES)
    return None
