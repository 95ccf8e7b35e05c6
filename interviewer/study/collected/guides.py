"""Which guide answers were collected with: by what the form wrote into each of them, as the guide was then."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.guide.model import Guide, Text
from interviewer.guide.read import read_guide
from interviewer.guide.xlsform.form import Around
from interviewer.session.collected.columns import Form, form_of
from interviewer.study.folder import Study

STAMP = re.compile(r"([a-z0-9][a-z0-9_-]{0,63}) ([0-9]{1,9}) ([0-9a-f]{64})", re.ASCII)


class Known(NamedTuple):
    """The guide of some answers and its form; `other` says that it is not the version that they were collected with."""

    guide: Guide
    form: Form
    groups: tuple[str, ...]
    commit: str = ""
    other: bool = False


class Stamp(NamedTuple):
    """What the form says of its guide: id and SHA-256 sum; the sum is empty where only the id was told."""

    guide: str
    sha256: str = ""


def stamp_of(text: str) -> Stamp | None:
    """What the form wrote into an answer; None for anything else."""
    found = STAMP.fullmatch(text.strip())
    return Stamp(found[1], found[3]) if found else None


class Guides:
    """The guides of a study as they are and were, each looked up once. FilesError when the settings have errors."""

    def __init__(self, study: Study) -> None:
        self._study = study
        settings = study.settings()
        labels: Mapping[str, Text | None] = {name: one.label for name, one in settings.stakeholders.items()}
        self._around = Around(labels, settings.notice)
        self._known: dict[Stamp, Known | None] = {}

    def known(self, stamp: Stamp) -> Known | None:
        """The guide in that version; else, by its id, as it is today; None where there is none."""
        if stamp not in self._known:
            self._known[stamp] = self._look(stamp)
        return self._known[stamp]

    def of_session(self, guide: Guide) -> Known:
        """The guide that a session holds."""
        return self._made(guide)

    def _look(self, stamp: Stamp) -> Known | None:
        paths = {path: read_guide(path.read_bytes())[0] for path in self._study.guide_paths()}
        today = [(path, guide) for path, guide in paths.items() if guide is not None and guide.id == stamp.guide]
        for path, guide in today:
            if stamp.sha256 in ("", guide.sha256):
                return self._made(guide, self._commit(path))
        then = self._then(stamp, today[0][0] if today else self._study.guides_path / f"{stamp.guide}.yaml")
        if then is not None:
            return then
        return self._made(today[0][1], other=True) if today else None

    def _then(self, stamp: Stamp, path: Path) -> Known | None:
        """The guide as git or interviews keep it."""
        from interviewer.study.past import past_of

        for state in past_of(path, self._study).states:
            if state.sha256 == stamp.sha256 and state.guide is not None and state.guide.id == stamp.guide:
                return self._made(state.guide, state.commit)
        return None

    def _made(self, guide: Guide, commit: str = "", *, other: bool = False) -> Known:
        groups = tuple(dict.fromkeys(guide.stakeholders or self._around.groups))
        return Known(guide, form_of(guide, self._around), groups, commit, other)

    def _commit(self, path: Path) -> str:
        from interviewer.study.git import commit_of

        return commit_of(path)


def named_guide(study: Study, ref: str) -> Stamp:
    """The guide that somebody named, by id or file. Raises as `Study.guide` does."""
    return Stamp(study.guide(ref).id)


def only_guide(study: Study) -> Stamp:
    """The only guide of the study; CannotError `answers_which_guide` where there is none or several."""
    paths = study.guide_paths()
    if len(paths) != 1:
        raise CannotError("answers_which_guide", known=", ".join(path.stem for path in paths) or "-")
    return named_guide(study, str(paths[0]))
