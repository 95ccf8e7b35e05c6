"""The table of keys: one meaning each, none that a terminal, screen or tmux keeps for itself, none that begins a sequence."""

from itertools import chain
from pathlib import Path

import pytest
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES

from interviewer.screens.room.keymap import KEYS, OF_A_TURN, SPEAKER_KEYS
from interviewer.screens.room.room_keys import room_keys
from interviewer.screens.terminal.ways import Ways
from interviewer.session.actions import ACTIONS
from tests.seat import Seat
from tests.terminal import ENTER, ESCAPE

# Kept by terminals (help, full screen, menu), or by the desktop behind them.
FUNCTION_KEYS_TAKEN = ("f1", "f10", "f11", "f12")
# The prefixes of screen and tmux, flow control, job control, and what is the same byte as another key.
CONTROL_TAKEN = ("c-a", "c-b", "c-s", "c-q", "c-\\", "c-i", "c-m", "c-h")
# What the editor does behind Esc: words (b, d, f), beginning and end.
EDITORS = "bdf<>"


def test_every_key_has_one_meaning_and_every_meaning_one_key() -> None:
    assert len({key.key for key in KEYS}) == len(KEYS)
    assert len({(key.action, key.argument, key.opens) for key in KEYS}) == len(KEYS)
    assert all(bool(key.action) != bool(key.opens) for key in KEYS)
    assert len(set(SPEAKER_KEYS)) == len(SPEAKER_KEYS)


def test_no_key_behind_esc_begins_a_sequence_that_terminals_send() -> None:
    seconds = {sequence[1] for sequence in ANSI_SEQUENCES if len(sequence) > 2 and sequence.startswith(ESCAPE)}
    # CSI, SS3, DCS, OSC, PM, APC, SOS, ST: what terminals answer with.
    seconds |= set("[OP]^_X\\")
    assert not seconds & {key.key for key in KEYS}


def test_no_key_is_one_that_terminals_and_multiplexers_keep() -> None:
    assert not set(FUNCTION_KEYS_TAKEN) & set(SPEAKER_KEYS)
    assert all(len(key.key) == 1 and key.key.isascii() and key.key.isprintable() for key in KEYS)
    assert not set(EDITORS) & {key.key for key in KEYS}
    assert not {key.key for key in KEYS} & set("0123456789")


def test_the_keys_of_a_turn_are_in_the_table_and_none_of_them_takes_something_back() -> None:
    table = {key.key: key for key in KEYS}
    assert set(OF_A_TURN) <= set(table)
    assert not {"undo", "done", "pause", "next", "back"} & {table[key].action for key in OF_A_TURN}


def test_every_action_that_has_words_has_a_key_or_is_one_of_those_that_need_none() -> None:
    by_key = {key.action for key in KEYS} | {key.opens.removeprefix("words:") for key in KEYS} | {"probe"}
    named = {"rewrite": "fix", "goto": "goto", "question": "", "value": "", "time": "time", "help": "help"}
    reached = {named.get(one, one) for one in by_key}
    without = {action.name for action in ACTIONS} - reached
    assert without <= {"map", "who", "by"}  # Tab, and the function keys


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return Seat(tmp_path / "s")


def test_the_room_binds_no_control_key_that_multiplexers_keep(seat: Seat) -> None:
    own = room_keys(seat.room)
    bound = {str(getattr(key, "value", key)) for binding in own.bindings for key in binding.keys[:1]}
    assert not set(FUNCTION_KEYS_TAKEN) & bound
    # Tab, Enter and Backspace are c-i, c-m and c-h by their bytes; c-b is the editor's way back, as Left is.
    assert not set(CONTROL_TAKEN) & bound - {"c-i", "c-m", "c-h", "c-b"}


def test_each_key_of_the_table_reaches_the_room_behind_esc(seat: Seat) -> None:
    bound = set(chain.from_iterable([b.keys] for b in room_keys(seat.room).bindings if b.filter is not None))
    for key in KEYS:
        assert ("escape", key.key) in {tuple(getattr(k, "value", k) for k in keys) for keys in bound}, key


def test_each_key_of_the_table_does_the_same_from_the_list_of_keys(tmp_path: Path) -> None:
    for n, key in enumerate(KEYS):
        outcomes: list[object] = []
        for way in ((ESCAPE + key.key,), (ESCAPE, key.key)):
            with Seat(tmp_path / f"{n}-{len(outcomes)}", people=("ana", "zoe")) as seat:
                seat.keys(*["oui", ENTER] * 4, "un", ENTER, "deux", ENTER, *way)
                last = type(seat.state.records[-1].event).__name__
                outcomes.append((last, seat.editor, seat.holding.sight._replace(turn="", finder=None), seat.question))
        assert outcomes[0] == outcomes[1], key


def test_in_vi_keys_esc_and_a_letter_are_two_keys_of_vi(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", ways=Ways(vi=True, mouse=False)) as seat:
        seat.keys("oui", ENTER, "oui", ENTER, "un mot", ESCAPE, "x")
        assert (seat.editor, seat.question) == ("un mo", "premiere")
        seat.keys("\x07", "z")
        assert [m.marker for m in seat.state.view.markers] == ["silence"]
        assert seat.editor == "un mo"


def test_without_a_mouse_the_terminal_keeps_its_own(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", ways=Ways(mouse=False)) as seat:
        assert "\x1b[?1000h" not in seat.painted.raw
    with Seat(tmp_path / "t", ways=Ways(mouse=True)) as seat:
        assert "\x1b[?1000h" in seat.painted.raw
