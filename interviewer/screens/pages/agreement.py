"""How far coders agree, on the terminal: by code, overall, by group, then where they don't; and what must be said beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from shutil import get_terminal_size

from interviewer.figures.agreement.bootstrap import Interval
from interviewer.figures.agreement.measuring import NO_UNITS, SETS, TWO_CODERS, Estimate, Row
from interviewer.figures.agreement.report import Agreement, Group
from interviewer.figures.agreement.units import PAIR, rater_name
from interviewer.figures.stats import status_of
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.screens.numbers import NONE, decimal, whole
from interviewer.screens.pages.disagreeing import disagreeing
from interviewer.screens.pages.drawing import ink_of
from interviewer.screens.pages.figured import several_choices
from interviewer.screens.pages.statistics import damaged
from interviewer.screens.pages.table import table
from interviewer.screens.pages.whiskers import scale, whisker
from interviewer.screens.words import N_, _, language, plural
from interviewer.study.choosing import Chosen
from interviewer.study.comparing import Asked
from interviewer.study.folder import Study

MOST_NAMED = 12
NAMES = {
    "observed_agreement": N_("percent"),
    "cohen_kappa": N_("Cohen's kappa"),
    "fleiss_kappa": N_("Fleiss' kappa"),
    "krippendorff_alpha": N_("Krippendorff's alpha"),
    "gwet_ac1": N_("Gwet's AC1"),
    SETS: N_("Krippendorff's alpha of code sets (MASI)"),
    "u_alpha": N_("Krippendorff's alpha of spans (u-alpha)"),
}
MOST_DECIMALS = 2
LONGEST_HEADING = 14
WIDE = 108
"""A terminal in which there is room for drawings beside the numbers."""


def as_text(found: Agreement, chosen: Chosen, asked: Asked, width: int = 0) -> str:
    """The whole page for a terminal of `width` cells (0: as it is)."""
    parts = [_heading(found), _codes(found, chosen, width), _overall(found, width)]
    if found.boundaries:
        parts.append("\n".join(_spans(found)))
    parts += [_groups(list(same), width) for _by, same in groupby(found.groups, key=lambda group: group.by)]
    if asked.listed:
        parts.append(disagreeing(found, chosen, width))
    return "\n\n".join(part for part in parts if part)


def _heading(found: Agreement) -> str:
    names = ", ".join(map(rater_name, found.compared.raters))
    interviews = plural("{count} interview", "{count} interviews", len(found.compared.interviews))
    return _("{coders}: {interviews} compared, {units}.").format(
        coders=names, interviews=interviews, units=_units(found)
    )


def _units(found: Agreement) -> str:
    """How many units were rated by two coders or more."""
    count = found.whole.figures.overall.units
    if found.unit == "span":
        return plural("{count} character rated by two or more", "{count} characters rated by two or more", count)
    if found.unit == "question":
        return plural("{count} answer to a question rated by two or more", "{count} answers to questions rated by two or more", count)  # fmt: skip
    return plural("{count} turn rated by two or more", "{count} turns rated by two or more", count)


# --- numbers ---


def coefficient(value: Fraction | float | None, digits: int = MOST_DECIMALS) -> str:
    """A coefficient; a dash where it isn't defined. What is not 1 never rounds to 1."""
    if value is None:
        return NONE
    least = Fraction(1, 10**digits)
    if 1 - least / 2 <= value < 1:
        return ">" + decimal(1 - least, digits)
    shown = decimal(value, digits)
    return shown.removeprefix("-") if not shown.strip("-0.,") else shown


def share(value: Fraction | None) -> str:
    """A percentage; what is not all never rounds to 100."""
    if value is None:
        return NONE
    sign = "\u00a0%" if language() == "fr" else "%"
    if Fraction(999, 1000) < value < 1:
        return ">" + decimal(Fraction(999, 10), 1) + sign
    return decimal(value * 100, 1) + sign


def between(sure: Interval, *, percent: bool = False) -> str:
    """The interval, or in few words why there is none."""
    if sure.low is None or sure.high is None:
        words = {
            "no_disagreement": _("all agree"),
            "undefined": _("too rare"),
            "few_clusters": _("too few"),
            "alike": _("all alike"),
        }
        return words.get(sure.reason, "")
    low, high = (share(Fraction(one)) if percent else coefficient(one) for one in (sure.low, sure.high))
    return _("{low} to {high}").format(low=low, high=high)


# --- by code ---


def _codes(found: Agreement, chosen: Chosen, width: int) -> str:
    rows = [_code(row, found, chosen) for row in found.whole.figures.rows]
    if not rows:
        return ""
    first = (_("code"), _each(found), _("percent"))
    if found.unit == "span":
        others = [_("u-alpha"), _("95 % interval"), _("same ends")]
    else:
        kappa = _("kappa") if len(found.compared.raters) == PAIR else _("Fleiss")
        others = [kappa, _("AC1"), _("alpha"), _("95 % interval")]
    headings = (*first, *others)
    if (width or get_terminal_size().columns) >= WIDE:
        headings, rows = (*headings, scale()), [(*row, one) for row, one in zip(rows, _drawn(found), strict=True)]
    return table(headings, rows, width, range(1, len(headings)))


def _drawn(found: Agreement) -> Iterator[str]:
    """Alpha of each code with its interval, drawn."""
    ink = ink_of(sys.stdout)
    for row in found.whole.figures.rows:
        alpha = row.measures["u_alpha" if found.unit == "span" else "krippendorff_alpha"]
        yield whisker(None if alpha.value is None else float(alpha.value), alpha.sure.low, alpha.sure.high, ink)


def _each(found: Agreement) -> str:
    """What stands above the numbers of each coder: their ids, where these are short."""
    names = "/".join(map(rater_name, found.compared.raters))
    return names if len(names) <= LONGEST_HEADING else _("each")


def _code(row: Row, found: Agreement, chosen: Chosen) -> tuple[str, ...]:
    name = chosen.label(row.code, language())
    if status_of(chosen.tree, row.code) == "emergent":
        name += f" ({_('emergent')})"
    yes = "/".join(map(whole, row.yes))
    percent = share(row.measures["observed_agreement"].value)
    if found.unit == "span":
        ends = next(one for one in found.boundaries if one.code == row.code)
        alpha = row.measures["u_alpha"]
        return (name, yes, percent, coefficient(alpha.value), between(alpha.sure), f"{ends.same}/{ends.pairs}")
    kappa = "cohen_kappa" if len(found.compared.raters) == PAIR else "fleiss_kappa"
    values = (coefficient(row.measures[one].value) for one in (kappa, "gwet_ac1", "krippendorff_alpha"))
    return (name, yes, percent, *values, between(row.measures["krippendorff_alpha"].sure))


# --- overall, groups, spans ---


def _overall(found: Agreement, width: int) -> str:
    overall = found.whole.figures.overall
    rows = [
        (_(NAMES[name]), _value(name, estimate), between(estimate.sure, percent=name == "observed_agreement"))
        for name, estimate in overall.measures.items()
        if name in NAMES and estimate.reason != TWO_CODERS
    ]
    if found.gamma:
        rows.append((_("gamma"), coefficient(found.gamma.value), _gamma_words(found.gamma.reason)))
    return table((_("all codes together"), "", _("95 % interval")), rows, width, (1, 2))


def _gamma_words(reason: str) -> str:
    words = {
        "nothing_marked": _("nothing marked"),
        "too_dense": _("too many marks over each other"),
        "too_many": _("too many marks"),
    }
    return words.get(reason, "")


def _value(name: str, estimate: Estimate) -> str:
    return share(estimate.value) if name == "observed_agreement" else coefficient(estimate.value)


def _groups(groups: Sequence[Group], width: int) -> str:
    spans = "u_alpha" in groups[0].figures.overall.measures
    measures = ("u_alpha",) if spans else ("krippendorff_alpha", SETS)
    headings = (groups[0].by, _("units"), _("percent"), *(() if spans else (_("alpha"),)), _("u-alpha") if spans else _("of sets"), _("95 % interval"))  # fmt: skip
    rows = []
    for group in groups:
        overall = group.figures.overall
        values = [coefficient(overall.measures[name].value) for name in measures]
        sure = between(overall.measures[measures[-1]].sure)
        name = group.key or _("(not known)")
        rows.append((name, whole(overall.units), share(overall.measures["observed_agreement"].value), *values, sure))
    return table(headings, rows, width, range(1, len(headings)))


def _spans(found: Agreement) -> Iterator[str]:
    ends = found.boundaries[0]
    yield _("Marks of one code that overlap: {pairs} pairs of {marks} marks; {same} begin and end alike.").format(
        pairs=whole(ends.pairs), marks=whole(ends.marks), same=whole(ends.same)
    )
    if ends.start is not None and ends.end is not None:
        sentence = _("Half of the pairs begin at most {start} characters apart, and half end at most {end} apart. Of their characters {share} are in common.")  # fmt: skip
        yield sentence.format(start=_middle(ends.start), end=_middle(ends.end), share=share(ends.common))


def _middle(median: float) -> str:
    return decimal(median, 0 if median.is_integer() else 1)


# --- beside the figures ---


def notes(found: Agreement, chosen: Chosen, asked: Asked) -> Iterator[str]:
    """What must be said aloud beside the figures, a sentence each."""
    yield from _counts(found)
    yield from _left_out(found)
    yield from _about_codes(found, chosen)
    yield from _about_intervals(found, asked)
    for by in dict.fromkeys(group.by for group in found.groups):
        yield from several_choices(chosen, by)
    if len(found.compared.raters) == PAIR and "coder" in asked.by:
        yield _("Only two coders are compared, so there is nothing more to show by coder.")
    yield _(
        "A custom, not a gate: Krippendorff relies on an alpha from {reliable} on, and draws tentative conclusions from {tentative} on."
    ).format(reliable=decimal(0.8, 3), tentative=decimal(0.667, 3))
    yield from damaged(chosen)


def _left_out(found: Agreement) -> Iterator[str]:
    compared = found.compared
    if compared.blind:
        yield plural(
            "{count} interview is left out: one of the coders hasn't closed the round there.",
            "{count} interviews are left out: one of the coders hasn't closed the round there.",
            len(compared.blind),
        )
    if compared.still_open:
        yield plural(
            "{count} interview is taken in although nobody closed the round there (`--open`): whoever still codes it is no longer blind.",
            "{count} interviews are taken in although nobody closed the round there (`--open`): whoever still codes them is no longer blind.",
            len(compared.still_open),
        )
    if compared.alone:
        yield plural(
            "{count} interview was rated by one coder only and says nothing about agreement.",
            "{count} interviews were rated by one coder only and say nothing about agreement.",
            len(compared.alone),
        )
    if compared.lost:
        yield plural(
            "{count} rating is missing: the words of a mark were corrected away since.",
            "{count} ratings are missing: the words of their marks were corrected away since.",
            compared.lost,
        )


def _counts(found: Agreement) -> Iterator[str]:
    counts = [
        plural("{count} by one coder", "{count} by one coder", n) if raters == 1 else _("{count} by {raters} coders").format(count=n, raters=raters)
        for raters, n in found.whole.figures.by_ratings.items()
    ]  # fmt: skip
    names = ", ".join(map(rater_name, found.compared.raters))
    if found.unit == "span":
        told = _("Below {heading}: how many characters {coders} put the code on, in this order.")
    elif found.unit == "question":
        told = _("Below {heading}: how many answers to questions {coders} put the code on, in this order.")
    else:
        told = _("Below {heading}: how many turns {coders} put the code on, in this order.")
    yield told.format(heading=_each(found), coders=names)
    if counts and found.unit != "span":
        yield _("Rated: {counts}. What fewer than two coders rated is missing, not a disagreement.").format(
            counts=", ".join(counts)
        )


def _about_codes(found: Agreement, chosen: Chosen) -> Iterator[str]:
    alpha = "u_alpha" if found.unit == "span" else "krippendorff_alpha"
    flat = [row.code for row in found.whole.figures.rows if row.measures[alpha].value is None]
    if found.whole.figures.overall.measures[alpha].reason == NO_UNITS:
        yield _("Nothing was rated by two coders, so nothing is defined.")
    elif flat:
        yield _("Not defined ({dash}), for all ratings are the same: {codes}.").format(
            dash=NONE, codes=_listed(flat, chosen)
        )
    if found.unused:
        yield _("Used by none of them, and not defined: {codes}.").format(codes=_listed(found.unused, chosen))


def _listed(codes: Sequence[str], chosen: Chosen) -> str:
    names = [chosen.label(code, language()) for code in codes]
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")


def _about_intervals(found: Agreement, asked: Asked) -> Iterator[str]:
    if not asked.resamples:
        return
    figures = found.whole.figures
    if figures.drawn == "session":
        sentence = _("Intervals (95 %): {times} resamples of the {sessions} interviews, drawn whole; seed {seed}.")
    else:
        sentence = _(
            "Intervals (95 %): {times} resamples of single answers; seed {seed}. Answers of one interview resemble each "
            "other, and {sessions} interviews are too few to draw whole ones: take the intervals as too narrow rather than too wide."
        )
    yield sentence.format(times=whole(asked.resamples), sessions=figures.sessions, seed=asked.seed)


def write(
    study: Study, found: Agreement, chosen: Chosen, out: str, *, listed: bool = True, scan: ScanOutcome | None = None
) -> None:
    """Write the figures as CSV, and beside them the list of disagreements (`FILE-disagreements.csv`)."""
    from interviewer.export.about_figures import about_figures
    from interviewer.export.agreement_columns import AGREEMENT, DISAGREEMENTS
    from interviewer.export.agreement_rows import agreement_rows, disagreement_rows
    from interviewer.export.figure_file import STDOUT
    from interviewer.export.places import refuse_over_others
    from interviewer.screens.pages.figured import written

    def label(code: str) -> str:
        return chosen.label(code, chosen.language)

    both = listed and out != STDOUT and not (Path(out).exists() and not Path(out).is_file())
    beside = Path(out).with_name(f"{Path(out).stem}-{DISAGREEMENTS.name}{Path(out).suffix}") if both else Path(out)
    if both:  # refused before anything is written
        refuse_over_others(study, {DISAGREEMENTS.name: beside})
    about = about_figures("agree", chosen)
    written(study, AGREEMENT, agreement_rows(found, label, chosen.tree.path), out, about)
    if both:
        written(
            study, DISAGREEMENTS, disagreement_rows(found, label), str(beside), about._replace(words=True, scan=scan)
        )
