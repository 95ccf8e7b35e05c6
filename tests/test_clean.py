"""Nothing that people typed can command the terminal, hide, or turn words around."""

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.screens.clean import (
    DANGER,
    ELLIPSIS,
    MOST_MARKS,
    cells,
    char_cells,
    clean,
    fit,
    is_tied,
    last_break,
    mark,
    one_line,
    row_starts,
    wrap,
)

HOSTILE: dict[str, str] = json.loads((Path(__file__).parent / "data/hostile/texts.json").read_text("utf-8"))
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\u2028\u2029\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
ANY_TEXT = st.text(st.characters(), max_size=80) | st.text(
    st.sampled_from("\x1b\x9b\u202e\u2028\ufeff\ud83d a\u0301é日👩\u200d\u00a0\t\n"), max_size=80
)


def longest_crowd(text: str) -> int:
    run = longest = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        longest = max(longest, run)
    return longest


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_text_reaches_the_terminal(name: str) -> None:
    for shown in (clean(HOSTILE[name]), one_line(HOSTILE[name], 60), *wrap(HOSTILE[name], 60)):
        assert not FORBIDDEN.search(shown)
        assert longest_crowd(shown) <= MOST_MARKS


@given(ANY_TEXT)
def test_no_text_at_all_reaches_the_terminal_raw(text: str) -> None:
    assert not FORBIDDEN.search(clean(text))
    assert longest_crowd(clean(text)) <= MOST_MARKS


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_dangers_become_marks_that_can_be_read() -> None:
    assert clean("\x1b[2J\x07") == "␛[2J␇"
    assert clean("a\u202eb\x9b\ud800\x7f") == "a<U+202E>b<U+009B><U+D800>␡"


@pytest.mark.parametrize(
    "text",
    [
        "[rires] ok [silence 3s] [/i] :smile: <b>&amp;",
        "« C’est l’été\u00a0: voilà\u202f! »",
        "cafe\u0301",
        "un\n\tdeux",
        "日本語 👩\u200d👩\u200d👧 ❤️ שלום",
        "",
    ],
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


def test_a_crowd_of_marks_is_cut_and_counted() -> None:
    assert clean("a" + "\u0301" * 300 + "b") == "a" + "\u0301" * 8 + "<+292>b"


@given(ANY_TEXT, st.integers(0, 40))
def test_one_line_is_one_line_and_fits(text: str, width: int) -> None:
    shown = one_line(text, width)
    assert "\n" not in shown
    assert cells(shown) <= width


def test_one_line_shows_line_breaks_and_where_it_was_cut() -> None:
    assert one_line("un\ndeux\ttrois", 20) == "un⏎deux trois"
    assert one_line("日本語テキスト", 7) == "日本語…"
    assert one_line("trois", 5) == "trois"
    assert one_line("quatre", 5) == "quat…"


@given(ANY_TEXT, st.integers(2, 40))
def test_wrapped_rows_fit(text: str, width: int) -> None:
    assert all(cells(row) <= width for row in wrap(text, width))


def test_wrapping_breaks_at_spaces_but_not_at_those_that_forbid_it() -> None:
    assert wrap("un deux trois\u00a0: quatre", 11) == ["un deux", "trois\u00a0:", "quatre"]
    assert wrap("un\n\ndeux", 10, "  ") == ["  un", "", "  deux"]
    assert wrap("anticonstitutionnellement", 10) == ["anticonsti", "tutionnell", "ement"]


@given(ANY_TEXT.map(lambda text: clean(text).replace("\n", " ").replace("\t", " ")), st.integers(2, 20))
def test_rows_begin_in_order_and_only_spaces_hang_over_the_edge(line: str, width: int) -> None:
    starts = row_starts(line, width, char_cells)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        assert cells(line[start:end].rstrip(" ")) <= width


@given(st.text("ab  ", max_size=60), st.integers(1, 12))
def test_the_fast_way_and_the_exact_way_wrap_alike(line: str, width: int) -> None:
    odd = line + "\u0301"
    assert row_starts(line, width, char_cells) == [
        s for s in row_starts(odd, width, char_cells) if s < len(line) or not s
    ]


def test_a_joined_emoji_is_not_cut_where_a_break_is_possible_before_it() -> None:
    family = "👩\u200d👩\u200d👧"
    assert wrap("abcd" + family, 8) == ["abcd", family]


def test_fit_counts_cells() -> None:
    assert fit("日本語", 5) == "日本"
    assert fit("abc", 5) == "abc"
    assert fit("abc", -1) == ""


def test_nothing_dangerous_is_printable() -> None:
    """What tells plain text quickly, in this version of Python and of Unicode."""
    assert not [char for char in map(chr, range(0x110000)) if DANGER.match(char) and char.isprintable()]


def test_what_stands_between_two_crowds_stays_and_each_is_counted():
    marks = "\u0301" * 10
    assert clean(f"日{marks}本{marks}") == f"日{marks[:8]}<+2>本{marks[:8]}<+2>"


def test_what_fits_is_not_cut():
    assert fit("日本語", 6) == "日本語"
    assert fit("日本語", 7) == "日本語"


def test_a_row_breaks_before_the_word_that_a_sign_belongs_to():
    assert wrap("un deux trois ? quatre", 15) == ["un deux trois ?", "quatre"]
    assert wrap("un deux trois ? quatre", 14) == ["un deux", "trois ? quatre"]
    assert wrap("un « deux » trois", 8) == ["un", "« deux »", "trois"]


@pytest.mark.parametrize(
    ("char", "shown"),
    [("\x00", "␀"), ("\x1f", "␟"), (" ", "<U+0020>"), ("!", "<U+0021>"), ("~", "<U+007E>"), ("\x7f", "␡")],
)
def test_a_control_character_is_shown_by_its_picture_and_any_other_by_its_number(char, shown):
    assert mark(char) == shown


def test_many_wide_characters_are_no_crowd_of_marks():
    assert clean("日" * 20) == "日" * 20
    assert clean("日" * 20 + "é") == "日" * 20 + "é"
    marks = "\u0301" * 8
    assert clean(f"日{marks}日{marks}") == f"日{marks}日{marks}"


def test_words_with_all_the_marks_that_a_cell_may_bear_fill_a_line():
    word = ("e" + "\u0301" * MOST_MARKS) * 5
    assert one_line(word, 5) == word
    assert one_line(word, 4) == "e" + word[1:27] + ELLIPSIS


def test_a_line_of_one_cell_says_that_it_was_cut():
    assert one_line("deux", 1) == ELLIPSIS
    assert one_line("deux", 0) == ""


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("ab", 1, ["a", "b"]),
        ("ab", 0, ["a", "b"]),
        ("a\tb", 20, ["a    b"]),
        ("a\u00a0", 5, ["a\u00a0"]),
        ("aX", 5, ["aX"]),
        ("aaaa bb c", 5, ["aaaa", "bb c"]),
        ("ab cd", 2, ["ab", "cd"]),
        ("abc de", 2, ["ab", "c", "de"]),
        (" abcdef", 3, ["", "abc", "def"]),
        ("日本語", 4, ["日本", "語"]),
        ("a 日本語", 4, ["a 日", "本語"]),
        ("ab👍🏽", 4, ["ab", "👍🏽"]),
        ("ab👍🏻👍🏿", 4, ["ab", "👍🏻", "👍🏿"]),
        ("日 ? 本 語", 6, ["日 ?", "本 語"]),
        ("日 ab ? 本", 7, ["日 ab ?", "本"]),
        ("日 ab ? 本", 6, ["日", "ab ?", "本"]),
        ("日本", 1, ["日", "本"]),
        ("a 👍🏿", 5, ["a", "👍🏿"]),
        ("日é« 本", 5, ["日é«", "本"]),
    ],
)
def test_rows_end_where_a_reader_would_end_them(text, width, rows):
    assert wrap(text, width) == rows


def test_an_indent_counts_and_opens_every_row():
    assert wrap("un deux", 6, "  ") == ["  un", "  deux"]
    assert wrap("un deux", 6, "日") == ["日un", "日deux"]


@pytest.mark.parametrize(
    ("text", "place", "tied"),
    [
        ("a ?", 2, True),
        ("a  ?", 2, True),
        ("a ? b", 2, True),
        ("a b?", 2, False),
        ("a X?", 2, False),
        ("a \u00a0?", 2, False),
        ("a" + " " * 8 + "?", 2, True),
        ("a" + " " * 9 + "?", 2, False),
        ("« a", 2, True),
        ("a « b", 4, True),
        ("« b c", 4, False),
        ("a «b c", 5, False),
        ("a b «", 2, False),
        ("?", 0, True),
        ("a", 0, False),
    ],
)
def test_a_sign_belongs_to_the_word_before_it_and_an_opening_one_to_the_word_behind(text, place, tied):
    assert is_tied(text, place) is tied


def test_a_row_may_rather_begin_earlier_than_with_a_sign_but_never_before_its_own_beginning():
    assert last_break("ab cd ? ef", 0, 7) == 2
    assert last_break("ab cd ? ef", 0, 9) == 7
    assert last_break(" abc ?", 0, 6) == 0
    assert last_break("ab ?", 0, 4) == 2
    assert last_break("ab cd ? ef", 3, 7) == 5
    assert last_break("abcd", 0, 4) == -1


@given(
    st.lists(st.sampled_from(["a", "ab", "abc", "abcdef", "?", "«", "»", "d;"]), min_size=1).map(" ".join),
    st.integers(1, 9),
)
def test_signs_are_tied_alike_beside_plain_characters_and_beside_others(line, width):
    """A character without width behind every letter leads to the exact way, which counts each one's cells."""
    plain = [line[a:b].rstrip(" ") for a, b in pairwise([*row_starts(line, width, char_cells), len(line)])]
    odd = re.sub(r"([a-z])", "\\1\u2060", line)
    starts = row_starts(odd, width, lambda char: 0 if char == "\u2060" else 1)
    assert [odd[a:b].rstrip(" ").replace("\u2060", "") for a, b in pairwise([*starts, len(odd)])] == plain
