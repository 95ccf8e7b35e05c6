"""What the program says at its end: wrapped at words on a terminal, line by line in a pipe."""

import io

import pytest

from interviewer.cli import main
from interviewer.screens.clean import cells
from interviewer.screens.paper import wrapped_for


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


LINE = "guides/essai.yaml:3:5: error: " + "Une phrase un peu longue « avec des mots » ; " * 4
TEXT = LINE.strip() + "\n    " + "Ce qu'il faut faire ensuite, dit en entier. " * 3


def test_lines_are_wrapped_at_words_under_their_own_indent(monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    rows = wrapped_for(Screen(), TEXT).split("\n")
    assert max(map(cells, rows)) <= 50
    assert [word for row in rows for word in row.split()] == TEXT.split()
    hint = next(n for n, row in enumerate(rows) if row.startswith("    Ce"))
    assert all(row.startswith("    ") for row in rows[hint:])
    assert not any(row.startswith(" ") for row in rows[:hint])


def test_in_a_pipe_lines_stay_as_they_are():
    assert wrapped_for(io.StringIO(), TEXT) == TEXT


@pytest.mark.parametrize(
    "argv", [["show", "zzz-there-is-no-such-interview"], ["find", "mardi"], ["export", "--as", "x"]]
)
def test_an_error_on_a_terminal_is_wrapped_and_loses_nothing(argv, monkeypatch, study):
    pipe, screen = io.StringIO(), Screen()
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stderr", pipe)
    piped = main(argv)
    monkeypatch.setattr("sys.stderr", screen)
    assert main(argv) == piped != 0
    assert screen.getvalue().split() == pipe.getvalue().split()
    assert max(map(cells, screen.getvalue().split("\n"))) <= 40 < max(map(cells, pipe.getvalue().split("\n")))
