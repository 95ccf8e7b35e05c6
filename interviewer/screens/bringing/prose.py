"""A written guide becomes YAML: read, written, reported."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interviewer.errors import CannotError, FilesError, UsageError, problem
from interviewer.guide.prose.bytes_in import MAX_BYTES
from interviewer.guide.prose.reading import read_prose
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from interviewer.ids import is_id
from interviewer.report.paper.wording import telltales
from interviewer.schema import propose_id
from interviewer.screens.bringing.prose_report import as_values, say
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, language
from interviewer.study.checking import shown
from interviewer.study.folder import find_study
from interviewer.study.guide_file import write_guide
from interviewer.yamlfaults import HIDDEN_MADE

if TYPE_CHECKING:
    from interviewer.guide.model import Guide

STANDARD = "-"
UNNAMED = "guide"
MODELINE = "yaml-language-server: $schema=guide.schema.json"


class Wish(NamedTuple):
    """What was asked for on the command line."""

    out: str
    guide_id: str
    force: bool
    dry_run: bool
    json: bool


def bring(file: str, wish: Wish) -> None:
    """Make the guide and say what was guessed; FilesError where the file is none that can be read as a guide."""
    if wish.guide_id and not is_id(wish.guide_id):
        raise UsageError("new_bad_id", given=wish.guide_id[:40], proposed=propose_id(wish.guide_id))
    named = "" if file == STANDARD else file
    reading = read_prose(
        _bytes(file), named, wish.guide_id or propose_id(Path(named or UNNAMED).stem), language(), telltales()
    )
    paper = Paper()
    if reading.fates and not wish.json:
        say(paper, reading)
    if reading.guide is None:
        raise FilesError(one._replace(path=file) for one in reading.problems if one.severity == "error")
    path = _written(reading.guide, _text(reading.guide, file), wish)
    if wish.json:
        sys.stdout.write(json.dumps(as_values(reading, path), indent=2) + "\n")
    elif path:
        sys.stdout.write(path + "\n")
        paper.say(_("Next: `interviewer check {path}`, then make it yours in a text editor.").format(path=path))


def _bytes(file: str) -> bytes:
    if file == STANDARD:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with open(file, "rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise CannotError("no_prose_file", path=file) from None
    except IsADirectoryError:
        raise CannotError("prose_a_folder", path=file) from None


def _text(guide: Guide, file: str) -> str:
    """The guide's YAML, which reads back without an error."""
    given = _("standard input") if file == STANDARD else Path(file).name
    name = " ".join(HIDDEN_MADE.sub("", given).split())
    text = guide_text(guide, _("Made from a written guide: {file}").format(file=name), MODELINE)
    if any(one.severity == "error" for one in read_guide(text.encode())[1]):
        raise FilesError([problem("prose_not_sound", path=file)])
    return text


def _written(guide: Guide, text: str, wish: Wish) -> str:
    """Where the guide went; empty where it went to standard output or nowhere."""
    if wish.dry_run or wish.out == STANDARD:
        if not wish.json:
            sys.stdout.write(text)
        return ""
    path = Path(wish.out) if wish.out else find_study().guides_path / f"{guide.id}.yaml"
    write_guide(path, text, force=wish.force)
    return shown(path)
