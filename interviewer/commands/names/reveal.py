"""Show the name behind a pseudonym."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Show what the vault knows of a participant. On a terminal, on a page that is gone afterwards; asks for the passphrase."
)
EXAMPLE = "interviewer names reveal p7kx3"
app = typer.Typer()


@app.command()
def reveal(participant: Annotated[str, typer.Argument(metavar="P", help=_("Whose: a pseudonym."))]) -> None:
    """Show the entry of one participant."""
    from interviewer.screens.names.revealing import reveal_person

    reveal_person(participant)
