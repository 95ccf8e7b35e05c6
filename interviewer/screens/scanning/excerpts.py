"""Excerpts on their way out: what is in them is scanned first, and replaced words read as others read them."""

from collections.abc import Callable

from interviewer.figures.quoting import Wanted, quotes
from interviewer.privacy.pseudonymised import pseudonymised
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.screens.scanning.gate import marked_words, scan_first
from interviewer.study.choosing import Chosen
from interviewer.study.folder import Study


def part_to_quote(
    study: Study, read: Callable[[], Chosen], wanted: Wanted, out: str, accept: str
) -> tuple[Chosen, ScanOutcome | None]:
    """The part of the study as it may be quoted, and what the scan came to if it is written to a file.

    On the screen, and of everything, it is as it was said: that is for the team's own eyes.
    """
    part, scan = read(), None
    if out:
        scan = scan_excerpts(study, part, wanted, accept)
        part = read() if scan.found else part  # decisions may have been made just now
    if wanted.everything and not out:
        return part, None
    return as_others_read(part), scan


def scan_excerpts(study: Study, part: Chosen, wanted: Wanted, accept: str) -> ScanOutcome:
    """The scan of the turns from which excerpts are taken; with everything, of what coders wrote too."""
    found = quotes(part.views, part.selection, part.tree, wanted, part.damaged)
    turns = {one.turn for one in found.excerpts}
    sessions = dict.fromkeys(one.session for one in found.excerpts)
    return scan_first(
        study, sessions, accept, only=lambda view: {*turns, *(marked_words(view) if wanted.everything else ())}
    )


def as_others_read(part: Chosen) -> Chosen:
    """The same part with everything replaced that was decided to be."""
    return part._replace(views=tuple(pseudonymised(view) for view in part.views))
