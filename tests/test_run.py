"""`run` from the command line: a piped script gives the session that typing would give."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.model import SessionView
from interviewer.session.read import view
from tests.conftest import Cli
from tests.terminal import ENTER, Terminal, needs_terminal
from tests.test_faults_program import begin
from tests.walk import GUIDE

BEGIN = "oui\nnon\n"
END = '\n1\nau local\n\n"""\nUne note\nsur deux lignes\n"""\n'


@pytest.fixture
def small(study: Path) -> Path:
    """A study whose guide `petit` is the small one of these tests."""
    (study / "guides" / "petit.yaml").write_bytes(GUIDE)
    return study


def read(root: Path, session: str) -> SessionView:
    found = read_session_records(session_folders(root, session), session)
    assert not found.faults
    return view(session, found.key, found.records)


def run(cli: Cli, root: Path, script: str, *options: str, code: int = 0) -> SessionView:
    result = cli("run", "petit", *options, stdin=script)
    assert result.code == code, result.err
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-petit-[a-z0-9]+(-\d+)?\n", result.out), result.out
    return read(root, result.out.strip())


def test_a_whole_interview_from_a_pipe(cli: Cli, small: Path) -> None:
    seen = run(
        cli,
        small,
        f"{BEGIN}C'était l'hiver.\n/star\n/next\n/skip refus\n7\nBien.\n/done{END}",
        "--participant",
        "p7kx3",
    )
    assert seen.status == "done"
    assert [(t.text, t.starred) for t in seen.turns] == [("C'était l'hiver.", True), ("Bien.", False)]
    assert seen.measures[0].value == 7
    assert seen.measures[0].wave == "t0"
    assert [(c.item, c.given) for c in seen.consents] == [("notes", True), ("citation", False)]
    assert seen.background[0].value == ["accueil"]
    assert seen.form == {"setting": "au local", "others": "", "notes": "Une note\nsur deux lignes"}
    assert seen.coverage["suite"] == "declined"
    assert seen.participants[0].stakeholder == "benevoles"


def test_the_end_of_the_script_is_a_pause_and_resume_goes_on_where_it_was(cli: Cli, small: Path) -> None:
    seen = run(cli, small, BEGIN + "un\n/probe 1\n", "--participant", "p7kx3")
    assert seen.status == "paused"
    result = cli("run", "--resume", "p7kx3", stdin="deux\n/done" + END)
    assert (result.code, result.out.strip()) == (0, seen.id)
    again = read(small, seen.id)
    assert again.status == "done"
    assert [t.text for t in again.turns] == ["un", "deux"]
    assert again.turns[1].asked is not None
    assert again.turns[1].asked.probe == "qui"
    assert len(list((small / "sessions" / seen.id).glob("*.jsonl"))) == 2


def test_a_finished_session_is_not_gone_on_with(cli: Cli, small: Path) -> None:
    seen = run(cli, small, BEGIN + "un\n/done" + END)
    result = cli("run", "--resume", seen.id)
    assert result.code == 1
    assert f"interviewer edit {seen.id}" in result.err


def test_resume_needs_no_other_option(cli: Cli, small: Path) -> None:
    assert cli("run", "petit", "--resume", "x").code == 2


def test_refusing_a_required_consent_records_that_and_nothing_else(cli: Cli, small: Path) -> None:
    seen = run(cli, small, "non\nDes mots qui ne doivent pas être gardés.\n")
    assert seen.status == "refused"
    assert not seen.turns
    journal = next((small / "sessions" / seen.id).glob("*.jsonl")).read_text(encoding="utf-8")
    assert [json.loads(line)["k"] for line in journal.splitlines()] == ["open", "held", "consent", "refused", "seal"]


def test_a_line_of_a_script_that_can_not_be_done_is_kept_and_named(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", stdin=BEGIN + "/goto place\nplutôt bien, je dirais\n/suivnt\n8\n")
    assert result.code == 3
    assert "Line 4: This question wants a whole number from 0 to 10." in result.err
    assert "Line 5: There is no such action." in result.err
    seen = read(small, result.out.strip())
    assert [(t.kind, t.text) for t in seen.turns] == [("memo", "plutôt bien, je dirais"), ("memo", "/suivnt")]
    assert seen.measures[0].value == 8


def test_an_unclear_consent_in_a_script_stops_it_and_is_named(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", stdin="peut-être\n")
    assert result.code == 3
    assert "-:1" in result.out + result.err


def test_a_background_answer_that_is_none_is_left_open_and_kept_as_a_memo(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", stdin=BEGIN + "un\n/done\nprésidente\nici\n\n\n")
    assert result.code == 3
    seen = read(small, result.out.strip())
    assert seen.status == "done"
    assert seen.background[0].value is None
    assert [(t.kind, t.text) for t in seen.turns] == [("verbatim", "un"), ("memo", "présidente")]
    assert seen.form["setting"] == "ici"


def test_what_is_on_stdout_is_the_id_and_nothing_else_and_no_word_is_in_a_file_name(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", stdin=BEGIN + "motsecret\n")
    assert result.out.count("\n") == 1
    assert not [path for path in small.rglob("*") if "motsecret" in path.name]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["petit", "--participant", "Marie Dupont"], 2),
        (["petit", "--participant", "../x"], 2),
        (["petit", "--participant", "a", "--participant", "b"], 2),
        (["petit", "--group", "g1"], 2),
        (["petit", "--stakeholder", "benevole"], 2),
        (["petit", "--held-on", "hier"], 2),
        (["petit", "--held-on", "2999-01-01"], 2),
        (["petit", "--language", "de"], 2),
        (["absent"], 1),
        ([], 2),
        (["recit-collectif"], 2),
    ],
)
def test_an_option_that_makes_no_sense_is_named_and_nothing_is_begun(
    cli: Cli, small: Path, options: list[str], code: int
) -> None:
    result = cli("run", *options, stdin="oui\n")
    assert result.code == code, result.err
    assert result.err.strip()
    assert "Traceback" not in result.err
    assert not any((small / "sessions").iterdir())


def test_a_guide_with_errors_is_refused_whole_before_the_first_question(cli: Cli, small: Path) -> None:
    path = small / "guides" / "petit.yaml"
    path.write_bytes(GUIDE.replace(b"minutes: 10", b"minutes: dix").replace(b"must: true", b"must: peut-etre", 1))
    result = cli("run", "petit", stdin=BEGIN)
    assert result.code == 3
    assert (result.out + result.err).count("petit.yaml:") == 2
    assert not any((small / "sessions").iterdir())


def test_an_interview_typed_up_later_bears_its_own_day(cli: Cli, small: Path) -> None:
    seen = run(cli, small, BEGIN + "un\n", "--held-on", "03/02/2026")
    assert seen.id.startswith("2026-02-03-petit-")
    assert seen.typed_up
    assert seen.minutes == 0


def test_two_sessions_with_one_pseudonym_on_one_day_are_two(cli: Cli, small: Path) -> None:
    one = run(cli, small, BEGIN + "un\n", "--participant", "P12")
    two = run(cli, small, BEGIN + "deux\n", "--participant", "p12")
    assert two.id == one.id + "-2"


def test_a_group_speaks_in_turn_and_each_one_consents(cli: Cli, small: Path) -> None:
    (small / "guides" / "petit.yaml").write_bytes(GUIDE + b"group: true\n")
    seen = run(
        cli, small, "oui\noui\noui\nnon\nmoi\n/who pb\nmoi aussi\n", "--participant", "pa", "--participant", "pb"
    )
    assert [(t.speaker, t.text) for t in seen.turns] == [("pa", "moi"), ("pb", "moi aussi")]
    assert seen.consents_to("pa", "quote")
    assert not seen.consents_to("pb", "quote")
    assert "-petit-g" in seen.id


def test_the_interview_begins_in_the_language_that_was_asked_for(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", "--language", "en", stdin="yes\nno\nFirst words.\n")
    assert "Tell me about the first time." in result.err
    assert read(small, result.out.strip()).turns[0].language == "en"


def test_the_screens_speak_french_when_asked_to(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", "--lang", "fr", stdin=BEGIN + "/suivnt\n")
    assert "Ligne 3" in result.err


def test_hostile_words_reach_the_file_whole_and_the_terminal_harmless(cli: Cli, small: Path) -> None:
    words = "\x1b[2Jrouge [/] [bold]x \u202e\u2066 \x9b31m \x07"
    result = cli("run", "petit", stdin=BEGIN + f"/ask {words}\n{words}\n/map\n")
    assert result.code == 0
    assert not set("\x1b\x9b\x07\u202e\u2066") & set(result.err + result.out)
    seen = read(small, result.out.strip())
    assert seen.turns[0].text == words
    assert seen.prompt is not None
    assert seen.prompt.text == words
    raw = next((small / "sessions" / seen.id).glob("*.jsonl")).read_text(encoding="utf-8")
    assert not set("\x1b\x9b\x07\u202e\u2066") & set(raw)


def test_before_and_after_the_questions_the_language_can_change_and_one_can_rest(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", stdin="/lang en\nyes\n/pause\nno\n")
    assert "Quote?" in result.err
    seen = read(small, result.out.strip())
    assert [c.ask for c in seen.consents] == ["Notes?"]
    assert cli("run", "--resume", seen.id, stdin="no\nwords\n/done\n/lang fr\n1\n\n\n\n").code == 0
    assert read(small, seen.id).status == "done"


def test_a_consent_given_by_mistake_is_taken_back(cli: Cli, small: Path) -> None:
    seen = run(cli, small, "oui\noui\n", "--participant", "pa")
    assert cli("run", "--resume", seen.id, stdin="un\n").code == 0
    seen = run(cli, small, "oui\n/annuler\noui\noui\n/undo\nnon\nun\n", "--participant", "pb")
    assert [(c.item, c.given) for c in seen.consents] == [("notes", True), ("citation", False)]
    assert [t.text for t in seen.turns] == ["un"]


def test_done_is_taken_back_from_the_background_sheet_and_the_end_form(cli: Cli, small: Path) -> None:
    seen = run(cli, small, BEGIN + "un\n/done\n1\n/undo\n/undo\ndeux\n/done\n2\nici\n/undo\nlà\n\n\n")
    assert [t.text for t in seen.turns] == ["un", "deux"]
    assert seen.background[0].value == ["maraude"]
    assert seen.form["setting"] == "là"
    assert seen.status == "done"


def test_pause_rests_in_the_end_form_too(cli: Cli, small: Path) -> None:
    seen = run(cli, small, BEGIN + "un\n/done\n1\n/pause\n")
    assert seen.status == "closing"
    assert not seen.form


def test_a_script_that_stops_says_which_session_it_began(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", stdin="peut-être\n")
    assert result.code == 3
    assert (small / "sessions" / result.out.strip()).is_dir()


def test_a_refused_session_says_so_when_it_is_to_be_gone_on_with(cli: Cli, small: Path) -> None:
    seen = run(cli, small, "non\n")
    result = cli("run", "--resume", seen.id)
    assert result.code == 1
    assert "refused" in result.err
    assert "edit" not in result.err


def test_a_block_that_is_never_closed_is_a_fault(cli: Cli, small: Path) -> None:
    seen = run(cli, small, BEGIN + '"""\nun\ndeux\n', code=3)
    assert [t.text for t in seen.turns] == ["un\ndeux"]


def test_words_behind_an_action_that_takes_none_are_kept_as_a_memo(cli: Cli, small: Path) -> None:
    seen = run(cli, small, BEGIN + "un\n/fin de matinée, elle était émue\ndeux\n", code=3)
    assert [(t.kind, t.text) for t in seen.turns] == [
        ("verbatim", "un"),
        ("memo", "/fin de matinée, elle était émue"),
        ("verbatim", "deux"),
    ]


def test_no_word_of_an_unknown_action_is_repeated_on_the_screen(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", stdin=BEGIN + "/JeanPierre a dit\n")
    assert "JeanPierre" not in result.err + result.out


def test_an_action_of_the_questions_is_no_answer_of_the_background_sheet_or_the_form(cli: Cli, small: Path) -> None:
    seen = run(cli, small, BEGIN + "un\n/done\n/passer\n/star\n\nfin\n", code=3)
    assert seen.background[0].value is None
    assert seen.form == {"setting": "", "others": "", "notes": "fin"}
    assert [t.text for t in seen.turns if t.kind == "memo"] == ["/passer", "/star"]


def test_runs_that_begin_at_once_under_one_pseudonym_are_sessions_of_their_own(small: Path) -> None:
    argv = [sys.executable, "-m", "interviewer", "run", "petit", "--participant", "pr1"]
    runs = [subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = [one.communicate(f"{BEGIN}run {n}\n")[0].strip() for n, one in enumerate(runs)]
    assert len(set(said)) == 4
    assert {read(small, session).turns[0].text for session in said} == {f"run {n}" for n in range(4)}


def test_where_nothing_can_be_written_no_interview_begins_and_it_is_said(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(small / "sessions")
    (small / "sessions").write_text("")
    (small / "state").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(small / "state"))
    argv = [sys.executable, "-m", "interviewer", "run", "petit"]
    done = subprocess.run(argv, input=BEGIN, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "The interview can't begin" in done.stderr
    assert "Leave the program open" not in done.stderr


@pytest.mark.terminal
@needs_terminal[1]
def test_a_wrong_value_is_not_glued_to_the_next_one_at_the_keyboard(small: Path) -> None:
    (small / "guides" / "petit.yaml").write_bytes(GUIDE)
    argv = [
        sys.executable,
        "-m",
        "interviewer",
        "run",
        "petit",
        "--participant",
        "p7kx3",
        "--language",
        "fr",
        "--wave",
        "t0",
    ]
    with Terminal(argv, cwd=small, env={"INTERVIEWER_PROMPT": "walk"}) as terminal:
        begin(terminal)
        terminal.send("/goto place" + ENTER)
        terminal.wait("De 0 à 10")
        time.sleep(0.3)
        terminal.send("12" + ENTER)
        terminal.wait("a whole number from 0 to 10")
        time.sleep(0.3)
        terminal.send("8" + ENTER)
        terminal.wait("What lies behind it?")
        terminal.kill()
    session = next((small / "sessions").iterdir()).name
    assert [m.value for m in read(small, session).measures] == [8]
