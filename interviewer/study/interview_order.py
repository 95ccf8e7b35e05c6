"""The order of interviews: by their day, by when they were first coded, or as a file names them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError, FilesError, Problem, problem
from interviewer.session.folder import segment_paths, session_folders
from interviewer.session.model import SessionView
from interviewer.study.folder import Study, resolve

BY_DATE, BY_CODING, BY_FILE = "date", "coded", "file"
MARKS_OF = re.compile(r"marks\.(.+?)\.(\d{8}T\d{6}Z)\.")
NEVER = "~"
HEADINGS = ("session_id", "session", "interview")
COMMENT = "#"


class Order(NamedTuple):
    """Interviews one after the other, and what ordered them; `ties` says that some were coded in the same second."""

    by: str
    sessions: tuple[str, ...]
    ties: bool = False


def ordered(study: Study, views: Sequence[SessionView], asked: str, coders: Collection[str] = ()) -> Order:
    """The order that was asked for: `date`, `coded` (by these coders, else by any), or the path of a file.

    CannotError where there is no such file, FilesError with what is wrong in it.
    """
    if asked == BY_DATE:
        return Order(BY_DATE, tuple(view.id for view in _by_date(views)))
    if asked == BY_CODING:
        when = {view.id: first_coded(study, view.id, coders) for view in views}
        known = [moment for moment in when.values() if moment != NEVER]
        by_then = sorted(_by_date(views), key=lambda view: when[view.id])
        return Order(BY_CODING, tuple(view.id for view in by_then), len(set(known)) < len(known))
    return Order(BY_FILE, from_file(study, asked))


def _by_date(views: Iterable[SessionView]) -> list[SessionView]:
    return sorted(views, key=lambda view: (view.held_on, view.started, view.id))


def first_coded(study: Study, session_id: str, coders: Collection[str] = ()) -> str:
    """When the interview was first coded (UTC, as names of files have it): the earliest of its coders' files.

    A text behind all times where nobody has coded it.
    """
    found = [NEVER]
    for folder in session_folders(study.root, session_id):
        for path in segment_paths(folder, session_id):
            named = MARKS_OF.match(path.name)
            if named and (not coders or named[1] in coders):
                found.append(named[2])
    return min(found)


def from_file(study: Study, asked: str) -> tuple[str, ...]:
    """The interviews that the file names, one a line: an id or an unmistakable part of one, in the first column."""
    path = Path(asked)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CannotError("order_no_file", asked=asked) from None
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FilesError([problem("order_not_utf8", line, 1)._replace(path=study.shown(path))]) from None
    found, problems = _named(lines, study.session_ids())
    if not found and not problems:
        problems = [problem("order_empty", 1, 1)]
    if problems:
        raise FilesError([one._replace(path=study.shown(path)) for one in problems])
    return tuple(found)


def _named(lines: Iterable[str], ids: Sequence[str]) -> tuple[list[str], list[Problem]]:
    found: dict[str, int] = {}
    problems = []
    for number, line in enumerate(lines, 1):
        typed = re.split("[,;\t]", line.strip(), maxsplit=1)[0].strip().strip('"').lower()
        if not typed or typed.startswith(COMMENT) or (not found and typed in HEADINGS):
            continue
        try:
            session = resolve(typed, ids)
        except CannotError as error:
            rule = "order_several" if error.problem.rule == "several_sessions" else "order_unknown"
            problems.append(problem(rule, number, 1))
            continue
        if session in found:
            problems.append(problem("order_twice", number, 1, session=session, first=found[session]))
        found.setdefault(session, number)
    return list(found), problems
