"""What the room looks like: its main states as golden files, its colours on the usual grounds, its smallest and largest sizes."""

import re
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Attrs, Style
from pyte.screens import Char

from interviewer.screens.room.style import COLOURED, COLOURS, PLAIN, SHAPES, style_for
from interviewer.session import events as e
from interviewer.session.folder import read_session_records
from tests.golden_screens import FULL, LANGUAGES, PEOPLE, SIZES, file_of, screens
from tests.room_stage import Stage, shipped, stage
from tests.terminal import DOWN, ENTER, ESCAPE, TAB, UP, Terminal, needs_terminal

COLOUR = re.compile(r"\x1b\[[0-9;]*(?<![0-9])(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
ALL_SIZES = ((40, 10), (60, 15), (80, 24), (100, 24), (120, 35), (200, 50), (300, 80))


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Stage]:
    """An interview of the shipped guide with one person, at its first question."""
    with stage(tmp_path / "alone", shipped("benevoles")) as on:
        yield on.agree()


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Stage]:
    """A group of four at the first question."""
    with stage(tmp_path / "group", shipped("recit-collectif"), PEOPLE) as on:
        yield on.agree()


def looks(on: Stage, words: str) -> list[Char]:
    """The cells in which these words stand."""
    shown = on.lines()
    row = next(n for n, line in enumerate(shown) if words in line)
    at = shown[row].index(words)
    return [on.screen._screen.buffer[row][column] for column in range(at, at + len(words))]


def words_beside_the_outline(screen: str) -> str:
    return " ".join(" ".join(line.rpartition("│")[2] for line in screen.split("\n")).split())


# --- golden screens ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_main_states_look_as_they_were_approved(language: str) -> None:
    """Remake them with `python -m tests.golden_screens` when the look was meant to change, and read the difference."""
    for path, text in screens(language).items():
        assert text == path.read_text(encoding="utf-8"), f"another look than in {path.name}"


@pytest.mark.parametrize(("language", "size"), list(product(LANGUAGES, SIZES)))
def test_golden_screens_have_their_size_and_no_row_is_longer(language: str, size: tuple[int, int]) -> None:
    columns, rows = size
    text = file_of(language, columns, rows).read_text(encoding="utf-8")
    for screen in re.split(r"--- .* ---\n", text)[1:]:
        assert max(map(len, screen.split("\n"))) <= columns
        assert len(screen.removesuffix("\n").split("\n")) - 1 in (rows - 1, rows)


# --- colours ---

# Foregrounds and grounds as the terminals ship them: black, red, green, yellow, blue, magenta, cyan, white, then bright.
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "VGA": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "Campbell": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    "GNOME": "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33da7a e9ad0c 2a7bde c061cb 33c7de ffffff",
    "Solarized": "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3",
    "macOS Terminal": "000000 c23621 25bc24 adad27 492ee1 d338d3 33bbc8 cbcccd 818383 fc391f 31e722 eaec23 5833ff f935f8 14f0f0 e9ebeb",
}
GROUNDS = {
    "xterm": ("000000", "ffffff"),
    "VGA": ("000000", "ffffff"),
    "Campbell": ("0c0c0c", "f2f2f2"),
    "GNOME": ("1e1e1e", "ffffff"),
    "Solarized": ("002b36", "fdf6e3", "073642", "eee8d5"),
    "macOS Terminal": ("000000", "ffffff", "1e1e1e"),
}
NAMES = [
    "ansiblack",
    "ansired",
    "ansigreen",
    "ansiyellow",
    "ansiblue",
    "ansimagenta",
    "ansicyan",
    "ansigray",
    "ansibrightblack",
    "ansibrightred",
    "ansibrightgreen",
    "ansibrightyellow",
    "ansibrightblue",
    "ansibrightmagenta",
    "ansibrightcyan",
    "ansiwhite",
]
SIGNS = ("sign.done", "sign.must")
WORDS_ALONE, SIGN_OF_A_WORD = 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, of RRGGBB."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def worst(attrs: Attrs, palette: str) -> float:
    """The least contrast of words of that look on the grounds of the palette, also where bold makes a colour bright."""
    colours = PALETTES[palette].split()

    def known(colour: str | None) -> list[str]:
        if not colour or colour == "default":
            return []
        if colour not in NAMES:
            return [colour]
        place = NAMES.index(colour)
        return [colours[place]] if place > 7 or not attrs.bold else [colours[place], colours[place + 8]]

    words, grounds = known(attrs.color), known(attrs.bgcolor) or list(GROUNDS[palette])
    return min((contrast(a, b) for a in words for b in grounds), default=21.0)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("style", [COLOURED, PLAIN], ids=["256 colours", "16 colours"])
def test_words_and_signs_stand_out_from_every_usual_ground(palette: str, style: Style) -> None:
    for name in SHAPES:
        attrs = style.get_attrs_for_style_str(f"class:{name}")
        limit = SIGN_OF_A_WORD if name in SIGNS else WORDS_ALONE
        assert worst(attrs, palette) >= limit, f"{name} on {palette}"


def test_only_signs_and_the_alarm_are_coloured_and_only_lines_are_dim() -> None:
    assert set(COLOURS) == {*SIGNS, "unsaved"}
    for name, shape in SHAPES.items():
        assert not re.search(r"ansi|#|italic|blink", shape), name
        assert ("dim" in shape) == (name == "rule"), name


def test_the_measure_of_contrast_knows_black_white_and_a_colour_that_is_too_weak() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "777777") == 1
    weak = Style.from_dict({"x": "ansigreen"}).get_attrs_for_style_str("class:x")
    assert worst(weak, "xterm") < SIGN_OF_A_WORD


@pytest.mark.parametrize("depth", list(ColorDepth))
def test_there_are_colours_only_where_the_terminal_has_those_that_no_theme_changes(depth: ColorDepth) -> None:
    enough = depth in (ColorDepth.DEPTH_8_BIT, ColorDepth.DEPTH_24_BIT)
    assert bool(style_for(depth).get_attrs_for_style_str("class:sign.must").color) is enough


def test_a_must_is_a_coloured_sign_and_the_alarm_white_on_red(alone: Stage) -> None:
    assert {cell.fg for cell in looks(alone.at(120, 35), "!")} == {"d75f5f"}
    alone.disk.error = FULL
    alone.at(80, 24).lines_typed("perdu ?").alarmed()
    cells = looks(alone, "NOT SAVED")
    # Reversed: what pyte calls the foreground is the ground that is seen.
    assert {(cell.fg, cell.bg, cell.reverse, cell.bold) for cell in cells} == {("af0000", "ffffff", True, True)}


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
def test_with_no_color_nothing_is_coloured_and_shapes_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with stage(tmp_path / "plain", shipped("benevoles")) as on:
        on.agree().at(*size).lines_typed("Par ma voisine.").keys(ESCAPE + "s", UP)
        on.disk.error = FULL
        on.lines_typed("perdu ?").alarmed()
        shown = on.text()
        assert not COLOUR.search(on.screen.raw)
        assert {(cell.reverse, cell.bold) for cell in looks(on, "NOT SAVED")} == {(True, True)}
        assert "●" in shown
        assert "!" in shown
        assert "★" in shown


# --- each state at each size ---


@pytest.mark.parametrize(("columns", "rows"), ALL_SIZES)
def test_at_each_size_the_question_the_last_words_the_line_and_the_state_of_saving_are_seen(
    alone: Stage, columns: int, rows: int
) -> None:
    shown = alone.at(columns, rows).lines_typed("C'est ma voisine qui m'a traînée, un mardi soir.").text()
    for words in ("Pour commencer", "mardi soir", "› ", "45 min left", "2 musts open", " saved"):
        assert words.rstrip() in shown


@pytest.mark.parametrize(("columns", "rows"), ALL_SIZES)
def test_whatever_is_left_out_of_a_long_page_is_said_and_can_be_scrolled_to(
    alone: Stage, columns: int, rows: int
) -> None:
    alone.at(columns, rows).keys(ESCAPE + "?")
    seen = alone.text()
    for _ in range(60):
        if "↓ more: PgDn" not in seen:
            break
        alone.keys(PAGE_DOWN)
        seen = alone.text()
    assert "background sheet, closing, end form" in words_beside_the_outline(seen)
    for _ in range(60):
        if "↑ more: PgUp" not in seen:
            break
        alone.keys(PAGE_UP)
        seen = alone.text()
    assert "Type what is said" in seen


def test_no_row_of_a_page_is_passed_over_in_a_small_window(alone: Stage) -> None:
    alone.at(40, 10).keys(ESCAPE + "?")
    seen = set(alone.lines()[1:7])
    for _ in range(60):
        alone.keys(PAGE_DOWN)
        seen |= set(alone.lines()[1:7])
    for key in ("n next", "k skip…", "? help", "D finish", "c code…"):
        assert any(line.strip() == key for line in seen), key


def test_scrolling_past_the_end_is_taken_back_by_one_key(alone: Stage) -> None:
    alone.keys(ESCAPE + "?")
    first = alone.text()
    for _ in range(30):
        alone.keys(PAGE_DOWN)
        alone.draw()
    last = alone.text()
    assert alone.keys(PAGE_UP).text() not in (last, first)


def test_the_opening_scrolls_down_with_page_down(tmp_path: Path) -> None:
    with stage(tmp_path / "s", shipped("benevoles")) as on:
        assert "↓ more: PgDn" in on.at(60, 15).text()
        assert "Nous rencontrons" not in on.keys(PAGE_DOWN, PAGE_DOWN, PAGE_DOWN).text()
        assert "effacés au bout de trois ans" in on.keys(*[PAGE_DOWN] * 9).text()
        assert "Bonjour" in on.keys(*[PAGE_UP] * 9).text()


def long_guide(rows: int) -> str:
    words = " ".join(f"Phrase {n} d'une question qui prend une rangée entière de cet écran-là." for n in range(rows))
    return f"""\
guide: long
version: 1
title: Longue
language: fr
themes:
  - id: a
    title: Seul thème
    questions:
      - id: longue
        ask: "{words} FIN"
      - id: place
        ask: "{words} FIN"
        scale: {{from: 0, to: 10}}
"""


def test_a_question_of_twenty_rows_is_seen_whole_on_the_page_of_the_question(tmp_path: Path) -> None:
    with stage(tmp_path / "s", long_guide(20)) as on:
        assert "Esc j shows all" in on.text() or "… Esc j" in on.text()
        assert "FIN" not in on.text()
        on.keys(ESCAPE + "j", *[PAGE_DOWN] * 4)
        assert "FIN" in on.text()
        on.keys(ESCAPE).lines_typed("Mes mots à moi.")
        assert "Mes mots à moi." in on.text()


@pytest.mark.parametrize(("columns", "rows"), [(40, 10), (80, 24)])
def test_what_an_answer_may_be_is_seen_under_the_longest_question(tmp_path: Path, columns: int, rows: int) -> None:
    with stage(tmp_path / "s", long_guide(20)) as on:
        on.lines_typed("Bien.", "/next")
        assert "A number from 0 to 10." in on.at(columns, rows).text()


def test_the_page_of_the_question_shows_a_consent_item_whole(tmp_path: Path) -> None:
    with stage(tmp_path / "s", shipped("benevoles")) as on:
        on.at(40, 10).keys(ESCAPE + "j")
        seen = on.text() + on.keys(PAGE_DOWN).text()
        assert "le contact est sur la fiche" in " ".join(seen.split())


def test_the_newest_words_stay_in_sight_while_a_message_is_shown(group: Stage) -> None:
    group.lines_typed("Tout au bout.")
    group.holding.tell(
        "Un message assez long pour deux rangées, qui dit ce qui s'est passé et ce qu'on peut faire ensuite."
    )
    shown = group.text()
    assert "Tout au bout." in shown
    assert "Un message assez long" in shown


def test_a_short_message_stands_in_the_rule_and_moves_nothing(alone: Stage) -> None:
    before = alone.lines_typed("Bien.").lines()
    alone.holding.tell("Noté.")
    after = alone.lines()
    changed = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert [after[n].startswith("── Noté. ──") for n in changed] == [True]


def test_a_long_turn_shows_how_it_begins_and_ends_and_all_of_it_when_it_is_chosen(alone: Stage) -> None:
    alone.lines_typed("premier " + "mot " * 600 + "dernier")
    shown = alone.text()
    assert "dernier" in shown
    assert "rows more" in alone.at(120, 35).text()
    alone.at(80, 24).keys(UP)
    assert "dernier" in alone.text()
    seen = alone.text()
    for _ in range(12):
        seen = alone.keys(PAGE_UP).text()
    assert "premier" in seen
    assert "↓ newer words: PgDn" in seen


def test_earlier_words_are_announced_and_scrolled_to(alone: Stage) -> None:
    for n in range(30):
        alone.lines_typed(f"Tour {n}.")
    assert "↑ earlier words: PgUp" in alone.text()
    assert "Tour 29." in alone.text()
    shown = alone.keys(PAGE_UP).text()
    assert "↓ newer words: PgDn" in shown
    assert "Tour 29." not in shown
    assert "Tour 0." in alone.keys(*[PAGE_UP] * 12).text()
    assert "Tour 29." in alone.keys(*[PAGE_DOWN] * 12).text()


def test_values_and_markers_bear_their_minute_and_choices_their_words(tmp_path: Path) -> None:
    guide = shipped("benevoles")
    with stage(tmp_path / "s", guide) as on:
        on.agree().later(75).keys(ESCAPE + "z")
        assert "  1:15   (silence)" in on.text()
        on.lines_typed("/goto 5", "12")
        assert "  1:15 = 12 heures par mois" in on.text()


def test_the_outline_shows_whole_questions_where_there_is_room(alone: Stage) -> None:
    shown = alone.at(200, 50).text()
    assert "la suite de votre engagement ?" in shown
    alone.keys(ESCAPE + "q").keys("Et la voisine ?" + ENTER)
    assert "12 Et la voisine ?" in alone.text()


def test_a_click_on_the_second_row_of_a_question_goes_to_it(alone: Stage) -> None:
    shown = alone.at(120, 35).lines()
    row = next(n for n, line in enumerate(shown) if "votre engagement ?" in line)
    alone.room.view._click_outline(row)
    assert alone.holding.state.view.prompt is not None
    assert alone.holding.state.view.prompt.question == "envies"


def test_sixty_questions_are_counted_where_there_is_no_room_for_a_sign_each(tmp_path: Path) -> None:
    questions = "".join(f'      - {{id: q{n}, ask: "Question {n} ?", must: {str(n < 3).lower()}}}\n' for n in range(60))
    guide = f"guide: soixante\nversion: 1\ntitle: Beaucoup\nlanguage: fr\nthemes:\n  - id: a\n    title: Un thème bien long\n    questions:\n{questions}"
    with stage(tmp_path / "s", guide) as on:
        on.lines_typed("Oui.")
        assert on.at(40, 10).lines()[0] == "Un thème bien long    0 min  ● 1/60  ! 2"
        assert on.at(80, 24).keys(TAB, *[DOWN] * 59).text().count("60 Question 59 ?") == 1


# --- groups ---


def test_a_group_row_says_who_speaks_by_which_key_how_much_and_who_has_not_yet(group: Stage) -> None:
    shown = group.lines_typed("un deux trois").keys("\x1bOR").lines_typed("quatre").text()
    assert "── F2 pa2xd ● 75%  ▸F3 pf8wn ● 25%  F4 pk5rv ○ 0%  F5 pz3mt ○ 0% ──" in shown
    assert {cell.reverse for cell in looks(group, "▸F3 pf8wn")} == {True}


@pytest.mark.parametrize("count", [2, 4, 7, 8, 9, 12, 20])
@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_a_group_row_names_the_speaker_and_those_who_have_not_spoken_at_any_width(
    tmp_path: Path, count: int, columns: int
) -> None:
    people = [f"p{n}nom" for n in range(count)]
    with stage(tmp_path / "s", long_guide(1), people) as on:
        on.lines_typed("Bien.")
        rule = next(line for line in on.at(columns, 24).lines() if line.startswith("──"))
    assert "▸" in rule
    assert "p0nom" in rule
    assert rule.count("○") == count - 1 or f"○ {count - 1} not yet" in rule


def test_everybody_in_a_large_group_is_reached_by_the_finder(tmp_path: Path) -> None:
    people = [f"p{n}habitant" for n in range(11)]
    with stage(tmp_path / "s", shipped("recit-collectif"), people) as on:
        on.agree().keys(ESCAPE + "W", "11", ENTER)
        assert on.holding.state.view.speaker == "p10habitant"


# --- the smallest, and storms ---


@pytest.mark.parametrize(("columns", "rows"), [(39, 24), (80, 9), (20, 5), (10, 3), (3, 2), (1, 1)])
def test_a_window_that_is_too_small_goes_on_taking_words(alone: Stage, columns: int, rows: int) -> None:
    alone.at(columns, rows).keys("petit")
    alone.draw()
    alone.keys(ENTER)
    assert alone.holding.state.view.turns[-1].text == "petit"
    if columns >= 20 and rows >= 5:
        assert "The window is too" in alone.text()


ANSWERS = ("enregistrer nos voix", "sans votre nom", "votre prénom", "second entretien", "toute première")


def at_the_first_question(terminal: Terminal) -> None:
    terminal.wait("prendre des notes")
    for after in ANSWERS:
        terminal.send("yes" + ENTER)
        terminal.wait(after)


class TestInARealTerminal:
    pytestmark = needs_terminal
    argv = (sys.executable, "-m", "interviewer", "run", "benevoles", "--participant", "p7kx3", "--wave", "t0")

    def test_a_storm_of_sizes_while_words_are_typed_loses_none_of_them(self, study: Path) -> None:
        sizes = [(300, 80), (40, 10), (20, 5), (120, 35), (99, 11), (3, 2), (80, 24), (41, 60), (200, 12)]
        words = [f"mot{n}" for n in range(60)]
        with Terminal(self.argv, env={"INTERVIEWER_LANG": "en"}) as terminal:
            at_the_first_question(terminal)
            for n, word in enumerate(words):
                terminal.resize(*sizes[n % len(sizes)])
                terminal.send(word + " ")
                time.sleep(0.01)
            terminal.resize(80, 24)
            terminal.wait("mot59")
            terminal.send(ENTER)
            terminal.wait(lambda screen: -1 < screen.find("mot59") < screen.find("──") and " saved" in screen)
            terminal.resize(40, 10)
            terminal.wait("mot59")
            terminal.resize(300, 80)
            terminal.wait("mot0 ")
        assert kept_turns(study) == [" ".join(words) + " "]

    @pytest.mark.parametrize(
        ("wishes", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "linux"}, False)], ids=str
    )
    def test_colours_are_sent_where_they_are_wanted_and_known(
        self, study: Path, wishes: dict[str, str], *, coloured: bool
    ) -> None:
        term = wishes.get("TERM", "xterm-256color")
        with Terminal(self.argv, env={"INTERVIEWER_LANG": "en", **wishes}, term=term) as terminal:
            at_the_first_question(terminal)
            terminal.wait("!○")
            assert bool(COLOUR.search(terminal.raw.decode(errors="replace"))) is coloured


def kept_turns(study: Path) -> list[str]:
    (folder,) = (study / "sessions").iterdir()
    records = read_session_records([folder], folder.name).records
    return [record.event.text for record in records if isinstance(record.event, e.Verbatim)]
