"""Delete an interview for good."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.errors import CannotError
from interviewer.screens.words import N_, _
from interviewer.study.opening import find_study

HELP = N_(
    "Delete an interview for good: its folder, with everything that was said, coded and noted, and the copies that were "
    "kept when a disk failed. Shows what there is, then asks for the id again."
)
EXAMPLE = "interviewer delete 2026-03-12-benevoles-p7kx3"
app = typer.Typer()


@app.command()
def delete(
    session: Annotated[
        str, typer.Argument(metavar="SESSION", help=_("Which interview: id, its beginning, or a pseudonym."))
    ],
) -> None:
    """Show what is there, ask for the id, delete."""
    from interviewer.screens.media import after_deletion, media_that_have
    from interviewer.screens.pages.deletion import announce, tell_what_stays, typed_id
    from interviewer.screens.pages.exports_made import exports_of
    from interviewer.study.collected.deleted import note_deleted
    from interviewer.study.deletions import note
    from interviewer.study.erase import erase, files_of, refuse_if_open
    from interviewer.study.git import was_committed
    from interviewer.study.private.destroying import destroy_keys

    study = find_study()
    session_id = study.resolve_session(session)
    folders = study.session_folders(session_id)
    refuse_if_open(session_id, folders)
    files = [(study.shown(path), path) for path in files_of(folders)]
    announce(session_id, files, exports_of(study, session_id))
    if typed_id() != session_id:
        raise CannotError("not_that_id", session=session_id)
    refuse_if_open(session_id, folders)  # somebody may have opened it while the id was typed
    in_git = was_committed(study.sessions_path / session_id)
    seen = study.session(session_id)[0]
    note(study, session_id, seen.key)  # first: should the power fail between the two, nothing comes back unasked
    note_deleted(study, seen.instance)
    media = media_that_have(study, seen.key)  # before the keys go, which tell it
    keys = study.settings().keys
    if keys is not None and seen.key:
        destroy_keys(keys, seen.key)
    erase(folders)
    typer.echo(_("Deleted: {session}").format(session=session_id))
    tell_what_stays(after_deletion(media), in_git=in_git, collected=bool(seen.instance))
