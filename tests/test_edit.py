"""`edit`: corrections of turns as records with their reason."""

import shutil
import sys
from pathlib import Path

import pytest

from interviewer.errors import CannotError
from interviewer.screens.coding.editing_opening import _Pen
from interviewer.session import events as e
from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.journal import Journal
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.study.correcting import Unfinished
from tests.terminal import ENTER, Terminal, needs_terminal, wait_until

SESSION = "2026-11-20-benevoles-pkade"
GUIDE = """\
guide: benevoles
version: 1
title: L'engagement
language: fr
themes:
  - id: arrivee
    title: L'arrivée
    questions:
      - {id: premiere-fois, ask: "Racontez-moi la première fois.", must: true}
  - id: suite
    title: La suite
    questions:
      - {id: envie, ask: "Qu'est-ce qui vous donne envie de rester ?"}
"""
FIRST, SECOND = "abcdef0011223344", "abcdef9911223344"
WORDS = "J’ai rencontré ma voisine."


def hold(root: Path, *end: e.Event) -> None:
    folders = session_folders(root, SESSION)
    held = e.Held("0" * 16, "benevoles", 1, "", GUIDE, "fr", "2026-11-20", [e.Person("pkade")])
    asked = e.Asked("1" * 16, "guide", "arrivee", "premiere-fois", "Racontez-moi.", "fr")
    turns = (
        e.Verbatim(FIRST, "arrivee", "premiere-fois", WORDS, "fr", "pkade", asked.id),
        e.Memo(SECOND, "arrivee", "premiere-fois", "À revoir.", "fr", "pkade", asked.id),
    )
    with Journal(folders, SESSION, "k" * 16) as journal:
        journal.append(held, asked, *turns, *end)


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = tmp_path / "study"
    (root / "guides").mkdir(parents=True)
    monkeypatch.chdir(root)
    hold(root, e.Done("d" * 16))
    return root


def seen(root: Path) -> SessionView:
    found = read_session_records(session_folders(root, SESSION), SESSION)
    return view(SESSION, found.key, found.records)


def texts(root: Path) -> list[str]:
    return [turn.text for turn in seen(root).turns]


def corrections(root: Path) -> list[tuple[str, str]]:
    found = read_session_records(session_folders(root, SESSION), SESSION)
    return [(r.event.turn, r.event.reason) for r in found.records if isinstance(r.event, e.Fixed)]


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_three_lines_are_a_correction_and_the_first_words_stay_in_the_journal(root, cli):
    before = files(root)
    done = cli("edit", "pkade", stdin=f"{FIRST}\nJ’ai retrouvé ma voisine.\nmal entendu\n")
    assert (done.code, done.out) == (0, f"{FIRST}\n")
    assert texts(root)[0] == "J’ai retrouvé ma voisine."
    assert corrections(root) == [(FIRST, "mal entendu")]
    assert all(files(root)[path] == data for path, data in before.items())
    assert len(files(root)) == len(before) + 1


def test_turns_are_named_by_number_or_by_the_beginning_of_their_id(root, cli):
    done = cli("edit", SESSION, stdin="1\nun\nfaute\nabcdef99\ndeux\nfaute\n")
    assert (done.code, texts(root)) == (0, ["un", "deux"])


def test_a_text_of_several_lines_stands_between_two_lines_of_quotes_and_is_kept_exactly(root, cli):
    cli("edit", SESSION, stdin='1\n"""\n  un  \n\ndeux\u2028 trois\n"""\nmise en forme\n')
    assert texts(root)[0] == "  un  \n\ndeux\u2028 trois"


def test_one_turn_can_be_named_on_the_command_line(root, cli):
    done = cli("edit", SESSION, "--turn", FIRST[:8], stdin="un\nfaute\n")
    assert (done.code, done.out, texts(root)[0]) == (0, f"{FIRST}\n", "un")
    assert cli("edit", SESSION, "--turn", "zzzzzz", stdin="un\nfaute\n").code == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("9\nun\nfaute\n", "Line 1: "),
        ("0\nun\nfaute\n", "has no turn"),
        ("abcdef\nun\nfaute\n", "2 turns have an id"),
        ("abc\nun\nfaute\n", "has no turn"),
        ("1\n\nfaute\n", "without words"),
        ("1\nun\n  \n", "needs its reason"),
        ("1\nun\n", "end in the middle"),
        ("1\n", "end in the middle"),
        ("1\n/blub\n", "not something that can be done"),
        ("1\n/move nulle-part\n", "no question"),
    ],
)
def test_a_faulty_correction_is_named_and_changes_nothing(root, cli, lines, said):
    before = files(root)
    done = cli("edit", SESSION, stdin=lines)
    assert (done.code, done.out) == (3, "")
    assert said in done.err
    assert files(root) == before


def test_a_faulty_correction_does_not_disturb_the_next_one(root, cli):
    done = cli("edit", SESSION, stdin="9\nun\nfaute\n2\ndeux\nfaute\n")
    assert (done.code, done.out, texts(root)) == (3, f"{SECOND}\n", [WORDS, "deux"])


def test_words_that_slipped_into_the_place_of_a_turn_are_not_repeated(root, cli):
    assert "Marie" not in cli("edit", SESSION, stdin="Marie a dit oui\nun\nfaute\n").err


def test_the_same_words_again_change_nothing(root, cli):
    before = files(root)
    done = cli("edit", SESSION, stdin=f"1\n{WORDS}\nrien\n")
    assert (done.code, done.out, files(root)) == (0, "", before)
    assert "Nothing changed." in done.err


def test_marks_whose_words_are_gone_are_named_and_others_keep_theirs(root, cli):
    marks = (
        e.Mark("e" * 16, FIRST, "rencontre", "ana", 5, 14, WORDS[5:14]),
        e.Mark("f" * 16, FIRST, "lien", "ben", 18, 25, WORDS[18:25]),
    )
    with Journal(session_folders(root, SESSION), SESSION, "k" * 16, stream="marks", coder="ana") as journal:
        journal.append(*marks)
    done = cli("edit", SESSION, stdin="1\nJ’ai vu ma voisine.\nfaute\n")
    assert "1 mark lost its words: rencontre (ana)" in done.err
    assert [(m.code, m.holds) for m in seen(root).marks] == [("rencontre", False), ("lien", True)]


def test_a_star_a_move_and_a_second_question_are_corrections_without_a_reason(root, cli):
    done = cli("edit", SESSION, stdin="1\n/star\n1\n/move envie\n1\n/sous premiere\n2\n/unstar\n")
    first = seen(root).turns[0]
    assert (done.code, done.out) == (0, f"{FIRST}\n")
    assert (first.starred, first.theme, first.question, first.also) == (True, "suite", "envie", ("premiere-fois",))
    cli("edit", SESSION, stdin="1\n/unstar\n")
    assert not seen(root).turns[0].starred


def test_a_text_that_begins_with_a_slash_is_typed_with_two(root, cli):
    cli("edit", SESSION, stdin="1\n//star\nfaute\n")
    assert texts(root)[0] == "/star"


def test_a_paused_interview_can_be_corrected_and_goes_on_afterwards(tmp_path, monkeypatch, cli):
    root = tmp_path / "study"
    (root / "guides").mkdir(parents=True)
    monkeypatch.chdir(root)
    hold(root, e.Paused("d" * 16))
    assert cli("edit", SESSION, stdin="1\nun\nfaute\n").code == 0
    assert seen(root).status == "paused"


def test_an_interview_that_is_still_open_is_corrected_where_it_is_held(tmp_path, monkeypatch, cli):
    root = tmp_path / "study"
    (root / "guides").mkdir(parents=True)
    monkeypatch.chdir(root)
    hold(root)
    refused = cli("edit", SESSION, stdin="1\nun\nfaute\n")
    assert refused.code == 1
    assert f"interviewer run --resume {SESSION}" in refused.err


def test_nothing_to_correct_is_said(root, cli):
    nobody = cli("edit", "nobody")
    assert nobody.code == 1
    empty = cli("edit", SESSION)
    assert (empty.code, empty.out) == (0, "")
    assert Path(root).is_dir()


def test_duration_and_end_of_the_interview_stay_as_they_were(root, cli):
    before = seen(root)
    cli("edit", SESSION, stdin="1\nun\nfaute\n")
    after = seen(root)
    assert (after.ended, after.minutes, after.status) == (before.ended, before.minutes, "done")


@needs_terminal[0]
@needs_terminal[1]
def test_at_a_terminal_the_words_stand_in_the_prompt_and_the_reason_is_asked_until_it_comes(root):
    with Terminal([sys.executable, "-m", "interviewer", "edit", SESSION], cwd=root) as terminal:
        terminal.wait("turn>")
        terminal.send("1" + ENTER)
        terminal.wait(f"> {WORDS}")
        terminal.send("!")
        terminal.wait(f"{WORDS}!")
        terminal.send(ENTER)
        terminal.wait("why>")
        terminal.send(ENTER)
        terminal.wait(lambda shown: shown.count("why>") == 2)
        terminal.send("typing mistake")
        terminal.send(ENTER)
        terminal.wait("Saved: ")
        terminal.send(ENTER)
        assert terminal.exit_code() == 0
    assert texts(root)[0] == f"{WORDS}!"
    assert corrections(root) == [(FIRST, "typing mistake")]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("1\n/bogus x\nraison\n1\nNOUVEAU\nraison2\n", 3),
        ("1\n/star\nreason\n1\nNOUVEAU\nraison2\n", 0),
        ("9\n/star\nreason\n1\nNOUVEAU\nraison2\n", 3),
        ("1\n/move nulle-part\n\n1\nNOUVEAU\nraison2\n", 3),
    ],
)
def test_an_action_with_a_reason_does_not_swallow_the_next_correction(root, cli, lines, code):
    done = cli("edit", SESSION, stdin=lines)
    assert (done.code, texts(root)[0], corrections(root)) == (code, "NOUVEAU", [(FIRST, "raison2")])


def test_only_exact_words_become_a_key_quotation(root, cli):
    refused = cli("edit", SESSION, stdin="2\n/star\n1\n/star\n")
    assert (refused.code, refused.out) == (3, f"{FIRST}\n")
    assert "Line 2: Only exact words" in refused.err
    assert [turn.starred for turn in seen(root).turns] == [True, False]


def test_an_interview_that_was_deleted_meanwhile_is_not_made_again(root, cli):
    found = _Pen(SESSION)
    shutil.rmtree(root / "sessions" / SESSION)
    with pytest.raises(CannotError) as refused:
        found.save(e.Fixed("f" * 16, FIRST, "un", "faute"))
    assert refused.value.problem.rule == "session_gone"
    assert not (root / "sessions" / SESSION).exists()


# --- words of a correction that is being typed ---


def drafts(root: Path) -> list[Path]:
    return [path for path in (root / "sessions" / SESSION).iterdir() if path.name.startswith("draft.")]


def unfinished(root: Path) -> Unfinished:
    return Unfinished(session_folders(root, SESSION), SESSION, "k" * 16, seen(root).turns)


def typing(root: Path) -> Terminal:
    return Terminal([sys.executable, "-m", "interviewer", "edit", SESSION], cwd=root)


@needs_terminal[0]
@needs_terminal[1]
def test_a_correction_cut_off_while_it_was_typed_stands_in_the_prompt_the_next_time(root):
    with typing(root) as terminal:
        terminal.wait("turn>")
        terminal.send("1" + ENTER)
        terminal.wait(f"> {WORDS}")
        terminal.send(" Et puis rien")
        wait_until(lambda: any(b"Et puis rien" in path.read_bytes() for path in drafts(root)))
    with typing(root) as terminal:
        terminal.wait("wait in the prompt of: 1.")
        terminal.wait("turn>")
        terminal.send("1" + ENTER)
        terminal.wait(f"> {WORDS} Et puis rien")
        terminal.send(".")
        terminal.wait("rien.")
        terminal.send(ENTER)
        terminal.wait("why>")
        terminal.send("mal ent")
        wait_until(lambda: any(b"mal ent" in path.read_bytes() for path in drafts(root)))
    with typing(root) as terminal:
        terminal.wait("turn>")
        terminal.send("1" + ENTER)
        terminal.wait(f"> {WORDS} Et puis rien.")
        terminal.send(ENTER)
        terminal.wait("why> mal ent")
        terminal.send("endu")
        terminal.wait("why> mal entendu")
        terminal.send(ENTER)
        terminal.wait("Saved: ")
        terminal.send(ENTER)
        assert terminal.exit_code() == 0
    assert corrections(root) == [(FIRST, "mal entendu")]
    assert texts(root) == [f"{WORDS} Et puis rien.", "À revoir."]
    assert drafts(root) == []


def test_going_on_with_the_interview_leaves_the_draft_of_a_correction_to_edit(tmp_path, monkeypatch, cli):
    root = tmp_path / "study"
    (root / "guides").mkdir(parents=True)
    monkeypatch.chdir(root)
    hold(root, e.Paused("d" * 16))
    first = unfinished(root)
    first.keep(seen(root).turns[0], "J’ai retrouvé")
    first.release()
    assert cli("run", "--resume", SESSION, stdin="").code == 0
    assert texts(root) == [WORDS, "À revoir."]
    assert unfinished(root).words(FIRST) == "J’ai retrouvé"


def test_words_that_another_window_is_correcting_are_left_to_it(root):
    first = unfinished(root)
    first.keep(seen(root).turns[0], "J’ai retrouvé")
    assert unfinished(root).turns() == ()
    first.release()
    again = unfinished(root)
    assert again.turns() == (FIRST,)
    again.settle(FIRST)
    assert drafts(root) == []


@pytest.mark.parametrize("left", [WORDS, "", "  "])
def test_a_draft_that_changes_nothing_is_forgotten(root, left):
    first = unfinished(root)
    first.keep(seen(root).turns[0], "J’ai retrouvé")
    first.keep(seen(root).turns[0], left)
    first.release()
    assert unfinished(root).turns() == ()
    assert drafts(root) == []


def test_a_draft_of_an_interview_that_was_deleted_is_not_taken_for_its_namesakes(root):
    first = Unfinished(session_folders(root, SESSION), SESSION, "a" * 16, seen(root).turns)
    first.keep(seen(root).turns[0], "J’ai retrouvé")
    first.release()
    assert unfinished(root).turns() == ()
    assert len(drafts(root)) == 1


def test_doctor_says_who_takes_up_the_draft_of_a_correction(root, cli):
    first = unfinished(root)
    first.keep(seen(root).turns[0], "J’ai retrouvé")
    first.release()
    assert f"interviewer edit {SESSION}" in cli("doctor").out
