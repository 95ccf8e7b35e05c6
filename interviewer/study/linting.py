"""Guides of a study held against the method, by what the study's settings say about it."""

from collections.abc import Iterable, Iterator
from typing import Literal

from interviewer.errors import Problem
from interviewer.guide.model import Guide
from interviewer.guide.quality.lint import Standards, lint
from interviewer.guide.quality.rules import QUALITY_RULES
from interviewer.study.folder import Study
from interviewer.study.settings import Settings, read_settings
from interviewer.yamltext import Node

Quality = Literal["off", "warning", "error"]


class Linting:
    """One run over many guides: what was found, and what was left unsaid on the way."""

    def __init__(self) -> None:
        self.silenced = 0
        self.unjudged: dict[str, None] = {}
        self.left_out: dict[str, None] = {}

    def problems(
        self, study: Study | None, guides: Iterable[tuple[Guide | None, Node | None, str]], quality: Quality
    ) -> Iterator[Problem]:
        """What the method finds in the guides of that study, or of none; `quality` is its weight."""
        standards = _standards(study)
        self.left_out.update(dict.fromkeys(sorted(standards.left_out)))
        for guide, tree, path in guides:
            if guide is None or tree is None:
                continue
            found = lint(guide, tree, path, standards)
            self.silenced += found.silenced
            self.unjudged.update(dict.fromkeys(found.unjudged))
            for one in found.problems:
                heavy = quality == "error" and one.rule in QUALITY_RULES
                yield one._replace(severity="error") if heavy else one


def _standards(study: Study | None) -> Standards:
    """What the settings say; settings with errors say nothing here, and `check` names the errors."""
    try:
        data = study.settings_path.read_bytes() if study else b""
    except OSError:
        data = b""
    settings = read_settings(data)[0] or Settings()
    return Standards(settings.cues, frozenset(settings.lint_ok), frozenset(settings.stakeholders))
