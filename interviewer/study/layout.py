"""Laying out a study: files that are missing are written, those that exist are left as they are."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from interviewer.errors import CannotError, FilesError
from interviewer.study.folder import CODEBOOK, GUIDES, SESSIONS, SETTINGS, Study

IGNORED = ("/sessions/", "draft.*.jsonl", "/exports/", "/*.csv", "/*.xlsx", "/*.manifest.json", "/not-names.txt")
"""What stays out of git: words, words being typed, and what is made from them."""
DIFFS = "guides/*.yaml diff=interviewer"
"""Git asks for the outline of a guide to compare, once it is told on each machine how: GIT_SETTINGS."""
GIT_SETTINGS = (
    'git config diff.interviewer.textconv "interviewer diff --outline"',
    'git config diff.interviewer.xfuncname "^((question|theme|consent|background) [^:,]+)"',
)
ATTRIBUTES = f"*.jsonl -text\n*.yaml text eol=lf\n{DIFFS}\n"
"""Git must not touch the bytes of a journal; guides have the same line ends on every system."""


class Laid(NamedTuple):
    """What was done: names of files and folders written, names of those kept, lines to add by hand to `.gitignore`.

    `plain` says that the `.gitattributes` that was kept doesn't know of guides.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    unignored: tuple[str, ...]
    plain: bool = False


def lay_out(root: Path, settings: str, headings: tuple[str, str], shipped: Iterable[tuple[str, bytes]]) -> Laid:
    """Make the study's folder whole, with these comments at the head of `.gitignore` and `.gitattributes`.

    CannotError when something that isn't a folder is in the way.
    """
    if root.exists() and not root.is_dir():
        raise CannotError("not_a_folder", path=str(root))
    for folder in (root / GUIDES, root / SESSIONS):
        if os.path.lexists(folder) and not folder.is_dir():
            raise CannotError("folder_in_the_way", path=str(folder))
    ignored = "".join(f"{line}\n" for line in IGNORED)
    kept_out, attributes = (a + b for a, b in zip(headings, (ignored, ATTRIBUTES), strict=True))
    texts = ((SETTINGS, settings), (".gitignore", kept_out), (".gitattributes", attributes))
    done = {name: _written(root / name, data) for name, data in shipped}
    done |= {name: _written(root / name, text.encode("utf-8")) for name, text in texts}
    done[f"{SESSIONS}/"] = _made(root / SESSIONS)
    return Laid(
        tuple(name for name, new in done.items() if new),
        tuple(name for name, new in done.items() if not new),
        () if done[".gitignore"] else _unignored(root / ".gitignore"),
        not done[".gitattributes"] and DIFFS not in _lines(root / ".gitattributes"),
    )


def lacking_codes(root: Path, laid: Laid) -> tuple[str, ...]:
    """The codes that guides of the study name and the codebook that was kept lacks; none where it has other faults."""
    from interviewer.guide.read import read_guide

    if CODEBOOK not in laid.kept:
        return ()
    study = Study(root)
    try:
        there = {code.id for code in study.codebook().codes}
    except FilesError:  # `check` says so with their places
        return ()
    guides = (read_guide(path.read_bytes())[0] for path in study.guide_paths())
    named = [code for guide in guides if guide for _theme, question in guide.questions() for code in question.codes]
    return tuple(code for code in dict.fromkeys(named) if code not in there)


def _written(path: Path, data: bytes) -> bool:
    """Write a new file whole; False when there is one already, of whatever kind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "xb") as file:
            _write_whole(file, path, data)
    except FileExistsError:
        return False
    return True


def _write_whole(file: BinaryIO, path: Path, data: bytes) -> None:
    try:
        file.write(data)
        file.flush()
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _made(folder: Path) -> bool:
    """Make a folder that only its owner may enter; False when it is there already."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return False
    return True


def _unignored(gitignore: Path) -> tuple[str, ...]:
    lines = _lines(gitignore)
    return tuple(line for line in IGNORED if line not in lines)


def _lines(path: Path) -> set[str]:
    return {line.strip() for line in path.read_bytes().decode("utf-8", "replace").split("\n")}
