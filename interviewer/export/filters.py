"""What an export was asked to take in and nobody ever heard of: said by its name, not as a count of nothing."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from interviewer.errors import CannotError
from interviewer.export.case import Scope
from interviewer.export.plan import Survey
from interviewer.guide.model import Guide
from interviewer.guide.read import read_guide
from interviewer.matching import nearest
from interviewer.study.folder import Study


def refuse_unknown(study: Study, scope: Scope, found: Survey) -> None:
    """CannotError when no interview has any of the guides (or groups) asked for, and one of them exists nowhere."""
    guides = list(_guides(study))
    names = {guide.id for guide in guides} | {path.stem for path in study.guide_paths()} | found.guides
    groups = {group for guide in guides for group in guide.stakeholders} | found.stakeholders
    groups |= study.settings().stakeholders.keys()
    if not scope.guides & found.guides:
        _refuse("export_no_such_guide", scope.guides - names, names)
    if not scope.stakeholders & found.stakeholders:
        _refuse("export_no_such_group", scope.stakeholders - groups, groups - {""})


def _refuse(rule: str, unknown: Iterable[str], known: Iterable[str]) -> None:
    for asked in sorted(unknown):
        guess = nearest(asked, known)
        listed = ", ".join(sorted(known)) or "-"
        raise CannotError(f"{rule}_near" if guess else rule, asked=asked, guess=guess, known=listed)


def _guides(study: Study) -> Iterable[Guide]:
    for path in study.guide_paths():
        with suppress(OSError):  # its name is known all the same
            guide, _ = read_guide(path.read_bytes(), study.shown(path))
            if guide is not None:
                yield guide
