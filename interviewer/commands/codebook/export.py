"""Write the codebook for other programs and for people."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Write the codebook as CSV with all that it says, as REFI-QDA (.qdc) for other programs of qualitative analysis, or "
    "as Markdown to be read. What a format has no place for stands in the descriptions and comes back with `codebook import`."
)
EXAMPLE = "interviewer codebook export --out codebook.qdc"
app = typer.Typer()


@app.command()
def export(
    *,
    kind: Annotated[
        str, typer.Option("--to", metavar="csv|qdc|md", help=_("The kind of file; without it, what its ending says."))
    ] = "",
    dialect: Annotated[
        str,
        typer.Option("--for", metavar="machine|excel|taguette", help=_("For whom a CSV file is.")),
    ] = "",
    out: Annotated[
        str, typer.Option("--out", metavar="FILE|-", help=_("Where to write; without it, to standard output."))
    ] = "-",
) -> None:
    """Write it, read it back, compare."""
    from interviewer.screens.codebook.exchange import give_out

    give_out(kind.strip().lower(), dialect.strip().lower(), out)
