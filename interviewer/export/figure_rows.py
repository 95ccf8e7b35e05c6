"""Figures -> the rows of their tables, all cells as text. Pure; the columns stand in figure_tables.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.export.ratios import ratio
from interviewer.figures.dimensions import CODE

if TYPE_CHECKING:  # a verb needs one figure, and none needs the others
    from collections.abc import Iterable

    from interviewer.export.codes import Codes
    from interviewer.export.dialects import Row
    from interviewer.figures.crosstab import Cross
    from interviewer.figures.finding import Hit
    from interviewer.figures.quoting import Excerpt
    from interviewer.figures.stats import Stats
    from interviewer.study.choosing import Chosen

JOIN = "; "


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


def crosstab_rows(found: Cross, chosen: Chosen, language: str) -> list[Row]:
    """A row for each cell, row by row."""
    labels = {code: chosen.label(code, language) for code in found.rows}
    between = found.by == CODE
    return [
        (
            found.by,
            found.unit,
            row,
            labels[row],
            column,
            labels[column] if between else "",
            str(found.units_of(row, column)),
            str(found.row_units.get(row, 0)),
            str(found.column_units.get(column, 0)),
            str(found.units),
            ratio(found.row_share(row, column)),
            ratio(found.column_share(row, column)),
            ratio(found.lift(row, column)),
        )
        for row in found.rows
        for column in found.columns
    ]


def quotes_rows(excerpts: Iterable[Excerpt], codes: Codes) -> list[Row]:
    """A row for each excerpt, in their order; `codes` says what may be shown of the codes."""
    return [
        (
            *(one.session, one.held_on, one.guide, one.participant, one.stakeholder, one.theme, one.question),
            one.asked,
            one.turn,
            "verbatim" if one.exact else "paraphrase",
            *(codes.id_of(one.code), codes.label_of(one.code), codes.path_of(one.code)),
            JOIN.join(one.coders),
            JOIN.join(one.rounds),
            *(one.before, one.words, one.after, str(one.start), str(one.end)),
            "\n".join(f"{coder}: {memo}" for coder, memo in one.memos),
            "yes" if one.key else "no",
            "yes" if one.may_quote else "no",
        )
        for one in excerpts
    ]


def hits_rows(found: Iterable[Hit]) -> list[Row]:
    """A row for each place, in their order."""
    return [
        (
            *(hit.session, hit.participant, hit.stakeholder, hit.question, hit.turn),
            "verbatim" if hit.exact else "paraphrase",
            JOIN.join(hit.codes),
            *(hit.before, hit.words, hit.after, str(hit.start), str(hit.end)),
            "yes" if hit.may_quote else "no",
        )
        for hit in found
    ]
