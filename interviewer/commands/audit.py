"""Hold the study against its duties."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from interviewer.screens.words import N_, _
from interviewer.study.opening import find_study

HELP = N_(
    "Say what is due: interviews kept too long, consents that are missing. Then what to know of notices and consents, what "
    "was exported and who stands in it, and what a report should say and your data don't (COREQ, 32 items). Needs no "
    "passphrase; ends with 3 where something is due. On a screen as a page; into a file as Markdown."
)
EXAMPLE = "interviewer audit"
DUE = 3
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def audit(*, json: Annotated[bool, typer.Option("--json", help=_("Write JSON, for programs."))] = False) -> int | None:
    """Print the audit; returns 3 when something is due or interviews could not be read whole."""
    from interviewer import __version__
    from interviewer.report.coreq import coreq, material, sketch
    from interviewer.screens.pages.audit_json import as_json
    from interviewer.screens.pages.audited import page
    from interviewer.screens.pages.listing import damage
    from interviewer.screens.pages.progress import progress as bar
    from interviewer.study.auditing import audit as gather

    study = find_study()
    with bar(_("Interviews"), lambda: len(study.session_ids())) as advance:
        found = gather(study, time.strftime("%Y-%m-%d"), sketch, advance)
    planned = sum(one.planned or 0 for one in found.settings.stakeholders.values()) or None
    items = coreq(material(found.seen, found.book, f"interviewer {__version__}", planned))
    typer.echo(as_json(found, items) if json else page(found, items))
    damaged = damage(found.problems)
    return DUE if found.due else damaged
