"""Say how far coders agree."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from interviewer.commands.accepting import AcceptScan
from interviewer.commands.selecting import Json, Out, RollUp, chosen, takes_filters
from interviewer.figures.filters import Filters
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import N_, _

HELP = N_(
    "Say how far coders agree on codes: percent, Cohen's and Fleiss' kappa, Krippendorff's alpha and Gwet's AC1, for each "
    "code and overall, each with an interval, then where they disagree, with the words. A turn that a coder hasn't "
    "marked or passed is missing, not empty. Interviews count once both have closed the round there, so that blind coding stays blind."
)
EXAMPLE = "interviewer agree --coders ana,ben"
app = typer.Typer()
Coders = Annotated[str, typer.Option("--coders", metavar="A,B", help=_("Whom to compare; without it, everybody."))]
UnitOption = Annotated[str, typer.Option("--unit", metavar="turn|question|span", help=_("What is rated."))]
By = Annotated[list[str] | None, typer.Option("--by", metavar="DIM", help=_("Also by question, stakeholder, coder...; may be repeated."))]  # fmt: skip
Open = Annotated[bool, typer.Option("--open", help=_("Also interviews in which none of them ever closed the round."))]
Listed = Annotated[bool, typer.Option("--list/--no-list", help=_("With the list of disagreements, or without."))]
Resample = Annotated[
    str, typer.Option("--resample", metavar="session|unit", help=_("What is drawn for the intervals."))
]
Times = Annotated[int, typer.Option("--resamples", metavar="N", help=_("How often; 0 for no intervals."))]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help=_("Where chance begins; the same gives the same."))]


@app.command()
@partial(takes_filters, but=("coder",))
def agree(
    *, coders: Coders = "", unit: UnitOption = "turn", by: By = None, with_open: Open = False, roll_up: RollUp = False,
    listed: Listed = True, resample: Resample = "", resamples: Times = 1000, seed: Seed = 1, json: Json = False,
    out: Out = "", accept: AcceptScan = "", filters: Filters,
) -> int | None:  # fmt: skip
    """Print or write the figures; returns 3 when interviews could not be read whole."""
    from interviewer.screens.pages import agreement as page
    from interviewer.screens.pages.agreement_json import as_json
    from interviewer.screens.pages.figured import nothing_yet, say
    from interviewer.screens.scanning.excerpts import as_others_read
    from interviewer.screens.scanning.figures import as_it_leaves
    from interviewer.screens.scanning.gate import marked_words, scan_first
    from interviewer.study.comparing import Asked, checked, compared

    study = study_with_words()
    asked = Asked(coders, unit, tuple(by or ()), with_open, roll_up, listed, resample, resamples, seed)
    checked(asked)
    scan = scan_first(study, None, accept, only=marked_words) if out and listed else None
    part = chosen(study, filters) if scan is None else as_others_read(chosen(study, filters))
    if out:
        part = as_it_leaves(study, part)
    if not any(view.seen for view in part.views):
        return nothing_yet(part, 1, json=json)
    found = compared(part, asked)
    if out:
        page.write(study, found, part, out, listed=listed, scan=scan)
    else:
        typer.echo(as_json(found, part, asked) if json else page.as_text(found, part, asked))
    say(page.notes(found, part, asked))
    return 3 if part.damaged else None
