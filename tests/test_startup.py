"""Start-up is a feature: what is slow to import stays out until a command needs it. Counted in modules, not by a clock."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.cli import VERBS, every_verb
from tests.conftest import ROOT

SLOW = {"rich", "questionary", "prompt_toolkit", "yaml", "pydantic", "asyncio", "importlib.metadata"}
DATA = {"msgspec", "csv", "sqlite3", "xml"}
HEAVY = {"numpy", "scipy", "pandas", "duckdb", "multiprocessing", "sqlite3", "xml", "xlsxwriter"}
PROBE = """
import json, sys
from interviewer.__main__ import run
sys.argv = ["interviewer", *sys.argv[1:]]
try:
    run()
except SystemExit:
    pass
sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
"""


def imported(*argv: str, folder: Path) -> set[str]:
    """The modules that a run of the program has imported when it ends."""
    done = subprocess.run([sys.executable, "-c", PROBE, *argv], cwd=folder, capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("version", ["--version", "-V"])
def test_version_is_answered_before_typer_is_imported(version, tmp_path):
    loaded = imported(version, folder=tmp_path)
    assert not loaded & (SLOW | DATA | {"typer", "gettext", "interviewer.cli"})


@pytest.mark.parametrize("argv", [["--help"], ["list"], ["lsit"], ["--lang", "fr", "--help"], ["list", "--frobnicate"]])
def test_help_an_empty_list_and_mistakes_import_nothing_slow(argv, study):
    assert not imported(*argv, folder=study) & (SLOW | DATA)


@pytest.mark.parametrize("words", every_verb(), ids=" ".join)
def test_help_of_a_verb_imports_nothing_slow(words, tmp_path):
    assert not imported(*words, "--help", folder=tmp_path) & (SLOW | DATA)


@pytest.mark.parametrize("group", [name for name, verb in VERBS.items() if verb.verbs])
@pytest.mark.parametrize("argv", [[], ["--help"], ["frobnicate"]], ids=["alone", "help", "unknown"])
def test_the_list_of_a_verb_s_own_commands_imports_none_of_them(group, argv, tmp_path):
    loaded = imported(group, *argv, folder=tmp_path)
    assert not loaded & (SLOW | DATA)
    assert not [name for name in loaded if name.startswith(f"interviewer.commands.{group}.")]


def test_help_imports_no_verb(tmp_path):
    loaded = imported("--help", folder=tmp_path)
    assert not [name for name in loaded if name.startswith("interviewer.commands.")]


def test_status_of_a_study_without_interviews_imports_nothing_slow(study):
    assert not imported(folder=study) & (SLOW | DATA)


@pytest.mark.parametrize(
    "argv", [["list"], ["stats"], ["crosstab"], ["quotes"], ["export", "--out", "-"]], ids=lambda argv: argv[0]
)
def test_figures_and_tables_of_a_study_import_its_yaml_and_records_and_nothing_heavier(argv, study):
    shutil.rmtree(study / "sessions")
    shutil.copytree(ROOT / "sessions", study / "sessions")
    loaded = imported(*argv, folder=study)
    assert "msgspec" in loaded
    assert not loaded & (SLOW - {"yaml"} | HEAVY)


def test_the_probe_sees_what_is_imported(tmp_path):
    """Without this, a probe that saw nothing would make every test above pass."""
    assert "typer" in imported("--help", folder=tmp_path)
