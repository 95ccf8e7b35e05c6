"""The manifest beside an export, and the export in the study's register: one step before the files get their names."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from interviewer.export.manifest import ENDING, NAME, About, FileFact, manifest
from interviewer.ids import sum_of
from interviewer.session.events import Exported
from interviewer.study.exports_register import enter
from interviewer.study.folder import Study

STREAM = "-"


class Told(NamedTuple):
    """What an export says of itself: its manifest, and what the register says."""

    data: bytes
    export: Exported


def tell(about: About, files: Iterable[FileFact]) -> Told:
    """The manifest of these files, and the record of the export."""
    listed = tuple(files)
    data = manifest(about, listed)
    names = [one.name for one in listed if one.name != STREAM]
    told = (about.verb, names, sum_of(data), about.contents.pseudonyms)
    quoted = about.contents.quotable if about.shared and about.words else {}
    return Told(data, Exported(secrets.token_hex(8), *told, about.words, about.shared, quoted, about.coder))


def enter_told(study: Study, told: Told) -> None:
    """Enter the export in the register; CannotError when that takes nothing: then no file gets its name."""
    enter(study, told.export)


def beside(path: Path) -> Path:
    """Where the manifest of a single file stands."""
    return path.with_name(path.name + ENDING)


def inside(folder: Path) -> Path:
    """Where the manifest of a folder stands."""
    return folder / f"{NAME}.json"
