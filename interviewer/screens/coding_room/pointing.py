"""The mouse in the coding room: words are drawn over, turns gone to, codes lit and applied."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from interviewer.coding.desk import Place
from interviewer.coding.picking import reached_to
from interviewer.screens.coding_room.centre import Under
from interviewer.screens.coding_room.turn import place_under
from interviewer.screens.room.pane import Pointed

if TYPE_CHECKING:
    from interviewer.screens.coding_room.view import View


class Pointing:
    """What the mouse does in the panes of a view; `follow` is called after it did something."""

    def __init__(self, view: "View", follow: Callable[[], None]) -> None:
        self._view, self._at, self._follow = view, view.at, follow

    def middle(self, at: Pointed) -> None:
        """A word, a turn of the context, or an item of a list."""
        if self._view.listed:
            number = self._view.listed[at.row] if at.row < len(self._view.listed) else -1
            if at.how == "up" and number >= 0 and self._at.sight.listing:
                self._at.see(listing=self._at.sight.listing._replace(at=number))
                self._at.try_to(self._at.take)
        elif at.row < len(self._view.under):
            self._point_at_turn(self._view.under[at.row], at)
        self._follow()

    def _point_at_turn(self, under: Under, at: Pointed) -> None:
        """A word is chosen, more are drawn over, another turn is gone to."""
        desk = self._at.desk
        turn = desk.turn
        if turn is None or not under.turn:
            return
        if under.turn != turn.id:
            if at.how == "up":
                place = Place(desk.eye.session, under.turn)
                if any(one.id == under.turn for one in desk.stops(place.session)):
                    self._at.try_to(lambda: self._at.go(place))
        elif under.span is not None and at.how != "up":
            place_in = place_under(turn.text, under.span, at.column)
            if at.how == "down":
                self._at.whole()
            self._at.choose(lambda text, pick: reached_to(text, pick, place_in))

    def wheel(self, rows: int) -> None:
        """The wheel over the middle."""
        self._view.scroll(-rows)
        self._follow()

    def code(self, at: int) -> None:
        """A code is lit; a click on the lit one marks with it."""
        code = self._view.shelved[at] if at < len(self._view.shelved) else ""
        if code and code == self._at.sight.lit:
            self._at.try_to(self._at.mark)
        elif code:
            self._at.light(code)
        self._follow()

    def wheel_codes(self, rows: int) -> None:
        """The wheel over the codes."""
        self._at.step_code(-1 if rows > 0 else 1)
        self._follow()
