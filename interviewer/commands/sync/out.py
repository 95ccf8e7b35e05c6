"""Copy interviews and their keys to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Copy every interview to a folder or a USB stick, with the keys that open them, the names in the vault (both locked), "
    "guides and settings. What is there already stays. Only when this says done does the other machine take it in."
)
EXAMPLE = "interviewer sync out /media/cle-usb"
app = typer.Typer()


@app.command()
def out(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_("The folder, or the stick."))],
    *,
    without_deleted: Annotated[
        bool, typer.Option("--without-deleted", help=_("Take off there what was deleted here, for good."))
    ] = False,
) -> None:
    """Copy, say what is there now."""
    from interviewer.screens.travelling import sync_out

    sync_out(folder, without_deleted=without_deleted)
