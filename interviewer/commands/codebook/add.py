"""Add a code."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Add a code to codebook.yaml, behind those below its parent, else at the end. Its label and its other words are asked "
    "for, or read from lines: `label: Ties`, `label.fr: Le lien`, `definition: ...`, `use_when: ...`, `not_when: ...`, "
    "`example: ...`, `reason: ...`."
)
EXAMPLE = "interviewer codebook add voisinage --under lien --coder ana"
app = typer.Typer()


@app.command()
def add(
    code: Annotated[
        str,
        typer.Argument(metavar="[ID]", help=_("The new id: small letters, digits, - and _; asked for if left out.")),
    ] = "",
    *,
    coder: Annotated[
        str,
        typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name; asked for if left out.")),
    ] = "",
    under: Annotated[str, typer.Option("--under", metavar="CODE", help=_("Its parent."))] = "",
    origin: Annotated[
        str, typer.Option("--origin", metavar="a_priori|emergent|in_vivo", help=_("Where it comes from."))
    ] = "a_priori",
    group: Annotated[
        list[str] | None, typer.Option("--group", metavar="ID", help=_("A group it belongs to; may be repeated."))
    ] = None,
    colour: Annotated[str, typer.Option("--colour", metavar="#RRGGBB", help=_("Its colour."))] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Write the code; print the id of the change."""
    from interviewer.screens.codebook.adding import Facts, add, asked_ids
    from interviewer.screens.codebook.changing import Bench, Wish

    code, coder = asked_ids(code, coder)
    add(Bench(Wish(coder, dry_run=dry_run)), code, Facts(under, origin, tuple(group or ()), colour))
