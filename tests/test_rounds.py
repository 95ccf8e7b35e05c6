"""Rounds of coding: blind until they are closed, closed for good, told apart in every view of the study."""

import json
import sys

import pytest

from interviewer.coding.rounds import made_before, next_round, open_rounds, progress, seen_by, sees_others
from tests.terminal import ENTER, Terminal, needs_terminal
from tests.test_code import ANNA, PAUL, files, marks, root, seen

__all__ = ["root"]  # the fixture

ANA = ("code", "--coder", "ana")
BEN = ("code", "--coder", "ben")


@pytest.fixture
def both(root, cli):
    """Two coders have rated everything in both interviews; ben hasn't closed, ana has."""
    assert cli(*ANA, stdin="joie\n\n\n\n\n\n\n").code == 0
    assert cli(*BEN, stdin="renc\n/memo un lien\n\n\n\n\n\n\n").code == 0
    assert cli(*ANA, "--close").code == 0
    return root


# --- closing ---


def test_a_round_closes_where_every_turn_is_rated_and_says_where_it_stays_open(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="joie\n\n\n\n")
    cli("code", PAUL, "--coder", "ana", stdin="joie\n\n")
    done = cli(*ANA, "--close")
    assert (done.code, done.out) == (0, "")
    assert "Round 1 is closed by ana in 1 interview." in done.err
    assert f"Left open, since turns are not rated: {PAUL} (2 turns)." in done.err
    assert seen(root, ANNA).closed == {("ana", "1")}
    assert not seen(root, PAUL).closed


def test_a_named_interview_with_turns_left_is_refused_unless_it_is_to_be_closed_incomplete(root, cli):
    cli("code", PAUL, "--coder", "ana", stdin="joie\n\n")
    before = files(root)
    refused = cli("code", PAUL, "--coder", "ana", "--close")
    assert (refused.code, files(root)) == (1, before)
    assert f"Turns are not rated yet in {PAUL} (2 turns)" in refused.err
    assert cli("code", PAUL, "--coder", "ana", "--close", "--incomplete").code == 0
    assert seen(root, PAUL).closed == {("ana", "1")}


def test_nothing_to_close_is_said(root, cli):
    nothing = cli(*ANA, "--close")
    assert nothing.code == 1
    assert "no interview in which ana has rated every turn" in nothing.err
    cli("code", PAUL, "--coder", "ben", "--incomplete", "--close")
    assert not seen(root, PAUL).closed


def test_closing_twice_writes_nothing(both, cli):
    before = files(both)
    assert cli(*ANA, "--close").code == 1
    assert files(both) == before


@pytest.mark.parametrize("wrong", [("--incomplete",), ("--close", "--apply", "-"), ("--round", "A b")])
def test_options_that_make_no_sense_are_refused(root, cli, wrong):
    assert cli(*ANA, *wrong, stdin="").code == 2


def test_in_a_closed_round_nothing_is_marked_any_more_and_all_can_be_looked_at(both, cli):
    before = files(both)
    looked = cli("code", ANNA, "--coder", "ana", "--round", "1", stdin="renc\n-joie\n\n\n/show\n")
    assert (looked.code, files(both)) == (3, before)
    assert looked.err.count("nothing can be marked in it any more") == 2
    assert f"{ANNA} · 3 of 3" in looked.err


def test_the_word_in_the_walk_closes_one_interview_when_all_of_it_is_rated(root, cli):
    done = cli("code", ANNA, "--coder", "ana", stdin="joie\n/close\n\n\n/close\n")
    assert done.code == 3
    assert "2 turns of this interview are not rated yet" in done.err
    done = cli("code", ANNA, "--coder", "ana", stdin="\n")
    assert not seen(root, ANNA).closed
    cli("code", ANNA, PAUL, "--coder", "ana", stdin="/back\n/clore\n")
    assert seen(root, ANNA).closed == {("ana", "1")}
    assert not seen(root, PAUL).closed


# --- which round ---


def test_without_a_name_it_is_the_round_that_is_open_else_the_first(both, cli):
    cli("code", ANNA, "--coder", "ana", "--round", "2", stdin="renc\n")
    now = [(m.code, m.round) for m in seen(both).marks if m.coder == "ana"]
    assert now == [("joie", "1"), ("rencontre", "2")]
    assert open_rounds([seen(both)], "ana") == ("2",)
    cli("code", ANNA, "--coder", "ana", stdin="/goto 1\njoie\n")
    assert ("joie", "2") in [(m.code, m.round) for m in seen(both).marks if m.coder == "ana"]
    assert next_round([seen(both)], "ana") == "3"


def test_several_open_rounds_must_be_told_apart(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="joie\n")
    cli("code", ANNA, "--coder", "ana", "--round", "deux", stdin="joie\n")
    several = cli("code", ANNA, "--coder", "ana", stdin="joie\n")
    assert several.code == 2
    assert "ana has several rounds open here: 1, deux." in several.err


def test_a_new_round_begins_with_nothing_in_sight_unless_ones_own_marks_are_asked_for(both, cli):
    blind = cli("code", ANNA, "--coder", "ana", "--round", "2", stdin="")
    assert "joie\n" not in blind.err
    assert "round 1: joie" in cli("code", ANNA, "--coder", "ana", "--round", "2", "--with-own", stdin="").err
    assert [m.code for m in made_before(seen(both), "ana", "2", seen(both).marks[0].turn)] == ["joie"]


# --- blindness ---


def test_others_marks_are_hidden_until_the_round_is_closed_and_then_shown_with_their_coder(both, cli):
    hidden = cli("code", ANNA, "--coder", "ben", stdin="/goto 1\n/show\n/codes\n/others\n/close\n/others\n")
    before, after = hidden.err.split("Round 1 is closed in")
    assert "What others marked stays hidden" in before
    assert "ana:" not in before
    assert "ana: joie" in after


def test_others_marks_are_shown_with_memos_and_rounds_and_their_absence_is_said(both, cli):
    cli("code", ANNA, "--coder", "ben", "--close")
    looked = cli("code", ANNA, "--coder", "ana", "--round", "1", stdin="/autres\n\n/others\n").err
    assert "ben: rencontre (un lien)" in looked
    assert "Nobody else marked this turn." in looked


def test_who_began_a_later_round_is_blind_again(both, cli):
    assert sees_others(seen(both), "ana")
    cli("code", ANNA, "--coder", "ana", "--round", "2", stdin="renc\n")
    assert not sees_others(seen(both), "ana")
    assert {m.coder for m in seen_by(seen(both), "ana")} == {"ana"}
    looked = cli("code", ANNA, "--coder", "ana", "--round", "1", stdin="/others\n")
    assert looked.code == 3
    assert "ben:" not in looked.err


def test_progress_counts_rated_turns_by_round_and_coder(both):
    ana, ben = progress(seen(both))
    assert (ana.coder, ana.round, ana.rated, ana.turns, ana.closed, ana.whole) == ("ana", "1", 3, 3, True, True)
    assert (ben.coder, ben.rated, ben.closed) == ("ben", 3, False)


@needs_terminal[0]
@needs_terminal[1]
def test_at_a_terminal_closing_asks_once_more(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="joie\n\n\n\n")
    command = [sys.executable, "-m", "interviewer", "code", "--coder", "ana", "--close"]
    for answer, closed in (("n", frozenset()), ("y", {("ana", "1")})):
        with Terminal(command, cwd=root) as terminal:
            terminal.wait("Close it?")
            terminal.send(answer + ENTER)
            terminal.wait("Nothing was closed" if not closed else "is closed by ana")
            terminal.exit_code()
        assert seen(root, ANNA).closed == closed


def test_marks_of_two_rounds_do_not_meet(root, cli):
    for name in ("1", "2"):
        cli("code", ANNA, "--coder", "ana", "--round", name, stdin="joie\n")
    assert len(marks(root)) == 2
    assert len({m.id for m in seen(root).marks}) == 2
    hold_nothing = cli("code", PAUL, "--coder", "ana", "--round", "2", stdin="-joie\n")
    assert hold_nothing.code == 3


# --- what the study says of it ---


def test_the_study_tells_in_words_who_coded_how_far_in_which_round(both, cli):
    cli("code", ANNA, "--coder", "ana", "--round", "2", stdin="renc\n")
    told = cli().out
    assert "ana, round 1: 6 of 6 turns in 2 of 2 interviews, closed.\n" in told
    assert "ben, round 1: 6 of 6 turns in 2 of 2 interviews, not closed.\n" in told
    assert "ana, round 2: 1 of 3 turns in 1 of 2 interviews, not closed.\n" in told


def test_the_list_tells_the_rounds_of_each_interview(both, cli):
    cli("code", PAUL, "--coder", "ben", "--close")
    rows = [line.split("\t") for line in cli("list").out.splitlines()]
    assert rows[0][-1] == "rounds"
    assert [row[-1] for row in rows[1:]] == ["ana 1 3/3 closed; ben 1 3/3", "ana 1 3/3 closed; ben 1 3/3 closed"]
    assert "closed in 1" in cli().out
    (anna, _paul) = json.loads(cli("list", "--json").out)
    assert anna["rounds"][1] == {"coder": "ben", "round": "1", "rated": 3, "turns": 3, "closed": False}
