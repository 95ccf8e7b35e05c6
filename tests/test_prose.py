"""The editor folds prose at words, moves by the rows that are seen, and stores what was typed."""

import asyncio
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.mouse_events import MouseButton, MouseEvent, MouseEventType

from interviewer.screens.terminal.clusters import cells_of_line
from interviewer.screens.terminal.folding import Folding
from interviewer.screens.terminal.prose import ProseBuffer, ProseControl
from tests.terminal import Painted

WORDS = st.text(st.sampled_from("ab é\u00a0日👩\u200d\u0301\t\x1b\u202e\n "), max_size=60)


def editor(text: str, columns: int = 21) -> tuple[ProseBuffer, ProseControl]:
    """A buffer with its cursor at the end, shown at that width (one cell is kept for the cursor)."""
    buffer = ProseBuffer(document=Document(text), multiline=True)
    control = ProseControl(buffer)
    control.preferred_height(columns, 1000, wrap_lines=False, get_line_prefix=None)
    return buffer, control


def painted(
    text: str, columns: int, rows: int, do: Callable[[ProseBuffer, ProseControl], None] = lambda _b, _c: None
) -> list[str]:
    buffer, control = editor(text, columns)
    screen = Painted(columns, rows)

    async def show() -> list[str]:
        with create_pipe_input() as keys:
            app: Application[None] = Application(
                Layout(Window(control)), full_screen=True, input=keys, output=screen.output
            )
            running = asyncio.create_task(app.run_async())
            await asyncio.sleep(0.05)
            do(buffer, control)
            app.invalidate()
            await asyncio.sleep(0.05)
            lines = screen.lines()
            app.exit()
            await running
            return lines

    return asyncio.run(show())


@given(WORDS, st.integers(2, 20))
def test_each_index_has_a_place_and_each_place_an_index(text: str, width: int) -> None:
    folding = Folding(text, width)
    for index in range(len(text) + 1):
        row, cell = folding.place(index)
        assert 0 <= row < folding.count
        back = folding.index(row, cell)
        # What has no width stands where its neighbour stands; what hangs over the edge is not pointed at.
        assert back == index or folding.place(back).row == row


@given(WORDS, st.integers(9, 20))
def test_no_row_is_wider_than_the_screen_but_for_hanging_spaces(text: str, width: int) -> None:
    folding = Folding(text, width)
    for row in range(folding.count):
        start, end, _folded = folding.span(row)
        assert cells_of_line(text[start:end].rstrip(" ")) <= width


def test_rows_break_between_words() -> None:
    lines = painted("Je suis venue par hasard, une voisine m'en avait parlé.", 21, 6)
    assert lines[:3] == ["Je suis venue par", "hasard, une voisine", "m'en avait parlé."]


def test_dangerous_characters_are_marks_on_the_screen_only() -> None:
    text = "a\x1b[2Jb\u202ec\td"
    buffer, _ = editor(text)
    assert painted(text, 40, 3)[0] == "a␛[2Jb<U+202E>c    d"
    assert buffer.text == text


def test_up_and_down_go_by_rows_and_keep_the_column() -> None:
    buffer, control = editor("aaaa bbbb cccc dddd eeee ffff\nx\ngggg hhhh iiii", 11)
    buffer.cursor_position = 7
    column = [7]
    while control.move_rows(1):
        column.append(buffer.document.cursor_position_col)
    # Rows: "aaaa bbbb ", "cccc dddd ", "eeee ffff", "x", "gggg hhhh ", "iiii".
    assert column == [7, 17, 27, 1, 7, 14]
    assert buffer.text[buffer.cursor_position :] == ""
    while control.move_rows(-1):
        pass
    assert buffer.cursor_position == 7


def test_home_and_end_mean_the_row() -> None:
    buffer, control = editor("aaaa bbbb cccc dddd", 11)
    buffer.cursor_position = 12
    control.row_edge(end=False)
    assert buffer.cursor_position == 10
    buffer.cursor_position = 2
    control.row_edge(end=True)
    assert buffer.cursor_position == 9


def test_a_space_over_the_edge_does_not_scroll_the_window() -> None:
    assert painted("aaaa bbbb c" + " " * 10, 11, 4)[:2] == ["aaaa bbbb", "c"]
    assert painted("abcdefghij" + " " * 5, 11, 4)[0] == "abcdefghij"


def test_wide_characters_are_folded_by_cells() -> None:
    folding = Folding("日本語テキスト", 8)
    assert [folding.span(row)[:2] for row in range(folding.count)] == [(0, 4), (4, 7)]
    assert folding.place(5) == (1, 2)
    assert folding.index(1, 3) == 5


def test_a_selection_is_lit_across_rows() -> None:
    def select(buffer: ProseBuffer, _control: ProseControl) -> None:
        buffer.cursor_position = 3
        buffer.start_selection()
        buffer.cursor_position = 14

    assert painted("aaaa bbbb cccc dddd", 11, 4, select)[:2] == ["aaaa bbbb", "cccc dddd"]


def click(row: int, column: int, kind: MouseEventType = MouseEventType.MOUSE_DOWN) -> MouseEvent:
    return MouseEvent(Point(x=column, y=row), kind, MouseButton.LEFT, frozenset())


def test_a_click_sets_the_cursor_and_a_drag_selects() -> None:
    buffer, control = editor("aaaa bbbb cccc dddd", 11)
    control.mouse_handler(click(1, 2))
    assert buffer.cursor_position == 12
    control.mouse_handler(click(1, 4, MouseEventType.MOUSE_MOVE))
    assert buffer.copy_selection().text == "cc"
    control.mouse_handler(click(9, 99))
    assert buffer.cursor_position == 19
    control.mouse_handler(click(0, 0, MouseEventType.SCROLL_UP))
    assert buffer.document.cursor_position_row == 0


def test_a_click_behind_a_mark_counts_the_mark() -> None:
    buffer, control = editor("a\u202ebc", 30)
    control.mouse_handler(click(0, 9))
    assert buffer.text[buffer.cursor_position :] == "bc"


def test_undo_goes_back_and_redo_forth_even_after_moving() -> None:
    buffer, _ = editor("un")
    buffer.save_to_undo_stack()
    buffer.insert_text(" deux")
    buffer.undo()
    assert buffer.text == "un"
    buffer.cursor_position = 0
    buffer.save_to_undo_stack()
    buffer.redo()
    assert buffer.text == "un deux"


def test_what_was_undone_is_forgotten_when_something_else_is_typed() -> None:
    buffer, _ = editor("un")
    buffer.save_to_undo_stack()
    buffer.insert_text(" deux")
    buffer.undo()
    buffer.save_to_undo_stack()
    buffer.insert_text(" trois")
    buffer.save_to_undo_stack()
    buffer.redo()
    assert buffer.text == "un trois"


def test_undo_keeps_a_bounded_past() -> None:
    buffer, _ = editor("")
    for _ in range(2000):
        buffer.insert_text("mot ")
        buffer.save_to_undo_stack()
    for _ in range(1500):
        buffer.undo()
    assert buffer.text.count("mot") == 1000


@pytest.mark.parametrize("text", ["mot " * 25_000, "été " * 25_000, "日本 " * 33_000, "mot\n" * 25_000])
def test_a_hundred_thousand_characters_are_folded_in_a_moment(text: str) -> None:
    started = time.perf_counter()
    folding = Folding(text, 70)
    assert folding.place(len(text)).row == folding.count - 1
    # A bound far above what it takes (a few hundredths): it fails when folding becomes quadratic.
    assert time.perf_counter() - started < 5
