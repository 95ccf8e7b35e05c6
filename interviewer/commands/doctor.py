"""Verify the files of every interview."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from interviewer.errors import CannotError
from interviewer.screens.words import N_, _
from interviewer.study.opening import find_study

HELP = N_(
    "Verify the files of every interview: each record by its checksum. Damage is named by file, record and byte, with what "
    "could be read all the same. Also lists fall-back copies, words of a run that was cut short, and files open to others."
)
EXAMPLE = "interviewer doctor --repair"
DAMAGED = 3
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def doctor(
    *,
    repair: Annotated[
        bool,
        typer.Option("--repair", help=_("Write what can be restored to new files; damaged files stay as they are.")),
    ] = False,
    fire_drill: Annotated[
        bool,
        typer.Option(
            "--fire-drill", help=_("Ask for passphrase and paper key, and try whether each opens everything.")
        ),
    ] = False,
) -> int | None:
    """Print what is wrong; returns 3 when damage remains."""
    if fire_drill:
        from interviewer.screens.fire_drill import hold_drill

        return hold_drill()
    from interviewer.screens.clean import clean
    from interviewer.screens.paper import wrapped_for
    from interviewer.study import doctor as rounds

    study = find_study()
    for path in rounds.repair(study.root) if repair else ():
        typer.echo(_("Written: {path}").format(path=clean(study.shown(path))))
    report = rounds.examine(study.root)
    if not report.files and not any(one.rule == "answers_half_made" for one in report.problems):
        raise CannotError("no_journals")
    from interviewer.screens.key_warnings import key_problems
    from interviewer.screens.pages.examined import examined

    keys = key_problems(study)
    report = report._replace(problems=(*report.problems, *(one for one in keys if one.severity == "error")))
    report = report._replace(notes=(*report.notes, *(one for one in keys if one.severity == "warning")))
    typer.echo(wrapped_for(sys.stdout, "\n".join(examined(report))))
    return DAMAGED if any(one.severity == "error" for one in report.problems) else None
