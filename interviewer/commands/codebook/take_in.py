"""Take the codes of another program's codebook in."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Take codes from a file into codebook.yaml: CSV (a codebook of Taguette, or any table with names and descriptions), "
    "REFI-QDA (.qdc), or another study's codebook.yaml. Codes that are there already stay as they are; ids are made from "
    "the names where the file has none. All problems of the file are listed with their places, and then nothing is changed."
)
EXAMPLE = "interviewer codebook import codes.qdc --coder ana --dry-run"
app = typer.Typer()


@app.command()
def take_in(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("The file; `-` takes it from another program."))],
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name."))],
    update: Annotated[
        bool, typer.Option("--update", help=_("Take over what the file says otherwise of codes that are there."))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Write the codes; print the id of the change."""
    from interviewer.screens.codebook.changing import Bench, Wish
    from interviewer.screens.codebook.exchange import take_in

    take_in(Bench(Wish(coder, dry_run=dry_run)), file, update=update)
