"""The differences of two coders, printed or written to a file without asking anything."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import typer

from interviewer.coding.comparing import Difference, Pair
from interviewer.coding.deciding import is_decided
from interviewer.coding.sheet import Sheet
from interviewer.export.contents import contents_of_all
from interviewer.export.dialects import Row
from interviewer.export.figure_tables import DIFFERENCES
from interviewer.export.manifest import About
from interviewer.privacy.pseudonymised import pseudonymised
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.screens.coding.page import asked_line
from interviewer.screens.coding.side_by_side import kind_line, side_lines
from interviewer.screens.pages.figured import written
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.paper import Paper
from interviewer.screens.words import _
from interviewer.session.model import MarkView
from interviewer.study.comparisons import Found
from interviewer.study.folder import Study

if TYPE_CHECKING:
    from interviewer.screens.coding.compare_opening import Wish


def list_differences(
    study: Study, wish: "Wish", found: Found, sheets: Mapping[str, Sheet], scan: ScanOutcome | None = None
) -> int:
    """Print them as text or JSON, or write them as a table; returns the exit code."""
    if wish.out:
        written(study, DIFFERENCES, list(_rows(found, sheets)), wish.out, _about(found, sheets)._replace(scan=scan))
    elif wish.json:
        typer.echo(dumps([_fact(wish.pair, one, sheets[one.session]) for one in found.differences]))
    else:
        paper = Paper(typer.get_text_stream("stdout"))
        for number, one in enumerate(found.differences, 1):
            _show(paper, wish.pair, one, number, decided=is_decided(sheets[one.session], one))
    return 0


def _about(found: Found, sheets: Mapping[str, Sheet]) -> About:
    """Whom the table is about: all who spoke in the turns in question."""
    people: dict[str, set[str]] = {}
    for one in found.differences:
        people.setdefault(one.session, set()).add(_speaker(one, sheets))
    return About("compare", contents_of_all((sheet.view for sheet in sheets.values()), people), words=True)


def _speaker(one: Difference, sheets: Mapping[str, Sheet]) -> str:
    """Who spoke: in an interview with one person nobody else can have."""
    there = sheets[one.session].view.participants
    return one.turn.speaker or (there[0].id if len(there) == 1 else "")


def _may_quote(one: Difference, sheets: Mapping[str, Sheet]) -> str:
    may = sheets[one.session].view.consents_to(_speaker(one, sheets), "quote")
    return "yes" if may else "no"


def _show(paper: Paper, pair: Pair, one: Difference, number: int, *, decided: bool) -> None:
    state = f" ({_('decided')})" if decided else ""
    paper.say(f"{number}. {one.session} · {one.turn.id[:8]}{state}", "theme")
    if one.turn.asked is not None:
        paper.say(asked_line(one.turn.asked), "quiet", indent=3)
    paper.say(one.turn.text, indent=3)
    paper.say(kind_line(pair, one), "strong", indent=3)
    for coder, marks in ((pair.a, one.a), (pair.b, one.b)):
        for line in side_lines(marks, one.turn):
            paper.say(_("{name}: {text}").format(name=coder, text=line), indent=5)
    paper.say()


def _fact(pair: Pair, one: Difference, sheet: Sheet) -> dict[str, Any]:
    """One difference as JSON has it."""
    return {
        "session_id": one.session,
        "turn_id": one.turn.id,
        "question_id": one.turn.question,
        "difference": one.kind,
        "decided": is_decided(sheet, one),
        "verbatim": one.turn.text,
        "marks": {pair.a: [_mark(m) for m in one.a], pair.b: [_mark(m) for m in one.b]},
    }


def _mark(mark: MarkView) -> dict[str, Any]:
    return {
        "code_id": mark.code,
        "excerpt": mark.excerpt,
        "excerpt_start": mark.start,
        "excerpt_end": mark.end,
        "memo": mark.memo,
    }


def _rows(found: Found, sheets: Mapping[str, Sheet]) -> Iterator[Row]:
    """A row for each mark in question, as others read it; the rows of one difference bear its number."""
    views = {session: pseudonymised(sheets[session].view) for session in {one.session for one in found.differences}}
    texts = {turn.id: turn.text for view in views.values() for turn in view.turns}
    shown = {mark.id: mark for view in views.values() for mark in view.marks}
    for number, one in enumerate(found.differences, 1):
        decided = "yes" if is_decided(sheets[one.session], one) else "no"
        for made in one.marks:
            mark = shown.get(made.id, made)
            place = (one.session, one.turn.question, one.turn.id, texts.get(one.turn.id, one.turn.text))
            words = (mark.excerpt, str(mark.start), str(mark.end), mark.memo)
            who = made.coder, made.round, made.code
            yield (str(number), one.kind, decided, *place, *who, *words, _may_quote(one, sheets))
