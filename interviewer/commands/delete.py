"""Delete an interview for good."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.errors import CannotError
from interviewer.screens.words import N_, _, plural
from interviewer.study.folder import Study, find_study

if TYPE_CHECKING:
    from pathlib import Path

HELP = N_(
    "Delete an interview for good: its folder, with everything that was said, coded and noted, and the copies that were "
    "kept when a disk failed. Shows what there is, then asks for the id again."
)
EXAMPLE = "interviewer delete 2026-11-23-benevoles-p7kq"
app = typer.Typer()


@app.command()
def delete(
    session: Annotated[
        str, typer.Argument(metavar="SESSION", help=_("Which interview: id, its beginning, or a pseudonym."))
    ],
) -> None:
    """Show what is there, ask for the id, delete."""
    from interviewer.study.erase import erase, files_of

    study = find_study()
    session_id = study.resolve_session(session)
    folders = study.session_folders(session_id)
    typer.echo(_announced(study, session_id, files_of(folders)), err=True)
    if _typed_id() != session_id:
        raise CannotError("not_that_id", session=session_id)
    kept_by_git = _in_history(study, session_id)
    erase(folders)
    typer.echo(_("Deleted: {session}").format(session=session_id))
    typer.echo(
        kept_by_git + _("Exports made before, and copies of this folder elsewhere, still hold its words."), err=True
    )


def _announced(study: Study, session_id: str, files: tuple[Path, ...]) -> str:
    size = sum(path.lstat().st_size for path in files)
    what = plural("{count} file", "{count} files", len(files))
    head = _("{session}: {files}, {size} bytes. This can't be undone.").format(
        session=session_id, files=what, size=size
    )
    return "\n".join([head, *(f"    {study.shown(path)}" for path in files)])


def _typed_id() -> str:
    question = _("Type the id of the interview again to delete it")
    if sys.stdin.isatty():
        from interviewer.screens.choose import short_text

        return short_text(question).strip().lower()
    typer.echo(question + ": ", nl=False, err=True)
    line = sys.stdin.readline()
    typer.echo("", err=True)
    if not line:
        raise EOFError
    return line.strip().lower()


def _in_history(study: Study, session_id: str) -> str:
    from interviewer.study.git import was_committed

    if not was_committed(study.sessions_path / session_id):
        return ""
    return _("Git's history still holds it, here and wherever it was pushed; deleting can't reach that.") + "\n"
