"""The last line of the screen: time and pace, who speaks, in which language, and whether every word is safe."""

from math import ceil
from pathlib import PurePath
from typing import Literal, NamedTuple

from interviewer.errors import Problem
from interviewer.screens.clean import cells, one_line
from interviewer.screens.interview.tongues import tongues
from interviewer.screens.messages import explain
from interviewer.screens.room.lines import Fragment, Row, clipped, padded, paragraph, row_cells, two_ends
from interviewer.screens.words import _, plural
from interviewer.session.interview import State
from interviewer.session.pace import Pace
from interviewer.session.rehearsal import is_rehearsal
from interviewer.session.saving import Saver

SLOW = 1.0  # seconds that typed words may be ahead of their draft, by the promise
MOST_NAME = 20


class Safety(NamedTuple):
    """What is known of the disk: whether events wait for it, why it takes nothing, and whether words went elsewhere.

    `others` counts runs of other windows that came into the interview. `draft` says how the words that are being typed
    stand: kept (durable as they stand), behind (for more than a second), or empty. `sealed`: what is saved is sealed too.
    """

    waiting: bool = False
    failing: str = ""
    elsewhere: bool = False
    others: int = 0
    draft: Literal["", "kept", "behind"] = ""
    sealed: bool = False


def safety_of(saver: Saver, *, elsewhere: bool, others: int, drafted: bool, sealed: bool = False) -> Safety:
    """What the thread that saves knows, as the status line shows it; `drafted`: it was asked for the words that stand now."""
    failing = saver.failing or saver.draft_failing
    behind = saver.draft_behind
    draft: Literal["", "kept", "behind"] = "behind" if behind > SLOW else "kept" if drafted and not behind else ""
    why = explain(_near(failing.problem))[0] if failing else ""
    return Safety(saver.pending > 0, why, elsewhere, others, draft, sealed)


def _near(problem: Problem) -> Problem:
    """The problem with the last part of the folder alone, which is the session; its whole path takes a row."""
    return problem._replace(
        values=tuple((name, PurePath(str(fact)).name if name == "where" else fact) for name, fact in problem.values)
    )


def status_rows(state: State, at: Pace, safety: Safety, width: int, most: int, *, asking: bool = True) -> list[Row]:
    """The status in one row, or in up to `most` red ones that say why nothing is saved and what to do; `asking`: among the questions."""
    if safety.failing:
        return alarm_rows(safety.failing, width, most)
    parts = [*_company(safety), *_parts(state, at, asking=asking)]
    if safety.sealed and _sealed_ends(safety) + cells(_joined(parts)) + 2 > width:
        safety = safety._replace(sealed=False)  # the time and what is open matter more
    kept = ("class:status.wait", _("rehearsal, nothing is kept")) if is_rehearsal(state) else saved(safety)
    right: Row = (kept, ("", " "))
    # The wider of the two ends is reckoned with, so that nothing on the left moves while something is saved.
    ends = max(row_cells(right), _sealed_ends(safety), *(cells(words) + 1 for words in (_("saving…"), _("saved"))))
    left = _fitting(parts, width - ends - 2)
    return [padded(two_ends((("", f" {left}"),), right, width), width, "class:status")]


def alarm_rows(why: str, width: int, most: int) -> list[Row]:
    """That nothing is saved, why, and what to do, in up to `most` red rows."""
    rows = paragraph(_alarm(why), max(1, width - 2), "", " ")
    last = [clipped(rows[most - 1], width - 1)] if len(rows) > most else []
    return [padded(one, width, "class:unsaved") for one in [*rows[: most - len(last)], *last]]


def _alarm(why: str) -> str:
    """That it isn't saved and what to do come first, since only the first row may be seen; then what the system said."""
    first = _("NOT SAVED: free some disk space or plug in a drive. It is tried again each second.")
    said = why.removeprefix(_("NOT SAVED")).lstrip(" :\u00a0\u202f")
    return f"{first} {said}"


def saved(safety: Safety) -> Fragment:
    """Whether what was entered is on the disk."""
    if safety.waiting:
        return ("class:status.wait", _("saving…"))
    if safety.elsewhere:
        return ("class:status.safe", _("saved elsewhere"))
    return ("class:status.safe", _("saved, sealed") if safety.sealed else _("saved"))


def _sealed_ends(safety: Safety) -> int:
    return cells(_("saved, sealed")) + 1 if safety.sealed else 0


class _Part(NamedTuple):
    """Something to say; where there is little room, parts with a high `rank` go first, or take their `short` words."""

    words: str
    rank: int
    short: str = ""


def _parts(state: State, at: Pace, *, asking: bool) -> list[_Part]:
    """What there is to say, in its order on the line."""
    many = asking and len(state.present()) > 1
    parts = [_Part(_("paused"), 0)] if state.view.status == "paused" else []
    parts.append(_Part(_("typed up"), 5) if state.view.typed_up else _Part(_clock(at), 5 if at.planned else 1))
    if at.left is not None and at.left > 0:
        parts.append(_Part(_("{count} min left").format(count=ceil(at.left)), 1))
    if at.left is not None and at.left <= -1:
        parts.append(_Part(_("{count} min over").format(count=int(-at.left)), 1))
    return [
        *parts,
        *(_musts(at) if state.view.status != "closing" else []),
        *([_Part(one_line(state.view.speaker, MOST_NAME), 3)] if many and state.view.status != "closing" else []),
        *([_Part(tongues(state), 4)] if tongues(state) else []),
        *([_Part(_("pilot"), 6)] if state.view.pilot else []),
    ]


def _company(safety: Safety) -> list[_Part]:
    """Another window that writes into the same interview is named as long as this one is open."""
    return [_Part(_("also written in another window"), 0, _("other window"))] if safety.others else []


def _musts(at: Pace) -> list[_Part]:
    if not at.open_musts:
        return []
    open_ones = plural("{count} must open", "{count} musts open", at.open_musts)
    each = _("about {count} min each").format(count=max(1, int(at.each))) if at.each else ""
    return [_Part(f"{open_ones}, {each}", 2, open_ones)] if each and at.open_musts > 1 else [_Part(open_ones, 2)]


def _clock(at: Pace) -> str:
    minutes = f"{int(at.spent)}/{at.planned:g}" if at.planned else str(int(at.spent))
    return _("{minutes} min").format(minutes=minutes)


def _fitting(parts: list[_Part], width: int) -> str:
    """As many parts as fit; long words become short ones before a part goes, the least important first."""
    kept = list(parts)
    if cells(_joined(kept)) > width:
        kept = [part._replace(words=part.short or part.words) for part in kept]
    while len(kept) > 1 and cells(_joined(kept)) > width:
        kept.remove(max(kept, key=lambda part: part.rank))
    return _joined(kept)


def _joined(parts: list[_Part]) -> str:
    return " · ".join(part.words for part in parts)
