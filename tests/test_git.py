"""What the program asks git, and that it goes on without it."""

import subprocess
from pathlib import Path

import pytest

from interviewer.study.folder import Study
from interviewer.study.git import commit_of, from_root, is_tracked, was_committed, would_take


def git(*words: str, folder: Path) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.yaml").write_text("a\n", encoding="utf-8")
    git("init", "-q", folder=tmp_path)
    git("add", "-A", folder=tmp_path)
    git("commit", "-qm", "one", folder=tmp_path)
    return tmp_path


def test_a_folder_is_named_from_the_root_of_its_repository(repository, tmp_path_factory):
    (repository / "étude" / "guides").mkdir(parents=True)
    assert from_root(repository) == ""
    assert from_root(repository / "étude" / "guides") == "étude/guides/"
    assert from_root(tmp_path_factory.mktemp("outside")) is None


def test_a_file_as_it_was_committed_has_the_commit(repository):
    assert commit_of(repository / "guides" / "a.yaml") == git("rev-parse", "HEAD", folder=repository)


def test_a_changed_file_has_none(repository):
    (repository / "guides" / "a.yaml").write_text("b\n", encoding="utf-8")
    assert commit_of(repository / "guides" / "a.yaml") == ""
    git("add", "-A", folder=repository)
    assert commit_of(repository / "guides" / "a.yaml") == ""


def test_a_file_that_git_does_not_know_has_none(repository):
    (repository / "guides" / "b.yaml").write_text("b\n", encoding="utf-8")
    assert commit_of(repository / "guides" / "b.yaml") == ""
    assert not is_tracked(repository / "guides" / "b.yaml")
    assert is_tracked(repository / "guides" / "a.yaml")


def test_names_are_taken_as_they_stand(repository):
    (repository / "guides" / "*.yaml").write_text("b\n", encoding="utf-8")
    assert not is_tracked(repository / "guides" / "*.yaml")


def test_what_history_holds_is_known_after_it_was_removed(repository):
    git("rm", "-qr", "guides", folder=repository)
    git("commit", "-qm", "two", folder=repository)
    assert was_committed(repository / "guides")
    assert not is_tracked(repository / "guides")
    assert not was_committed(repository / "other")


def words(root: Path, name: str = "s1") -> Path:
    path = root / "sessions" / name / f"{name}.1.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"words\n")
    return path


def test_git_would_take_words_in_as_long_as_nothing_keeps_it_from_it(repository):
    sessions = repository / "sessions"
    assert would_take(sessions)
    words(repository)
    assert would_take(sessions)
    for ignored in ("/sessions/\n", "sessions\n", "sessions/*\n", "*.jsonl\n"):
        (repository / ".gitignore").write_text(ignored, encoding="utf-8")
        assert not would_take(sessions), ignored


def test_words_to_come_are_asked_about_before_there_are_any(repository):
    (repository / "sessions").mkdir()
    assert would_take(repository / "sessions")
    (repository / ".gitignore").write_text("/sessions/\n", encoding="utf-8")
    assert not would_take(repository / "sessions")


def test_words_that_are_tracked_were_taken_in_on_purpose_but_new_ones_beside_them_not(repository):
    words(repository)
    git("add", "-A", folder=repository)
    assert not would_take(repository / "sessions")
    words(repository, "s2")
    assert would_take(repository / "sessions")


def test_a_study_in_a_folder_of_a_repository_is_in_it(repository):
    study = repository / "études" / "une"
    words(study)
    assert would_take(study / "sessions")
    (repository / ".gitignore").write_text("sessions/\n", encoding="utf-8")
    assert not would_take(study / "sessions")


def test_outside_a_repository_and_without_git_nothing_would_be_taken(tmp_path, repository, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert not would_take(repository / "sessions")
    assert not would_take(Path(tmp_path.anchor) / "sessions")


def test_a_team_that_shares_through_git_is_not_warned(repository):
    words(repository)
    assert Study(repository).open_to_git()
    (repository / "interviewer.yaml").write_text("sharing: nobody\n", encoding="utf-8")
    assert Study(repository).open_to_git()
    (repository / "interviewer.yaml").write_text("sharing: git\n", encoding="utf-8")
    assert not Study(repository).open_to_git()


def test_outside_a_repository_and_in_an_empty_one_there_is_nothing(tmp_path):
    (tmp_path / "a.yaml").write_text("a\n", encoding="utf-8")
    assert commit_of(tmp_path / "a.yaml") == ""
    git("init", "-q", folder=tmp_path)
    assert commit_of(tmp_path / "a.yaml") == ""
    assert not was_committed(tmp_path / "a.yaml")


def test_without_git_there_is_nothing(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert commit_of(repository / "guides" / "a.yaml") == ""
    assert not was_committed(repository / "guides" / "a.yaml")


def test_a_folder_that_is_gone_holds_nothing(tmp_path):
    assert commit_of(tmp_path / "gone" / "a.yaml") == ""


def test_programs_that_a_repository_names_are_not_run(repository):
    """A study may come from anywhere: its git settings must not start anything."""
    (repository / "guides" / "a.yaml").write_text("b\n", encoding="utf-8")
    (repository / ".gitattributes").write_text("*.yaml diff=evil\n", encoding="utf-8")
    bait = repository / "ran"
    for key in ("diff.external", "diff.evil.command", "diff.evil.textconv", "core.fsmonitor", "core.pager"):
        git("config", key, f"touch '{bait}'; true", folder=repository)
    commit_of(repository / "guides" / "a.yaml")
    was_committed(repository / "guides" / "a.yaml")
    assert not bait.exists()
