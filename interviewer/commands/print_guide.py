"""Write the paper version of a guide."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Write the paper version of a guide for the field: what is said aloud set apart, questions large, probes, room for "
    "notes by the minutes planned, and a consent form to sign, twice. As a Word file (docx), which can be restyled; as an "
    "HTML page, to look at or to print; as Markdown or plain text. All hold the same."
)
EXAMPLE = "interviewer print benevoles --to html --out benevoles.html"
app = typer.Typer()


@app.command()
def print_guide(
    guide: Annotated[
        str,
        typer.Argument(
            help=_("The guide: its id or its file, with @ and a revision if it is an older one."), metavar="GUIDE"
        ),
    ],
    *,
    kind: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="docx|html|md|txt",
            help=_("The kind of file; without it, what the ending of the file says, else docx."),
        ),
    ] = "",
    out: Annotated[
        str,
        typer.Option(
            metavar="FILE|-",
            help=_(
                "Where to write; without it, a docx goes to the study's folder exports, all else to standard output."
            ),
        ),
    ] = "",
    language: Annotated[
        str, typer.Option(metavar="LANGUAGE", help=_("In this language of the guide; else in its first one."))
    ] = "",
    paper: Annotated[str, typer.Option(metavar="a4|letter", help=_("The size of the paper."))] = "a4",
    force: Annotated[bool, typer.Option("--force", help=_("Write over a file that is there."))] = False,
) -> None:
    """Write it and say where it is."""
    from interviewer.screens.pages.printing import Wanted, give_out

    give_out(guide, Wanted(kind.strip().lower(), out, language.strip(), paper.strip().lower(), force))
