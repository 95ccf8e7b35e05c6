"""A window whose cells are kept: while its pane shows the same rows, a key costs it a copy of rows and nothing else.

prompt_toolkit copies every window cell by cell each time a key is drawn, which on a large screen takes longer than the
whole key may.
"""

from collections.abc import Hashable
from functools import lru_cache

from prompt_toolkit.application import get_app
from prompt_toolkit.data_structures import Point
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.dimension import AnyDimension
from prompt_toolkit.layout.mouse_handlers import MouseHandlers
from prompt_toolkit.layout.screen import Char, Screen, WritePosition
from prompt_toolkit.mouse_events import MouseEvent
from prompt_toolkit.utils import get_cwidth

from interviewer.screens.room.lines import Row
from interviewer.screens.room.pane import Painted, Pane

Cells = dict[int, Char]


class StillWindow(Window):
    """Shows a pane. It neither scrolls nor wraps: the pane paints just the rows that are seen."""

    def __init__(self, pane: Pane, *, width: AnyDimension = None, height: AnyDimension = None) -> None:
        super().__init__(pane, width=width, height=height)
        self._pane = pane
        self._kept: tuple[Hashable, Painted, list[Cells]] | None = None

    def write_to_screen(  # noqa: PLR0917 - upstream's
        self,
        screen: Screen,
        mouse_handlers: MouseHandlers,
        write_position: WritePosition,
        parent_style: str,  # noqa: ARG002 - upstream's
        erase_bg: bool,  # noqa: ARG002, FBT001 - upstream's
        z_index: int | None,  # noqa: ARG002 - upstream's
    ) -> None:
        """Draw what the pane shows, from the cells that are kept when it shows the same."""
        at = write_position
        if at.width <= 0 or at.height <= 0:
            return
        painted = self._pane.painted(at.width, at.height)
        place = (at.xpos, at.ypos, at.width, at.height)
        if self._kept is None or self._kept[0] != place or self._kept[1] is not painted:
            rows = [_cells(row, at.xpos, at.width) for row in painted.rows[: at.height]]
            self._kept = (place, painted, rows)
        for y, cells in enumerate(self._kept[2], at.ypos):
            screen.data_buffer[y].update(cells)
        screen.width = max(screen.width, at.xpos + at.width)
        screen.height = max(screen.height, at.ypos + at.height)
        screen.visible_windows_to_write_positions[self] = at
        mouse_handlers.set_mouse_handler_for_range(
            at.xpos, at.xpos + at.width, at.ypos, at.ypos + at.height, self._pointed(at)
        )
        if get_app().layout.current_control is self._pane:
            eye = min(painted.eye, at.height - 1)
            screen.set_cursor_position(self, Point(at.xpos + min(painted.column, at.width - 1), at.ypos + eye))
            screen.show_cursor = True

    def _pointed(self, at: WritePosition):  # type: ignore[no-untyped-def]  # noqa: ANN202 - upstream's type of handlers
        def handler(event: MouseEvent):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as above
            inside = Point(event.position.x - at.xpos, event.position.y - at.ypos)
            return self._pane.mouse_handler(MouseEvent(inside, event.event_type, event.button, event.modifiers))

        return handler


@lru_cache(maxsize=8192)
def _char(char: str, style: str) -> Char:
    # Upstream marks a no-break space with a colour of its own, which here would look like a fault of the screen.
    return Char(" " if char == "\u00a0" else char, style)


@lru_cache(maxsize=512)  # most rows stay as they are while a pane around them changes
def _cells(row: Row, left: int, width: int) -> Cells:
    """The row cell by cell, from column `left`; marks that combine stand in the cell before them. Not to be changed."""
    found: Cells = {}
    x, end, last = left, left + width, left
    for style, words in row:
        for char in words:
            size = get_cwidth(char)
            if size == 0:
                if last in found:
                    found[last] = Char(found[last].char + char, found[last].style)
                continue
            if x + size > end:
                return found
            found[x] = _char(char, style)
            last = x
            for more in range(1, size):
                found[x + more] = _char("", "")
            x += size
    return found
