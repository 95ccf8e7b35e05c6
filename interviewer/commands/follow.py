"""Read along while an interview is held, or take notes beside it."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Read along while somebody else holds an interview: the question now, and what was said on it. Nothing is written. "
    "The files may come from another machine through a shared folder. With --notes a second person takes notes beside: a "
    "line is an observation, and /memo, /fix and /undo work as in the interview, on one's own notes. "
    "Line by line (--plain, or into a file) it ends when the interview rests."
)
EXAMPLE = "interviewer follow 2026-03-12-benevoles-p7kx3 --notes ana"
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def follow(
    session: Annotated[str, typer.Argument(metavar="SESSION", help=_("Which interview."))],
    *,
    notes: Annotated[
        str, typer.Option("--notes", metavar="ID", help=_("Take notes beside it under this short id, never a name."))
    ] = "",
    plain: Annotated[
        bool, typer.Option("--plain", help=_("Write whole lines as they come, nothing drawn anew."))
    ] = False,
    once: Annotated[bool, typer.Option("--once", help=_("Write what is there, and end."))] = False,
) -> int | None:
    """Follow an interview."""
    from interviewer.screens.following.opening import follow_session

    return follow_session(session, notes, plain=plain, once=once) or None
