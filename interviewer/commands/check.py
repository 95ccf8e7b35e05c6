"""Check guides, codebook and settings: every problem of every file, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.errors import CannotError
from interviewer.screens.words import N_, _, plural

if TYPE_CHECKING:
    from interviewer.errors import Problem
    from interviewer.study.checking import Checked

HELP = N_(
    "Read guides, codebook and settings, and list every problem with its place and what to do about it. "
    "Without PATH, everything of the study that you are in; a PATH may be a file or a folder."
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
    as_json: Annotated[bool, typer.Option("--json", help=_("Write a list as JSON, for programs."))] = False,
) -> int:
    """Print the problems and how many there are; returns 3 when there are errors, 1 when nothing could be read."""
    from pathlib import Path

    from interviewer.study.checking import check_paths

    checked = check_paths([Path(path) for path in paths or ()])
    if not checked.files and not checked.problems:
        raise CannotError("nothing_to_check")
    if as_json:
        typer.echo(_as_json(checked.problems))
    else:
        import sys

        from interviewer.screens.messages import place
        from interviewer.screens.paper import wrapped_for

        typer.echo(wrapped_for(sys.stdout, "".join(f"{place(one)}\n" for one in checked.problems)), nl=False)
        typer.echo(wrapped_for(sys.stderr, _summary(checked)), err=True)
    return HAVE_ERRORS if checked.files and _count(checked, "error") else int(not checked.files)


def _count(checked: Checked, severity: str) -> int:
    return sum(one.severity == severity for one in checked.problems)


def _summary(checked: Checked) -> str:
    files = plural("{count} file checked", "{count} files checked", checked.files)
    errors = plural("{count} error", "{count} errors", _count(checked, "error"))
    warnings = plural("{count} warning", "{count} warnings", _count(checked, "warning"))
    return _("{files}: {errors}, {warnings}.").format(files=files, errors=errors, warnings=warnings)


def _as_json(problems: tuple[Problem, ...]) -> str:
    """A list of {path, line, column, severity, rule, message, hint}."""
    import json

    from interviewer.screens.messages import explain

    rows = []
    for one in problems:
        message, hint = explain(one)
        row = {"path": one.path, "line": one.line, "column": one.column, "severity": one.severity, "rule": one.rule}
        rows.append(row | {"message": message, "hint": hint})
    return json.dumps(rows, indent=2)
