"""Codes against something else: on the terminal what matters of it, for programs all of it, and what is said beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from interviewer.errors import UsageError
from interviewer.export.figure_rows import crosstab_rows
from interviewer.export.figure_tables import CROSSTAB
from interviewer.figures.crosstab import Cross, together
from interviewer.figures.dimensions import CODE
from interviewer.screens.clean import clean, wrap
from interviewer.screens.numbers import decimal, percent, whole
from interviewer.screens.pages.drawing import BLACK, Heat, Ink, heat_map
from interviewer.screens.pages.figured import records, several_choices
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.statistics import aside, name_of
from interviewer.screens.pages.table import tsv
from interviewer.screens.words import _, language, plural
from interviewer.study.choosing import Chosen

SHOWN = ("count", "row", "column", "lift")
Value = Callable[[str, str], float | None]
CELL, MOST_ROWS, MOST_COLUMNS, MOST_PAIRS = 3, 40, 24, 8


def shown_named(asked: str) -> str:
    """What stands in the cells, by name or a beginning of it; UsageError names what there is."""
    found = [one for one in SHOWN if asked.strip() and one.startswith(asked.strip().lower())]
    if len(found) != 1:
        raise UsageError("figures_unknown_choice", option="show", asked=asked, known=", ".join(SHOWN))
    return found[0]


class Window(NamedTuple):
    """The part of the table that a terminal shows."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]


def window(found: Cross, width: int) -> Window:
    """The codes with the most units, and the columns with the most that fit beside each other; both in their order."""
    size = CELL + max((len(str(count)) for count in found.cells.values()), default=1)
    room = max(1, (width - width * 2 // 5) // size)
    if found.by == CODE:
        met = dict.fromkeys(found.rows, 0)
        for one, other, count in together(found):
            met[one] += count
            met[other] += count
        best = sorted(found.row_units, key=lambda code: (-met[code], -found.row_units[code]))
        codes = _kept(found.rows, best[:room])
        return Window(codes, codes)
    rows = sorted(found.row_units, key=lambda code: -found.row_units[code])
    columns = sorted(found.columns, key=lambda key: -found.column_units[key])
    return Window(_kept(found.rows, rows[:MOST_ROWS]), _kept(found.columns, columns[:MOST_COLUMNS]))


def _kept(order: Sequence[str], some: Sequence[str]) -> tuple[str, ...]:
    wanted = set(some)
    return tuple(one for one in order if one in wanted)


def as_map(found: Cross, chosen: Chosen, show: str, width: int, ink: Ink = BLACK) -> str:
    """The table for a terminal, shaded; where codes meet codes, the pairs that meet most often follow as sentences."""
    part = window(found, width)
    value, say, full = _teller(found, show)
    names = [name_of(code, chosen) for code in part.rows]
    columns = names if found.by == CODE else [key or _("(not known)") for key in part.columns]
    heat = Heat(names, columns, [[value(row, column) for column in part.columns] for row in part.rows])
    lines = heat_map(heat, width, ink, say, full)
    return "\n".join([*lines, *(_pairs(found, chosen) if found.by == CODE else _totals(found, part, width))])


def _teller(found: Cross, show: str) -> tuple[Value, Callable[[float], str], float]:
    """What stands in a cell, how it is said, and what the darkest shade is (0: the greatest value)."""
    if show == "count":
        between = [count for (row, column), count in found.cells.items() if row != column or found.by != CODE]
        return found.units_of, lambda n: whole(int(n)), max(between, default=0)
    if show == "lift":
        return lambda row, column: _float(found.lift(row, column)), decimal, 0
    share = found.row_share if show == "row" else found.column_share
    return lambda row, column: _float(share(row, column)), percent, 0


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _totals(found: Cross, part: Window, width: int) -> list[str]:
    """How many units each column has in all: what its shares are of."""
    totals = [f"{key or _('(not known)')} {whole(found.column_units[key])}" for key in part.columns]
    shown = _("Rated units by column: {totals}.") if found.unit != "span" else _("Marked spans by column: {totals}.")
    return ["", *wrap(shown.format(totals=", ".join(totals)), width)]


def _pairs(found: Cross, chosen: Chosen) -> list[str]:
    """What a map shows by place must be readable by ear."""
    lines = []
    for one, other, count in together(found)[:MOST_PAIRS]:
        names = {"one": name_of(one, chosen), "other": name_of(other, chosen), "count": whole(count)}
        lift = found.lift(one, other)
        if lift is None:
            lines.append(_("{one} + {other}: {count}").format(**names))
        else:
            lines.append(_("{one} + {other}: {count} (lift {lift})").format(**names, lift=decimal(lift)))
    return ["", _("Most often together:"), *(f"  {clean(line)}" for line in lines)] if lines else []


def as_tsv(found: Cross, chosen: Chosen) -> str:
    """Tab-separated values with the columns of the CSV."""
    return tsv(CROSSTAB.header, crosstab_rows(found, chosen, language()))


def as_json(found: Cross, chosen: Chosen) -> str:
    """One object: what is counted, and `cells` with the columns of the CSV as numbers."""
    names = ("by", "unit", "units", "turns", "sessions", "lost")
    rows = records(CROSSTAB, crosstab_rows(found, chosen, language()))
    return dumps({**{name: getattr(found, name) for name in names}, "rated_by_several": found.doubled, "cells": rows})


def notes(found: Cross, chosen: Chosen, *, drawn: int) -> Iterator[str]:
    """What must be said aloud beside the table, a sentence each; `drawn` is the width of what was drawn, 0 for none."""
    yield _counted(found)
    if drawn:
        yield from _left_out(found, window(found, drawn))
    yield from several_choices(chosen, found.by)
    yield from aside(found.lost, found.doubled, chosen)


def _counted(found: Cross) -> str:
    interviews = plural("{count} interview", "{count} interviews", found.sessions)
    said = {
        "turn": plural("{count} rated turn", "{count} rated turns", found.units),
        "question": plural("answers to {count} question", "answers to {count} questions", found.units),
        "session": plural("{count} rated interview", "{count} rated interviews", found.units),
        "span": plural("{count} marked span", "{count} marked spans", found.units),
    }
    return _("Counted: {units}, from {interviews}.").format(units=said[found.unit], interviews=interviews)


def _left_out(found: Cross, part: Window) -> Iterator[str]:
    unused = sum(code not in found.row_units for code in found.rows)
    hidden = len(found.rows) - unused - len(part.rows)
    if unused:
        yield plural("{count} code has no mark here.", "{count} codes have no marks here.", unused)
    if hidden:
        yield plural(
            "{count} code with fewer is not shown; `--out FILE.csv` writes the whole table.",
            "{count} codes with fewer are not shown; `--out FILE.csv` writes the whole table.",
            hidden,
        )
    columns = len(found.columns) - len(part.columns)
    if columns and found.by != CODE:
        yield plural(
            "{count} column is not shown; `--out FILE.csv` writes the whole table.",
            "{count} columns are not shown; `--out FILE.csv` writes the whole table.",
            columns,
        )
