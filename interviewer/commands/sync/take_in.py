"""Take in interviews and their keys from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Take in what `sync out` copied: each file is verified first, and what is damaged is named and left out. Nothing here is "
    "overwritten. On a machine that hasn't got the study, make an empty folder, go into it, and type this there."
)
EXAMPLE = "interviewer sync in /media/cle-usb"
app = typer.Typer()


@app.command()
def take_in(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_("The folder, or the stick."))],
    *,
    with_deleted: Annotated[
        bool, typer.Option("--with-deleted", help=_("Take interviews in again that were deleted here."))
    ] = False,
) -> None:
    """Take in, say what came."""
    from interviewer.screens.travelling import sync_in

    sync_in(folder, with_deleted=with_deleted)
