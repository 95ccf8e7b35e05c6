"""Saturation on the terminal, for programs and as a picture; and what must be said beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from shutil import get_terminal_size
from typing import Any, NamedTuple

from interviewer.export.figure_tables import SATURATION
from interviewer.export.saturation_rows import saturation_rows
from interviewer.figures.code_bearing import ALL, Bearing, Line
from interviewer.figures.saturation import Rule, Saturation, Spread, notation
from interviewer.report.curve_svg import Panel, Words, curves_svg
from interviewer.screens.clean import one_line, wrap
from interviewer.screens.numbers import NONE, percent, whole
from interviewer.screens.pages.drawing import Curve, curve, ink_of, sparkline
from interviewer.screens.pages.figured import several_choices
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.statistics import damaged
from interviewer.screens.pages.table import table, tsv
from interviewer.screens.words import _, language, plural
from interviewer.study.choosing import Chosen
from interviewer.study.interview_order import BY_CODING, BY_FILE, Order

WIDEST, LONGEST_NAME = 100, 40


class Figure(NamedTuple):
    """Everything that is shown: the lines, what they are by, the kind of code sets, the order, who was left out."""

    lines: tuple[Line, ...]
    by: str
    sets: str
    order: Order
    found: Bearing
    chosen: Chosen
    rules: tuple[Rule, ...]

    @property
    def outside(self) -> int:
        """How many coded interviews the order does not name."""
        named = set(self.order.sessions)
        return len({name for sessions in self.found.groups.values() for name in sessions} - named)


# --- the terminal ---


def as_page(figure: Figure, width: int = 0) -> str:
    """One line of the figure in full, with its curve; several as a table."""
    room = min(WIDEST, width or get_terminal_size().columns)
    return _in_full(figure, figure.lines[0], room) if len(figure.lines) == 1 else _in_short(figure, room)


def _in_full(figure: Figure, line: Line, room: int) -> str:
    first = line.found[0]
    parts = [_heading(figure, line), table(_headings(), list(_rows(line)), room, (0, 2, 3, 4, 5))]
    names = (_("different codes so far"), _("new codes"))
    at = first.at - 1 if first.at is not None else None
    parts.append("\n".join(curve(Curve(first.total, first.new, names, at), room, ink=ink_of(sys.stdout))))
    parts.append("\n".join(row for one in _results(line) for row in wrap(one, room)))
    return "\n\n".join(parts)


def _heading(figure: Figure, line: Line) -> str:
    rule = figure.rules[0]
    said = _("Saturation after Guest, Namey & Chen (2020): base {base}, runs of {run}.")
    named = [one for one in (line.group, set_name(line.codes, figure)) if one]
    return " · ".join([said.format(base=rule.base, run=rule.run), *(one_line(name, LONGEST_NAME) for name in named)])


def _headings() -> tuple[str, ...]:
    return "", _("interview"), _("codes"), _("new"), _("so far"), _("run"), _("brings"), _("of base")


def _rows(line: Line) -> Iterator[tuple[str, ...]]:
    first = line.found[0]
    runs = {run.first: run for run in first.runs}
    for place, session in enumerate(line.interviews, 1):
        run = runs.get(place)
        about = (f"{run.first}–{run.last}", str(run.new), percent(run.ratio, 1)) if run else ("", "", "")
        counts = (line.borne[place - 1], first.new[place - 1], first.total[place - 1])
        yield (str(place), session, *map(str, counts), *about)


def _results(line: Line) -> Iterator[str]:
    for found, other in zip(line.found, line.spreads, strict=True):
        yield result(found)
        if other is not None:
            yield in_other_orders(other, found.rule)


def result(found: Saturation) -> str:
    """What the rule says of this order, in a sentence."""
    rule, threshold = found.rule, percent(found.rule.threshold, _digits(found.rule))
    if found.why == "too_few":
        return plural(
            "Not defined: {count} coded interview is there, and {needed} are needed.",
            "Not defined: {count} coded interviews are there, and {needed} are needed.",
            len(found.new),
            needed=rule.base + rule.run,
        )
    if found.why == "empty_base":
        return plural(
            "Not defined: the first interview bears none of these codes.",
            "Not defined: the first {count} interviews bear none of these codes.",
            rule.base,
        )
    if found.at is None:
        said = _("At {threshold}: not reached; the last run still brings {share} of the base.")
        return said.format(threshold=threshold, share=percent(found.runs[-1].ratio, 1))
    run = found.runs[found.at - rule.base]
    said = _(
        "At {threshold}: {notation}. Behind {at} interviews, the next {run} bring {share} of the base ({new} of {base})."
    )
    return said.format(
        threshold=threshold,
        notation=found.notation,
        at=found.at,
        run=rule.run,
        share=percent(run.ratio, 1),
        new=run.new,
        base=found.base,
    )


def _digits(rule: Rule) -> int:
    return 0 if (rule.threshold * 100).denominator == 1 else 1


def in_other_orders(other: Spread, rule: Rule) -> str:
    """What the same interviews would say in other orders, in a sentence or two."""
    if other.every:
        orders = _("In all {count} orders of these interviews").format(count=whole(other.orders))
    else:
        orders = _("In {count} orders of these interviews, drawn by lot").format(count=whole(other.orders))
    missed = other.open + other.undefined
    share = percent(Fraction(missed, other.orders))
    if other.earliest is None or other.latest is None:
        return _("{orders} it is never reached.").format(orders=orders)
    places = notation(other.earliest, rule), notation(other.latest, rule)
    if other.earliest == other.latest:
        between = _("{orders} it is {first}").format(orders=orders, first=places[0])
    else:
        between = _("{orders} it lies from {first} to {last}").format(orders=orders, first=places[0], last=places[1])
    rest = _("{between}; in {share} of them it is not reached.") if missed else _("{between}.")
    return rest.format(between=between, share=share)


def _in_short(figure: Figure, room: int) -> str:
    grouped, several = bool(figure.by), figure.sets != ALL
    drawn = not (grouped and several)
    headings = [
        *([_("group")] if grouped else []),
        *([_("codes")] if several else []),
        _("interviews"),
        *([_("new codes")] if drawn else []),
        *(_("codes"), _("base")),
        *(percent(rule.threshold, _digits(rule)) for rule in figure.rules),
        _("other orders"),
    ]
    rows = [[*_names(line, figure), *_short(line, drawn=drawn)] for line in figure.lines]
    heading = _heading(figure, figure.lines[0]._replace(group="", codes=""))
    parts = [heading, table(headings, rows, room, range(grouped + several, len(headings)))]
    if any(one.why in ("too_few", "empty_base") for line in figure.lines for one in line.found):
        needed = figure.rules[0].base + figure.rules[0].run
        said = _("“–” is not defined: fewer than {count} coded interviews, or no code in the base.")
        parts.append("\n".join(wrap(said.format(count=needed), room)))
    return "\n\n".join(parts)


def _names(line: Line, figure: Figure) -> Iterator[str]:
    if figure.by:
        yield line.group or _("(not known)")
    if figure.sets != ALL:
        yield set_name(line.codes, figure) or _("(in no group)")


def _short(line: Line, *, drawn: bool) -> Iterator[str]:
    first = line.found[0]
    yield str(len(line.interviews))
    if drawn:
        yield sparkline(first.new, ink_of(sys.stdout))
    yield str(first.total[-1] if first.total else 0)
    yield NONE if first.why == "too_few" else str(first.base)
    yield from map(in_short, line.found)
    yield _span(line.spreads[0], first.rule)


def in_short(found: Saturation) -> str:
    """`6+2`, that it isn't reached, or a dash where it isn't defined."""
    return found.notation or (_("not yet") if found.why == "not_reached" else NONE)


def _span(other: Spread | None, rule: Rule) -> str:
    if other is None or other.earliest is None or other.latest is None:
        return NONE if other is None else _("never")
    first, last = notation(other.earliest, rule), notation(other.latest, rule)
    span = first if first == last else f"{first}…{last}"
    return span + (_(", or not") if other.open + other.undefined else "")


def set_name(name: str, figure: Figure) -> str:
    """The name of a set of codes as people read it."""
    if figure.sets == "origin":
        known = {"a_priori": _("a priori"), "emergent": _("emergent"), "in_vivo": _("in vivo")}
        return known.get(name, name)
    return figure.chosen.label(name, language()) if figure.sets == "branch" and name else name


# --- programs ---


def as_tsv(figure: Figure) -> str:
    """Tab-separated values with the columns of the CSV."""
    return tsv(SATURATION.header, rows_of(figure))


def rows_of(figure: Figure) -> list[tuple[str, ...]]:
    """The rows of the CSV."""
    return saturation_rows(figure.lines, figure.by, figure.sets, figure.order.by)


def as_json(figure: Figure) -> str:
    """One object: the rule, the order, and a line for each group and set of codes; shares as numbers."""
    return dumps(
        {
            "source": "Guest, Namey & Chen (2020) PLoS ONE 15(5): e0232076",
            "base": figure.rules[0].base,
            "run": figure.rules[0].run,
            "by": figure.by,
            "code_sets": figure.sets,
            "order": figure.order.by,
            "uncoded": figure.found.uncoded,
            "partly_coded": figure.found.partly,
            "lines": [_line_of(line) for line in figure.lines],
        }
    )


def _line_of(line: Line) -> dict[str, Any]:
    first = line.found[0]
    return {
        "group": line.group,
        "code_set": line.codes,
        "interviews": line.interviews,
        "borne_codes": line.borne,
        "new_codes": first.new,
        "total_codes": first.total,
        "base_codes": first.base,
        "runs": [{**run._asdict(), "ratio": float(run.ratio)} for run in first.runs],
        "results": [
            {
                "threshold": float(found.rule.threshold),
                "saturation": found.notation or None,
                "why_not": found.why or None,
                "other_orders": None if other is None else _orders_of(other),
            }
            for found, other in zip(line.found, line.spreads, strict=True)
        ],
    }


def _orders_of(other: Spread) -> dict[str, Any]:
    return {
        "orders": other.orders,
        "every_order": other.every,
        "earliest": other.earliest,
        "median": other.median,
        "latest": other.latest,
        "not_reached": other.open,
        "not_defined": other.undefined,
        "counts": [{"after": at, "orders": count} for at, count in other.at],
    }


# --- the picture ---


def as_svg(figure: Figure) -> str:
    """The curves as SVG, a panel for each line."""
    rule = figure.rules[0]
    title = _("Saturation: base {base}, runs of {run}").format(base=rule.base, run=rule.run)
    panels = []
    for line in figure.lines:
        named = [one for one in (line.group, set_name(line.codes, figure)) if one]
        first = line.found[0]
        heading = " · ".join(named) or _("All interviews, all codes")
        panels.append(Panel(heading, result(first), first.total, first.new, first.at))
    said = " ".join(f"{panel.heading}: {panel.note}" for panel in panels)
    words = Words(
        title, said, _("different codes so far"), _("new codes"), _("interviews: {order}").format(order=_order(figure))
    )
    return curves_svg(words, panels)


# --- beside it ---


def notes(figure: Figure) -> Iterator[str]:
    """What must be said aloud beside the figure, a sentence each."""
    yield _("Order of the interviews: {order}.").format(order=_order(figure))
    if figure.order.ties and figure.order.by == BY_CODING:
        yield _("Some were first coded in the same second; these stand by date.")
    yield from several_choices(figure.chosen, figure.by)
    yield from _left_out(figure)
    if figure.found.lost:
        yield plural(
            "{count} mark is in no figure: its words were corrected away since.",
            "{count} marks are in no figure: their words were corrected away since.",
            figure.found.lost,
        )
    yield from damaged(figure.chosen)
    yield _(
        "This says how little was new in the last interviews of this order; it doesn't say that nothing is left to hear, "
        "and some schools of research reject the idea."
    )


def _order(figure: Figure) -> str:
    names = {BY_CODING: _("by first coding"), BY_FILE: _("as the file names them")}
    return names.get(figure.order.by, _("by date"))


def _left_out(figure: Figure) -> Iterator[str]:
    if figure.found.uncoded:
        yield plural(
            "{count} interview is left out, because nobody has coded it yet.",
            "{count} interviews are left out, because nobody has coded them yet.",
            len(figure.found.uncoded),
        )
    if figure.found.partly:
        yield plural(
            "{count} interview is coded in part only; what is still to come may bring codes.",
            "{count} interviews are coded in part only; what is still to come may bring codes.",
            len(figure.found.partly),
        )
    if figure.outside:
        yield plural(
            "{count} coded interview is left out, because the file doesn't name it.",
            "{count} coded interviews are left out, because the file doesn't name them.",
            figure.outside,
        )
