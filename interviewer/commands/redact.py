"""Take words out of one turn for good."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.errors import CannotError
from interviewer.screens.words import N_, _

HELP = N_(
    "Take a stretch of words out of one turn, or the whole turn, in all files of the interview; `[…]` stands in its place. "
    "Asks which interview, where none is named, which turn, which words, why (may be left empty), and whether to do it; from "
    "a file the last four are a line each. Marks "
    "on the rest of the turn stay. It is no erasure from git's history, from exports or from other copies."
)
EXAMPLE = "interviewer redact 2026-03-12-benevoles-p7kx3 --turn 4"
app = typer.Typer()


@app.command()
def redact(
    session: Annotated[
        str, typer.Argument(metavar="[SESSION]", help=_("Which interview: id, its beginning, or a pseudonym."))
    ] = "",
    *,
    turn: Annotated[str, typer.Option("--turn", metavar="ID", help=_("The turn: its number, or its id."))] = "",
) -> None:
    """Ask what is to go, take it out, say what that can't reach."""
    from interviewer.screens.media import after_redaction
    from interviewer.screens.pages.exports_made import exports_with_words
    from interviewer.screens.pages.redaction import ask, tell, which
    from interviewer.screens.unlocking import study_with_words
    from interviewer.study.erase import refuse_if_open
    from interviewer.study.git import was_committed
    from interviewer.study.withdrawal.redaction import elsewhere
    from interviewer.study.withdrawal.redaction import redact as take_out
    from interviewer.study.withdrawal.sweep import all_folders

    study = study_with_words()
    session_id = study.resolve_session(session) if session else which(study)
    refuse_if_open(session_id, all_folders(study.root, session_id))
    seen, _problems = study.session(session_id)
    if not seen.turns:
        raise CannotError("nothing_said", session=session_id)
    wish = ask(seen, turn)
    take_out(study, session_id, wish)
    left, _problems = study.session(session_id)
    exports, in_git = exports_with_words(study, session_id), was_committed(study.sessions_path / session_id)
    tell(wish, elsewhere(left, wish.turn, wish.words), exports, after_redaction(study, left.key), in_git=in_git)
