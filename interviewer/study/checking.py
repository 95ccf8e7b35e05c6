"""Checking files on the disk: which ones are meant, what each is, and how they fit together in their study."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interviewer.errors import CannotError, FilesError, Problem, Severity, problem
from interviewer.guide.check import check_study
from interviewer.guide.model import Guide
from interviewer.guide.read import read_with_tree
from interviewer.study.folder import CODEBOOK, GUIDES, KEPT_KEYS, SETTINGS, YAML, Study
from interviewer.study.opening import find_study
from interviewer.study.settings import read_settings
from interviewer.yamltext import MAX_BYTES

if TYPE_CHECKING:
    from interviewer.coding.model import Codebook
    from interviewer.guide.quality.lint import Linted
    from interviewer.study.linting import Linting, Quality

# Files in one task, processes at most; and with so many files it is worth starting them.
BATCH, MOST_PROCESSES, MANY = 16, 8, 128


class Checked(NamedTuple):
    """How many files were read, and all their problems by path and place; then what was not said of guides, and why.

    `silenced` counts findings that comments silence, `unjudged` are languages that no rule of quality knows, `left_out`
    the rules that settings do without.
    """

    files: int
    problems: tuple[Problem, ...]
    silenced: int = 0
    unjudged: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class _File(NamedTuple):
    """A file that was read. `guide` is None for one of another kind, and for a guide with errors."""

    path: Path
    shown: str
    guide: Guide | None
    problems: tuple[Problem, ...]
    linted: Linted | None = None


def check_paths(paths: Sequence[Path], quality: Quality = "warning") -> Checked:
    """Check these files and folders; without any, all guides, the codebook and the settings of the study around.

    A file that can't be read is a problem of its own and not counted. CannotError when there is no study around.
    `quality` is how heavily what the method finds weighs; with `off` it isn't looked for.
    """
    meant = dict.fromkeys(found for path in paths for found in _files_of(path))
    around = None if paths else find_study()
    read = _read_all([*meant] if around is None else [*_study_files(around)], quality)
    problems = [one for file in read for one in file.problems]
    problems += _keys_changed(around)
    for study, files in _by_study(read):
        problems += _together(study, files)
        if study is not None and not any(file.path.resolve() == study.settings_path.resolve() for file in read):
            problems += _settings_out_of_use(study, quality)
    if not paths:
        problems += _beside_marks(read)
    problems.sort(key=lambda p: (p.path, p.line, p.column))
    linted = [file.linted for file in read if file.linted]
    return Checked(
        sum(not _is_unreadable(file) for file in read),
        tuple(problems),
        sum(one.silenced for one in linted),
        tuple(dict.fromkeys(name for one in linted for name in one.unjudged)),
        tuple(dict.fromkeys(rule for one in linted for rule in one.left_out)),
    )


def _keys_changed(study: Study | None) -> list[Problem]:
    """Whether the settings name other keys than those that the words of the study are sealed for."""
    if study is None or not (study.may_have_keys() or (study.sessions_path / KEPT_KEYS).exists()):
        return []
    from interviewer.study.private.remembered import difference

    try:
        wrong = difference(study, study.settings().keys)
    except FilesError:  # said already
        return []
    return [wrong] if wrong else []


def _read_all(paths: Sequence[Path], quality: Quality) -> list[_File]:
    """Every file as it is; many of them by several processes."""
    batches = [paths[at : at + BATCH] for at in range(0, len(paths), BATCH)]
    read = partial(_read_batch, quality)
    if len(paths) < MANY:
        return [file for batch in batches for file in read(batch)]
    from interviewer.study.workers import in_order, processors

    most = min(MOST_PROCESSES, processors())
    with in_order(read, batches, most, 2 * most) as results:
        return [file for files in results for file in files]


def _read_batch(quality: Quality, paths: Sequence[Path]) -> list[_File]:
    linting = None
    if quality != "off":
        from interviewer.study.linting import Linting

        linting = Linting(quality)
    return [_read(path, linting) for path in paths]


def _is_unreadable(file: _File) -> bool:
    return any(one.rule.startswith("file_") and not one.line for one in file.problems)


def _files_of(path: Path) -> Iterator[Path]:
    """The path itself; for a folder the YAML files in it, for the folder of a study all that there is to check."""
    if not path.is_dir():
        yield path
    elif (path / SETTINGS).is_file() or (path / GUIDES).is_dir():
        yield from _study_files(Study(path))
    else:
        yield from sorted(one for one in path.iterdir() if one.suffix.lower() in YAML and one.is_file())


def _study_files(study: Study) -> Iterator[Path]:
    yield from study.guide_paths()
    yield from (path for path in (study.codebook_path, study.settings_path) if path.is_file())


def shown(path: Path) -> str:
    """The path as people see it: from the working folder."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive of Windows
        return path.as_posix()


def _read(path: Path, linting: Linting | None = None) -> _File:
    name = shown(path)
    data, wrong = _bytes(path, name)
    if wrong is not None:
        return _File(path, name, None, (wrong,))
    if path.name == CODEBOOK:
        return _File(path, name, None, _codebook(data, name)[1])
    if path.name == SETTINGS:
        return _File(path, name, None, read_settings(data, name)[1])
    guide, problems, tree = read_with_tree(data, name)
    if linting is None or guide is None or tree is None:
        return _File(path, name, guide, problems)
    linted = linting.lint(_study_of(path), guide, tree, name)
    return _File(path, name, guide, problems + linted.problems, linted._replace(problems=()))


def _codebook(data: bytes, name: str = "") -> tuple[Codebook | None, tuple[Problem, ...]]:
    from interviewer.coding.codebook import read_codebook

    return read_codebook(data, name)


def _bytes(path: Path, name: str) -> tuple[bytes, Problem | None]:
    """What the file holds, as much as may be; a device or a pipe might never end, so they aren't opened."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return b"", problem("file_not_plain", path=name, file=name)
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1), None
    except FileNotFoundError:
        return b"", problem("file_missing", path=name, file=name)
    except (OSError, ValueError) as error:
        return b"", problem(
            "file_unreadable", path=name, file=name, why=getattr(error, "strerror", None) or type(error).__name__
        )


def _by_study(files: Iterable[_File]) -> Iterator[tuple[Study | None, list[_File]]]:
    """The files that were guides without errors, by the study that each lies in."""
    groups: dict[Study | None, list[_File]] = {}
    for file in files:
        if file.guide is not None:
            groups.setdefault(_study_of(file.path), []).append(file)
    yield from groups.items()


def _study_of(path: Path) -> Study | None:
    try:
        return find_study(path.parent)
    except CannotError:
        return None


def _together(study: Study | None, files: Sequence[_File]) -> Iterator[Problem]:
    """What doesn't fit: among the files, and with the rest of the study, whose own problems aren't asked for."""
    mine = [(file.shown, file.guide) for file in files if file.guide is not None]
    if study is None:
        yield from check_study(mine)
        return
    asked = {file.path.resolve() for file in files}
    others = [_read(path) for path in study.guide_paths() if path.resolve() not in asked]
    guides = [(file.shown, file.guide) for file in others if file.guide is not None] + mine
    names = {name for name, _ in mine}
    held = _held(study, [guide.id for _, guide in mine])
    found = check_study(guides, _code_ids(study), _stakeholder_ids(study), held)
    yield from (one for one in found if one.path in names)


def _held(study: Study, guide_ids: Iterable[str]) -> dict[str, list[Guide]]:
    """The guides with these ids as sessions keep them."""
    sessions = study.session_ids()
    if not sessions:
        return {}
    from interviewer.study.held import held_guides

    return {name: held_guides(study, name, sessions) for name in guide_ids}


def _code_ids(study: Study) -> list[str] | None:
    data, wrong = _bytes(study.codebook_path, "")
    book = None if wrong else _codebook(data)[0]
    return None if book is None else [name for code in book.codes for name in (code.id, *code.was)]


def _stakeholder_ids(study: Study) -> list[str]:
    data, wrong = _bytes(study.settings_path, "")
    settings = None if wrong else read_settings(data)[0]
    return list(settings.stakeholders) if settings else []


def _settings_out_of_use(study: Study, quality: Quality) -> Iterator[Problem]:
    """That settings which nobody asked to check have errors, so that nothing they say counted for the guides."""
    if not study.settings_path.is_file():
        return
    name = shown(study.settings_path)
    data, wrong = _bytes(study.settings_path, name)
    found = [wrong] if wrong else [one for one in read_settings(data, name)[1] if one.severity == "error"]
    if found:
        severity: Severity = "error" if quality == "error" else "warning"
        first = found[0]
        yield problem("settings_out_of_use", first.line, first.column, severity, path=name, file=name)


def _beside_marks(files: Sequence[_File]) -> Iterator[Problem]:
    """What is to be said of the codebook beside the marks of all interviews, and of changes of it that were cut short."""
    book = next((file for file in files if file.path.name == CODEBOOK), None)
    if book is None:
        return
    from interviewer.study.marked import cut_short, marks_without_code

    study = Study(book.path.parent)
    if not _has_errors(book):
        yield from marks_without_code(study, _bytes(study.codebook_path, "")[0], book.shown)
    yield from cut_short(study, book.shown)


def _has_errors(file: _File) -> bool:
    return any(one.severity == "error" for one in file.problems)
