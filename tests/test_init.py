"""Laying out a study: what is missing is written, what exists is left alone, and both are said."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import Cli

SHIPPED = {"guides/benevoles.yaml", "codebook.yaml"}
MADE = SHIPPED | {"interviewer.yaml", ".gitignore", ".gitattributes"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def here(tmp_path, monkeypatch):
    folder = tmp_path / "ici"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_it_lays_out_a_study_and_says_what_it_wrote(cli, here):
    result = cli("init")
    assert result.code == 0
    assert set(files(here)) >= MADE
    assert (here / "sessions").is_dir()
    for name in (*files(here), "sessions/"):
        assert f"written: {name}\n" in result.out
    assert "interviewer run" in result.err


def test_what_it_lays_out_passes_check(cli, here):
    cli("init")
    assert cli("check").code == 0


def test_a_folder_is_made_and_the_next_step_goes_there(cli, here):
    result = cli("init", "notre étude/2026")
    assert set(files(here / "notre étude" / "2026")) >= MADE
    assert 'cd "notre étude' in result.err


def test_a_second_time_changes_nothing_and_says_so(cli, here):
    cli("init")
    before = files(here)
    result = cli("init")
    assert result.code == 0
    assert files(here) == before
    assert "written" not in result.out
    assert "kept as it was: codebook.yaml" in result.out


def test_files_of_other_people_are_never_overwritten(cli, here):
    (here / "guides").mkdir()
    mine = {"guides/benevoles.yaml": b"mine\n", "codebook.yaml": b"", "interviewer.yaml": b"# mine\n"}
    for name, data in mine.items():
        (here / name).write_bytes(data)
    assert cli("init").code == 0
    assert {name: files(here)[name] for name in mine} == mine


def test_lines_that_an_existing_gitignore_lacks_are_told(cli, here):
    (here / ".gitignore").write_text("/sessions/\r\n", encoding="utf-8", newline="")
    out = cli("init").out
    assert "add these lines to .gitignore" in out
    assert "    draft.*.jsonl\n" in out
    assert "    /sessions/\n" not in out


@pytest.mark.parametrize(
    ("argv", "export"),
    [
        (["--lang", "fr"], "excel"),
        (["--lang", "en"], "machine"),
        (["--lang", "fr", "--export", "machine"], "machine"),
        (["--lang", "en", "--export", "excel"], "excel"),
    ],
)
def test_exports_are_for_excel_in_french_unless_said_otherwise(argv, export, cli, here):
    cli("init", *argv)
    settings = yaml.safe_load((here / "interviewer.yaml").read_text(encoding="utf-8"))
    assert settings == {"languages": ["fr", "en"], "sharing": "private", "export": export}


def test_settings_that_are_commented_out_are_valid_when_uncommented(cli, here):
    from interviewer.study.settings import read_settings

    cli("init")
    text = (here / "interviewer.yaml").read_text(encoding="utf-8")
    lines = [
        line.removeprefix("# ") if line.startswith(("# s", "#   ", "# r", "# n")) else line for line in text.split("\n")
    ]
    settings, problems = read_settings("\n".join(lines).encode(), "interviewer.yaml")
    assert not problems
    assert settings is not None
    assert settings.retention == 24
    assert [group.planned for group in settings.stakeholders.values()] == [5] * 5


def test_the_settings_are_commented_in_the_language_of_the_screens(cli, here):
    cli("init", "--lang", "fr")
    assert "# Les réglages de cette étude." in (here / "interviewer.yaml").read_text(encoding="utf-8")


def test_git_leaves_words_and_exports_out_and_journals_untouched(cli, here):
    cli("init")
    (here / "sessions" / "s").mkdir()
    for name in ("sessions/s/s.1.jsonl", "coded_answers.csv"):
        (here / name).write_bytes(b"words\r\n")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "-A"], check=True)
    listed = subprocess.run(["git", "ls-files"], check=True, capture_output=True, text=True).stdout.split()
    assert set(listed) >= MADE
    assert not [name for name in listed if name.startswith("sessions/") or name.endswith(".csv")]
    ask = ["git", "check-attr", "text", "eol", "--", "sessions/s/s.1.jsonl", "guides/benevoles.yaml"]
    said = subprocess.run(ask, check=True, capture_output=True, text=True).stdout
    assert "s.1.jsonl: text: unset" in said
    assert "benevoles.yaml: eol: lf" in said


def test_a_file_in_the_way_is_said(cli, here):
    (here / "étude").write_text("a file", encoding="utf-8")
    result = cli("init", "étude")
    assert (result.code, result.out) == (1, "")
    assert "not a folder" in result.err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights that bind need a plain POSIX user")
def test_a_folder_without_rights_is_said(cli, here):
    here.chmod(0o500)
    try:
        assert cli("init").code == 1
    finally:
        here.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_only_the_owner_may_enter_the_sessions(cli, here):
    cli("init")
    assert (here / "sessions").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["guides", "sessions"])
def test_a_file_where_a_folder_must_be_is_said_before_anything_is_written(name, cli, here):
    (here / name).write_text("a file", encoding="utf-8")
    result = cli("init")
    assert (result.code, result.out, set(files(here))) == (1, "", {name})
    assert f"{name} is there already, and it is not a folder" in result.err


def test_a_codebook_that_was_kept_and_lacks_codes_of_the_guides_is_said(cli, here):
    (here / "codebook.yaml").write_text("codes: [{id: a, label: A}]\n", encoding="utf-8")
    result = cli("init")
    assert result.code == 0
    assert "it lacks" in result.err
    assert "interviewer check" in result.err
    assert cli("check").code == 3


def test_a_codebook_that_was_kept_and_has_them_all_is_no_matter(cli, here):
    cli("init")
    assert "lacks" not in cli("init").err


def test_init_says_how_a_guide_of_ones_own_begins_and_what_the_schemas_are_for(tmp_path: Path, cli: Cli) -> None:
    done = cli("init", str(tmp_path / "s"))
    assert "    interviewer new my-guide\n" in done.err
    assert done.err.endswith("    interviewer import guide guide.docx\n")
    assert "guides/*.schema.json help text editors" in done.err
    assert "schema.json help" not in cli("init", str(tmp_path / "s")).err


def test_the_groups_of_the_example_are_those_that_the_shipped_guides_name(cli, here):
    assert cli("init").code == 0
    settings = here / "interviewer.yaml"
    before, _mark, after = settings.read_text().partition("# stakeholders:\n")
    groups = list(itertools.takewhile(lambda line: line.startswith("#   "), after.splitlines()))
    settings.write_text("\n".join([before, "stakeholders:", *(line[1:] for line in groups), ""]))
    checked = cli("check")
    assert (checked.code, len(groups)) == (0, 5), checked.err + checked.out
