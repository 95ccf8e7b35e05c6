"""`export`: write the tables that other programs open."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from interviewer.commands.accepting import AcceptScan
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import N_, _

HELP = N_(
    "Write what was said and how it was coded as CSV tables: into a folder (coded_answers.csv and its companions), into "
    "one file, or, with `--out -`, straight to another program (coded answers alone, in the machine form). Everything is "
    "read back and compared before this says that it is done. `export xlsform GUIDE` writes a guide as a form for phones (ODK, KoboToolbox)."
)
EXAMPLE = "interviewer export --out -"
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
FORMATS = ("csv", "xlsform")
Ids = list[str] | None


@app.command()
def export(  # noqa: PLR0917 - typer gives them by name
    kind: Annotated[str, typer.Argument(help=_("What to write: csv, or xlsform."), metavar="[csv|xlsform]")] = "csv",
    which: Annotated[str, typer.Argument(help=_("With xlsform: the guide, by id or file."), metavar="[GUIDE]")] = "",
    out: Annotated[str, typer.Option(help=_("Where to; else the study's folder exports."), metavar="FILE|DIR|-")] = "",
    guide: Annotated[Ids, typer.Option(help=_("Only with this guide; may be repeated."), metavar="ID")] = None,
    stakeholder: Annotated[Ids, typer.Option(help=_("Only this group; may be repeated."), metavar="ID")] = None,
    session: Annotated[Ids, typer.Option(help=_("Only this interview; may be repeated."), metavar="ID")] = None,
    dialect: Annotated[str, typer.Option("--for", help=_("For whom it is."), metavar="machine|excel")] = "",
    *,
    with_pilots: Annotated[bool, typer.Option("--with-pilots", help=_("Take pilot interviews in."))] = False,
    publishable: Annotated[bool, typer.Option("--publishable", help=_("Only words that may be quoted."))] = False,
    language: Annotated[
        Ids, typer.Option(help=_("With xlsform: only in this language; may be repeated."), metavar="TAG")
    ] = None,
    accept: AcceptScan = "",
    force: Annotated[bool, typer.Option("--force", help=_("With xlsform: write over a file that is there."))] = False,
    progress: Annotated[bool | None, typer.Option(help=_("Show how far it is, or never do."))] = None,
) -> int | None:
    """Write the tables; returns 3 when interviews could not be read whole."""
    from interviewer.errors import UsageError
    from interviewer.export.case import Scope
    from interviewer.export.dialects import DIALECTS
    from interviewer.export.write import FOLDER, Request, write
    from interviewer.screens.pages.exported import refuse_options, sentences
    from interviewer.screens.pages.progress import progress as bar
    from interviewer.screens.pages.read_me import read_me_for
    from interviewer.screens.paper import wrapped_for
    from interviewer.screens.scanning.gate import scan_first

    if kind not in FORMATS:
        raise UsageError("unknown_export_format", asked=kind, known=", ".join(FORMATS))
    others = {"--session": session, "--stakeholder": stakeholder, "--for": dialect, "--with-pilots": with_pilots}
    if kind == "xlsform":
        from interviewer.export.form_file import Wish
        from interviewer.screens.pages.form_written import give_form

        refuse_options({**others, "--publishable": publishable, "--accept-scan": accept}, kind)
        give_form(which, guide or [], Wish(out, tuple(language or ()), force=force))
        return None
    refuse_options({"GUIDE": which, "--force": force, "--language": language}, kind)
    if dialect and dialect not in DIALECTS:
        raise UsageError("unknown_export_dialect", asked=dialect)
    study = study_with_words()
    chosen = frozenset(study.resolve_session(one) for one in session or ())
    guides, groups = (frozenset(one.strip().lower() for one in typed or ()) for typed in (guide, stakeholder))
    scope = Scope(chosen, guides, groups, with_pilots, publishable)
    place, full = out or study.shown(study.root / FOLDER), out.endswith("/") or not out
    dialect = dialect or ("machine" if place == "-" else study.settings().export)  # standard output is for programs
    scan = scan_first(study, chosen or None, accept, takes=scope.takes, background=full, codebook=place != "-", labels=not publishable)  # fmt: skip
    request = Request(scope, place, dialect, scan=scan, page=read_me_for(dialect, publishable=publishable))
    with bar(_("Interviews"), lambda: len(chosen) or len(study.session_ids()), wanted=progress) as advance:
        report = write(study, request, advance)
    typer.echo(wrapped_for(sys.stderr, "\n".join(sentences(report, request))), err=True)
    return 3 if report.tally.damaged else None
