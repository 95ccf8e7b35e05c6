"""Verify the files of every interview."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.errors import CannotError
from interviewer.screens.words import N_, _, plural
from interviewer.study.folder import find_study

if TYPE_CHECKING:
    from interviewer.study.doctor import Report

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

    keys = key_problems(study)
    report = report._replace(problems=(*report.problems, *(one for one in keys if one.severity == "error")))
    report = report._replace(notes=(*report.notes, *(one for one in keys if one.severity == "warning")))
    typer.echo(wrapped_for(sys.stdout, "\n".join(_lines(report))))
    return DAMAGED if any(one.severity == "error" for one in report.problems) else None


def _lines(report: Report) -> list[str]:
    """Problems, then notes, then how many files, interviews and records were read."""
    from interviewer.screens.clean import clean
    from interviewer.screens.messages import explain, place

    notes = []
    for note in report.notes:
        message, hint = explain(note)
        line = _("{path}: note: {message}").format(path=clean(note.path), message=message)
        notes.append(line + (f"\n    {hint}" if hint else ""))
    counts = (
        plural("{count} file", "{count} files", report.files),
        plural("{count} interview", "{count} interviews", report.sessions),
        plural("{count} record", "{count} records", report.records),
    )
    faults = sum(one.severity == "error" for one in report.problems)
    verdict = (
        plural("{count} fault was found.", "{count} faults were found.", faults)
        if faults
        else _("All of them are whole.")
    )
    files, sessions, records = counts
    summary = _("Checked: {files} of {sessions}, {records}.").format(files=files, sessions=sessions, records=records)
    return [*map(place, report.problems), *notes, f"{summary} {verdict}"]
