"""What was typed about comparing coders -> the figure of agreement; the seeded generators are made here."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from interviewer.errors import UsageError
from interviewer.figures.agreement.measuring import Resampling
from interviewer.figures.agreement.report import UNITS, Agreement, Of, Question, agreement
from interviewer.figures.agreement.units import Wanted
from interviewer.study.choosing import Chosen

MOST_RESAMPLES = 100_000
DRAWN = ("", "session", "unit")


class Asked(NamedTuple):
    """The options as typed; `coders` are parted by commas."""

    coders: str = ""
    unit: str = "turn"
    by: tuple[str, ...] = ()
    with_open: bool = False
    roll_up: bool = False
    listed: bool = True
    resample: str = ""
    resamples: int = 1000
    seed: int = 1


def checked(asked: Asked) -> None:
    """UsageError for an option that means nothing."""
    if asked.unit not in UNITS:
        raise UsageError("agree_unknown_unit", asked=asked.unit, known=", ".join(UNITS))
    if asked.resample not in DRAWN:
        raise UsageError("agree_unknown_resample", asked=asked.resample)
    if not 0 <= asked.resamples <= MOST_RESAMPLES:
        raise UsageError("agree_resamples", asked=asked.resamples, least=0, most=MOST_RESAMPLES)


def compared(part: Chosen, asked: Asked) -> Agreement:
    """The figure for this part of the study; CannotError where it isn't clear whom to compare, or nothing is left."""
    coders = tuple(one.strip() for one in asked.coders.split(",") if one.strip())
    resampling = Resampling(asked.resamples, lambda: Random(asked.seed), asked.resample)  # noqa: S311 - no secret
    wanted = Wanted(coders, part.selection.rounds, asked.with_open)
    question = Question(wanted, resampling, asked.unit, asked.roll_up, asked.listed)
    return agreement(part.views, part.selection, part.tree, question, list(_dimensions(part, asked.by)))


def _dimensions(part: Chosen, by: tuple[str, ...]) -> list[tuple[str, Of]]:
    found: list[tuple[str, Of]] = []
    for typed in by:
        one = part.by(typed)
        if one.name == "round":
            raise UsageError("agree_by_round")
        if one.of_turn:
            found.append((one.name, one.of_turn))
        elif one.name == "coder":
            found.append((one.name, lambda _: ()))
    return found
