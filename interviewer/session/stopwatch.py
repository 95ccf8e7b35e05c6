"""How long an interview lasted, and where in the recording each thing was said. Pure."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from itertools import accumulate
from typing import NamedTuple

from interviewer.session import events as e

# A recorder is left running while a program is started again, not until the next day.
LONGEST_BRIDGE = 3600.0
TURNED = frozenset({e.Recorder, e.Paused, e.Resumed, e.Done})


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
        self._first_mark: tuple[int, float] | None = None  # the number of its moment, and what the recorder showed
        before: e.Record | None = None
        last = Moment(0.0, 0.0, 0.0, None, 0, 0.0, running=True)
        for record in records:
            if type(record.event) in TURNED and record.event.id not in void:
                last = self._turned(last, before, record)
            else:
                last = _gone_by(last, before, record)
            self._numbers[record.event.id] = len(self._moments)
            self._moments.append(last)
            before = record

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

    def _turned(self, last: Moment, before: e.Record | None, record: e.Record) -> Moment:
        """The moment of a record at which a clock is stopped, started or set."""
        moment, event = _gone_by(last, before, record), record.event
        if not isinstance(event, e.Recorder):
            return moment._replace(running=isinstance(event, e.Resumed))
        showed = float(event.seconds)
        self._first_mark = self._first_mark or (len(self._moments), showed)
        return moment._replace(recorder=showed)

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


def _gone_by(last: Moment, before: e.Record | None, record: e.Record) -> Moment:
    """The moment of a record, from that of the record before it."""
    _, _, elapsed, recorder, stretch, line, running = last
    if before is None:
        return last._replace(wall=record.wall)
    if not running:  # the recorder may have been stopped as well
        return Moment(record.wall, 0.0, elapsed, None, stretch + 1, line, running)
    if record.run == before.run:
        passed = max(0.0, record.mono - before.mono)
        shows = None if recorder is None else recorder + passed
        return Moment(record.wall, passed, elapsed + passed, shows, stretch, line + passed, running)
    between = record.wall - before.wall
    if 0 <= between <= LONGEST_BRIDGE:
        shows = None if recorder is None else recorder + between
        return Moment(record.wall, 0.0, elapsed, shows, stretch, line + between, running)
    return Moment(record.wall, 0.0, elapsed, None, stretch + 1, line, running)
