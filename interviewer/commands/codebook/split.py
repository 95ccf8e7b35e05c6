"""Deal the marks of a code out to others."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Split a code: its marks are dealt out to other codes, which are made where they aren't there yet. Each mark is shown "
    "in its context and asked about; or the decisions come from a table with the columns mark_id and code_id (`codebook "
    "show CODE --marks` writes one to fill in), or from lines `MARK: CODE` beside `NEW.label: ...` and `reason: ...`. What "
    "isn't decided stays."
)
EXAMPLE = "interviewer codebook split coordination reunions partage --coder ana"
app = typer.Typer()


@app.command()
def split(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("The code to be split."))],
    into: Annotated[list[str], typer.Argument(metavar="NEW...", help=_("The codes that get its marks."))],
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name."))],
    marks: Annotated[
        str, typer.Option("--marks", metavar="FILE.csv", help=_("A table that says which mark goes where."))
    ] = "",
    retire: Annotated[bool, typer.Option("--retire", help=_("Put the code itself out of use."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask; for scripts."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Do it; print the id of the change."""
    from interviewer.screens.codebook.changing import Bench, Wish
    from interviewer.screens.codebook.splitting import split_code

    split_code(Bench(Wish(coder, yes, dry_run)), code, into, marks, retire=retire)
