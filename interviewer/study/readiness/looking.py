"""All checks of a study, in the order in which an interview meets them."""

from collections.abc import Iterator

from interviewer.session.disk import DISK, SYSTEM, Clock, Disk
from interviewer.study.folder import Study
from interviewer.study.readiness.files import (
    git_findings,
    left_findings,
    names_below,
    permission_finding,
    seen_below,
    synced_finding,
)
from interviewer.study.readiness.finding import ATTENTION, Finding, found
from interviewer.study.readiness.folders import folder_findings
from interviewer.study.readiness.guides import guide_findings
from interviewer.study.readiness.keys import key_findings, seals_words
from interviewer.study.readiness.machine import clock_finding, disk_finding, power_findings


def findings(study: Study, guide: str = "", *, disk: Disk = DISK, clock: Clock = SYSTEM) -> Iterator[Finding]:
    """What was found of the guide (of all guides), the folders, the machine and the files. CannotError for no such guide."""
    yield from _as_far_as_can_be("guide", guide_findings(study, guide))
    yield from folder_findings(study.root, disk)
    seen = seen_below(study.sessions_path)
    yield clock_finding(names_below(seen), clock)
    yield from power_findings()
    yield synced_finding(study.root)
    yield permission_finding(seen)
    yield disk_finding(study.root, sealed=seals_words(study))
    yield from _as_far_as_can_be("git", git_findings(study))
    yield from _as_far_as_can_be("keys", key_findings(study, disk))
    yield from _as_far_as_can_be("left", left_findings(study))


def _as_far_as_can_be(check: str, those: Iterator[Finding]) -> Iterator[Finding]:
    """The findings; where the system refuses to go on that is one as well, and all other checks are still made."""
    try:
        yield from those
    except OSError as error:
        yield found(check, ATTENTION, "refused", why=error.strerror or type(error).__name__)
