"""The report of a rehearsal as people read it: minutes by theme, what did not fit, one sentence of advice."""

from collections.abc import Iterator, Sequence
from typing import Any

from interviewer.screens.clean import cells, one_line, wrap
from interviewer.screens.words import _, plural
from interviewer.session.rehearsal import MINUTE, THOUGHT, QuestionTime, Report, ThemeTime

TITLE, BAR = 34, 24  # cells
QUESTION = 54
WITHIN, BEYOND, LEFT = "█", "▓", "·"


def clock(seconds: float) -> str:
    """Minutes and seconds: 83:20."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def page(report: Report, *, bars: bool, pace: float = 0.0, width: int = 0) -> str:
    """The report as text, its sentences wrapped to `width` cells (0: not at all).

    Without bars where they would only be noise. `pace` is that of a script that was played.
    """
    title = _("Rehearsal: {title} ({guide}, version {version})")
    head = title.format(title=one_line(report.title, QUESTION), guide=report.guide, version=report.version)
    people = [plural("{count} person took part.", "{count} people took part.", report.people)]
    parts = [
        [head, *(people if report.people > 1 else []), *([_played(pace)] if pace else [])],
        list(_table(report, bars=bars)),
        list(_fit(report)),
        list(_longest(report)),
        [advice(report)],
    ]
    text = "\n\n".join("\n".join(part) for part in parts if part)
    return "\n".join(wrap(text, width) if width else [text]) + "\n"


def _played(pace: float) -> str:
    words = _("Reckoned from a script: {pace} words a minute, {pause} seconds of thought before each answer.")
    return words.format(pace=f"{pace:g}", pause=f"{THOUGHT:g}")


def _table(report: Report, *, bars: bool) -> Iterator[str]:
    rows = [ThemeTime("", _("Opening and consent"), report.before, None), *report.themes]
    rows.append(ThemeTime("", _("Background, closing, end form"), report.after, None))
    scale = max(1.0, *(max(row.seconds, row.planned or 0.0) for row in rows))
    yield _row("", _("took"), _("planned"))
    for row in rows:
        planned = "" if row.planned is None else clock(row.planned)
        yield _row(row.title, clock(row.seconds), planned, _bar(row, scale) if bars else "")
    yield _row(_("Total"), clock(report.total), "" if report.duration is None else clock(report.duration))
    if bars and report.planned:
        legend = _("{within} within the plan, {beyond} beyond it, {left} left over")
        yield legend.format(within=WITHIN, beyond=BEYOND, left=LEFT)


def _row(title: str, took: str, planned: str, bar: str = "") -> str:
    shown = one_line(title, TITLE)
    return f"{shown}{' ' * (TITLE - cells(shown))} {took:>8} {planned:>8}  {bar}".rstrip()


def _bar(row: ThemeTime, scale: float) -> str:
    took = round(row.seconds / scale * BAR)
    plan = took if row.planned is None else round(row.planned / scale * BAR)
    return WITHIN * min(took, plan) + BEYOND * (took - plan) + LEFT * (plan - took)


def _fit(report: Report) -> Iterator[str]:
    """What was reached while the duration lasted."""
    count, late, musts = len(report.questions), report.not_reached, report.lost_musts
    if report.overtime and report.duration is not None:
        yield _where(report, report.duration / MINUTE, count)
        if late:
            yield _("Not reached by then:")
    elif late:
        words = _("The rehearsal ended after {time}; these questions were not asked:")
        yield words.format(time=clock(report.total))
    else:
        reached = count - len(report.passed_over)
        yield plural("The one question was reached.", "All {count} questions were reached.", reached)
    yield from map(_question, late)
    if report.passed_over:
        yield plural(
            "{count} question was passed over, by its condition.",
            "{count} questions were passed over, by their conditions.",
            len(report.passed_over),
        )
    open_ones = [question for question in musts if question not in late]
    if open_ones:
        yield _("Must be asked, was reached, and stayed without an answer:")
        yield from map(_question, open_ones)
    if musts:
        yield plural(
            "{count} question that must be asked did not fit.",
            "{count} questions that must be asked did not fit.",
            len(musts),
        )


def _where(report: Report, minutes: float, count: int) -> str:
    if report.at_the_end is not None:
        words = _("After {minutes} minutes you were at question {number} of {count}.")
        return words.format(minutes=f"{minutes:g}", number=report.at_the_end, count=count)
    if report.before >= minutes * MINUTE:
        return _("After {minutes} minutes no question had been asked yet.").format(minutes=f"{minutes:g}")
    return _("After {minutes} minutes the questions were over, the rest was not.").format(minutes=f"{minutes:g}")


def _question(question: QuestionTime) -> str:
    must = _("(must be asked)") if question.must else ""
    return f"  {question.number:>2}  {one_line(question.ask, QUESTION)} {must}".rstrip()


def _longest(report: Report) -> Iterator[str]:
    longest = report.longest()
    if longest:
        yield _("The longest answers, each with its question:")
    for question in longest:
        yield f"  {clock(question.longest):>6}  {question.number:>2}  {one_line(question.ask, QUESTION - 8)}"
    used = _("Probes used: {probes}. Questions made up on the spot: {improvised}.")
    yield used.format(probes=report.probes, improvised=report.improvised)


def advice(report: Report) -> str:
    """One sentence: what to change."""
    if not report.planned:
        return _("The guide names neither minutes nor a duration, so there is nothing to compare with.")
    if report.too_long:
        words = _("Longer than planned: {themes}. Ask less there, or plan more minutes.")
        return words.format(themes=", ".join(map(_beyond, report.too_long)))
    if report.overtime:
        words = _("The themes kept to their minutes; what stands around them took {time}. Plan for it.")
        return words.format(time=clock(report.before + report.after))
    if report.not_reached or report.lost_musts:
        return _("Nothing took longer than planned, but not everything was asked.")
    return _("Everything fits.")


def _beyond(theme: ThemeTime) -> str:
    return f"{one_line(theme.title, TITLE)} (+{clock(theme.over)})"


def facts(report: Report) -> dict[str, Any]:
    """The same for programs: all times in seconds, questions by id."""
    from msgspec import to_builtins

    def ids(found: Sequence[QuestionTime | ThemeTime]) -> list[str]:
        return [one.id for one in found]

    return {
        **to_builtins(report),
        "not_reached": ids(report.not_reached),
        "musts_that_did_not_fit": ids(report.lost_musts),
        "themes_too_long": ids(report.too_long),
        "longest_answers": ids(report.longest()),
    }
