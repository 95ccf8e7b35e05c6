"""Make a guide from one that was written in Word, Markdown or plain text."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.ids import as_id
from interviewer.screens.words import N_, _

HELP = N_(
    "Make a guide from one that was written in Word (.docx), Markdown (.md) or plain text (.txt). Headings become themes, "
    "items of lists and lines that ask become questions, what is set in below them becomes probes; introduction, consent, "
    "profile and conclusion are known by their names. What was guessed is said with its place and the reason, and so is "
    "what could not be carried."
)
EXAMPLE = "interviewer import guide trame.docx"
app = typer.Typer()


@app.command()
def guide(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help=_("The written guide: .docx, .md or .txt; `-` takes it from another program.")
        ),
    ],
    *,
    out: Annotated[
        str, typer.Option("--out", metavar="FILE|-", help=_("Where to write the guide; without it, guides/ID.yaml."))
    ] = "",
    guide_id: Annotated[
        str, typer.Option("--id", metavar="ID", help=_("The guide's id; without it, one made from the file's name."))
    ] = "",
    force: Annotated[bool, typer.Option("--force", help=_("Write over a guide that exists."))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show the guide and the report, and write nothing."))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=_("Write the report as JSON, for programs."))] = False,
) -> None:
    """Read what was written, write the guide, say what was guessed."""
    from interviewer.screens.bringing.made_guide import Wish
    from interviewer.screens.bringing.prose import bring

    bring(file, Wish(out, as_id(guide_id), force=force, dry_run=dry_run, json=json))
