"""The counts by code, question, group...: on the terminal, for programs, and what must be said beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.export.figure_rows import stats_rows
from interviewer.export.figure_tables import STATS
from interviewer.figures.dimensions import CODE
from interviewer.figures.stats import Row, Stats, Work
from interviewer.screens.clean import cells, one_line
from interviewer.screens.numbers import percent, whole
from interviewer.screens.pages.drawing import BLACK, Ink, bar
from interviewer.screens.pages.figured import records, several_choices
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.table import tsv
from interviewer.screens.words import _, language, plural
from interviewer.session.events import FIRST_ROUND
from interviewer.study.choosing import Chosen

MOST_NAMED = 12
GAP, LEAST_NAME, FEW_LETTERS, LEAST_BAR = 2, 16, 8, 6


def as_columns(found: Stats, chosen: Chosen, width: int, ink: Ink = BLACK, *, roll_up: bool = False) -> str:
    """The figure for a terminal: its rows with bars for their shares, then who rated how much of it.

    Codes stand with the most frequent first; rolled up, each below the one above it.
    """
    by_code = found.by == CODE
    rows: Sequence[Row] = found.rows
    if by_code and not roll_up:
        rows = sorted(rows, key=lambda row: (-row.turns, -row.marks))
    body = [(_name(row, found, chosen, roll_up=roll_up), *_counts(row, by_code=by_code)) for row in rows]
    shares = [float(row.share or 0) for row in rows]
    parts = [_with_bars((heading(found.by), *_headings(by_code=by_code)), body, shares, width, ink)]
    if found.by not in ("coder", "round") and found.work:
        parts.append(_work(found, width))
    return "\n\n".join(parts)


def _with_bars(
    headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], width: int, ink: Ink
) -> str:
    """Names on the left, numbers under the right end of their headings, and where there is room a bar behind them."""
    lines = [headings, *rows]
    sizes = [max(cells(row[place]) for row in lines) for place in range(1, len(headings))]
    longest = max(LEAST_NAME, *(cells(row[0]) for row in lines))
    gap = GAP if width - sum(sizes) - GAP * (len(sizes) + 1) - LEAST_BAR >= LEAST_NAME else 1
    numbers = sum(sizes) + gap * len(sizes)
    names = _names(longest, width - numbers)
    room = width - names - numbers - GAP
    most = max(shares, default=0) or 1
    bars = ["", *(bar(share / most, room, ink) if room >= LEAST_BAR else "" for share in shares)]
    wide = [size + gap for size in sizes]
    return "\n".join(_row(row, names, wide, drawn) for row, drawn in zip(lines, bars, strict=True))


def _names(longest: int, room: int) -> int:
    """The columns for names: they are cut for a short bar, but not to a few letters, and as far as must be to fit."""
    beside_bar = min(longest, room - GAP - LEAST_BAR)
    return beside_bar if beside_bar >= FEW_LETTERS else max(1, min(longest, room))


def _row(row: Sequence[str], names: int, sizes: Sequence[int], drawn: str) -> str:
    name = one_line(row[0], names)
    numbers = [" " * (size - cells(cell)) + cell for cell, size in zip(row[1:], sizes, strict=True)]
    return (name + " " * (names - cells(name)) + "".join(numbers) + " " * GAP + drawn).rstrip()


def heading(by: str) -> str:
    """What the rows of a figure by that are called."""
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
    share = _("share")
    middle = (_("marks"), _("turns"), _("interviews"), _("people"), _("coders"), share)
    return middle if by_code else (*middle[:2], _("codes"), *middle[2:])


def _counts(row: Row, *, by_code: bool) -> tuple[str, ...]:
    facts = (row.marks, row.turns, row.sessions, row.participants, row.coders)
    cells = [*map(whole, facts), percent(row.share)]
    return tuple(cells if by_code else [*cells[:2], whole(row.codes), *cells[2:]])


def _name(row: Row, found: Stats, chosen: Chosen, *, roll_up: bool) -> str:
    if found.by != CODE:
        return row.key or _("(not known)")
    shown = name_of(row.key, chosen)
    mark = {"emergent": f" ({_('emergent')})", "retired": f" ({_('retired')})"}.get(row.status, "")
    return "  " * (row.depth if roll_up else 0) + shown + mark


def name_of(code: str, chosen: Chosen) -> str:
    """A code as people know it: its label, or its id."""
    return chosen.label(code, language())


def _work(found: Stats, width: int) -> str:
    """How much each coder has rated: the rest is not coded yet, which is not the same as no code."""
    several = {one.round for one in found.work} - {FIRST_ROUND}
    headings = [_("coder"), *([_("round")] if several else []), _("rated"), _("not yet"), _("marked"), _("marks")]
    rows = [_worked(one, found.turns, rounds=bool(several)) for one in found.work]
    return _with_bars(headings, rows, [0.0] * len(rows), width, BLACK)


def _worked(one: Work, turns: int, *, rounds: bool) -> tuple[str, ...]:
    counts = map(whole, (one.rated, turns - one.rated, one.marked, one.marks))
    return (one.coder, *([one.round] if rounds else []), *counts)


def as_tsv(found: Stats, chosen: Chosen) -> str:
    """Tab-separated values with the columns of the CSV."""
    return tsv(STATS.header, stats_rows(found, chosen, language()))


def as_json(found: Stats, chosen: Chosen) -> str:
    """One object: the totals, `rows` with the columns of the CSV as numbers, `coders` with what each rated."""
    rows = records(STATS, stats_rows(found, chosen, language()))
    totals = {name: getattr(found, name) for name in ("by", "sessions", "turns", "rated", "marked", "marks", "lost")}
    work = [{**one._asdict(), "missing": found.turns - one.rated} for one in found.work]
    return dumps({**totals, "rated_by_several": found.doubled, "rows": rows, "coders": work})


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
    yield from several_choices(chosen, found.by)
    yield from aside(found.lost, found.doubled, chosen)


def aside(lost: int, doubled: int, chosen: Chosen) -> Iterator[str]:
    """What holds of all figures: marks without words, turns that several rated, interviews not read whole."""
    yield from lost_marks(lost)
    if doubled:
        yield plural(
            "{count} turn was rated by several coders or in several rounds: a turn counts once for a code, whoever put "
            "it there; marks count each. `--coder` and `--round` choose.",
            "{count} turns were rated by several coders or in several rounds: a turn counts once for a code, whoever put "
            "it there; marks count each. `--coder` and `--round` choose.",
            doubled,
        )
    yield from damaged(chosen)


def lost_marks(lost: int) -> Iterator[str]:
    """That marks lost their words."""
    if lost:
        yield plural(
            "{count} mark is in no figure: its words were corrected away since.",
            "{count} marks are in no figure: their words were corrected away since.",
            lost,
        )


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
