"""Check guides, codebook and settings: every problem of every file, each with its place."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Read guides, codebook and settings, and list every problem with its place and what to do about it; guides are held "
    "against the method as well. Without PATH, everything of the study that you are in; a PATH may be a file or a folder. "
    "What the method finds ends with the name of its rule in brackets; the comment `# lint: ok NAME` at the end of a line "
    "keeps what stands there as it is."
)
EXAMPLE = "interviewer check guides/benevoles.yaml"
HAVE_ERRORS = 3
app = typer.Typer()


@app.command()
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help=_("Files or folders; without any, the whole study."), metavar="[PATH]...", show_default=False
        ),
    ] = None,
    *,
    quality: Annotated[bool, typer.Option(help=_("Hold guides against the method, or only read them."))] = True,
    strict: Annotated[bool, typer.Option("--strict", help=_("What the method finds is an error."))] = False,
    form: Annotated[
        Literal["text", "json", "github"] | None,
        typer.Option("--format", help=_("For people, for programs, or for the pages of GitHub."), show_default="text"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Write a list as JSON, for programs."))] = False,
) -> int:
    """Print the problems and how many there are; returns 3 when there are errors, 1 when nothing could be read."""
    import sys
    from pathlib import Path

    from interviewer.errors import CannotError, UsageError
    from interviewer.screens.pages.checked import FORMATS, summary
    from interviewer.screens.paper import wrapped_for
    from interviewer.study.checking import check_paths

    if strict and not quality:
        raise UsageError("strict_without_quality")
    if as_json and form not in {None, "json"}:
        raise UsageError("two_formats", other=str(form))
    checked = check_paths([Path(path) for path in paths or ()], "error" if strict else "warning" if quality else "off")
    if not checked.files and not checked.problems:
        raise CannotError("nothing_to_check")
    chosen = "json" if as_json else form or "text"
    shown = FORMATS[chosen](checked.problems)
    typer.echo(wrapped_for(sys.stdout, shown) if chosen == "text" else shown, nl=chosen == "json")
    if chosen != "json":
        typer.echo(wrapped_for(sys.stderr, summary(checked)), err=True)
    errors = any(one.severity == "error" for one in checked.problems)
    return HAVE_ERRORS if checked.files and errors else int(not checked.files)
