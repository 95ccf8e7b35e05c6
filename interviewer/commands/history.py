"""List the versions of a guide."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "List the versions of a guide that git or interviews keep, the newest first: its number, the beginning of its SHA-256 "
    "sum, its commit and day, how many interviews were held with it, and what changed since the one before. It works "
    "without git, and without interviews."
)
EXAMPLE = "interviewer history benevoles"
app = typer.Typer()


@app.command()
def history(
    guide: Annotated[str, typer.Argument(metavar="GUIDE", help=_("A guide of this study, or its file."))],
    *,
    as_json: Annotated[bool, typer.Option("--json", help=_("Write everything as JSON, for programs."))] = False,
) -> None:
    """Print the list."""
    from interviewer.screens.pages.guide_history import show_guide_history

    show_guide_history(guide, as_json=as_json)
