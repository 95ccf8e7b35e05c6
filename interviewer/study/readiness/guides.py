"""Whether the guide can be used as it stands, and whether what is asked of people beside it is settled."""

from collections.abc import Iterator, Sequence

from interviewer.guide.holes import holes
from interviewer.guide.model import Guide
from interviewer.guide.read import read_guide
from interviewer.study.checking import check_paths, shown
from interviewer.study.folder import Study
from interviewer.study.readiness.finding import ATTENTION, NO, OK, Finding, found

NAMED = 5


def guide_findings(study: Study, ref: str = "") -> Iterator[Finding]:
    """What was found of the guide (of all guides), the codebook and the settings. CannotError when there is no such guide."""
    paths = [study.guide_path(ref)] if ref else list(study.guide_paths())
    if not paths:
        yield found("guide", NO, "guide_none")
        return
    beside = [path for path in (study.codebook_path, study.settings_path) if path.is_file()]
    errors = [one for one in check_paths([*paths, *beside], "off").problems if one.severity == "error"]
    of_codes = [one for one in errors if one.path == shown(study.codebook_path)]
    wrong = tuple(one for one in errors if one not in of_codes)
    if wrong:
        yield found("guide", NO, "guide_no", wrong, count=len(wrong))
    else:
        guides = [guide for path in paths if (guide := read_guide(path.read_bytes())[0]) is not None]
        yield found("guide", OK, "guide_ok", guides=_named([guide.id for guide in guides]))
        yield from _consents(study, guides)
        yield from _languages(guides)
        yield from _groups(study, guides, asked=bool(ref))
    if of_codes:  # an interview can be held without codes
        yield found("codebook", ATTENTION, "codebook_faulty", tuple(of_codes), count=len(of_codes))


def _consents(study: Study, guides: Sequence[Guide]) -> Iterator[Finding]:
    """Whether people are asked for their consent, and which version of the notice they are given."""
    without = [guide.id for guide in guides if not guide.consent]
    notice = study.settings().notice
    if without:
        yield found("consent", ATTENTION, "consent_none", count=len(without), guides=_named(without))
    if not notice:
        yield found("consent", ATTENTION, "notice_none")
    if notice and not without:
        yield found("consent", OK, "consent_ok", notice=notice)


def _languages(guides: Sequence[Guide]) -> Iterator[Finding]:
    """Whether each guide can be asked in all of its languages."""
    lacking = [guide.id for guide in guides if any(hole.said for hole in holes(guide))]
    spoken = sorted({language for guide in guides for language in guide.languages})
    if lacking:
        yield found("languages", ATTENTION, "languages_holes", count=len(lacking), guides=_named(lacking))
    else:
        yield found("languages", OK, "languages_ok", languages=", ".join(spoken))


def _groups(study: Study, guides: Sequence[Guide], *, asked: bool) -> Iterator[Finding]:
    """Whether the groups of people concerned are known to the settings (where these name any, `check` says more)."""
    named = {group for guide in guides for group in guide.stakeholders}
    if not study.settings().stakeholders and (named or asked):
        yield found("stakeholders", ATTENTION, "stakeholders_none")
    else:
        yield found("stakeholders", OK, "stakeholders_ok", groups=_named(sorted(named)) or "-")


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
