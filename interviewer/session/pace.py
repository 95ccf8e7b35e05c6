"""Time spent against the plan, to the second, in minutes. Pure."""

from functools import lru_cache
from typing import NamedTuple

from interviewer.session import events as e
from interviewer.session.beside import note_takers
from interviewer.session.interview import Now, State, open_musts

CODING = (e.Mark, e.Unmark, e.Seen, e.NewCode)
STOPS = (e.Paused, e.Resumed, e.Done)


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


class Standing(NamedTuple):
    """The interview's last record (None without any), and whether its clock runs: neither paused nor over."""

    last: e.Record | None
    running: bool


@lru_cache(maxsize=8)  # asked each second, and at each key, of the same state
def standing_clock(state: State) -> Standing:
    """Where the interview's clock stands, whatever note-takers and coders wrote behind it."""
    beside = note_takers(state.records)
    own = [r for r in state.records if r.run not in beside and not isinstance(r.event, CODING)]
    stops = (r.event for r in reversed(own) if isinstance(r.event, STOPS) and r.event.id not in state.void)
    over = state.view.status in ("empty", "done", "refused")
    return Standing(own[-1] if own else None, not over and not isinstance(next(stops, None), e.Paused | e.Done))


def _running(state: State, now: Now) -> float:
    """Seconds since the last record of this run, while the clock runs."""
    last, running = standing_clock(state)
    if last is None or last.run != now.run or not running:
        return 0.0
    return max(0.0, now.mono - last.mono)
