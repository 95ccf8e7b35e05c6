"""A written guide becomes YAML: read, written, reported."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import FilesError, problem
from interviewer.guide.prose.bytes_in import MAX_BYTES
from interviewer.guide.prose.reading import read_prose
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from interviewer.report.paper.wording import telltales
from interviewer.schema import propose_id
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
from interviewer.screens.bringing.prose_report import as_values, say
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, language

if TYPE_CHECKING:
    from interviewer.guide.model import Guide

UNNAMED = "guide"


def bring(file: str, wish: Wish) -> None:
    """Make the guide and say what was guessed; FilesError where the file is none that can be read as a guide."""
    check_id(wish)
    named = "" if file == STANDARD else file
    reading = read_prose(
        bytes_of(file, MAX_BYTES, "no_prose_file", "prose_a_folder"),
        named,
        wish.guide_id or propose_id(Path(named or UNNAMED).stem),
        language(),
        telltales(),
    )
    paper = Paper()
    if reading.fates and not wish.json:
        say(paper, reading)
    if reading.guide is None:
        raise FilesError(one._replace(path=file) for one in reading.problems if one.severity == "error")
    path = write(reading.guide, _text(reading.guide, file), wish)
    if wish.json:
        sys.stdout.write(json.dumps(as_values(reading, path), indent=2) + "\n")
    elif path:
        say_next(paper, path)


def _text(guide: Guide, file: str) -> str:
    """The guide's YAML, which reads back without an error."""
    text = guide_text(guide, _("Made from a written guide: {file}").format(file=called(file)), MODELINE)
    if any(one.severity == "error" for one in read_guide(text.encode())[1]):
        raise FilesError([problem("prose_not_sound", path=file)])
    return text
