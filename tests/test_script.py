"""Scripts on a pipe: one line or block an answer, whatever the bytes."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.screens.terminal.script import Line, Script


def lines(data: bytes) -> list[Line]:
    rows: Iterator[bytes] = iter(data.splitlines(keepends=True))
    script, read = Script(lambda: next(rows, b"")), []
    while True:
        try:
            read.append(script.next())
        except EOFError:
            return read


def test_each_line_is_an_answer_and_keeps_its_spaces() -> None:
    assert lines(b"un\n  deux  \n\n") == [Line("un", 1), Line("  deux  ", 2), Line("", 3)]


def test_the_last_line_needs_no_end() -> None:
    assert lines("déjà".encode()) == [Line("déjà", 1)]


def test_line_ends_of_windows_and_a_byte_order_mark_are_no_words() -> None:
    assert lines(b"\xef\xbb\xbfoui\r\nnon\r\n") == [Line("oui", 1), Line("non", 2)]


def test_a_block_is_one_answer_with_its_lines() -> None:
    assert lines(b'a\n"""\nb\n\n  c\n"""\nd\n') == [Line("a", 1), Line("b\n\n  c", 2), Line("d", 7)]


def test_a_block_without_an_end_keeps_its_words_and_is_named() -> None:
    assert lines(b'"""\nb\nc') == [Line("b\nc", 1, "script_block_open")]


def test_windows_1252_is_read_and_named() -> None:
    assert lines(b"\xe9t\xe9\n") == [Line("été", 1, "script_not_utf8")]


@given(st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]))))
def test_any_lines_come_back_as_they_were_written(rows: list[str]) -> None:
    kept = [row for row in rows if row != '"""']
    read = lines("".join(row + "\n" for row in kept).replace("\x0b", "").replace("\x0c", "").encode())
    wanted = [row.replace("\x0b", "").replace("\x0c", "") for row in kept]
    if wanted and wanted[0].startswith("\ufeff"):
        wanted[0] = wanted[0][1:]
    assert [line.text for line in read] == [w for w in wanted if w != '"""'] or '"""' in wanted


@pytest.mark.parametrize("data", [b"\x81\x8d\n", b"\x00\n", b"\xff\xfe\n"])
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    assert len(lines(data)) == 1


def test_blanks_around_a_fence_do_not_matter() -> None:
    assert lines(b'""" \nun\n\ndeux\n  """\nfin\n') == [Line("un\n\ndeux", 1), Line("fin", 6)]
