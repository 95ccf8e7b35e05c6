"""Rows are mended around each edit as if the text had been folded anew; the past of a text is kept as edits."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.document import Document

from interviewer.screens.clean import wrap
from interviewer.screens.terminal.clusters import cells_of_line, is_place
from interviewer.screens.terminal.edits import Past, State, difference
from interviewer.screens.terminal.folding import Folding
from interviewer.screens.terminal.prose import ProseBuffer

LETTERS = st.sampled_from("ab ?»« é’\u00a0日。👩\u200d\u0301\t\x1b\u202e\n  🇫🇷👍🏽❤\ufe0f1ק")
TEXTS = st.text(LETTERS, max_size=80)
EDITS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 10), st.text(LETTERS, max_size=12)), max_size=6)


def starts(folding: Folding) -> list[int]:
    return [folding.start(row) for row in range(folding.count)]


@settings(max_examples=500)
@given(TEXTS, st.integers(2, 20), EDITS)
def test_following_edits_gives_the_rows_of_folding_anew(
    text: str, width: int, edits: list[tuple[int, int, str]]
) -> None:
    folding = Folding(text, width)
    for at, count, words in edits:
        place = min(at, len(text))
        text = text[:place] + words + text[place + count :]
        folding.follow(text)
        anew = Folding(text, width)
        assert starts(folding) == starts(anew)
        assert [folding.row(n) for n in range(len(text) + 1)] == [anew.row(n) for n in range(len(text) + 1)]


@settings(max_examples=300)
@given(TEXTS, st.integers(2, 20))
def test_rows_are_the_text_cut_between_clusters_and_behind_each_newline(text: str, width: int) -> None:
    folding = Folding(text, width)
    spans = [folding.span(row) for row in range(folding.count)]
    assert "".join(text[s.start : s.end] + "\n" * (not s.folded) for s in spans) == text + "\n"
    assert all(is_place(text, span.start) for span in spans)


@settings(max_examples=300)
@given(TEXTS, st.integers(2, 20))
def test_each_place_where_the_cursor_stands_is_found_again_on_the_screen(text: str, width: int) -> None:
    folding = Folding(text, width)
    for index in range(len(text) + 1):
        row, cell = folding.place(index)
        back = folding.index(row, cell)
        assert folding.row(back) == row
        seen = cells_of_line(text[index : back if back > index else index + 1].rstrip("\n"))
        if is_place(text, index) and seen and index <= folding.last(row):
            assert back == index


def test_a_row_ends_between_clusters_even_where_a_word_is_too_long() -> None:
    text = "🇫🇷" * 3 + "e\u0301" * 9
    folding = Folding(text, 6)
    assert [text[folding.span(n).start : folding.span(n).end] for n in range(folding.count)] == [
        "🇫🇷",
        "🇫🇷",
        "🇫🇷e\u0301e\u0301",
        "e\u0301" * 6,
        "e\u0301",
    ]


@pytest.mark.parametrize(
    "text", ["mot " * 50_000, "été " * 50_000, "日本語" * 66_000, "x\n" * 100_000, "👍🏽" * 50_000]
)
def test_a_key_in_200_000_characters_is_folded_in_a_moment(text: str) -> None:
    folding = Folding(text, 78)
    place = len(text) // 2
    folding.follow(text[:place] + "a" + text[place:])
    began = time.perf_counter()
    for n in range(20):
        folding.follow(text[:place] + "ab"[n % 2] * 2 + text[place:])
    # Some 2 ms for the slowest of them; a bound far above that, which folding anew for each key would break.
    assert time.perf_counter() - began < 1


@given(TEXTS, TEXTS)
def test_the_difference_makes_the_old_text_the_new_one(old: str, new: str) -> None:
    edit = difference(old, new)
    assert edit.of(old) == new
    assert len(edit.words) <= len(new)
    assert difference(old, old) == (len(old), len(old), "")


@given(st.lists(st.tuples(TEXTS, st.integers(0, 80)), max_size=8))
def test_states_come_back_newest_first_and_of_a_text_the_latest_cursor(states: list[tuple[str, int]]) -> None:
    past = Past(100)
    expected: list[State] = []
    for text, cursor in states:
        past.keep(text, cursor)
        if expected and expected[-1].text == text:
            expected.pop()
        expected.append(State(text, cursor))
    assert [past.take() for _ in expected] == expected[::-1]
    assert past.take() is None


def test_of_too_many_states_the_first_are_forgotten() -> None:
    past = Past(3)
    for n in range(10):
        past.keep("x" * n, n)
    taken = [past.take() for _ in range(5)]
    assert [state and state.cursor for state in taken] == [9, 8, 7, 6, None]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["a", "é", " ", "👍🏽", "\n", "undo", "redo", "left", "delete"]), max_size=40))
def test_undo_and_redo_walk_the_same_way_back_and_forth(steps: list[str]) -> None:
    buffer = ProseBuffer(document=Document(""), multiline=True)
    for step in steps:
        buffer.save_to_undo_stack()
        if step in ("undo", "redo"):
            getattr(buffer, step)()
        elif step == "left":
            buffer.cursor_position -= 1
        elif step == "delete":
            buffer.delete_before_cursor()
        else:
            buffer.insert_text(step)
    texts = [buffer.text]
    while texts[-1]:
        buffer.undo()
        assert buffer.text != texts[-1]
        texts.append(buffer.text)
    for text in texts[-2::-1]:
        buffer.redo()
        assert buffer.text == text


def test_undoing_a_long_text_far_back_takes_little_memory() -> None:
    buffer = ProseBuffer(document=Document("été là “ok” " * 17_000), multiline=True)
    tracemalloc.start()
    for _ in range(300):
        buffer.save_to_undo_stack()
        buffer.insert_text(" mot")
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # One text is 0.4 MB; keeping each of them whole would be 120 MB.
    assert held < 4_000_000
    for _ in range(300):
        buffer.undo()
    assert len(buffer.text) == 12 * 17_000


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("on est bien ici ? oui", ["on est bien ", "ici ? oui"]),
        ("on est bien ici  ! oui", ["on est bien ", "ici  ! oui"]),
        ("ils ne mordent pas. » J'ai", ["ils ne mordent ", "pas. » J'ai"]),
        ("elle a dit « bonjour » hier", ["elle a dit ", "« bonjour » ", "hier"]),
        ("on est bien ici\u202f? été", ["on est bien ", "ici\u202f? été"]),
        ("motbeaucouptrop ?", ["motbeaucouptrop ", "?"]),
    ],
)
def test_a_sign_stays_with_the_word_before_it_as_french_sets_it(text: str, rows: list[str]) -> None:
    width = 15
    folding = Folding(text, width)
    drawn = [text[folding.span(n).start : folding.span(n).end] for n in range(folding.count)]
    assert wrap(text, width) == [row.rstrip(" ") for row in drawn]
    assert drawn == rows
