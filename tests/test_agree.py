"""`interviewer agree`: what counts as rated, who is compared in which round, what stays blind, and what is shown."""

import csv
import io
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError, UsageError
from interviewer.figures.agreement.coefficients import coefficient
from interviewer.figures.agreement.units import (
    Rater,
    Wanted,
    compare,
    interviews_of,
    question_units,
    turn_units,
)
from interviewer.figures.selection import Selection
from interviewer.guide.model import Text
from interviewer.screens.pages.whiskers import whisker
from interviewer.session import events as e
from interviewer.session.model import Rated
from interviewer.study.folder import Study
from interviewer.study.reading import read_all
from tests.build import Talk, guide
from tests.conftest import ROOT

EMPTY = CodeTree(Codebook())
ANA, BEN, CEM = Rater("ana"), Rater("ben"), Rater("cem")
WORDS = "Je suis venue pour ma voisine, et je suis restée."
BOOK = """\
codes:
  - {id: lien, label: {fr: Le lien, en: Ties}}
  - {id: rencontre, label: {fr: La rencontre, en: Meeting people}, parent: lien}
  - {id: sens, label: {fr: Le sens, en: Meaning}}
  - {id: charge, label: {fr: La charge, en: The burden}}
"""


class Coding(Talk):
    """An interview with its coding: what each coder did, by short calls."""

    def passed(self, turn: str, coder: str, round_: str = "") -> None:
        self.add(e.Seen(self._id(), turn, coder, round_))

    def put(self, turn: str, code: str, coder: str, words: str = WORDS, round_: str = "") -> str:
        start = WORDS.find(words)
        return self.add(e.Mark(self._id(), turn, code, coder, start, start + len(words), words, "", round_))

    def close(self, *coders: str, round_: str = "") -> None:
        for coder in coders:
            self.add(e.RoundClosed(self._id(), coder, round_))

    def fix(self, turn: str, text: str) -> None:
        self.add(e.Fixed(self._id(), turn, text))


def interviews(*talks: Talk, selection: Selection = Selection()):  # noqa: B008 - frozen
    return list(interviews_of([talk.done().view() for talk in talks], selection, EMPTY))


def compared(*talks: Talk, coders: tuple[str, ...] = (), rounds: tuple[str, ...] = (), with_open: bool = False):
    return compare(interviews(*talks), Wanted(coders, frozenset(rounds), with_open))


def ratings(*talks: Talk, **how: Any) -> Any:
    return [unit.ratings for unit in turn_units(compared(*talks, with_open=True, **how), EMPTY)]


# --- what is rated ---


def test_a_turn_is_rated_once_marked_or_passed_and_missing_else():
    talk = Coding()
    marked, passed, missing = talk.say(WORDS), talk.say(WORDS), talk.say(WORDS)
    talk.say(WORDS, kind=e.Memo)
    talk.put(marked, "sens", "ana")
    talk.passed(marked, "ben")
    talk.passed(passed, "ana")
    talk.passed(passed, "ben")
    talk.passed(missing, "ben")
    assert ratings(talk) == [({"sens"}, set()), (set(), set()), (None, set())]


def test_what_is_not_coded_any_more_is_missing_and_what_was_unmarked_is_a_no():
    talk = Coding()
    turn, other = talk.say(WORDS), talk.say(WORDS)
    for coder in ("ana", "ben"):
        talk.passed(turn, coder)
        mark = talk.put(other, "sens", coder)
    talk.add(e.Unmark(talk._id(), mark, "ben"))
    talk.add(e.Unseen(talk._id(), turn, "ben"))
    assert ratings(talk) == [(set(), None), ({"sens"}, set())]


def test_a_mark_that_lost_its_words_makes_the_rating_missing_and_is_counted():
    talk = Coding()
    turn, other = talk.say(WORDS), talk.say(WORDS)
    talk.put(turn, "sens", "ana", "ma voisine")
    talk.passed(turn, "ben")
    for coder in ("ana", "ben"):
        talk.passed(other, coder)
    assert compared(talk, with_open=True).lost == 0
    talk.fix(turn, "Je suis venue pour rien.")
    assert ratings(talk) == [(None, set()), (set(), set())]
    assert compared(talk, with_open=True).lost == 1


def test_a_question_is_rated_once_all_of_the_persons_turns_are_and_bears_all_their_codes():
    talk = Coding(people=(("p1", "habitants"), ("p2", "habitants")))
    one, two = talk.say(WORDS), talk.say(WORDS)
    other, elsewhere = talk.say(WORDS, speaker="p2"), talk.say(WORDS, question="demain")
    for coder in ("ana", "ben"):
        talk.put(one, "sens", coder)
        talk.put(other, "charge", coder)
        talk.passed(elsewhere, coder)
    talk.put(two, "lien", "ana")
    units = question_units(turn_units(compared(talk, with_open=True), EMPTY))
    found: list[Any] = [unit.ratings for unit in units]
    assert found == [({"sens", "lien"}, None), ({"charge"}, {"charge"}), (set(), set())]


def test_a_turn_that_nobody_rated_keeps_its_question_unrated():
    talk = Coding()
    one, _nobody = talk.say(WORDS), talk.say(WORDS)
    for coder in ("ana", "ben"):
        talk.put(one, "sens", coder)
    assert [unit.ratings for unit in question_units(turn_units(compared(talk, with_open=True), EMPTY))] == [
        (None, None)
    ]


def test_with_roll_up_a_mark_counts_for_the_codes_above_it_and_a_filter_keeps_them_apart():
    tree = CodeTree(Codebook((Code("lien", Text({})), Code("rencontre", Text({}), parent="lien"))))
    talk = Coding()
    turn = talk.say(WORDS)
    talk.put(turn, "rencontre", "ana")
    talk.put(turn, "lien", "ben")
    found = compared(talk, with_open=True)
    ways: list[Any] = [{}, {"roll_up": True}, {"roll_up": True, "within": frozenset({"rencontre"})}]
    plain, raised, kept = (list(turn_units(found, tree, **way)[0].ratings) for way in ways)
    assert plain == [frozenset({"rencontre"}), frozenset({"lien"})]
    assert raised == [frozenset({"rencontre", "lien"}), frozenset({"lien"})]
    assert kept == [frozenset({"rencontre"}), frozenset()]


# --- whom, in which round ---


def two_rounds(closed: str = ""):
    talk = Coding()
    turn = talk.say(WORDS)
    for coder in ("ana", "ben"):
        for round_ in ("", "2"):
            talk.put(turn, "sens", coder, round_=round_)
    if closed:
        talk.close("ana", "ben", round_="" if closed == "1" else closed)
    return talk


def test_the_round_is_the_one_that_both_closed_else_it_must_be_said():
    with pytest.raises(CannotError) as refused:
        compared(two_rounds(), with_open=True)
    assert refused.value.problem.rule == "agree_which_round"
    assert refused.value.problem.facts()["rounds"] == "1, 2"
    assert compared(two_rounds("2")).raters == (Rater("ana", "2"), Rater("ben", "2"))
    assert compared(two_rounds(), rounds=("2",), with_open=True).raters == (Rater("ana", "2"), Rater("ben", "2"))


def test_the_agreed_round_and_the_interviewers_marks_are_no_coders_unless_named():
    talk = Coding()
    turn = talk.say(WORDS)
    for coder in ("ana", "ben", "interviewer"):
        talk.put(turn, "sens", coder)
        talk.put(turn, "lien", coder, round_="agreed")
    assert compared(talk, with_open=True).raters == (ANA, BEN)
    assert compared(talk, with_open=True, coders=("ana", "interviewer")).raters == (ANA, Rater("interviewer"))
    assert compared(talk, with_open=True, rounds=("agreed",)).raters == (Rater("ana", "agreed"), Rater("ben", "agreed"))


def test_a_coder_can_be_held_against_an_own_later_round():
    assert compared(two_rounds("2"), coders=("ana@1", "ana@2")).raters == (ANA, Rater("ana", "2"))
    assert compared(two_rounds(), coders=("ben", "ana@2"), rounds=("1",), with_open=True).raters == (
        BEN,
        Rater("ana", "2"),
    )


@pytest.mark.parametrize(
    ("coders", "rule"),
    [
        (("ana", "zoe"), "agree_unknown_coder"),
        (("ana", "ben@9"), "agree_unknown_coder"),
        (("ana",), "agree_one_coder"),
        (("ana", "ana"), "agree_one_coder"),
    ],
)
def test_coders_that_make_no_sense_are_refused(coders, rule):
    with pytest.raises((CannotError, UsageError)) as refused:
        compared(two_rounds(), coders=coders)
    assert refused.value.problem.rule == rule


def test_one_coder_alone_can_not_be_compared():
    talk = Coding()
    talk.passed(talk.say(WORDS), "ana")
    with pytest.raises(CannotError) as refused:
        compared(talk)
    assert refused.value.problem.rule == "agree_too_few_coders"


# --- blind ---


def coded_by(session: str, coders: str, closed: str = ""):
    talk = Coding(session)
    turn = talk.say(WORDS)
    for coder in coders.split():
        talk.passed(turn, coder)
    talk.close(*closed.split())
    return talk


def test_an_interview_counts_once_all_who_coded_it_have_closed_the_round():
    both = coded_by("2026-05-04-essai-p1", "ana ben", "ana ben")
    half = coded_by("2026-05-04-essai-p2", "ana ben", "ana")
    alone = coded_by("2026-05-04-essai-p3", "ana", "ana")
    found = compared(both, half, alone)
    assert [one.id for one in found.interviews] == [both.session]
    assert (found.blind, found.alone, found.still_open) == ((half.session,), (alone.session,), ())


def test_a_third_coder_who_did_not_code_there_holds_nothing_up_and_one_who_did_does():
    both = coded_by("2026-05-04-essai-p1", "ana ben", "ana ben")
    three = coded_by("2026-05-04-essai-p2", "ana ben cem", "ana ben")
    assert compared(both, three).blind == (three.session,)
    assert compared(both, three, coders=("ana", "ben")).blind == ()


def test_where_nobody_closed_anything_nothing_is_compared_unless_asked_for():
    talks = coded_by("2026-05-04-essai-p1", "ana ben"), coded_by("2026-05-04-essai-p2", "ana ben")
    with pytest.raises(CannotError) as refused:
        compared(*talks)
    assert refused.value.problem.rule == "agree_all_blind"
    assert refused.value.problem.facts()["count"] == 2
    assert compared(*talks, with_open=True).still_open == tuple(talk.session for talk in talks)


def test_where_one_closed_and_another_did_not_the_other_still_codes_blind_whatever_is_asked():
    half = coded_by("2026-05-04-essai-p1", "ana ben", "ana")
    with pytest.raises(CannotError) as refused:
        compared(half, with_open=True)
    assert refused.value.problem.rule == "agree_half_blind"
    assert compared(half, coded_by("2026-05-04-essai-p2", "ana ben"), with_open=True).blind == (half.session,)


def test_coders_with_nothing_in_common_are_told_so():
    with pytest.raises(CannotError) as refused:
        compared(coded_by("2026-05-04-essai-p1", "ana"), coded_by("2026-05-04-essai-p2", "ben"))
    assert refused.value.problem.rule == "agree_nothing_in_common"


# --- generated studies against a naive reading of what was done ---

does = st.none() | st.frozensets(st.sampled_from(["lien", "sens", "charge"]), max_size=2)
turns_done = st.lists(st.tuples(does, does, does), min_size=1, max_size=5)


@settings(max_examples=40)
@given(sessions=st.lists(turns_done, min_size=1, max_size=3))
def test_figures_of_generated_studies_are_what_was_done(sessions):
    talks = []
    done = []
    for number, turns in enumerate(sessions):
        talk = Coding(f"2026-05-04-essai-p{number}")
        for what in turns:
            turn = talk.say(WORDS)
            done.append((number, what))
            for coder, codes in zip(("ana", "ben", "cem"), what, strict=True):
                if codes is not None:
                    talk.passed(turn, coder)
                for code in sorted(codes or ()):
                    talk.put(turn, code, coder)
        talks.append(talk)
    coders = {
        coder for _, what in done for coder, codes in zip(("ana", "ben", "cem"), what, strict=True) if codes is not None
    }
    if len(coders) < 2:
        return
    here = {
        number
        for number, turns in enumerate(sessions)
        if sum(any(what[n] is not None for what in turns) for n in range(3)) > 1
    }
    if not here:
        return
    places = [n for n, coder in enumerate(("ana", "ben", "cem")) if coder in coders]
    found = turn_units(compared(*talks, with_open=True), EMPTY)
    naive = [tuple(what[n] for n in places) for number, what in done if number in here]
    assert [unit.ratings for unit in found] == naive
    for code in ("lien", "sens", "charge"):
        yes: Counter[Any] = Counter(
            tuple(None if one is None else code in one for one in unit.ratings) for unit in found
        )
        assert coefficient("krippendorff_alpha", yes) == coefficient(
            "krippendorff_alpha", Counter(tuple(None if one is None else code in one for one in row) for row in naive)
        )


# --- the command ---


@pytest.fixture
def root(study):
    """A study with two interviews that ana and ben have coded and closed, and one that ben hasn't closed."""
    (study / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    (study / "guides" / "essai.yaml").write_text(guide(), encoding="utf-8")
    for number, person in enumerate(("p1", "p2", "p3"), 1):
        talk = Coding(f"2026-05-0{number}-essai-{person}", ((person, "habitants" if number == 1 else "benevoles"),))
        talk.consent(person=person)
        one, two, three = (talk.say(WORDS, speaker=person) for _ in range(3))
        talk.put(one, "sens", "ana", "je suis restée")
        talk.put(one, "sens", "ben")
        talk.put(two, "rencontre", "ana", "ma voisine")
        talk.passed(two, "ben")
        talk.put(three, "charge", "ana")
        talk.put(three, "charge", "ben")
        talk.close("ana", *(["ben"] if number < 3 else []))
        talk.done().write(study)
    return study


PAGE = """\
ana, ben: 2 interviews compared, 6 turns rated by two or more.

code            ana/ben  percent  kappa  AC1   alpha  95 % interval
Meeting people  2/0      66.7%    0.00   0.54  -0.10  -0.38 to 0.00
Meaning         2/2      100.0%   1.00   1.00  1.00   all agree
The burden      2/2      100.0%   1.00   1.00  1.00   all agree

all codes together                               95 % interval
percent                                   88.9%  77.8% to 100.0%
"""


def test_the_page_says_codes_overall_and_where_they_disagree_with_the_words(root, cli):
    shown = cli("agree")
    assert (shown.code, shown.out[: len(PAGE)]) == (0, PAGE)
    assert "2 disagreements\n\n2026-05-01-essai-p1  premiere-fois  00000000\n" in shown.out
    assert "  p1: Je suis venue pour ma voisine, et je suis restée.\n    Meeting people [rencontre]\n" in shown.out
    assert "      ana  “ma voisine”\n      ben  not marked\n" in shown.out
    assert "1 interview is left out: one of the coders hasn't closed the round there." in shown.err
    assert "Used by none of them, and not defined: Ties." in shown.err
    assert all(len(line) <= 80 for line in shown.out.split("\n"))


def test_french_numbers_have_commas(root, cli):
    shown = cli("agree", "--lang", "fr").out.replace("\u00a0", " ")
    assert "66,7 %" in shown
    assert "-0,10" in shown
    assert "0.57" not in shown


def test_the_list_can_be_left_out_and_filters_narrow_it(root, cli):
    assert "disagreement" not in cli("agree", "--no-list").out
    assert "No disagreement." in cli("agree", "--code", "sens").out
    assert "1 disagreement\n" in cli("agree", "--stakeholder", "habitants").out


def test_open_interviews_are_taken_in_when_asked_for_and_that_is_said(root, cli):
    talk = Coding("2026-05-04-essai-p4")
    turn = talk.say(WORDS)
    for coder in ("ana", "ben"):
        talk.put(turn, "sens", coder)
    talk.done().write(root)
    assert "2 interviews are left out" in cli("agree").err
    shown = cli("agree", "--open")
    assert "3 interviews compared, 7 turns" in shown.out
    assert "1 interview is taken in although nobody closed the round there" in shown.err
    assert "1 interview is left out: one of the coders hasn't closed the round there." in shown.err


def test_json_has_numbers_and_says_why_where_there_are_none(root, cli):
    found = json.loads(cli("agree", "--json", "--by", "stakeholder").out)
    assert found["coders"] == [{"coder": "ana", "round": "1"}, {"coder": "ben", "round": "1"}]
    assert (len(found["interviews"]), len(found["left_out_not_closed"])) == (2, 1)
    rows = {row["code"]: row for row in found["codes"]}
    assert rows["rencontre"]["measures"]["observed_agreement"]["value"] == pytest.approx(2 / 3)
    assert rows["rencontre"]["coders"][0] == {"coder": "ana", "rated": 6, "yes": 2, "prevalence": pytest.approx(1 / 3)}
    assert rows["sens"]["measures"]["krippendorff_alpha"]["no_interval"] == "no_disagreement"
    assert found["unused"] == ["lien"]
    assert {group["key"] for group in found["groups"]} == {"habitants", "benevoles"}
    assert [one["code"] for one in found["disagreements"]] == ["rencontre", "rencontre"]
    ana, ben = found["disagreements"][0]["coders"]
    assert (ana["marked"], ana["marks"][0]["excerpt"], ben["marked"]) == (True, "ma voisine", False)


def test_what_is_not_defined_is_null_with_the_reason(root, cli):
    found = json.loads(cli("agree", "--json", "--question", "premiere-fois", "--code", "sens", "--session", "p1").out)
    assert found["overall"]["measures"]["gwet_ac1"]["value"] is not None
    for session in root.glob("sessions/*"):
        shutil.rmtree(session)
    for number in (1, 2):
        talk = Coding(f"2026-05-0{number}-essai-p{number}")
        turn = talk.say(WORDS)
        for coder in ("ana", "ben"):
            talk.put(turn, "sens", coder)
            talk.close(coder)
        talk.done().write(root)
    shown = cli("agree")
    assert "Not defined (–), for all ratings are the same: Meaning." in shown.err
    measures = json.loads(cli("agree", "--json").out)["codes"][0]["measures"]
    assert measures["observed_agreement"]["value"] == 1
    assert measures["krippendorff_alpha"] == {"value": None, "not_defined": "no_variation"}
    assert measures["gwet_ac1"] == {"value": None, "not_defined": "no_variation"}


def test_with_three_coders_fleiss_takes_the_place_of_cohen_and_pairs_are_groups(root, cli):
    for number, person in enumerate(("p1", "p2"), 1):
        session = f"2026-05-0{number}-essai-{person}"
        assert cli("code", session, "--coder", "cem", stdin="sens\n\ncharge\n\n").code == 0
        assert cli("code", session, "--coder", "cem", "--close", "--incomplete").code == 0
    shown = cli("agree", "--by", "coder", "--no-list")
    assert "Fleiss" in shown.out.split("\n")[2]
    assert "Cohen" not in shown.out
    assert all(pair in shown.out for pair in ("ana / ben", "ana / cem", "ben / cem"))
    found = json.loads(cli("agree", "--json", "--by", "coder").out)
    assert found["overall"]["measures"]["cohen_kappa"] == {"value": None, "not_defined": "two_coders"}
    alone = json.loads(cli("agree", "--json", "--coders", "ana,ben").out)
    assert found["groups"][0]["overall"]["measures"] == alone["overall"]["measures"]


def test_spans_are_compared_by_characters_with_boundaries_and_gamma(root, cli):
    shown = cli("agree", "--unit", "span")
    assert f"{6 * len(WORDS)} characters rated by two or more" in shown.out
    assert "gamma" in shown.out
    assert "Marks of one code that overlap: 4 pairs of 10 marks; 2 begin and end alike." in shown.out
    assert "Meaning [sens] (same code, other words)" in shown.out
    found = json.loads(cli("agree", "--unit", "span", "--json").out)
    assert {one["kind"] for one in found["disagreements"]} == {"code", "place"}
    assert found["gamma"]["samples"] >= 30
    assert 0 < found["overall"]["measures"]["u_alpha"]["value"] < 1


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_csv_has_figures_and_beside_it_the_list(root, cli):
    done = cli("agree", "--out", "accord.csv", "--by", "question")
    assert (done.code, done.out) == (0, "")
    figures = rows(root / "accord.csv")
    assert [row["code_id"] for row in figures if not row["dimension"]] == ["", "rencontre", "sens", "charge"]
    assert float(figures[1]["observed_agreement"]) == pytest.approx(2 / 3, abs=1e-6)
    assert figures[0]["krippendorff_alpha_masi"] != ""
    told = rows(root / "accord-disagreements.csv")
    assert [(row["coder"], row["marked"], row["excerpt"]) for row in told[:2]] == [
        ("ana", "yes", "ma voisine"),
        ("ben", "no", ""),
    ]
    assert {row["may_quote"] for row in told} == {"yes"}
    assert cli("agree", "--out", "accord.csv").code == 0  # an earlier one is replaced
    stream = cli("agree", "--out", "-", "--no-list")
    assert next(csv.reader(io.StringIO(stream.out)))[0] == "dimension"


def test_a_list_that_would_go_over_something_else_is_refused_before_anything_is_written(root, cli):
    (root / "accord-disagreements.csv").write_text("mine\n", encoding="utf-8")
    shown = cli("agree", "--out", "accord.csv")
    assert shown.code == 1
    assert "accord-disagreements.csv is there already, and no export made it." in shown.err
    assert not (root / "accord.csv").exists()
    assert cli("agree", "--out", "accord.csv", "--no-list").code == 0
    assert cli("agree", "--out", "/dev/full").code == 1


def test_the_same_seed_gives_the_same_bytes(root, cli):
    assert cli("agree", "--json").out == cli("agree", "--json").out
    assert cli("agree", "--resamples", "0", "--no-list").out.count(" to ") == 0


@pytest.mark.parametrize(
    ("wrong", "code", "words"),
    [
        (("--unit", "phrase"), 2, "There is no unit “phrase”."),
        (("--resample", "coin"), 2, "`--resample coin` is not known."),
        (("--resamples", "-1"), 2, "is not possible"),
        (("--coders", "ana"), 2, "One coder alone"),
        (("--coders", "ana,zoe"), 1, "No coder “zoe” rated any of these turns."),
        (("--by", "round"), 2, "nothing to show by round"),
        (("--by", "moon"), 2, "Nothing can be shown by “moon”."),
        (("--session", "p3"), 1, "Nothing is compared"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(root, cli, wrong, code, words):
    shown = cli("agree", *wrong)
    assert (shown.code, shown.out) == (code, "")
    assert words in shown.err


def test_a_study_without_coding_is_told_what_comes_first(study, cli):
    shown = cli("agree")
    assert shown.code == 0
    assert "No interviews yet." in shown.err


def test_words_that_a_terminal_would_obey_do_nothing(root, cli):
    talk = Coding("2026-05-09-essai-p9")
    turn = talk.say("\x1b[2J\u202ehostile")
    talk.add(e.Mark(talk._id(), turn, "sens", "ana", 0, 4, "\x1b[2J"))
    talk.passed(turn, "ben")
    talk.close("ana", "ben")
    talk.done().write(root)
    for shape in ((), ("--json",)):
        shown = cli("agree", *shape).out
        assert "hostile" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown


def test_the_example_study_is_compared_as_its_files_say(tmp_path, monkeypatch, cli):
    for name in ("guides", "sessions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("codebook.yaml", "interviewer.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    found = json.loads(cli("agree", "--coders", "ana,ben", "--round", "1", "--open", "--json").out)
    views = [read.view for read in read_all(Study(Path.cwd())) if not read.view.pilot]
    pairs: Counter[Any] = Counter()
    for view in views:
        for turn in view.turns:
            seen = [Rated(coder, "1", turn.id) in view.seen for coder in ("ana", "ben")]
            if all(seen):
                codes = [
                    {m.code for m in view.marks if (m.turn, m.coder, m.round) == (turn.id, c, "1")}
                    for c in ("ana", "ben")
                ]
                pairs[tuple("sens" in one for one in codes)] += 1
    row = next(row for row in found["codes"] if row["code"] == "sens")
    assert row["units"] == sum(pairs.values())
    assert row["measures"]["observed_agreement"]["value"] == pytest.approx(
        (pairs[True, True] + pairs[False, False]) / row["units"]
    )
    assert row["measures"]["cohen_kappa"]["value"] == pytest.approx(float(coefficient("cohen_kappa", pairs) or 0))


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        ((0.5, 0.25, 0.75), "      ├─────●─────┤┊"),
        ((1.0, None, None), "                ┊  ┊    ●"),
        ((-0.02, -0.3, 0.1), "●─┤             ┊  ┊"),
        ((0.1, -0.3, 0.25), "‹─●───┤         ┊  ┊"),
        ((None, None, None), "                ┊  ┊"),
    ],
)
def test_a_whisker_shows_figure_and_interval_from_0_to_1(figure, shown):
    assert whisker(*figure) == shown


def test_a_wide_terminal_shows_whiskers_and_a_narrow_one_does_not(root, cli, monkeypatch):
    assert "●" not in cli("agree").out
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    wide = cli("agree").out
    assert "95 % interval  0                       1\n" in wide
    assert "●" in wide
    monkeypatch.setenv("TERM", "dumb")
    assert "●" not in cli("agree").out
