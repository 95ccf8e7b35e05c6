"""Close the sealed words of this terminal again."""

from __future__ import annotations

import typer

from interviewer.screens.words import N_

HELP = N_("Close what `unlock` opened in this terminal, and forget the keys of interviews that are not finished.")
EXAMPLE = "interviewer lock"
app = typer.Typer()


@app.command()
def lock() -> None:
    """End the agent of this terminal, say so."""
    from interviewer.screens.opening_keys import close_for_this_terminal

    typer.echo(close_for_this_terminal())
