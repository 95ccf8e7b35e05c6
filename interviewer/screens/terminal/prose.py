"""A word-wrapping editor for prose on prompt_toolkit, which by itself wraps at any character.

One row of the screen is one line of the UIContent. Rows are offsets into paragraphs, kept by paragraph and width, and
only the rows on the screen are built, so a key costs about the same in a long answer as in an empty one. What is typed
is what is stored: the marks that stand for dangerous characters exist on the screen only.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.controls import BufferControl, UIContent
from prompt_toolkit.mouse_events import MouseEvent, MouseEventType
from prompt_toolkit.utils import get_cwidth

from interviewer.screens.clean import DANGER, mark, row_starts

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_bindings import NotImplementedOrNone

TAB = "    "
MOST_UNDO = 400
SCROLL = 3


@lru_cache(maxsize=4096)
def shown(char: str) -> str:
    """What stands on the screen for one character of the text."""
    if char == "\t":
        return TAB
    return mark(char) if DANGER.match(char) else char


@lru_cache(maxsize=4096)
def char_cells(char: str) -> int:
    """The cells that prompt_toolkit gives to what stands for the character."""
    return get_cwidth(shown(char))


@lru_cache(maxsize=4096)
def rows_of(paragraph: str, width: int) -> tuple[int, ...]:
    """Where the rows of a paragraph begin at this width."""
    return tuple(row_starts(paragraph, width, char_cells))


class Place(NamedTuple):
    """A place on the screen: the row counted from the first one, and the cell in it."""

    row: int
    cell: int


class Folding:
    """A document folded to a width: rows and cells for indexes, and back."""

    def __init__(self, document: Document, width: int) -> None:
        self.document = document
        self.width = width
        self.paragraphs = document.lines
        counts = (len(rows_of(paragraph, width)) for paragraph in self.paragraphs)
        self.first = list(accumulate(counts, initial=0))

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.first[-1]

    def span(self, row: int) -> tuple[int, int, int]:
        """Paragraph, start and end (in it) of a row; the last row of a paragraph ends where the paragraph does."""
        at = bisect_right(self.first, row) - 1
        starts = rows_of(self.paragraphs[at], self.width)
        nth = row - self.first[at]
        end = starts[nth + 1] if nth + 1 < len(starts) else len(self.paragraphs[at])
        return at, starts[nth], end

    def where(self, index: int) -> tuple[int, int, int]:
        """Row, paragraph and column (in it) of an index of the text."""
        at, column = self.document.translate_index_to_position(index)
        return self.first[at] + bisect_right(rows_of(self.paragraphs[at], self.width), column) - 1, at, column

    def place(self, index: int) -> Place:
        """Where an index of the text stands on the screen."""
        row, at, column = self.where(index)
        _, start, _ = self.span(row)
        return Place(row, sum(map(char_cells, self.paragraphs[at][start:column])))

    def index(self, row: int, cell: int) -> int:
        """The index of the text that stands at a cell of a row, or the nearest one of that row."""
        row = max(0, min(row, self.count - 1))
        at, start, end = self.span(row)
        column = _column(self.paragraphs[at][start:end], cell) + start
        return self.document.translate_row_col_to_index(at, min(column, self.last(row)))

    def last(self, row: int) -> int:
        """The last column of a row where the cursor can stand: before the space that a folded row ends with."""
        at, start, end = self.span(row)
        return end if end == len(self.paragraphs[at]) else max(start, end - 1)


def _column(text: str, cell: int) -> int:
    used = 0
    for column, char in enumerate(text):
        used += char_cells(char)
        if used > cell:
            return column
    return len(text)


class ProseBuffer(Buffer):
    """A buffer whose undo goes back by words, keeps a bounded past, and whose redo outlives cursor movements."""

    def save_to_undo_stack(self, clear_redo_stack: bool = True) -> None:  # noqa: FBT001, FBT002 - as upstream has it
        """Remember the text as it is; what was undone is forgotten only when another text is written."""
        changed = not self._redo_stack or self._redo_stack_text != self.text
        super().save_to_undo_stack(clear_redo_stack=clear_redo_stack and changed)
        del self._undo_stack[:-MOST_UNDO]

    _redo_stack_text: str | None = None

    def undo(self) -> None:
        """Take the last change back."""
        super().undo()
        self._redo_stack_text = self.text

    def redo(self) -> None:
        """Do again what was undone last, as long as nothing was typed since."""
        if self._redo_stack_text == self.text:
            super().redo()
            self._redo_stack_text = self.text


class ProseControl(BufferControl):
    """Shows a buffer folded at words, and moves in it by the rows that are seen."""

    def __init__(self, buffer: Buffer, style: str = "") -> None:
        super().__init__(buffer=buffer, include_default_input_processors=False)
        self.style = style
        self._width = 80
        self._folding: Folding | None = None
        self._goal = (-1, 0)

    def folding(self) -> Folding:
        """The document as it is folded now."""
        kept, document = self._folding, self.buffer.document
        if kept is None or kept.width != self._width or kept.document.text is not document.text:
            self._folding = kept = Folding(document, self._width)
        return kept

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:  # noqa: ARG002, FBT001, FBT002 - upstream's
        """The rows at this width; the cursor may stand one cell behind the last character, so one is kept free."""
        self._width = max(2, width - 1)
        folding = self.folding()
        selected = list(self.buffer.document.selection_ranges()) if self.buffer.selection_state else []

        def get_line(row: int) -> StyleAndTextTuples:
            return self._row(folding, row, selected)

        row, at, column = folding.where(self.buffer.cursor_position)
        _, start, _ = folding.span(row)
        seen = _visible(folding.paragraphs[at][start:column])
        # A space that hangs over the edge must not make the window scroll sideways.
        x = min(len(seen), self._width) if get_cwidth(seen) >= self._width else len(seen)
        return UIContent(get_line=get_line, line_count=folding.count, cursor_position=Point(x=x, y=row))

    def _row(self, folding: Folding, row: int, selected: Sequence[tuple[int, int]]) -> StyleAndTextTuples:
        at, start, end = folding.span(row)
        line = folding.paragraphs[at]
        base = folding.document.translate_row_col_to_index(at, 0)
        fragments: StyleAndTextTuples = []
        for piece_start, piece_end, lit in _pieces(base + start, base + end, selected):
            text = _visible(line[piece_start - base : piece_end - base])
            fragments.append((self.style + (" class:selected" if lit else ""), text))
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
        row, at, _ = folding.where(self.buffer.cursor_position)
        column = folding.last(row) if end else folding.span(row)[1]
        self.buffer.cursor_position = folding.document.translate_row_col_to_index(at, column)

    def on_first_row(self) -> bool:
        """Whether the cursor is seen in the first row."""
        return self.folding().where(self.buffer.cursor_position)[0] == 0

    def on_last_row(self) -> bool:
        """Whether the cursor is seen in the last row."""
        folding = self.folding()
        return folding.where(self.buffer.cursor_position)[0] == folding.count - 1

    def mouse_handler(self, mouse_event: MouseEvent) -> "NotImplementedOrNone":
        """A click sets the cursor, a drag selects, the wheel moves by three rows."""
        kind, buffer = mouse_event.event_type, self.buffer
        if kind in (MouseEventType.SCROLL_DOWN, MouseEventType.SCROLL_UP):
            self.move_rows(SCROLL if kind == MouseEventType.SCROLL_DOWN else -SCROLL)
            return None
        index = self._pointed_at(mouse_event.position)
        if kind == MouseEventType.MOUSE_DOWN:
            buffer.exit_selection()
        elif kind == MouseEventType.MOUSE_MOVE and buffer.selection_state is None and index != buffer.cursor_position:
            buffer.start_selection()
        buffer.cursor_position = index
        return None

    def _pointed_at(self, point: Point) -> int:
        """The index under the mouse; the window counts the characters of the row, not its cells."""
        folding = self.folding()
        row = max(0, min(point.y, folding.count - 1))
        at, start, end = folding.span(row)
        column, seen = start, 0
        while column < end and seen + len(shown(folding.paragraphs[at][column])) <= point.x:
            seen += len(shown(folding.paragraphs[at][column]))
            column += 1
        return folding.document.translate_row_col_to_index(at, min(column, folding.last(row)))


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return DANGER.sub(lambda found: mark(found[0]), text).replace("\t", TAB)


def _pieces(start: int, end: int, selected: Iterable[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """The stretch cut where the selection begins and ends."""
    for low, high in selected:
        a, b = max(start, low), min(end, high)
        if a < b:
            return [(start, a, False), (a, b, True), (b, end, False)]
    return [(start, end, False)]
