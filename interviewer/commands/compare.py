"""Decide together where two coders differ."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from interviewer.commands.accepting import AcceptScan
from interviewer.commands.selecting import Json, Out, takes_filters
from interviewer.figures.filters import Filters
from interviewer.screens.words import N_, _

HELP = N_(
    "Go through the differences of two coders side by side, in the interviews in which both have closed the round, and "
    "record what they agree on as a round of its own. What both marked alike is taken over. What is decided isn't asked "
    "again, so one can stop at any time. With --list the differences are only printed."
)
EXAMPLE = "interviewer compare ana ben"
NOT_HERE = ("session", "coder", "round")
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
@partial(takes_filters, but=NOT_HERE)
def compare(
    first: Annotated[str, typer.Argument(metavar="CODER", help=_("One coder."))],
    second: Annotated[str, typer.Argument(metavar="CODER", help=_("The other."))],
    sessions: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SESSION]...", help=_("Which interviews; without it, all that can be compared.")),
    ] = None,
    *,
    named: Annotated[str, typer.Option("--round", metavar="ID", help=_("Which round of theirs."))] = "1",
    together: Annotated[
        str, typer.Option("--as", metavar="ID", help=_("Under which id it is agreed; without it, both ids joined."))
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="ID", help=_("The name of the agreed round."))] = "agreed",
    by: Annotated[str, typer.Option("--by", metavar="ORDER", help=_("By session or by question."))] = "session",
    unclosed: Annotated[
        bool, typer.Option("--open", help=_("Also where neither of the two ever closed the round."))
    ] = False,
    only_list: Annotated[bool, typer.Option("--list", help=_("Print the differences and ask nothing."))] = False,
    json: Json = False,
    out: Out = "",
    accept: AcceptScan = "",
    filters: Filters,
) -> None:
    """Ask about each difference, or list them."""
    from interviewer.screens.coding.compare_opening import Wish, coder_pair, compare_coders

    pair, who, where = coder_pair((first, second, named), together, to)
    wish = Wish(
        pair,
        who,
        where,
        tuple(sessions or ()),
        filters,
        by,
        unclosed,
        only_list or json or bool(out),
        json,
        out,
        accept,
    )
    exit_code = compare_coders(wish)
    if exit_code:
        raise typer.Exit(exit_code)
