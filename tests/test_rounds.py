"""Rounds of coding: blind until they are closed, closed for good, told apart in every view of the study."""

import json
import sys
from pathlib import Path

import pytest

from interviewer.coding.rounds import made_before, next_round, open_rounds, progress, seen_by, sees_others
from interviewer.screens.pages.listing import as_columns
from interviewer.session import events as e
from interviewer.study.folder import Study
from interviewer.study.marking import Pens, load
from interviewer.study.overview import summary
from tests.conftest import Cli
from tests.terminal import ENTER, Terminal, needs_terminal
from tests.test_code import ANNA, OPEN, PAUL, files, hold, marks, root, seen

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
    assert f"Left open, since not all of it is rated: {PAUL} (2 turns)." in done.err
    assert seen(root, ANNA).closed == {("ana", "1")}
    assert not seen(root, PAUL).closed


def test_a_named_interview_with_turns_left_is_refused_unless_it_is_to_be_closed_incomplete(root, cli):
    cli("code", PAUL, "--coder", "ana", stdin="joie\n\n")
    before = files(root)
    refused = cli("code", PAUL, "--coder", "ana", "--close")
    assert (refused.code, files(root)) == (1, before)
    assert f"Not all of it is rated yet: {PAUL} (2 turns)" in refused.err
    assert cli("code", PAUL, "--coder", "ana", "--close", "--incomplete").code == 0
    assert seen(root, PAUL).closed == {("ana", "1")}


def test_in_an_interview_that_is_not_finished_turns_may_follow_so_its_round_stays_open(root, cli):
    hold(root, OPEN, done=False)
    left = cli("code", OPEN, "--coder", "ana", stdin="joie\n\n\njoie\n/close\n\n")
    assert f"The interview {OPEN} is not finished: turns may follow" in left.err
    refused = cli("code", OPEN, "--coder", "ana", "--close")
    assert (refused.code, f"{OPEN} (not finished)" in refused.err) == (1, True)
    assert cli("code", OPEN, "--coder", "ana", "--close", "--incomplete").code == 0
    assert seen(root, OPEN).closed == {("ana", "1")}


def test_nothing_to_close_is_said(root, cli):
    nothing = cli(*ANA, "--close")
    assert nothing.code == 1
    assert "no interview in which ana has rated every turn" in nothing.err
    cli("code", PAUL, "--coder", "ben", "--incomplete", "--close")
    assert not seen(root, PAUL).closed


def test_where_nothing_is_rated_nobody_is_told_to_close_it_incomplete(root, cli):
    for named in ((), (PAUL,)):
        refused = cli("code", *named, "--coder", "ana", "--close", "--incomplete")
        assert (refused.code, "--incomplete" in refused.err) == (1, False)
        assert "ana has rated" in refused.err
    cli("code", PAUL, "--coder", "ana", stdin="joie\n\n")
    refused = cli("code", PAUL, ANNA, "--coder", "ana", "--close", "--incomplete")
    assert (refused.code, seen(root, PAUL).closed) == (1, frozenset())
    assert f"ana has rated nothing yet in round 1 of {ANNA} (" in refused.err


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


def test_the_next_command_closes_then_compares_then_exports(both, cli):
    (both / "guides" / "benevoles.yaml").write_text("guide: benevoles", encoding="utf-8")
    assert "Next: `interviewer code --coder ben --close`" in cli().out
    cli(*BEN, "--close")
    assert "Next: `interviewer compare ana ben`" in cli().out
    cli("compare", "ana", "ben", stdin="a\n" * 6)
    assert "Next: `interviewer export`" in cli().out


def test_who_codes_alone_is_not_sent_to_close_anything(root, cli):
    (root / "guides" / "benevoles.yaml").write_text("guide: benevoles", encoding="utf-8")
    cli(*ANA, stdin="joie\n\n\n\n\n\n\n")
    assert "Next: `interviewer export`" in cli().out


def test_in_columns_those_who_decided_together_are_told_below_only(both, cli):
    cli(*BEN, "--close")
    cli("compare", "ana", "ben", stdin="a\n" * 6)
    rows = [summary(seen(both, session)) for session in (ANNA, PAUL)]
    above, below = as_columns(rows, 120).split("\n\n")
    assert "ana-ben" not in above
    assert "ana, ben" in above
    assert "ana-ben, round agreed: 6 of 6 turns in 2 of 2 interviews" in below


def test_the_list_tells_the_rounds_of_each_interview(both, cli):
    cli("code", PAUL, "--coder", "ben", "--close")
    rows = [line.split("\t") for line in cli("list").out.splitlines()]
    assert rows[0][-1] == "rounds"
    assert [row[-1] for row in rows[1:]] == ["ana 1 3/3 closed; ben 1 3/3", "ana 1 3/3 closed; ben 1 3/3 closed"]
    assert "closed in 1" in cli().out
    (anna, _paul) = json.loads(cli("list", "--json").out)
    assert anna["rounds"][1] == {"coder": "ben", "round": "1", "rated": 3, "turns": 3, "closed": False}


# --- marks that lost their words ---


def corrected(root: Path, cli: Cli) -> None:
    """Ana marked two passages of the first turn, ben one; then the turn was corrected, and round 1 of ana is closed."""
    cli("code", ANNA, "--coder", "ana", stdin="joie: Ma voisine\n/memo à garder\nrenc: la joie\n\n\n\n")
    cli("code", ANNA, "--coder", "ben", stdin="joie: Ma voisine\n\n")
    cli("code", ANNA, "--coder", "ana", "--close")
    assert (
        cli("edit", ANNA, stdin="1\nJ’ai rencontré mon voisin. Mon voisin, c'est « la joie » !\nmal entendu\n").code
        == 0
    )


def test_lost_marks_are_listed_with_who_where_and_code_and_into_a_file_without_the_words(root, cli):
    assert "No mark has lost its words." in cli("code", "--lost").err
    corrected(root, cli)
    turn = seen(root).turns[0].id
    listed = cli("code", "--lost")
    assert listed.out.splitlines() == [
        "session_id\tturn_id\tcoder\tround\tcode_id",
        f"{ANNA}\t{turn}\tana\t1\tjoie",
        f"{ANNA}\t{turn}\tben\t1\tjoie",
    ]
    assert "voisine" not in listed.out
    assert "2 marks lost their words." in listed.err
    assert len(cli("code", "--lost", "--coder", "ben").out.splitlines()) == 2
    assert len(cli("code", "--lost", "--coder", "ana").out.splitlines()) == 3
    assert "No mark" in cli("code", "--lost", "--round", "2").err
    assert "2 marks lost their words: `interviewer code --coder ID --lost` lists your own." in cli().out


def test_a_lost_mark_is_put_on_other_words_with_its_code_and_memo_also_in_a_closed_round(root, cli):
    corrected(root, cli)
    done = cli("code", ANNA, "--coder", "ana", stdin="/lost\n/again nowhere\n/again Mon voisin\n/lost\njoie\n")
    assert done.code == 3
    assert "[1] stood on: “Ma voisine”" in done.err
    assert "Line 2: These words are not in the turn" in done.err
    assert "Line 4: No mark of yours here has lost its words." in done.err
    assert "Line 5: Round 1 is closed here" in done.err
    assert marks(root) == [("a", "rencontre", "la joie", ""), ("a", "joie", "Mon voisin", "à garder")]
    assert all(mark.holds for mark in seen(root).marks if mark.coder == "ana")


def test_a_lost_mark_is_taken_away_or_left(root, cli):
    corrected(root, cli)
    cli("code", ANNA, "--coder", "ben", stdin="/lost\n/lost\n/quit\n")
    assert sum(not mark.holds for mark in seen(root).marks) == 2
    cli("code", ANNA, "--coder", "ben", stdin="/perdus\n-joie\n")
    assert sum(not mark.holds for mark in seen(root).marks) == 1
    gone = cli("code", ANNA, "--coder", "ana", stdin="/lost\n/unmark 1\n/again x\n")
    assert "No mark of yours on this turn has lost its words." in gone.err
    assert marks(root) == [("a", "rencontre", "la joie", "")]


def test_with_several_lost_marks_on_a_turn_the_number_is_needed(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="joie: Ma voisine\nrenc: ma voisine\n")
    cli("edit", ANNA, stdin="1\nRien de tout cela.\nmal entendu\n")
    done = cli("code", ANNA, "--coder", "ana", stdin="/lost\n/again Rien\n/again 2 Rien\n/again tout cela\n/again\n")
    assert "Line 2: Several marks of yours on this turn have lost their words." in done.err
    assert sorted(marks(root)) == [("a", "joie", "Rien", ""), ("a", "rencontre", "tout cela", "")]


@needs_terminal[0]
@needs_terminal[1]
def test_on_a_screen_the_words_are_shown_to_the_team(root, cli):
    corrected(root, cli)
    with Terminal([sys.executable, "-m", "interviewer", "code", "--lost"], cwd=root) as terminal:
        terminal.wait("2 marks lost")
        assert "“Ma voisine”" in "\n".join(terminal.lines())
        assert terminal.exit_code() == 0


# --- the transcript ---


def test_the_transcript_has_marks_when_asked_for_and_of_a_coder_those_that_they_may_see(both, cli):
    assert "Code " not in cli("show", ANNA).out
    assert "Code joie (ana)" in (everything := cli("show", ANNA, "--marks").out)
    assert "Code rencontre (ben)" in everything
    ben = cli("show", ANNA, "--marks", "--coder", "ben")
    assert "(ben)" in ben.out
    assert "(ana)" not in ben.out
    ana = json.loads(cli("show", ANNA, "--json", "--coder", "ana").out)
    assert {mark["coder"] for mark in ana["marks"]} == {"ana", "ben"}
    blind = json.loads(cli("show", ANNA, "--json", "--coder", "ben").out)
    assert {mark["coder"] for mark in blind["marks"]} == {"ben"}
    cli("code", ANNA, "--coder", "ana", "--round", "2", stdin="renc\n")
    assert "Code rencontre (ana, round 2)" in cli("show", ANNA, "--marks").out


CODING = ("marks", "seen", "remarks", "closed", "dismissed", "refused", "new_codes")


def test_for_programs_the_coding_is_shown_as_it_is_for_people(both, cli):
    said = e.Dismissed("d" * 16, seen(both, ANNA).turns[0].id, "joie", "ana", "n")
    told = e.Remark("e" * 16, "session", ANNA, "Un mémo.", "ana")
    pens = Pens(Study(both), "ana", {ANNA: load(Study(both), ANNA, "ana")})
    pens.write(ANNA, [said, told])
    pens.close()
    cli("code", ANNA, "--coder", "ana", "--round", "2", stdin="/new fierte La fierté\n")
    plain = json.loads(cli("show", ANNA, "--json").out)
    assert not any(plain[name] for name in CODING)
    every = json.loads(cli("show", ANNA, "--json", "--marks").out)
    assert all(every[name] for name in CODING if name != "refused")
    blind = json.loads(cli("show", ANNA, "--json", "--marks", "--coder", "ben").out)
    assert {one["coder"] for one in blind["marks"]} == {one[0] for one in blind["seen"]} == {"ben"}
    assert not any(blind[name] for name in CODING if name not in ("marks", "seen"))
