"""Codes against groups, questions, coders, or against each other."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.commands.selecting import By, Json, Out, RollUp, chosen, takes_filters
from interviewer.figures.filters import Filters
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import N_, _

HELP = N_(
    "Count codes against groups, questions, coders, items of the background sheet, or against each other: which are put "
    "on the same turns (or spans, questions, interviews). On a screen the table is cut to what matters; `--out` writes "
    "all of it, with shares and lift."
)
EXAMPLE = "interviewer crosstab --by stakeholder"
app = typer.Typer()


@app.command()
@takes_filters
def crosstab(
    *,
    by: By = "code",
    codes: Annotated[bool, typer.Option("--codes", help=_("Codes against codes, as `--by code`."))] = False,
    unit: Annotated[
        str, typer.Option("--unit", metavar="span|turn|question|session", help=_("What is counted."))
    ] = "turn",
    show: Annotated[
        str, typer.Option("--show", metavar="count|row|column|lift", help=_("What stands in the cells on a screen."))
    ] = "count",
    roll_up: RollUp = False,
    json: Json = False,
    out: Out = "",
    filters: Filters,
) -> int | None:
    """Print or write the table; returns 3 when interviews could not be read whole."""
    from interviewer.figures.crosstab import crosstab as count
    from interviewer.figures.crosstab import unit_named
    from interviewer.figures.dimensions import CODE
    from interviewer.screens.pages import crossed as page
    from interviewer.screens.pages.figured import nothing_yet, own_words_told, say, sheet, written
    from interviewer.screens.scanning.figures import as_it_leaves

    counted, shown = unit_named(unit), page.shown_named(show)
    study = study_with_words()
    part = chosen(study, filters)
    if out:
        part = as_it_leaves(study, part)
    wanted = part.by(CODE if codes else by)
    found = count(part.views, part.selection, part.tree, wanted, counted, roll_up=roll_up)
    width, ink = sheet()
    if not found.units:
        return nothing_yet(part, found.turns, json=json)
    if out:
        from interviewer.export.about_figures import about_figures
        from interviewer.export.figure_rows import crosstab_rows
        from interviewer.export.figure_tables import CROSSTAB

        written(study, CROSSTAB, crosstab_rows(found, part, part.language), out, about_figures("crosstab", part))
    elif json:
        typer.echo(page.as_json(found, part))
    else:
        typer.echo(page.as_map(found, part, shown, width, ink) if width else page.as_tsv(found, part))
    say([*page.notes(found, part, drawn=0 if out or json else width), *(own_words_told(found.columns) if out else ())])
    return 3 if part.damaged else None
