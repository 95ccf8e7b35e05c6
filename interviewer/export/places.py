"""Where an export may go: never over what no export has made, and never among interviews, guides and settings."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from interviewer.errors import CannotError, UsageError
from interviewer.export.columns import TABLES, Table
from interviewer.export.describe import PACKAGE, TITLE
from interviewer.export.dialects import BOM
from interviewer.export.figure_tables import FIGURES
from interviewer.export.manifest import NAME as MANIFEST
from interviewer.export.manifest import is_manifest
from interviewer.study.exports_register import folder as register_of
from interviewer.study.folder import Study

ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}", re.ASCII)
# A header stands in one line; with a thousand questions it is still shorter than this.
HEADER_BYTES = 1 << 20
PICTURE, PICTURE_STARTS = "picture", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 '
PAGE, PAGE_STARTS = "page", b"<!-- interviewer quotes -->\n\n"
READ_ME, READ_ME_STARTS = "read me", b"[interviewer] "
STARTS = {PICTURE: PICTURE_STARTS, PAGE: PAGE_STARTS, READ_ME: READ_ME_STARTS}
# Columns that guides give, behind those that a table always has.
GIVEN = {"answers": ("q_", "status_", "value_", "may_quote"), "participants": ("background_",)}
# Every table began with more columns than this; fewer could be anybody's file.
FEWEST = 6


def is_file(out: str) -> bool:
    """Whether `out` names one file (coded answers alone) and not a folder; UsageError for a file that is no `.csv`.

    A name that ends with a slash, and one of a folder that is there, is a folder whatever its ending; a device or a pipe
    may have any name.
    """
    path = Path(out)
    if path.is_dir() or out.endswith(("/", os.sep)):
        return False
    if path.exists() and not path.is_file():
        return True
    ending = path.suffix.lower()
    if ending != ".csv" and ENDING.fullmatch(ending):
        raise UsageError("export_no_csv", path=out, ending=path.suffix, csv=str(path.with_suffix(".csv")))
    return ending == ".csv" or path.exists()


def refuse_among_sources(study: Study, out: Path) -> None:
    """CannotError when the place is, or lies in, what an export is made from."""
    sources = study.sessions_path, study.guides_path, study.codebook_path, study.settings_path, register_of(study)
    for source in sources:
        if _lies_in(Path(os.path.realpath(out)), Path(os.path.realpath(source))):
            raise CannotError("export_among_sources", path=str(out), source=study.shown(source))


def refuse_over_others(study: Study, paths: Mapping[str, Path]) -> None:
    """CannotError when one of these files, by table, is there and was not made by an export of that table."""
    for name, path in paths.items():
        refuse_among_sources(study, path)
        if path.is_file() and not _is_earlier(path, name):
            raise CannotError("export_over_other", path=str(path))


def is_free(path: Path, name: str) -> bool:
    """Whether nothing is there, or what an earlier export of that kind made. OSError where that can't be read."""
    return not os.path.lexists(path) or (path.is_file() and _was_made(path, name))


def _lies_in(place: Path, source: Path) -> bool:
    """Names are compared, and files too: `Sessions` is `sessions` on some disks."""
    return any(one == source or _is_same(one, source) for one in (place, *place.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is_earlier(path: Path, name: str) -> bool:
    """Whether the file is empty, or begins as the files of that table do; not, when it can't be read."""
    with suppress(OSError):
        return _was_made(path, name)
    return False


def _was_made(path: Path, name: str) -> bool:
    """The same; OSError where it can't be read."""
    with suppress(ValueError, RecursionError, csv.Error):
        with path.open("rb") as file:
            start = file.read(HEADER_BYTES)
        if not start:
            return True
        if name in STARTS:
            return start.removeprefix(BOM).startswith(STARTS[name])
        if name == PACKAGE:
            package = json.loads(path.read_bytes())
            return isinstance(package, dict) and package.get("title") == TITLE
        if name == MANIFEST:
            return is_manifest(path.read_bytes())
        table = next(table for table in (*TABLES, *FIGURES) if table.name == name)
        return any(_is_header(cells, table) for cells in _headers(start))
    return False


def _headers(start: bytes) -> Iterable[tuple[str, ...]]:
    """The first line as cells, with each sign that may stand between them: a spreadsheet may have changed it."""
    line = start.removeprefix(BOM).partition(b"\n")[0].rstrip(b"\r").decode("utf-8")
    return (tuple(next(csv.reader([line], delimiter=sign), ())) for sign in ",;\t")


def _is_header(cells: tuple[str, ...], table: Table) -> bool:
    """Columns are only ever appended: an older file has the first of ours."""
    own = table.header
    more = cells[len(own) :]
    given = GIVEN.get(table.name, ())
    return (
        len(cells) >= FEWEST and cells[: len(own)] == own[: len(cells)] and all(one.startswith(given) for one in more)
    )
