"""Find words in what people said, or what bears a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands.selecting import Json, chosen, takes_filters
from interviewer.errors import CannotError
from interviewer.figures.filters import Filters
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import N_, _
from interviewer.study.folder import Study

if TYPE_CHECKING:
    from interviewer.figures.finding import Hit, Wish
    from interviewer.study.choosing import Chosen

HELP = N_(
    "Find words in what people said: they are asked for, or read from standard input (each line is looked for), never "
    "given as arguments. With a code as argument, everything that bears it. For the team's own eyes; what may be shown "
    "to others comes from `quotes`."
)
EXAMPLE = "interviewer find < words.txt"
SECONDS = 5
app = typer.Typer()


@app.command()
@takes_filters
def find(
    bearing: Annotated[str, typer.Argument(metavar="[CODE]", help=_("What bears this code or one below it."))] = "",
    *,
    regex: Annotated[bool, typer.Option("--regex", help=_("The words are regular expressions."))] = False,
    whole_words: Annotated[bool, typer.Option("--whole-words", help=_("Whole words only."))] = False,
    exact: Annotated[bool, typer.Option("--exact", help=_("Accents and capitals count."))] = False,
    json: Json = False,
    filters: Filters,
) -> int | None:
    """Print what was found; returns 3 when interviews could not be read whole."""
    from interviewer.figures.finding import Wish
    from interviewer.screens.pages import findings as page
    from interviewer.screens.pages.figured import say

    study = study_with_words()
    if bearing:
        part = _with_code(study, filters, bearing)
        found = page.bearing(part)
    else:
        wish = Wish(page.typed_words(), regex, whole_words, exact)
        part = chosen(study, filters)
        found = _search(part, wish)
    if found or json:
        typer.echo(page.as_json(found) if json else page.as_page(found, part))
    say(page.notes(found, part))
    return 3 if part.damaged else None


def _with_code(study: Study, filters: Filters, code: str) -> Chosen:
    """The part of the study that bears the code; CannotError says, of what is no code, that words are no arguments."""
    try:
        return chosen(study, filters._replace(code=(*filters.code, code)))
    except CannotError as error:
        if error.problem.facts().get("asked") == code and error.problem.rule != "figures_several":
            raise CannotError("find_no_such_code", **error.problem.facts()) from error
        raise


def _search(part: Chosen, wish: Wish) -> list[Hit]:
    from interviewer.figures.finding import hits, patterns
    from interviewer.screens.terminal.deadline import TooSlow, stops, within

    wanted = patterns(wish, guarded=stops())
    try:
        with within(SECONDS):
            return list(hits(part.views, part.selection, part.tree, wanted, exact=wish.exact, regex=wish.regex))
    except TooSlow:
        raise CannotError("took_too_long", seconds=SECONDS) from None
