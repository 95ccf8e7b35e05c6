"""Guides of a study held against the method, by what the study's settings say about it."""

from typing import Literal

from interviewer.guide.model import Guide
from interviewer.guide.quality.lint import Linted, Standards, lint
from interviewer.guide.quality.rules import QUALITY_RULES
from interviewer.study.folder import Study
from interviewer.study.settings import Settings, read_settings
from interviewer.yamltext import Node

Quality = Literal["off", "warning", "error"]


class Linting:
    """One run over guides, `quality` being the weight of what is found; the settings of each study are read once."""

    def __init__(self, quality: Quality) -> None:
        self._heavy = quality == "error"
        self._standards: dict[Study | None, Standards] = {}

    def lint(self, study: Study | None, guide: Guide, tree: Node, path: str) -> Linted:
        """What the method finds in a guide of that study, or of none. Notes on comments are warnings in any case."""
        if study not in self._standards:
            self._standards[study] = _standards(study)
        found = lint(guide, tree, path, self._standards[study])
        if not self._heavy:
            return found
        weighed = (one._replace(severity="error") if one.rule in QUALITY_RULES else one for one in found.problems)
        return found._replace(problems=tuple(weighed))


def _standards(study: Study | None) -> Standards:
    """What the settings say; settings with errors say nothing here, and `check` names the errors."""
    try:
        data = study.settings_path.read_bytes() if study else b""
    except OSError:
        data = b""
    settings = read_settings(data)[0] or Settings()
    return Standards(settings.cues, frozenset(settings.lint_ok), frozenset(settings.stakeholders))
