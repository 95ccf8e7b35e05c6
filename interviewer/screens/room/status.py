"""The last line of the screen: time and pace, who speaks, in which language, and whether every word is safe."""

from typing import NamedTuple

from interviewer.screens.clean import cells
from interviewer.screens.room.lines import Fragment, Row, padded, row, row_cells
from interviewer.screens.words import _, plural
from interviewer.session.interview import State, open_musts


class Safety(NamedTuple):
    """What is known of the disk: events that wait for it, whether it refuses, and since when words are only in memory."""

    pending: int = 0
    failing: str = ""
    behind: bool = False
    elsewhere: bool = False


def status(state: State, spent: float, safety: Safety, width: int) -> Row:
    """One row: on the left time and pace, on the right whether all is saved; red over its whole width when it is not."""
    if safety.failing:
        return padded(row(_("NOT SAVED: {why}").format(why=safety.failing), "", width), width, "class:unsaved")
    right: Row = (saved(safety),)
    left = _fitting(_parts(state, spent), width - row_cells(right) - 2)
    room = max(1, width - cells(left) - row_cells(right) - 1)
    return padded((("", left), ("", " " * room), *right), width, "class:status")


def saved(safety: Safety) -> Fragment:
    """Whether what was entered is on the disk."""
    if safety.pending or safety.behind:
        return ("class:status.wait", _("saving…"))
    return ("class:status.safe", _("saved elsewhere") if safety.elsewhere else _("saved"))


def _parts(state: State, spent: float) -> list[str]:
    """What there is to say, the most important first."""
    planned, musts = state.guide.duration, len(open_musts(state))
    left = planned - spent if planned else 0.0
    parts = [_clock(spent, planned)]
    open_ones = plural("{count} must open", "{count} musts open", musts) if musts else ""
    if planned and left > 0:
        parts.append(_("{count} min left").format(count=int(left)))
    if open_ones:
        each = (
            f", {_('about {count} min each').format(count=max(1, int(left / musts)))}" if planned and left > 0 else ""
        )
        parts.append(open_ones + each)
    if len(state.present()) > 1:
        parts.append(state.view.speaker)
    if len(state.guide.languages) > 1:
        parts.append(state.view.language)
    return parts


def _clock(spent: float, planned: float | None) -> str:
    minutes = f"{int(spent)}/{planned:g}" if planned else str(int(spent))
    return _("{minutes} min").format(minutes=minutes)


def _fitting(parts: list[str], width: int) -> str:
    """As many parts as fit; the least important go first."""
    kept = list(parts)
    while len(kept) > 1 and cells(f" {' · '.join(kept)}") > width:
        kept.pop()
    return f" {' · '.join(kept)}"
