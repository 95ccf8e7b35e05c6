"""Excerpts to quote, or to read side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.commands.accepting import AcceptScan
from interviewer.commands.selecting import Json, chosen, takes_filters
from interviewer.figures.filters import Filters
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import N_, _

HELP = N_(
    "Show what was marked, by code and person, with the question and the words around it. Only exact words of people who "
    "agreed to be quoted are shown, and the number left out is said; `--all` shows everything to the team and marks what "
    "may not be quoted. On a screen as a page; into a file as Markdown."
)
EXAMPLE = "interviewer quotes rencontre"
app = typer.Typer()
Out = Annotated[str, typer.Option("--out", metavar="FILE.md|FILE.csv|-", help=_("Write Markdown or a table."))]


@app.command()
@takes_filters
def quotes(
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE]...", help=_("Under these codes and those below them."))
    ] = None,
    *,
    key: Annotated[bool, typer.Option("--key", help=_("Key quotations only."))] = False,
    everything: Annotated[bool, typer.Option("--all", help=_("Everything, for the team's own eyes."))] = False,
    json: Json = False,
    out: Out = "",
    accept: AcceptScan = "",
    filters: Filters,
) -> int | None:
    """Print or write the excerpts; returns 3 when interviews could not be read whole."""
    from interviewer.figures.quoting import Wanted
    from interviewer.figures.quoting import quotes as gather
    from interviewer.screens.pages import quoted as page
    from interviewer.screens.pages.figured import nothing_yet, say
    from interviewer.screens.scanning.excerpts import part_to_quote
    from interviewer.screens.words import language

    study = study_with_words()
    meant, wanted = filters._replace(code=(*filters.code, *(codes or ()))), Wanted(everything, key)
    part, scan = part_to_quote(study, lambda: chosen(study, meant), wanted, out, accept)
    found = gather(part.views, part.selection, part.tree, wanted, part.damaged)
    if not found.rated and not found.excerpts:
        return nothing_yet(part, found.turns, json=json)
    words = part.language if out.lower().endswith(".csv") else language()
    shown = page.codes_shown(part, words, everything=everything)
    if out:
        from interviewer.export.about_figures import about_quotes

        page.write(study, found, shown, out, about_quotes(found, part, shown, shared=not everything, scan=scan))
    else:
        typer.echo(page.as_json(found, shown) if json else page.as_page(found, shown))
    say(page.notes(found, part, shown))
    return 3 if part.damaged else None
