"""The manifest of an export: what was written, whom it is about, what they agreed to, what was left out and why. Pure.

It says neither when nor by whom nor where, so that exporting twice gives the same bytes; the register knows when. It holds
no words and no pseudonyms: only ids of the study's own making that filters named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from interviewer import __version__
from interviewer.export.contents import Contents
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.session.line import Header

NAME, ENDING = "MANIFEST", ".manifest.json"
TITLE = "Manifest of an export of interviews"
FORMAT = 1


class FileFact(NamedTuple):
    """A file of an export: its name without its folder, length, SHA-256 in hexadecimal, rows (None for what has none)."""

    name: str
    size: int
    sha256: str
    rows: int | None = None


class About(NamedTuple):
    """What is written and for whom, as the verb knows it before the first byte.

    `words`: somebody's words may stand in it. `shared`: it is made to be shown to others, so the consent to quote was
    obeyed. `dialect` is the form of its tables, if it has any. `filters` are the ids that narrow it, by filter; `left_out` counts what isn't there, by reason. `coder` is whose
    work it is, if one coder's. `scan` is None where nothing was scanned.
    """

    verb: str
    contents: Contents = Contents()
    words: bool = False
    shared: bool = False
    dialect: str = ""
    filters: Mapping[str, Sequence[str]] = {}
    left_out: Mapping[str, int] = {}
    coder: str = ""
    scan: ScanOutcome | None = None


def manifest(about: About, files: Iterable[FileFact]) -> bytes:
    """The manifest as JSON: the same bytes for the same export of the same study by the same version of the program."""
    said = {
        "title": TITLE,
        "program": f"interviewer {__version__}",
        "formats": {"manifest": FORMAT, "journal": Header().v},
        "verb": about.verb,
        "shown_to_others": about.shared,
        "holds_words": about.words,
        "for": about.dialect,
        "coder": about.coder,
        "filters": {name: sorted(ids) for name, ids in sorted(about.filters.items()) if ids},
        "files": [_file(one) for one in files],
        "sessions": len(about.contents.people),
        "participants": about.contents.head_count,
        "guides": {guide: sorted(versions) for guide, versions in sorted(about.contents.guides.items())},
        "consents": about.contents.consents,
        "left_out": {why: count for why, count in sorted(about.left_out.items()) if count},
        "scan": about.scan._asdict() if about.scan else None,
    }
    return (json.dumps(said, ensure_ascii=True, indent=2, sort_keys=False) + "\n").encode()


def _file(one: FileFact) -> dict[str, Any]:
    told: dict[str, Any] = {"name": one.name, "bytes": one.size, "sha256": one.sha256}
    return told if one.rows is None else told | {"rows": one.rows}


def is_manifest(data: bytes) -> bool:
    """Whether these bytes are a manifest that some export wrote."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("title") == TITLE
