"""The keys of the editor: moving, selecting, cutting, undoing, vi's way, the two Enters, and a mouse that was asked for."""

import asyncio
import re
from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import Application
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.layout import HSplit, Layout, Window

from interviewer.screens.terminal.clusters import drawn_line, is_place
from interviewer.screens.terminal.keyboard import may_be_paste, using
from interviewer.screens.terminal.mouse import mouse, pass_over
from interviewer.screens.terminal.prompt import ask_text
from interviewer.screens.terminal.prose import ProseBuffer, ProseControl
from interviewer.screens.terminal.sequences import known_keys, newer_mouse
from interviewer.screens.terminal.ways import Ways, chosen_ways
from interviewer.screens.terminal.word_edges import word_end
from interviewer.screens.terminal.writing_keys import editor_bindings
from tests.terminal import (
    ALT_ENTER,
    BACKSPACE,
    CTRL_J,
    CTRL_UNDERSCORE,
    DELETE,
    DOWN,
    END,
    ENTER,
    ESCAPE,
    HOME,
    LEFT,
    PASTE,
    PASTED,
    RIGHT,
    TAB,
    UP,
    Painted,
)

SHIFT_ENTER, CTRL_ENTER = "\x1b[13;2u", "\x1b[27;5;13~"
SHIFT_LEFT, SHIFT_RIGHT, SHIFT_UP, SHIFT_HOME = "\x1b[1;2D", "\x1b[1;2C", "\x1b[1;2A", "\x1b[1;2H"
CTRL_LEFT, CTRL_RIGHT, CTRL_SHIFT_LEFT, CTRL_HOME, CTRL_END = (
    "\x1b[1;5D",
    "\x1b[1;5C",
    "\x1b[1;6D",
    "\x1b[1;5H",
    "\x1b[1;5F",
)
CTRL_SPACE, CTRL_W, CTRL_Y, ALT_W, CTRL_T = "\x00", "\x17", "\x19", "\x1bw", "\x14"
FAMILY, COOK, FLAG, HEART = "👩\u200d👩\u200d👧", "👩🏽\u200d🍳", "🇫🇷", "❤\ufe0f"
VI, SWAPPED = Ways(vi=True), Ways(enter_is_newline=True)


def asked(keys: str, initial: str = "", ways: Ways | None = None) -> str:
    """What a prompt of 30 columns gives for these keys."""
    with create_pipe_input() as pipe, using(pipe, Painted(columns=30).output):
        pipe.send_text(keys)
        return ask_text(initial=initial, ways=ways)


@pytest.mark.parametrize("sequence", [FAMILY, COOK, FLAG, HEART, "e\u0301", "1\ufe0f\u20e3", "👍🏽"])
def test_arrows_and_deletions_take_a_whole_sequence(sequence: str) -> None:
    assert asked(LEFT + "x" + ENTER, f"a{sequence}") == f"ax{sequence}"
    assert asked(HOME + RIGHT * 2 + "x" + ENTER, f"a{sequence}b") == f"a{sequence}xb"
    assert asked(BACKSPACE + ENTER, f"a{sequence}") == "a"
    assert asked(HOME + DELETE + ENTER, f"{sequence}a") == "a"


def test_a_sequence_typed_piece_by_piece_stays_as_typed_before_another() -> None:
    assert asked(HOME + "👩\u200d🍳" + ENTER, "👧") == "👩\u200d🍳👧"
    assert asked(HOME + "🇫🇷" + ENTER, "🇩🇪") == "🇫🇷🇩🇪"
    assert asked(HOME + "e\u0301" + ENTER, "t\u0301") == "e\u0301t\u0301"


def test_text_from_right_to_left_is_stored_as_typed() -> None:
    text = "أنا من هنا (שלום) 12 \u200fو\u200e"
    assert asked(text + ENTER) == text
    assert asked(LEFT * 2 + BACKSPACE + ENTER, "שלום") == "שום"


def test_arrows_cross_the_ends_of_lines() -> None:
    assert asked(LEFT * 2 + "x" + ENTER, "un\nd") == "unx\nd"
    assert asked(CTRL_HOME + RIGHT * 3 + "x" + ENTER, "un\ndeux") == "un\nxdeux"


def test_up_and_down_go_by_the_rows_that_are_seen() -> None:
    text = "aaaa aaaa aaaa aaaa aaaa aaaa bbbb bbbb"
    assert asked(UP + "x" + ENTER, text) == "aaaa aaaax aaaa aaaa aaaa aaaa bbbb bbbb"
    assert asked(UP + DOWN + "x" + ENTER, text) == text + "x"
    assert asked(HOME + "x" + END + "y" + ENTER, text) == "aaaa aaaa aaaa aaaa aaaa aaaa xbbbb bbbby"


def test_words_are_whole_with_their_accents_typed_apart() -> None:
    assert asked(CTRL_HOME + CTRL_RIGHT + "x" + ENTER, "nai\u0308ve oui") == "nai\u0308vex oui"
    assert word_end("مُدَرِّس", 0) == 8
    assert asked(CTRL_LEFT + "x" + ENTER, "un e\u0301te\u0301") == "un xe\u0301te\u0301"


def test_what_is_selected_with_shift_is_replaced_by_what_is_typed() -> None:
    assert asked(SHIFT_LEFT * 2 + "x" + ENTER, "abcd") == "abx"
    assert asked(CTRL_SHIFT_LEFT + "été" + ENTER, "un hiver") == "un été"
    assert asked(SHIFT_HOME + BACKSPACE + ENTER, "un\ndeux") == "un\n"
    assert asked(HOME + SHIFT_RIGHT + DELETE + ENTER, f"{FAMILY}b") == "b"
    assert asked(SHIFT_UP + PASTE + "collé" + PASTED + ENTER, "un\ndeux") == "uncollé"
    assert asked(SHIFT_LEFT * 2 + "x" + CTRL_UNDERSCORE + ENTER, "abcd") == "abcd"


def test_a_movement_without_shift_ends_a_selection() -> None:
    assert asked(SHIFT_LEFT * 2 + LEFT + "x" + ENTER, "abcd") == "axbcd"
    assert asked(SHIFT_LEFT + SHIFT_RIGHT + "x" + ENTER, "abcd") == "abcdx"


def test_a_selection_is_cut_copied_and_pasted() -> None:
    assert asked(CTRL_SPACE + CTRL_LEFT + CTRL_W + CTRL_HOME + CTRL_Y + ENTER, "un deux") == "deuxun "
    assert asked(SHIFT_LEFT * 2 + ALT_W + CTRL_END + CTRL_Y + ENTER, "abcd") == "abcdcd"
    assert asked(CTRL_SPACE + CTRL_HOME + "x" + ENTER, "abcd") == "xabcd"
    assert asked("\x1b\x7f" + CTRL_Y * 2 + ENTER, "un été") == "un étéété"
    assert asked(SHIFT_LEFT + ALT_W + CTRL_HOME + SHIFT_RIGHT + CTRL_Y + ENTER, "abcd") == "dbcd"


def test_two_characters_change_places_whole() -> None:
    assert asked(CTRL_T + ENTER, f"a{FLAG}") == f"{FLAG}a"


@pytest.mark.parametrize("enter", [ALT_ENTER, SHIFT_ENTER, CTRL_ENTER, CTRL_J, "\x1b[13;5u", "\x1b[27;2;13~"])
def test_enter_with_another_key_makes_a_new_line(enter: str) -> None:
    assert asked("un" + enter + "deux" + ENTER) == "un\ndeux"


@pytest.mark.parametrize("enter", [ALT_ENTER, SHIFT_ENTER, CTRL_ENTER])
def test_the_two_enters_can_be_swapped(enter: str) -> None:
    assert asked("un" + ENTER + "deux" + CTRL_J + enter, ways=SWAPPED) == "un\ndeux\n"


def test_known_keys_keep_other_enters_and_mice() -> None:
    kept = f"{SHIFT_ENTER}{CTRL_ENTER}\x1b[<0;3;4M"
    assert known_keys(f"{kept}\x1b[57441;1u\x1b[I\x1b[<0;1m") == kept


def test_keys_that_nothing_is_bound_to_write_nothing() -> None:
    assert asked("a\x1b[15;5~b\x1b[5;5~c\x1b[1;3Fd" + ENTER) == "abcd"


def test_old_mice_are_understood() -> None:
    assert newer_mouse('a\x1b[M !"b\x1b[M#!"\x1b[M`!!') == "a\x1b[<0;1;2Mb\x1b[<0;1;2m\x1b[<64;1;1M"
    assert newer_mouse("\x1b[M!") == "\x1b[M!"


def test_keys_held_down_are_not_waited_for_as_if_pasted() -> None:
    assert not may_be_paste(LEFT * 30)
    assert not may_be_paste("\x1b[<32;10;10M" * 5)
    assert not may_be_paste(ALT_ENTER)
    assert may_be_paste("une phrase qui vient d'un coup")
    assert may_be_paste("\x1b[31mune phrase qui vient d'un coup")


def test_ways_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_KEYS", "vi, newline")
    assert chosen_ways() == Ways(vi=True, mouse=True, enter_is_newline=True)
    monkeypatch.setenv("INTERVIEWER_KEYS", "NOMOUSE other")
    assert chosen_ways() == Ways(mouse=False)
    monkeypatch.delenv("INTERVIEWER_KEYS")
    assert chosen_ways() == Ways()


def vi(keys: str, initial: str = "") -> str:
    """What vi's keys make of a text; each Esc stands alone, as the person's finger leaves it."""
    screen = Painted(columns=30)

    async def press() -> str:
        buffer, done = ProseBuffer(document=Document(initial), multiline=True), asyncio.Event()
        with create_pipe_input() as pipe:
            app = application(buffer, pipe, screen, done.set, vi=True)
            app.ttimeoutlen = 0.01
            running = asyncio.create_task(app.run_async())
            for part in re.split("(\x1b(?!\\[))", keys):
                pipe.send_text(part)
                await asyncio.sleep(0.1 if part == ESCAPE else 0)
            pipe.send_text(ENTER)
            await done.wait()
            app.exit()
            await running
        return buffer.text

    return asyncio.run(press())


def application(
    buffer: ProseBuffer, pipe: object, screen: Painted, kept: Callable[[], object] = lambda: None, *, vi: bool = False
) -> Application[None]:
    from prompt_toolkit.enums import EditingMode
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    control = ProseControl(buffer)
    keys = KeyBindings()
    pass_over(keys)
    mouse(keys)
    return Application(
        Layout(HSplit([Window(height=2), Window(control)]), focused_element=control),
        key_bindings=merge_key_bindings([keys, editor_bindings(control, kept)]),
        editing_mode=EditingMode.VI if vi else EditingMode.EMACS,
        full_screen=True,
        mouse_support=True,
        input=pipe,  # type: ignore[arg-type]
        output=screen.output,
    )


def test_vi_inserts_moves_and_deletes_as_vi_does() -> None:
    assert vi("abc" + ESCAPE + "x") == "ab"
    assert vi(ESCAPE + "0dw", "un deux") == "deux"
    assert vi(ESCAPE + "bcwété" + ESCAPE, "un hiver") == "un été"
    assert vi(ESCAPE + "x", f"a{COOK}") == "a"
    assert vi("un deux" + ESCAPE + "u") != "un deux"
    assert vi(ESCAPE + "0vex", "un deux") == " deux"


@pytest.mark.parametrize("sequence", [COOK, FLAG, "e\u0301"])
def test_vi_selects_whole_clusters(sequence: str) -> None:
    assert vi(ESCAPE + "vd", f"ab{sequence}") == "ab"
    assert vi(ESCAPE + "vhx", f"ab{sequence}") == "a"
    assert vi(ESCAPE + "0vyP", f"{sequence}b") == f"{sequence}{sequence}b"
    assert vi(ESCAPE + "vcx", f"ab{sequence}") == "abx"


def test_vi_keys_give_orders_and_write_nothing_outside_inserting() -> None:
    assert vi(ESCAPE + "é€" + TAB, "un") == "un"
    assert vi(ESCAPE + "0Rzz" + ESCAPE, "un deux") == "zz deux"
    assert vi(ESCAPE + "0rz", "un") == "zn"


@pytest.mark.parametrize("up", ["k", "gk", UP])
def test_vi_goes_by_the_rows_that_are_seen(up: str) -> None:
    text = "aaaa aaaa aaaa aaaa aaaa aaaa bbbb bbbb"
    assert vi(ESCAPE + up + "ix", text) == "aaaa aaaxa aaaa aaaa aaaa aaaa bbbb bbbb"
    assert vi(ESCAPE + "2" + up + "ix", "a\nb\nc") == "xa\nb\nc"


def test_enter_keeps_in_each_mode_of_vi() -> None:
    assert asked("un" + ENTER, ways=VI) == "un"
    assert asked("un" + SHIFT_ENTER + "deux" + ENTER, ways=VI) == "un\ndeux"
    assert asked("un" + ALT_ENTER + "deux" + ENTER, ways=VI) == "un\ndeux"


def pointed(*events: str, text: str = "aaaa bbbb cccc dddd eeee ffff gggg hhhh") -> ProseBuffer:
    """The editor, whose first row is the third of the screen, after the mouse sent these."""
    buffer = ProseBuffer(document=Document(text), multiline=True)

    async def point() -> None:
        done = asyncio.Event()
        with create_pipe_input() as pipe:
            app = application(buffer, pipe, Painted(columns=30), done.set)
            running = asyncio.create_task(app.run_async())
            # What is where is known from the first drawing on.
            drawn = asyncio.Event()
            app.after_render += lambda _app: drawn.set()
            await drawn.wait()
            pipe.send_text("".join(events) + ENTER)
            await done.wait()
            app.exit()
            await running

    asyncio.run(point())
    return buffer


def test_a_click_sets_the_cursor() -> None:
    assert pointed("\x1b[<0;6;3M", "\x1b[<0;6;3m").cursor_position == 5
    assert pointed("\x1b[<0;3;4M", text=f"aaaa\n{FAMILY}b").cursor_position == 5


def test_a_drag_selects_and_typing_replaces_it() -> None:
    buffer = pointed("\x1b[<0;1;3M", "\x1b[<32;3;3M", "\x1b[<32;5;3M", "\x1b[<0;5;3m", "x")
    assert buffer.text == "x bbbb cccc dddd eeee ffff gggg hhhh"


def test_a_mouse_that_only_passes_by_changes_nothing() -> None:
    buffer = pointed("\x1b[<35;3;3M", "\x1b[<35;9;3M", "\x1b[<0;9;3m")
    assert buffer.cursor_position == len(buffer.text)
    assert buffer.selection_state is None


def test_the_wheel_moves_by_rows() -> None:
    assert pointed("\x1b[<64;3;3M").cursor_position < 15


@pytest.mark.parametrize(
    "broken", ["\x1b[<0;1m", "\x1b[<999;1;1M", "\x1b[M !!", "\x1b[<0;900;900M", "\x1b[0;1;1M", "\x1b[9;9R"]
)
def test_what_only_looks_like_a_mouse_is_swallowed(broken: str) -> None:
    buffer = pointed(broken, "x")
    assert buffer.text.endswith("hhhhx")


KEYS = [LEFT, RIGHT, UP, DOWN, HOME, END, BACKSPACE, DELETE, CTRL_LEFT, CTRL_RIGHT, SHIFT_LEFT, SHIFT_UP, CTRL_Y]
STEPS = st.sampled_from(
    [*KEYS, CTRL_UNDERSCORE, CTRL_W, CTRL_T, "\x1b\x7f", "\x1b_", "a", "é ", CTRL_J, COOK, FLAG, "e\u0301"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_after_any_keys_the_cursor_on_the_screen_is_where_the_words_go(steps: list[str]) -> None:
    buffer = ProseBuffer(multiline=True)
    screen = Painted(columns=12)

    async def press() -> tuple[int, str]:
        done = asyncio.Event()
        with create_pipe_input() as pipe:
            app = application(buffer, pipe, screen, done.set)
            running = asyncio.create_task(app.run_async())
            pipe.send_text("".join(steps) + ENTER)
            await done.wait()
            app.renderer.render(app, app.layout)
            cursor = screen._screen.cursor
            seen = cursor.x, screen.lines()[cursor.y]
            app.exit()
            await running
            return seen

    column, line = asyncio.run(press())
    control = ProseControl(buffer)
    control.create_content(12, 20)
    folding = control.folding()
    place = folding.place(buffer.cursor_position)
    assert column == min(place.cell, 11)
    # The terminal of the tests writes an accent into its letter.
    start, end, _folded = folding.span(place.row)
    assert line == normalize("NFC", drawn_line(buffer.text[start:end])).rstrip()
    assert (
        is_place(buffer.text, buffer.cursor_position) or buffer.text[buffer.cursor_position - 1] not in "\u200d\ufe0f"
    )
