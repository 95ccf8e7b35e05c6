"""A search that is under way: a stretch at a time, so that keys have their turn between."""

import time
from collections.abc import Iterator

from interviewer.coding.desk import Desk
from interviewer.coding.searching import Hit, Lowered, Searched, hits, lowered
from interviewer.coding.sheet import Sheet
from interviewer.errors import CannotError
from interviewer.screens.coding_room.listings import hit_items
from interviewer.screens.coding_room.listings import hits as hits_listed
from interviewer.screens.coding_room.sight import Item, Listing
from interviewer.screens.terminal.deadline import TooSlow, within
from interviewer.session.model import TurnView

SLOWEST = 0.25  # seconds that the turns of one interview may take
KEPT = 2000


class Spoken:
    """What was said, in small letters, kept as long as the turns are the same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[TurnView, ...], Lowered]] = {}

    def of(self, sheet: Sheet) -> Lowered:
        """What was said in the session."""
        turns = sheet.view.turns
        kept = self._kept.get(sheet.view.id)
        if kept is None or kept[0] is not turns:
            kept = self._kept[sheet.view.id] = (turns, lowered(sheet.turns()))
        return kept[1]


class Seeking:
    """What was found so far, in the order of the interviews; `over` when all that were read are searched."""

    def __init__(self, desk: Desk, wanted: Searched, spoken: "Spoken") -> None:
        self.wanted, self._spoken = wanted, spoken
        self.found: list[Hit] = []
        self.items: list[Item] = []
        self.count = 0
        self.shown = 0.0  # when its places were shown last
        self._desk = desk
        self.over = False
        self._left = self._stretches(desk)

    def _stretches(self, desk: Desk) -> Iterator[list[Hit]]:
        for name in desk.order:
            sheet = desk.sheets.get(name)
            if sheet is None:
                continue
            turns = sheet.turns()
            found = hits(self.wanted, name, turns, self._spoken.of(sheet))
            if desk.question:
                there = {turn.id for turn in turns if desk.takes(turn)}
                found = [hit for hit in found if hit.turn in there]
            yield found

    def listing(self) -> Listing:
        """What was found so far, as it is shown."""
        self.shown = time.monotonic()
        self.items += hit_items(self._desk, self.found[len(self.items) :], len(self.items))
        return hits_listed(self.wanted.text, self.items, self.count, over=self.over)

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
