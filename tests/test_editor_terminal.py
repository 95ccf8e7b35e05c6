"""The editor in real terminals: what is drawn, where the cursor stands, and pastes of a whole book."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import IMPORTS
from tests.terminal import (
    BACKSPACE,
    CTRL_C,
    ENTER,
    ESCAPE,
    HOME,
    LEFT,
    PASTE,
    PASTED,
    UP,
    Terminal,
    needs_terminal,
    wait_until,
)

pytestmark = needs_terminal
PROGRAM = """
import json, sys
from interviewer.screens.terminal.keyboard import held
from interviewer.screens.terminal.prompt import ask_text
from interviewer.screens.terminal.signals import stopping

with stopping(), held(), open(sys.argv[1], "a", encoding="utf-8", buffering=1) as log:
    while True:
        text = ask_text(message="q7> ", status=lambda: "---")
        log.write(json.dumps(text) + "\\n")
        print("KEPT", len(text))
"""
FULL_SCREEN = """
import json, sys
from prompt_toolkit.application import Application
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import HSplit, Layout, Window
from interviewer.screens.terminal.keyboard import door
from interviewer.screens.terminal.mouse import mouse, pass_over
from interviewer.screens.terminal.prose import ProseBuffer, ProseControl
from interviewer.screens.terminal.writing_keys import editor_bindings

buffer = ProseBuffer(document=Document(sys.argv[2]), multiline=True)
control = ProseControl(buffer)
keys = KeyBindings()
pass_over(keys)
mouse(keys)
with door() as at:
    app = Application(
        Layout(HSplit([Window(height=3), Window(control)]), focused_element=control),
        key_bindings=merge_key_bindings([keys, editor_bindings(control, lambda: app.exit())]),
        full_screen=True, mouse_support=True, input=at.input, output=at.output,
    )
    app.run()
with open(sys.argv[1], "a", encoding="utf-8") as log:
    log.write(json.dumps(buffer.text) + "\\n")
"""
FAMILY, FLAG, HEART = "👩\u200d👩\u200d👧", "🇫🇷", "❤\ufe0f"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def spawned(log: Path, columns: int = 80, **env: str) -> Terminal:
    ways = {"PYTHONPATH": IMPORTS, "INTERVIEWER_LANG": "en", **env}
    return Terminal([sys.executable, "-c", PROGRAM, str(log)], columns=columns, env=ways)


@pytest.fixture
def terminal(log: Path) -> Iterator[Terminal]:
    with spawned(log) as terminal:
        terminal.wait("q7>")
        yield terminal


def kept(log: Path) -> list[str]:
    return [json.loads(line) for line in log.read_text("utf-8").split("\n")[:-1]] if log.exists() else []


@pytest.mark.parametrize(
    ("text", "cells"),
    [("日本語", 6), ("e\u0301te\u0301", 3), ("😊", 2), (FAMILY, 6), (FLAG, 4), (HEART, 1), ("👍🏽", 2)],
)
def test_the_cursor_stands_behind_what_was_typed_and_goes_over_it_at_once(
    terminal: Terminal, log: Path, text: str, cells: int
) -> None:
    terminal.send("a" + text + "b")
    terminal.wait(lambda screen: "b" in screen)
    wait_until(lambda: terminal.cursor() == (0, 4 + 1 + cells + 1))
    clusters = {"日本語": 3, "e\u0301te\u0301": 3}.get(text, 1)
    terminal.send(LEFT * (1 + clusters))
    wait_until(lambda: terminal.cursor() == (0, 4 + 1))
    terminal.send("x" + ENTER)
    wait_until(lambda: kept(log) == [f"ax{text}b"])


def test_typing_before_wide_words_leaves_none_of_them_behind(terminal: Terminal, log: Path) -> None:
    terminal.send(f"{FAMILY} 日本 {FLAG} fin")
    terminal.wait("fin")
    terminal.send(HOME + "é")
    terminal.wait("q7> é👩👩👧 日本 ＦＲ fin")
    terminal.send(BACKSPACE)
    terminal.wait("q7> 👩👩👧 日本 ＦＲ fin")
    terminal.send(ENTER)
    wait_until(lambda: kept(log) == [f"{FAMILY} 日本 {FLAG} fin"])


def test_up_goes_to_the_row_above_of_one_long_line(log: Path) -> None:
    with spawned(log, columns=34) as terminal:
        terminal.wait("q7>")
        terminal.send("aaaa bbbb cccc dddd eeee ffff gggg")
        terminal.wait("gggg")
        terminal.send(UP + "X")
        terminal.wait("aaaaX bbbb")
        terminal.send(ENTER)
        wait_until(lambda: kept(log) == ["aaaaX bbbb cccc dddd eeee ffff gggg"])


def test_shift_and_arrows_select_and_typing_replaces(terminal: Terminal, log: Path) -> None:
    terminal.send("un hiver")
    terminal.wait("un hiver")
    terminal.send("\x1b[1;6D")
    terminal.wait(lambda _screen: terminal._screen.buffer[0][4 + 3].reverse)
    terminal.send("été" + ENTER)
    wait_until(lambda: kept(log) == ["un été"])


def test_vi_is_vi(log: Path) -> None:
    with spawned(log, INTERVIEWER_KEYS="vi") as terminal:
        terminal.wait("q7>")
        terminal.send("un hiver")
        terminal.wait("un hiver")
        terminal.send(ESCAPE)
        wait_until(lambda: terminal.cursor() == (0, 4 + 7))
        terminal.send("bcwété")
        terminal.wait("un été")
        terminal.send("\x1b[13;2u" + "là" + ENTER)
        wait_until(lambda: kept(log) == ["un été\nlà"])


def test_the_enters_are_swapped_where_somebody_likes_it(log: Path) -> None:
    with spawned(log, INTERVIEWER_KEYS="newline") as terminal:
        terminal.wait("q7>")
        terminal.send("un" + ENTER)
        wait_until(lambda: terminal.cursor()[0] == 1)
        terminal.send("deux\x1b\r")
        wait_until(lambda: kept(log) == ["un\ndeux"])


def test_a_mouse_nobody_asked_for_writes_nothing(terminal: Terminal, log: Path) -> None:
    terminal.send("un\x1b[<0;3;1M\x1b[<0;3;1m deux\x1b[<35;900;900M\x1b[I\x1b[O" + ENTER)
    wait_until(lambda: kept(log) == ["un deux"])


@pytest.mark.parametrize("old", ["", "old"])
def test_a_mouse_that_was_asked_for_selects(log: Path, old: str) -> None:
    press, drag, release = (
        ("\x1b[M $$", "\x1b[M@)$", "\x1b[M#)$") if old else ("\x1b[<0;4;4M", "\x1b[<32;9;4M", "\x1b[<0;9;4m")
    )
    env = {"PYTHONPATH": IMPORTS, "INTERVIEWER_LANG": "en"}
    with Terminal([sys.executable, "-c", FULL_SCREEN, str(log), "un hiver doux"], env=env) as terminal:
        terminal.wait("un hiver doux")
        terminal.send(press)
        wait_until(lambda: terminal.cursor() == (3, 3))
        terminal.send(drag)
        terminal.send(release)
        wait_until(lambda: terminal.cursor() == (3, 8))
        # A place that is not on the screen, a part of a sequence, another way that is no way of ours.
        terminal.send("\x1b[<0;900;900M\x1b[<0;1m\x1b[0;1;1M")
        terminal.send("été")
        terminal.wait("un été doux")
        terminal.send(ENTER)
        wait_until(lambda: kept(log) == ["un été doux"])


@pytest.mark.parametrize("marked", ["marked", ""])
@pytest.mark.parametrize("between", ["\n", " "])
def test_a_paste_of_a_megabyte_is_on_the_screen_in_a_moment(
    terminal: Terminal, log: Path, between: str, marked: str
) -> None:
    text = f"Une phrase « collée » d'une très longue transcription.{between}" * 17_800 + "fin_du_collage"
    assert len(text.encode()) > 1_000_000
    began = time.monotonic()
    terminal.send(PASTE + text + PASTED if marked else text.replace("\n", "\r"))
    terminal.wait("fin_du_collage", 30)
    # Some 0.4 s on a quiet machine; the bound is for a loaded one.
    assert time.monotonic() - began < 5
    time.sleep(0.3)
    terminal.send(ENTER)
    wait_until(lambda: kept(log) == [text])


def test_a_key_in_a_long_paragraph_is_soon_on_the_screen(terminal: Terminal, log: Path) -> None:
    text = "Une phrase assez longue pour des rangées. " * 4_900
    terminal.send(PASTE + text + PASTED)
    terminal.wait(lambda _screen: terminal.cursor()[0] > 5, 30)
    time.sleep(0.3)
    took = []
    for char in "voilàencoreunmot":
        before, began = terminal.cursor(), time.monotonic()
        terminal.send(char)
        terminal.wait(lambda _screen, before=before: terminal.cursor() != before)  # type: ignore[misc]
        took.append(time.monotonic() - began)
    # A few milliseconds on a quiet machine.
    assert sorted(took)[len(took) // 2] < 0.25
    terminal.send(ENTER)
    wait_until(lambda: kept(log) == [text + "voilàencoreunmot"])


@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
def test_in_tmux_the_cursor_stands_where_the_words_go(tmp_path: Path, log: Path) -> None:
    command = ["tmux", "-u", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    env = {**os.environ, "PYTHONPATH": IMPORTS, "LC_ALL": "C.UTF-8", "INTERVIEWER_LANG": "en"}
    run = [sys.executable, "-c", PROGRAM, str(log)]
    subprocess.run([*command, "new-session", "-d", "-x", "80", "-y", "24", *run], check=True, env=env)

    def told(*what: str) -> str:
        return subprocess.run([*command, *what], check=True, capture_output=True, text=True).stdout

    try:
        wait_until(lambda: "q7>" in told("capture-pane", "-p"))
        for text, cells in ((FAMILY, 6), (FLAG, 4), (HEART, 1), ("👩🏽\u200d🍳", 4), ("日本", 4), ("e\u0301", 1)):
            told("send-keys", "-l", f"a{text}b")
            wait_until(lambda cells=cells: told("display", "-p", "#{cursor_x}") == f"{4 + 1 + cells + 1}\n")  # type: ignore[misc]
            told("send-keys", "C-u")
            wait_until(lambda: told("display", "-p", "#{cursor_x}") == "4\n")
        told("send-keys", CTRL_C)
    finally:
        subprocess.run([*command, "kill-server"], check=False)
