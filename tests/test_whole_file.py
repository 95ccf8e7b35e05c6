"""Files of a study are there whole or not at all, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path

import pytest

from interviewer.errors import CannotError
from interviewer.study import whole_file
from interviewer.study.whole_file import check_folder, keep, put_whole, read_bytes, write_new, write_whole
from tests.faults.broken_disk import BrokenDisk, Call, Fault, QuickDisk, TracingDisk

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and links of POSIX")
CHANGED = "settings_changed_meanwhile"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def mask():
    before = os.umask(0o027)
    yield
    os.umask(before)


def test_a_file_that_is_not_there_has_no_bytes(tmp_path):
    (tmp_path / "file").write_bytes(b"words")
    assert read_bytes(tmp_path / "file") == b"words"
    assert read_bytes(tmp_path / "none") is None
    with pytest.raises(OSError, match="plain file"):
        read_bytes(tmp_path)


def test_a_slip_in_a_path_makes_no_folders(tmp_path):
    check_folder(tmp_path)
    (tmp_path / "file").touch()
    for name, rule in (("file", "folder_is_file"), ("none", "folder_missing")):
        with pytest.raises(CannotError) as caught:
            check_folder(tmp_path / name)
        assert (caught.value.problem.rule, caught.value.problem.facts()["path"]) == (rule, str(tmp_path / name))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@POSIX
def test_a_new_file_has_the_rights_of_any_and_an_old_one_keeps_its_own(tmp_path, mask):
    write_whole(tmp_path / "new", b"1")
    write_new(tmp_path / "other", b"2")
    put_whole(tmp_path / "third", "é", None, CHANGED)
    assert {mode(path) for path in tmp_path.iterdir()} == {0o640}
    assert os.umask(0o027) == 0o027
    (tmp_path / "new").chmod(0o604)
    write_whole(tmp_path / "new", b"3")
    put_whole(tmp_path / "new", "4", b"3", CHANGED)
    assert (mode(tmp_path / "new"), (tmp_path / "new").read_bytes()) == (0o604, b"4")
    assert (tmp_path / "third").read_bytes() == "é".encode()
    assert len(list(tmp_path.iterdir())) == 3


@POSIX
def test_what_is_written_through_a_link_stands_where_the_link_leads(tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "far" / "file")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "far" / "file").read_bytes() == b"new"


def test_a_name_that_is_taken_is_never_written_over(tmp_path):
    (tmp_path / "file").write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "file", b"mine")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"theirs")]


@pytest.mark.parametrize("error", [PermissionError(errno.EPERM, "no links"), AttributeError(), NotImplementedError()])
def test_a_file_system_without_links_takes_a_new_file_too(tmp_path, monkeypatch, error):
    def refuse(*_words: object) -> None:
        raise error

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "file", b"words")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"words")]


def test_whatever_stops_it_leaves_nothing_behind(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"words")
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "file", b"words")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


CALLS: tuple[Call, ...] = ("create", "write", "sync", "replace")


@pytest.mark.parametrize("call", CALLS)
def test_a_disk_that_refuses_leaves_the_file_as_it_is(tmp_path, call):
    (tmp_path / "file").write_bytes(b"old")
    for write in (
        lambda disk: put_whole(tmp_path / "file", "new", b"old", CHANGED, disk),
        lambda disk: keep(tmp_path / "file", b"new", disk),
    ):
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            write(BrokenDisk(Fault(call, 1, errno.ENOSPC)))
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"old")]


@pytest.mark.parametrize(("was", "there"), [(b"old", b"theirs"), (None, b"theirs"), (b"old", None)])
def test_a_file_that_somebody_changed_meanwhile_is_left_to_them(tmp_path, was, there):
    path = tmp_path / "interviewer.yaml"
    if there is not None:
        path.write_bytes(there)
    with pytest.raises(CannotError) as caught:
        put_whole(path, "mine", was, CHANGED)
    assert (caught.value.problem.rule, caught.value.problem.facts()["path"]) == (CHANGED, path.name)
    assert read_bytes(path) == there
    assert len(list(tmp_path.iterdir())) == (there is not None)


def test_a_file_that_somebody_changes_while_ours_is_being_written_is_left_to_them(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    class Meanwhile(QuickDisk):
        def sync(self, fd: int) -> None:
            path.write_bytes(b"theirs")

    with pytest.raises(CannotError) as caught:
        put_whole(path, "mine", b"old", CHANGED, Meanwhile())
    assert caught.value.problem.rule == CHANGED
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file", b"theirs")]


def test_bytes_and_name_are_durable_when_it_returns(tmp_path):
    path = tmp_path / "file"
    for write in (
        lambda disk: put_whole(path, "words", read_bytes(path), CHANGED, disk),
        lambda disk: keep(path, b"words", disk),
    ):
        disk = TracingDisk()
        write(disk)
        steps = [(step.call, Path(step.path)) for step in disk.steps]
        assert [call for call, _path in steps] == ["create", "write", "sync", "sync_folder"]
        assert steps[-1][1] == tmp_path
        assert steps[0][1].parent == tmp_path
        assert steps[0][1].name.startswith(".file.")
        assert steps[0][1].name.endswith(".part")


def test_a_new_file_and_one_written_over_are_durable_by_name(tmp_path, monkeypatch):
    disk = TracingDisk()
    monkeypatch.setattr(whole_file, "DISK", disk)
    for write in (write_new, write_whole):
        disk.steps.clear()
        write(tmp_path / "file", b"words")
        calls = [step.call for step in disk.steps if step.call != "remove"]
        assert calls == ["create", "write", "sync", "sync_folder"]
        assert disk.steps[-1].path == str(tmp_path)
        assert not list(tmp_path.glob(".*"))


@POSIX
def test_what_is_kept_is_for_its_owner_alone_over_what_bore_the_name(tmp_path, mask):
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / ".file.part").write_bytes(b"left by a run that was cut short")
    assert keep(tmp_path / "file", b"words") == tmp_path / "file"
    assert [(path.name, path.read_bytes(), mode(path)) for path in tmp_path.iterdir()] == [("file", b"words", 0o600)]


def test_what_a_machine_that_stopped_left_is_cleared_away_and_what_is_young_is_left_to_its_writer(tmp_path):
    left = {name: tmp_path / f".{name}.part" for name in ("file.old", "file.young", "other.old")}
    for name, path in left.items():
        path.touch()
        age = 3601.0 if name.endswith("old") else 3500.0
        os.utime(path, (time.time() - age,) * 2)
    write_whole(tmp_path / "file", b"words")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".file.young.part", ".other.old.part", "file"]


@POSIX
def test_what_cannot_be_cleared_away_stops_nothing(tmp_path):
    folder = tmp_path / ".file.old.part"
    folder.mkdir()
    os.utime(folder, (0.0, 0.0))
    write_whole(tmp_path / "file", b"words")
    assert (tmp_path / "file").read_bytes() == b"words"
