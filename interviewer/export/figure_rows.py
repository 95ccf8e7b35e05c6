"""Figures -> the rows of their tables, all cells as text. Pure; the columns stand in figure_tables.py."""

from __future__ import annotations

from interviewer.export.dialects import Row
from interviewer.export.figure_file import ratio
from interviewer.figures.stats import CODE, Stats
from interviewer.study.choosing import Chosen


def stats_rows(found: Stats, chosen: Chosen, language: str) -> list[Row]:
    """A row for each row of the figure, in its order."""
    by_code = found.by == CODE
    return [
        (
            found.by,
            row.key,
            chosen.label(row.key, language) if by_code else "",
            "/".join(chosen.tree.path(row.key)) if by_code else "",
            row.status,
            *map(str, (row.marks, row.turns, row.marked, row.rated)),
            ratio(row.share),
            *map(str, (row.sessions, row.participants, row.coders, row.codes)),
        )
        for row in found.rows
    ]
