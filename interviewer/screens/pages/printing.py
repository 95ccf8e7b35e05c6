"""`print`: the paper version of a guide in one of four formats, written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError, FilesError, UsageError
from interviewer.export.sinks import standard_output
from interviewer.guide.model import Guide, Text
from interviewer.guide.spoken import spoken
from interviewer.report.paper.compose import Around, sheet_of
from interviewer.report.paper.prepared import unprintable
from interviewer.report.paper.sheet import Sheet
from interviewer.screens.clean import clean
from interviewer.screens.language_names import named
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, language, plural
from interviewer.study.folder import YAML, Study
from interviewer.study.opening import find_study
from interviewer.study.whole_file import write_whole

STDOUT, AT = "-", "@"
KINDS = ("docx", "html", "md", "txt")
ENDINGS = {".docx": "docx", ".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".txt": "txt"}
OTHER_NAMES = {"word": "docx", "doc": "docx", "htm": "html", "markdown": "md", "text": "txt", "texte": "txt"}
NEVER = (*YAML, ".jsonl")  # what a study is made of
PAPERS = ("a4", "letter")


class Wanted(NamedTuple):
    """What was typed: the kind of file, its place, a language of the guide, the size of the paper, whether to overwrite."""

    kind: str
    out: str
    language: str
    paper: str
    force: bool


def give_out(ref: str, wanted: Wanted) -> None:
    """Write the guide on paper, say where, and what could not be printed."""
    wanted = wanted._replace(kind=kind_of(wanted.kind, wanted.out))
    if wanted.paper not in PAPERS:
        raise UsageError("print_paper", asked=wanted.paper)
    study, paper = _study_of(ref), Paper()
    guide = _guide(study, ref)
    spoken_in = _language_of(guide, wanted.language)
    sheet = sheet_of(guide, spoken_in, _around(study, paper))
    out = wanted.out or (_usual(guide.id) if wanted.kind == "docx" else STDOUT)
    _write(_made(sheet, wanted), out, force=wanted.force, usual=not wanted.out)
    if out != STDOUT:
        paper.say(_("Written to {file}.").format(file=out), "good")
    for sentence in _remarks(guide, spoken_in):
        paper.say(sentence, "warn")


def kind_of(typed: str, out: str) -> str:
    """The kind that was asked for, else what the ending of the file says, else docx; UsageError where they disagree."""
    ending = os.path.splitext(out)[1].lower()
    kind = OTHER_NAMES.get(typed, typed) or ENDINGS.get(ending, "" if ending else "docx")
    if kind not in KINDS:
        raise UsageError("print_kind", asked=kind or ending, known=", ".join(KINDS))
    if ENDINGS.get(ending, kind) != kind or ending in NEVER:
        raise UsageError("print_ending", asked=kind, ending=ending)
    return kind


def _study_of(ref: str) -> Study:
    """The study around; for a file outside any study, the folder that holds it."""
    try:
        return find_study()
    except CannotError:
        if ref.lower().endswith(YAML) and Path(ref).is_file():
            return Study(Path(ref).resolve().parent)
        raise


def _usual(guide: str) -> str:
    """Where a Word file goes: with all that is made from the study; in no study, where one is."""
    try:
        study = find_study()
    except CannotError:
        return f"{guide}.docx"
    return study.shown(study.exports_path / f"{guide}.docx")


def _guide(study: Study, ref: str) -> Guide:
    """The guide as it is; with `@` and a revision, as git or an interview had it."""
    if AT not in ref:
        return study.guide(ref)
    from interviewer.study.versions import version

    return version(ref, study).guide


def _language_of(guide: Guide, asked: str) -> str:
    if asked and asked not in guide.languages:
        raise UsageError("language_option", languages=", ".join(guide.languages), guide=guide.id)
    return asked or guide.language


def _around(study: Study, paper: Paper) -> Around:
    settings = study.settings()
    groups = {name: group.label for name, group in settings.stakeholders.items() if group.label is not None}
    return Around(groups, _codes(study, paper), settings.retention, settings.notice, language())


def _codes(study: Study, paper: Paper) -> dict[str, Text]:
    """The labels of codes; ids will do where the codebook has errors, since a guide can be printed without it."""
    try:
        return {code.id: code.label for code in study.codebook().codes}
    except FilesError:
        paper.say(_("The codebook has errors, so codes stand under their ids. See: interviewer check"), "warn")
        return {}


def _made(sheet: Sheet, wanted: Wanted) -> bytes:
    if wanted.kind == "docx":
        from interviewer.report.paper.in_docx import docx_of

        return docx_of(sheet, wanted.paper)
    if wanted.kind == "html":
        from interviewer.report.paper.in_html import html_of

        return html_of(sheet, wanted.paper).encode()
    if wanted.kind == "md":
        from interviewer.report.paper.in_markdown import markdown_of

        return markdown_of(sheet).encode()
    from interviewer.report.paper.in_text import text_of

    return text_of(sheet).encode()


def _write(data: bytes, out: str, *, force: bool, usual: bool) -> None:
    if out == STDOUT:
        if data.startswith(b"PK") and sys.stdout.isatty():
            raise UsageError("print_docx_on_screen")
        with _said(STDOUT):
            standard_output().write(data)
        return
    path = Path(out)
    if path.is_dir():
        raise CannotError("print_folder", path=out)
    if path.is_file() and not force:
        raise CannotError("print_there", path=out)
    with _said(out):
        if usual:
            path.parent.mkdir(0o700, exist_ok=True)
        if path.exists() and not path.is_file():  # a pipe, a device
            with open(path, "wb") as taken:
                taken.write(data)
        else:
            write_whole(path, data)


@contextmanager
def _said(out: str) -> Iterator[None]:
    """A refusal of the system as a sentence; a reader who has seen enough (`| head`) is left to the border."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        rule = "print_not_written" if out != STDOUT else "print_broke_off"
        raise CannotError(rule, path=out, reason=error.strerror or type(error).__name__) from error


def _remarks(guide: Guide, spoken_in: str) -> Iterator[str]:
    """What a reader of the sheet should know: texts in another language, characters that no paper shows."""
    texts = [one.text for one in spoken(guide)]
    missing = sum(spoken_in not in text.words for text in texts)
    if missing:
        yield plural(
            "{count} text is missing in {language} and stands in the guide's first language.",
            "{count} texts are missing in {language} and stand in the guide's first language.",
            missing,
            language=named(clean(spoken_in)),
        )
    replaced = sum(unprintable(text.said_in(spoken_in)) for text in texts)
    if replaced:
        yield plural(
            "{count} character can't be printed; � stands in its place.",
            "{count} characters can't be printed; � stands in their places.",
            replaced,
        )
