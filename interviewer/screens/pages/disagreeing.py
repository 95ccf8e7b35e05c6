"""Where coders disagree, for the terminal: the words of the turn, then for each code what each coder did with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from shutil import get_terminal_size

from interviewer.figures.agreement.disagreements import Disagreement, Marked
from interviewer.figures.agreement.report import Agreement
from interviewer.figures.agreement.units import rater_name
from interviewer.screens.clean import cells, one_line, wrap
from interviewer.screens.words import _, language, plural
from interviewer.session.model import MarkView, TurnView
from interviewer.study.choosing import Chosen

AROUND = 120
DIGITS = 8
WIDEST = 100


def disagreeing(found: Agreement, chosen: Chosen, width: int = 0) -> str:
    """The list, turn by turn; a sentence where there is nothing to list."""
    room = min(WIDEST, width or get_terminal_size().columns)
    if not found.disagreements:
        return _("No disagreement.") if found.whole.figures.overall.units else ""
    lines = [plural("{count} disagreement", "{count} disagreements", len(found.disagreements))]
    for (session, _turns), group in groupby(found.disagreements, key=lambda one: (one.session, _ids(one))):
        same = list(group)
        lines += ["", *_unit(session, same, chosen, room)]
    return "\n".join(lines)


def _ids(one: Disagreement) -> tuple[str, ...]:
    return tuple(turn.id for turn in one.turns)


def _unit(session: str, group: list[Disagreement], chosen: Chosen, room: int) -> Iterator[str]:
    first = group[0]
    turn = first.turns[0]
    yield one_line(f"{session}  {turn.question or turn.theme}  {turn.id[:DIGITS]}", room)
    for one in first.turns:
        marks = [mark for told in group for said in told.said for mark in said.marks if mark.turn == one.id]
        speaker = f"{first.person}: " if first.person else ""
        yield from wrap(speaker + excerpt(one, marks), room, "  ")
    for told in group:
        yield from _code(told, chosen, room)


def excerpt(turn: TurnView, marks: list[MarkView]) -> str:
    """The words around all marks; where more was said before or after, `…`."""
    start = max(0, min((mark.start for mark in marks), default=0) - AROUND)
    end = max((mark.end for mark in marks), default=0) + AROUND
    start = turn.text.find(" ", start) + 1 if start else 0
    if end < len(turn.text):
        end = max(turn.text.rfind(" ", 0, end), max((mark.end for mark in marks), default=0))
    before, after = "… " if start else "", " …" if end < len(turn.text) else ""
    return before + turn.text[start:end] + after


def _code(told: Disagreement, chosen: Chosen, room: int) -> Iterator[str]:
    label = chosen.label(told.code, language())
    name = label if label == told.code else f"{label} [{told.code}]"
    yield one_line(f"    {name}" + (f" ({_('same code, other words')})" if told.only_place else ""), room)
    column = max(cells(rater_name(said.rater)) for said in told.said)
    for said in told.said:
        who = rater_name(said.rater)
        for text in _did(said, told):
            rows = wrap(text, room - column - 8)
            for row in rows:
                yield f"      {who}{' ' * (column - cells(who) + 2)}{row}"
                who = ""


def _did(said: Marked, told: Disagreement) -> Iterator[str]:
    texts = {turn.id: turn.text for turn in told.turns}
    if not said.marks:
        yield _("not marked")
    for mark in said.marks:
        whole = (mark.start, mark.end) == (0, len(texts[mark.turn]))
        words = _("the whole turn") if whole else _("“{words}”").format(words=mark.excerpt)
        yield words + (f" — {mark.memo}" if mark.memo else "")
