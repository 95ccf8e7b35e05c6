"""Opening the room where a terminal can show one, on the interview that is to be held."""

import os
import sys
from collections.abc import Sequence

from interviewer.screens.terminal.signals import Hangup, Stop
from interviewer.session import events as e
from interviewer.session.live import Live


def can_open() -> bool:
    """Whether somebody sits at a real terminal that can draw a full screen, and didn't ask for whole lines."""
    from interviewer.screens.terminal.keyboard import reads_whole_lines

    if not (sys.stdin.isatty() and (sys.stderr.isatty() or sys.stdout.isatty())):
        return False
    return not reads_whole_lines() and os.environ.get("INTERVIEWER_PROMPT") != "walk"


def sit(live: Live, stop: Stop, rescued: Sequence[e.Recovered], notice: str = "", first: str = "") -> bool:
    """Hold the interview in the room, where `first` is told first; True when it is over, False when it rests.

    Raises KeyboardInterrupt and Hangup when it was left so; whatever was entered is safe or in memory then.
    """
    from interviewer.screens.room.interviewing import Interviewing
    from interviewer.screens.room.room import Room
    from interviewer.screens.terminal.keyboard import door
    from interviewer.screens.terminal.prompt import Outcome
    from interviewer.screens.terminal.ways import chosen_ways

    with door() as the_door, live.behind() as saver:
        outcome = Room(the_door, stop, Interviewing(live, notice, first), saver, chosen_ways()).run(rescued)
    if outcome is Outcome.HUNG_UP:
        raise Hangup
    if outcome is Outcome.INTERRUPTED:
        raise KeyboardInterrupt
    return outcome is Outcome.KEPT
