"""What was found in what people said: a line or two each on the terminal, a table and JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from interviewer.export.figure_rows import hits_rows
from interviewer.export.figure_tables import HITS
from interviewer.figures.finding import Hit, from_excerpt
from interviewer.figures.quoting import Wanted, quotes
from interviewer.screens.clean import wrap
from interviewer.screens.pages.figured import records, sheet
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.quoted import ID_DIGITS, quotation_marks
from interviewer.screens.pages.statistics import damaged, name_of
from interviewer.screens.pages.table import tsv
from interviewer.screens.words import _, plural
from interviewer.study.choosing import Chosen

CONTEXT = 60


def typed_words() -> tuple[str, ...]:
    """The words to look for: asked for at the keyboard, else the lines of standard input."""
    if sys.stdin.isatty():
        from interviewer.screens.terminal.choose import short_text

        return (short_text(_("Words to look for")),)
    return tuple(sys.stdin.read().splitlines())


def bearing(part: Chosen) -> list[Hit]:
    """Everything that bears the codes of the selection, whether it may be quoted or not."""
    found = quotes(part.views, part.selection, part.tree, Wanted(everything=True))
    return [from_excerpt(one) for one in found.excerpts]


def as_page(found: Sequence[Hit], chosen: Chosen) -> str:
    """For a terminal the hits below their interviews, for a program tab-separated values."""
    width, _ink = sheet()
    if not width:
        return tsv(HITS.header, hits_rows(found))
    lines: list[str] = []
    for (session, person, group), here in groupby(
        found, key=lambda hit: (hit.session, hit.participant, hit.stakeholder)
    ):
        who = f"{person or _('(not known)')}" + (f" ({group})" if group else "")
        lines += ["", *wrap(f"{session} · {who}", width)]
        for hit in here:
            lines += _hit_lines(hit, chosen, width)
    return "\n".join(lines[1:])


def _hit_lines(hit: Hit, chosen: Chosen, width: int) -> Iterator[str]:
    codes = ", ".join(name_of(code, chosen) for code in hit.codes)
    facts = [hit.turn[:ID_DIGITS], hit.question, *([codes] if codes else [])]
    facts += [] if hit.exact else [_("the interviewer's summary, no quotation")]
    facts += [] if hit.may_quote or not hit.exact else [_("may not be quoted")]
    yield from wrap(" · ".join(facts), width, "  ")
    opened, closed = quotation_marks() if hit.exact else ("[", "]")
    before, after = _short(hit.before, ends=True), _short(hit.after)
    yield from wrap(f"{before}{opened}{hit.words}{closed}{after}".replace("\n", " "), width, "    ")


def _short(text: str, *, ends: bool = False) -> str:
    """As much of the context as a line or two hold, cut at a word."""
    if len(text) <= CONTEXT:
        return text.lstrip() if ends else text.rstrip()
    if ends:
        kept = text[-CONTEXT:]
        return "… " + kept[kept.find(" ") + 1 :]
    kept = text[:CONTEXT]
    return kept[: max(kept.rfind(" "), 0)] + " …"


def as_json(found: Sequence[Hit]) -> str:
    """A list of objects with the columns of the table."""
    return dumps(records(HITS, hits_rows(found)))


def notes(found: Sequence[Hit], chosen: Chosen) -> Iterator[str]:
    """How much was found where; that nothing was found is said too."""
    if not found:
        yield _("Nothing was found. Accents and capitals don't count unless `--exact` is given.")
    else:
        turns = {(hit.session, hit.turn) for hit in found}
        yield _("{places} in {turns} of {interviews}.").format(
            places=plural("{count} place", "{count} places", len(found)),
            turns=plural("{count} turn", "{count} turns", len(turns)),
            interviews=plural("{count} interview", "{count} interviews", len({hit.session for hit in found})),
        )
        yield _("This is for the team: it shows words whether they may be quoted or not.")
    yield from damaged(chosen)
