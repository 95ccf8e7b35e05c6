"""How little was new in the last interviews."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from interviewer.commands.selecting import Json, Out, RollUp, chosen, takes_filters
from interviewer.figures.filters import Filters
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import N_, _

HELP = N_(
    "Say after how many interviews new codes stop coming (Guest, Namey & Chen 2020): the codes of the first interviews are "
    "the base; the first run of further ones that brings at most 5% of it is where it stops, written 6+2. Other orders of "
    "the same interviews are tried too. On a screen with the curve; into a file as tab-separated values."
)
EXAMPLE = "interviewer saturation --svg saturation.svg"
SEED = 1
app = typer.Typer()
Thresholds = list[str] | None


@app.command()
@takes_filters
def saturation(
    *,
    base: Annotated[int, typer.Option(metavar="N", min=1, max=99, help=_("Interviews in the base."))] = 4,
    run: Annotated[int, typer.Option(metavar="N", min=1, max=99, help=_("Interviews in a run."))] = 2,
    threshold: Annotated[
        Thresholds, typer.Option(metavar="SHARE", help=_("Where it stops; may be repeated. Without it, 5% and 0."))
    ] = None,
    codes: Annotated[
        str, typer.Option(metavar="SETS", help=_("A figure for each set of codes: group, origin or branch."))
    ] = "all",
    by: Annotated[
        str, typer.Option(metavar="DIM", help=_("A figure for each stakeholder, guide, coder..., as in `stats`."))
    ] = "",
    order: Annotated[
        str, typer.Option(metavar="date|coded|FILE", help=_("In which order; a file names an interview on each line."))
    ] = "date",
    roll_up: RollUp = False,
    svg: Annotated[str, typer.Option(metavar="FILE.svg", help=_("Draw the curve into this file."))] = "",
    json: Json = False,
    out: Out = "",
    filters: Filters,
) -> int | None:
    """Print or write the figure; returns 3 when interviews could not be read whole."""
    from interviewer.export.about_figures import about_figures
    from interviewer.export.figure_tables import SATURATION
    from interviewer.screens.pages import saturated as page
    from interviewer.screens.pages.figured import nothing_yet, say, written
    from interviewer.screens.pages.saturating import Wish, drawn, figure
    from interviewer.screens.scanning.figures import as_it_leaves

    study = study_with_words()
    wish = Wish(base, run, tuple(threshold or ("5%", "0")), codes, by, order, roll_up, SEED)
    part = chosen(study, filters)
    if out or svg:
        part = as_it_leaves(study, part)
    made = figure(study, part, wish)
    if not made.lines:
        return nothing_yet(part, len(made.found.uncoded), json=json)
    if svg:
        drawn(study, page.as_svg(made), svg, part)
    if out:
        written(study, SATURATION, page.rows_of(made), out, about_figures("saturation", part))
    elif json:
        typer.echo(page.as_json(made))
    elif not svg or sys.stdout.isatty():
        typer.echo(page.as_page(made) if sys.stdout.isatty() else page.as_tsv(made))
    say(page.notes(made))
    return 3 if part.damaged else None
