"""Take emergent codes into the codebook."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Take codes that were born while coding into codebook.yaml, with label and definition as their coder wrote them; "
    "without CODE all that the file lacks. Their marks stay as they are. Other words can be given in lines such as "
    "`sommeil.label.fr: Le sommeil`."
)
EXAMPLE = "interviewer codebook adopt sommeil --coder ana"
app = typer.Typer()


@app.command()
def adopt(
    codes: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", help=_("Which codes; else all."))] = None,
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name."))],
    under: Annotated[str, typer.Option("--under", metavar="CODE", help=_("Their parent."))] = "",
    label_of: Annotated[
        str, typer.Option("--label-of", metavar="CODER", help=_("Whose label, where two coders gave one."))
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask; for scripts."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Do it; print the id of the change."""
    from interviewer.screens.codebook.adopting import Choice, adopt
    from interviewer.screens.codebook.changing import Bench, Wish

    adopt(Bench(Wish(coder, yes, dry_run)), Choice(codes or (), under, label_of))
