"""From what was asked to the figure of saturation, and its picture into a file."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import typer

from interviewer.export.about_figures import about_figures
from interviewer.export.figure_file import Named, write_bytes
from interviewer.export.places import PICTURE
from interviewer.figures.code_bearing import Asked, bearing, code_sets, lines, share
from interviewer.figures.saturation import Rule
from interviewer.screens.clean import clean
from interviewer.screens.pages.saturated import Figure
from interviewer.screens.words import _
from interviewer.study.choosing import Chosen
from interviewer.study.folder import Study
from interviewer.study.interview_order import ordered


class Wish(NamedTuple):
    """What the command line asks for, as typed; orders are drawn from `seed`."""

    base: int
    run: int
    thresholds: tuple[str, ...]
    sets: str
    by: str
    order: str
    roll_up: bool
    seed: int


def figure(study: Study, part: Chosen, wish: Wish) -> Figure:
    """The figure; without lines where no interview of the selection was coded. UsageError for what can't be asked."""
    rules = tuple(Rule(wish.base, wish.run, one) for one in dict.fromkeys(map(share, wish.thresholds)))
    sets = code_sets(wish.sets, part.tree)
    by = part.by(wish.by) if wish.by else None
    found = bearing(part.views, part.selection, part.tree, by, roll_up=wish.roll_up)
    order = ordered(study, part.views, wish.order, part.selection.coders)
    asked = Asked(order.sessions, rules, sets)
    made = tuple(lines(found, asked, part.selection, part.tree, lambda: random.Random(wish.seed).random))  # noqa: S311 - orders, no secrets
    return Figure(made, by.name if by else "", wish.sets, order, found, part, rules)


def drawn(study: Study, picture: str, out: str, part: Chosen) -> None:
    """Write the picture and say so."""
    about = about_figures("saturation", part)
    write_bytes(study, Named(PICTURE, Path(out), ".svg"), picture.encode("utf-8"), about)
    typer.echo(_("The curve is in {place}.").format(place=clean(out)), err=True)
