"""A guide written as the file of a form for phones."""

from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.errors import CannotError, FilesError, Problem, UsageError, problem
from interviewer.export.places import refuse_among_sources
from interviewer.guide.model import Guide, Text
from interviewer.guide.xlsform.form import WIDTHS, Around, Written, faults, form
from interviewer.sheets.write import xlsx
from interviewer.study.folder import Study
from interviewer.study.whole_file import write_whole


class FormFile(NamedTuple):
    """The file and what is in it; `changed` is False when the same bytes were there before."""

    path: Path
    guide: Guide
    written: Written
    changed: bool


class Wish(NamedTuple):
    """What was asked for: the file (else one in the folder of exports) and the languages (else all of the guide's)."""

    out: str = ""
    languages: tuple[str, ...] = ()
    force: bool = False


def write_form(study: Study, which: str, wish: Wish) -> FormFile:
    """Write the form of that guide, whole or not at all.

    FilesError with every hole of the guide; CannotError `file_there` for a file that is there, without `force`.
    """
    guide, out, force = _spoken_in(study.guide(which), wish.languages), wish.out, wish.force
    settings = study.settings()
    groups = {name: one.label for name, one in settings.stakeholders.items()}
    found = [*faults(guide), *_group_faults(guide, groups, study)]
    if found:
        raise FilesError(found)
    written = form(guide, Around(groups, settings.notice))
    path = Path(out) if out else study.exports_path / f"{guide.id}.xlsx"
    if path.suffix.lower() != ".xlsx" or path.is_dir():
        raise UsageError("form_no_xlsx", path=out)
    refuse_among_sources(study, path)
    return FormFile(path, guide, written, changed=_save(path, xlsx(written.sheets, WIDTHS), force=force))


def _spoken_in(guide: Guide, wanted: tuple[str, ...]) -> Guide:
    """The guide in these languages only (in all where none is wanted); UsageError for one that it doesn't have."""
    asked = tuple(dict.fromkeys(one.strip() for one in wanted)) or guide.languages
    if set(asked) - set(guide.languages):
        raise UsageError("language_option", languages=", ".join(guide.languages), guide=guide.id)
    main = guide.language if guide.language in asked else asked[0]
    return replace(guide, languages=tuple(one for one in guide.languages if one in asked), language=main)


def _group_faults(guide: Guide, groups: dict[str, Text | None], study: Study) -> list[Problem]:
    """Each label of a group that is asked for and lacks a language of the guide; a label without languages suits all."""
    path = study.shown(study.settings_path)
    asked = guide.stakeholders or tuple(groups)
    labels = {name: label for name in asked if (label := groups.get(name)) is not None and "" not in label.words}
    return [
        problem("xlsform_group_label", path=path, group=name, language=language)
        for name, label in labels.items()
        for language in guide.languages
        if len(asked) > 1 and not label.words.get(language, "").strip()
    ]


def _save(path: Path, data: bytes, *, force: bool) -> bool:
    """Put the bytes under that name, unless they are there; whether anything was written."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        if path.exists() and not force:
            raise CannotError("file_there", path=str(path))
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotError("export_not_written", path=str(path), reason=reason) from error
    return True
