"""A word-wrapping editor for prose on prompt_toolkit, which by itself wraps at any character.

One row of the screen is one line of the UIContent. Rows are places in the text that are mended around each edit, and
only the rows on the screen are built, so a key costs about the same in a long answer as in an empty one. What is typed
is what is stored: the marks that stand for dangerous characters exist on the screen only.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.cache import FastDictCache
from prompt_toolkit.data_structures import Point
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.controls import BufferControl, UIContent
from prompt_toolkit.mouse_events import MouseButton, MouseEvent, MouseEventType
from prompt_toolkit.selection import SelectionState, SelectionType
from prompt_toolkit.utils import get_cwidth

from interviewer.screens.terminal.clusters import clusters, drawn, drawn_line, is_place, next_place, place_before
from interviewer.screens.terminal.edits import Past
from interviewer.screens.terminal.folding import Folding, Span

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_bindings import NotImplementedOrNone

MOST_UNDO = 1000
SCROLL = 3


class ProseBuffer(Buffer):
    """A buffer whose cursor stands between clusters, whose past is bounded, and whose redo outlives cursor movements."""

    def reset(self, document: Document | None = None, append_to_history: bool = False) -> None:  # noqa: FBT001, FBT002 - as upstream has it
        """Begin with another text; what was before it can't be brought back."""
        super().reset(document, append_to_history)
        self._past, self._future = Past(MOST_UNDO), Past(MOST_UNDO)
        self._undone: str | None = None
        # Each holds a whole text, and only the present one is asked for again.
        self._document_cache = FastDictCache(Document, size=2)

    @property
    def cursor_position(self) -> int:
        """Where the cursor stands in the text."""
        return super().cursor_position

    @cursor_position.setter
    def cursor_position(self, value: int) -> None:
        """Move the cursor; a move that would end inside a cluster goes on to its edge."""
        text = self.text
        place = max(0, min(value, len(text)))
        if not is_place(text, place):
            place = next_place(text, place) if place > super().cursor_position else place_before(text, place)
        if self._set_cursor_position(place):
            self._cursor_position_changed()

    def delete(self, count: int = 1) -> str:
        """Delete so many characters behind the cursor, and what goes together with the last of them; gives them."""
        end = min(len(self.text), self.cursor_position + count)
        if not is_place(self.text, end):
            end = next_place(self.text, end)
        return super().delete(end - self.cursor_position)

    def delete_before_cursor(self, count: int = 1) -> str:
        """Delete so many characters before the cursor, and what goes together with the first of them; gives them."""
        start = max(0, self.cursor_position - count)
        if not is_place(self.text, start):
            start = place_before(self.text, start)
        return super().delete_before_cursor(self.cursor_position - start)

    def swap_characters_before_cursor(self) -> None:
        """Let the two characters before the cursor change places, as people see characters."""
        end = self.cursor_position
        middle = place_before(self.text, end)
        start = place_before(self.text, middle)
        if start < middle and "\n" not in self.text[start:end]:
            swapped = self.text[middle:end] + self.text[start:middle]
            self.document = Document(self.text[:start] + swapped + self.text[end:], end)

    def select_from_here(self) -> None:
        """Begin a selection as Shift and the mouse do: a movement without them ends it, and typing replaces it."""
        state = SelectionState(self.cursor_position, SelectionType.CHARACTERS)
        state.enter_shift_mode()
        self.selection_state = state

    def parts_a_cluster(self) -> bool:
        """Whether a selection of vi, which holds the character it ends on, ends inside a cluster."""
        state = self.selection_state
        return state is not None and not is_place(
            self.text, max(self.cursor_position, state.original_cursor_position) + 1
        )

    def select_whole_clusters(self) -> None:
        """Let a selection of vi end on the last character of its last cluster; the cursor goes where it begins."""
        state = self.selection_state
        if state is not None:
            start, end = sorted((self.cursor_position, state.original_cursor_position))
            state.original_cursor_position = next_place(self.text, end) - 1
            self.cursor_position = start

    def remove_selection(self) -> bool:
        """Delete what is selected without keeping it for a paste; whether anything was."""
        return self.selection_state is not None and bool(self.cut_selection().text)

    def save_to_undo_stack(self, clear_redo_stack: bool = True) -> None:  # noqa: FBT001, FBT002 - as upstream has it
        """Remember the text as it is; what was undone is forgotten only when another text is written."""
        self._past.keep(self.text, self.cursor_position)
        if clear_redo_stack and self._undone != self.text:
            self._future = Past(MOST_UNDO)

    def undo(self) -> None:
        """Take the last change back."""
        while (state := self._past.take()) is not None:
            if state.text != self.text:
                self._future.keep(self.text, self.cursor_position)
                self.document = Document(state.text, state.cursor)
                break
        self._undone = self.text

    def redo(self) -> None:
        """Do again what was undone last, as long as nothing was typed since."""
        if self._undone == self.text and (state := self._future.take()) is not None:
            self.save_to_undo_stack(clear_redo_stack=False)
            self.document = Document(state.text, state.cursor)
            self._undone = self.text


class ProseControl(BufferControl):
    """Shows a buffer folded at words, and moves in it by the rows that are seen."""

    buffer: ProseBuffer

    def __init__(self, buffer: ProseBuffer, style: str = "") -> None:
        super().__init__(buffer=buffer, include_default_input_processors=False)
        self.style = style
        self._width = 80
        self._folding: Folding | None = None
        self._goal = (-1, 0)
        self._dragging = False

    def folding(self) -> Folding:
        """The text as it is folded now."""
        folding, text = self._folding, self.buffer.text
        if folding is None or folding.width != self._width:
            self._folding = folding = Folding(text, self._width)
        elif folding.text is not text:
            folding.follow(text)
        return folding

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:  # noqa: ARG002, FBT001, FBT002 - upstream's
        """The rows at this width; the cursor may stand one cell behind the last character, so one is kept free."""
        self._width = max(2, width - 1)
        folding, here = self.folding(), self.buffer.cursor_position
        selected = list(self.buffer.document.selection_ranges()) if self.buffer.selection_state else []

        def get_line(row: int) -> StyleAndTextTuples:
            return self._row(folding.text, folding.span(row), selected)

        row = folding.row(here)
        seen = drawn_line(folding.text[folding.start(row) : here])
        # A space that hangs over the edge must not make the window scroll sideways.
        x = min(len(seen), self._width) if get_cwidth(seen) >= self._width else len(seen)
        return UIContent(get_line=get_line, line_count=folding.count, cursor_position=Point(x=x, y=row))

    def _row(self, text: str, span: Span, selected: Sequence[tuple[int, int]]) -> StyleAndTextTuples:
        fragments: StyleAndTextTuples = []
        for start, end, lit in _pieces(span.start, span.end, selected):
            fragments.append((self.style + (" class:selected" if lit else ""), drawn_line(text[start:end])))
        # The cursor can stand behind the last character.
        return [*fragments, ("", " ")]

    def preferred_height(self, width: int, max_available_height: int, wrap_lines: bool, get_line_prefix: object) -> int:  # noqa: ARG002, FBT001 - upstream's
        """As many rows as the text has."""
        self._width = max(2, width - 1)
        return min(self.folding().count, max_available_height)

    def move_rows(self, rows: int) -> bool:
        """Move the cursor down (up when negative), keeping its column; whether there was anywhere to go."""
        folding, here = self.folding(), self.buffer.cursor_position
        now = folding.place(here)
        goal = self._goal[1] if self._goal[0] == here else now.cell
        target = max(0, min(now.row + rows, folding.count - 1))
        if target == now.row:
            return False
        self.buffer.cursor_position = folding.index(target, goal)
        self._goal = (self.buffer.cursor_position, goal)
        return True

    def row_edge(self, end: bool) -> None:  # noqa: FBT001 - one of two ways
        """Move the cursor to the beginning or the end of the row it is seen in."""
        folding = self.folding()
        row = folding.row(self.buffer.cursor_position)
        self.buffer.cursor_position = folding.last(row) if end else folding.start(row)

    def on_first_row(self) -> bool:
        """Whether the cursor is seen in the first row."""
        return self.folding().row(self.buffer.cursor_position) == 0

    def on_last_row(self) -> bool:
        """Whether the cursor is seen in the last row."""
        folding = self.folding()
        return folding.row(self.buffer.cursor_position) == folding.count - 1

    def mouse_handler(self, mouse_event: MouseEvent) -> "NotImplementedOrNone":
        """A click sets the cursor, a drag selects, the wheel moves by three rows; a mouse that passes by does nothing."""
        kind = mouse_event.event_type
        if kind in (MouseEventType.SCROLL_DOWN, MouseEventType.SCROLL_UP):
            self.move_rows(SCROLL if kind == MouseEventType.SCROLL_DOWN else -SCROLL)
            return None
        if mouse_event.button == MouseButton.LEFT and kind == MouseEventType.MOUSE_DOWN:
            self._dragging = True
            self.buffer.exit_selection()
            self.buffer.cursor_position = self._pointed_at(mouse_event.position)
            return None
        if self._dragging and kind in (MouseEventType.MOUSE_MOVE, MouseEventType.MOUSE_UP):
            self._dragging = kind == MouseEventType.MOUSE_MOVE and mouse_event.button == MouseButton.LEFT
            return self._select_to(self._pointed_at(mouse_event.position))
        return NotImplemented

    def _select_to(self, index: int) -> "NotImplementedOrNone":
        """Select from where the mouse was pressed; nothing is drawn when it is still there."""
        buffer = self.buffer
        if index == buffer.cursor_position:
            return NotImplemented
        if buffer.selection_state is None:
            buffer.select_from_here()
        buffer.cursor_position = index
        return None

    def _pointed_at(self, point: Point) -> int:
        """The index under the mouse; the window counts the characters of the row, not its cells."""
        folding = self.folding()
        row = max(0, min(point.y, folding.count - 1))
        place, end, _folded = folding.span(row)
        left = point.x
        for cluster in clusters(folding.text, place, end):
            left -= len(drawn(cluster))
            if left < 0:
                break
            place += len(cluster)
        return min(place, folding.last(row))


def _pieces(start: int, end: int, selected: Iterable[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """The stretch cut where the selection begins and ends."""
    for low, high in selected:
        a, b = max(start, low), min(end, high)
        if a < b:
            return [(start, a, False), (a, b, True), (b, end, False)]
    return [(start, end, False)]
