"""Agreement -> the rows of its tables, all cells as text. Pure; the columns stand in agreement_columns.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from interviewer.export.agreement_columns import MEASURES
from interviewer.export.dialects import Row
from interviewer.figures.agreement.disagreements import Disagreement
from interviewer.figures.agreement.measuring import Estimate
from interviewer.figures.agreement.measuring import Row as Figures
from interviewer.figures.agreement.report import Agreement, Group
from interviewer.figures.agreement.units import rater_name

JOIN = " "
DIGITS = 6
Label = Callable[[str], str]
Path = Callable[[str], tuple[str, ...]]


def agreement_rows(found: Agreement, label: Label, path: Path) -> list[Row]:
    """Everything together, overall and by code, then each group the same."""
    return [
        (*_place(group, found, one, label, path), *_measured(one, found, group))
        for group in (found.whole, *found.groups)
        for one in (group.figures.overall, *group.figures.rows)
    ]


def _place(group: Group, found: Agreement, one: Figures, label: Label, path: Path) -> Row:
    alpha = one.measures.get("u_alpha") or one.measures["krippendorff_alpha"]
    return (
        group.by,
        group.key,
        JOIN.join(map(rater_name, group.raters)),
        found.unit,
        one.code,
        label(one.code) if one.code else "",
        "/".join(path(one.code)) if one.code else "",
        str(one.units),
        JOIN.join(map(str, one.rated)),
        JOIN.join(map(str, one.yes)),
        alpha.reason,
    )


def _measured(one: Figures, found: Agreement, group: Group) -> Iterator[str]:
    for name in MEASURES:
        estimate = one.measures.get(name, Estimate(None))
        value: Fraction | float | None = estimate.value
        if name == "gamma" and found.gamma and not one.code and not group.by:
            value = found.gamma.value
        yield from (_number(value), _number(estimate.sure.low), _number(estimate.sure.high))


def _number(value: Fraction | float | None) -> str:
    """At most six decimals; nothing where it isn't defined."""
    if value is None:
        return ""
    text = f"{float(value):.{DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def disagreement_rows(found: Agreement, label: Label) -> list[Row]:
    """A row for each mark on which coders disagree, and for each coder who made none there."""
    return [row for one in found.disagreements for row in _rows(one, label)]


def _rows(one: Disagreement, label: Label) -> Iterator[Row]:
    texts = {turn.id: turn for turn in one.turns}
    first = one.turns[0]
    kind = "place" if one.only_place else "code"
    quote = "yes" if one.may_quote else "no"
    for said in one.said:
        for mark in said.marks:
            turn = texts[mark.turn]
            start = (one.session, one.person, turn.question, turn.id, one.code, label(one.code), kind)
            end = (mark.excerpt, str(mark.start), str(mark.end), mark.memo, turn.text, quote)
            yield (*start, rater_name(said.rater), "yes", *end)
        if not said.marks:
            start = (one.session, one.person, first.question, first.id, one.code, label(one.code), kind)
            yield (*start, rater_name(said.rater), "no", "", "", "", "", first.text, quote)
