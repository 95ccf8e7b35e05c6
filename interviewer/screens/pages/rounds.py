"""Who coded how far in which round of the study, and which marks have lost their words, in sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interviewer.screens.words import _, plural

if TYPE_CHECKING:
    from interviewer.coding.rounds import Progress
    from interviewer.study.overview import Summary

CODED = ("done", "paused", "closing")
PAIR = 2
FIRST_ROUND = "1"


def rounds_told(rows: Sequence["Summary"]) -> list[str]:
    """A line for each coder in each round: turns rated, interviews begun, and where the round is closed."""
    found: dict[tuple[str, str], list[Progress]] = {}
    for row in rows:
        for one in row.rounds:
            found.setdefault((one.round, one.coder), []).append(one)
    interviews = sum(row.turns > 0 and row.status in CODED for row in rows)
    return [_told(those, max(interviews, len(those))) for _key, those in sorted(found.items())]


def _told(those: Sequence["Progress"], interviews: int) -> str:
    said = _("{coder}, round {round}: {rated} of {turns} in {begun} of {interviews}, {closed}.")
    closed = sum(one.closed for one in those)
    return said.format(
        coder=those[0].coder,
        round=those[0].round,
        rated=sum(one.rated for one in those),
        turns=plural("{count} turn", "{count} turns", sum(one.turns for one in those)),
        begun=len(those),
        interviews=plural("{count} interview", "{count} interviews", interviews),
        closed=_closed(closed, len(those)),
    )


def _closed(closed: int, begun: int) -> str:
    if not closed:
        return _("not closed")
    return _("closed") if closed == begun else _("closed in {count}").format(count=closed)


def step_of_rounds(rows: Sequence["Summary"]) -> tuple[str, str] | None:
    """What two who code the same round do next, and what that does: close it, then compare; None when neither waits."""
    for row in rows:
        by_round: dict[str, list[Progress]] = {}
        for one in row.rounds:
            by_round.setdefault(one.round, []).append(one)
        for those in by_round.values():
            whole = [one for one in those if one.closed or (one.whole and row.status == "done")]
            if len(whole) < PAIR:
                continue
            behind = next((one for one in whole if not one.closed), None)
            if behind is not None:
                named = f" --round {behind.round}" if behind.round != FIRST_ROUND else ""
                return f"interviewer code --coder {behind.coder}{named} --close", _("closes that round of coding")
            if len(by_round) == 1:
                named = f" --round {whole[0].round}" if whole[0].round != FIRST_ROUND else ""
                pair = f"{whole[0].coder} {whole[1].coder}"
                return f"interviewer compare {pair}{named}", _("goes through their differences")
    return None


def lost_told(rows: Sequence["Summary"]) -> list[str]:
    """How many marks stand on words that were corrected away, and what to do about them; nothing when there are none."""
    lost = sum(row.lost for row in rows)
    if not lost:
        return []
    said = plural("{count} mark lost its words", "{count} marks lost their words", lost)
    return [_("{marks}: `interviewer code --coder ID --lost` lists your own.").format(marks=said)]
