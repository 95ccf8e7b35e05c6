"""Change the words of a code."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Change the words of a code, its colour, its origin, its groups. Each word is asked for with what stands there, or "
    "read from lines: `definition.fr: ...`; a key without words (`example:`) takes away what stands there. The id is "
    "changed with `codebook rename`, the place in the tree with `codebook move`."
)
EXAMPLE = "interviewer codebook edit rencontre --coder ana"
app = typer.Typer()


@app.command()
def edit(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Which code."))],
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who does it: a short id, never a name."))],
    origin: Annotated[
        str, typer.Option("--origin", metavar="a_priori|emergent|in_vivo", help=_("Where it comes from."))
    ] = "",
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="ID", help=_("Its groups from here on; may be repeated, '' for none.")),
    ] = None,
    colour: Annotated[
        str | None, typer.Option("--colour", metavar="#RRGGBB", help=_("Its colour; '' for none."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and change nothing."))] = False,
) -> None:
    """Write the change; print its id."""
    from interviewer.screens.codebook.changing import Bench, Wish
    from interviewer.screens.codebook.editing import edit

    edit(Bench(Wish(coder, dry_run=dry_run)), code, origin, group, colour)
