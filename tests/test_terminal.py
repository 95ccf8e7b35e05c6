"""The terminal that other tests use shows what a terminal shows."""

import sys

import pytest

from tests.terminal import CTRL_C, ENTER, Painted, Terminal, needs_terminal


def test_a_painted_screen_shows_what_was_written() -> None:
    screen = Painted(10, 3)
    screen.write("abc\x1b[2;1Hd")
    assert screen.lines() == ["abc", "d", ""]


class TestInATerminal:
    pytestmark = needs_terminal

    def test_keys_go_in_and_the_screen_comes_out(self) -> None:
        with Terminal([sys.executable, "-c", "print(input('> ')[::-1]); raise SystemExit(7)"]) as terminal:
            terminal.wait(">")
            terminal.send("été" + ENTER)
            assert terminal.wait("été\nété").startswith("> été")
            assert terminal.exit_code() == 7

    def test_it_is_the_controlling_terminal(self) -> None:
        with Terminal([sys.executable, "-c", "import time; print('on', flush=True); time.sleep(60)"]) as terminal:
            terminal.wait("on")
            terminal.send(CTRL_C)
            terminal.wait("KeyboardInterrupt")
            assert terminal.exit_code() != 0

    def test_closing_it_hangs_the_program_up(self) -> None:
        with Terminal([sys.executable, "-c", "import time; print('on', flush=True); time.sleep(60)"]) as terminal:
            terminal.wait("on")
            terminal.close()
            assert terminal.exit_code() == -1

    def test_its_size_can_change(self) -> None:
        program = "import os; print(os.get_terminal_size()); input(); print(os.get_terminal_size())"
        with Terminal([sys.executable, "-c", program], columns=40, rows=10) as terminal:
            terminal.wait("columns=40, lines=10")
            terminal.resize(60, 12)
            terminal.send(ENTER)
            terminal.wait("columns=60, lines=12")

    def test_waiting_in_vain_fails_with_the_screen(self) -> None:
        with (
            Terminal([sys.executable, "-c", "print('something else')"]) as terminal,
            pytest.raises(pytest.fail.Exception) as failed,
        ):
            terminal.wait("this", timeout=5)
        assert "something else" in str(failed.value)
