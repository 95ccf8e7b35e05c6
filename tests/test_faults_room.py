"""The room in a real terminal, killed, hung up on, filled up, slowed down: what it said is saved is there, and what was
typed stands in the editor again. And whole interviews by keys alone."""

import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.model import SessionView
from interviewer.session.read import view
from tests.terminal import CTRL_C, CTRL_Z, DOWN, ENTER, ESCAPE, TAB, UP, Terminal, needs_terminal, wait_until
from tests.walk import GUIDE

pytestmark = needs_terminal

PROGRAM = [sys.executable, "-m", "interviewer"]
RUN = [*PROGRAM, "run", "petit", "--participant", "p7kx3", "--language", "fr", "--wave", "t0"]
RESUME = [*PROGRAM, "run", "--resume", "p7kx3"]
PEOPLE = ("pa2xd", "pf8wn", "pk5rv")
GROUP = [
    *(*PROGRAM, "run", "recit-collectif", "--stakeholder", "habitants", "--wave", "t0", "--group", "gt7mk"),
    *(word for person in PEOPLE for word in ("--participant", person)),
]
MARGIN = 1.0  # seconds of typing that may be lost at a prompt, by the promise
SLACK = 0.5  # what a busy machine may add before the key reaches the program
CTRL_U = "\x15"
F2, F3, F4 = "\x1bOQ", "\x1bOR", "\x1bOS"


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


def texts(root: Path) -> list[str]:
    return [turn.text for turn in read(root).turns]


def safe(screen: str) -> bool:
    """Whether the status line says that everything is on the disk."""
    return screen.rstrip().endswith(("saved", "enregistré", "saved elsewhere"))


def editor(screen: str) -> str:
    """What stands behind the prompt of the editor, in its first row."""
    row = next((row for row in reversed(screen.split("\n")) if row.startswith("›")), "")
    return row.removeprefix("›").strip()


def kept(screen: str) -> bool:
    """Whether the editor is empty and everything is on the disk."""
    return not editor(screen) and safe(screen)


def stands(words: str) -> Callable[[str], bool]:
    """Whether these words, or their end, stand in the editor."""
    return lambda screen: editor(screen).endswith(words[-12:].strip())


def other_than(before: str) -> Callable[[str], bool]:
    """Whether the screen shows something else now."""
    return lambda screen: screen != before


def enter(terminal: Terminal, words: str, then: str = "", *, key: str = ENTER) -> None:
    """Type the words and keep them: the editor is empty again, and everything is on the disk."""
    terminal.send(words)
    terminal.wait(stands(words))
    terminal.send(key)
    terminal.wait(lambda screen: kept(screen) and then in screen)


def begin(terminal: Terminal) -> None:
    """Through the consent to the first question."""
    terminal.wait("Notes ?")
    enter(terminal, "oui", "Citer ?")
    enter(terminal, "oui", "Racontez la première fois.")


def type_until(terminal: Terminal, dies: float, chance: random.Random) -> tuple[list[str], list[tuple[float, str]]]:
    """Type like a person until that moment; gives the turns that were kept and the keys of the one that isn't kept yet."""
    said: list[str] = []
    keys: list[tuple[float, str]] = []
    while time.monotonic() < dies:
        if len(keys) > 3 and chance.random() < 0.06:
            terminal.send(ENTER)
            terminal.wait(kept)
            said.append("".join(key for _, key in keys))
            keys = []
            continue
        key = chance.choice("abcdefghij klmnopé,.") if keys else "x"
        terminal.send(key)
        keys.append((time.monotonic(), key))
        time.sleep(chance.uniform(0, 0.06))
        terminal.lines()
    return said, keys


@pytest.mark.parametrize("seed", range(6))
def test_killed_while_somebody_types_nothing_saved_is_lost_and_the_words_stand_in_the_editor(
    small: Path, seed: int
) -> None:
    chance = random.Random(seed)
    with Terminal(RUN, cwd=small) as terminal:
        begin(terminal)
        said, keys = type_until(terminal, time.monotonic() + chance.uniform(0.3, 4), chance)
        killed = time.monotonic()
        terminal.kill()
    with Terminal(RESUME, cwd=small) as terminal:
        terminal.wait("Racontez la première fois.")
        back = editor(terminal.text())
        turns = read(small).turns
        assert [t.text for t in turns if not t.recovered] == said
        recovered = "".join(t.text for t in turns if t.recovered)
        assert recovered.split()[-1:] == back.split()[-1:]
    typed = "".join(key for _, key in keys)
    assert typed.startswith(recovered)
    lost = [moment for moment, _ in keys[len(recovered) :]]
    assert all(killed - moment <= MARGIN + SLACK for moment in lost)


@pytest.mark.parametrize("ending", ["SIGHUP", "SIGTERM", "window closed", "Ctrl-C twice"])
def test_left_in_the_middle_of_a_word_every_key_stands_in_the_editor_again(small: Path, ending: str) -> None:
    with Terminal(RUN, cwd=small) as terminal:
        begin(terminal)
        enter(terminal, "un")
        terminal.send("phrase en cours")
        terminal.wait("› phrase en cours")
        if ending == "window closed":
            terminal.close()
            wait_until(lambda: terminal.process.poll() is not None)
        elif ending.startswith("Ctrl"):
            terminal.send(CTRL_C)
            terminal.wait("Ctrl-C again")
            terminal.send(CTRL_C)
            assert terminal.exit_code() == 130
        else:
            terminal.signal(getattr(signal, ending))
            terminal.exit_code()
    with Terminal(RESUME, cwd=small) as terminal:
        terminal.wait("› phrase en cours")
        terminal.send(" encore" + ENTER)
        terminal.wait(kept)
    assert [(t.text, t.recovered) for t in read(small).turns] == [("un", False), ("phrase en cours encore", True)]


SLOW = (
    "import os, sys, time, runpy\n"
    "for name in ('fsync', 'fdatasync'):\n"
    "    def slow(descriptor, real=getattr(os, name)):\n"
    "        time.sleep(0.2)\n"
    "        return real(descriptor)\n"
    "    setattr(os, name, slow)\n"
    "sys.argv = sys.argv[1:]; runpy.run_module('interviewer', run_name='__main__')"
)


@pytest.fixture
def shell(small: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The program under a shell that can stop it and bring it back, on a slow disk, with words being typed."""
    if shutil.which("bash") is None:
        pytest.skip("needs bash for job control")
    (tmp_path / "slow.py").write_text(SLOW)
    argv = ["bash", "--norc", "--noprofile", "-i"]
    with Terminal(argv, cwd=small, env={"PS1": "$ ", "INTERVIEWER_LANG": "en"}) as terminal:
        terminal.wait("$")
        terminal.send(f"{sys.executable} {tmp_path / 'slow.py'} interviewer {' '.join(RUN[3:])}\r")
        begin(terminal)
        terminal.send("phrase")
        terminal.wait("› phrase")
        terminal.send(CTRL_Z)
        terminal.wait("Stopped")
        yield terminal


def test_after_ctrl_z_and_fg_the_words_stand_there_and_the_clock_is_told_of(shell: Terminal, small: Path) -> None:
    time.sleep(5)
    shell.send("fg\r")
    shell.wait("the clock of the interview ran on")
    shell.send(" entière")
    shell.wait("› phrase entière")
    shell.send(ENTER)
    shell.wait(kept)
    assert texts(small) == ["phrase entière"]


def test_stopped_by_ctrl_z_and_then_killed_every_key_is_there(shell: Terminal, small: Path) -> None:
    shell.send("kill -9 %1\r")
    shell.send("echo go''ne\r")
    shell.wait("gone")
    with Terminal(RESUME, cwd=small) as terminal:
        terminal.wait("› phrase")


class TestRewritingCutShort:
    def test_it_goes_on_as_a_rewriting_of_the_same_turn(self, small: Path) -> None:
        with Terminal(RUN, cwd=small) as terminal:
            begin(terminal)
            enter(terminal, "un")
            enter(terminal, "deux")
            terminal.send(UP)
            terminal.send(UP)
            terminal.send(ENTER)
            terminal.wait("› un")
            terminal.send(" et demi")
            terminal.wait("› un et demi")
            time.sleep(1)
            terminal.kill()
        for _life in range(2):
            with Terminal(RESUME, cwd=small) as terminal:
                terminal.wait("› un et demi")
                terminal.wait("rewriting")
                time.sleep(1)
                terminal.kill()
        with Terminal(RESUME, cwd=small) as terminal:
            terminal.wait("› un et demi")
            terminal.send(ENTER)
            terminal.wait(kept)
        assert [(t.text, t.kind) for t in read(small).turns] == [("un et demi", "verbatim"), ("deux", "verbatim")]

    def test_one_that_was_left_doesnt_come_back(self, small: Path) -> None:
        with Terminal(RUN, cwd=small) as terminal:
            begin(terminal)
            enter(terminal, "un")
            terminal.send(ESCAPE + "r")
            terminal.wait("› un")
            terminal.send(" et demi")
            terminal.wait("› un et demi")
            time.sleep(1)
            for _time in range(2):
                terminal.send(ESCAPE)
                time.sleep(0.6)
            terminal.wait(lambda screen: not editor(screen))
            time.sleep(0.5)
            terminal.kill()
        with Terminal(RESUME, cwd=small) as terminal:
            terminal.wait(lambda screen: "Racontez" in screen and safe(screen))
            assert not editor(terminal.text())
        assert texts(small) == ["un"]


@pytest.mark.parametrize(("typed", "there"), [("/memo à revoir", "/memo à revoir"), ("/ask Et la voisine", "/ask Et")])
def test_an_action_cut_short_stands_in_the_editor_again_and_is_nobodys_words(
    small: Path, typed: str, there: str
) -> None:
    with Terminal(RUN, cwd=small) as terminal:
        begin(terminal)
        terminal.send(typed)
        terminal.wait("› " + typed)
        time.sleep(1)
        terminal.kill()
    with Terminal(RESUME, cwd=small) as terminal:
        terminal.wait("Racontez")
        terminal.wait(lambda screen: editor(screen).startswith((there, "à revoir")))
    assert not [t for t in read(small).turns if t.kind == "verbatim"]


def test_a_yes_and_field_notes_cut_short_stand_at_their_own_places(small: Path) -> None:
    with Terminal(RUN, cwd=small) as terminal:
        terminal.wait("Notes ?")
        terminal.send("ou")
        terminal.wait("› ou")
        time.sleep(1)
        terminal.kill()
    with Terminal(RESUME, cwd=small) as terminal:
        terminal.wait("› ou")
        terminal.send("i" + ENTER)
        terminal.wait("Citer ?")
        enter(terminal, "oui", "Racontez")
        enter(terminal, "un")
        enter(terminal, "/done")
        enter(terminal, "/done", "Rôle ?")
        terminal.send(ENTER)
        terminal.wait("Citer ?")
        enter(terminal, "oui", "Where, and how")
        enter(terminal, "salle", "Who else")
        terminal.send("la voisi")
        terminal.wait("› la voisi")
        time.sleep(1)
        terminal.kill()
    for _life in range(2):
        with Terminal(RESUME, cwd=small) as terminal:
            terminal.wait("› la voisi")
            terminal.wait("Who else")
            terminal.wait(safe)
            terminal.kill()
    with Terminal(RESUME, cwd=small) as terminal:
        terminal.wait("› la voisi")
        terminal.send("ne" + ENTER)
        terminal.wait("Field notes")
        terminal.send(ENTER)
        assert terminal.exit_code() == 0
    seen = read(small)
    assert seen.form["others"] == "la voisine"
    assert [(t.kind, t.text) for t in seen.turns] == [("verbatim", "un")]


def test_a_second_window_on_the_same_session_is_told_so(small: Path) -> None:
    with Terminal(RUN, cwd=small) as terminal:
        begin(terminal)
        done = subprocess.run(RESUME, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == 1
        assert "open in another window" in done.stderr


def test_the_folder_deleted_in_mid_interview_costs_no_word(small: Path) -> None:
    with Terminal(RUN, cwd=small) as terminal:
        begin(terminal)
        enter(terminal, "un")
        session = session_of(small)
        shutil.rmtree(small / "sessions" / session)
        enter(terminal, "deux")
        enter(terminal, "trois")
        terminal.send("quatr")
        terminal.wait("› quatr")
        terminal.signal(signal.SIGTERM)
        terminal.exit_code()
    found = read_session_records(session_folders(small, session), session)
    assert [t.text for t in view(session, found.key, found.records).turns] == ["un", "deux", "trois"]
    with Terminal(RESUME, cwd=small) as terminal:
        terminal.wait("› quatr")


FULL = (
    "import resource, signal, sys, runpy; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    "resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY));"
    "sys.argv = sys.argv[1:]; runpy.run_module('interviewer', run_name='__main__')"
)


def settled(words: str) -> Callable[[str], bool]:
    """Whether these words were kept, and the disk said yes or no to them."""
    return lambda screen: words in screen and not editor(screen) and (safe(screen) or "NOT SAVED" in screen)


def test_a_full_disk_is_red_nothing_is_called_saved_and_all_is_there_once_it_heals(small: Path) -> None:
    argv = [sys.executable, "-c", FULL.format(limit=6000), "interviewer", *RUN[3:]]
    with Terminal(argv, cwd=small) as terminal:
        begin(terminal)
        said = []
        for number in range(20):
            words = f"phrase {number} " + "é" * 250
            said.append(words)
            terminal.send(words)
            terminal.send(ENTER)
            screen = terminal.wait(settled(f"phrase {number}"))
            if "NOT SAVED" in screen:
                break
        assert "NOT SAVED" in screen
        terminal.send("et encore")
        terminal.wait("› et encore")
        terminal.send(ENTER)
        terminal.wait(lambda screen: not editor(screen) and not safe(screen))
        said.append("et encore")
        import resource

        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, unlimited)
        terminal.wait(safe)
        terminal.signal(signal.SIGTERM)
        terminal.exit_code()
    found = read_session_records(session_folders(small, session_of(small)), session_of(small))
    assert [t.text for t in view("x", found.key, found.records).turns] == said


def test_leaving_with_words_in_memory_only_insists_until_the_disk_takes_them(small: Path) -> None:
    argv = [sys.executable, "-c", FULL.format(limit=6000), "interviewer", *RUN[3:]]
    with Terminal(argv, cwd=small) as terminal:
        begin(terminal)
        words = "é" * 3000
        terminal.send(f"{words}{ENTER}")
        terminal.wait("NOT SAVED")
        terminal.send(CTRL_C)
        time.sleep(0.2)
        terminal.send(CTRL_C)
        terminal.wait("Ctrl-C gives up")
        time.sleep(1.2)
        assert terminal.process.poll() is None
        import resource

        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, unlimited)
        assert terminal.exit_code() == 130
    assert texts(small) == [words]


def test_on_a_slow_disk_keys_appear_while_it_is_waited_for(small: Path) -> None:
    with Terminal([sys.executable, "-c", SLOW, "interviewer", *RUN[3:]], cwd=small) as terminal:
        begin(terminal)
        longest, said = 0.0, []
        for turn in range(5):
            words = f"phrase {turn}"
            for n in range(len(words)):
                sent = time.monotonic()
                terminal.send(words[n])
                terminal.wait(stands(words[: n + 1]))
                longest = max(longest, time.monotonic() - sent)
            terminal.send(ENTER)
            terminal.wait(lambda screen: not editor(screen))
            said.append(words)
        assert longest < 0.19  # one sync alone takes 0.2
        terminal.wait(safe)
        assert texts(small) == said


# --- whole interviews by keys alone ---


@pytest.mark.parametrize(("language", "field_notes"), [("en", "Field notes"), ("fr", "Notes")])
def test_a_whole_interview_by_keys_alone(small: Path, language: str, field_notes: str) -> None:
    with Terminal(RUN, cwd=small, env={"INTERVIEWER_LANG": language}) as terminal:
        begin(terminal)
        enter(terminal, "J'y suis allée par hasard.")
        terminal.send(ESCAPE + "s")
        terminal.wait("★")
        terminal.send(ESCAPE + "1")
        terminal.wait("↳ Qui ?")
        enter(terminal, "Une voisine.")
        terminal.send(ESCAPE + "n")
        terminal.wait("Et ensuite ?")
        enter(terminal, "Ensuite je suis restée.")
        terminal.send(TAB)
        terminal.wait("Que retenir ?")
        terminal.send(DOWN)
        terminal.send(ENTER)
        terminal.wait("De 0 à 10 ?")
        enter(terminal, "7")
        enter(terminal, "Parce que.")
        terminal.send(ESCAPE + "D")
        terminal.wait("Rôle ?")
        enter(terminal, "1", "Citer ?")
        enter(terminal, "oui", "Merci.")
        for _item in range(3):
            before = terminal.text()
            terminal.send(ENTER)
            if _item < 2:
                terminal.wait(other_than(before))
        assert terminal.exit_code() == 0
    seen = read(small)
    assert seen.status == "done"
    assert [t.text for t in seen.turns] == [
        "J'y suis allée par hasard.",
        "Une voisine.",
        "Ensuite je suis restée.",
        "Parce que.",
    ]
    assert seen.measures[0].value == 7
    assert seen.turns[0].starred


def said_in(root: Path) -> int:
    """How many turns and values there are."""
    seen = read(root)
    return len(seen.turns) + len(seen.measures)


def more(counted: Callable[[], int], than: int) -> Callable[[], bool]:
    """Whether it counts more than that by now."""
    return lambda: counted() > than


def _through_consents(terminal: Terminal, root: Path) -> None:
    wait_until(lambda: bool(list((root / "sessions").iterdir())))
    terminal.wait(safe)
    while not read(root).prompts:
        count = len(read(root).consents)
        terminal.send("oui" + ENTER)
        wait_until(more(lambda: len(read(root).consents), count))
        terminal.wait(kept)


def test_a_whole_group_interview_of_the_shipped_guide_at_80_by_24_by_keys_alone(study: Path) -> None:
    with Terminal(GROUP, cwd=study) as terminal:
        _through_consents(terminal, study)
        asked: set[str] = set()
        for _round in range(40):
            here = read(study).prompt
            assert here is not None
            if here.question in asked:
                break
            asked.add(here.question)
            for person, key in zip(PEOPLE, (F2, F3, F4), strict=True):
                terminal.send(key)
                wait_until(more(lambda: [*PEOPLE].index(read(study).speaker), PEOPLE.index(person) - 1))
                count = said_in(study)
                closed = any(q in here.question for q in ("accord",))
                words = "7" if closed else f"{person} {here.question}"
                terminal.send(words)
                terminal.wait(stands(words))
                terminal.send(ENTER)
                wait_until(more(lambda: said_in(study), count))
            terminal.send(ESCAPE + "n")
            terminal.wait(safe)
            time.sleep(0.1)
        terminal.send(ESCAPE + "D")
        terminal.wait(safe)
        if read(study).status != "closing":
            terminal.send(ESCAPE + "D")
        wait_until(lambda: read(study).status == "closing")
        for _item in range(60):
            if terminal.process.poll() is not None:
                break
            before = terminal.text()
            terminal.send(("oui" if "Type yes or no" in before else "") + ENTER)
            with suppress(BaseException):
                terminal.wait(other_than(before), timeout=3)
        assert terminal.exit_code() == 0
    seen = read(study)
    assert seen.status == "done"
    assert {turn.speaker for turn in seen.turns} == set(PEOPLE)
    assert all(turn.text.startswith(turn.speaker) for turn in seen.turns)
    assert all(turn.text.endswith(turn.question) for turn in seen.turns)


def test_a_pipe_still_gets_the_walk(small: Path) -> None:
    lines: Sequence[str] = ("oui", "oui", "un", "/done", "", "", "", "", "")
    done = subprocess.run(RUN, input="\n".join(lines), capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert not re.search("\x1b", done.stderr)
    assert texts(small) == ["un"]


def test_vi_keys_list_the_keys_with_ctrl_g_and_esc_never_drops_a_rewriting(small: Path) -> None:
    with Terminal(RUN, cwd=small, env={"INTERVIEWER_KEYS": "vi nomouse"}) as terminal:
        begin(terminal)
        enter(terminal, "un")
        terminal.send("\x07")
        terminal.wait("One of these keys now")
        terminal.send("s")
        terminal.wait("★")
        terminal.send("\x07")
        terminal.wait("One of these keys now")
        terminal.send("r")
        terminal.wait("› un")
        terminal.send(" deux" + ESCAPE)
        time.sleep(0.7)
        assert editor(terminal.text()) == "un deux"
        terminal.send(ENTER)
        terminal.wait(kept)
        assert b"\x1b[?1000h" not in terminal.raw
    assert texts(small) == ["un deux"]
