"""Give a code another id."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Give a code another id. Its marks stay as they are: the codebook remembers the old id (`was`), so that marks made "
    "under it on other branches count as well. Labels are changed with `codebook edit`."
)
EXAMPLE = "interviewer codebook rename rencontre rencontres --coder ana"
app = typer.Typer()


@app.command()
def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_("The code."))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("Its new id."))],
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name."))],
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask; for scripts."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Do it; print the id of the change."""
    from interviewer.screens.codebook.changing import Bench, Wish
    from interviewer.screens.codebook.reshaping import rename

    rename(Bench(Wish(coder, yes, dry_run)), old, new)
