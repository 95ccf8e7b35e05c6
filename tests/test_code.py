"""`code`: tables of marks applied whole or not at all, and coding turn by turn from lines."""

import json
import re
import sys
from pathlib import Path

import pytest

from interviewer.coding.model import Codebook
from interviewer.errors import CannotError
from interviewer.screens.coding.meant import meant_new_code
from interviewer.session import events as e
from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.journal import Journal
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.study.folder import Study
from interviewer.study.marking import apply
from tests.terminal import CTRL_C, CTRL_D, ENTER, TAB, Terminal, needs_terminal

WALK = {"INTERVIEWER_PROMPT": "walk"}
ANNA, PAUL, OPEN = "2026-11-20-benevoles-pkade", "2026-11-21-benevoles-pxyw", "2026-11-22-benevoles-pq3n"
CODEBOOK = """\
codes:
  - id: rencontre
    label: {fr: La rencontre, en: Meeting}
    definition: {fr: Un lien noué, en: A tie that was made}
    use_when: {fr: On parle de quelqu'un, en: Somebody is spoken of}
  - {id: joie, label: La joie}
  - {id: joie-vive, label: La joie vive}
"""
WORDS = "J’ai rencontré ma voisine. Ma voisine, c'est « la joie » !"


def hold(study: Path, session: str, *more: e.Event, done: bool = True) -> tuple[e.Turn, ...]:
    """A session on the disk as an interview leaves it."""
    folders = session_folders(study, session)
    mark = session[-1] * 2
    held = e.Held(f"{mark}{'0' * 14}", "benevoles", 1, "", "", "fr", session[:10], [e.Person("pkade")])
    asked = e.Asked(f"{mark}{'1' * 14}", "guide", "arrivee", "premiere-fois", "Racontez-moi.", "fr")
    turns = (
        e.Verbatim(f"{mark}a{'2' * 13}", "arrivee", "premiere-fois", WORDS, "fr", "pkade", asked.id),
        e.Observation(f"{mark}b{'2' * 13}", "arrivee", "premiere-fois", "Elle sourit.", "fr", "pkade", asked.id),
        e.Paraphrase(f"{mark}c{'2' * 13}", "arrivee", "premiere-fois", "Bien accueillie.", "fr", "pkade", asked.id),
        e.Verbatim(f"{mark}d{'2' * 13}", "arrivee", "premiere-fois", "Voilà.", "fr", "pkade", asked.id),
    )
    end = (e.Done(f"{mark}{'f' * 14}"),) if done else ()
    with Journal(folders, session, "k" * 16) as journal:
        journal.append(held, asked, *turns, *more, *end)
    return turns


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = tmp_path / "study"
    (root / "guides").mkdir(parents=True)
    (root / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    monkeypatch.chdir(root)
    hold(root, ANNA)
    hold(root, PAUL)
    return root


def seen(root: Path, session: str = ANNA) -> SessionView:
    found = read_session_records(session_folders(root, session), session)
    return view(session, found.key, found.records)


def marks(root: Path, session: str = ANNA, coder: str = "ana") -> list[tuple[str, str, str, str]]:
    return [(m.turn[2], m.code, m.excerpt, m.memo) for m in seen(root, session).marks if m.coder == coder]


def turn(session: str, letter: str) -> str:
    return f"{session[-1] * 2}{letter}{'2' * 13}"


def files(root: Path) -> dict[Path, bytes]:
    """Every file of the study but the register: an export adds to it, and changes nothing else."""
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and path.parent.name != "exports.register")
    return {path: path.read_bytes() for path in paths}


def table(*lines: str, header: str = "session_id,turn_id,code_id,excerpt_start,excerpt_end,memo") -> str:
    return "\n".join((header, *lines, ""))


GOOD = table(
    f"{ANNA},{turn(ANNA, 'a')},joie,45,55,une note",
    f"{ANNA},{turn(ANNA, 'c')},rencontre,,,",
    f"{PAUL},{turn(PAUL, 'a')[:8]},rencontre,0,4,",
)


# --- a table of marks ---


def test_a_table_is_applied_whole_and_says_how_many_marks_on_how_many_sessions(root, cli):
    Path("marks.csv").write_text(GOOD, encoding="utf-8")
    done = cli("code", "--coder", "ana", "--apply", "marks.csv")
    assert (done.code, done.out) == (0, "")
    assert done.err == "3 marks on 2 sessions.\n"
    assert marks(root) == [("a", "joie", "« la joie ", "une note"), ("c", "rencontre", "Bien accueillie.", "")]
    assert marks(root, PAUL) == [("a", "rencontre", "J’ai", "")]


def test_applying_twice_writes_nothing(root, cli):
    assert cli("code", "--coder", "ana", "--apply", "-", stdin=GOOD).code == 0
    before = files(root)
    again = cli("code", "--coder", "ana", "--apply", "-", stdin=GOOD)
    assert (again.code, again.err) == (0, "Nothing to do: 3 were there already.\n")
    assert files(root) == before


def test_what_is_new_is_added_to_what_was_there(root, cli):
    cli("code", "--coder", "ana", "--apply", "-", stdin=GOOD)
    more = cli("code", "--coder", "ana", "--apply", "-", stdin=GOOD + f"{PAUL},{turn(PAUL, 'd')},joie,,,\n")
    assert more.err == "1 mark on 1 session, 3 were there already.\n"


def test_one_faulty_line_refuses_the_table_and_every_faulty_line_is_named(root, cli):
    Path("marks.csv").write_text(
        GOOD + f"{ANNA},{turn(ANNA, 'a')},joi,0,4,\n{ANNA},{turn(ANNA, 'b')},joie,,,\nnobody,x,joie,,,\n",
        encoding="utf-8",
    )
    before = files(root)
    refused = cli("code", "--coder", "ana", "--apply", "marks.csv")
    assert (refused.code, refused.err, files(root)) == (3, "", before)
    first = [line for line in refused.out.splitlines() if line.startswith("marks.csv:")]
    assert [line.partition(": ")[0] for line in first] == ["marks.csv:5:45", "marks.csv:6:28", "marks.csv:7:1"]
    assert "error: There is no code “joi”. Did you mean joie?" in first[0]


def test_every_problem_of_a_table_has_words():
    from interviewer.coding import csv_cells, marks, marks_csv, marks_rows
    from interviewer.screens.messages.marks import MESSAGES

    rooms = (csv_cells, marks, marks_csv, marks_rows)
    text = "".join(Path(one.__file__ or "").read_text(encoding="utf-8") for one in rooms)
    assert {*re.findall(r'"(marks_[a-z_]+)"', text)} <= {*MESSAGES}


def test_a_table_without_marks_is_said_aloud(root, cli):
    empty = cli("code", "--coder", "ana", "--apply", "-", stdin=table())
    assert empty.code == 3
    assert "holds no marks" in empty.out


def test_a_missing_file_is_said(root, cli):
    missing = cli("code", "--coder", "ana", "--apply", "nowhere.csv")
    assert missing.code == 1
    assert "nowhere.csv" in missing.err


def test_only_the_named_sessions_may_be_in_the_table(root, cli):
    refused = cli("code", PAUL, "--coder", "ana", "--apply", "-", stdin=GOOD)
    assert refused.code == 3
    assert refused.out.count("-:") == 2


def test_the_coder_is_an_id_in_small_letters(root, cli):
    assert cli("code", "--coder", "ANA", "--apply", "-", stdin=GOOD).code == 0
    assert len(marks(root)) == 2
    assert cli("code", "--coder", "Ana Dupont").code == 2
    assert cli("code", "--coder", "interviewer").code == 2
    assert cli("code").code == 2


def test_two_coders_do_not_meet(root, cli):
    cli("code", "--coder", "ana", "--apply", "-", stdin=GOOD)
    assert cli("code", "--coder", "ben", "--apply", "-", stdin=GOOD).err == "3 marks on 2 sessions.\n"
    assert marks(root) == marks(root, coder="ben")


def test_marks_taken_away_come_back_when_the_table_is_applied_again(root, cli):
    cli("code", "--coder", "ana", "--apply", "-", stdin=GOOD)
    cli("code", ANNA, "--coder", "ana", stdin="/goto 1\n-joie\n")
    assert [code for _turn, code, *_rest in marks(root)] == ["rencontre"]
    again = cli("code", "--coder", "ana", "--apply", "-", stdin=GOOD)
    assert again.err == "1 mark on 1 session, 2 were there already.\n"
    assert len(marks(root)) == 2


def test_an_emergent_code_of_any_session_may_be_applied(root, cli):
    cli("code", PAUL, "--coder", "ben", stdin="/new fierte La fierté\n")
    data = table(f"{ANNA},{turn(ANNA, 'a')},fierte,,,")
    assert cli("code", "--coder", "ana", "--apply", "-", stdin=data).code == 0
    assert marks(root) == [("a", "fierte", WORDS, "")]


def test_marks_are_in_a_file_of_the_coder_and_the_interview_is_untouched(root, cli):
    before = files(root)
    cli("code", "--coder", "ana", "--apply", "-", stdin=GOOD)
    new = [path.name for path in files(root) if path not in before]
    assert len(new) == 2
    assert all(name.startswith("marks.ana.") for name in new)
    assert all(files(root)[path] == data for path, data in before.items())


def test_a_study_that_cannot_be_written_keeps_the_marks_in_the_fall_back_folder(root, cli, monkeypatch, tmp_path):
    home = root / "sessions" / PAUL
    moved = tmp_path / "moved"
    home.rename(moved)
    monkeypatch.setenv("INTERVIEWER_SPARE", str(tmp_path / "spare"))
    spare = tmp_path / "spare" / PAUL
    spare.parent.mkdir()
    moved.rename(spare)
    home.write_text("in the way", encoding="utf-8")
    done = cli("code", "--coder", "ana", "--apply", "-", stdin=GOOD)
    assert done.code == 0
    assert marks(root, PAUL) == [("a", "rencontre", "J’ai", "")]


# --- turn by turn ---


def test_lines_mark_turns_and_excerpts_and_an_empty_line_goes_on(root, cli):
    lines = "renc, joie\njoie: « la joie »\n\n\nMEETING\n"
    done = cli("code", ANNA, "--coder", "ana", stdin=lines)
    assert done.code == 0
    assert marks(root) == [
        ("a", "rencontre", WORDS, ""),
        ("a", "joie", WORDS, ""),
        ("a", "joie", "« la joie »", ""),
        ("d", "rencontre", "Voilà.", ""),
    ]
    assert {one.turn[2] for one in seen(root).seen if one.coder == "ana"} == {"a", "c", "d"}
    assert "3 turns coded" in done.err
    assert "Nothing is left to code" in done.err


def test_the_turn_is_shown_with_its_question_and_cleaned(root, cli):
    hostile = e.Verbatim("ab" * 8, "arrivee", "premiere-fois", "oui \x1b[2J \u202egauche", "fr", "pkade")
    hold(root, OPEN, hostile)
    shown = cli("code", OPEN, "--coder", "ana", stdin="/skip\n/skip\n/skip\n").err
    assert "Racontez-moi." in shown
    assert WORDS in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_skipped_turn_stays_to_be_coded_and_the_next_command_is_told(root, cli):
    done = cli("code", ANNA, "--coder", "ana", stdin="/skip\n/passer\n\n")
    assert {one.turn[2] for one in seen(root).seen} == {"d"}
    assert f"2 turns are left.\nGo on with: interviewer code {ANNA} --coder ana\n" in done.err
    assert "2 turns to code." in cli("code", ANNA, "--coder", "ana").err


def test_looking_without_deciding_writes_nothing(root, cli):
    before = files(root)
    done = cli("code", "--coder", "ana", stdin="/show\n/codes\n/help\n/quit\n")
    assert done.code == 0
    assert files(root) == before
    assert "A tie that was made" in done.err
    assert "Elle sourit." in done.err
    assert "6 turns to code." in done.err


def test_without_names_finished_and_paused_sessions_are_coded_and_open_ones_by_name(root, cli):
    hold(root, OPEN, done=False)
    assert "6 turns to code." in cli("code", "--coder", "ana").err
    assert "3 turns to code." in cli("code", "pq3n", "--coder", "ana").err


def test_a_rated_turn_is_not_shown_again_but_can_be_gone_back_to(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="joie,renc\n\n")
    done = cli("code", ANNA, "--coder", "ana", stdin="/retour\n-renc\n\n\n\n")
    assert marks(root) == [("a", "joie", WORDS, "")]
    assert "2 turns coded" in done.err


def test_marks_are_taken_away_by_number(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="joie: J'ai\njoie: la joie\nrenc\n/unmark 2\n")
    assert marks(root) == [("a", "joie", "J’ai", ""), ("a", "joie", "la joie", "")]
    both = cli("code", ANNA, "--coder", "ana", stdin="/goto 1\n-joie\n/unmark 9\n/enlever 1\n")
    assert both.code == 3
    assert "2 marks fit" in both.err
    assert marks(root) == [("a", "joie", "la joie", "")]


def test_a_memo_is_put_on_the_last_mark_and_may_be_changed(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="renc\njoie\n/memo  une note \n/mémo une autre : note\n")
    assert marks(root) == [("a", "rencontre", WORDS, ""), ("a", "joie", WORDS, "une autre : note")]
    assert cli("code", PAUL, "--coder", "ana", stdin="/memo rien\n").code == 3


def test_a_new_code_is_born_unless_it_is_nearly_there(root, cli):
    done = cli(
        "code",
        ANNA,
        "--coder",
        "ana",
        stdin="/new fierte La fierté\nfierté\n/new joies La joies\n/new x\n/new joie J\n",
    )
    assert done.code == 3
    assert seen(root).new_codes == {"fierte": "La fierté"}
    assert marks(root) == [("a", "fierte", WORDS, "")]
    assert "very much like joie" in done.err
    assert cli("code", ANNA, "--coder", "ana", stdin="/nouveau! joies Les joies\n").code == 0
    assert set(seen(root).new_codes) == {"fierte", "joies"}


def test_a_new_code_whose_label_has_a_hidden_character_is_not_made(root, cli):
    done = cli("code", ANNA, "--coder", "ana", stdin="/new fierte La\x1b[31m fierté\n")
    assert done.code == 3
    assert "A character that nobody can see (U+001B) stands in the label" in done.err
    assert not seen(root).new_codes


def test_letters_that_fit_several_codes_or_none_mark_nothing(root, cli):
    done = cli(
        "code", ANNA, "--coder", "ana", stdin="la\nqqq\nrenc, qqq\njoie: nulle part\njoie: voisine\njoie:\n/zzz\n,\n"
    )
    assert done.code == 3
    assert marks(root) == []
    for number in range(1, 9):
        assert f"Line {number}: " in done.err
    assert "“la” may be rencontre, joie, joie-vive" in done.err
    assert "stand 2 times" in done.err


def test_the_second_place_and_first_and_last_words_can_be_meant(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="joie: voisine #2\nrenc: Ma voisine ... joie »\n")
    (first, second) = seen(root).marks
    assert (first.start, first.excerpt) == (WORDS.rindex("voisine"), "voisine")
    assert second.excerpt == "Ma voisine, c'est « la joie »"


def test_coding_again_what_is_marked_writes_nothing(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="joie\n")
    before = files(root)
    cli("code", ANNA, "--coder", "ana", stdin="/back\n/goto 1\njoie\n")
    assert files(root) == before


def test_each_mark_is_on_the_disk_before_the_next_line_is_read(root):
    """Killed after the first line, the first line is there."""
    import os
    import subprocess
    import sys

    command = [sys.executable, "-m", "interviewer", "code", ANNA, "--coder", "ana"]
    repository = Path(__file__).resolve().parent.parent
    env = {**os.environ, "PYTHONPATH": str(repository)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root, env=env) as run:
        assert run.stdin is not None
        assert run.stderr is not None
        run.stdin.write(b"joie\n")
        run.stdin.flush()
        while b"[1] joie" not in run.stderr.readline():
            assert run.poll() is None
        run.kill()
        run.communicate()
    assert marks(root) == [("a", "joie", WORDS, "")]


def test_french_words_do_the_same(root, cli):
    done = cli(
        "code",
        ANNA,
        "--coder",
        "ana",
        "--lang",
        "fr",
        stdin="joie\n/suivant\n/retour\n/aide\n/grille\n/voir\n/aller 3\n/quitter\n",
    )
    assert done.code == 0
    assert marks(root) == [("a", "joie", WORDS, "")]


def test_a_study_without_interviews_says_so(root, cli):
    import shutil

    shutil.rmtree(root / "sessions")
    nothing = cli("code", "--coder", "ana")
    assert nothing.code == 1
    assert "interviewer run" in nothing.err


def test_a_damaged_session_is_coded_as_far_as_it_can_be_read(root, cli):
    (file,) = (root / "sessions" / ANNA).iterdir()
    lines = file.read_bytes().split(b"\n")
    lines[5] = lines[5][:20] + b"x" * 40 + lines[5][60:]
    file.write_bytes(b"\n".join(lines))
    done = cli("code", ANNA, "--coder", "ana", stdin="joie\n")
    assert f"Parts of the interview {ANNA} can't be read." in done.err
    assert marks(root) == [("a", "joie", WORDS, "")]


def test_the_journal_says_what_it_had_seen(root, cli):
    cli("code", ANNA, "--coder", "ana", stdin="joie\n")
    (file,) = (root / "sessions" / ANNA).glob("marks.ana.*.jsonl")
    header = json.loads(file.read_text(encoding="utf-8").splitlines()[0])["d"]
    assert (header["stream"], header["coder"], header["session"]) == ("marks", "ana", ANNA)
    assert len(header["seen"]) == 1


def test_the_study_is_the_one_of_the_folder_above(root, cli, monkeypatch):
    monkeypatch.chdir(root / "guides")
    assert cli("code", ANNA, "--coder", "ana", stdin="joie\n").code == 0
    assert Study(root).session_ids() == (ANNA, PAUL)


def test_the_menu_offers_codes_by_their_letters_and_commands_by_their_words():
    from interviewer.coding.choose import Option
    from interviewer.screens.coding.lines import offers

    choices = (Option("rencontre", ("La rencontre",)), Option("fierte", ("La fierté",)))
    assert [(o.text, o.replaces) for o in offers("/code fiér", choices)] == [("fierte", 4)]
    assert [o.text for o in offers("/code ", choices)] == ["rencontre", "fierte"]
    assert [(o.text, o.replaces) for o in offers("renc, FI", choices)] == [("fierte", 2)]
    assert [o.text for o in offers("/go", choices)] == ["/goto"]
    assert offers("renc: fi", choices) == offers("/memo fi", choices) == offers("", choices) == []


def test_a_code_may_stand_behind_its_command(root, cli):
    done = cli("code", ANNA, "--coder", "ana", stdin="/code renc\n/coder joie: voisine #1\n/code\n/code /next\n")
    assert (done.code, len(marks(root))) == (3, 2)


# --- the table that was exported comes back ---


@pytest.mark.parametrize("dialect", ["machine", "excel"])
def test_an_exported_table_changes_nothing_and_its_lines_without_a_code_may_be_filled_in(root, cli, dialect):
    hold(root, OPEN, e.Verbatim("ab" * 8, "arrivee", "premiere-fois", "- Non, =1+1 ; 'fin", "fr", "pkade"))
    lines = "joie: - Non\n/memo =1+1\njoie: =1+1 ; 'fin\n/memo 'fin\njoie: 'fin\n"
    cli("code", OPEN, "--coder", "ana", stdin="/goto ababab\n" + lines)
    cli("code", ANNA, "--coder", "ana", stdin="joie: « la joie »\n")
    before = files(root)
    exported = cli("export", "--out", "-", "--for", dialect).out
    back = cli("code", "--coder", "ana", "--apply", "-", stdin=exported)
    assert back.code == 0
    assert "Nothing to do: 4 were there already." in back.err
    assert "lines of the exported table have no code_id and were passed over" in back.err
    assert files(root) == before


def test_the_export_of_a_study_with_two_coders_comes_back_for_each_of_them(root, cli):
    for coder, lines in (("ana", "renc\n/memo vu\n"), ("ben", "joie\n")):
        cli("code", ANNA, "--coder", coder, stdin=lines)
    before = files(root)
    exported = cli("export", "--out", "-").out
    for coder in ("ana", "ben"):
        back = cli("code", "--coder", coder, "--apply", "-", stdin=exported)
        assert (back.code, "1 mark of the exported table is by another coder" in back.err) == (0, True), back.err
    assert files(root) == before
    emptied = cli("code", "--coder", "ana", "--apply", "-", stdin=exported.replace("vu", "-"))
    assert emptied.code == 0
    assert [memo for *_mark, memo in marks(root)] == [""]


def test_a_line_without_a_code_is_faulty_in_a_table_of_marks(root, cli):
    refused = cli("code", "--coder", "ana", "--apply", "-", stdin=table(f"{ANNA},{turn(ANNA, 'a')},,,,"))
    assert (refused.code, "The code_id is empty" in refused.out) == (3, True)


# --- a disk that refuses ---


class Refusing:
    """Pens whose disk is full after so many sessions."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.written: list[str] = []

    def open(self, session_id: str) -> None:
        if self.room == 0:
            raise CannotError("not_saved")

    def write(self, session_id: str, events: object) -> None:
        if len(self.written) == self.room:
            raise CannotError("not_saved")
        self.written.append(session_id)

    def close(self, session_ids: object = None) -> None:
        pass

    def abandon(self) -> None:
        pass


EVENTS = {
    name: [e.Mark(letter * 16, "1" * 16, "joie", "ana", 0, 1, "a")] for name, letter in ((ANNA, "a"), (PAUL, "b"))
}


def test_when_the_disk_refuses_in_the_middle_it_is_said_what_was_applied():
    with pytest.raises(CannotError) as refused:
        apply(Refusing(1), EVENTS)
    assert refused.value.problem.rule == "marks_half_applied"
    assert refused.value.problem.facts() == {"done": 1, "sessions": ANNA, "left": 1, "why": ""}


def test_when_the_disk_refuses_at_once_nothing_was_applied():
    pens = Refusing(0)
    with pytest.raises(CannotError) as refused:
        apply(pens, EVENTS)
    assert (refused.value.problem.rule, pens.written) == ("not_saved", [])


def test_more_sessions_than_files_that_may_be_open_are_applied():
    pens = Refusing(1000)
    apply(pens, {f"s{n}": [] for n in range(300)})
    assert len(pens.written) == 300


# --- at a terminal ---


@needs_terminal[0]
@needs_terminal[1]
def test_at_a_terminal_codes_are_completed_and_ctrl_d_leaves_with_everything_saved(root):
    with Terminal(
        [sys.executable, "-m", "interviewer", "code", ANNA, "--coder", "ana"], cwd=root, env=WALK
    ) as terminal:
        terminal.wait("ana>")
        terminal.send("/code ren" + TAB)
        terminal.wait("/code rencontre")
        terminal.send(ENTER)
        terminal.wait("[1] rencontre")
        terminal.send("joie: la joie")
        terminal.send(ENTER)
        terminal.wait("[2] joie: “la joie”")
        terminal.send(CTRL_D)
        terminal.wait("1 turn coded")
        assert terminal.exit_code() == 0
    assert marks(root) == [("a", "rencontre", WORDS, ""), ("a", "joie", "la joie", "")]


@needs_terminal[0]
@needs_terminal[1]
def test_at_a_terminal_ctrl_c_leaves_with_everything_saved(root):
    with Terminal(
        [sys.executable, "-m", "interviewer", "code", ANNA, "--coder", "ana"], cwd=root, env=WALK
    ) as terminal:
        terminal.wait("ana>")
        terminal.send("zzz")
        terminal.send(ENTER)
        terminal.wait("No code fits")
        terminal.send("joie")
        terminal.send(ENTER)
        terminal.wait("[1] joie")
        terminal.send(CTRL_C)
        terminal.wait("1 turn coded")
        assert terminal.exit_code() == 130
    assert marks(root) == [("a", "joie", WORDS, "")]


@pytest.mark.parametrize(
    ("line", "language", "said"),
    [
        ("/xylophone", "fr", "Il n'y a pas de «\xa0/xylophone\xa0» ici. Vouliez-vous dire /aide"),
        ("/xylophone", "en", "There is no “/xylophone” here. Did you mean /help?"),
        ("/suivent", "fr", "/suivant"),
        ("/suivent", "en", "/next?"),
        ("/contexta", "fr", "/voir"),
    ],
)
def test_the_command_that_was_perhaps_meant_is_named_in_the_language_of_the_screens(root, cli, line, language, said):
    assert said in cli("code", ANNA, "--coder", "ana", "--lang", language, stdin=f"{line}\n").err


@pytest.mark.parametrize(
    ("typed", "code", "label"),
    [
        ("le seuil", "le-seuil", "le seuil"),
        ("L'aide  mutuelle", "l-aide-mutuelle", "L'aide mutuelle"),
        ("Fierté", "fierte", "Fierté"),
        ("fierte La fierté", "fierte", "La fierté"),
    ],
)
def test_a_label_alone_gets_an_id_of_its_own(typed: str, code: str, label: str) -> None:
    assert meant_new_code(typed, Codebook(), (), certain=False) == (code, label)


def test_a_round_that_stays_open_is_named_in_the_command_that_closes_it(root, cli) -> None:
    for named in ("2", "1"):
        done = cli("code", ANNA, "--coder", "ana", "--round", named, stdin="/close\n")
        assert ("--coder ana --round 2 --close --incomplete" in " ".join(done.err.split())) == (named == "2")
