"""What makes suggestions for a coder, out of the whole study."""

from __future__ import annotations

from interviewer.coding.evidence import evidence
from interviewer.coding.suggesting import Suggesting
from interviewer.study.folder import Study
from interviewer.study.meaning import by_meaning, is_installed
from interviewer.study.reading import read_all


def suggesting(study: Study, coder: str, round_id: str, *, with_own: bool = False) -> Suggesting:
    """What learns from the codebook and from every mark that the coder may see; ranks by meaning where the extra is there."""
    views = (one.view for one in read_all(study))
    found = evidence(views, coder, round_id, with_own=with_own)
    return Suggesting(study.codebook(), found, by_meaning() if is_installed() else None)
