"""List whose name is in the vault."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "List every pseudonym: whether the vault knows the person, and which interviews there are. Needs no passphrase; with "
    "`--unlock`, names are shown too."
)
EXAMPLE = "interviewer names list"
app = typer.Typer()


@app.command()
def list_names(
    *,
    unlock: Annotated[bool, typer.Option("--unlock", help=_("Show the names; asks for the passphrase."))] = False,
    json: Annotated[bool, typer.Option("--json", help=_("Write JSON, for programs."))] = False,
) -> None:
    """Print a row for each pseudonym."""
    from interviewer.screens.names.listing import list_people

    list_people(unlock=unlock, json=json)
