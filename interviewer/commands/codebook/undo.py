"""Take a change of the codebook back."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Take a change of the codebook back: the last one that stands, or the one named. The file gets back what stood there, "
    "marks get back their codes, by records. An undoing is a change as well: named by its id, it is taken back too. Where "
    "the lines were changed again since, nothing is done."
)
EXAMPLE = "interviewer codebook undo --coder ana"
app = typer.Typer()


@app.command()
def undo(
    change: Annotated[
        str, typer.Argument(metavar="[CHANGE]", help=_("The beginning of its id; else the last one."))
    ] = "",
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name."))],
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask; for scripts."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Do it; print the id of the change."""
    from interviewer.screens.codebook.changing import Bench, Wish
    from interviewer.screens.codebook.undoing import undo

    undo(Bench(Wish(coder, yes, dry_run), finish_first=False), change)
