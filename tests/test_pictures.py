"""Pictures of the screen: the same words, the same grid, the same bytes, and nothing from elsewhere."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.picture_scenes import SCENES, Scene
from tests.pictures import PICTURES, main, play
from tests.svg import BLOCKS, GROUNDS, HIGH, LINES, WIDE, Ground, mixed, shown, svg
from tests.terminal import needs_terminal

SVG = "{http://www.w3.org/2000/svg}"
RAW = (
    "\x1b[?1049h\x1b[H\x1b[1;36mL'arrivée\x1b[0m ── \x1b[2m8 min\x1b[22m\r\n"
    "\x1b[9mdéjà posée\x1b[29m   \x1b[3mpour   <b> & « moi »\x1b[0m\r\n"
    "日本 ★ \x1b[7m choisi \x1b[0m \x1b[38;5;208morange\x1b[0m│█\r\n"
    "\x1b[31;47mNOT SAVED\x1b[0m \x1b[4mhttp\x1b[24m e\u0301\x1b[>4;2m\x1b[?4mfin"
).encode()
TINY = Scene("tiny", "interviewer list", 60, 8, "en", ("list",), (("", "interview"),))


def picture(raw: bytes = RAW, ground: str = "light") -> ET.Element:
    return ET.fromstring(svg(shown(raw, 40, 6), GROUNDS[ground], "a title <&>"))


def texts(root: ET.Element) -> list[ET.Element]:
    return [text for text in root.iter(f"{SVG}text") if text.get("class") != "bar"]


def described(root: ET.Element) -> list[str]:
    words = root.findtext(f"{SVG}desc")
    assert words is not None
    return words.split("\n")


def drawn_words(root: ET.Element, rows: int) -> list[str]:
    """The rows as the places of the texts give them."""
    lines = [" " * 100 for _ in range(rows)]
    for text in texts(root):
        words = text.text or ""
        x, y = round(float(text.attrib["x"]) / WIDE), int(float(text.attrib["y"])) // HIGH
        span = round(float(text.attrib["textLength"]) / WIDE)
        lines[y] = lines[y][:x] + words.ljust(span, "\0")[:span] + lines[y][x + span :]
    return [line.replace("\0", "").rstrip() for line in lines]


def as_text(line: str) -> str:
    """The row without what is drawn as a shape."""
    return "".join(" " if char in LINES or char in BLOCKS else char for char in line).rstrip()


def test_the_texts_of_a_picture_stand_where_the_screen_has_them():
    root = picture()
    assert drawn_words(root, 6) == [as_text(line) for line in shown(RAW, 40, 6).lines]


def test_a_picture_says_its_title_and_the_words_of_the_screen():
    root = picture()
    assert root.findtext(f"{SVG}title") == "a title <&>"
    assert described(root)[:2] == ["L'arrivée ── 8 min", "déjà posée   pour   <b> & « moi »"]


def test_the_same_screen_gives_the_same_bytes():
    assert svg(shown(RAW, 40, 6), GROUNDS["dark"], "t") == svg(shown(RAW, 40, 6), GROUNDS["dark"], "t")


def test_a_picture_brings_nothing_from_elsewhere_and_runs_nothing():
    text = svg(shown(RAW, 40, 6), GROUNDS["light"], "t")
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|href|url\(|@import|<image|\bon\w+=", text)


def test_letters_that_fonts_draw_in_other_widths_have_a_length_of_their_own():
    alone = {text.text: text.get("textLength") for text in texts(picture())}
    assert (alone["日"], alone["★"]) == (f"{2 * WIDE:g}", f"{WIDE:g}")


def test_bold_slanted_struck_and_underlined_are_seen():
    root = picture()
    look = {text.text: text.get("class") for text in texts(root)}
    assert (look["L'arrivée"], look["pour"]) == ("b", "i")
    strokes = [path.attrib["d"] for path in root.iter(f"{SVG}path") if "h" in path.attrib["d"]]
    assert any(d.startswith(f"M0 {HIGH + 9.5:g}h{10 * WIDE:g}") for d in strokes), "the struck words"


def test_faint_is_nearer_to_the_ground_and_ends_with_the_same_code_as_bold():
    light = GROUNDS["light"]
    inks = {text.text: text.get("fill", light.ink) for text in texts(picture())}
    assert inks["8 min"] == mixed(light.ink, light.paper, 0.3)
    assert inks["déjà posée"] == light.ink


def test_reversed_words_change_ink_and_ground():
    root, light = picture(), GROUNDS["light"]
    assert {text.text: text.get("fill") for text in texts(root)}["choisi"] == light.paper
    grounds = [rect.get("width") for rect in root.iter(f"{SVG}rect") if rect.get("fill") == light.ink]
    assert f"{8 * WIDE:g}" in grounds


@pytest.mark.parametrize(("name", "red"), [("light", "#b3261e"), ("dark", "#f07b72")])
def test_each_ground_has_its_own_colours(name, red):
    inks = {text.text: text.get("fill") for text in texts(picture(ground=name))}
    assert (inks["NOT SAVED"], inks["orange"]) == (red, "#ff8700")


def test_what_asks_for_keys_underlines_nothing():
    row = shown(RAW, 40, 6).rows[3]
    assert row[16].text == "f"
    assert not row[16].style.under
    assert row[10].style.under


def test_a_cursor_that_is_hidden_is_not_drawn():
    assert shown(b"\x1b[?25lwords", 40, 6).cursor is None
    assert shown(b"words", 40, 6).cursor == (0, 5)


def test_leaving_a_full_screen_shows_what_stood_before():
    assert shown(b"$ run\r\n\x1b[?1049h\x1b[Hroom\x1b[?1049lbye", 40, 6).lines[:2] == ("$ run", "bye")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2 counts it, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS.keys())
def test_every_ink_of_a_picture_can_be_read_on_its_ground(ground: Ground):
    grounds = ("black", "white", "brightwhite")  # colours that words stand on rather than in
    inks = {name: colour for name, colour in ground.colours.items() if name not in grounds} | {
        "faint": mixed(ground.ink, ground.paper, 0.3)
    }
    assert {
        name: contrast(colour, ground.paper) for name, colour in inks.items() if contrast(colour, ground.paper) < 4.5
    } == {}


class TestPlayed:
    pytestmark = needs_terminal

    def test_a_scene_gives_the_same_bytes_again(self):
        ground = GROUNDS["dark"]
        assert svg(play(TINY), ground, "t") == svg(play(TINY), ground, "t")

    def test_the_screens_of_scenes_can_be_had_as_text(self, tmp_path: Path):
        main([SCENES[0].name, "--screens", str(tmp_path)])
        (file,) = tmp_path.iterdir()
        assert file.name == f"{SCENES[0].name}.txt"
        assert len(file.read_text(encoding="utf-8").split("\n")) == SCENES[0].rows + 1

    @pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
    def test_the_pictures_of_the_docs_show_the_screens_of_today(self, scene: Scene):
        """When this fails and the new screen is right: make pictures."""
        today = list(play(scene).lines)
        for ground in GROUNDS:
            root = ET.parse(PICTURES / f"{scene.name}.{ground}.svg").getroot()
            assert described(root) == today
