"""Time spent against the plan, to the second, in minutes. Pure."""

from functools import lru_cache
from typing import NamedTuple

from interviewer.session import events as e
from interviewer.session.beside import note_takers
from interviewer.session.interview import Now, State, open_musts
from interviewer.session.stopwatch import Stopwatch

TIMELESS = (e.Mark, e.Unmark, e.Seen, e.NewCode, e.Tombstone, e.Withdrawn, e.Redacted)


class Pace(NamedTuple):
    """Minutes of the interview: `spent` so far, `planned` and `left` of the plan (None without one; `left` may be negative).

    `open_musts` counts the questions that must be asked and have no answer yet; `each` is what is left for one of them,
    None when there are none or no plan.
    """

    spent: float
    planned: float | None
    left: float | None
    open_musts: int
    each: float | None


def pace(state: State, now: Now) -> Pace:
    """How the interview stands against its plan; an interview that is typed up afterwards has no clock and no plan."""
    musts = len(open_musts(state))
    if state.view.typed_up:
        return Pace(0.0, None, None, musts, None)
    spent = state.view.minutes + _running(state, now) / 60
    planned = state.guide.duration
    if planned is None:
        return Pace(spent, None, None, musts, None)
    left = planned - spent
    return Pace(spent, planned, left, musts, max(0.0, left) / musts if musts else None)


def theme_minutes_now(state: State, now: Now) -> dict[str, float]:
    """Minutes by theme id, those since the last record included in the theme that is being talked about."""
    view = state.view
    minutes = dict(view.theme_minutes)
    if view.prompt is not None and view.status == "open" and not view.typed_up:
        theme = view.prompt.theme
        minutes[theme] = minutes.get(theme, 0.0) + _running(state, now) / 60
    return minutes


def recorder_now(state: State, now: Now) -> float | None:
    """Seconds that the recorder shows now; None where it was never marked, and where a pause has made it unknown."""
    shown = standing_clock(state).recorder
    return None if shown is None else shown + _running(state, now)


class Standing(NamedTuple):
    """The interview's last record (None without any), whether its clock runs (neither paused nor over), and the recorder.

    `recorder` is what the recorder showed at that record, in seconds; None while nobody knows.
    """

    last: e.Record | None
    running: bool
    recorder: float | None


@lru_cache(maxsize=8)  # asked each second, and at each key, of the same state
def standing_clock(state: State) -> Standing:
    """Where the interview's clock stands, whatever note-takers and coders wrote behind it."""
    beside = note_takers(state.records)
    own = [r for r in state.records if r.run not in beside and not isinstance(r.event, TIMELESS)]
    if not own:
        return Standing(None, running=False, recorder=None)
    moment = Stopwatch(own, state.void).at(own[-1].event.id)
    running = moment.running and state.view.status not in ("empty", "done", "refused", "withdrawn")
    return Standing(own[-1], running, moment.recorder if running else None)


def _running(state: State, now: Now) -> float:
    """Seconds since the last record of this run, while the clock runs."""
    clock = standing_clock(state)
    if clock.last is None or clock.last.run != now.run or not clock.running:
        return 0.0
    return max(0.0, now.mono - clock.last.mono)
