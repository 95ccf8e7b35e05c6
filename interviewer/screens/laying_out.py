"""Laying out a study: its keys first where it is to be sealed, then the files, then what was done and what comes next."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from interviewer.errors import problem
from interviewer.screens.words import _, language
from interviewer.study.folder import Study

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from interviewer.privacy.age import Identity
    from interviewer.study.layout import Laid

MOST_CODES = 8


def lay_out_study(folder: Path, export: str, *, sealed: bool) -> None:
    """Write what is missing in the folder and tell it. Raises what laying out and making keys raise."""
    from interviewer.screens.hovers.schemas import every_schema
    from interviewer.screens.pages.new_study import (
        attributes_heading,
        git_told,
        ignore_heading,
        next_told,
        settings_text,
    )
    from interviewer.screens.paper import wrapped_for
    from interviewer.study.layout import lacking_codes, lay_out
    from interviewer.study.private.founding import keeps_names, seal_words_too
    from interviewer.study.shipped import shipped_files

    study = Study(folder.resolve())
    has_names = sealed and keeps_names(study)
    keys = _keys(study) if sealed and not has_names else None
    settings = settings_text(export or ("excel" if language() == "fr" else "machine"))
    headings = ignore_heading(), attributes_heading()
    laid = lay_out(folder, settings, headings, (*shipped_files(), *every_schema()))
    if keys is not None:
        from interviewer.study.private.founding import found

        found(study, *keys, "words")
    if has_names:
        seal_words_too(study)
    typer.echo("\n".join(_told(laid)))
    if sealed:
        told = _(
            "Sealed: the words of every interview from now on. Names and keys lie in your home folder, outside of git."
        )
        typer.echo(wrapped_for(sys.stdout, told))
    _warn(lacking_codes(folder, laid))
    lines = [*git_told(folder, laid), *next_told(folder, sealed=sealed)]
    typer.echo("\n".join(one if one.startswith(" ") else wrapped_for(sys.stderr, one) for one in lines), err=True)


def _keys(study: Study) -> tuple[Identity, Identity, str]:
    """The keys that the person made; before anything is written."""
    from interviewer.screens.founding import made_keys
    from interviewer.screens.paper import Paper
    from interviewer.study.private.founding import refuse_second

    refuse_second(study)
    return made_keys(Paper())


def _warn(codes: Sequence[str]) -> None:
    """Say that the guides can't be used with the codebook that was there, if it is so."""
    from interviewer.screens.messages import place

    if codes:
        shown = [*codes[:MOST_CODES], *(["…"] if len(codes) > MOST_CODES else [])]
        wrong = problem("codebook_lacks_codes", severity="warning", count=len(codes), codes=", ".join(shown))
        typer.echo(place(wrong), err=True)


def _told(laid: Laid) -> list[str]:
    lines = [_("written: {name}").format(name=name) for name in laid.written]
    lines += [_("kept as it was: {name}").format(name=name) for name in laid.kept]
    if laid.unignored:
        lines.append(_("To keep the words out of git, add these lines to .gitignore:"))
        lines += [f"    {line}" for line in laid.unignored]
    return lines
