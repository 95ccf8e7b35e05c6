"""Versions of a guide: the file as it is, as git had it, as interviews were held with it."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interviewer.errors import CannotError, FilesError, UsageError
from interviewer.guide.kept import kept_guide
from interviewer.guide.read import read_guide
from interviewer.study.folder import YAML, Study
from interviewer.study.opening import find_study
from interviewer.yamltext import MAX_BYTES

if TYPE_CHECKING:
    from interviewer.guide.model import Guide
    from interviewer.study.past import State

AT = "@"
SUM = "sha:"
NUMBER = re.compile(r"v([1-9][0-9]{0,6})")
HEAD = "HEAD"
SHORT = 8
MOST_SIGNS = 8


class Version(NamedTuple):
    """A version of a guide that somebody named: how it is shown, the guide, and the commit that it is from, if any.

    `others` counts the other states of the file that bear the number by which this one was named.
    """

    shown: str
    guide: Guide
    commit: str = ""
    others: int = 0


def study_around(path: str = "") -> Study | None:
    """The study that the path lies in, else that of the working folder; None where there is neither."""
    for start in (Path(parted(path)[0]).parent, None):
        with suppress(CannotError, OSError, ValueError):
            return find_study(start)
    return None


def is_file(ref: str) -> bool:
    """Whether there is such a file; what can't even be a name is none."""
    try:
        return Path(ref).is_file()
    except (OSError, ValueError):
        return False


def parted(ref: str) -> tuple[str, str]:
    """The guide and the revision; no revision for a file whose name has such a sign in it."""
    if AT not in ref or is_file(ref):
        return ref, ""
    places = [place for place, sign in enumerate(ref) if sign == AT]
    at = next((place for place in places[:MOST_SIGNS] if is_file(ref[:place])), places[0])
    return ref[:at], ref[at + 1 :]


def before_now(ref: str, study: Study | None) -> str:
    """What the file as it is now is held against: the last commit; where git keeps nothing, the last interview's version."""
    from interviewer.study import git
    from interviewer.study.past import past_of

    path = guide_path(ref, study)
    if git.is_there(path.parent):
        return f"{ref}{AT}{HEAD}"
    held = [state for state in past_of(path, study).states if state.held or state.pilots]
    return f"{ref}{AT}{SUM}{held[0].sha256}" if held else f"{ref}{AT}{HEAD}"


def version(ref: str, study: Study | None) -> Version:
    """The version that `ref` means: a file, a guide's id, or either of them with `@` and a revision.

    The revision is one of git's (`HEAD~1`, a tag, a branch, a commit), `sha:` with the beginning of a SHA-256 sum, or `vN`
    with the number of a version. Raises CannotError or UsageError where it means nothing, FilesError with all errors of the guide.
    """
    if not ref:
        raise UsageError("version_empty", ref=ref)
    name, revision = parted(ref)
    if name == ref:
        return _working(ref, study)
    if not revision or not name:
        raise UsageError("version_empty", ref=ref)
    path = guide_path(name, study)
    if revision.startswith(SUM) or NUMBER.fullmatch(revision):
        found = _of_the_past(path, revision, study)
        if found is not None:
            return found
    return _from_git(ref, path, revision)


def guide_path(name: str, study: Study | None) -> Path:
    """The file of the guide: a path as it is typed; by id where it is, or where it would be if it were still there."""
    if name.lower().endswith(YAML) or "/" in name or "\\" in name:
        return Path(name)
    if study is None:
        raise CannotError("no_study", folder=str(Path.cwd()))
    try:
        return study.guide_path(name)
    except CannotError:
        gone = study.guides_path / f"{name}{YAML[0]}"
        from interviewer.ids import is_id
        from interviewer.study.git import was_committed

        if is_id(name) and was_committed(gone):
            return gone
        raise


def _working(ref: str, study: Study | None) -> Version:
    path = Path(ref) if is_file(ref) else guide_path(ref, study)
    if not is_file(str(path)):
        raise CannotError("no_guide_file", path=ref)
    shown = path.as_posix() if study is None else study.shown(path)
    with open(path, "rb") as file:
        return Version(shown, sound(file.read(MAX_BYTES + 1), shown))


def sound(data: bytes, shown: str) -> Guide:
    """The guide; FilesError with all problems of a file that is none."""
    guide = kept_guide(data.decode("utf-8", "surrogateescape"))  # which interviews that keep the same text need again
    if guide is None:
        raise FilesError(read_guide(data, shown)[1])
    return guide


def _from_git(ref: str, path: Path, revision: str) -> Version:
    from interviewer.study import git

    commit = git.commit_named(path, revision)
    if not commit and NUMBER.fullmatch(revision):
        raise CannotError("version_unknown_number", number=revision[1:], guide=parted(ref)[0])
    if not commit and not git.is_installed():
        raise CannotError("git_missing", ref=ref)
    if not commit and not git.is_there(path.parent):
        raise CannotError("git_no_repository", ref=ref, folder=path.parent.resolve().as_posix())
    if not commit:
        raise CannotError("git_no_revision", revision=revision, guide=parted(ref)[0])
    data = git.file_at(path, commit, MAX_BYTES)
    if data is None:
        data = _under_its_former_name(path, commit)
    if data is None:
        raise CannotError("git_not_in_revision", file=path.name, revision=revision, guide=path.stem)
    return Version(f"{path.name}@{revision}", sound(data, f"{path.as_posix()}@{revision}"), commit)


def _under_its_former_name(path: Path, commit: str) -> bytes | None:
    """What the file held in that commit, if git knows that it had another name then."""
    from interviewer.study import git
    from interviewer.study.past import MOST_COMMITS

    logged = git.log_of(path, MOST_COMMITS) or ()
    for name in dict.fromkeys(one.name for one in logged):
        data = git.file_at(path, commit, MAX_BYTES, name)
        if data is not None:
            return data
    return None


def _of_the_past(path: Path, revision: str, study: Study | None) -> Version | None:
    """The one state of the guide with that sum or number; None where a number is none, for it may be a tag of git's."""
    from interviewer.study.past import past_of

    states = tuple({state.sha256: state for state in reversed(past_of(path, study).states)}.values())[::-1]
    others = 0
    if revision.startswith(SUM):
        asked = revision.removeprefix(SUM).lower()
        found = [state for state in states if asked and state.sha256.startswith(asked)]
    else:
        number = int(revision[1:])
        found = [state for state in states if state.guide is not None and state.guide.version == number]
        _refuse_tag(path, revision, found)
        held = [state for state in found if state.held] or found[:1]
        others, found = len(found) - len(held), held
    if len(found) > 1:
        known = ", ".join(f"{path.stem}{AT}{SUM}{state.sha256[:SHORT]}" for state in found)
        raise CannotError("version_ambiguous", revision=revision, count=len(found), known=known)
    if not found:
        if revision.startswith(SUM):
            raise CannotError("version_unknown_sum", revision=revision.removeprefix(SUM), guide=path.stem)
        return None
    return _version(found[0], path, others)


def _version(state: State, path: Path, others: int) -> Version:
    shown = f"{path.stem}{AT}{SUM}{state.sha256[:SHORT]}"
    return Version(shown, state.guide or sound(state.data, shown), state.commit, others)


def _refuse_tag(path: Path, revision: str, found: list[State]) -> None:
    """A revision of git's that is called as a version of the guide is: somebody must say which."""
    from interviewer.study.git import commit_named

    if found and commit_named(path, revision):
        sum_of_it = f"{path.stem}{AT}{SUM}{found[0].sha256[:SHORT]}"
        raise CannotError("version_or_tag", revision=revision, number=revision[1:], meant=sum_of_it, guide=path.stem)
