"""Other programs touch the files while the interview runs: git clean, sync clients, a folder that is renamed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.session.folder import read_session_records
from interviewer.session.journal import Journal
from tests.faults.samples import KEY, said, texts_on_disk

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows refuses to touch an open file")


def replaced(path: Path) -> None:
    shutil.copy(path, f"{path}.tmp")
    os.replace(f"{path}.tmp", path)


def grown(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"something else\n")


def linked(path: Path) -> None:
    path.rename(f"{path}.away")
    path.symlink_to(f"{path}.away")


ACCIDENTS: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "replaced by a copy": replaced,
    "cut": lambda path: os.truncate(path, 10),
    "emptied": lambda path: os.truncate(path, 0),
    "written to": grown,
    "folder deleted": lambda path: shutil.rmtree(path.parent),
    "folder renamed": lambda path: path.parent.rename(path.parent.with_name("moved")),
    "turned into a link": linked,
}


@POSIX
@pytest.mark.parametrize("accident", ACCIDENTS.values(), ids=ACCIDENTS)
def test_a_file_that_is_touched_under_us_costs_no_word(tmp_path, accident):
    folders = [tmp_path / "sessions" / "s1", tmp_path / "state" / "s1"]
    journal = Journal(folders, "s1", KEY)
    for number in range(1, 6):
        journal.append(said(number))
    accident(journal.path)
    journal.append(said(6))
    journal.close()
    # What is in the new file is everything, so the old one may be gone for good.
    assert texts_on_disk([journal.folder]) == [f"réponse {number}" for number in range(1, 7)]
    assert [warning.rule for warning in journal.warnings] == ["saved_again"]
    assert not journal.elsewhere


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)


@pytest.fixture
def laptops(tmp_path) -> list[Path]:
    """Two clones of one study whose journals git leaves as they are."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "server")
    for name in "ab":
        git(tmp_path, "clone", "-q", "server", name)
        git(tmp_path / name, "checkout", "-q", "-B", "main")
    (tmp_path / "a" / ".gitattributes").write_text("*.jsonl -text\n")
    return [tmp_path / "a", tmp_path / "b"]


def hold(laptop: Path, *numbers: int, stream: str = "session", coder: str = "") -> None:
    folder = laptop / "sessions" / "s1"
    found = read_session_records([folder], "s1")
    with Journal([folder], "s1", KEY, seen=found.seen, stream=stream, coder=coder) as journal:
        for number in numbers:
            journal.append(said(number))
    time.sleep(0.005)  # records tell milliseconds: within one, neither laptop was the earlier


def test_two_runs_of_one_session_on_two_laptops_meet_in_git_without_a_conflict(laptops):
    one, other = laptops
    hold(one, 1, 2)
    git(one, "add", "-A")
    git(one, "commit", "-qm", "begun")
    git(one, "push", "-q", "origin", "main")
    git(other, "pull", "-q", "origin", "main")
    hold(one, 3, 4)
    hold(other, 5, 6)
    hold(other, 7, stream="marks", coder="lea")
    for laptop in laptops:
        git(laptop, "add", "-A")
        git(laptop, "commit", "-qm", "went on")
    git(one, "push", "-q", "origin", "main")
    git(other, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    found = read_session_records([other / "sessions" / "s1"], "s1")
    assert found.faults == ()
    assert texts_on_disk([other / "sessions" / "s1"]) == [f"réponse {n}" for n in range(1, 8)]
    hold(other, 8)
    assert texts_on_disk([other / "sessions" / "s1"])[-1] == "réponse 8"


def test_a_clone_with_changed_line_ends_reads_the_same_words(laptops):
    one, other = laptops
    (one / ".gitattributes").unlink()
    hold(one, 1, 2)
    git(one, "add", "-A")
    git(one, "commit", "-qm", "begun")
    git(one, "push", "-q", "origin", "main")
    git(other, "config", "core.autocrlf", "true")
    git(other, "pull", "-q", "origin", "main")
    folder = other / "sessions" / "s1"
    assert all(b"\r\n" in path.read_bytes() for path in folder.iterdir())
    assert texts_on_disk([folder]) == ["réponse 1", "réponse 2"]
    assert [fault.rule for fault in read_session_records([folder], "s1").faults] == ["journal_crlf"]
