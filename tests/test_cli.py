"""The border: exit codes, streams, help and mistakes in both languages, crashes that tell no words."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from interviewer import __version__
from interviewer import cli as border
from interviewer.cli import VERBS, every_verb, load
from interviewer.errors import CannotError, FilesError, LeftError, UsageError, problem
from interviewer.screens.help import CAPITALS, PLACE_HOLDERS
from tests.conftest import IMPORTS


@pytest.fixture
def verb(monkeypatch, cli):
    """Call the program with `list` doing what is given: `verb(work, "--lang", "fr")`."""

    def call(work, *argv, stdin=""):
        app = typer.Typer()
        app.command()(work)
        module = type(sys)("interviewer.commands.made_up")
        module.app, module.HELP, module.EXAMPLE = app, "Made up.", "interviewer made-up"  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(border.VERBS, "made-up", border.Verb("made_up", "Made up."))
        return cli("made-up", *argv, stdin=stdin)

    return call


def raising(error: BaseException) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


@pytest.mark.parametrize("flag", [["--version"], ["-V"], ["--lang", "fr", "--version"]])
def test_version_is_one_line_on_stdout(flag, cli):
    assert cli(*flag) == (0, f"interviewer {__version__}\n", "")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CannotError("no_sessions"), 1),
        (UsageError("json_or_markdown"), 2),
        (FilesError([problem("no_sessions", 3, 4, path="guides/a.yaml")]), 3),
        (LeftError(), 130),
        (KeyboardInterrupt(), 130),
        (EOFError(), 130),
        (typer.Abort(), 130),
        (typer.Exit(3), 3),
        (SystemExit(4), 4),
        (BrokenPipeError(), 1),
        (PermissionError(13, "Permission denied", "guides/a.yaml"), 1),
        (ZeroDivisionError("she said a secret"), 1),
    ],
)
def test_each_kind_of_error_has_its_exit_code_and_nothing_on_stdout(error, code, verb):
    result = verb(raising(error))
    assert (result.code, result.out) == (code, "")


def test_what_a_verb_returns_is_the_exit_code(verb):
    def work() -> int:
        return 3

    assert verb(work).code == 3


def test_problems_of_files_are_told_with_their_places(verb):
    problems = [
        problem("no_sessions", 3, 4, path="guides/a.yaml"),
        problem("no_sessions", severity="warning", path="b"),
    ]
    err = verb(raising(FilesError(problems))).err
    assert err.startswith("guides/a.yaml:3:4: error: This study holds no interview yet.\nb: warning: This study")
    assert err.count("\n    `interviewer run`") == 1  # what to do stands below the last that it is for


def test_a_crash_tells_type_place_and_code_but_no_words(verb):
    def work() -> None:
        words = "le secret de Marie"
        raise ValueError(words)

    err = verb(work).err
    assert "ValueError" in err
    assert "test_cli.py:" in err
    assert "Marie" not in err


def test_debugging_shows_more_places_and_still_no_words(verb, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_DEBUG", "1")

    def work() -> None:
        try:
            int("le secret de Marie")
        except ValueError as error:
            raise RuntimeError(str(error)) from error

    err = verb(work).err
    assert "  interviewer/cli.py:" in err
    assert "ValueError" in err
    assert "Marie" not in err


def test_the_same_crash_has_the_same_code(verb):
    work = raising(ZeroDivisionError())
    assert verb(work).err == verb(work).err


def test_ctrl_c_ends_without_a_word(verb):
    assert verb(raising(KeyboardInterrupt())) == (130, "", "")


def test_the_end_of_input_is_said(verb):
    assert "The input ended" in verb(raising(EOFError())).err


@pytest.mark.parametrize("argv", [["--lang", "fr", "list"], ["list", "--lang", "fr"], ["list", "--lang=fr"]])
def test_the_language_stands_before_or_after_the_verb(argv, cli, study):
    assert "Pas encore d'entretien" in cli(*argv).err


@pytest.mark.parametrize("argv", [["--lang", "xx", "list"], ["list", "--lang", "xx"], ["--lang"]])
def test_a_language_that_is_not_spoken_is_a_mistake_of_usage(argv, cli, study):
    assert cli(*argv).code == 2


def test_the_language_of_the_environment_comes_after_the_option(cli, study, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_LANG", "fr")
    assert "Pas encore" in cli("list").err
    assert "No interviews" in cli("list", "--lang", "en").err


@pytest.mark.parametrize("verb_name", VERBS)
def test_help_of_every_verb_speaks_the_language_of_the_moment(verb_name, cli):
    """Twice in one process: what was imported in French must not stay French."""
    french, english = cli(verb_name, "--help", "--lang", "fr"), cli(verb_name, "--help", "--lang", "en")
    assert (french.code, english.code) == (0, 0)
    assert french.out.startswith(f"Utilisation\xa0: interviewer {verb_name}")
    assert english.out.startswith(f"Usage: interviewer {verb_name}")
    assert "Exemple\xa0:" in french.out
    assert "Example:" in english.out
    for word in ("Usage", "Arguments:", "Options:", "Show this message", "[required", "[default:", "Example:"):
        assert word not in french.out


@pytest.mark.parametrize("verb_name", VERBS)
def test_help_of_every_verb_shows_an_example_that_the_program_would_take(verb_name, cli):
    example = cli(verb_name, "-h").out.split("Example:")[1].strip().splitlines()
    assert all(line.strip().startswith(f"interviewer {verb_name}") for line in example)


def test_help_fits_eighty_columns_in_both_languages(cli):
    for language in ("fr", "en"):
        for argv in ([], *([verb_name] for verb_name in VERBS)):
            assert max(map(len, cli(*argv, "--help", "--lang", language).out.splitlines())) <= 80


FOR_ALL_LANGUAGES = {"A", "B", "RRGGBB"}
"""Place-holders that are the same in each."""


@pytest.mark.parametrize("words", every_verb(), ids=" ".join)
def test_every_place_holder_of_a_help_page_is_known_to_the_catalogue(words):
    told = " ".join(str(one.metavar or "") for one in load(*words).params)
    assert set(CAPITALS.findall(told)) - FOR_ALL_LANGUAGES <= set(PLACE_HOLDERS)


def test_place_holders_are_said_in_the_language_of_the_screens(cli):
    page = cli("translate", "--help", "--lang", "fr").out
    assert " GUIDE LANGUE\n" in page.split("\n\n")[0] + "\n"
    assert "\n  LANGUE  " in page
    assert "-V, --version" in cli("--help", "--lang", "fr").out
    assert "LANGUE" in cli("translate", "benevoles", "--lang", "fr").err


@pytest.mark.parametrize(
    ("argv", "english", "french"),
    [
        (["lsit"], "Did you mean `interviewer list`?", "Vouliez-vous dire `interviewer list`"),
        (["zzz"], "There is no command “zzz”.", "Il n'y a pas de commande"),
        (["list", "--jsno"], "Did you mean --json?", "Vouliez-vous dire --json"),
        (["list", "-z"], "There is no option “-z” here.", "Il n'y a pas d'option"),
        (["list", "a", "b"], "more here than the command takes: a b", "plus que la commande n'en prend"),
        (["show"], "Something is missing: SESSION.", "Il manque quelque chose"),
        (["init", "--export"], "The option “--export” wants a value", "attend une valeur"),
        (["init", "--export", "word"], "“--export” must be one of: machine, excel.", "doit être l'un de"),
    ],
)
def test_mistakes_on_the_command_line_are_explained_in_both_languages(argv, english, french, cli):
    said, dit = cli(*argv), cli(*argv, "--lang", "fr") if argv[-1] != "--export" else cli("--lang", "fr", *argv)
    assert (said.code, dit.code) == (2, 2)
    assert english in said.err
    assert french in dit.err
    assert "--help`" in said.err or "Did you mean" in said.err


def test_mistakes_show_no_control_characters(cli):
    assert "\x1b" not in cli("list\x1b[2J").err


def test_alone_in_no_study_it_says_how_to_begin(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = cli()
    assert result.code == 0
    assert "`interviewer init`" in result.out


def test_alone_in_a_new_study_it_says_what_there_is_and_what_comes_next(cli, study):
    result = cli()
    assert result.code == 0
    assert "benevoles" in result.out
    assert "`interviewer run`" in result.out


def program(*argv: str, folder: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "interviewer", *argv]
    environment = os.environ | {"PYTHONPATH": IMPORTS} | (env or {})
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


def test_it_runs_as_a_module(tmp_path):
    assert program("--version", folder=tmp_path).stdout.strip() == f"interviewer {__version__}".encode()


def test_what_goes_through_a_pipe_is_utf8_whatever_the_locale(tmp_path):
    done = program(
        "--help", "--lang", "fr", folder=tmp_path, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    )
    assert "réponses codées" in done.stdout.decode("utf-8")


def test_an_encoding_without_the_signs_prints_escapes_instead_of_failing(tmp_path):
    done = program("zzz", folder=tmp_path, env={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 2
    assert b"\\u201czzz\\u201d" in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
@pytest.mark.parametrize("argv", [[], ["--version"], ["-V"]])
def test_a_full_disk_under_stdout_is_an_error(argv, tmp_path):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "interviewer", *argv], cwd=tmp_path, env=os.environ | {"PYTHONPATH": IMPORTS},
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert b"The system refused" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX shells close streams so")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_crash_nothing(closed, tmp_path):
    command = ["sh", "-c", f'exec "$0" -m interviewer {closed}', sys.executable]
    done = subprocess.run(
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": IMPORTS}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_leaves_is_no_news(tmp_path):
    child = subprocess.Popen(
        [sys.executable, "-m", "interviewer", "--help"], cwd=tmp_path, env=os.environ | {"PYTHONPATH": IMPORTS},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout is not None
    child.stdout.close()
    _, err = child.communicate()
    assert err == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_lists_verbs_without_importing_them(shell, tmp_path):
    env = {"_INTERVIEWER_COMPLETE": f"complete_{shell}", "COMP_WORDS": "interviewer l", "COMP_CWORD": "1"}
    env |= {"_TYPER_COMPLETE_ARGS": "interviewer l", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert b"list" in program(folder=tmp_path, env=env).stdout
