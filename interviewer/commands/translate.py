"""Write a worksheet for a translator, and merge it back into the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.screens.words import N_, _

if TYPE_CHECKING:
    from interviewer.study.translating import GuideFile

HELP = N_(
    "Write the texts of a guide as a worksheet for a translator into LANGUAGE: a workbook (.xlsx) and the same as .csv, of "
    "which the translator takes either. With --merge, put what came back into the guide: its comments, order and layout "
    "stay, and every cell that could not be taken over is listed."
)
EXAMPLE = "interviewer translate benevoles en"
NOTHING_TAKEN = 3
app = typer.Typer()


@app.command()
def translate(
    guide: Annotated[str, typer.Argument(metavar="GUIDE", help=_("The guide's id, or its file."))],
    into: Annotated[str, typer.Argument(metavar="LANGUAGE", help=_("Two or three letters: en, es, ar..."))],
    *,
    out: Annotated[
        str, typer.Option("--out", metavar="FILE", help=_("A name in .xlsx or .csv; else both, in the folder exports."))
    ] = "",
    merge: Annotated[str, typer.Option("--merge", metavar="FILE", help=_("Take this worksheet back."))] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show which lines would change."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Write over a worksheet that is there."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Write what was merged as JSON, for programs."))] = False,
) -> int:
    """Write the worksheets and say where; or merge one, and say what was and what was not."""
    from interviewer.errors import UsageError
    from interviewer.study.translating import open_guide

    if (merge and (out or force)) or ((dry_run or as_json) and not merge):
        raise UsageError("translate_either")
    file = open_guide(guide, language := into.strip().lower())
    if merge:
        return _merge(file, language, merge, dry_run=dry_run, as_json=as_json)
    return _write(file, language, out, force=force)


def _write(file: GuideFile, language: str, out: str, *, force: bool) -> int:
    from interviewer.screens.pages.worksheet import counts, worksheets
    from interviewer.study.translating import former_sources, put_new

    former = former_sources(file, language)
    names = put_new(worksheets(file.guide, language, out or file.folder, former), force=force, usual=not out)
    typer.echo("\n".join(names))
    back = _("When it comes back: interviewer translate {guide} {language} --merge {file}")
    back = back.format(guide=file.guide.id, language=language, file=names[0])
    typer.echo(f"{counts(file.guide, language, former)}\n{back}", err=True)
    return 0


def _merge(file: GuideFile, language: str, worksheet: str, *, dry_run: bool, as_json: bool) -> int:
    from pathlib import Path

    from interviewer.screens.pages.merged import changed_lines, difference, merged_json, merged_page, then
    from interviewer.screens.pages.worksheet import known_words
    from interviewer.study.translating import put, read_back, rewritten

    found = read_back(file, Path(worksheet), language, known_words(file.guide, language))
    text = rewritten(file, found, language)
    if text != file.text and not dry_run:
        put(file, text)
    lines = changed_lines(file.text, text)
    if dry_run and not as_json:
        typer.echo(difference(file.text, text, file.shown), nl=False)
    typer.echo(merged_json(found, lines) if as_json else merged_page(found, lines), err=not as_json)
    if lines and not dry_run:
        typer.echo(then(file.shown, file.path.parent), err=True)
    return 0 if found.changes or found.unchanged or not found.faults else NOTHING_TAKEN
