"""Correct words of a finished interview."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Correct turns of a finished or paused interview. What was written before stays in the journal; each correction is "
    "a record of its own, with its reason. From a file (`interviewer edit ID < lines.txt`), three lines make one: the turn "
    '(its number or id), the new text (or a block between lines of """), the reason. At the end the command prints the '
    "ids of the changed turns."
)
EXAMPLE = "interviewer edit 2026-03-12-benevoles-p7kx3"
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def edit(
    session: Annotated[str, typer.Argument(metavar="SESSION", help=_("Which interview."))],
    *,
    turn: Annotated[str, typer.Option("--turn", metavar="ID", help=_("Correct this turn only."))] = "",
) -> None:
    """Correct turns."""
    from interviewer.screens.coding.editing_opening import edit_session

    exit_code = edit_session(session, turn)
    if exit_code:
        raise typer.Exit(exit_code)
