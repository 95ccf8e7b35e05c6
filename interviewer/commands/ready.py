"""`ready`: the check before the person sits down."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from interviewer.screens.words import N_, _
from interviewer.study.opening import find_study

HELP = N_(
    "Check before the person sits down: the guide, the folders that words go to, room on the disk, the clock, who may "
    "open the files, sync programs, the terminal. One line a check, and the verdict at the end. Nothing is changed."
)
EXAMPLE = "interviewer ready benevoles"
NOT_READY = 1
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def ready(
    guide: Annotated[
        str, typer.Argument(help=_("The guide: its id or its file; without it, all guides."), metavar="[GUIDE]")
    ] = "",
    *,
    json: Annotated[bool, typer.Option("--json", help=_("Write the checks as JSON, for programs."))] = False,
) -> int | None:
    """Print what was found; returns 1 when an interview should not begin."""
    from shutil import get_terminal_size

    from interviewer.screens.pages.readiness import PLAIN_SIGNS, SIGNS, readiness_json, readiness_lines
    from interviewer.screens.terminal.fitness import terminal_findings
    from interviewer.study.readiness.looking import findings

    found = [*findings(find_study(), guide), *terminal_findings()]
    if json:
        typer.echo(readiness_json(found))
    else:
        drawn = sys.stdout.isatty()
        styled = drawn and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        signs = SIGNS if (sys.stdout.encoding or "").lower().startswith("utf") else PLAIN_SIGNS
        width = get_terminal_size().columns if drawn else 0
        typer.echo("\n".join(readiness_lines(found, width, styled=styled, signs=signs)))
    return NOT_READY if any(one.sign == "no" for one in found) else None
