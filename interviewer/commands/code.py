"""Tie codes to what was said."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.commands.accepting import AcceptScan
from interviewer.screens.words import N_, _

HELP = N_(
    "Tie codes of the codebook to what was said: on a terminal in a full screen, else turn by turn from lines, or all at "
    "once from a table of marks with --apply. The table has the columns session_id, turn_id, code_id, then excerpt_start and "
    "excerpt_end, or excerpt, and memo; it is applied whole or refused with every faulty line, and twice is as once. "
    "--export writes such a table of all that was done, by coder and round; without --coder, --apply takes each line as "
    "the coder's whom it names. "
    "You code in a round and see nothing of what others marked until you close it."
)
EXAMPLE = "interviewer code --coder ana"
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def code(
    sessions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SESSION]...", help=_("Which interviews; without it, all that are finished or paused.")
        ),
    ] = None,
    *,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help=_("Who codes: a short id, never a name."))] = "",
    named: Annotated[
        str,
        typer.Option(
            "--round", metavar="ID", help=_("In which round; without it, the one that you have open, else 1.")
        ),
    ] = "",
    close: Annotated[
        bool,
        typer.Option("--close", help=_("Close the round where every turn is rated. That can't be undone.")),
    ] = False,
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help=_("Close it also where turns are not rated."))
    ] = False,
    with_own: Annotated[
        bool, typer.Option("--with-own", help=_("Show your own marks of earlier rounds while you code."))
    ] = False,
    lost: Annotated[
        bool,
        typer.Option("--lost", help=_("List marks whose words were corrected away; without --coder, everybody's.")),
    ] = False,
    suggest: Annotated[
        bool,
        typer.Option("--suggest", help=_("Suggest codes at each turn, with reasons; nothing leaves this machine.")),
    ] = False,
    question: Annotated[
        str, typer.Option("--question", metavar="ID", help=_("Only the turns that answer this question."))
    ] = "",
    apply: Annotated[
        str | None,
        typer.Option(
            "--apply", metavar="FILE.csv", help=_("Apply this table of marks; `-` takes it from another program.")
        ),
    ] = None,
    export: Annotated[
        str | None,
        typer.Option("--export", metavar="FILE.csv|-", help=_("Write what was marked as a table for --apply.")),
    ] = None,
    accept: AcceptScan = "",
) -> None:
    """Code turn by turn, apply or write a table, or close a round."""
    from interviewer.screens.coding.asked import Asked, do

    given = (close, incomplete, with_own, apply, export, question, lost, suggest, accept)
    exit_code = do(Asked(sessions or [], coder, named, *given))
    if exit_code:
        raise typer.Exit(exit_code)
