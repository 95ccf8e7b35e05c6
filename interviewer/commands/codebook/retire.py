"""Put a code out of use."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Put a code out of use: it is no longer offered when coding. Its marks stay, and it stays readable. The reason is "
    "asked for, or read from a line `reason: ...`."
)
EXAMPLE = "interviewer codebook retire ailleurs --coder ana"
app = typer.Typer()


@app.command()
def retire(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Which code."))],
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name."))],
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask; for scripts."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Do it; print the id of the change."""
    from interviewer.screens.codebook.changing import Bench, Wish
    from interviewer.screens.codebook.reshaping import retire

    retire(Bench(Wish(coder, yes, dry_run)), code)
