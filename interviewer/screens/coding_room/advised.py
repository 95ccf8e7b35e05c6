"""Suggestions as they are shown: apart from the marks, each with the words that speak for it and what they resemble."""

from interviewer.coding.suggesting import Because, Suggestion
from interviewer.screens.clean import clean
from interviewer.screens.coding_room.advice import SHOWN, about_now
from interviewer.screens.coding_room.at_desk import AtDesk
from interviewer.screens.coding_room.codes import colour_of, label_of
from interviewer.screens.coding_room.looking import OFFERED
from interviewer.screens.coding_room.style import accent
from interviewer.screens.room.lines import EMPTY, Row, cut, padded, row
from interviewer.screens.words import _


def advice_rows(at: AtDesk, width: int) -> list[Row]:
    """As many rows for suggestions as there may be, so that nothing moves when they come; none while they are off."""
    if not at.advised or at.desk.turn is None:
        return []
    advice = at.advice
    thinking = advice is None or advice.about != about_now(at.desk)
    found = at.suggestions()
    title = _("suggestions…") if thinking else _("suggested · Tab chooses, Enter follows, Delete refuses")
    if not thinking and not found:
        title = _("no suggestion for these words")
    rows = [row(f"   {title}", "class:quiet", width), *(_row(at, one, width) for one in found)]
    return [EMPTY, *rows, *[EMPTY] * (SHOWN + 1 - len(rows))]


def _row(at: AtDesk, one: Suggestion, width: int) -> Row:
    lit = at.sight.mark == f"{OFFERED}{one.code}"
    made: Row = (
        ("", "   "),
        ("class:key", "≈ "),
        ("" if lit else accent(colour_of(at.shelf, one.code)), "■ "),
        ("class:theme", clean(label_of(at.shelf, one.code))),
        ("class:quiet", f"  {_because(one.because)}"),
    )
    return padded(cut(made, width), width, "class:chosen") if lit else cut(made, width)


def _because(because: Because) -> str:
    """Why, in few words: which words speak for the code, and what they resemble."""
    words = ", ".join(because.words)
    text = " ".join(because.text.split())
    like = {
        "label": _("its label"),
        "definition": _("its definition"),
        "use_when": _("its “use when”"),
        "example": _("its example"),
        "excerpt": _("an excerpt of {session}").format(session=because.session),
    }[because.kind]
    said = _("{words} · as {what}: {text}") if words else _("as {what}: {text}")
    return clean(said.format(words=words, what=like, text=text)).replace("\n", " ")
