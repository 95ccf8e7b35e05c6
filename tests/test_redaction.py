"""Words are taken out of one turn: gone from every file, everything else as it was."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from prompt_toolkit.input import create_pipe_input

from interviewer.screens.pages.redaction import which
from interviewer.screens.terminal.keyboard import using
from interviewer.session.events import Exported
from interviewer.session.journal import Journal
from interviewer.session.model import SessionView, TurnView
from interviewer.session.restating import CUT, found_in
from interviewer.study.exports_register import enter
from interviewer.study.folder import Study
from interviewer.study.withdrawal.redaction import Wish, elsewhere, redact
from interviewer.study.withdrawal.sweep import due, sweep_all
from tests.build import KEY, Talk, study_of
from tests.crowd import SESSION, Crowd, bytes_of
from tests.faults.broken_disk import QuickDisk
from tests.terminal import Painted
from tests.test_withdrawal import fresh, places, told

SEEDS = st.integers(0, 2**32)


def said(text: str) -> set[bytes]:
    return set(re.findall(rb"W\w+?x\d+", text.encode()))


def in_files(root: Path) -> set[bytes]:
    return set(re.findall(rb"W\w+?x\d+", bytes_of(*places(root))))


def chosen(crowd: Crowd, seed: int) -> tuple[TurnView, str] | None:
    """A turn and one or several of its words; None where nothing was said."""
    chance = random.Random(seed)
    turns = [turn for turn in crowd.view().turns if turn.text.split()]
    if not turns:
        return None
    turn = chance.choice(turns)
    words = turn.text.split()
    first = chance.randrange(len(words))
    return turn, " ".join(words[first : first + chance.randint(1, 3)])


def with_text(view: SessionView, turn: str, text: str, marks: dict[str, tuple[int, int]]) -> SessionView:
    """The session with another text in one turn, and marks on it where they are said to be."""
    turns = tuple(replace(one, text=text) if one.id == turn else one for one in view.turns)
    moved = []
    for mark in view.marks:
        if mark.turn == turn and mark.id in marks:
            start, end = marks[mark.id]
            moved.append(replace(mark, start=start, end=end, excerpt=text[start:end]))
        elif mark.turn != turn:
            moved.append(mark)
    return replace(view, turns=turns, marks=tuple(moved))


@given(SEEDS)
@settings(max_examples=60)
def test_a_stretch_goes_and_all_else_stays(tmp_path_factory, seed):
    root = fresh(tmp_path_factory)
    crowd = Crowd(root, seed).happen(25)
    choice = chosen(crowd, seed)
    if choice is None:
        return
    turn, words = choice
    before = crowd.view()
    redact(Study(root), SESSION, Wish(turn.id, words), QuickDisk())
    after = crowd.view()
    [(start, end)] = found_in(turn.text, words)
    text = turn.text[:start] + CUT + turn.text[end:]
    stands = after.turn(turn.id)
    assert stands is not None
    assert stands.text == text
    marks = {mark.id: (mark.start, mark.end) for mark in after.marks if mark.turn == turn.id and mark.holds}
    for mark in before.marks:
        if mark.turn != turn.id or not mark.holds:
            continue
        if mark.end <= start:
            assert marks[mark.id] == (mark.start, mark.end)
        elif mark.start >= end:
            assert text[slice(*marks[mark.id])] == mark.excerpt
        elif start <= mark.start and mark.end <= end:
            assert mark.id not in marks
        else:
            assert CUT in text[slice(*marks[mark.id])]
    assert told(after) == told(with_text(before, turn.id, text, marks))
    assert not said(words) & in_files(root)
    assert crowd.read().faults == ()
    assert due(root, SESSION) == []


@given(SEEDS)
@settings(max_examples=40)
def test_a_whole_turn_goes_and_all_else_stays(tmp_path_factory, seed):
    root = fresh(tmp_path_factory)
    crowd = Crowd(root, seed).happen(25)
    choice = chosen(crowd, seed)
    if choice is None:
        return
    turn = choice[0]
    before = crowd.view()
    redact(Study(root), SESSION, Wish(turn.id, ""), QuickDisk())
    left = replace(
        before,
        turns=tuple(one for one in before.turns if one.id != turn.id),
        marks=tuple(mark for mark in before.marks if mark.turn != turn.id),
    )
    assert told(crowd.view()) == told(left)
    others = {word for one in left.turns for word in said(one.text)}
    assert not (said(turn.text) - others) & in_files(root)
    assert crowd.read().faults == ()


@given(SEEDS)
@settings(max_examples=25)
def test_an_old_copy_brings_nothing_back_and_words_can_be_taken_out_twice(tmp_path_factory, seed):
    root = fresh(tmp_path_factory)
    crowd = Crowd(root, seed).happen(20)
    old = {path: path.read_bytes() for path in crowd.folder.iterdir()}
    for again in range(2):
        choice = chosen(crowd, seed + again)
        if choice is not None:
            redact(Study(root), SESSION, Wish(choice[0].id, choice[1].replace(CUT, "").strip()), QuickDisk())
    once = told(crowd.view())
    for path, data in old.items():
        path.write_bytes(data)
    assert told(crowd.view()) == once
    sweep_all(root, QuickDisk())
    assert told(crowd.view()) == once
    assert due(root, SESSION) == []


NAME = "Coquelicot"
HERE = "2026-05-04-essai-p1"


@pytest.fixture
def root(study: Path) -> Path:
    talk = Talk()
    asked = talk.ask()
    turn = talk.say(f"Ma fille {NAME} danse,\net {NAME.lower()} chante.", asked)
    talk.mark(turn, "lien", "Ma fille")
    talk.mark(turn, "lien", "chante", 41)
    talk.mark(turn, "lien", NAME, 9, memo=f"{NAME} encore")
    talk.say(f"Et {NAME} rit.", asked)
    return study_of(study, talk.done(), codebook="codes:\n  - {id: lien, label: Un lien, definition: Un lien.}\n")


def test_redact_asks_for_turn_words_reason_and_takes_out_every_occurrence(root, cli):
    result = cli("redact", "p1", stdin="1\ncoquelicot\nun prénom\ny\n")
    assert result.code == 0
    shown = cli("show", "p1").out
    assert f"Ma fille {CUT} danse," in shown
    assert f"et {CUT} chante." in shown
    assert "The same words stand in other turns: 2" in result.err
    assert "Copies of this folder still hold the words too" in result.err
    view = Study(root).session(HERE)[0]
    assert result.out == f"{view.turns[0].id}\n"
    assert [(mark.excerpt, mark.holds) for mark in view.marks] == [("Ma fille", True), ("chante", True)]
    assert NAME.encode() not in bytes_of(root).replace(f"Et {NAME} rit.".encode(), b"")


def test_it_says_which_exports_were_made_before_with_words(root, cli):
    for number, words in enumerate((True, False)):
        enter(Study(root), Exported(f"{number:016x}", "export", [f"{words}.csv"], "", {HERE: ["p1"]}, words=words))
    result = cli("redact", "p1", stdin="1\ncoquelicot\n\ny\n")
    assert "By the register, these exports were made before and may still hold the words" in result.err
    assert "export: True.csv" in result.err
    assert "False.csv" not in result.err


def test_without_an_interview_where_nobody_can_be_asked_it_says_how_to_name_one(root, cli):
    result = cli("redact", stdin="1\n")
    assert result.code == 2
    assert "Name it by its id" in result.err


def test_without_an_interview_somebody_is_offered_the_interviews(root):
    screen = Painted()
    with create_pipe_input() as pipe, using(pipe, screen.output):
        pipe.send_text("\r")
        assert which(Study(root)) == HERE
    assert HERE in screen.raw
    assert "2 turns" in screen.raw


def test_an_empty_line_takes_the_whole_turn(root, cli):
    assert cli("redact", "p1", "--turn", "2", stdin="\n\no\n").code == 0
    assert "rit." not in cli("show", "p1").out
    assert b"rit." not in bytes_of(root)
    assert cli("doctor").code == 0


@pytest.mark.parametrize(
    "typed", ["1\nTournesol\n\ny\n", "1\ncoquelicot\n\nn\n", "1\ncoquelicot\n\n", "7\n", "1\n", ""]
)
def test_what_is_not_agreed_to_or_not_there_changes_nothing(typed, root, cli):
    before = bytes_of(root)
    result = cli("redact", "p1", stdin=typed)
    assert result.code in (1, 130)
    assert result.out == ""
    assert bytes_of(root) == before
    assert "Tournesol" not in result.err


def test_it_refuses_while_a_window_holds_the_interview(root, cli):
    with Journal([root / "sessions" / HERE], HERE, KEY):
        assert cli("redact", "p1", stdin="1\ncoquelicot\n\ny\n").code == 1


def test_after_it_the_turn_can_be_corrected_cut_and_coded(root, cli):
    cli("redact", "p1", stdin="1\ncoquelicot\n\ny\n")
    turn = Study(root).session(HERE)[0].turns[0]
    assert cli("edit", "p1", stdin=f'1\n"""\n{turn.text} Oui.\n"""\nentendu\n').code == 0
    after = Study(root).session(HERE)[0]
    assert after.turns[0].text == f"{turn.text} Oui."
    assert [mark.holds for mark in after.marks] == [True, True]
    assert cli("doctor").code == 0
    assert elsewhere(after, turn.id, NAME).turns == (2,)


def test_words_by_themselves_are_meant_before_parts_of_longer_ones():
    assert found_in("Lea et Leandre, et lea.", "lea") == [(0, 3), (19, 22)]
    assert found_in("Le 06 12 34", "6 1") == [(4, 7)]
    assert found_in("un  mot\ncoupé", "mot coupé") == [(4, 13)]
    assert found_in("un mot", "  ") == []


def test_at_a_keyboard_a_turn_that_is_not_there_is_asked_for_again(monkeypatch):
    from interviewer.screens.pages import redaction
    from interviewer.screens.paper import Paper
    from tests.build import Talk

    talk = Talk()
    talk.say("Je chante.", talk.ask())
    typed = iter(["9", "abc", "1"])
    monkeypatch.setattr(redaction, "answer", lambda _question: next(typed))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert redaction._turn_of(talk.view(), Paper()).text == "Je chante."
