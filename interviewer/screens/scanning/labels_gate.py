"""Before tables leave the house: labels of codes that were born while coding are words too, often somebody's very own."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from interviewer.coding.model import Codebook
from interviewer.errors import FilesError, Problem, problem
from interviewer.privacy.scan.deciding import Known
from interviewer.privacy.scan.model import Finding
from interviewer.privacy.scan.scanning import Scanner
from interviewer.screens.paper import Paper
from interviewer.screens.scanning.codebook_gate import NOT_OF_PEOPLE
from interviewer.screens.scanning.listing import KINDS
from interviewer.screens.words import _
from interviewer.session.model import SessionView


class Label(NamedTuple):
    """A finding in the label of a code; without a session it stands in the code's id."""

    code: str
    finding: Finding
    session: str = ""


def labels_found(views: Iterable[SessionView], book: Codebook, known: Known) -> list[Label]:
    """What stands in labels that nobody has adopted, and in the ids of all codes."""
    adopted = {one for code in book.codes for one in (code.id, *code.was)}
    scanner, ids = Scanner(known.names, known.no_names), {code.id for code in book.codes}
    found: list[Label] = []
    for view in views:
        for code, label in view.new_codes.items():
            if code not in adopted:
                ids.add(code)
                found += (Label(code, one, view.id) for one in _of_people(scanner, label, view.language))
    found += (Label(code, one) for code in sorted(ids) for one in _of_people(scanner, code.replace("-", " "), ""))
    return list(dict.fromkeys(found))


def labels_first(found: Iterable[Label], paper: Paper) -> None:
    """Return when the labels may leave. FilesError where one surely holds what tells who somebody is; what may is named."""
    there = list(found)
    faults = _faults(there)
    if faults:
        raise FilesError(faults)
    for line in labels_told(there):
        paper.say(line, "quiet")


def labels_told(found: Iterable[Label]) -> Iterator[str]:
    """In which labels and ids somebody's name stands, or may stand."""
    there = list(found)
    labels = tuple(dict.fromkeys(one.code for one in there if one.session))
    ids = tuple(dict.fromkeys(one.code for one in there if not one.session))
    if labels:
        told = _("Perhaps a name stands in the labels of codes that were born while coding: {codes}.")
        yield told.format(codes=", ".join(labels))
    if ids:
        told = _("Perhaps a name stands in the ids of codes: {codes}. `interviewer codebook rename` gives other ones.")
        yield told.format(codes=", ".join(ids))


def _faults(found: Iterable[Label]) -> list[Problem]:
    surely = (one for one in found if one.session and one.finding.sure)
    faults = (
        problem("scan_label", code=one.code, session=one.session, found=_(KINDS[one.finding.kind])) for one in surely
    )
    return list(dict.fromkeys(faults))


def _of_people(scanner: Scanner, text: str, language: str) -> Iterator[Finding]:
    return (one for one in scanner.scan(text, language) if one.kind not in NOT_OF_PEOPLE)
