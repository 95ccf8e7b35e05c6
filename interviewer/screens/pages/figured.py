"""What all figures say alike: that there is nothing to count yet, that a file is written, what stands beside the numbers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import typer

from interviewer.errors import CannotError
from interviewer.figures.dimensions import ORDER
from interviewer.figures.selection import people, takes_session
from interviewer.screens.clean import clean
from interviewer.screens.pages.drawing import Ink, ink_of
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, plural

if TYPE_CHECKING:
    from interviewer.export.columns import Table
    from interviewer.export.dialects import Row
    from interviewer.export.manifest import About
    from interviewer.study.choosing import Chosen
    from interviewer.study.folder import Study


def say(sentences: Iterable[str]) -> None:
    """Sentences beside the numbers, on standard error."""
    paper = Paper()
    for sentence in sentences:
        paper.say(sentence, "quiet")


def several_choices(chosen: Chosen, by: str) -> Iterator[str]:
    """That people gave several choices to the item by which is counted."""
    if by in ORDER:
        return
    views = [view for view in chosen.views if takes_session(view, chosen.selection)]
    if any(len(who.said(by)) > 1 for view in views for who in people(view).values()):
        yield _("{item}: who gave several choices counts under each of them.").format(item=clean(by))


def own_words_told(values: Iterable[str]) -> Iterator[str]:
    """That what people said in their own words stands in the file as one value."""
    from interviewer.figures.own_words import OWN_WORDS

    if OWN_WORDS in values:
        yield _(
            "Answers in people's own words are counted together, as {sign}; on the screen each stands for itself."
        ).format(sign=OWN_WORDS)


def nothing_yet(chosen: Chosen, turns: int, *, json: bool = False) -> int | None:
    """What to do next in a study that holds nothing to count; CannotError where filters left nothing of one that does."""
    if chosen.views and not turns:
        raise CannotError("figures_nothing_left")
    if json:
        typer.echo("{}")
    if not chosen.views:
        typer.echo(_("No interviews yet. `interviewer run` holds the first one."), err=True)
    elif any(view.seen for view in chosen.views):
        raise CannotError("figures_nothing_rated")
    else:
        typer.echo(_("Nothing is coded yet. `interviewer code --coder ID` ties codes to what was said."), err=True)
    return 3 if chosen.damaged else None


def sheet() -> tuple[int, Ink]:
    """The columns of the terminal on standard output and what it can show; 0 columns where none is looked at."""
    return (get_terminal_size().columns if sys.stdout.isatty() else 0), ink_of(sys.stdout)


def records(table: Table, rows: Sequence[Row]) -> list[dict[str, str | int | float | None]]:
    """Rows as objects with the names of the columns; numbers are numbers, and null where they aren't defined."""
    numbers = {table.header[place] for place in table.numeric}
    return [
        {name: _number(cell) if name in numbers else cell for name, cell in zip(table.header, row, strict=True)}
        for row in rows
    ]


def _number(cell: str) -> int | float | None:
    if not cell:
        return None
    return float(cell) if "." in cell else int(cell)


def written(study: Study, table: Table, rows: Sequence[Row], out: str, about: About) -> None:
    """Write the table with its manifest and say so, with what was changed for a spreadsheet."""
    from interviewer.export.figure_file import STDOUT, write_table
    from interviewer.screens.pages.taken_by_git import taken_by_git

    made = write_table(study, table, rows, out, about)
    lines = plural("{count} row", "{count} rows", len(rows))
    if out == STDOUT:
        sentence = _("{rows}, read back and compared.").format(rows=lines)
    else:
        sentence = _("{rows} in {place}, read back and compared.").format(rows=lines, place=clean(out))
    typer.echo("\n".join([sentence, *(taken_by_git(out) if about.words else ())]), err=True)
    if made.guarded:
        guarded = plural(
            "{count} cell was guarded with an apostrophe, so that no spreadsheet takes it for a formula.",
            "{count} cells were guarded with an apostrophe, so that no spreadsheet takes them for formulas.",
            made.guarded,
        )
        typer.echo(guarded, err=True)
