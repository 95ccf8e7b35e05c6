"""Merge codes into one."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Merge one or several codes into another, which gets their marks: a record for each mark, with the reason. The merged "
    "codes stay readable, and marks made under them later, on other branches, count as that one too. The reason is asked "
    "for, or read from a line `reason: ...`."
)
EXAMPLE = "interviewer codebook merge rencontre lien --coder ana"
app = typer.Typer()


@app.command()
def merge(
    codes: Annotated[
        list[str], typer.Argument(metavar="CODE... INTO", help=_("The codes, and last the one that takes them."))
    ],
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name."))],
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask; for scripts."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Do it; print the id of the change."""
    from interviewer.errors import UsageError
    from interviewer.screens.codebook.changing import Bench, Wish
    from interviewer.screens.codebook.reshaping import merge

    if len(codes) < 2:  # noqa: PLR2004 - one and the other
        raise UsageError("codebook_merge_two")

    merge(Bench(Wish(coder, yes, dry_run)), codes[:-1], codes[-1])
