"""`interviewer` alone: where one stands in this study, and what to type next."""

from __future__ import annotations

import sys
import time
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import typer

from interviewer.errors import CannotError, problem
from interviewer.study.folder import SESSIONS, Study
from interviewer.study.opening import find_study

if TYPE_CHECKING:
    from interviewer.errors import Problem
    from interviewer.study.overview import Summary


def status() -> int | None:
    """Print guides, interviews to finish, answers to code, and the next command; returns 3 when files are damaged."""
    from interviewer.screens.clean import clean, wrap
    from interviewer.screens.pages.standing import UNFINISHED, nowhere, standing

    try:
        study = find_study()
    except CannotError:
        typer.echo("\n".join(nowhere()))
        return None
    found = _summaries(study)
    guides = [path.stem for path in study.guide_paths()]
    rows = [row for row, _problems in found]
    lines = standing(str(study.root), guides, rows, _overdue(study, rows))
    if study.may_have_keys():
        from interviewer.screens.key_warnings import with_keys

        lines = with_keys(study, lines, going_on=any(row.status in UNFINISHED for row in rows))
    room = get_terminal_size().columns if sys.stdout.isatty() else 0
    typer.echo("\n".join(row for line in lines for row in (wrap(line, room) if room else [clean(line)])))
    _warn_of_git(study)
    if study.may_have_keys():
        from interviewer.screens.key_warnings import warn_of_keys

        warn_of_keys(study)
    return _damage([problem for _row, problems in found for problem in problems])


def _summaries(study: Study) -> list[tuple[Summary, list[Problem]]]:
    if not study.session_ids():
        return []
    from interviewer.study.overview import summaries

    return list(summaries(study))


def _overdue(study: Study, rows: list[Summary]) -> int:
    if not rows:
        return 0
    from interviewer.study.overdue import kept_too_long

    return len(kept_too_long(study, rows, time.strftime("%Y-%m-%d")))


def _warn_of_git(study: Study) -> None:
    if study.open_to_git():
        from interviewer.screens.messages import place

        typer.echo(place(problem("git_takes_sessions", severity="warning", path=SESSIONS)), err=True)


def _damage(problems: list[Problem]) -> int | None:
    if not problems:
        return None
    from interviewer.screens.pages.listing import damage

    return damage(problems)
