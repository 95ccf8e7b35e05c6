"""What somebody wants to stand instead of words: put in brackets, and refused where it would tell what it is to hide."""

from interviewer.errors import CannotError
from interviewer.export.scan_table import Row
from interviewer.privacy.scan import replacements as r
from interviewer.privacy.scan.deciding import Pointed
from interviewer.screens.words import _
from interviewer.study.folder import Study


def proposed(one: Pointed) -> str:
    """What is proposed for the words of that finding."""
    return r.proposal(one.finding.kind, one.said.language, one.said.text[: one.finding.start])


def is_sealed(study: Study) -> bool:
    """Whether what people say is sealed in this study."""
    keys = study.settings().keys
    return keys is not None and keys.seal == "words"


def told(fault: r.Fault) -> str:
    """What is wrong with a replacement, as a sentence."""
    return {
        r.EMPTY: _("What is to stand there needs at least one letter."),
        r.LONG: _("What is to stand there is too long: a few words, as [neighbour]."),
        r.SAME_WORDS: _("That repeats the words that are to go: say what they are, as [neighbour]."),
        r.A_NAME: _("In a sealed study what stands there stays readable: ordinary words only, as [neighbour]."),
    }[fault]


def checked(study: Study, row: Row, one: Pointed, path: str) -> str:
    """What stands instead of the words of that row. CannotError where it can't be used."""
    by = r.in_brackets(row.by) if row.by else proposed(one)
    fault = r.fault_of(by, one.words, sealed=is_sealed(study))
    if fault:
        raise CannotError("scan_table_by", path=path, line=row.line, text=told(fault))
    return by
