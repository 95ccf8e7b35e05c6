"""What a person takes for one character is one place, and is drawn in as many cells as every terminal counts."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.document import Document
from prompt_toolkit.utils import get_cwidth
from wcwidth import iter_graphemes

from interviewer.screens.clean import clean
from interviewer.screens.terminal.clusters import (
    PLAIN,
    WIDE,
    cells_of,
    cells_of_line,
    clusters,
    drawn,
    drawn_line,
    is_place,
    is_simple,
    next_place,
    place_before,
)
from interviewer.screens.terminal.prose import ProseBuffer

FAMILY, COOK, FLAG, HEART = "👩\u200d👩\u200d👧", "👩🏽\u200d🍳", "🇫🇷", "❤\ufe0f"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
SEQUENCES = [FAMILY, COOK, FLAG, HEART, ENGLAND, "1\ufe0f\u20e3", "👍🏽", "🏴\u200d☠\ufe0f", "e\u0301", "한", "ก็"]
TEXTS = st.text(st.sampled_from("ab é日👩\u200d\u0301🇫🇷🏽❤\ufe0f1ק\u0915\u094d\u200c"), max_size=40)


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_a_sequence_is_one_place(sequence: str) -> None:
    text = f"a{sequence}b"
    assert [index for index in range(len(text) + 1) if is_place(text, index)] == [0, 1, 1 + len(sequence), len(text)]
    assert next_place(text, 1) == 1 + len(sequence)
    assert place_before(text, len(text) - 1) == 1


@given(TEXTS)
def test_places_are_where_the_clusters_of_unicode_end(text: str) -> None:
    ends, end = {0}, 0
    for cluster in iter_graphemes(text):
        end += len(cluster)
        ends.add(end)
    assert {index for index in range(len(text) + 1) if is_place(text, index)} == ends
    assert "".join(clusters(text, 0, len(text))) == text


def test_a_cluster_longer_than_a_window_stays_whole() -> None:
    text = "a" + "\u0301" * 500 + "b"
    assert list(clusters(text, 0, len(text))) == [text[:-1], "b"]
    assert place_before(text, 501) == 0


def test_lines_end_between_a_carriage_return_and_a_line_feed() -> None:
    assert is_place("a\r\nb", 2)
    assert next_place("a\r\nb", 1) == 2


def test_what_is_taken_for_simple_is_simple() -> None:
    """Each character of the tables alone: its cells, and that a cluster ends on both sides of it."""
    plain, wide = re.compile(f"[{PLAIN}]"), re.compile(f"[{WIDE}]")
    for char in filter(is_simple, map(chr, range(0x20, 0x11000))):
        assert len(list(iter_graphemes(f"a{char}{char}a"))) == 4, hex(ord(char))
        assert clean(char) == char
        assert get_cwidth(char) == (2 if wide.match(char) else 1)
        assert bool(plain.match(char)) + bool(wide.match(char)) <= 1


@pytest.mark.parametrize(
    ("sequence", "seen", "cells"),
    [
        (FAMILY, "👩👩👧", 6),
        (COOK, "👩🍳", 4),
        (FLAG, "ＦＲ", 4),
        (HEART, "❤", 1),
        (ENGLAND, "🏴", 2),
        ("👍🏽", "👍", 2),
        ("🏽", "🏽", 2),
        ("\u0301", "\u25cc\u0301", 1),
        ("\u202e", "<U+202E>", 8),
        ("\t", "    ", 4),
        ("Z" + "\u0301" * 30, "Z" + "\u0301" * 8 + "<+22>", 6),
        ("ن\u200c", "ن\u200c", 1),
    ],
)
def test_what_terminals_disagree_about_is_drawn_in_its_parts(sequence: str, seen: str, cells: int) -> None:
    assert drawn(sequence) == seen
    assert cells_of(sequence) == cells


@given(TEXTS)
def test_the_terminal_of_the_tests_counts_the_same_cells(text: str) -> None:
    screen = pyte.Screen(400, 2)
    # This terminal stops drawing at characters of no width that are no marks, which is its own fault.
    line = drawn_line(text.replace("\u200c", "").replace("\u200d", ""))
    pyte.Stream(screen).feed(line)
    assert screen.cursor.x == get_cwidth(line)


@given(TEXTS, st.lists(st.tuples(st.sampled_from(["left", "right", "delete", "back"]), st.integers(0, 3)), max_size=12))
def test_moves_and_deletions_never_part_a_cluster(text: str, steps: list[tuple[str, int]]) -> None:
    buffer = ProseBuffer(document=Document(text), multiline=True)
    for step, count in steps:
        before = list(iter_graphemes(buffer.text))
        if step in ("left", "right"):
            buffer.cursor_position += count if step == "right" else -count
            assert is_place(buffer.text, buffer.cursor_position)
        elif is_place(buffer.text, buffer.cursor_position):
            gone = buffer.delete(count) if step == "delete" else buffer.delete_before_cursor(count)
            assert gone == "" or "".join(before).count(gone)
            assert all(cluster in before for cluster in iter_graphemes(gone))


def test_characters_change_places_whole() -> None:
    buffer = ProseBuffer(document=Document(f"a{FLAG}"), multiline=True)
    buffer.swap_characters_before_cursor()
    assert buffer.text == f"{FLAG}a"


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    command = ["tmux", "-u", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    subprocess.run([*command, "new-session", "-d", "-x", "80", "-y", "24", "sleep 60"], check=True)
    yield command
    subprocess.run([*command, "kill-server"], check=False)


@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
@pytest.mark.parametrize("sequence", [*SEQUENCES, "日本語", "l’été", "שלום", "سلام", "\u0301", "\t"])
def test_tmux_counts_the_same_cells(tmux: list[str], tmp_path: Path, sequence: str) -> None:
    """A terminal that others sit in: where its cursor stands behind what was drawn is where ours does."""
    ready = tmp_path / "ready"
    program = (
        "import sys, time; sys.stdout.buffer.write(bytes.fromhex(sys.argv[1])); sys.stdout.flush();"
        "open(sys.argv[2], 'w').close(); time.sleep(60)"
    )
    shown = drawn_line(sequence).encode().hex()
    subprocess.run(
        [*tmux, "respawn-pane", "-k", sys.executable, "-c", program, shown, str(ready)],
        check=True,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    until = time.monotonic() + 10
    column = -1
    while time.monotonic() < until and column != cells_of_line(sequence):
        told = subprocess.run([*tmux, "display", "-p", "#{cursor_x}"], capture_output=True, text=True, check=True)
        column = int(told.stdout) if ready.exists() else -1
        time.sleep(0.02)
    assert column == cells_of_line(sequence)
