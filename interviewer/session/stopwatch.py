"""How long an interview lasted, and where in the recording something was said. Pure."""

from interviewer.session import events as e


class Stopwatch:
    """Net seconds of the interview: the monotonic clock of each run, without the pauses and without what lies between runs."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self._run = ""
        self._last = 0.0
        self._resting = False
        self.recorder: tuple[str, float, float] | None = None

    def tick(self, record: e.Record) -> float:
        """Take the record's time in; returns the seconds that passed since the record before."""
        still = self._resting or record.run != self._run
        passed = 0.0 if still else max(0.0, record.mono - self._last)
        self._run, self._last = record.run, record.mono
        self.elapsed += passed
        if isinstance(record.event, e.Paused | e.Done):
            self._resting = True
        elif isinstance(record.event, e.Resumed):
            self._resting = False
        return passed

    def offset(self, record: e.Record) -> float | None:
        """The record's place in the recording; without a recorder, in the interview; None when the recorder was lost."""
        if self.recorder is None:
            return round(self.elapsed, 3)
        run, mono, seconds = self.recorder
        return round(seconds + record.mono - mono, 3) if run == record.run else None
