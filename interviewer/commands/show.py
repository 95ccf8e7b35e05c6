"""Show what was said in an interview."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.errors import UsageError
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import N_, _

if TYPE_CHECKING:
    from interviewer.session.model import SessionView

HELP = N_(
    "Show an interview as it is understood today: what was asked, what was said, what stayed open; with --marks also "
    "how it was coded. An interview is named by its id, by the beginning of it, or by a pseudonym."
)
EXAMPLE = "interviewer show 2026-03-12-benevoles-p7kx3"
UNWRAPPED = 100_000
app = typer.Typer()


@app.command()
def show(
    session: Annotated[str, typer.Argument(metavar="SESSION", help=_("Which interview."))],
    *,
    json: Annotated[bool, typer.Option("--json", help=_("Write everything as JSON, for programs."))] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help=_("Write Markdown."))] = False,
    marks: Annotated[bool, typer.Option("--marks", help=_("Show the marks of the coders too."))] = False,
    coder: Annotated[
        str,
        typer.Option(
            "--coder", metavar="ID", help=_("Only marks that this coder may see: others' once the round is closed.")
        ),
    ] = "",
) -> int | None:
    """Print the transcript; returns 3 when files of the session are damaged."""
    if json and markdown:
        raise UsageError("json_or_markdown")
    from interviewer.screens.pages.listing import damage

    study = study_with_words()
    view, problems = study.session(study.resolve_session(session))
    view = _with_marks(view, coder, marks=marks)
    typer.echo(_as_json(view) if json else _as_page(view, markdown=markdown))
    return damage(problems)


def _with_marks(view: SessionView, coder: str, *, marks: bool) -> SessionView:
    """The interview with the marks that are asked for; of a coder, with those that they may see."""
    from interviewer.coding.rounds import as_seen_by

    if not coder:
        return view if marks else as_seen_by(view, "")
    from interviewer.screens.coding.opening import coder_id

    return as_seen_by(view, coder_id(coder))


def _as_page(view: SessionView, *, markdown: bool) -> str:
    from interviewer.screens.pages.page import as_markdown, as_text
    from interviewer.screens.pages.transcript import transcript

    blocks = transcript(view)
    width = get_terminal_size().columns if sys.stdout.isatty() else UNWRAPPED
    return as_markdown(blocks).rstrip("\n") if markdown else as_text(blocks, width)


def _as_json(view: SessionView) -> str:
    from interviewer.screens.pages.harmless_json import dumps

    return dumps(view)
