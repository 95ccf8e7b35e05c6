"""Tie codes to what was said."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Tie codes of the codebook to what was said: turn by turn as you type (or from the lines of a file), or all at once "
    "from a table of marks with --apply. The table has the columns session_id, turn_id, code_id, then excerpt_start and "
    "excerpt_end, or excerpt, and memo; it is applied whole or refused with every faulty line, and twice is as once."
)
EXAMPLE = "interviewer code --coder ana"
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def code(
    sessions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SESSION]...", help=_("Which interviews; without it, all that are finished or paused.")
        ),
    ] = None,
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who codes: a short id, never a name."))],
    apply: Annotated[
        str | None,
        typer.Option(
            "--apply", metavar="FILE.csv", help=_("Apply this table of marks; `-` takes it from another program.")
        ),
    ] = None,
) -> None:
    """Code turn by turn, or apply a table."""
    from interviewer.screens.coding.opening import apply_table, coder_id, go_through

    who = coder_id(coder)
    exit_code = apply_table(apply, who, sessions or []) if apply is not None else go_through(sessions or [], who)
    if exit_code:
        raise typer.Exit(exit_code)
