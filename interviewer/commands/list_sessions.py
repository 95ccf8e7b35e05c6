"""List the interviews of the study."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _
from interviewer.study.folder import find_study

HELP = N_("List the interviews of this study: date, guide, participants, minutes, coverage, coded or not.")
EXAMPLE = "interviewer list"
app = typer.Typer()


@app.command()
def list_sessions(
    json: Annotated[bool, typer.Option("--json", help=_("Write JSON for programs."))] = False,  # noqa: FBT002 - an option
) -> None:
    """Show every session as a row."""
    ids = find_study().session_ids()
    if not ids:
        typer.echo(_("No interviews yet. Hold the first one with `interviewer run`."), err=True)
