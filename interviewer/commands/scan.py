"""`scan`: find what could tell who somebody is, and decide about it."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import N_, _

HELP = N_(
    "Find what could tell who somebody is: names, also misspelt, numbers, addresses, words that may be a name. On a terminal "
    "it goes through what is open: replace (others read [prénom], the team keeps the words), keep, or no name. Elsewhere it "
    "lists the places and ends with 3. Every export scans first. What is replaced is pseudonymised; the rules do not find everything."
)
EXAMPLE = "interviewer scan"
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def scan(
    sessions: Annotated[
        list[str] | None, typer.Argument(metavar="[SESSION]...", help=_("Which interviews; without it, all."))
    ] = None,
    *,
    decisions: Annotated[
        str, typer.Option("--decisions", metavar="FILE.csv", help=_("Write what is open as a table to fill in."))
    ] = "",
    accept: Annotated[
        str, typer.Option("--accept-scan", metavar="FILE.csv", help=_("Take the decisions of such a table in."))
    ] = "",
    words: Annotated[bool, typer.Option("--words", help=_("Show the words themselves."))] = False,
    listed: Annotated[bool, typer.Option("--list", help=_("Only list what is open, also on a terminal."))] = False,
    everything: Annotated[bool, typer.Option("--all", help=_("List what was decided too."))] = False,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who decides: a short id, never a name."))] = "",
    json: Annotated[bool, typer.Option("--json", help=_("Write JSON, for programs."))] = False,
) -> int | None:
    """Go through what is open or list it; returns 3 where something stays open."""
    from interviewer.screens.scanning.opening import Asked, do

    return do(
        study_with_words(), Asked(tuple(sessions or ()), decisions, accept, words, listed, everything, coder, json)
    )
