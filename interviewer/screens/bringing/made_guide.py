"""What every import of a guide does: take the file, hold what was asked for to account, write the guide, say what comes next."""

import sys
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError, UsageError
from interviewer.guide.model import Guide
from interviewer.ids import is_id
from interviewer.schema import propose_id
from interviewer.screens.paper import Paper
from interviewer.screens.words import _
from interviewer.study.checking import shown
from interviewer.study.guide_file import write_guide
from interviewer.study.opening import find_study
from interviewer.study.schema_files import modeline
from interviewer.yamlfaults import HIDDEN_MADE

STANDARD = "-"
MODELINE = modeline("guide").removeprefix("# ").rstrip()
"""The first line of a guide, as its writer takes it."""


class Wish(NamedTuple):
    """What was asked for on the command line."""

    out: str
    guide_id: str
    force: bool
    dry_run: bool
    json: bool


def check_id(wish: Wish) -> None:
    """UsageError for an id that no guide can have."""
    if wish.guide_id and not is_id(wish.guide_id):
        raise UsageError("new_bad_id", given=wish.guide_id[:40], proposed=propose_id(wish.guide_id))


def bytes_of(file: str, most: int, missing: str, folder: str) -> bytes:
    """What the file holds, or standard input for `-`; of more than `most` bytes only so many that it shows.

    CannotError with the rule `missing` where there is no such file, `folder` where it is one.
    """
    if file == STANDARD:
        return sys.stdin.buffer.read(most + 1)
    try:
        with open(file, "rb") as opened:
            return opened.read(most + 1)
    except FileNotFoundError:
        raise CannotError(missing, path=file) from None
    except IsADirectoryError:
        raise CannotError(folder, path=file) from None


def called(file: str) -> str:
    """How a comment calls the file, on one line and without hidden characters."""
    name = _("standard input") if file == STANDARD else Path(file).name
    return " ".join(HIDDEN_MADE.sub("", name).split())


def write(guide: Guide, text: str, wish: Wish) -> str:
    """Where the guide went; empty where it went to standard output or nowhere."""
    if wish.dry_run or wish.out == STANDARD:
        if not wish.json:
            sys.stdout.write(text)
        return ""
    path = Path(wish.out) if wish.out else find_study().guides_path / f"{guide.id}.yaml"
    write_guide(path, text, force=wish.force)
    return shown(path)


def say_next(paper: Paper, path: str) -> None:
    """The file as the result, and what to do with it."""
    sys.stdout.write(path + "\n")
    paper.say(_("Next: `interviewer check {path}`, then make it yours in a text editor.").format(path=path))
