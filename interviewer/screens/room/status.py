"""The last line of the screen: time and pace, who speaks, in which language, and whether every word is safe."""

from typing import Literal, NamedTuple

from interviewer.screens.clean import cells
from interviewer.screens.messages import explain
from interviewer.screens.room.lines import Fragment, Row, padded, row, row_cells
from interviewer.screens.words import _, plural
from interviewer.session.interview import State
from interviewer.session.pace import Pace
from interviewer.session.rehearsal import is_rehearsal
from interviewer.session.saving import Saver

SLOW = 2.0


class Safety(NamedTuple):
    """What is known of the disk: whether events wait for it, why it takes nothing, and whether words went elsewhere.

    `draft` says how the words that are being typed stand: kept, behind (for more than two seconds), or empty.
    """

    waiting: bool = False
    failing: str = ""
    elsewhere: bool = False
    draft: Literal["", "kept", "behind"] = ""


def safety_of(saver: Saver, *, elsewhere: bool, typing: bool) -> Safety:
    """What the thread that saves knows, as the status line shows it."""
    failing = saver.failing or saver.draft_failing
    behind = saver.draft_behind > SLOW
    draft: Literal["", "kept", "behind"] = "behind" if behind else "kept" if typing else ""
    why = " ".join(explain(failing.problem)) if failing else ""
    return Safety(saver.pending > 0, why, elsewhere, draft)


def status(state: State, at: Pace, safety: Safety, width: int) -> Row:
    """One row: on the left time and pace, on the right whether all is saved; red over its whole width when it is not."""
    if safety.failing:
        return padded(row(_("NOT SAVED: {why}").format(why=safety.failing), "", width), width, "class:unsaved")
    kept = ("class:status.wait", _("rehearsal, nothing is kept")) if is_rehearsal(state) else saved(safety)
    right: Row = (kept, ("", " "))
    left = _fitting(_parts(state, at), width - row_cells(right) - 2)
    room = max(1, width - cells(left) - row_cells(right))
    return padded((("", left), ("", " " * room), *right), width, "class:status")


def saved(safety: Safety) -> Fragment:
    """Whether what was entered is on the disk."""
    if safety.waiting:
        return ("class:status.wait", _("saving…"))
    return ("class:status.safe", _("saved elsewhere") if safety.elsewhere else _("saved"))


def _parts(state: State, at: Pace) -> list[str]:
    """What there is to say, the most important first."""
    many, languages = len(state.present()) > 1, len(state.guide.languages) > 1
    left = [_("{count} min left").format(count=int(at.left))] if at.left is not None and at.left > 0 else []
    over = [_("{count} min over").format(count=int(-at.left))] if at.left is not None and at.left <= -1 else []
    return [
        *([_clock(at)] if not state.view.typed_up else [_("typed up")]),
        *left,
        *over,
        *_musts(at),
        *([state.view.speaker] if many else []),
        *([state.view.language] if languages else []),
        *([_("pilot")] if state.view.pilot else []),
    ]


def _musts(at: Pace) -> list[str]:
    if not at.open_musts:
        return []
    open_ones = plural("{count} must open", "{count} musts open", at.open_musts)
    each = _("about {count} min each").format(count=max(1, int(at.each))) if at.each else ""
    return [f"{open_ones}, {each}" if each and at.open_musts > 1 else open_ones]


def _clock(at: Pace) -> str:
    minutes = f"{int(at.spent)}/{at.planned:g}" if at.planned else str(int(at.spent))
    return _("{minutes} min").format(minutes=minutes)


def _fitting(parts: list[str], width: int) -> str:
    """As many parts as fit; the least important go first."""
    kept = list(parts)
    while len(kept) > 1 and cells(f" {' · '.join(kept)}") > width:
        kept.pop()
    return f" {' · '.join(kept)}"
