"""Which ids of questions stand for former ones today, in each guide of a study, and which are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from interviewer.errors import FilesError
from interviewer.guide.former_ids import current_ids
from interviewer.guide.read import read_guide
from interviewer.session.read import guide_from
from interviewer.yamltext import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.guide.model import Guide
    from interviewer.study.folder import Study

WAS = re.compile(r"\bwas\b[\"']?\s*:")


def question_ids(study: Study, held: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """The id of today by former id, by guide; `held` are (guide id, source) of the versions that interviews keep.

    A guide that none of its versions gives former ids has no entry; where none does at all, no file is understood.
    """
    kept = dict.fromkeys(held)
    texts = [_text(path) for path in study.guide_paths()]
    if not any(WAS.search(source) for source in (*texts, *(source for _guide, source in kept))):
        return {}
    now = {guide.id: guide for text in texts if (guide := _read(text)) is not None}
    versions: dict[str, list[Guide]] = {}
    for name, source in kept:
        guide = guide_from(source)
        if guide is not None:
            versions.setdefault(name, []).append(guide)
    found = {name: current_ids(now.get(name), versions.get(name, [])) for name in {*now, *versions}}
    return {name: ids for name, ids in sorted(found.items()) if ids}


def refuse_reused_ids(study: Study, path: Path, guide: Guide) -> None:
    """FilesError where interviews know an id of this guide as another question's: the answers would be mixed up."""
    sessions = study.session_ids()
    if not any(f"-{guide.id}-" in one for one in sessions):
        return
    from interviewer.guide.check import errors_of_ids
    from interviewer.study.held import held_guides

    faults = errors_of_ids(study.shown(path), guide, held_guides(study, guide.id, sessions))
    if faults:
        raise FilesError(faults)


def _text(path: Path) -> str:
    with suppress(OSError), open(path, "rb") as file:
        return file.read(MAX_BYTES + 1).decode("utf-8", "replace")
    return ""


def _read(text: str) -> Guide | None:
    return read_guide(text.encode("utf-8", "surrogatepass"))[0]
