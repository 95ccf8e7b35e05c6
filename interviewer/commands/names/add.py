"""Put a name into the vault."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Put name, phone, e-mail, address, the place of the signed form and a note into the vault. No passphrase is needed. "
    "What is left empty stays as it was. Where nobody can be asked, standard input has lines: name, phone, email, address, "
    "form, note, each with a colon behind it."
)
EXAMPLE = "interviewer names add p7kx3"
app = typer.Typer()


@app.command()
def add(
    participant: Annotated[
        str | None,
        typer.Argument(metavar="[P]", help=_("Whose: a pseudonym. Never a name.")),
    ] = None,
    *,
    new: Annotated[bool, typer.Option("--new", help=_("Make a new pseudonym, before the interview."))] = False,
) -> None:
    """Ask for the fields, keep them, say whose they are."""
    from interviewer.screens.names.adding import add_entry

    add_entry(participant or "", new=new)
