"""What the team noted about a person: such notes are data about them, so they are told unless somebody decides otherwise."""

from collections.abc import Iterator

from interviewer.report.paper.sheet import Block, Heading
from interviewer.screens.labels import label
from interviewer.screens.pages.handing_over import named
from interviewer.screens.pages.transcript import marker_words, place_shown
from interviewer.screens.words import _
from interviewer.study.holdings import Part


def noted(part: Part) -> Iterator[Block]:
    """Notes and memos of one interview under their heading; nothing where there are none, or where they may be about others."""
    found = [*_on_words(part), *_on_interview(part)] if part.alone else []
    written = dict.fromkeys(one for one in found if one[1].strip())
    if written:
        yield Heading(_("What was noted about you"))
        yield from (named(*one) for one in written)


def _on_words(part: Part) -> Iterator[tuple[str, str]]:
    """Memos of coders on the person's turns."""
    turns = {one.id: one for one in part.turns}
    for mark in part.view.marks:
        if mark.turn in turns and mark.memo.strip():
            yield _("Memo on “{excerpt}”").format(excerpt=mark.excerpt), mark.memo
    for remark in part.view.remarks:
        if remark.about == "turn" and remark.target in turns:
            yield _("Memo on “{excerpt}”").format(excerpt=turns[remark.target].text), remark.text


def _on_interview(part: Part) -> Iterator[tuple[str, str]]:
    view = part.view
    for turn in part.notes:
        yield " · ".join(filter(None, (place_shown(turn.offset_s), label(turn.kind)))), turn.text
    for gap in view.gaps:
        yield _("No answer: {reason}").format(reason=label(gap.reason)), gap.why or "–"
    for marker in view.markers:
        yield place_shown(marker.offset_s) or _("Marker"), marker_words(marker)
    for remark in view.remarks:
        if remark.about == "session":
            yield _("Memo on the interview"), remark.text
    for item, text in view.form.items():
        yield label(item), text
