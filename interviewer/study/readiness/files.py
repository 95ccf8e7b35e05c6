"""What is there already: who may open it, what git and sync clients would take, and what waits to be finished."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import FilesError
from interviewer.session.disk import DISK
from interviewer.session.draft import draft_paths
from interviewer.session.folder import session_folders
from interviewer.session.homecoming import left_away
from interviewer.study.folder import Study
from interviewer.study.git import is_there, is_tracked, would_take
from interviewer.study.overview import UNFINISHED
from interviewer.study.readiness.finding import ATTENTION, NO, OK, Finding, found
from interviewer.study.reading import read_all
from interviewer.study.synced import FUSE, NETWORK, kept_in_step, lives_away

OTHERS, OTHERS_WRITE = 0o077, 0o002
LOOKED_AT = 40  # interviews, the newest first: as far back as `run` offers to go on with one
NAMED = 3


class Seen(NamedTuple):
    """A file or folder of the study's interviews, with what the system knows of it."""

    path: str
    status: os.stat_result


def seen_below(folder: Path) -> list[Seen]:
    """The folder, the folders in it, and the files in these; what can't be looked at is left out."""
    seen: list[Seen] = []
    with suppress(OSError):
        seen.append(Seen(str(folder), os.stat(folder)))
    for place in (folder, *(Path(one.path) for one in _entries(folder) if stat.S_ISDIR(one.status.st_mode))):
        seen += _entries(place)
    return seen


def _entries(folder: Path) -> list[Seen]:
    entries: list[Seen] = []
    with suppress(OSError), os.scandir(folder) as found_here:
        for entry in found_here:
            with suppress(OSError):
                entries.append(Seen(entry.path, entry.stat(follow_symlinks=False)))
    return entries


def permission_finding(seen: Sequence[Seen]) -> Finding:
    """Whether others on this machine can open what people said; unknown on Windows."""
    if os.name == "nt":
        return found("permissions", ATTENTION, "permissions_unknown")
    mine = os.geteuid()
    writable = [one for one in seen if stat.S_ISDIR(one.status.st_mode) and one.status.st_mode & OTHERS_WRITE]
    if any(not one.status.st_mode & stat.S_ISVTX for one in writable):
        where = next(one.path for one in writable if not one.status.st_mode & stat.S_ISVTX)
        return found("permissions", NO, "permissions_no", where=where)
    foreign = [one for one in seen if one.status.st_uid != mine]
    if foreign and mine:  # whoever administers the machine looks at the folders of others
        return found("permissions", ATTENTION, "permissions_foreign", count=len(foreign), where=foreign[0].path)
    shut = {one.path for one in seen if stat.S_ISDIR(one.status.st_mode) and not one.status.st_mode & OTHERS}
    files = [one for one in seen if stat.S_ISREG(one.status.st_mode) and one.status.st_mode & OTHERS]
    files = [one for one in files if not {os.path.dirname(one.path), seen[0].path} & shut]
    if files:
        return found("permissions", ATTENTION, "permissions_open", count=len(files))
    return found("permissions", OK, "permissions_ok")


def synced_finding(root: Path) -> Finding:
    """Whether something else works in the study's folder, and whether live words are kept out of it."""
    keeper, away = kept_in_step(root), lives_away(root)
    if not keeper:
        return found("synced", OK, "synced_switched" if away else "synced_none")
    on_network = keeper in (NETWORK, FUSE)
    rule = ("network" if on_network else "synced") + ("_away" if away else "_here")
    return found("synced", ATTENTION, rule, program=keeper)


def git_findings(study: Study) -> Iterator[Finding]:
    """Whether git takes what people said, and whether that is what the team decided."""
    if study.open_to_git():
        yield found("git", ATTENTION, "git_takes")
    elif not _shared_by_git(study):
        yield found("git", OK, "git_ok")
    elif not is_tracked(study.sessions_path) and not would_take(study.sessions_path):
        yield found("git", ATTENTION, "git_shares_nothing")
    else:
        yield found("git", OK, "git_shares")


def _shared_by_git(study: Study) -> bool:
    try:
        return study.settings().sharing == "git" and is_there(study.root)
    except FilesError:  # the finding about settings says so
        return False


def left_findings(study: Study) -> Iterator[Finding]:
    """Interviews that wait to be finished, words that were being typed, files that did not come home."""
    newest = sorted(study.session_ids(), reverse=True)[:LOOKED_AT]
    waiting = [one.view.id for one in read_all(study, newest) if one.view.status in UNFINISHED]
    drafts = [name for name in newest if _orphans(study.root, name)]
    away = [name for name in left_away(study.root) if not _held_now(study.root, name)]
    for rule, names in (("left_drafts", drafts), ("left_unfinished", waiting), ("left_away", away)):
        if names:
            shown = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
            yield found("left", ATTENTION, rule, count=len(names), sessions=shown, first=names[0])
    if not (waiting or drafts or away):
        yield found("left", OK, "left_none")


def _orphans(root: Path, session: str) -> bool:
    paths = [path for folder in session_folders(root, session) for path in draft_paths(folder)]
    return any(not DISK.is_locked(str(path)) for path in paths)


def _held_now(root: Path, session: str) -> bool:
    from interviewer.session.journal import is_open_elsewhere

    return is_open_elsewhere(session_folders(root, session), session)


def names_below(seen: Sequence[Seen]) -> list[str]:
    """The names of the files."""
    return [os.path.basename(one.path) for one in seen]
