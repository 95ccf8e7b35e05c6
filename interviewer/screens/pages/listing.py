"""The list of sessions in its three shapes, and what is damaged in them."""

from collections.abc import Iterable, Mapping, Sequence
from shutil import get_terminal_size
from types import MappingProxyType

import typer

from interviewer.errors import Problem
from interviewer.screens.clean import wrap
from interviewer.screens.labels import label
from interviewer.screens.messages import place
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.rounds import FIRST_ROUND, lost_told, rounds_told
from interviewer.screens.pages.table import table, tsv
from interviewer.screens.words import N_, _
from interviewer.study.overview import Summary

COLUMNS = (
    *("session_id", "interview_date", "guide_id", "participants", "minutes", "answered", "questions"),
    *("open_musts", "status", "pilot", "turns", "uncoded", "coders", "rounds"),
)


NO_KEYS: Mapping[str, str] = MappingProxyType({})
# A terminal in which day, guide and people have columns of their own, and which columns are never cut, there and elsewhere.
WIDE = 110
WHOLE_WIDE, WHOLE = (1, 4, 5, 6, 7), (1, 2, 3, 4)


KEYS = {
    "here_only": N_("here only"),
    "missing": N_("not here"),
    "damaged": N_("damaged"),
    "unfinished": N_("to destroy"),
    "elsewhere": "",
    "": "",
}


def as_columns(rows: Sequence[Summary], width: int = 0, keys: Mapping[str, str] = NO_KEYS) -> str:
    """Columns for a terminal of `width` cells (0: as it is). `keys` says by interview how its keys stand, in a sealed study.

    A coder who hasn't passed all answers yet bears a star, which the last line explains.
    """
    room = width or get_terminal_size().columns
    columns = _wide(rows, room, keys) if room >= WIDE else _narrow(rows, room, keys)
    star = [_("* has coded only part of the answers")] if any(map(_partly_coded, rows)) else []
    below = [*star, *rounds_told(rows), *lost_told(rows), *_keys_told(keys)]
    return "\n".join([columns, "", *(line for one in below for line in wrap(one, room))]) if below else columns


def _wide(rows: Sequence[Summary], room: int, keys: Mapping[str, str]) -> str:
    headings = (_("interview"), _("day"), _("guide"), _("with"), *_headings(), *_key_heading(keys))
    shown = [
        (row.session_id, row.date, row.guide, ", ".join(row.participants), *_standing(row), *_key(row, keys))
        for row in rows
    ]
    return table(headings, shown, room, (*WHOLE_WIDE, len(headings) - 1) if _key_heading(keys) else WHOLE_WIDE)


def _narrow(rows: Sequence[Summary], room: int, keys: Mapping[str, str]) -> str:
    """The id says day, guide and pseudonym; a group's also how many took part."""
    shown = [(_name(row), *_standing(row), *_key(row, keys)) for row in rows]
    headings = (_("interview"), *_headings(), *_key_heading(keys))
    return table(headings, shown, room, (*WHOLE, len(headings) - 1) if _key_heading(keys) else WHOLE)


def _key_heading(keys: Mapping[str, str]) -> tuple[str, ...]:
    """A column only where there is something to say."""
    return (_("key"),) if any(map(KEYS.get, keys.values())) else ()


def _key(row: Summary, keys: Mapping[str, str]) -> tuple[str, ...]:
    said = KEYS.get(keys.get(row.session_id, ""), "")
    return (_(said) if said else "",) if _key_heading(keys) else ()


def _keys_told(keys: Mapping[str, str]) -> list[str]:
    told = []
    if "here_only" in keys.values():
        told.append(
            _(
                "Key here only: should this machine be lost, so are the words. `interviewer sync out FOLDER` carries both."
            )
        )
    if "unfinished" in keys.values():
        told.append(_("To destroy: a withdrawal isn't finished. `interviewer doctor --repair` finishes it."))
    if "damaged" in keys.values():
        told.append(
            _("Key damaged: `interviewer doctor` names the file, `interviewer sync in FOLDER` brings a whole one.")
        )
    if "missing" in keys.values():
        told.append(
            _("Key not here: `interviewer sync in FOLDER` brings it from the machine where the interview was held.")
        )
    return told


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


def as_tsv(rows: Sequence[Summary], keys: Mapping[str, str] = NO_KEYS) -> str:
    """Tab-separated values with the names that the exports use; a column `key` in a sealed study."""
    if not keys:
        return tsv(COLUMNS, [_cells(row) for row in rows])
    return tsv((*COLUMNS, "key"), [(*_cells(row), keys.get(row.session_id, "")) for row in rows])


def _cells(row: Summary) -> tuple[str, ...]:
    facts = (row.session_id, row.date, row.guide, " ".join(row.participants), row.minutes, row.answered, row.questions)
    rest = (row.open_musts, row.status, "yes" if row.pilot else "no", row.turns, row.uncoded, _coders(row))
    return tuple(map(str, (*facts, *rest, _rounds(row))))


def _rounds(row: Summary) -> str:
    """Each coder's rounds: `ana 1 12/12 closed; ben 1 4/12`."""
    return "; ".join(f"{one.coder} {one.round} {one.rated}/{one.turns}" + " closed" * one.closed for one in row.rounds)


def as_json(rows: Sequence[Summary], keys: Mapping[str, str] = NO_KEYS) -> str:
    """A list of objects, one a session; each has a `key` in a sealed study."""
    return dumps(
        [
            {
                **row._asdict(),
                "rounds": [one._asdict() for one in row.rounds],
                **({"key": keys.get(row.session_id, "")} if keys else {}),
            }
            for row in rows
        ]
    )


def damage(problems: Iterable[Problem]) -> int | None:
    """Say on stderr what is damaged, each with its place; 3 when any of it is an error, else None."""
    told = list(problems)
    for problem in told:
        typer.echo(place(problem), err=True)
    return 3 if any(problem.severity == "error" for problem in told) else None
