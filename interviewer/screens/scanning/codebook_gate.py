"""Before a codebook leaves the house: its texts are words too, and nobody can decide about them but by changing them."""

from collections.abc import Iterable, Iterator

from interviewer.coding.model import Code, Codebook
from interviewer.errors import FilesError, Problem, problem
from interviewer.privacy.scan.deciding import Known
from interviewer.privacy.scan.model import Finding
from interviewer.privacy.scan.scanning import scan_text
from interviewer.screens.paper import Paper
from interviewer.screens.scanning.listing import KINDS
from interviewer.screens.words import _
from interviewer.study.folder import CODEBOOK, Study
from interviewer.study.reading import read_all
from interviewer.study.screening import what_is_known

NOT_OF_PEOPLE = frozenset(("web", "place"))
"""What a definition may name: where more is said about the code, the place that a study is about."""


def codebook_first(study: Study, book: Codebook, known: Known, paper: Paper) -> None:
    """Return when the codebook may leave. FilesError where it surely holds what tells who somebody is; what may is named."""
    found = [(code, finding) for code in book.codes for finding in _found(code, known)]
    faults = [_problem(study, code, finding.kind) for code, finding in found if finding.sure]
    if faults:
        raise FilesError(list(dict.fromkeys(faults)))
    perhaps = tuple(dict.fromkeys(code.id for code, _finding in found))
    if perhaps:
        told = _("Perhaps a name stands in the codebook, in the texts of: {codes}.")
        paper.say(told.format(codes=", ".join(perhaps)), "quiet")


def known_at_hand(study: Study) -> Known:
    """What is known without asking for a passphrase: a codebook can be written while the words are locked."""
    names: Iterable[str] = ()
    if study.settings().keys is not None:
        from interviewer.study.private.vault import names_for_scan

        names = names_for_scan(study) or ()
    return what_is_known(study, (one.view for one in read_all(study)), names)


def _found(code: Code, known: Known) -> Iterator[Finding]:
    for text in (code.label, code.definition, code.use_when, code.not_when, code.example):
        for language, words in text.words.items():
            found = scan_text(words, language, known.names, known.no_names)
            yield from (one for one in found if one.kind not in NOT_OF_PEOPLE)


def _problem(study: Study, code: Code, kind: str) -> Problem:
    path, place = study.shown(study.root / CODEBOOK), code.place
    return problem("scan_codebook", place.line, place.column, path=path, code=code.id, found=_(KINDS[kind]))
