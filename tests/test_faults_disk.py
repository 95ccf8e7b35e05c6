"""The disk fails at its Nth call, once or from there on: what was called saved can be read, what was not is still there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from interviewer.session.journal import Journal, NotSaved
from tests.faults.broken_disk import CALLS, BrokenDisk, Call, Fault, QuickDisk, TracingDisk, wrecks
from tests.faults.samples import KEY, said, texts_on_disk

ERRORS = {
    "write": (errno.EIO, errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC, errno.EFBIG),
    "sync": (errno.EIO, errno.ENOSPC),
    "sync_folder": (errno.EIO,),
    "create": (errno.EACCES, errno.EMFILE, errno.EROFS, errno.ENOSPC),
    "make_folder": (errno.EACCES, errno.EROFS, errno.ENOSPC),
    "open_status": (errno.EIO,),
    "named_status": (errno.ENOENT, errno.ESTALE),
}
CASES = [(call, forever, False) for call in CALLS for forever in (False, True)]
CASES += [("write", False, True), ("write", True, True)]


def interview(folders: list[Path], disk: QuickDisk) -> tuple[list[int], list[int], list[int]]:
    """Five turns on that disk: those called saved, those called not saved, those still in memory at the end."""
    try:
        journal = Journal(folders, "s1", KEY, disk=disk, reserve=0)
    except NotSaved:
        return [], [], []
    saved: list[int] = []
    refused: list[int] = []
    for number in range(1, 6):
        try:
            journal.append(said(number))
        except NotSaved:
            refused.append(number)
        else:
            # One success means that everything before it is safe too.
            saved, refused = [*saved, *refused, number], []
    assert journal.unsaved == len(refused)
    journal.abandon()
    return saved, refused, refused


@pytest.mark.parametrize(("call", "forever", "short"), CASES)
def test_every_call_may_fail_and_no_saved_word_is_lost(tmp_path, call: Call, forever, short):
    points = 0
    for error in ERRORS[call]:
        for nth in range(1, 60):
            place = tmp_path / f"{error}-{nth}"
            folders = [place / "home" / "s1", place / "state" / "s1"]
            place.mkdir()
            disk = BrokenDisk(Fault(call, nth, error, forever=forever, short=short))
            saved, refused, _ = interview(folders, disk)
            found = texts_on_disk(folders)
            words = [f"réponse {number}" for number in saved]
            assert found[: len(words)] == words, (error, nth)
            assert set(found) <= {f"réponse {number}" for number in [*saved, *refused]}
            if not disk.hits:
                break
            points += 1
            if not forever and not short:
                assert refused == [], (error, nth)
        else:
            pytest.fail("the fault was met without end")
    assert points


def test_a_disk_that_fails_for_good_keeps_the_words_in_memory_until_it_is_well(tmp_path):
    disk = BrokenDisk(Fault("sync", 3, errno.EIO, forever=True))
    journal = Journal([tmp_path / "home", tmp_path / "state"], "s1", KEY, disk=disk)
    journal.append(said(1))
    for number in (2, 3, 4):
        with pytest.raises(NotSaved):
            journal.append(said(number))
    assert journal.unsaved == 3
    disk.fault = disk.fault._replace(nth=10**9, forever=False)
    journal.retry()
    assert texts_on_disk([tmp_path / "home", tmp_path / "state"]) == [f"réponse {n}" for n in range(1, 5)]


def test_a_write_that_stores_nothing_is_an_error_and_no_endless_loop(tmp_path):
    class Lazy(QuickDisk):
        calls = 0

        def write(self, fd: int, data: memoryview) -> int:
            self.calls += 1
            return super().write(fd, data) if self.calls != 2 else 0

    journal = Journal([tmp_path], "s1", KEY, disk=Lazy())
    journal.append(said(1))
    assert [w.rule for w in journal.warnings] == ["saved_again"]
    assert texts_on_disk([tmp_path]) == ["réponse 1"]


def test_writes_of_a_single_byte_each_go_on_to_the_end(tmp_path):
    class Drops(QuickDisk):
        def write(self, fd: int, data: memoryview) -> int:
            return super().write(fd, data[:1])

    journal = Journal([tmp_path], "s1", KEY, disk=Drops())
    journal.append(said(1))
    assert (journal.warnings, texts_on_disk([tmp_path])) == ([], ["réponse 1"])


def test_a_file_is_never_touched_again_after_an_error(tmp_path):
    disk = BrokenDisk(Fault("sync", 3, errno.EIO))
    journal = Journal([tmp_path], "s1", KEY, disk=disk)
    journal.append(said(1))
    first, before = journal.path, journal.path.read_bytes()
    journal.append(said(2))
    assert journal.path != first
    assert first.read_bytes() == before
    assert texts_on_disk([tmp_path]) == ["réponse 1", "réponse 2"]


def test_an_error_of_a_folder_that_cannot_be_synced_at_all_is_no_error(tmp_path, monkeypatch):
    from interviewer.session.disk import Disk

    def refuse(fd: int) -> None:
        raise OSError(errno.EINVAL, "no such thing here")

    monkeypatch.setattr(os, "fsync", refuse)
    Disk().sync_folder(str(tmp_path))


# --- the broken disk itself -----------------------------------------------------------------------------------------


def test_the_broken_disk_fails_at_its_call_once_or_from_there_on(tmp_path):
    for forever, expected in ((False, [True, False, True, True]), (True, [True, False, False, False])):
        disk = BrokenDisk(Fault("write", 2, errno.EIO, forever=forever))
        fd = disk.create(str(tmp_path / f"file-{forever}"))
        went = []
        for _ in range(4):
            try:
                went.append(disk.write(fd, memoryview(b"x")) == 1)
            except OSError:
                went.append(False)
        disk.close(fd)
        assert went == expected


def test_the_broken_disk_loses_what_a_failed_sync_left(tmp_path):
    disk = BrokenDisk(Fault("sync", 2, errno.EIO))
    path = tmp_path / "file"
    fd = disk.create(str(path))
    disk.write(fd, memoryview(b"safe"))
    disk.sync(fd)
    disk.write(fd, memoryview(b"gone"))
    with pytest.raises(OSError, match="error"):
        disk.sync(fd)
    disk.sync(fd)
    disk.close(fd)
    assert path.read_bytes() == b"safe"


# --- power cuts -----------------------------------------------------------------------------------------------------


def power_cut_losses(tmp_path: Path, disk: TracingDisk) -> tuple[int, int]:
    """How many states a power cut may leave of a small interview, and how many of them lack a word that was called saved."""
    folder = tmp_path / "s1"
    journal = Journal([folder], "s1", KEY, disk=disk, reserve=0)
    for number in range(1, 4):
        journal.append(said(number))
        disk.said(f"réponse {number}")
    (folder / Path(journal.path).name).unlink()  # the file is taken away under us: a second one begins
    disk.steps = [step for step in disk.steps if step.call != "remove"]
    journal.append(said(4))
    disk.said("réponse 4")
    tried = lost = 0
    for n, wreck in enumerate(wrecks(disk.steps)):
        place = tmp_path / f"wreck-{n}"
        place.mkdir()
        for path, data in wreck.files.items():
            (place / Path(path).name).write_bytes(data)
        tried += 1
        lost += not set(wreck.said) <= set(texts_on_disk([place]))
    return tried, lost


def test_no_power_cut_at_any_moment_loses_a_word_that_was_called_saved(tmp_path):
    tried, lost = power_cut_losses(tmp_path, TracingDisk())
    assert tried > 100
    assert lost == 0


@pytest.mark.parametrize("control", [{"syncs": False}, {"folder_syncs": False}], ids=["no_sync", "no_folder_sync"])
def test_the_power_cut_harness_finds_the_loss_when_a_sync_is_left_out(tmp_path, control):
    _, lost = power_cut_losses(tmp_path, TracingDisk(**control))
    assert lost > 0
