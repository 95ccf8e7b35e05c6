"""The coding room in a real terminal, from the first key to the exported table; killed, closed, and made small."""

import csv
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.session.model import SessionView
from interviewer.study.folder import Study
from tests.terminal import CTRL_C, DELETE, ENTER, ESCAPE, RIGHT, Terminal, needs_terminal

pytestmark = needs_terminal
ROOT = Path(__file__).resolve().parent.parent
SESSION = "2026-03-12-benevoles-p7kx3"
PROGRAM = [sys.executable, "-m", "interviewer"]
CODE = [*PROGRAM, "code", SESSION, "--coder", "zoe"]
SHIFT_RIGHT, PAGE_DOWN = "\x1b[1;2C", "\x1b[6~"


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example study, without its coders' marks."""
    for name in ("guides", "sessions"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("marks.*"))
    for name in ("codebook.yaml", "interviewer.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTERVIEWER_LANG", "en")
    return tmp_path


def seen(study: Path) -> SessionView:
    return Study(study).session(SESSION)[0]


def own_marks(study: Path) -> list[tuple[str, str]]:
    return [(m.code, m.excerpt) for m in seen(study).marks if m.coder == "zoe"]


def sit(study: Path, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
    return Terminal(CODE, cwd=study, columns=columns, rows=rows, env=env)


def typed(terminal: Terminal, keys: str, then: str) -> None:
    terminal.send(keys)
    terminal.wait(then)


def test_from_the_first_key_to_the_exported_table(study: Path) -> None:
    with sit(study) as terminal:
        terminal.wait("not coded")
        first = seen(study).turns[0].text
        typed(terminal, "acc", "› acc")
        typed(terminal, ENTER, "1 ■ The welcome")
        typed(terminal, RIGHT, "Enter marks 1 word")
        typed(terminal, SHIFT_RIGHT, "Enter marks 2 words")
        typed(terminal, "renco", "Meeting people")
        typed(terminal, ENTER, "2 ■ Meeting people")
        typed(terminal, ESCAPE + "m", "Memo on the mark")
        typed(terminal, "à discuter", "à discuter")
        typed(terminal, ENTER, "✎ à discuter")
        typed(terminal, " ", "2/")
        terminal.wait("saved")
        typed(terminal, ESCAPE + "Q", "Go on with")
        assert terminal.exit_code() == 0
    out = study / "out.csv"
    subprocess.run([*PROGRAM, "export", "--out", str(out)], cwd=study, check=True, capture_output=True)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, dialect=csv.Sniffer().sniff(out.read_text("utf-8-sig")[:2000], ",;")))
    found = sorted((row for row in rows if row["coder"] == "zoe"), key=lambda row: row["code_id"])
    assert [(row["code_id"], row["memo"]) for row in found] == [("accueil", ""), ("rencontre", "à discuter")]
    assert found[0]["excerpt"] == first
    assert len(found[1]["excerpt"].split()) == 2


def test_nothing_that_was_acknowledged_is_lost_when_it_is_killed(study: Path) -> None:
    with sit(study) as terminal:
        terminal.wait("not coded")
        typed(terminal, "acc" + "", "› acc")
        typed(terminal, ENTER, "1 ■ The welcome")
        terminal.wait("saved")
        typed(terminal, ESCAPE + "t", "Memo on the turn")
        terminal.send("un mémo qui")
        terminal.wait("draft kept")
        terminal.signal(signal.SIGKILL)
    assert own_marks(study) == [("accueil", seen(study).turns[0].text)]
    with sit(study) as terminal:
        terminal.wait("un mémo qui")
        typed(terminal, " reste" + "", "un mémo qui reste")
        typed(terminal, ENTER, "✎ un mémo qui reste")
        terminal.wait("saved")
        typed(terminal, ESCAPE + "Q", "Go on with")
    assert [one.text for one in seen(study).remarks if one.coder == "zoe"] == ["un mémo qui reste"]
    assert not list(study.rglob("draft.*"))


def test_ctrl_c_twice_leaves_and_the_next_sitting_goes_on_where_one_was(study: Path) -> None:
    with sit(study) as terminal:
        terminal.wait("not coded  1/")
        typed(terminal, " ", "not coded  2/")
        terminal.wait("saved")
        typed(terminal, CTRL_C, "Ctrl-C again leaves")
        typed(terminal, CTRL_C, "Go on with: interviewer code")
        assert terminal.exit_code() == 130
    with sit(study) as terminal:
        terminal.wait("not coded  2/")


def test_undo_and_unmark_are_durable_too(study: Path) -> None:
    with sit(study) as terminal:
        terminal.wait("not coded")
        typed(terminal, "acc", "› acc")
        typed(terminal, ENTER, "1 ■ The welcome")
        typed(terminal, ESCAPE + "u", "not coded")
        typed(terminal, ESCAPE + "r", "1 ■ The welcome")
        typed(terminal, DELETE, "is taken away here")
        terminal.wait("saved")
        typed(terminal, ESCAPE + "Q", "Go on with")
    assert own_marks(study) == []
    assert [one.coder for one in seen(study).seen] == ["zoe"]


def test_a_window_made_small_and_large_again_goes_on(study: Path) -> None:
    with sit(study) as terminal:
        terminal.wait("not coded")
        terminal.resize(30, 8)
        terminal.wait("too small")
        terminal.resize(120, 35)
        terminal.wait("what it means")
        terminal.resize(40, 10)
        terminal.wait("not coded")
        typed(terminal, ESCAPE + "Q", "")
        assert terminal.exit_code() == 0


@pytest.mark.parametrize(
    ("columns", "rows", "env"),
    [(80, 24, {"INTERVIEWER_PROMPT": "walk"}), (39, 24, {}), (80, 9, {}), (80, 24, {"TERM": "dumb"})],
)
def test_without_room_for_it_turns_are_coded_line_by_line(
    study: Path, columns: int, rows: int, env: dict[str, str]
) -> None:
    with sit(study, columns, rows, **env) as terminal:
        terminal.wait("zoe>")


def test_a_closed_window_keeps_the_memo_that_is_being_typed(study: Path) -> None:
    with sit(study) as terminal:
        terminal.wait("not coded")
        typed(terminal, ESCAPE + "e", "Memo on the interview")
        typed(terminal, "à moitié", "à moitié")
        terminal.signal(signal.SIGHUP)
        assert terminal.exit_code() == 1
    with sit(study) as terminal:
        terminal.wait("à moitié")
        terminal.wait("Memo on the interview")
        typed(terminal, ENTER, "Enter marks")
        terminal.wait("saved")
    assert [(one.about, one.text) for one in seen(study).remarks if one.coder == "zoe"] == [("session", "à moitié")]
