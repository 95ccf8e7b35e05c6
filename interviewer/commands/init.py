"""Lay out a study in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from interviewer.errors import problem
from interviewer.screens.words import N_, _, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.study.layout import Laid

HELP = N_(
    "Lay out a study in a folder: guides to start from, a codebook, the settings, a place for the interviews. "
    "What is there already is never touched."
)
EXAMPLE = "interviewer init notre-etude"
MOST_CODES = 8
app = typer.Typer()


@app.command()
def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="[DIR]", help=_("Where; without it, the folder that you are in."), show_default=False),
    ] = Path(),
    export: Annotated[
        Literal["machine", "excel"] | None,
        typer.Option(metavar="machine|excel", help=_("What exports are made for; in French, excel unless you say so.")),
    ] = None,
) -> None:
    """Write what is missing, say what was done, and what comes next."""
    from interviewer.screens.hovers.schemas import every_schema
    from interviewer.screens.pages.new_study import (
        attributes_heading,
        git_told,
        ignore_heading,
        next_told,
        settings_text,
    )
    from interviewer.study.layout import lacking_codes, lay_out
    from interviewer.study.shipped import shipped_files

    settings = settings_text(export or ("excel" if language() == "fr" else "machine"))
    headings = ignore_heading(), attributes_heading()
    laid = lay_out(folder, settings, headings, (*shipped_files(), *every_schema()))
    typer.echo("\n".join(_told(laid)))
    _warn(lacking_codes(folder, laid))
    typer.echo("\n".join([*git_told(folder, laid), next_told(folder)]), err=True)


def _warn(codes: Sequence[str]) -> None:
    """Say that the guides can't be used with the codebook that was there, if it is so."""
    from interviewer.screens.messages import place

    if codes:
        shown = [*codes[:MOST_CODES], *(["…"] if len(codes) > MOST_CODES else [])]
        wrong = problem("codebook_lacks_codes", severity="warning", count=len(codes), codes=", ".join(shown))
        typer.echo(place(wrong), err=True)


def _told(laid: Laid) -> list[str]:
    lines = [_("written: {name}").format(name=name) for name in laid.written]
    lines += [_("kept as it was: {name}").format(name=name) for name in laid.kept]
    if laid.unignored:
        lines.append(_("To keep the words out of git, add these lines to .gitignore:"))
        lines += [f"    {line}" for line in laid.unignored]
    return lines
