"""Make interviews from answers that a form on phones collected."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Bring back what phones collected with the form of a guide (`interviewer export xlsform`): the CSV of ODK Central, the "
    "CSV or XLSX of KoboToolbox. Each submission becomes an interview like every other; importing twice changes nothing. "
    "Everything that could not be carried is listed as `sheet!cell`, without the words, and counted."
)
EXAMPLE = "interviewer import answers benevoles.csv --dry-run"
app = typer.Typer()


@app.command()
def answers(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("The answers; `-` takes them from another program."))],
    *,
    guide: Annotated[
        str, typer.Option("--guide", metavar="ID", help=_("The guide, where the file doesn't tell it."))
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Say what would be made, and make nothing."))] = False,
    json: Annotated[bool, typer.Option("--json", help=_("Write the report as JSON, for programs."))] = False,
) -> int | None:
    """Make the sessions; returns 3 when something of the file could not be carried."""
    from interviewer.screens.bringing.answers import bring_answers

    return bring_answers(file, guide, dry_run=dry_run, as_json=json)
