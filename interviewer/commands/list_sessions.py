"""List the interviews of the study."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.screens.words import N_, _
from interviewer.study.opening import find_study

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.study.overview import Summary

HELP = N_(
    "List the interviews of this study: when, with which guide and whom, how many minutes, questions answered, whether "
    "it is finished, who coded it. On a screen as columns; into a file (`interviewer list > list.tsv`) as tab-separated "
    "values, with more columns."
)
EXAMPLE = "interviewer list"
app = typer.Typer()


@app.command()
def list_sessions(
    *, json: Annotated[bool, typer.Option("--json", help=_("Write JSON, for programs."))] = False
) -> int | None:
    """Print a row for each session; returns 3 when files are damaged."""
    study = find_study()
    if not study.session_ids():
        typer.echo("[]\n" if json else "", nl=False)
        typer.echo(_("No interviews yet. `interviewer run` holds the first one."), err=True)
        return None
    from interviewer.screens.key_warnings import kind_told, old_paper_told, standings, sticks_told
    from interviewer.screens.pages.listing import as_columns, as_json, as_tsv, damage
    from interviewer.screens.pages.standing import overdue_told
    from interviewer.screens.paper import wrapped_for
    from interviewer.study.overdue import kept_too_long
    from interviewer.study.overview import summaries

    found = list(summaries(study))
    rows: Sequence[Summary] = [row for row, _problems in found]
    keys = standings(study)
    if json:
        typer.echo(as_json(rows, keys))
    else:
        typer.echo(as_columns(rows, keys=keys) if sys.stdout.isatty() else as_tsv(rows, keys))
    late = len(kept_too_long(study, rows, time.strftime("%Y-%m-%d")))
    for line in (*kind_told(study), *old_paper_told(study), *sticks_told(study), *overdue_told(late)):
        typer.echo(wrapped_for(sys.stderr, line), err=True)
    return damage([problem for _row, problems in found for problem in problems])
