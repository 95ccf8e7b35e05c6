"""All checks of a study, in the order in which an interview meets them."""

from collections.abc import Iterator

from interviewer.session.disk import DISK, SYSTEM, Clock, Disk
from interviewer.study.folder import Study
from interviewer.study.readiness.files import (
    git_finding,
    left_findings,
    names_below,
    permission_finding,
    seen_below,
    synced_finding,
)
from interviewer.study.readiness.finding import Finding
from interviewer.study.readiness.folders import folder_findings
from interviewer.study.readiness.guides import guide_findings
from interviewer.study.readiness.keys import key_findings
from interviewer.study.readiness.machine import clock_finding, disk_finding, power_findings


def findings(study: Study, guide: str = "", *, disk: Disk = DISK, clock: Clock = SYSTEM) -> Iterator[Finding]:
    """What was found of the guide (of all guides), the folders, the machine and the files. CannotError for no such guide."""
    yield from guide_findings(study, guide)
    yield from folder_findings(study.root, disk)
    seen = seen_below(study.sessions_path)
    yield clock_finding(names_below(seen), clock)
    yield from power_findings()
    yield synced_finding(study.root)
    yield permission_finding(seen)
    yield disk_finding(study.root)
    yield git_finding(study)
    yield from key_findings(study, disk)
    yield from left_findings(study)
