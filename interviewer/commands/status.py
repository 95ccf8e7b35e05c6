"""`interviewer` alone: where one stands in this study, and what to type next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from interviewer.errors import CannotError, Problem
from interviewer.screens.words import _, plural
from interviewer.study.folder import Study, find_study

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.study.overview import Summary


def status() -> int | None:
    """Print guides, interviews to finish, answers to code, and the next command; returns 3 when files are damaged."""
    try:
        study = find_study()
    except CannotError:
        typer.echo(_("There is no study here yet."))
        typer.echo(_next("interviewer init", _("lays one out in this folder")))
        return None
    guides = [path.stem for path in study.guide_paths()]
    typer.echo(_("Study: {folder}").format(folder=study.root))
    typer.echo(_("Guides: {names}").format(names=", ".join(guides) or _("none yet")))
    rows, problems = _rows(study)
    typer.echo("\n".join([_held(rows), *_to_finish(rows), *_to_code(rows)]))
    typer.echo(_next(*_step(guides, rows)))
    return _damage(problems)


def _rows(study: Study) -> tuple[list[Summary], list[Problem]]:
    if not study.session_ids():
        return [], []
    from interviewer.study.overview import summaries

    found = list(summaries(study))
    return [row for row, _problems in found], [problem for _row, problems in found for problem in problems]


def _unfinished(rows: Sequence[Summary]) -> list[Summary]:
    return [row for row in rows if row.status in ("open", "paused", "closing")]


def _uncoded(rows: Sequence[Summary]) -> list[Summary]:
    return [row for row in rows if row.status == "done" and row.uncoded and not row.pilot]


def _held(rows: Sequence[Summary]) -> str:
    return plural("Interviews: {count}", "Interviews: {count}", len(rows))


def _to_finish(rows: Sequence[Summary]) -> list[str]:
    names = [row.session_id for row in _unfinished(rows)]
    return [_("To finish: {names}").format(names=", ".join(names))] if names else []


def _to_code(rows: Sequence[Summary]) -> list[str]:
    waiting = _uncoded(rows)
    answers = plural("{count} answer", "{count} answers", sum(row.uncoded for row in waiting))
    places = plural("{count} interview", "{count} interviews", len(waiting))
    return [_("To code: {answers} in {interviews}").format(answers=answers, interviews=places)] if waiting else []


def _step(guides: Sequence[str], rows: Sequence[Summary]) -> tuple[str, str]:
    """The next command, and what it does."""
    unfinished = _unfinished(rows)
    if not guides:
        return "interviewer new ID", _("writes the skeleton of a guide")
    if unfinished:
        return f"interviewer run --resume {unfinished[0].session_id}", _("goes on with that interview")
    if not rows:
        return "interviewer run", _("holds the first interview")
    if _uncoded(rows):
        return "interviewer code --coder ID", _("ties codes to the answers")
    return "interviewer export", _("writes the tables")


def _next(command: str, does: str) -> str:
    return _("Next: `{command}` {does}.").format(command=command, does=does)


def _damage(problems: Sequence[Problem]) -> int | None:
    if not problems:
        return None
    from interviewer.screens.listing import damage

    return damage(problems)
