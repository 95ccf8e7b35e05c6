"""Two coders side by side: what is alike is taken over, what differs is asked, and all of it is a round of its own."""

import csv
import io
import json
import sys

import pytest

from interviewer.session.model import Rated
from tests.terminal import CTRL_D, ENTER, Terminal, needs_terminal
from tests.test_code import ANNA, PAUL, WORDS, files, root, seen

__all__ = ["root"]  # the fixture

COMPARE = ("compare", "ana", "ben")


def code_all(cli, coder: str, lines: str) -> None:
    assert cli("code", ANNA, "--coder", coder, stdin=lines).code == 0
    assert cli("code", ANNA, "--coder", coder, "--close").code == 0


@pytest.fixture
def differing(root, cli):
    """Turn a: one mark alike, one code on other words, one code against another; turn c: one only ben has; turn d alike."""
    code_all(cli, "ana", "renc\njoie: la joie\n/memo à moi\njoie-vive: Ma voisine\n\n\n\n")
    code_all(cli, "ben", "renc\njoie: « la joie »\nrenc: Ma voisine, c'est\n\nrenc: accueillie\n\n\n")
    return root


def agreed(root, coder: str = "ana-ben", name: str = "agreed") -> list[tuple[str, str, str, str]]:
    view = seen(root)
    there = [(m.turn[2], m.code, m.excerpt, m.memo) for m in view.marks if (m.coder, m.round) == (coder, name)]
    return sorted(there)


def rated(root) -> set[str]:
    return {one.turn[2] for one in seen(root).seen if one[:2] == ("ana-ben", "agreed")}


ALIKE = [("a", "rencontre", WORDS, "")]


def test_what_both_have_is_taken_over_and_every_turn_without_a_difference_is_rated(differing, cli):
    done = cli(*COMPARE, stdin="")
    assert done.code == 0
    assert "ana and ben both rated 3 turns in 1 interview: 1 mark alike, 3 differences." in done.err
    assert "1 mark is taken over into the round agreed, as ana-ben." in done.err
    assert "3 differences are left.\nGo on with: interviewer compare ana ben\n" in done.err
    assert agreed(differing) == ALIKE
    assert rated(differing) == {"d"}
    before = files(differing)
    assert cli(*COMPARE, stdin="").code == 0
    assert files(differing) == before


def test_each_difference_is_shown_with_both_sides_and_decided_by_a_word(differing, cli):
    done = cli(*COMPARE, stdin="a\nben c'est plus large\nneither trop fin\n")
    assert done.code == 0
    assert "joie-vive: only" not in done.err
    assert "different codes on the same words" in done.err
    assert "joie: on different words" in done.err
    assert "ana: joie: “la joie” (à moi)" in done.err
    assert "ben: joie: “« la joie »”" in done.err
    assert "rencontre: only ben has it" in done.err
    assert "ana: nothing" in done.err
    assert agreed(differing) == [
        ("a", "joie", "« la joie »", "c'est plus large"),
        ("a", "joie-vive", "Ma voisine", ""),
        *ALIKE,
    ]
    assert [(r.coder, r.target[2], r.text) for r in seen(differing).remarks] == [("ana-ben", "c", "trop fin")]
    assert rated(differing) == {"a", "c", "d"}
    assert ("ana-ben", "agreed") in seen(differing).closed
    assert "Nothing is left to decide here." in done.err
    assert (
        "Before they talked: 1 mark alike, 3 differences; turn by turn 77.8% agreement, Cohen's kappa 0.50." in done.err
    )


def test_the_command_that_goes_on_says_what_must_be_typed_again(differing, cli):
    options = ("--as", "equipe", "--to", "final", "--by", "question", "--with-pilots")
    done = cli(*COMPARE, *options, stdin="")
    assert "Go on with: interviewer compare ana ben --to final --by question --as equipe --with-pilots\n" in done.err


def test_what_is_decided_is_not_asked_again_in_the_middle_of_a_turn_and_at_its_end(differing, cli):
    cli(*COMPARE, stdin="neither\n/quit\n")
    assert rated(differing) == {"d"}
    again = cli(*COMPARE, stdin="")
    assert "── 2 of 3" in again.err
    assert "── 1 of 3" not in again.err
    cli(*COMPARE, stdin="both\n\n")
    assert rated(differing) == {"a", "d"}
    assert "3 of 3" in cli(*COMPARE, stdin="neither\n").err
    last = cli(*COMPARE, stdin="a\n")
    assert "Nothing is left to decide here." in last.err
    assert agreed(differing) == [("a", "joie", "la joie", "à moi"), ("a", "joie", "« la joie »", ""), *ALIKE]


def test_an_exported_table_says_that_it_lacks_what_was_refused(differing, cli):
    assert "refused in `compare`" not in cli("code", "--export", "-").err
    assert cli(*COMPARE, stdin="neither\n/quit\n").code == 0
    said = cli("code", "--export", "-")
    count = len({mark for _who, _round, mark in seen(differing).refused})
    assert count > 1
    assert f"{count} marks were refused in `compare`; the table doesn't say so" in said.err


def test_both_later_and_an_empty_line(differing, cli):
    done = cli(*COMPARE, stdin="later\n\nboth\n")
    assert "2 differences are left." in done.err
    assert agreed(differing) == [*ALIKE, ("c", "rencontre", "accueillie", "")]


def test_another_code_and_other_words(differing, cli):
    done = cli(*COMPARE, stdin="joie: J'ai rencontré\n: joie\n/memo précisé\njoie\n")
    assert done.code == 0
    assert agreed(differing) == [
        ("a", "joie", "J’ai rencontré", ""),
        ("a", "joie", "joie", ""),
        *ALIKE,
        ("c", "joie", "accueillie", "précisé"),
    ]


def test_a_new_code_is_born_while_two_decide(differing, cli):
    done = cli(*COMPARE, stdin="new joies Les joies\nnouveau! joies Les joies\njoies: voisine #1\nquit\n")
    assert (done.code, "very much like joie" in done.err) == (3, True)
    assert seen(differing).new_codes == {"joies": "Les joies"}
    assert agreed(differing) == [("a", "joies", "voisine", ""), *ALIKE]


def test_what_is_not_clear_decides_nothing_and_says_what_to_do(differing, cli):
    lines = ": voisine\njoie\nla\n/zzz\nundo\n/memo\njoie: nowhere\nquit\n"
    done = cli(*COMPARE, stdin=lines)
    assert done.code == 3
    for number in range(1, 8):
        assert f"Line {number}: " in done.err
    assert "Two codes are in question here: joie-vive, rencontre." in done.err
    assert agreed(differing) == ALIKE
    nothing = cli(*COMPARE, stdin="later\nlater\nana\n")
    assert "ana marked nothing here that the other has not" in nothing.err


@pytest.mark.parametrize(
    ("line", "language", "meant"),
    [("/neithr", "en", "/neither?"), ("/aucn", "fr", "/aucun"), ("/undoo", "fr", "/annuler")],
)
def test_the_word_that_was_perhaps_meant_is_named_as_the_screens_have_it(differing, cli, line, language, meant):
    assert meant in cli(*COMPARE, "--lang", language, stdin=f"{line}\n").err


def test_undo_takes_back_one_decision_after_the_other(differing, cli):
    done = cli(*COMPARE, stdin="a\nb\nneither\n")
    assert done.code == 0
    cli(
        "compare", "ana", "ben", "--to", "second", stdin="a\nb\nundo\nundo\nneither\nneither raison\nundo\nneither\nb\n"
    )
    assert agreed(differing, name="second") == [*ALIKE, ("c", "rencontre", "accueillie", "")]
    assert "Nothing is left to decide" in cli("compare", "ana", "ben", "--to", "second", stdin="").err


def test_after_an_undo_the_difference_is_open_again(differing, cli):
    cli(*COMPARE, stdin="neither\nneither\nundo\nundo\nquit\n")
    assert agreed(differing) == ALIKE
    assert rated(differing) == {"d"}
    assert "1 of 3" in cli(*COMPARE, stdin="").err
    assert not seen(differing).refused


def test_each_decision_is_durable_before_the_next_line_is_read(differing, cli):
    """The file of the run holds the first decision while the second is being typed: a fault after it takes nothing back."""
    cli(*COMPARE, stdin="a\nzzz\n")
    assert ("a", "joie-vive", "Ma voisine", "") in agreed(differing)


def test_both_must_have_closed_the_round(root, cli):
    nothing = cli(*COMPARE, stdin="")
    assert (nothing.code, "Neither ana nor ben has rated anything" in nothing.err) == (1, True)
    cli("code", ANNA, "--coder", "ana", stdin="renc\n\n\n\n")
    cli("code", ANNA, PAUL, "--coder", "ben", stdin="joie\n\n\n\njoie\n\n\n\n")
    cli("code", ANNA, "--coder", "ben", "--close")
    waiting = cli(*COMPARE, "--open", stdin="")
    assert waiting.code == 1
    assert f"{ANNA} (ana), {PAUL} (ana, ben)" in waiting.err
    cli("code", ANNA, "--coder", "ana", "--close")
    assert f"Not closed: {PAUL} (ana, ben)." in cli(*COMPARE, stdin="").err


def test_old_rounds_that_nobody_closed_are_compared_when_asked_for_and_that_is_said(root, cli):
    for coder in ("ana", "ben"):
        cli("code", ANNA, "--coder", coder, stdin="renc\n\n\n\n")
    done = cli(*COMPARE, "--open", stdin="")
    assert done.code == 0
    assert (
        f"Never closed by either, so nobody can tell whether they coded without seeing each other: {ANNA}." in done.err
    )
    assert agreed(root) == ALIKE


def test_turns_that_only_one_rated_are_counted_and_left_out(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="renc\n\n\n\n")
    cli("code", ANNA, "--coder", "ben", stdin="renc\n\n")
    cli("code", ANNA, "--coder", "ana", "--close")
    cli("code", ANNA, "--coder", "ben", "--close", "--incomplete")
    done = cli(*COMPARE, stdin="")
    assert "2 turns were rated by one of the two only, and can't be compared." in done.err
    assert rated(root) == {"a"}


def test_the_agreed_round_may_have_another_name_and_id(differing, cli):
    cli(*COMPARE, "--as", "equipe", "--to", "final", stdin="a\nb\nb\n")
    assert len(agreed(differing, "equipe", "final")) == 4
    assert Rated("equipe", "final", seen(differing).turns[0].id) in seen(differing).seen


@pytest.mark.parametrize(
    "wrong", [("ana", "ana"), ("ana", "B c"), ("ana", "ben", "--to", "1"), ("ana", "ben", "--by", "x"), ("ana",)]
)
def test_a_command_line_that_makes_no_sense_is_refused(differing, cli, wrong):
    assert cli("compare", *wrong, stdin="").code == 2


def test_two_long_ids_need_an_id_for_both(differing, cli):
    refused = cli("compare", "a" * 40, "b" * 40, stdin="")
    assert (refused.code, "--as ID" in refused.err) == (2, True)


def test_filters_narrow_what_is_asked(differing, cli):
    done = cli(*COMPARE, "--code", "joie", stdin="a\n")
    assert "1 of 1" in done.err
    assert "1 difference decided" in done.err
    assert rated(differing) == {"d"}
    assert cli(*COMPARE, "--question", "nowhere", stdin="").code == 1


RENAMED = """\
guide: benevoles
version: 2
title: Essai
language: fr
consent: [{id: notes, for: notes, ask: "Puis-je noter ?", required: true}]
themes:
  - {id: arrivee, title: Début, questions: [{id: debut, was: [premiere-fois], ask: "Racontez-moi.", aim: Savoir}]}
"""


@pytest.mark.parametrize("name", ["debut", "premiere-fois"])
def test_a_question_is_known_by_any_id_that_it_bore(name, differing, cli):
    (differing / "guides" / "benevoles.yaml").write_text(RENAMED, encoding="utf-8")
    everything = cli(*COMPARE, "--list")
    found = cli(*COMPARE, "--list", "--question", name)
    assert (found.code, found.out) == (0, everything.out)
    assert "1 mark alike, 3 differences" in found.err
    assert (
        "Before they talked: 1 mark alike, 3 differences; turn by turn 77.8%"
        in cli(*COMPARE, "--question", name, stdin="").err
    )


# --- listed only ---


def test_the_list_asks_nothing_and_writes_nothing(differing, cli):
    before = files(differing)
    listed = cli(*COMPARE, "--list", stdin="a\n")
    assert (listed.code, files(differing)) == (0, before)
    assert "1. " in listed.out
    assert "3. " in listed.out
    assert "ana: joie: “la joie” (à moi)" in listed.out


def test_the_list_as_json_and_as_a_table(differing, cli):
    cli(*COMPARE, stdin="a\n")
    found = json.loads(cli(*COMPARE, "--json").out)
    assert [one["difference"] for one in found] == ["codes", "words", "one"]
    assert [one["decided"] for one in found] == [True, False, False]
    assert found[1]["marks"]["ben"][0]["excerpt"] == "« la joie »"
    rows = list(csv.DictReader(io.StringIO(cli(*COMPARE, "--out", "-").out)))
    assert [(row["difference"], row["coder"], row["code_id"]) for row in rows] == [
        *(("1", "ana", "joie-vive"), ("1", "ben", "rencontre"), ("2", "ana", "joie"), ("2", "ben", "joie")),
        ("3", "ben", "rencontre"),
    ]


# --- at a terminal ---


@needs_terminal[0]
@needs_terminal[1]
@pytest.mark.parametrize("columns", [80, 120])
def test_at_a_terminal_the_sides_stand_beside_each_other_where_there_is_room(differing, columns):
    command = [sys.executable, "-m", "interviewer", *COMPARE]
    with Terminal(command, cwd=differing, columns=columns) as terminal:
        terminal.wait("ana/ben>")
        beside = any("Ma voisine”" in line and "Ma voisine, c'est”" in line for line in terminal.lines())
        assert beside == (columns > 80)
        terminal.send("a" + ENTER)
        terminal.wait("2 of 3")
        terminal.send(CTRL_D)
        terminal.wait("2 differences are left.")
        assert terminal.exit_code() == 0
    assert ("a", "joie-vive", "Ma voisine", "") in agreed(differing)
