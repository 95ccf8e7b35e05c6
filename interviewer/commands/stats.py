"""Count what was coded."""

from __future__ import annotations

import typer

from interviewer.commands.selecting import By, Json, Out, RollUp, chosen, takes_filters
from interviewer.figures.filters import Filters
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import N_

HELP = N_(
    "Count marks, turns, interviews and people: by code, or by anything else with --by. Shares are of the turns that were "
    "rated, that is marked or passed by a coder; what nobody has looked at yet is missing, not empty. On a screen as "
    "columns; into a file as tab-separated values."
)
EXAMPLE = "interviewer stats --by stakeholder"
app = typer.Typer()


@app.command()
@takes_filters
def stats(
    *, by: By = "code", roll_up: RollUp = False, json: Json = False, out: Out = "", filters: Filters
) -> int | None:
    """Print or write the counts; returns 3 when interviews could not be read whole."""
    from interviewer.figures.stats import stats as count
    from interviewer.screens.pages import statistics as page
    from interviewer.screens.pages.figured import nothing_yet, own_words_told, say, sheet, written
    from interviewer.screens.scanning.figures import as_it_leaves

    study = study_with_words()
    part = chosen(study, filters)
    if out:
        part = as_it_leaves(study, part)
    found = count(part.views, part.selection, part.tree, part.by(by), roll_up=roll_up)
    if not found.rated and not found.marks:
        return nothing_yet(part, found.turns, json=json)
    if out:
        from interviewer.export.about_figures import about_figures
        from interviewer.export.figure_rows import stats_rows
        from interviewer.export.figure_tables import STATS

        written(study, STATS, stats_rows(found, part, part.language), out, about_figures("stats", part))
    elif json:
        typer.echo(page.as_json(found, part))
    else:
        width, ink = sheet()
        drawn = page.as_columns(found, part, width, ink, roll_up=roll_up) if width else page.as_tsv(found, part)
        typer.echo(drawn)
    say([*page.notes(found, part), *(own_words_told(row.key for row in found.rows) if out else ())])
    return 3 if part.damaged else None
