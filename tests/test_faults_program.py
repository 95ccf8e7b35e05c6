"""The real program, killed, hung up on, filled up: what it said is saved is there, and what was typed comes back."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.model import SessionView
from interviewer.session.read import view
from tests.terminal import ENTER, Terminal, needs_terminal, wait_until
from tests.walk import GUIDE

PROGRAM = [sys.executable, "-m", "interviewer"]
RUN = [*PROGRAM, "run", "petit", "--participant", "p7kx3", "--language", "fr", "--wave", "t0"]
# The walk, line by line; the room has tests of its own.
WALK = {"INTERVIEWER_PROMPT": "walk"}
MARGIN = 1.0  # seconds of typing that may be lost at a prompt, by the promise
SLACK = 0.5  # what a busy machine may add before the key reaches the program
posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and limits")


@pytest.fixture
def small(study: Path) -> Path:
    """A study whose guide `petit` is the small one of these tests."""
    (study / "guides" / "petit.yaml").write_bytes(GUIDE)
    return study


def session_of(root: Path) -> str:
    return next(path.name for path in (root / "sessions").iterdir())


def read(root: Path) -> SessionView:
    session = session_of(root)
    found = read_session_records(session_folders(root, session), session)
    return view(session, found.key, found.records)


def piped(*argv: str, stdin: str = "", code: int | None = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*PROGRAM, *argv], input=stdin, capture_output=True, text=True, encoding="utf-8", check=False)
    assert code is None or done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def begin(terminal: Terminal) -> None:
    """Through the consent to the first question."""
    terminal.wait("Notes ?")
    terminal.wait("yes/no>")
    terminal.send("oui" + ENTER)
    terminal.wait("Citer ?")
    terminal.wait(lambda screen: screen.count("yes/no>") == 2)
    terminal.send("oui" + ENTER)
    terminal.wait("Racontez la première fois.")
    terminal.wait("0/4")


def type_until(terminal: Terminal, dies: float, chance: random.Random) -> tuple[list[str], list[tuple[float, str]]]:
    """Type like a person until that moment; gives the kept turns and the keys of the one that isn't kept yet."""
    kept: list[str] = []
    keys: list[tuple[float, str]] = []
    while time.monotonic() < dies:
        if len(keys) > 3 and chance.random() < 0.06:
            said = "".join(key for _, key in keys)
            terminal.send(ENTER)
            terminal.wait(f"saved · {len(kept) + 1} turn")
            kept.append(said)
            keys = []
            continue
        key = chance.choice("abcdefghij klmnopé,.") if keys else "x"
        terminal.send(key)
        keys.append((time.monotonic(), key))
        time.sleep(chance.uniform(0, 0.06))
        terminal.lines()
    return kept, keys


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.usefixtures("small")
class TestKilledWhileSomebodyTypes:
    pytestmark = needs_terminal

    def test_no_turn_that_was_shown_as_saved_is_lost_and_at_most_a_second_of_typing(
        self, small: Path, seed: int
    ) -> None:
        chance = random.Random(seed)
        with Terminal(RUN, cwd=small, env=WALK) as terminal:
            begin(terminal)
            kept, keys = type_until(terminal, time.monotonic() + chance.uniform(0.3, 4), chance)
            killed = time.monotonic()
            terminal.kill()
        piped("run", "--resume", session_of(small))
        turns = read(small).turns
        assert [t.text for t in turns if not t.recovered] == kept
        back = "".join(t.text for t in turns if t.recovered)
        typed = "".join(key for _, key in keys)
        assert typed.startswith(back)
        lost = [moment for moment, _ in keys[len(back) :]]
        assert all(killed - moment <= MARGIN + SLACK for moment in lost)


@pytest.mark.parametrize("ending", ["SIGHUP", "SIGTERM", "window closed"])
class TestHungUp:
    pytestmark = needs_terminal

    def test_every_key_typed_before_comes_back(self, small: Path, ending: str) -> None:
        with Terminal(RUN, cwd=small, env=WALK) as terminal:
            begin(terminal)
            terminal.send("un" + ENTER)
            terminal.wait("saved · 1 turn")
            terminal.wait("· 1/4 ·")  # the next prompt is up
            terminal.send("phrase en cours")
            terminal.wait("> phrase en cours")
            if ending == "window closed":
                terminal.close()
                wait_until(lambda: terminal.process.poll() is not None)
            else:
                terminal.signal(getattr(signal, ending))
                terminal.exit_code()
        piped("run", "--resume", session_of(small))
        assert [(t.text, t.recovered) for t in read(small).turns] == [("un", False), ("phrase en cours", True)]


class TestResumedAtTheKeyboard:
    pytestmark = needs_terminal

    def test_recovered_words_stand_at_the_prompt_and_can_be_gone_on_with(self, small: Path) -> None:
        with Terminal(RUN, cwd=small, env=WALK) as terminal:
            begin(terminal)
            terminal.send("je disais donc")
            terminal.wait("je disais donc")
            terminal.signal(signal.SIGTERM)
            terminal.exit_code()
        with Terminal([*PROGRAM, "run", "--resume", "p7kx3"], cwd=small, env=WALK) as terminal:
            terminal.wait("> je disais donc")
            terminal.wait("1/4")
            terminal.send(" que oui" + ENTER)
            wait_until(lambda: read(small).turns[0].fixed)
            terminal.send("/pause" + ENTER)
            assert terminal.exit_code() == 0
        turns = read(small).turns
        assert [(t.text, t.recovered, t.fixed) for t in turns] == [("je disais donc que oui", True, True)]

    def test_field_notes_cut_short_come_back_at_their_own_prompt_and_are_nobodys_words(self, small: Path) -> None:
        piped("run", "petit", "--participant", "p7kx3", stdin="oui\noui\nun\n/done\n\nsalle\npersonne\n")
        with Terminal([*PROGRAM, "run", "--resume", "p7kx3"], cwd=small, env=WALK) as terminal:
            terminal.wait("Field notes")
            terminal.wait("· 1/4 ·")
            terminal.send("elle semblait")
            terminal.wait("= elle semblait")
            terminal.signal(signal.SIGTERM)
            terminal.exit_code()
        with Terminal([*PROGRAM, "run", "--resume", "p7kx3"], cwd=small, env=WALK) as terminal:
            terminal.wait("= elle semblait")
            terminal.wait("· 1/4 ·")
            terminal.send(" lasse" + ENTER)
            assert terminal.exit_code() == 0
        seen = read(small)
        assert seen.form["notes"] == "elle semblait lasse"
        assert [(t.kind, t.text) for t in seen.turns] == [("verbatim", "un")]

    def test_an_action_cut_short_stands_at_the_prompt_again_and_changes_the_turn_it_was_for(self, small: Path) -> None:
        with Terminal(RUN, cwd=small, env=WALK) as terminal:
            begin(terminal)
            terminal.send("Bonjour" + ENTER)
            terminal.wait("· 1/4 ·")
            terminal.send("/fix Bonsoir")
            terminal.wait("> /fix Bonsoir")
            terminal.signal(signal.SIGTERM)
            terminal.exit_code()
        with Terminal([*PROGRAM, "run", "--resume", "p7kx3"], cwd=small, env=WALK) as terminal:
            terminal.wait("> /fix Bonsoir")
            terminal.wait("· 1/4 ·")
            terminal.send(ENTER)
            wait_until(lambda: [t.text for t in read(small).turns] == ["Bonsoir"])

    def test_a_yes_cut_short_is_no_turn(self, small: Path) -> None:
        with Terminal(RUN, cwd=small, env=WALK) as terminal:
            terminal.wait("yes/no>")
            terminal.wait("· 0/4 ·")
            terminal.send("ou")
            terminal.wait("yes/no> ou")
            time.sleep(1)
            terminal.kill()
        piped("run", "--resume", "p7kx3", stdin="non\n")
        assert read(small).status == "refused"
        assert not read(small).turns

    def test_a_second_window_on_the_same_session_is_told_so(self, small: Path) -> None:
        with Terminal(RUN, cwd=small, env=WALK) as terminal:
            begin(terminal)
            done = piped("run", "--resume", "p7kx3", code=1)
            assert "open in another window" in done.stderr

    def test_the_folder_deleted_in_mid_interview_costs_no_word(self, small: Path) -> None:
        with Terminal(RUN, cwd=small, env=WALK) as terminal:
            begin(terminal)
            terminal.send("un" + ENTER)
            terminal.wait("saved · 1 turn")
            session = session_of(small)
            shutil.rmtree(small / "sessions" / session)
            terminal.send("deux" + ENTER)
            terminal.wait("saved · 2 turns")
            terminal.send("/pause" + ENTER)
            assert terminal.exit_code() == 0
        found = read_session_records(session_folders(small, session), session)
        assert [t.text for t in view(session, found.key, found.records).turns] == ["un", "deux"]
        assert session in piped("list").stdout


@posix
def test_killed_in_bursts_of_a_script_nothing_that_was_acknowledged_is_lost(small: Path) -> None:
    chance, acknowledged = random.Random(7), 0
    argv: Sequence[str] = [*PROGRAM, "run", "petit", "--participant", "p7kx3"]
    lines = "oui\noui\n"
    for life in range(4):
        number = life * 1000
        with subprocess.Popen(argv, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stderr is not None
            dies = time.monotonic() + 60
            process.stdin.write(lines.encode())
            os.set_blocking(process.stderr.fileno(), False)
            heard = b""
            while time.monotonic() < dies:
                number += 1
                process.stdin.write(
                    f"mot {number} {'é ' * chance.randrange(200)}\n/bookmark b{number}\n/time\n".encode()
                )
                process.stdin.flush()
                heard += process.stderr.read() or b""
                if b" of 30 minutes" in heard and dies - time.monotonic() > 1:
                    dies = time.monotonic() + chance.uniform(0, 0.4)
                time.sleep(0.002)
            process.kill()
            os.set_blocking(process.stderr.fileno(), True)
            heard += process.stderr.read()
            process.wait()
            with suppress(BrokenPipeError):
                process.stdin.close()
        said = heard.count(b" of 30 minutes")  # each /time answered means that the turn before it is on the disk
        acknowledged += said
        seen = read(small)
        there = {t.text.split()[1] for t in seen.turns}
        assert {str(life * 1000 + n) for n in range(1, said + 1)} <= there
        argv, lines = [*PROGRAM, "run", "--resume", seen.id], ""
    assert acknowledged > 20
    assert read(small).status == "open"


@posix
@pytest.mark.parametrize("limit", [9_000, 12_000, 20_000])
def test_a_full_disk_is_said_aloud_and_keeps_what_was_acknowledged(small: Path, limit: int) -> None:
    script = "oui\noui\n" + "".join(f"mot {n} {'é ' * 100}\n/time\n" for n in range(80)) + "/pause\n"
    launch = (
        "import resource, signal, sys, runpy; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "sys.argv = sys.argv[1:]; runpy.run_module('interviewer', run_name='__main__')"
    )
    argv = [sys.executable, "-c", launch, "interviewer", "run", "petit", "--participant", "p7kx3"]
    done = subprocess.run(argv, input=script.encode(), capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "Traceback" not in said
    assert "NOT SAVED" in said
    before = said.split("NOT SAVED")[0].count(" of 30 minutes")
    found = read_session_records(session_folders(small, session_of(small)), session_of(small))
    there = {t.text.split()[1] for t in view("x", found.key, found.records).turns}
    assert {str(n) for n in range(before)} <= there


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_two_machines_go_on_with_one_session_and_git_merges_both(small: Path, tmp_path: Path) -> None:
    def git(where: Path, *argv: str) -> None:
        subprocess.run(["git", *argv], cwd=where, check=True, capture_output=True)

    (small / ".gitattributes").write_text("*.jsonl -text\n")
    piped("run", "petit", "--participant", "p7kx3", stdin="oui\noui\nbase\n")
    git(small, "init", "-q", "-b", "main")
    git(small, "add", "-A")
    git(small, "commit", "-qm", "first")
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", str(small), str(other))
    piped("run", "--resume", "p7kx3", stdin="ici\n")
    git(small, "add", "-A")
    git(small, "commit", "-qm", "here")
    subprocess.run(
        [*PROGRAM, "run", "--resume", "p7kx3"],
        input="ailleurs\n",
        cwd=other,
        text=True,
        check=True,
        capture_output=True,
    )
    git(other, "add", "-A")
    git(other, "commit", "-qm", "there")
    git(other, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    found = read_session_records([other / "sessions" / session_of(small)], session_of(small))
    assert not found.faults
    assert {t.text for t in view("x", found.key, found.records).turns} == {"base", "ici", "ailleurs"}
