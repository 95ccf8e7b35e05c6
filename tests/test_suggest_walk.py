"""`code --suggest`: suggestions beside each turn, accepted or refused by a person, and kept as such."""

import csv
import io
import shutil
import sys
from pathlib import Path

import pytest

from interviewer.coding.said import Said, understand
from interviewer.coding.suggesting import Because
from interviewer.screens.coding.offering import reason
from interviewer.screens.words import use
from interviewer.study.meaning import is_installed
from interviewer.study.opening import find_study
from tests.conftest import Cli, Result
from tests.terminal import HAS_PTY, Terminal

ROOT = Path(__file__).resolve().parent.parent
SESSION = "2026-07-02-partenaires-pc3ny"
BY = "fuse" if is_installed() else "ngrams"


@pytest.fixture
def example(study):
    """The example study, coded by two people."""
    shutil.copytree(ROOT / "sessions", study / "sessions", dirs_exist_ok=True)
    return study


def code(cli: Cli, lines: str, *more: str) -> Result:
    return cli("code", SESSION, "--coder", "cleo", *more, stdin=lines)


def offered(err: str) -> list[str]:
    """The codes offered at the first turn, in their order."""
    first = err.split("\n── ")[1]
    return [line.split(": ")[1].split(" ")[0] for line in first.split("\n") if line.startswith("  suggested +")]


def marks(cli: Cli) -> list[tuple[str, str, str]]:
    rows = csv.DictReader(io.StringIO(cli("export", "--session", SESSION, "--out", "-").out))
    return [(row["code_id"], row["excerpt"], row["suggested_by"]) for row in rows if row["coder"] == "cleo"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("+1", Said("accept", ("1",))),
        (" + 12 ", Said("accept", ("12",))),
        ("+2: ces mots", Said("accept", ("2",), "ces mots")),
        ("/no 1", Said("no", (), "1")),
        ("/non 2", Said("no", (), "2")),
        ("+x", Said("mark", ("+x",))),
    ],
)
def test_what_is_typed_about_a_suggestion(typed, said):
    assert understand(typed) == said


def test_without_the_option_nothing_is_suggested(example, cli):
    made = code(cli, "+1\n/no 1\n")
    assert "suggested +" not in made.err
    assert made.err.count("Nothing is suggested here.") == 2
    assert marks(cli) == []


def test_three_codes_are_suggested_with_reasons_and_an_accepted_one_says_where_it_came_from(example, cli):
    made = code(cli, "+2\nisolement\n/quit\n", "--suggest")
    codes = offered(made.err)
    assert len(codes) == 3
    assert made.err.count("      like ") >= 3
    assert [(one, by) for one, _words, by in marks(cli) if by] == [(codes[1], BY)]
    assert {one for one, _words, by in marks(cli) if not by} == {"isolement"} - {codes[1]}


def test_an_accepted_code_can_be_put_on_words(example, cli):
    assert code(cli, "+1: Par le terrain\n", "--suggest").code == 0
    assert [(words, by) for _code, words, by in marks(cli)] == [("Par le terrain", BY)]


def test_a_refused_code_is_not_suggested_for_this_turn_again(example, cli):
    before = offered(code(cli, "/no 1\n/skip\n/back\n", "--suggest").err)
    again = offered(code(cli, "/quit\n", "--suggest").err)
    assert before[0] not in again
    assert before[1:] == again[:2]
    view = find_study().session(SESSION)[0]
    assert {one for who, _turn, one in view.dismissed if who == "cleo"} == {before[0]}
    assert marks(cli) == []


def test_codes_that_the_turn_bears_are_not_suggested(example, cli):
    codes = offered(code(cli, "+1\n", "--suggest").err)
    made = code(cli, "/goto 1\n/quit\n", "--suggest")
    assert codes[0] not in made.err.split("· 1 of 8")[1].split("suggested +1")[1]


def test_a_number_that_is_not_there_is_said(example, cli):
    made = code(cli, "+9\n/no\n/no zwei\n", "--suggest")
    assert made.code == 3
    assert made.err.count("There is no suggestion with that number; how many there are: 3.") == 3


def test_what_a_coder_marks_teaches_and_what_others_marked_does_not(example, cli):
    """The words that cleo marks come back as the reason at a turn that is like it; nothing of ana's and ben's marks does."""
    made = code(cli, "isolement: Une de vos bénévoles attendait au guichet\n\n\n\n\n\n\n\n", "--suggest")
    reasons = [line for line in made.err.split("\n") if line.startswith("      like “")]
    assert all("Une de vos bénévoles attendait au guichet" in line for line in reasons)


@pytest.mark.parametrize("other", [("--apply", "x.csv"), ("--export", "-"), ("--close",), ("--lost",)])
def test_it_is_for_coding_turn_by_turn_alone(example, cli, other):
    made = code(cli, "", "--suggest", *other)
    assert (made.code, made.out) == (2, "")
    assert "`--suggest` is for coding turn by turn" in made.err


def test_it_says_by_what_it_goes(example, cli):
    said = code(cli, "/quit\n", "--suggest").err
    assert ("by meaning" if is_installed() else "`interviewer[suggest]`") in said
    assert "Accept one with +1, refuse it with /no 1." in said


def test_reasons_are_whole_and_short():
    assert (
        reason(Because("excerpt", "on garde les enfants", "s1", ("gardé",)))
        == "like “on garde les enfants” in s1 (gardé)"
    )
    assert reason(Because("definition", "Une aide.", "", ())) == "like its definition: Une aide. (no word in common)"
    assert len(reason(Because("example", "x" * 500, "", ()))) < 220
    use("en")


@pytest.mark.terminal
@pytest.mark.skipif(not HAS_PTY, reason="needs pseudo-terminals, which Windows has not")
def test_in_the_room_suggestions_are_on_from_the_beginning(example):
    command = [sys.executable, "-m", "interviewer", "code", SESSION, "--coder", "cleo", "--suggest"]
    env = {"INTERVIEWER_LANG": "en", "TERM": "xterm-256color"}
    with Terminal(command, cwd=example, columns=100, rows=30, env=env) as terminal:
        terminal.wait("suggested · Tab chooses")
