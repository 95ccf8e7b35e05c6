"""Take away all that a person said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interviewer.ids import as_id
from interviewer.screens.words import N_, _
from interviewer.study.opening import find_study

HELP = N_(
    "Take away all that a person said, in every interview: words, marks, memos, values, drafts, copies. Shows what there "
    "is, then asks for the pseudonym again. Of a group interview only that person's part goes. What stays is a trace "
    "without words, and a certificate, shown at the end and kept in `exports/`. Done again, it also takes away what came back from elsewhere."
)
EXAMPLE = "interviewer withdraw p7kx3 --certificate p7kx3.md"
app = typer.Typer()


@app.command()
def withdraw(
    person: Annotated[str, typer.Argument(metavar="PSEUDONYM", help=_("Who withdrew."))],
    *,
    to: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE", help=_("Write the certificate there, and only there.")),
    ] = None,
) -> None:
    """Show what there is, ask for the pseudonym, take it away, certify it."""
    from interviewer.screens.withdrawing import withdraw_person

    withdraw_person(find_study(), as_id(person), to)
