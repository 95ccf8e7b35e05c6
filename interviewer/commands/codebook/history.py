"""List the changes of the codebook."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "List what was changed in the codebook, the oldest first: when, by whom, what, how many marks went along, and why. "
    "The short id of a change takes it back: `interviewer codebook undo ID`."
)
EXAMPLE = "interviewer codebook history"
app = typer.Typer()


@app.command()
def history(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help=_("Only what is about this code."))] = "",
    *,
    json: Annotated[bool, typer.Option("--json", help=_("Write everything as JSON, for programs."))] = False,
) -> None:
    """Print the list."""
    from interviewer.screens.codebook.history_page import show_history
    from interviewer.study.opening import find_study

    show_history(find_study(), code, json=json)
