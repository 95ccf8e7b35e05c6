"""Lay out a study in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Lay out a study in a folder: guides to start from, a codebook, the settings, a place for the interviews. "
    "What is there already is never touched."
)
EXAMPLE = "interviewer init notre-etude"
app = typer.Typer()


@app.command()
def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="[DIR]", help=_("Where; without it, the folder that you are in."), show_default=False),
    ] = Path(),
    export: Annotated[
        Literal["machine", "excel"] | None,
        typer.Option(metavar="machine|excel", help=_("What exports are made for; in French, excel unless you say so.")),
    ] = None,
    *,
    sealed: Annotated[
        bool,
        typer.Option("--sealed", help=_("Seal all words: only the team's passphrase or a paper key opens them.")),
    ] = False,
) -> None:
    """Write what is missing, say what was done, and what comes next."""
    from interviewer.screens.laying_out import lay_out_study

    lay_out_study(folder, export or "", sealed=sealed)
