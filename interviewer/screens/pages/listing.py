"""The list of sessions in its three shapes, and what is damaged in them."""

from collections.abc import Iterable, Sequence
from shutil import get_terminal_size

import typer

from interviewer.errors import Problem
from interviewer.screens.clean import wrap
from interviewer.screens.labels import label
from interviewer.screens.messages import place
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.rounds import FIRST_ROUND, lost_told, rounds_told
from interviewer.screens.pages.table import table, tsv
from interviewer.screens.words import _
from interviewer.study.overview import Summary

COLUMNS = (
    *("session_id", "interview_date", "guide_id", "participants", "minutes", "answered", "questions"),
    *("open_musts", "status", "pilot", "turns", "uncoded", "coders", "rounds"),
)


# A terminal in which day, guide and people have columns of their own, and which columns are never cut, there and elsewhere.
WIDE = 110
WHOLE_WIDE, WHOLE = (1, 4, 5, 6, 7), (1, 2, 3, 4)


def as_columns(rows: Sequence[Summary], width: int = 0) -> str:
    """Columns for a terminal of `width` cells (0: as it is).

    A coder who hasn't passed all answers yet bears a star, which the last line explains.
    """
    room = width or get_terminal_size().columns
    columns = _wide(rows, room) if room >= WIDE else _narrow(rows, room)
    star = [_("* has coded only part of the answers")] if any(map(_partly_coded, rows)) else []
    below = [*star, *rounds_told(rows), *lost_told(rows)]
    return "\n".join([columns, "", *(line for one in below for line in wrap(one, room))]) if below else columns


def _wide(rows: Sequence[Summary], room: int) -> str:
    headings = (_("interview"), _("day"), _("guide"), _("with"), *_headings())
    shown = [(row.session_id, row.date, row.guide, ", ".join(row.participants), *_standing(row)) for row in rows]
    return table(headings, shown, room, WHOLE_WIDE)


def _narrow(rows: Sequence[Summary], room: int) -> str:
    """The id says day, guide and pseudonym; a group's also how many took part."""
    return table((_("interview"), *_headings()), [(_name(row), *_standing(row)) for row in rows], room, WHOLE)


def _name(row: Summary) -> str:
    people = len(row.participants)
    return row.session_id + (f" ({people})" if people > 1 else "")


def _headings() -> tuple[str, ...]:
    return _("min"), _("answers"), _("to ask"), _("state"), _("coded by")


def _standing(row: Summary) -> tuple[str, ...]:
    state = _("pilot") if row.pilot and row.status == "done" else label(row.status)
    counts = (f"{row.minutes:.0f}", f"{row.answered}/{row.questions}", str(row.open_musts or ""))
    first = {one.coder for one in row.rounds if one.round == FIRST_ROUND} or {*row.coded}  # others are told below
    coders = ", ".join(who + "*" * (done < row.turns) for who, done in row.coded.items() if who in first)
    return (*counts, state, coders)


def _partly_coded(row: Summary) -> bool:
    return any(done < row.turns for done in row.coded.values())


def _coders(row: Summary) -> str:
    """Who passed all turns by name, who passed some with their number."""
    return ", ".join(who if done == row.turns else f"{who} {done}/{row.turns}" for who, done in row.coded.items())


def as_tsv(rows: Sequence[Summary]) -> str:
    """Tab-separated values with the names that the exports use."""
    return tsv(COLUMNS, [_cells(row) for row in rows])


def _cells(row: Summary) -> tuple[str, ...]:
    facts = (row.session_id, row.date, row.guide, " ".join(row.participants), row.minutes, row.answered, row.questions)
    rest = (row.open_musts, row.status, "yes" if row.pilot else "no", row.turns, row.uncoded, _coders(row))
    return tuple(map(str, (*facts, *rest, _rounds(row))))


def _rounds(row: Summary) -> str:
    """Each coder's rounds: `ana 1 12/12 closed; ben 1 4/12`."""
    return "; ".join(f"{one.coder} {one.round} {one.rated}/{one.turns}" + " closed" * one.closed for one in row.rounds)


def as_json(rows: Sequence[Summary]) -> str:
    """A list of objects, one a session."""
    return dumps([{**row._asdict(), "rounds": [one._asdict() for one in row.rounds]} for row in rows])


def damage(problems: Iterable[Problem]) -> int | None:
    """Say on stderr what is damaged, each with its place; 3 when any of it is an error, else None."""
    told = list(problems)
    for problem in told:
        typer.echo(place(problem), err=True)
    return 3 if any(problem.severity == "error" for problem in told) else None
