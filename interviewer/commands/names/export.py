"""Write names and contacts to a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Write names and contacts to a table (.csv or .xlsx) that you alone can read: to send what was promised, to meet again. "
    "A place where git would take it is refused; best is one outside of the study's folder. Destroy the file when it has served."
)
EXAMPLE = "interviewer names export ../a-recontacter.csv --recontact"
app = typer.Typer()


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("Where: a name that ends in .csv or .xlsx."))],
    *,
    recontact: Annotated[
        bool, typer.Option("--recontact", help=_("Only those who agreed to be contacted again."))
    ] = False,
    named: Annotated[bool, typer.Option("--named", help=_("Only those who agreed to be named."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Write over a file that is there."))] = False,
) -> None:
    """Write the table, say how many rows, and what to do with it."""
    from interviewer.screens.names.exporting import export_names

    export_names(file, recontact=recontact, named=named, force=force)
