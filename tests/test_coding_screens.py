"""The screens of the coding room: drawn as they were looked at, and to be told apart on every usual ground."""

import pytest
from prompt_toolkit.styles import Style

from interviewer.screens.coding_room.keymap import KEYS, PLAIN
from interviewer.screens.coding_room.style import (
    ACCENTS,
    COLOURED,
    OWN_COLOURS,
    OWN_SHAPES,
    accent,
)
from interviewer.screens.coding_room.style import (
    PLAIN as PLAIN_STYLE,
)
from interviewer.screens.coding_room.turn import Shown, place_under, words
from interviewer.screens.room.lines import row_cells
from interviewer.screens.words import use
from tests.golden_coding import screens
from tests.golden_screens import LANGUAGES
from tests.test_room_screens import PALETTES, SIGN_OF_A_WORD, WORDS_ALONE, worst


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    use("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screens_are_as_they_were_looked_at(language: str) -> None:
    for path, text in screens(language).items():
        assert text == path.read_text(encoding="utf-8"), f"{path.name}: python -m tests.golden_coding, then look at it"


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("style", [COLOURED, PLAIN_STYLE], ids=["256 colours", "16 colours"])
def test_words_and_signs_stand_out_from_every_usual_ground(palette: str, style: Style) -> None:
    for name in OWN_SHAPES:
        attrs = style.get_attrs_for_style_str(f"class:{name}")
        limit = SIGN_OF_A_WORD if name.startswith("accent") else WORDS_ALONE
        assert worst(attrs, palette) >= limit, f"{name} on {palette}"


def test_only_accents_are_coloured() -> None:
    assert set(OWN_COLOURS) == {f"accent{n}" for n in range(len(ACCENTS))}


@pytest.mark.parametrize(
    ("colour", "hue"),
    [
        ("#ff0000", "#d75f5f"),
        ("#4477aa", "#5f87af"),
        ("#228833", "#5f875f"),
        ("aa3377", "#af5faf"),
        ("#ddaa00", "#878700"),
    ],
)
def test_a_codes_colour_becomes_the_accent_of_its_hue(colour: str, hue: str) -> None:
    assert accent(colour) in (f"class:accent{ACCENTS.index(hue)}", *_neighbours(hue))


def _neighbours(hue: str) -> tuple[str, ...]:
    at = ACCENTS.index(hue)
    return tuple(f"class:accent{(at + by) % len(ACCENTS)}" for by in (-1, 1))


@pytest.mark.parametrize("colour", ["", "red", "#808080", "#fff", "\x1b[31m", "#12345g"])
def test_greys_and_what_is_no_colour_have_no_accent(colour: str) -> None:
    assert accent(colour) == ""


def test_no_key_stands_for_two_deeds_and_none_begins_a_sequence_or_belongs_to_the_editor() -> None:
    keys = [key.key for key in KEYS]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & set("OPX[]^_bdf<>0123456789")
    assert all(does for _key, does in PLAIN)


# --- the turn ---


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("un deux trois", [("1", (3, 7))], "   └1─┘"),
        ("日本 est un", [("1", (0, 2)), ("2", (3, 6))], "└1─┘ └2┘"),
        ("e\u0301te\u0301 ici", [("1", (6, 9))], "    └1┘"),
        ("un deux trois", [("1", (3, 4)), ("2", (4, 5))], "   12"),
        ("un deux trois", [("1,2", (3, 7))], "   1,2┘"),
    ],
)
def test_brackets_stand_under_the_words_that_they_mean(
    text: str, marks: list[tuple[str, tuple[int, int]]], expected: str
) -> None:
    drawn = words(text, tuple(Shown(number, span, "") for number, span in marks), None, 40)
    assert "".join(part for _style, part in drawn.rows[1]).removeprefix(" ┃ ") == expected
    assert row_cells(drawn.rows[1]) <= 40


def test_more_marks_than_lanes_are_still_listed_by_their_labels() -> None:
    text = "un deux trois quatre cinq six"
    many = tuple(Shown(str(n), (0, 29 - n), "") for n in range(1, 9))
    drawn = words(text, many, None, 60)
    assert len(drawn.rows) == 1 + 4


def test_the_mouse_finds_the_code_point_under_it() -> None:
    text = "日本 est"
    assert [place_under(text, (0, len(text)), 3 + cell) for cell in range(8)] == [0, 0, 1, 1, 2, 3, 4, 5]
    assert place_under(text, (0, len(text)), 100) == len(text) - 1


def test_the_whole_turn_is_neither_reversed_nor_bracketed() -> None:
    text = "tout le tour"
    drawn = words(text, (Shown("1", (0, len(text)), ""),), None, 60)
    assert len(drawn.rows) == 1
