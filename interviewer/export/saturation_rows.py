"""Saturation -> the rows of its table, all cells as text. Pure; the columns stand in figure_tables.py."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from interviewer.export.dialects import Row
from interviewer.export.ratios import ratio
from interviewer.figures.code_bearing import Line
from interviewer.figures.saturation import Why

_WHY: dict[Why, str] = {"too_few": "not defined", "empty_base": "not defined", "not_reached": "not reached"}


def saturation_rows(lines: Iterable[Line], by: str, sets: str, order: str) -> list[Row]:
    """A row for each interview of each line, in the order of the figure."""
    rows: list[Row] = []
    for line in lines:
        first = line.found[0]
        runs = {run.first: run for run in first.runs}
        stops = "; ".join(f"{_percent(one.rule.threshold)}: {one.notation or _WHY[one.why]}" for one in line.found)
        for place, session in enumerate(line.interviews, 1):
            run = runs.get(place)
            counts = (line.borne[place - 1], first.new[place - 1], first.total[place - 1])
            base = "" if first.why == "too_few" else str(first.base)
            rows.append(
                (
                    *(by, line.group, sets, line.codes, order, str(place), session),
                    *map(str, counts),
                    base,
                    *((str(run.last), str(run.new), ratio(run.ratio)) if run else ("", "", "")),
                    stops,
                )
            )
    return rows


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g}%"
