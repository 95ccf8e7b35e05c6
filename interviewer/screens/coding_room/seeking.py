"""A search that is under way: a stretch at a time, so that keys have their turn between."""

import time
from collections.abc import Iterator

from interviewer.coding.desk import Desk
from interviewer.coding.searching import Hit, Searched, hits
from interviewer.errors import CannotError
from interviewer.screens.terminal.deadline import TooSlow, within

SLOWEST = 0.25  # seconds that the turns of one interview may take
KEPT = 2000


class Seeking:
    """What was found so far, in the order of the interviews; `over` when all that were read are searched."""

    def __init__(self, desk: Desk, wanted: Searched) -> None:
        self.wanted = wanted
        self.found: list[Hit] = []
        self.count = 0
        self.over = False
        self._left = self._stretches(desk)

    def _stretches(self, desk: Desk) -> Iterator[list[Hit]]:
        for name in desk.order:
            turns = desk.stops(name)
            if turns:
                yield hits(self.wanted, name, turns)

    def go_on(self, seconds: float) -> None:
        """Search on for about so long. CannotError `search_slow` when the words of one interview take too long."""
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until:
                with within(SLOWEST):
                    new = next(self._left, None)
                if new is None:
                    self.over = True
                    return
                self.count += len(new)
                self.found += new[: max(0, KEPT - len(self.found))]
        except TooSlow:
            self.over = True
            raise CannotError("search_slow") from None
