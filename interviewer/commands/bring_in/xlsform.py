"""Make a guide from an XLSForm."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.ids import as_id
from interviewer.screens.words import N_, _

HELP = N_(
    "Make a guide from an XLSForm, the spreadsheet from which ODK, KoboToolbox, SurveyCTO and others ask on phones: .xlsx, "
    ".xls, .ods, .csv or .md. Groups become themes, texts open questions, selects closed ones, hints probes. It never stops "
    "at the first fault: every row and every cell that has no place in a guide is listed as `sheet!cell`, and counted."
)
EXAMPLE = "interviewer import xlsform enquete.xlsx"
app = typer.Typer()


@app.command()
def xlsform(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("The form; `-` takes it from another program."))],
    *,
    out: Annotated[
        str, typer.Option("--out", metavar="FILE|-", help=_("Where to write the guide; without it, guides/ID.yaml."))
    ] = "",
    guide_id: Annotated[
        str, typer.Option("--id", metavar="ID", help=_("The guide's id; without it, the one of the form."))
    ] = "",
    force: Annotated[bool, typer.Option("--force", help=_("Write over a guide that exists."))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show the guide and the report, and write nothing."))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=_("Write the report as JSON, for programs."))] = False,
) -> None:
    """Read the form, write the guide, say what is not in it."""
    from interviewer.screens.bringing.made_guide import Wish
    from interviewer.screens.bringing.xlsform import bring

    bring(file, Wish(out, as_id(guide_id), force=force, dry_run=dry_run, json=json))
