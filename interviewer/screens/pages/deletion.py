"""Asking before an interview is deleted for good, and saying what deleting can't reach."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path, PurePath

import typer

from interviewer.ids import as_id
from interviewer.screens.clean import clean
from interviewer.screens.paper import wrapped_for
from interviewer.screens.words import _, plural


def announce(session_id: str, files: Sequence[tuple[str, Path]], exports: Sequence[str] = ()) -> None:
    """Show on stderr every file that would go, under the name that is given for it, and the exports that hold it too."""
    size = sum(path.lstat().st_size for _name, path in files)
    what = plural("{count} file", "{count} files", len(files))
    head = _("{session}: {files}, {size} bytes.").format(session=session_id, files=what, size=size)
    lasting = _("This can't be undone: only a copy elsewhere, such as a stick, could bring the interview back.")
    lines = [head, lasting, *_by_folder(name for name, _path in files)]
    if exports:
        lines += [_("By the register, these exports hold the interview too; they stay, wherever they are now:")]
        lines += [f"    {one}" for one in exports]
    typer.echo(wrapped_for(sys.stderr, clean("\n".join(lines))), err=True)


def _by_folder(names: Iterable[str]) -> Iterator[str]:
    """Each folder once, its files below: with the folder before them the names are longer than a row."""
    for folder, group in groupby(map(PurePath, names), key=lambda one: one.parent):
        yield f"    {folder}"
        yield from (f"        {one.name}" for one in group)


def typed_id() -> str:
    """The id that the person types, in small letters; EOFError when the input ends instead."""
    question = _("Type the id of the interview again to delete it")
    if sys.stdin.isatty():
        from interviewer.screens.terminal.choose import SOME_WORDS, short_text

        return as_id(short_text(question, room=SOME_WORDS))
    typer.echo(_("{question}: ").format(question=question), nl=False, err=True)
    line = sys.stdin.readline()
    typer.echo("", err=True)
    if not line:
        raise EOFError
    return as_id(line)


def tell_what_stays(then: Sequence[str], *, in_git: bool, collected: bool) -> None:
    """Say on stderr where the words may still be, and what comes `then`."""
    lines = []
    if collected:
        lines += [_("The answers are still where the form was sent (ODK Central, KoboToolbox): delete them there too.")]
    if in_git:
        lines += [_("Git's history still holds it, here and wherever it was pushed; deleting can't reach that.")]
    lines += [_("Exports made before, and copies of this folder elsewhere, still hold its words."), *then]
    typer.echo(wrapped_for(sys.stderr, "\n".join(lines)), err=True)
