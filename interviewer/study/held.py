"""Guides as sessions keep them: what a wording was when it was asked."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from interviewer.guide.model import Guide
from interviewer.session.events import Held
from interviewer.session.folder import segment_paths, session_folders
from interviewer.session.line import open_line
from interviewer.session.read import guide_from
from interviewer.study.folder import Study
from interviewer.yamltext import MAX_BYTES

LONGEST_LINE = 4 * MAX_BYTES
FIRST_LINES = 4


def held_guides(study: Study, guide_id: str, sessions: Iterable[str]) -> list[Guide]:
    """The guide as sessions keep it, each state of it once; only the first lines of their files are read."""
    sources: dict[str, str] = {}
    for session in sessions:
        if f"-{guide_id}-" in session:
            found = _first_held(study, session)
            if found is not None and found.guide == guide_id:
                sources.setdefault(found.sha256, found.source)
    guides = (guide_from(source) for source in sources.values())
    return [guide for guide in guides if guide is not None]


def _first_held(study: Study, session: str) -> Held | None:
    for folder in session_folders(study.root, session):
        for path in segment_paths(folder, session):
            for raw in _first_lines(path):
                line = open_line(raw)
                if line is not None and isinstance(line.d, Held):
                    return line.d
    return None


def _first_lines(path: Path) -> Iterator[bytes]:
    try:
        with open(path, "rb") as file:
            for _ in range(FIRST_LINES):
                yield file.readline(LONGEST_LINE).rstrip(b"\n")
    except OSError:
        return
