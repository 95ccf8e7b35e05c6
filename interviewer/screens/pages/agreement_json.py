"""How far coders agree, for programs: figures as numbers, null with the reason where one isn't defined."""

from __future__ import annotations

from typing import Any

from interviewer.figures.agreement.boundaries import Boundaries
from interviewer.figures.agreement.disagreements import Disagreement
from interviewer.figures.agreement.measuring import Estimate, Row
from interviewer.figures.agreement.report import Agreement, Group
from interviewer.figures.agreement.units import rater_name
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.words import language
from interviewer.study.choosing import Chosen
from interviewer.study.comparing import Asked


def as_json(found: Agreement, chosen: Chosen, asked: Asked) -> str:
    """One object: what was compared, `overall`, `codes`, `groups`, `unused`, `disagreements`."""
    compared, whole = found.compared, found.whole.figures
    made: dict[str, Any] = {
        "unit": found.unit,
        "roll_up": asked.roll_up,
        "coders": [{"coder": one.coder, "round": one.round} for one in compared.raters],
        "interviews": [one.id for one in compared.interviews],
        "left_out_not_closed": compared.blind,
        "taken_in_not_closed": compared.still_open,
        "left_out_one_coder": compared.alone,
        "ratings_without_words": compared.lost,
        "units_by_ratings": {str(raters): count for raters, count in whole.by_ratings.items()},
        "resampling": {"times": asked.resamples, "seed": asked.seed, "drawn": whole.drawn, "level": 0.95},
        **_figures(found.whole, chosen),
        "groups": [{"dimension": one.by, "key": one.key, **_figures(one, chosen)} for one in found.groups],
        "unused": found.unused,
    }
    if found.unit == "span":
        made["boundaries"] = [_ends(one) for one in found.boundaries]
        made["gamma"] = found.gamma._asdict() if found.gamma else None
    if asked.listed:
        made["disagreements"] = [_disagreement(one) for one in found.disagreements]
    return dumps(made)


def _figures(group: Group, chosen: Chosen) -> dict[str, Any]:
    names = [rater_name(one) for one in group.raters]
    figures = group.figures
    return {
        "overall": _row(figures.overall, names, chosen),
        "codes": [_row(one, names, chosen) for one in figures.rows],
    }


def _row(row: Row, names: list[str], chosen: Chosen) -> dict[str, Any]:
    code = {"code": row.code, "label": chosen.label(row.code, language())} if row.code else {}
    each = [
        {"coder": name, "rated": rated, "yes": yes, "prevalence": yes / rated if rated else None}
        for name, rated, yes in zip(names, row.rated, row.yes, strict=True)
    ]
    return {**code, "units": row.units, "coders": each, "measures": {k: _measure(v) for k, v in row.measures.items()}}


def _measure(one: Estimate) -> dict[str, Any]:
    if one.value is None:
        return {"value": None, "not_defined": one.reason}
    made: dict[str, Any] = {"value": float(one.value), "low": one.sure.low, "high": one.sure.high}
    return made | ({"no_interval": one.sure.reason} if one.sure.low is None and one.sure.reason else {})


def _ends(one: Boundaries) -> dict[str, Any]:
    return {**one._asdict(), "common": None if one.common is None else float(one.common)}


def _disagreement(one: Disagreement) -> dict[str, Any]:
    first = one.turns[0]
    return {
        "session": one.session,
        "participant": one.person,
        "may_quote": one.may_quote,
        "theme": first.theme,
        "question": first.question,
        "turns": [{"id": turn.id, "text": turn.text} for turn in one.turns],
        "code": one.code,
        "kind": "place" if one.only_place else "code",
        "coders": [
            {
                "coder": rater_name(said.rater),
                "marked": bool(said.marks),
                "marks": [
                    {"turn": m.turn, "start": m.start, "end": m.end, "excerpt": m.excerpt, "memo": m.memo}
                    for m in said.marks
                ],
            }
            for said in one.said
        ],
    }
