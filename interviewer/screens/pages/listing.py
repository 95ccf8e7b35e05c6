"""The list of sessions in its three shapes, and what is damaged in them."""

from collections.abc import Iterable, Sequence

import typer

from interviewer.errors import Problem
from interviewer.screens.labels import label
from interviewer.screens.messages import place
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.table import table, tsv
from interviewer.screens.words import _
from interviewer.study.overview import Summary

COLUMNS = (
    *("session_id", "interview_date", "guide_id", "participants", "minutes", "answered", "questions"),
    *("open_musts", "status", "pilot", "turns", "uncoded", "coders"),
)


def as_columns(rows: Sequence[Summary]) -> str:
    """Columns for a terminal; a coder who hasn't passed all answers yet bears a star."""
    headings = (_("interview"), _("min"), _("answers"), _("to ask"), _("state"), _("coded by"))
    return table(headings, [_columns(row) for row in rows])


def _columns(row: Summary) -> tuple[str, ...]:
    """The id says day, guide and pseudonym; a group's also how many took part."""
    people = len(row.participants)
    name = row.session_id + (f" ({people})" if people > 1 else "")
    state = _("pilot") if row.pilot and row.status == "done" else label(row.status)
    counts = (f"{row.minutes:.0f}", f"{row.answered}/{row.questions}", str(row.open_musts or ""))
    coders = ", ".join(who + "*" * (done < row.turns) for who, done in row.coded.items())
    return (name, *counts, state, coders)


def _coders(row: Summary) -> str:
    """Who passed all turns by name, who passed some with their number."""
    return ", ".join(who if done == row.turns else f"{who} {done}/{row.turns}" for who, done in row.coded.items())


def as_tsv(rows: Sequence[Summary]) -> str:
    """Tab-separated values with the names that the exports use."""
    return tsv(COLUMNS, [_cells(row) for row in rows])


def _cells(row: Summary) -> tuple[str, ...]:
    facts = (row.session_id, row.date, row.guide, " ".join(row.participants), row.minutes, row.answered, row.questions)
    rest = (row.open_musts, row.status, "yes" if row.pilot else "no", row.turns, row.uncoded, _coders(row))
    return tuple(map(str, (*facts, *rest)))


def as_json(rows: Sequence[Summary]) -> str:
    """A list of objects, one a session."""
    return dumps([row._asdict() for row in rows])


def damage(problems: Iterable[Problem]) -> int | None:
    """Say on stderr what is damaged, each with its place; 3 when any of it is an error, else None."""
    told = list(problems)
    for problem in told:
        typer.echo(place(problem), err=True)
    return 3 if any(problem.severity == "error" for problem in told) else None
