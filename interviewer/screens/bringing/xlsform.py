"""An XLSForm becomes a guide: read, written, reported."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from interviewer.errors import CannotError, FilesError, problem
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from interviewer.guide.xlsform.reading.reader import Reading, read_form
from interviewer.screens.bringing.form_report import as_values, say
from interviewer.screens.bringing.made_guide import (
    MODELINE,
    STANDARD,
    Wish,
    bytes_of,
    called,
    check_id,
    say_next,
    write,
)
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, language
from interviewer.sheets.read import MAX_BYTES, read_book


def bring(file: str, wish: Wish) -> None:
    """Make the guide and say what is not in it; CannotError where nothing in the form is asked."""
    check_id(wish)
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
    path = write(reading.guide, text, wish) if reading.guide else ""
    if wish.json:
        sys.stdout.write(json.dumps(as_values(reading, path, found.problems), ensure_ascii=False, indent=2) + "\n")
    if reading.guide is None:
        raise CannotError("form_nothing")
    if path and not wish.json:
        say_next(paper, path)


def form_bytes(file: str) -> bytes:
    """What the file holds, or standard input for `-`; no more than a reader takes."""
    return bytes_of(file, MAX_BYTES, "no_form_file", "a_folder")


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
    lines = [_("Made from an XLSForm: {file}").format(file=called(file))]
    named = ", ".join(f"{code} = {name}" for code, name in reading.languages.items() if code != name)
    if named:
        lines.append(_("Languages: {languages}").format(languages=" ".join(named.split())))
    if reading.remarks:
        lines.append(_("Behind an id, “name” is what the form calls it."))
    return "\n".join(lines)
