"""Compare two versions of a guide in the language of questions."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.errors import FilesError, UsageError
from interviewer.screens.words import N_, _

HELP = N_(
    "Say what differs between two versions of a guide: which questions were reworded, added, removed, moved, and whether "
    "the answers from before and after can still be compared. OLD and NEW are files or guides of this study, both also as "
    "git had them: benevoles@HEAD~1, benevoles@TAG, guides/benevoles.yaml@COMMIT. v2 after the @ is version 2 of the guide, "
    "sha:1a2b3c4d a version that interviews keep. Without NEW it is the file as it is now; of a guide alone, what changed "
    "since the last commit, or, where git keeps nothing, since the last interview. A version that is missing or faulty ends "
    "it with 1."
)
EXAMPLE = "interviewer diff benevoles@HEAD~1 benevoles"
DIFFER, UNREADABLE = 3, 1
app = typer.Typer()


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_("The version from before."))],
    new: Annotated[str, typer.Argument(metavar="[NEW]", help=_("The version from after."))] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help=_("Write everything as JSON, for programs."))] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=_("End with 3 when they differ (with 1 when one can't be read)."))
    ] = False,
    outline: Annotated[
        bool, typer.Option("--outline", help=_("Write OLD as lines, a fact each: what `git diff` compares."))
    ] = False,
) -> int:
    """Print what differs; returns 3 when it does and that was asked for. A faulty file ends with 1, to be told apart."""
    if outline and (new or as_json or exit_code):
        raise UsageError("outline_alone")
    if outline:
        from interviewer.screens.pages.outlined import outline_of

        typer.echo(outline_of(old), nl=False)
        return 0
    from interviewer.screens.pages.comparing import show_comparison

    try:
        differ = show_comparison(old, new, as_json=as_json)
    except FilesError as error:
        error.exit_code = UNREADABLE
        raise
    return DIFFER if differ and exit_code else 0
