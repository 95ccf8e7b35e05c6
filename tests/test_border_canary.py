"""A name and a sentence are planted everywhere; whatever a verb does, and however it crashes, they stay where they belong."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.border.crashes import crashing, noted
from tests.border.hostile_study import HELD, OPEN, hostile_study, keep_all, opened
from tests.border.tour import HOSTILE_WORDS, TOUR, Stage
from tests.build import Talk

NAME, SENTENCE = "Kortabarria", "derrière la treille violette"
CANARIES = (NAME, SENTENCE)
WORDS = tuple(f"{n}. {SENTENCE}, m'a dit Zoé {NAME}" for n in range(8))
CRASHES_PER_VERB = 6
# Verbs whose work it is to show words, on standard output or, where they ask, beside their questions.
SHOWING = {"show", "follow", "find", "quotes", "compare", "code", "edit", "run", "codebook", "agree", "stats", "crosstab", "translate", "import", "print", "diff", "history", "check", "saturation", "export", "doctor"}  # fmt: skip


@pytest.fixture
def stage(tmp_path, monkeypatch, request, cli) -> Iterator[Stage]:
    made = hostile_study(tmp_path / "study", WORDS)
    monkeypatch.chdir(made.root)
    keep_all(cli, made.root)
    with opened(made.root, getattr(request.node, "callspec", None)):
        yield Stage(made.root, made.texts, made.turns)


def holds(text: str) -> list[str]:
    return [one for one in CANARIES if one in text]


def told_of(text: str) -> str:
    """What is said of the crash: everything from its message on."""
    return text[text.find("error:") :] if "error:" in text else ""


@pytest.mark.parametrize("verb", sorted(TOUR))
def test_a_crash_in_the_midst_of_words_tells_none_of_them(verb, stage, cli, tmp_path):
    """Some of the functions that are given the words fail with them, in a verb's visits; which ones, a seed chooses."""
    chance = random.Random(verb)
    visits = [visit for visit in TOUR[verb](stage) if not set(visit.argv) & set(HOSTILE_WORDS)]
    chance.shuffle(visits)
    crashed = 0
    for visit in visits[:4]:
        with noted(CANARIES) as places:
            cli(*visit.argv, stdin=visit.stdin)
        for place in chance.sample(sorted(places), min(CRASHES_PER_VERB // 2, len(places))):
            with crashing(place, WORDS[0], chance.randrange(10)) as happened:
                ended = cli(*visit.argv, stdin=visit.stdin)
            crashed += len(happened)
            if happened:
                said = told_of(ended.err) if verb in SHOWING else ended.err
                assert not holds(said), (visit.argv, place, said)
                assert "Traceback" not in ended.err
            if verb not in SHOWING:
                assert not holds(ended.out), (visit.argv, place)
    if verb in SHOWING - {"saturation", "diff", "history", "doctor", "check"}:
        assert crashed, "nothing was tried"


@pytest.mark.parametrize("verb", sorted(TOUR))
def test_no_name_of_a_file_and_no_temporary_one_holds_words(verb, stage, cli, tmp_path, monkeypatch):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    for visit in TOUR[verb](stage)[:12]:
        cli(*visit.argv, stdin=visit.stdin)
    assert not list(temporary.rglob("*"))
    places = (stage.root, Path(os.environ["HOME"]))
    assert not holds("\n".join(path.name for place in places for path in place.rglob("*")))


def test_git_learns_none_of_it_from_a_private_study(tmp_path, cli, monkeypatch):
    """What `init` lays out keeps words away from git, wherever the verbs put them of their own accord."""
    root = tmp_path / "study"
    cli("init", str(root))
    monkeypatch.chdir(root)
    git("init", "--quiet")
    talk = Talk()
    talk.consent()
    turns = [talk.say(text, talk.ask()) for text in WORDS]
    for turn, text in zip(turns, WORDS, strict=True):
        talk.mark(turn, "lien", text, coder="ana", memo=text)
    talk.done().write(root)
    assert cli("run", "benevoles", stdin="oui\noui\noui\noui\noui\n" + "\n".join(WORDS)).code == 0
    keep_all(cli, root)
    for argv in (
        ("export",),
        ("quotes", "--all"),
        ("list",),
        ("show", talk.session, "--markdown"),
        ("code", talk.session, "--coder", "ben", "--export", "exports/m.csv"),
        ("find", "lien"),
        ("doctor",),
        ("codebook", "export", "--to", "md"),
    ):
        cli(*argv)
    for argv in (("quotes", "--all"), ("quotes", "--all", "--out", "autre.csv")):  # where git is in the way, it is said
        out = () if "--out" in argv else ("--out", "citations.md")
        ended = cli(*argv, *out)
        assert ("git would take" in ended.err) == bool(out), ended.err
        Path((*argv, *out)[-1]).unlink()
    git("add", "--all")
    git("commit", "--quiet", "-m", "Tout")
    for line in git("rev-list", "--all", "--objects").decode().splitlines():
        content = git("cat-file", "-p", line.split()[0])
        assert not [one for one in CANARIES if one.encode() in content], line
    assert b"guides/benevoles.yaml" in git("ls-files")


def git(*argv: str) -> bytes:
    return subprocess.run(["git", *argv], capture_output=True, check=True).stdout


PROC = Path("/proc/self/cmdline")


@pytest.mark.skipif(not PROC.exists(), reason="needs /proc")
def test_while_it_runs_no_list_of_processes_holds_words(stage):
    """Neither its own line in the list of processes nor those of what it starts, and not the environment handed down."""
    program = [sys.executable, "-m", "interviewer"]
    calls = (
        ([*program, "show", HELD], b""),
        ([*program, "run", "--resume", OPEN], "\n".join(WORDS).encode()),
        ([*program, "code", HELD, "--coder", "zoe"], "\n".join(WORDS).encode()),
        ([*program, "export", "--out", "sortie"], b""),
        ([*program, "history", "essai"], b""),
    )
    for argv, typed in calls:
        with subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as child:
            assert child.stdin is not None
            child.stdin.write(typed)
            child.stdin.close()
            seen = 0
            while child.poll() is None:
                seen += 1
                for process in _with_children(child.pid):
                    for what in ("cmdline", "environ", "comm"):
                        assert not [one for one in CANARIES if one.encode() in _read(process, what)], (argv, what)
                time.sleep(0.005)
            assert seen


def _read(process: int, what: str) -> bytes:
    try:
        return Path(f"/proc/{process}/{what}").read_bytes()
    except OSError:
        return b""


def _with_children(process: int) -> list[int]:
    found = [process]
    for one in found:
        found += [int(child) for child in _read(one, f"task/{one}/children").split()]
    return found


UNCAUGHT = """
import sys, threading
import interviewer.cli as cli
from interviewer.__main__ import run
def main():
    def fail(): raise KeyError({words!r})
    thread = threading.Thread(target=fail); thread.start(); thread.join()
    class Odd:
        def __del__(self): raise ValueError({words!r})
    Odd()
    import logging
    from interviewer.screens.terminal import keyboard
    logging.getLogger("asyncio").error("never retrieved: %s", {words!r})
    raise RuntimeError({words!r})
cli.main = main
run()
"""


def test_what_python_itself_says_of_errors_nobody_caught_holds_no_words(tmp_path):
    """In a thread, in what is thrown away, at the end of everything, and in what libraries log."""
    program = UNCAUGHT.format(words=WORDS[0])
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert not holds(done.stderr + done.stdout)
    for kind in ("KeyError", "ValueError", "RuntimeError"):
        assert kind in done.stderr
