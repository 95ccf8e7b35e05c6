"""An XLSForm becomes a guide: read, written, reported."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interviewer.errors import CannotError, FilesError, UsageError, problem
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from interviewer.guide.xlsform.reading.reader import Reading, read_form
from interviewer.ids import is_id
from interviewer.schema import propose_id
from interviewer.screens.bringing.form_report import as_values, say
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, language
from interviewer.sheets.read import MAX_BYTES, read_book
from interviewer.study.checking import shown
from interviewer.study.folder import find_study
from interviewer.study.guide_file import write_guide
from interviewer.yamlfaults import HIDDEN_MADE

if TYPE_CHECKING:
    from interviewer.guide.model import Guide

STANDARD = "-"
MODELINE = "yaml-language-server: $schema=guide.schema.json"


class Wish(NamedTuple):
    """What was asked for on the command line."""

    out: str
    guide_id: str
    force: bool
    dry_run: bool
    json: bool


def bring(file: str, wish: Wish) -> None:
    """Make the guide and say what is not in it; CannotError where nothing in the form is asked."""
    if wish.guide_id and not is_id(wish.guide_id):
        raise UsageError("new_bad_id", given=wish.guide_id[:40], proposed=propose_id(wish.guide_id))
    found = read_book(form_bytes(file), file)
    if found.book is None:
        raise FilesError(one._replace(path=file) for one in found.problems)
    reading = read_form(found.book, "form" if file == STANDARD else Path(file).stem, language(), wish.guide_id)
    refused = [one._replace(path=file) for one in reading.sheets if one.severity == "error"]
    if refused:
        raise FilesError(refused)
    paper = Paper()
    if not wish.json:
        for warning in found.problems:
            paper.say(place(warning._replace(path=file)), "warn")
        say(paper, reading)
    text = _text(reading, file) if reading.guide else ""
    path = _written(reading.guide, text, wish) if reading.guide else ""
    if wish.json:
        sys.stdout.write(json.dumps(as_values(reading, path, found.problems), ensure_ascii=False, indent=2) + "\n")
    if reading.guide is None:
        raise CannotError("form_nothing")
    if path and not wish.json:
        sys.stdout.write(path + "\n")
        paper.say(_("Next: `interviewer check {path}`, then make it yours in a text editor.").format(path=path))


def form_bytes(file: str) -> bytes:
    """What the file holds, or standard input for `-`; no more than a reader takes."""
    if file == STANDARD:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with open(file, "rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise CannotError("no_form_file", path=file) from None
    except IsADirectoryError:
        raise CannotError("a_folder", path=file) from None


def _text(reading: Reading, file: str) -> str:
    """The guide's YAML, which reads back without an error."""
    if reading.guide is None:
        raise CannotError("form_nothing")
    text = guide_text(reading.guide, _comment(reading, file), MODELINE, remarks=reading.remarks, above=reading.above)
    errors = [one for one in read_guide(text.encode())[1] if one.severity == "error"]
    if any(one.rule in ("yaml_too_big", "yaml_too_many") for one in errors):
        raise FilesError([problem("form_too_large", path=file)])
    if errors:
        raise FilesError([problem("form_not_sound", path=file), *errors])
    return text


def _comment(reading: Reading, file: str) -> str:
    name = _("standard input") if file == STANDARD else Path(file).name
    lines = [_("Made from an XLSForm: {file}").format(file=" ".join(HIDDEN_MADE.sub("", name).split()))]
    named = ", ".join(f"{code} = {name}" for code, name in reading.languages.items() if code != name)
    if named:
        lines.append(_("Languages: {languages}").format(languages=" ".join(named.split())))
    if reading.remarks:
        lines.append(_("Behind an id, “name” is what the form calls it."))
    return "\n".join(lines)


def _written(guide: Guide, text: str, wish: Wish) -> str:
    """Where the guide went; empty where it went to standard output or nowhere."""
    if wish.dry_run or wish.out == STANDARD:
        if not wish.json:
            sys.stdout.write(text)
        return ""
    path = Path(wish.out) if wish.out else find_study().guides_path / f"{guide.id}.yaml"
    write_guide(path, text, force=wish.force)
    return shown(path)
