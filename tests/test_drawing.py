"""Drawings of numbers: they fit their width, say their values in digits, and need neither colours nor block characters."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.screens.clean import DANGER, cells
from interviewer.screens.pages.drawing import Bar, Curve, Heat, Ink, bars, curve, heat_map, ink_of, sparkline

PLAIN = Ink(blocks=False)
COLOUR = Ink(colour=True)
INKS = (Ink(), PLAIN, COLOUR)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
labels = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
numbers = st.none() | st.integers(-5, 10**6) | st.floats(-1, 1e6)


def bare(lines: list[str]) -> list[str]:
    return [ESCAPE.sub("", line) for line in lines]


class Stream(io.TextIOWrapper):
    """Standard output, of some encoding, perhaps a terminal."""

    def __init__(self, encoding: str, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def test_bars_are_as_long_as_their_values_in_eighths_of_a_cell():
    assert bars([Bar("accueil", 8), Bar("charge", 1), Bar("sens", 0), Bar("agir", None)], 20) == [
        "accueil  8  ████████",
        "charge   1  █",
        "sens     0",
        "agir     –",
    ]
    assert bars([Bar("accueil", 16), Bar("charge", 1)], 21) == ["accueil  16  ████████", "charge    1  ▌"]


def test_what_is_more_than_nothing_shows_and_what_is_said_stands_beside_it():
    assert bars([Bar("a", 10**6, "100 %"), Bar("b", 1, "0 %")], 30) == [
        "a  100 %  ████████████████████",
        "b    0 %  ▏",
    ]
    assert bars([Bar("a", 10**6), Bar("b", 1)], 20, PLAIN)[1].endswith("#")


def test_a_long_label_is_cut_and_a_hostile_one_is_cleaned():
    line = bars([Bar("\x1b[31m rouge \u202e" * 9, 3)], 40)[0]
    assert "\x1b" not in line
    assert "…" in line
    assert "~" in bars([Bar("x" * 90, 3)], 40, PLAIN)[0]


def test_a_sparkline_has_a_character_for_each_value():
    assert sparkline([0, 1, 4, 8, None]) == " ▁▄█–"
    assert sparkline([0, 1, 4, 8, float("nan")], PLAIN) == " .-#-"
    assert sparkline([]) == ""


def test_a_heat_map_says_numbers_beside_shades_and_short_names_above():
    heat = Heat(["ana", "ben"], ["sens", "lien"], [[1, None], [0, 10]])
    assert heat_map(heat, 40) == ["     sens lien", "ana  ░  1    –", "ben     0 █ 10"]
    assert heat_map(heat, 40, PLAIN) == ["     sens lien", "ana  .  1    -", "ben     0 # 10"]
    assert bare(heat_map(heat, 40, COLOUR)) == ["     sens lien", "ana     1    –", "ben     0   10"]
    assert heat_map(heat, 40, COLOUR)[2].endswith("\x1b[38;5;231;48;5;25m  10\x1b[0m")


def test_names_too_long_to_stand_above_lead_to_their_columns():
    names = [f"Un code au nom bien long {n}" for n in range(4)]
    lines = heat_map(Heat(["ana"], names, [[1, 2, 3, 4]]), 40)
    assert lines[3].startswith("Un code au nom bien long 0 ┐")
    for n in range(4):
        assert lines[3 - n][lines[-1].index(str(n + 1))] == "┐"
        assert all(lines[row][lines[-1].index(str(n + 1))] == "│" for row in range(4 - n, 4))


def test_columns_that_do_not_fit_follow_in_further_blocks():
    names = [f"code-{n:02}" for n in range(30)]
    lines = heat_map(Heat(["ana"], names, [list(range(30))]), 80)
    assert lines.count("") == 1
    assert [word for line in lines if line.startswith("ana") for word in re.findall(r"\d+", line)] == [
        str(n) for n in range(30)
    ]


def test_a_curve_has_axes_steps_bars_and_a_place_that_is_pointed_at():
    drawn = curve(Curve([2, 3, 4], [2, 1, 1], ("codes", "new"), 1), 40, 5)
    assert drawn == [
        "4 ┤            ╭─────",
        "  ┤      ╭─────╯",
        "2 ┤──────╯",
        "  ┤ ████  ▂▂▂▂  ▂▂▂▂",
        "0 ┤ ████  ████  ████",
        "  └──────────────────",
        "      1     2     3",
        "            ▲",
        "   ─ codes   █ new",
    ]


@given(st.lists(st.builds(Bar, labels, numbers, labels.filter(lambda t: len(t) < 6)), max_size=6), st.integers(40, 120))
def test_bars_fit_their_width(rows, width):
    for ink in INKS:
        made = bars(rows, width, ink)
        assert len(made) == len(rows)
        assert all(cells(line) <= width and not DANGER.search(line) and "\n" not in line for line in made)


@given(st.data(), st.integers(40, 120))
def test_heat_maps_fit_their_width(data, width):
    rows, columns = data.draw(st.lists(labels, max_size=4)), data.draw(st.lists(labels, max_size=9))
    row = st.lists(numbers, min_size=len(columns), max_size=len(columns))
    values: list[list[float | None]] = data.draw(st.lists(row, min_size=len(rows), max_size=len(rows)))
    for ink in INKS:
        made = bare(heat_map(Heat(rows, columns, values), width, ink))
        assert all(cells(line) <= width and not DANGER.search(line) and "\n" not in line for line in made)


@given(st.lists(st.integers(0, 60), max_size=200), st.integers(40, 120), st.integers(3, 12))
def test_curves_fit_their_width(added, width, height):
    total = [sum(added[: n + 1]) for n in range(len(added))]
    for ink in INKS:
        made = curve(Curve(total, added, ("codes so far", "new codes"), len(added) // 2), width, height, ink)
        assert all(cells(line) <= width for line in made)
        assert len(made) == (height + 4 if added else 0)


@pytest.mark.parametrize(
    ("encoding", "term", "blocks"),
    [("utf-8", "xterm", True), ("ascii", "xterm", False), ("latin-1", "xterm", False), ("utf-8", "dumb", False)],
)
def test_block_characters_are_used_where_the_stream_has_them(monkeypatch, encoding, term, blocks):
    monkeypatch.setenv("TERM", term)
    assert ink_of(Stream(encoding, terminal=True)).blocks is blocks


def test_colours_are_for_terminals_whose_owner_wants_them(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert ink_of(Stream("utf-8", terminal=True)).colour
    assert not ink_of(Stream("utf-8", terminal=False)).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not ink_of(Stream("utf-8", terminal=True)).colour


def test_the_plain_form_is_plain():
    drawn = [
        *bars([Bar("a", 3), Bar("b" * 90, None)], 60, PLAIN),
        *heat_map(Heat(["a"], ["b" * 50, "c" * 50], [[1, None]]), 60, PLAIN),
        *curve(Curve([1, 3], [1, 2], ("all", "new"), 0), 60, 7, PLAIN),
        sparkline([1, 2, None], PLAIN),
    ]
    assert all(line.isascii() for line in drawn)
