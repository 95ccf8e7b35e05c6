"""Whether the guide can be used as it stands, and whether what is asked of people beside it is settled."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewer.errors import FilesError, Problem
from interviewer.guide.holes import holes
from interviewer.guide.model import Guide
from interviewer.guide.read import read_guide
from interviewer.study.checking import check_paths
from interviewer.study.folder import Study
from interviewer.study.question_ids import refuse_reused_ids
from interviewer.study.readiness.finding import ATTENTION, NO, OK, Finding, found

NAMED = 5


def guide_findings(study: Study, ref: str = "") -> Iterator[Finding]:
    """What was found of the guide (of all guides), the codebook and the settings. CannotError when there is no such guide."""
    paths = [study.guide_path(ref)] if ref else list(study.guide_paths())
    if not paths:
        yield found("guide", NO, "guide_none")
        return
    beside = [study.settings_path] if study.settings_path.is_file() else []
    errors = _errors([*paths, *beside])
    guides = [guide for path in paths if (guide := _guide(study, path)) is not None]
    for path, guide in zip(paths, guides, strict=False) if ref else ():
        errors += _known_otherwise(study, path, guide, errors)
    if errors:
        yield found("guide", NO, "guide_no", tuple(errors), count=len(errors))
        return
    yield found("guide", OK, "guide_ok", count=len(guides), guides=_named([guide.id for guide in guides]))
    yield from _consents(study, guides)
    yield from _languages(guides)
    yield from _groups(study, guides, asked=bool(ref))
    yield from _codebook(study)


def _errors(paths: Sequence[Path]) -> list[Problem]:
    return [one for one in check_paths(paths, "off").problems if one.severity == "error"]


def _codebook(study: Study) -> Iterator[Finding]:
    """Whether codes can be given while listening; an interview can be held without."""
    errors = _errors([study.codebook_path]) if study.codebook_path.is_file() else []
    if errors:
        yield found("codebook", ATTENTION, "codebook_faulty", tuple(errors), count=len(errors))


def _guide(study: Study, path: Path) -> Guide | None:
    try:
        return read_guide(path.read_bytes(), study.shown(path))[0]
    except OSError:  # among the errors already
        return None


def _known_otherwise(study: Study, path: Path, guide: Guide, known: Sequence[Problem]) -> list[Problem]:
    try:
        refuse_reused_ids(study, path, guide)
    except FilesError as error:
        return [one for one in error.problems if one not in known]
    return []


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
        yield found("stakeholders", OK, "stakeholders_ok", count=len(named))


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
