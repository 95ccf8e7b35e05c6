"""How long an interview lasted, and where in the recording each thing was said. Pure."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from itertools import accumulate
from typing import NamedTuple

from interviewer.session import events as e

# A recorder is left running while a program is started again, not until the next day.
LONGEST_BRIDGE = 3600.0


class Moment(NamedTuple):
    """A record on the clocks, all in seconds.

    `elapsed` is the net time of the interview, `passed` what came to it since the record before. `recorder` is what
    the recorder shows, None while nobody knows; `line` is a clock that runs on through a `stretch` without a pause.
    """

    wall: float
    passed: float
    elapsed: float
    recorder: float | None
    stretch: int
    line: float
    running: bool


class Stopwatch:
    """The clocks of one interview, from the records of the interviewer's runs in their order; `void` events are undone.

    The interview's clock adds up the monotonic clock of each run, without pauses and without what lies between runs.
    The recorder's clock runs from where it was marked, between two runs by the wall clock (an hour at most, since the
    recorder went on when the program was killed). After a pause, in the same run or before the next, nobody knows
    whether the recorder was stopped too: it is unknown until it is marked again.
    """

    def __init__(self, records: Iterable[e.Record] = (), void: Collection[str] = ()) -> None:
        self._moments: list[Moment] = []
        self._numbers: dict[str, int] = {}
        self._last: e.Record | None = None
        self._resting = False
        self._first_mark: tuple[int, float] | None = None  # the number of its moment, and what the recorder showed
        for record in records:
            self._take(record, undone=record.event.id in void)

    @property
    def elapsed(self) -> float:
        """Net seconds of the interview at the last record."""
        return self._moments[-1].elapsed if self._moments else 0.0

    @property
    def marked(self) -> bool:
        """Whether the recorder was marked at all: then every place is one of the recording, else of the interview."""
        return self._first_mark is not None

    def at(self, event_id: str) -> Moment:
        """The moment of that event's record. Raises KeyError for an event that is none of the interview."""
        return self._moments[self._numbers[event_id]]

    def place(self, event_id: str) -> float | None:
        """Seconds of the recording (of the interview where no recorder was marked); None where that isn't known."""
        return self._place(self._numbers[event_id])

    def place_at(self, wall: float) -> float | None:
        """The place of something that another run recorded at this wall time, never behind the next record's place."""
        if not self._moments:
            return None
        walls = list(accumulate((moment.wall for moment in self._moments), max))
        number = max(0, bisect_right(walls, wall) - 1)
        moment, place = self._moments[number], self._place(number)
        since = max(0.0, wall - moment.wall) if moment.running else 0.0
        if place is None or since > LONGEST_BRIDGE:
            return None
        follows = self._place(number + 1) if number + 1 < len(self._moments) else None
        return round(min(place + since, follows), 3) if follows is not None else round(place + since, 3)

    def _take(self, record: e.Record, *, undone: bool) -> None:
        passed, went_by = self._since(record)
        before = self._moments[-1] if self._moments else Moment(record.wall, 0.0, 0.0, None, 0, 0.0, running=True)
        known = before.recorder is not None and went_by is not None
        recorder = (before.recorder or 0.0) + (went_by or 0.0) if known else None
        if isinstance(record.event, e.Recorder) and not undone:
            recorder = float(record.event.seconds)
            self._first_mark = self._first_mark or (len(self._moments), recorder)
        if isinstance(record.event, e.Paused | e.Done | e.Resumed) and not undone:
            self._resting = not isinstance(record.event, e.Resumed)
        stretch, line = before.stretch + (went_by is None), before.line + (went_by or 0.0)
        self._numbers.setdefault(record.event.id, len(self._moments))
        self._moments.append(
            Moment(record.wall, passed, before.elapsed + passed, recorder, stretch, line, not self._resting)
        )
        self._last = record

    def _since(self, record: e.Record) -> tuple[float, float | None]:
        """Seconds since the record before: of the interview, and of the recorder (None where it may have stood still)."""
        last = self._last
        if last is None:
            return 0.0, 0.0
        if self._resting:
            return 0.0, None
        if record.run == last.run:
            passed = max(0.0, record.mono - last.mono)
            return passed, passed
        between = record.wall - last.wall
        return 0.0, between if 0 <= between <= LONGEST_BRIDGE else None

    def _place(self, number: int) -> float | None:
        moment = self._moments[number]
        if self._first_mark is None:
            return round(moment.elapsed, 3)
        if moment.recorder is not None:
            return round(moment.recorder, 3)
        # A recorder that showed ten minutes when it was marked had run for ten minutes.
        marked, showed = self._moments[self._first_mark[0]], self._first_mark[1]
        back = showed - (marked.line - moment.line)
        before = number < self._first_mark[0] and moment.stretch == marked.stretch
        return round(back, 3) if before and back >= 0 else None
