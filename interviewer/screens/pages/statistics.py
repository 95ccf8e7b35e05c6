"""The counts by code, question, group...: on the terminal, for programs, and what must be said beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.export.figure_rows import stats_rows
from interviewer.export.figure_tables import STATS
from interviewer.figures.stats import CODE, Row, Stats, Work
from interviewer.screens.numbers import percent, whole
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.table import table, tsv
from interviewer.screens.words import _, language, plural
from interviewer.session.events import FIRST_ROUND
from interviewer.study.choosing import Chosen

MOST_NAMED = 12


def as_columns(found: Stats, chosen: Chosen, width: int = 0, *, roll_up: bool = False) -> str:
    """The figure for a terminal: its rows, then who rated how much of it.

    Codes stand with the most frequent first; rolled up, each below the one above it.
    """
    by_code = found.by == CODE
    rows: Sequence[Row] = found.rows
    if by_code and not roll_up:
        rows = sorted(rows, key=lambda row: (-row.turns, -row.marks))
    body = [(_name(row, found, chosen, roll_up=roll_up), *_counts(row, by_code=by_code)) for row in rows]
    parts = [table((_heading(found.by), *_headings(by_code=by_code)), body, width, (1, 2, 3, 4, 5, 6))]
    if found.by not in ("coder", "round") and found.work:
        parts.append(_work(found, width))
    return "\n\n".join(parts)


def _heading(by: str) -> str:
    names = {
        "code": _("code"),
        "question": _("question"),
        "theme": _("theme"),
        "stakeholder": _("group"),
        "participant": _("person"),
        "coder": _("coder"),
        "session": _("interview"),
        "guide": _("guide"),
        "round": _("round"),
        "wave": _("wave"),
    }
    return names.get(by, by)


def _headings(*, by_code: bool) -> tuple[str, ...]:
    share = _("of rated") if by_code else _("marked")
    middle = (_("marks"), _("turns"), _("interviews"), _("people"), _("coders"), share)
    return middle if by_code else (*middle[:2], _("codes"), *middle[2:])


def _counts(row: Row, *, by_code: bool) -> tuple[str, ...]:
    facts = (row.marks, row.turns, row.sessions, row.participants, row.coders)
    cells = [*map(whole, facts), percent(row.share)]
    return tuple(cells if by_code else [*cells[:2], whole(row.codes), *cells[2:]])


def _name(row: Row, found: Stats, chosen: Chosen, *, roll_up: bool) -> str:
    if found.by != CODE:
        return row.key or _("(not known)")
    name = chosen.label(row.key, language())
    shown = name if name == row.key else f"{name} [{row.key}]"
    mark = {"emergent": f" ({_('emergent')})", "retired": f" ({_('retired')})"}.get(row.status, "")
    return "  " * (row.depth if roll_up else 0) + shown + mark


def _work(found: Stats, width: int) -> str:
    """How much each coder has rated: the rest is not coded yet, which is not the same as no code."""
    several = {one.round for one in found.work} - {FIRST_ROUND}
    headings = [_("coder"), *([_("round")] if several else []), _("rated"), _("not yet"), _("marked"), _("marks")]
    return table(headings, [_worked(one, found.turns, rounds=bool(several)) for one in found.work], width)


def _worked(one: Work, turns: int, *, rounds: bool) -> tuple[str, ...]:
    counts = map(whole, (one.rated, turns - one.rated, one.marked, one.marks))
    return (one.coder, *([one.round] if rounds else []), *counts)


def as_tsv(found: Stats, chosen: Chosen) -> str:
    """Tab-separated values with the columns of the CSV."""
    return tsv(STATS.header, stats_rows(found, chosen, language()))


def as_json(found: Stats, chosen: Chosen) -> str:
    """One object: the totals, `rows` with the columns of the CSV as numbers, `coders` with what each rated."""
    numbers = {STATS.header[place] for place in STATS.numeric}
    rows = [
        {name: _value(cell) if name in numbers else cell for name, cell in zip(STATS.header, row, strict=True)}
        for row in stats_rows(found, chosen, language())
    ]
    totals = {name: getattr(found, name) for name in ("by", "sessions", "turns", "rated", "marked", "marks", "lost")}
    work = [{**one._asdict(), "missing": found.turns - one.rated} for one in found.work]
    return dumps({**totals, "rated_by_several": found.doubled, "rows": rows, "coders": work})


def _value(cell: str) -> float | int | None:
    return None if not cell else float(cell) if "." in cell else int(cell)


def notes(found: Stats, chosen: Chosen) -> Iterator[str]:
    """What must be said aloud beside the numbers, a sentence each."""
    yield _("{turns} in {interviews}: {rated} rated, {marked} marked.").format(
        turns=plural("{count} turn", "{count} turns", found.turns),
        interviews=plural("{count} interview", "{count} interviews", found.sessions),
        rated=whole(found.rated),
        marked=whole(found.marked),
    )
    if found.by == CODE:
        yield from _about_codes(found, chosen)
    if found.lost:
        yield plural(
            "{count} mark is in no figure: its words were corrected away since.",
            "{count} marks are in no figure: their words were corrected away since.",
            found.lost,
        )
    if found.doubled:
        yield plural(
            "{count} turn was rated by several coders or in several rounds: a turn counts once for a code, whoever put "
            "it there; marks count each. `--coder` and `--round` choose.",
            "{count} turns were rated by several coders or in several rounds: a turn counts once for a code, whoever put "
            "it there; marks count each. `--coder` and `--round` choose.",
            found.doubled,
        )
    yield from damaged(chosen)


def _about_codes(found: Stats, chosen: Chosen) -> Iterator[str]:
    single = [row.key for row in found.rows if row.participants == 1]
    if single:
        yield _("Held by one person only, and not less worth for that: {codes}.").format(codes=_named(single, chosen))
    unused = sum(not row.marks for row in found.rows)
    if unused:
        yield plural("{count} code has no mark so far.", "{count} codes have no marks so far.", unused)
    emergent = [row.key for row in found.rows if row.status == "emergent"]
    if emergent:
        yield _("Born while coding, not in the codebook yet: {codes}.").format(codes=_named(emergent, chosen))


def _named(codes: Sequence[str], chosen: Chosen) -> str:
    names = [chosen.label(code, language()) for code in codes]
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")


def damaged(chosen: Chosen) -> Iterator[str]:
    """That interviews could not be read whole, so that the figure may lack something."""
    if chosen.damaged:
        yield plural(
            "{count} interview could not be read whole; `interviewer doctor` says what is wrong.",
            "{count} interviews could not be read whole; `interviewer doctor` says what is wrong.",
            len(chosen.damaged),
        )
