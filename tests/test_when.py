"""Conditions: what they may say, and what they pass over in an interview, in both screens and in the tables."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.errors import CannotError
from interviewer.guide.conditions import in_symbols
from interviewer.guide.model import Condition
from interviewer.guide.read import read_guide
from interviewer.session import events as e
from interviewer.session.acts import first_question
from interviewer.session.answering import answer
from interviewer.session.conditions import holds
from interviewer.session.interview import AskBackground, AskQuestions, next_step, open_musts, resume
from interviewer.session.read import view
from tests.conftest import Cli
from tests.seat import Seat
from tests.terminal import ENTER
from tests.walk import Held

GUIDE = """\
guide: petit
version: 1
title: Petit
language: fr
consent:
  - {id: notes, for: notes, required: true, ask: "Notes ?"}
  - {id: citation, for: quote, ask: "Citer ?"}
themes:
  - id: debut
    title: Début
    questions:
      - {id: premiere, ask: "Racontez la première fois.", must: true}
      - {id: place, ask: "De 0 à 10 ?", scale: {from: 0, to: 10}}
      - {id: bas, ask: "Qu'est-ce qui manque ?", must: true, when: {place: {to: 4}}}
      - {id: haut, ask: "Qu'est-ce qui porte ?", when: {place: {from: 5}}}
  - id: accueil
    title: L'accueil
    when: {role: accueil}
    questions:
      - {id: porte, ask: "Que se passe-t-il à la porte ?", must: true}
      - {id: fois, ask: "Combien de fois ?", number: {from: 0}}
      - {id: souvent, ask: "Et si souvent ?", when: {fois: {from: 10}}}
  - id: fin
    title: La fin
    questions:
      - {id: noms, ask: "Comment voulez-vous être nommé ?", when: {citation: yes}}
      - {id: reste, ask: "Que reste-t-il ?"}
background:
  - {id: age, ask: "Âge ?", number: {from: 0, to: 120}}
  - {id: role, ask: "Rôle ?", choice: {accueil: Accueil, maraude: Maraude}, other: true}
closing: Merci.
"""
SOURCE = GUIDE.encode()


def held(*lines: str, people: tuple[str, ...] = ("p1",)) -> Held:
    """An interview that has come as far as these lines."""
    made = Held(people, SOURCE)
    for line in lines:
        type_in(made, line)
    return made


def type_in(made: Held, line: str) -> None:
    made.clock += 5
    made.happen(answer(made.state, line, made.now()))
    if isinstance(next_step(made.state), AskQuestions) and made.state.view.prompt is None:
        made.happen(first_question(made.state, made.now()))


def faults(old: str, new: str) -> list[tuple[int, int, str]]:
    assert old in GUIDE
    _guide, problems = read_guide(GUIDE.replace(old, new).encode(), "petit.yaml")
    return [(one.line, one.column, one.rule) for one in problems]


# --- in the file ---


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("when: {placee: {to: 4}}", [(14, 69, "when_unknown_near")]),
        ("when: {xyz: 4}", [(14, 69, "when_unknown")]),
        ("when: {bas: 4}", [(14, 69, "when_itself")]),
        ("when: {premiere: oui}", [(14, 69, "when_open")]),
        ("when: {fois: 3}", [(14, 69, "when_later")]),
        ("when: {place: 11}", [(14, 76, "when_value")]),
        ("when: {place: {not: x}}", [(14, 76, "when_value")]),
        ("when: {place: {from: 6, to: 2}}", [(14, 76, "bounds_reversed")]),
        ("when: {place: {}}", [(14, 76, "when_empty")]),
        ("when: {citation: peut-être}", [(14, 79, "when_value")]),
        ("when: {citation: {from: 1}}", [(14, 79, "when_bounds")]),
        ("when: {citation: {not: [oui, non]}}", [(14, 79, "when_never")]),
        ("when: {place: {not: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}}", [(14, 76, "when_never")]),
        ("when: {place: {not: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}}", []),
        ("when: {citation: {not: non}}", []),
        ("when: {role: {not: [accueil, cours]}}", []),
        ("when: {role: ailleurs}", []),  # `other` admits any words
        ("when: {age: {from: 18}, role: {not: [accueil]}, citation: non}", []),
    ],
)
def test_a_fault_of_a_condition_is_named_at_its_place(new: str, expected: list[tuple[int, int, str]]) -> None:
    assert faults("when: {place: {to: 4}}", new) == expected


def test_a_theme_does_not_depend_on_its_own_questions() -> None:
    assert faults("when: {role: accueil}", "when: {fois: 3}") == [(18, 12, "when_itself")]


def test_questions_that_wait_for_each_other_are_a_circle_told_once() -> None:
    text = GUIDE.replace("scale: {from: 0, to: 10}}", "scale: {from: 0, to: 10}, when: {fois: 3}}")
    _guide, problems = read_guide(text.replace("when: {role: accueil}", "when: {place: 3}").encode())
    circles = [one for one in problems if one.rule == "when_circle"]
    assert [one.facts()["circle"] for one in circles] == ["place → fois → place"]


def test_a_long_chain_of_conditions_is_read_and_followed_in_time() -> None:
    chain = "".join(
        f"      - {{id: q{n}, ask: A, scale: {{from: 0, to: 1}}, when: {{q{n - 1}: 1}}}}\n" for n in range(1, 3001)
    )
    text = GUIDE.partition("themes:")[0] + "themes:\n  - id: t\n    title: T\n    questions:\n"
    source = f"{text}      - {{id: q0, ask: A, scale: {{from: 0, to: 1}}}}\n{chain}".encode()
    made = Held(("p1",), source)
    for line in ("oui", "oui", "0"):
        type_in(made, line)
    assert len(made.state.view.passed_over) == 3000


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition("role", ("a", "b")), "role = a / b"),
        (Condition("role", others=("a",)), "role ≠ a"),
        (Condition("n", lowest=5.0), "5 ≤ n"),
        (Condition("n", lowest=0.5, highest=9.0), "0.5 ≤ n ≤ 9"),
        (Condition("n", others=("7",), highest=9.0), "n ≠ 7, n ≤ 9"),
    ],
)
def test_a_condition_is_said_in_short(condition: Condition, said: str) -> None:
    assert in_symbols((condition,)) == said


# --- what holds ---


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        (Condition("r", ("a", "b")), "b", True),
        (Condition("r", ("a", "b")), "c", False),
        (Condition("r", ("a",)), ["b", "a"], True),
        (Condition("r", others=("a",)), ["b", "a"], False),
        (Condition("r", others=("a",)), "b", True),
        (Condition("n", ("5",)), 5, True),
        (Condition("n", ("5",)), 5.5, False),
        (Condition("n", lowest=5.0), 5, True),
        (Condition("n", highest=4.5), 5, False),
        (Condition("c", ("oui",)), True, True),
        (Condition("c", ("no",)), True, False),
        (Condition("t", ("Été",)), " été ", True),
    ],
)
def test_a_condition_holds_for_the_values_it_names(condition: Condition, value: e.Value, expected: bool) -> None:  # noqa: FBT001
    assert holds(condition, value) is expected


# --- in the interview ---


def test_facts_that_decide_are_asked_before_the_questions_and_not_again() -> None:
    made = held("oui", "oui")
    step = made.step
    assert isinstance(step, AskBackground)
    assert step.item.id == "role"
    type_in(made, "maraude")
    assert made.place == "premiere"
    for line in ("bla", "/done"):
        type_in(made, line)
    step = made.step
    assert isinstance(step, AskBackground)
    assert step.item.id == "age"
    type_in(made, "40")
    assert not isinstance(made.step, AskBackground)


def test_next_passes_over_what_is_known_not_to_be_asked() -> None:
    made = held("oui", "non", "maraude", "bla", "/next", "7", "/next")
    assert made.place == "haut"
    type_in(made, "/next")
    assert made.place == "reste"  # neither the theme of the door nor the names
    type_in(made, "/back")
    assert made.place == "haut"


def test_while_the_answer_is_not_known_the_question_stays() -> None:
    made = held("oui", "oui", "", "bla", "/next", "/next")
    assert made.place == "bas"
    assert "porte" in open_musts(made.state)
    assert made.state.view.passed_over == frozenset()


def test_what_is_passed_over_is_no_open_must_and_says_so_in_the_coverage() -> None:
    made = held("oui", "oui", "maraude", "bla", "/next", "7")
    assert open_musts(made.state) == ()
    assert made.state.view.coverage["bas"] == made.state.view.coverage["porte"] == "not_relevant"
    assert made.state.view.coverage["haut"] == "not_asked"
    assert not [r for r in made.state.records if isinstance(r.event, e.Gap)]


def test_it_is_gone_to_all_the_same_and_an_answer_counts() -> None:
    made = held("oui", "oui", "maraude", "/goto porte")
    assert made.place == "porte"
    type_in(made, "Je ne sais pas, je passais.")
    assert made.state.view.coverage["porte"] == "answered"
    type_in(made, "/next")
    type_in(made, "/back")
    assert made.place in ("porte", "premiere")


def test_another_answer_brings_the_question_back_and_so_does_undo() -> None:
    made = held("oui", "oui", "maraude", "/goto place", "7")
    assert "bas" in made.state.view.passed_over
    type_in(made, "/fix 3")
    assert "bas" not in made.state.view.passed_over
    assert made.state.view.coverage["haut"] == "not_relevant"
    type_in(made, "/undo")
    assert "bas" in made.state.view.passed_over


def test_what_waits_for_a_question_that_is_passed_over_is_passed_over_too() -> None:
    assert "souvent" in held("oui", "oui", "maraude").state.view.passed_over
    assert "souvent" not in held("oui", "oui", "accueil").state.view.passed_over


def test_what_was_put_off_and_became_superfluous_is_not_asked_again() -> None:
    made = held("oui", "oui", "accueil", "/goto bas", "/later", "/goto place", "9")
    assert made.state.view.coverage["bas"] == "not_relevant"
    assert "bas" not in open_musts(made.state)


def test_in_a_group_it_is_enough_that_it_holds_for_one() -> None:
    people = ("p1", "p2")
    both = held("oui", "oui", "oui", "non", "maraude", "accueil", people=people)
    assert both.state.view.passed_over == frozenset()
    assert isinstance(both.step, AskQuestions)
    none = held("oui", "non", "oui", "non", "maraude", "maraude", people=people)
    assert none.state.view.passed_over == {"porte", "fois", "souvent", "noms"}


def test_a_consent_that_was_refused_decides() -> None:
    assert held("oui", "non").state.view.passed_over == {"noms"}


LINES = st.sampled_from(
    [
        *(
            "/next",
            "/back",
            "/later",
            "/skip",
            "/undo",
            "/goto place",
            "/goto porte",
            "/goto fois",
            "7",
            "2",
            "12",
            "mots",
        ),
        "",
    ]
)


@settings(max_examples=60)
@given(st.sampled_from(["maraude", "accueil", ""]), st.lists(LINES, max_size=12))
def test_resuming_is_replaying_and_musts_agree_with_the_coverage(role: str, lines: list[str]) -> None:
    made = held("oui", "oui", role)
    for line in lines:
        try:
            type_in(made, line)
        except CannotError:
            continue
    again = resume(made.state.guide, made.state.records, session=made.state.session, key=made.state.key)
    assert again.view == made.state.view == view(made.state.session, made.state.key, made.state.records)
    left = {question for question, state in again.view.coverage.items() if state in ("not_asked", "later")}
    assert not left & again.view.passed_over
    assert set(open_musts(again)) <= left


# --- on the screens, and out of the house ---


@pytest.fixture
def conditional(study: Path) -> Path:
    """A study with that guide."""
    for path in (study / "guides").iterdir():
        path.unlink()
    (study / "guides" / "petit.yaml").write_bytes(SOURCE)
    return study


SCRIPT = "oui\nnon\nmaraude\nC'était un lundi.\n/next\n7\n/map\n/next\nLe groupe.\n/done\n40\n\n\n\n"


def test_the_walk_shows_the_condition_and_the_tables_say_why(conditional: Path, cli: Cli) -> None:
    result = cli("run", "petit", "--participant", "p1", stdin=SCRIPT)
    assert result.code == 0, result.err
    assert "only if: role = accueil" in result.err
    assert "only if: place ≤ 4" in result.err
    session = result.out.strip()
    assert cli("export", "--out", "out", "--for", "machine").code == 0
    table = (conditional / "out" / "coverage.csv").read_bytes().decode()
    rows = {row["question_id"]: row for row in csv.DictReader(io.StringIO(table))}
    said = {question: (row["state"], row["reason"], row["only_if"]) for question, row in rows.items()}
    assert said["porte"] == ("not_relevant", "condition", "role = accueil")
    assert said["souvent"] == ("not_relevant", "condition", "role = accueil, 10 ≤ fois")
    assert said["reste"] == ("not_asked", "", "")
    assert said["haut"] == ("answered", "", "5 ≤ place")
    shown = cli("show", session).out
    assert "Not relevant by the answers" in shown
    assert "only if: role = accueil" in shown


def test_a_rehearsal_does_not_miss_what_is_passed_over(conditional: Path, cli: Cli) -> None:
    result = cli("run", "petit", "--rehearse", stdin=SCRIPT)
    assert "5 questions were passed over, by their conditions." in result.out
    assert "Que se passe-t-il" not in result.out
    assert "Que reste-t-il ?" in result.out


def test_the_room_shows_it_in_outline_question_and_page(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", source=SOURCE, size=(120, 35)) as seat:
        seat.keys("oui", ENTER, "oui", ENTER, "maraude", ENTER)
        assert seat.shows("only if: role = accueil")
        seat.keys("/goto porte", ENTER)
        assert seat.question == "porte"
        assert seat.screen.count("only if: role = accueil") == 2
        seat.keys("/next", ENTER)
        assert seat.question == "noms"
