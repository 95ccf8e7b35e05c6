"""Put a code elsewhere in the tree."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Put a code, with all below it, under another parent or at the top. Its marks stay as they are. The reason is asked "
    "for, or read from a line `reason: ...`."
)
EXAMPLE = "interviewer codebook move charge --under cadre --coder ana"
app = typer.Typer()


@app.command()
def move(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Which code."))],
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name."))],
    under: Annotated[str, typer.Option("--under", metavar="CODE", help=_("Its new parent."))] = "",
    top: Annotated[bool, typer.Option("--top", help=_("At the top, under none."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask; for scripts."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Do it; print the id of the change."""
    from interviewer.errors import UsageError
    from interviewer.screens.codebook.changing import Bench, Wish
    from interviewer.screens.codebook.reshaping import move

    if bool(under) == top:
        raise UsageError("codebook_under_or_top")

    move(Bench(Wish(coder, yes, dry_run)), code, under)
