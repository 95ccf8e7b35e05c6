"""Gather what the study holds about one person, for that person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Answer “What do you have of me?”: one file for the person, with what they agreed to, what they gave and said, how it was "
    "coded, what was noted about them, name and contacts from the vault, the exports in which they are, how long all of it is "
    "kept, and what they can do. Words of others stay out; of an "
    "interview in which several people spoke also questions that are not in the guide, names of codes made while coding, notes "
    "and memos. Word (.docx), HTML or Markdown, by the ending; only you can "
    "read the file."
)
EXAMPLE = "interviewer access p7kx3 --out p7kx3.docx"
app = typer.Typer()


@app.command()
def access(
    person: Annotated[str, typer.Argument(metavar="[PSEUDONYM]", help=_("Who asks. Never a name."))] = "",
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help=_("Write it there; without it, a Word file goes to the folder of exports.")
        ),
    ] = None,
    without_notes: Annotated[
        bool, typer.Option("--without-notes", help=_("Leave out the team's notes and memos; the paper says so."))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Write over a file that is there."))] = False,
) -> None:
    """Write the file and say who may see it."""
    from interviewer.screens.accessing import give_access

    give_access(person, out, notes=not without_notes, force=force)
