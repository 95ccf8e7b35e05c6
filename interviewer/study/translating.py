"""A guide of the study and a translator's worksheet: both read from the disk, and the guide put back with what is new."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError, FilesError, UsageError
from interviewer.guide.model import Guide
from interviewer.guide.read import read_guide
from interviewer.guide.translating import translated
from interviewer.guide.worksheet import lines
from interviewer.guide.worksheet_letters import is_in_unicode, read_in_its_letters
from interviewer.guide.worksheet_reading import Merge, read_worksheet, spelled_alike
from interviewer.schema import LANGUAGE
from interviewer.sheets.read import MAX_BYTES as MAX_WORKSHEET
from interviewer.sheets.read import read_book
from interviewer.study.folder import Study
from interviewer.study.git import files_at, log_of
from interviewer.study.opening import find_study
from interviewer.study.versions import is_file, study_around
from interviewer.study.whole_file import check_folder, put_whole, write_whole
from interviewer.yamltext import MAX_BYTES

VERSIONS = 30
TOGETHER = 8 << 20  # bytes of all former versions


class GuideFile(NamedTuple):
    """A guide's file as it was read; `path` is where it really lies, behind links, `shown` how people see it.

    `folder` is where worksheets go, with a slash at its end; empty for the working folder.
    """

    path: Path
    shown: str
    data: bytes
    guide: Guide
    folder: str = ""

    @property
    def text(self) -> str:
        """The decoded file."""
        return self.data.decode("utf-8")


def open_guide(ref: str, language: str) -> GuideFile:
    """The guide, by id or by its file (which may lie in no study), to be translated into that language.

    UsageError for what is no language, or the guide's own; FilesError with all problems where the guide has errors.
    """
    if not LANGUAGE.fullmatch(language):
        raise UsageError("translate_language")
    around = study_around(ref)
    study = around or (Study(Path()) if is_file(ref) else find_study())
    found = study.guide_path(ref)
    path = Path(os.path.realpath(found))
    data = path.read_bytes()
    guide, problems = read_guide(data, study.shown(found))
    if guide is None:
        raise FilesError(problems)
    if language == guide.language:
        raise UsageError("translate_own_language", guide=guide.id, language=language)
    folder = f"{study.shown(around.exports_path)}/" if around else ""
    return GuideFile(path, study.shown(found), data, guide, folder)


def read_back(file: GuideFile, worksheet: Path, language: str, known: Collection[str] = ()) -> Merge:
    """What the worksheet brings; CannotError where it can't be read, or has no column for the language.

    `known` are words that a worksheet holds besides those of the guide: they tell in which encoding it was saved.
    """
    with open(worksheet, "rb") as opened:
        data = opened.read(MAX_WORKSHEET + 1)
    book, problems = read_book(data, worksheet.name)
    if book is None:
        raise FilesError(problems)
    if not is_in_unicode(data, book):
        book = read_in_its_letters(data, worksheet.name, file.guide, language, known)
    if book is None:
        raise CannotError("translate_letters", path=worksheet.name)
    merge = read_worksheet(book, file.guide, language)
    if merge is None:
        raise CannotError("translate_no_column", path=worksheet.name, language=language)
    return merge


def rewritten(file: GuideFile, merge: Merge, language: str) -> str:
    """The guide's file with the new words; the same text where there are none."""
    return translated(file.text, file.guide, language, merge.changes) if merge.changes else file.text


def former_sources(file: GuideFile, language: str) -> dict[str, str]:
    """What a text said when its translation was written, by its place, where it says something else now.

    Git tells; without it, and for what was never committed, nothing is known. At most VERSIONS commits are looked at.
    """
    now = {line.key: line for line in lines(file.guide, language) if line.translation}
    logged = log_of(file.path, VERSIONS) or () if now else ()
    held = files_at(file.path, logged, MAX_BYTES, TOGETHER)
    then: dict[str, str] = {}
    following = set(now)
    for one in logged:
        guide = read_guide(held[one.commit])[0] if one.commit in held else None
        if guide is not None:
            known = {line.key: line for line in lines(guide, language)}
            following = {key for key in following if key in known and known[key].translation == now[key].translation}
            then |= {key: known[key].source for key in following}
    return {key: said for key, said in then.items() if spelled_alike(said) != spelled_alike(now[key].source)}


def put(file: GuideFile, text: str) -> None:
    """Put the text in the guide's place; CannotError `guide_changed_meanwhile` when somebody else wrote it."""
    put_whole(file.path, text, file.data, "guide_changed_meanwhile")


def put_new(files: Mapping[str, bytes], *, force: bool, usual: bool = False) -> tuple[str, ...]:
    """Write these files, each whole or not at all; their names. CannotError `worksheet_exists` unless `force`.

    Where they usually go, their folder is made.
    """
    for name in files:
        if os.path.lexists(name) and not force:
            raise CannotError("worksheet_exists", path=name)
    for name, data in files.items():
        if usual:
            Path(name).parent.mkdir(0o700, exist_ok=True)
        check_folder(Path(name).parent)
        write_whole(Path(name), data)
    return tuple(files)
