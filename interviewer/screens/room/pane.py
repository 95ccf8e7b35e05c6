"""A pane of the screen on prompt_toolkit: painted rows for its width and height, kept until something changes."""

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.controls import UIContent, UIControl
from prompt_toolkit.mouse_events import MouseButton, MouseEvent, MouseEventType

from interviewer.screens.room.lines import Row

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_bindings import NotImplementedOrNone

WHEEL = 3


class Pointed(NamedTuple):
    """What the mouse does with its left button, and the row and the column of the pane where it does."""

    how: Literal["down", "drawn", "up"]
    row: int
    column: int


class Painted:
    """Rows, and the place on which the eye rests (where the cursor stands for who can't see the colours)."""

    def __init__(self, rows: Sequence[Row], eye: int = 0, column: int = 0) -> None:
        self.rows = rows
        self.eye = eye
        self.column = column


class Pane(UIControl):
    """Shows what `paint(width, height)` gives; painted anew only when `key` or the size changed."""

    def __init__(
        self,
        paint: Callable[[int, int], Painted],
        key: Callable[[], Hashable],
        *,
        click: Callable[[int], None] | None = None,
        wheel: Callable[[int], None] | None = None,
        pointed: Callable[[Pointed], None] | None = None,
    ) -> None:
        self._paint, self._key = paint, key
        self._click, self._wheel, self._pointed = click, wheel, pointed
        self._down = False
        self._kept: tuple[Hashable, Painted] | None = None

    def is_focusable(self) -> bool:
        """Arrows may stand in it."""
        return True

    def painted(self, width: int, height: int) -> Painted:
        """The rows for this size; the same object as long as nothing changed."""
        key = (self._key(), width, height)
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, self._paint(width, height))
        return self._kept[1]

    def create_content(self, width: int, height: int) -> UIContent:
        """The painted rows, for a window that asks as upstream's do."""
        return _content(self.painted(width, height))

    def mouse_handler(self, mouse_event: MouseEvent) -> "NotImplementedOrNone":
        """A click takes the row (or `pointed` hears where the button goes down, is drawn and comes up), the wheel moves by rows."""
        kind = mouse_event.event_type
        if self._pointed and kind in (MouseEventType.MOUSE_DOWN, MouseEventType.MOUSE_MOVE, MouseEventType.MOUSE_UP):
            return self._point(self._pointed, mouse_event)
        if kind == MouseEventType.MOUSE_UP and self._click:
            self._click(mouse_event.position.y)
        elif kind in (MouseEventType.SCROLL_UP, MouseEventType.SCROLL_DOWN) and self._wheel:
            self._wheel(WHEEL if kind == MouseEventType.SCROLL_UP else -WHEEL)
        else:
            return NotImplemented
        return None

    def _point(self, pointed: Callable[[Pointed], None], event: MouseEvent) -> "NotImplementedOrNone":
        """Where the button goes down, where the mouse is drawn to while it is down, where it comes up."""
        kind, at = event.event_type, event.position
        if kind == MouseEventType.MOUSE_DOWN and event.button == MouseButton.LEFT:
            self._down = True
            pointed(Pointed("down", at.y, at.x))
        elif self._down and kind == MouseEventType.MOUSE_MOVE and event.button == MouseButton.LEFT:
            pointed(Pointed("drawn", at.y, at.x))
        elif self._down:
            self._down = False
            pointed(Pointed("up", at.y, at.x))
        else:
            return NotImplemented
        return None


def _content(painted: Painted) -> UIContent:
    rows = painted.rows

    def get_line(number: int) -> StyleAndTextTuples:
        return list(rows[number]) if number < len(rows) else []

    return UIContent(
        get_line=get_line, line_count=max(1, len(rows)), cursor_position=Point(painted.column, painted.eye)
    )
