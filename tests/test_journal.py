"""The journal as a person's words meet it: what was appended is on the disk, in one file of this run, for its owner alone."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from interviewer.errors import CannotError
from interviewer.session.disk import Clock, Disk
from interviewer.session.events import Clock as ClockMoved
from interviewer.session.events import Event, Memo, Record, Sealed
from interviewer.session.folder import (
    fallback_roots,
    read_session_records,
    session_folders,
    session_names,
    state_home,
)
from interviewer.session.journal import Journal, NotSaved, is_open_elsewhere
from interviewer.session.line import Header, read_segment
from interviewer.session.secrecy import PLAIN, use
from tests.faults.broken_disk import BrokenDisk, Fault, QuickDisk, TracingDisk
from tests.faults.samples import KEY, said, segment_of, texts_on_disk

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and locks of POSIX")


class Hands:
    """A clock whose hands the test moves."""

    def __init__(self) -> None:
        self.wall, self.mono = 1_790_000_000.0, 100.0

    def clock(self) -> Clock:
        return Clock(lambda: self.wall, lambda: self.mono)

    def pass_by(self, wall: float, mono: float) -> None:
        self.wall, self.mono = self.wall + wall, self.mono + mono


def test_appended_events_are_in_the_file_at_once(tmp_path):
    journal = Journal([tmp_path / "s1"], "s1", KEY)
    journal.append(said(1), said(2))
    assert texts_on_disk([tmp_path / "s1"]) == ["réponse 1", "réponse 2"]
    assert journal.unsaved == 0
    journal.close()


def test_the_file_bears_session_time_and_run_and_begins_with_its_header(tmp_path):
    hands = Hands()
    journal = Journal([tmp_path / "s1"], "s1", KEY, seen={"r0": "abc"}, clock=hands.clock())
    assert journal.path.name == f"s1.20260921T141320Z.{journal.run}.jsonl"
    header = read_segment(journal.path.read_bytes()).header
    assert header is not None
    assert header == Header(header.id, 1, "0.1.0", "s1", KEY, journal.run, "", {"r0": "abc"})
    opening = json.loads(journal.path.read_bytes().partition(b"\n")[0])
    assert (opening["w"], opening["m"]) == (1_790_000_000.0, 0.0)
    journal.close()


def test_marks_go_to_a_file_of_their_coder(tmp_path):
    with Journal([tmp_path], "s1", KEY, stream="marks", coder="lea") as journal:
        assert journal.path.name.startswith("marks.lea.2")
    header = read_segment(journal.path.read_bytes()).header
    assert header is not None
    assert (header.stream, header.coder) == ("marks", "lea")
    with Journal([tmp_path], "s1", KEY, stream="notes", coder="lea") as journal:
        assert journal.path.name.startswith("notes.lea.2")
    with Journal([tmp_path], "s1", KEY, stream="draft") as journal:
        assert journal.path.name.startswith("draft.s1.2")


@POSIX
def test_files_and_folders_are_for_their_owner_alone_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        journal = Journal([tmp_path / "deep" / "s1"], "s1", KEY)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (journal.path, tmp_path / "deep" / "s1", tmp_path / "deep")]
    assert modes == [0o600, 0o700, 0o700]
    journal.close()


def test_an_append_is_one_write_one_sync_and_a_look_at_the_name(tmp_path):
    disk = TracingDisk()
    journal = Journal([tmp_path], "s1", KEY, disk=disk)
    disk.steps.clear()
    journal.append(said(1), said(2), said(3))
    assert [step.call for step in disk.steps] == ["write", "sync"]


def test_a_new_folder_and_a_new_file_are_made_durable_by_name(tmp_path):
    disk = TracingDisk()
    Journal([tmp_path / "sessions" / "s1"], "s1", KEY, disk=disk).abandon()
    calls = [(step.call, Path(step.path).name if step.call == "sync_folder" else "") for step in disk.steps]
    assert calls == [
        ("sync_folder", tmp_path.name),
        ("sync_folder", "sessions"),
        ("create", ""),
        ("write", ""),
        ("sync", ""),
        ("sync_folder", "s1"),
    ]


def test_close_seals_and_a_closed_journal_can_be_closed_again(tmp_path):
    journal = Journal([tmp_path], "s1", KEY)
    journal.append(said(1))
    journal.close()
    journal.close()
    segment = read_segment(journal.path.read_bytes())
    assert segment.sealed
    assert isinstance(segment.records[-1].event, Sealed)
    assert segment.records[-1].event.count == segment.records[-1].number == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_words_appended_after_the_end_are_saved_in_a_new_file_rather_than_refused(tmp_path):
    journal = Journal([tmp_path], "s1", KEY)
    journal.append(said(1))
    journal.close()
    journal.append(said(2))
    assert texts_on_disk([tmp_path]) == ["réponse 1", "réponse 2"]


def test_the_context_manager_seals_and_lets_the_error_through(tmp_path):
    journal = Journal([tmp_path], "s1", KEY)
    with pytest.raises(ZeroDivisionError), journal:
        raise ZeroDivisionError
    assert read_segment(journal.path.read_bytes()).sealed


def test_appending_the_same_events_again_changes_nothing(tmp_path):
    journal = Journal([tmp_path], "s1", KEY)
    journal.append(said(1), said(2))
    size = journal.path.stat().st_size
    journal.append(said(1), said(2))
    journal.append()
    journal.retry()
    assert journal.path.stat().st_size == size


def test_two_runs_are_two_files_and_neither_is_opened_again(tmp_path):
    for number in (1, 2):
        found = read_session_records([tmp_path], "s1")
        with Journal([tmp_path], "s1", KEY, seen=found.seen) as journal:
            journal.append(said(number))
    assert len(list(tmp_path.iterdir())) == 2
    assert texts_on_disk([tmp_path]) == ["réponse 1", "réponse 2"]


def test_a_clock_that_was_set_is_told_by_an_event_of_its_own(tmp_path):
    hands = Hands()
    journal = Journal([tmp_path], "s1", KEY, clock=hands.clock())
    hands.pass_by(30.0, 30.0)
    journal.append(said(1))
    hands.pass_by(3601.0, 1.0)
    journal.append(said(2))
    hands.pass_by(-3600.0, 1.5)
    journal.append(said(3))
    journal.close()
    records = read_session_records([tmp_path], "s1").records
    moved = [(r.number, r.event.seconds) for r in records if isinstance(r.event, ClockMoved)]
    assert moved == [(2, 3600.0), (4, -3601.5)]
    assert [(r.wall, r.mono) for r in records][:1] == [(1_790_000_030.0, 30.0)]


def test_a_clock_that_differs_by_two_seconds_is_let_pass(tmp_path):
    hands = Hands()
    journal = Journal([tmp_path], "s1", KEY, clock=hands.clock())
    hands.pass_by(2.0, 0.0)
    journal.append(said(1))
    assert [record.number for record in read_session_records([tmp_path], "s1").records] == [1]


def test_an_impossible_clock_stops_nothing(tmp_path):
    journal = Journal([tmp_path], "s1", KEY, clock=Clock(lambda: float("nan"), lambda: 0.0))
    assert journal.path.name == f"s1.19700101T000000Z.{journal.run}.jsonl"
    journal.append(said(1))
    assert texts_on_disk([tmp_path]) == ["réponse 1"]


def test_no_folder_at_all_says_so_before_the_interview_begins(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotSaved) as caught:
        Journal([tmp_path / "file" / "s1"], "s1", KEY, first=(said(1), said(2)))
    assert isinstance(caught.value, CannotError)
    assert caught.value.problem.rule == "not_saved"
    facts = {"count": 2, "where": str(tmp_path / "file" / "s1"), "why": os.strerror(errno.ENOTDIR)}
    assert caught.value.problem.facts() == facts


def test_a_folder_that_cannot_be_written_sends_the_words_to_the_next_and_says_where(tmp_path):
    (tmp_path / "file").write_text("x")
    folders = [tmp_path / "file" / "s1", tmp_path / "state" / "s1"]
    journal = Journal(folders, "s1", KEY)
    journal.append(said(1))
    assert (journal.elsewhere, journal.folder) == (True, folders[1])
    assert [(w.rule, w.facts()["where"]) for w in journal.warnings] == [("saved_elsewhere", str(folders[1]))]
    assert texts_on_disk(folders) == ["réponse 1"]


def test_a_disk_that_fills_up_loses_nothing_and_leaves_no_empty_file(tmp_path):
    folders = [tmp_path / "home", tmp_path / "state"]
    disk = BrokenDisk(Fault("write", 3, errno.ENOSPC))
    journal = Journal(folders, "s1", KEY, disk=disk)
    journal.append(said(1))
    disk.fault = disk.fault._replace(nth=disk.calls + 1, forever=True)
    with pytest.raises(NotSaved):
        journal.append(said(2))
    assert journal.unsaved == 1
    assert [len(list(folder.iterdir())) for folder in folders] == [1, 0]
    disk.fault = disk.fault._replace(nth=10**9)
    journal.append(said(3))
    assert journal.unsaved == 0
    assert texts_on_disk(folders) == ["réponse 1", "réponse 2", "réponse 3"]


def test_a_full_disk_that_also_keeps_the_empty_file_leads_to_the_next_folder(tmp_path):
    class Stuck(BrokenDisk):
        def remove(self, path: str) -> None:
            raise OSError(errno.EIO, path)

    folders = [tmp_path / "home", tmp_path / "state"]
    journal = Journal(folders, "s1", KEY, disk=Stuck(Fault("write", 1, errno.ENOSPC)))
    journal.append(said(1))
    assert (journal.folder, journal.unsaved) == (folders[1], 0)
    assert texts_on_disk(folders) == ["réponse 1"]


def test_after_an_input_output_error_the_failed_new_file_is_kept(tmp_path):
    disk = BrokenDisk(Fault("sync", 1, errno.EIO))
    Journal([tmp_path / "home", tmp_path / "state"], "s1", KEY, disk=disk).close()
    assert [len(list((tmp_path / name).iterdir())) for name in ("home", "state")] == [1, 1]


def test_the_error_tells_how_many_words_wait_and_carries_none_of_them(tmp_path):
    disk = BrokenDisk(Fault("write", 2, errno.EIO, forever=True))
    journal = Journal([tmp_path], "s1", KEY, disk=disk)
    with pytest.raises(NotSaved) as caught:
        journal.append(said(1, "un secret"), said(2))
    assert caught.value.problem.facts() | {"where": ""} == {
        "count": 2,
        "where": "",
        "why": os.strerror(errno.EIO),
    }
    assert "secret" not in str(caught.value) + repr(caught.value.problem)


def test_retry_writes_what_waited(tmp_path):
    disk = BrokenDisk(Fault("write", 2, errno.EIO, forever=True))
    journal = Journal([tmp_path], "s1", KEY, disk=disk)
    with pytest.raises(NotSaved):
        journal.append(said(1))
    with pytest.raises(NotSaved):
        journal.retry()
    disk.fault = disk.fault._replace(nth=10**9, forever=False)
    journal.retry()
    assert (journal.unsaved, texts_on_disk([tmp_path])) == (0, ["réponse 1"])


def test_closing_with_unsaved_words_says_so_and_can_be_tried_again(tmp_path):
    disk = BrokenDisk(Fault("write", 2, errno.EIO, forever=True))
    journal = Journal([tmp_path], "s1", KEY, disk=disk)
    with pytest.raises(NotSaved):
        journal.append(said(1))
    with pytest.raises(NotSaved):
        journal.close()
    disk.fault = disk.fault._replace(nth=10**9, forever=False)
    journal.close()
    assert read_segment(journal.path.read_bytes()).sealed
    assert texts_on_disk([tmp_path]) == ["réponse 1"]


@POSIX
def test_a_symlink_planted_under_the_name_is_not_followed(tmp_path):
    target = tmp_path / "target"
    link = tmp_path / "link.jsonl"
    link.symlink_to(target)
    with pytest.raises(FileExistsError):
        Disk().create(str(link))
    assert not target.exists()


@POSIX
def test_an_open_session_is_known_in_another_window_until_its_window_ends(tmp_path):
    code = (
        "import sys; from pathlib import Path; from interviewer.session.journal import Journal\n"
        "j = Journal([Path(sys.argv[1])], 's1', 'k'); print('ready', flush=True); sys.stdin.read()"
    )
    assert not is_open_elsewhere(tmp_path, "s1")
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"ready\n"
        assert is_open_elsewhere(tmp_path, "s1")
        assert is_open_elsewhere([tmp_path / "none", tmp_path], "s1")
        window.kill()
        window.wait()
        assert not is_open_elsewhere(tmp_path, "s1")


@POSIX
def test_the_window_that_holds_an_interview_is_found_in_any_of_its_folders_and_no_other_is(tmp_path):
    folders = [tmp_path / "home", tmp_path / "state"]
    with Journal(folders[1:], "s1", KEY):
        assert not is_open_elsewhere(folders[0], "s1")
        assert is_open_elsewhere(folders, "s1")
        assert is_open_elsewhere(folders[1], "s1")
    assert not is_open_elsewhere(folders, "s1")
    put(folders[1], "s1.a.jsonl", 1)
    with Journal(folders[1:], "s2", KEY):
        assert not is_open_elsewhere(folders, "s1")


@POSIX
def test_a_note_taker_at_work_does_not_count_as_the_interview_being_open(tmp_path):
    with Journal([tmp_path], "s1", KEY, stream="notes", coder="lea"):
        assert not is_open_elsewhere(tmp_path, "s1")


@POSIX
def test_a_coder_at_work_does_not_count_as_the_interview_being_open(tmp_path):
    with Journal([tmp_path], "s1", KEY, stream="marks", coder="lea"):
        assert not is_open_elsewhere(tmp_path, "s1")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux reserves without changing the size")
def test_room_is_reserved_while_open_and_given_back_at_the_end(tmp_path):
    journal = Journal([tmp_path], "s1", KEY, reserve=1 << 20)
    status = journal.path.stat()
    if status.st_blocks * 512 < 1 << 20:
        pytest.skip("this file system reserves nothing")
    assert status.st_size < 1000
    journal.append(said(1))
    journal.close()
    assert journal.path.stat().st_blocks * 512 < 1 << 16


def test_a_file_held_by_another_program_for_a_moment_is_tried_again():
    """What stands for virus scanners and sync clients on Windows: PermissionError, then not."""
    refusals = iter([True, True, False, True])

    def call() -> str:
        if next(refusals):
            raise PermissionError(errno.EACCES, "held")
        return "done"

    assert Disk(pauses=(0.0, 0.0)).patiently(call) == "done"
    with pytest.raises(PermissionError):
        Disk(pauses=()).patiently(call)


def test_the_study_that_was_moved_away_is_not_made_again(tmp_path):
    study, moved = tmp_path / "study", tmp_path / "moved"
    folders = [study / "sessions" / "s1", tmp_path / "state" / "s1"]
    study.mkdir()
    journal = Journal(folders, "s1", KEY, disk=QuickDisk())
    journal.append(said(1))
    study.rename(moved)
    journal.append(said(2))
    assert not study.exists()
    assert [(one.rule, one.facts()["why"]) for one in journal.warnings] == [("saved_elsewhere", "the study is gone")]
    assert texts_on_disk([moved / "sessions" / "s1", folders[1]]) == ["réponse 1", "réponse 2"]


def test_the_folders_of_a_session_are_its_own_then_the_state_folder_then_the_spare(tmp_path, monkeypatch, sealed):
    assert session_folders(tmp_path, "s1")[0] == tmp_path / "sessions" / "s1"
    assert session_folders(tmp_path, "s1")[1].is_relative_to(state_home() / "interviewer")
    assert len(session_folders(tmp_path, "s1")) == 2
    monkeypatch.setenv("INTERVIEWER_SPARE", str(tmp_path / "stick"))
    assert session_folders(tmp_path, "s1")[2] == tmp_path / "stick" / "s1"


def test_sessions_are_listed_by_folder_and_by_fall_back_copy(tmp_path, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_SPARE", str(tmp_path / "stick"))
    for name in ("b", "a", ".hidden"):
        (tmp_path / "sessions" / name).mkdir(parents=True)
    (tmp_path / "sessions" / "file.txt").write_text("x")
    (tmp_path / "stick" / "holidays").mkdir(parents=True)
    Journal([fallback_roots(tmp_path)[0] / "c"], "c", KEY).close()
    assert session_names(tmp_path) == ["a", "b", "c"]
    assert session_names(tmp_path / "nowhere") == []


def put(folder: Path, name: str, *numbers: int, run: str = "a" * 16, key: str = KEY, seen: str = "") -> Path:
    """A segment under that name."""
    folder.mkdir(parents=True, exist_ok=True)
    header = Header(f"h{run}", 1, "0.1.0", "s1", key, run, "", {seen: "0" * 15 + "1"} if seen else {})
    (folder / name).write_bytes(segment_of([said(number) for number in numbers], header))
    return folder / name


def test_conflict_copies_of_sync_programs_are_read(tmp_path):
    put(tmp_path, "s1.x.jsonl", 1, 2)
    put(tmp_path, "s1.x (1).jsonl", 1, 2, 3)
    put(tmp_path, "s1.x.sync-conflict-20261123-101010-ABCDEFG.jsonl", 1, 2, 3, 4)
    put(tmp_path, "s1.x-LAPTOP.jsonl", 1, 2, 3, 4, 5)
    put(tmp_path, ".s1.x.jsonl.swp", 9)
    put(tmp_path, "draft.s1.x.jsonl", 8)
    put(tmp_path, "notes.txt", 7)
    assert texts_on_disk([tmp_path]) == [f"réponse {n}" for n in range(1, 6)]


def test_a_folder_that_was_renamed_is_still_read(tmp_path):
    put(tmp_path / "renamed", "s1.x.jsonl", 1)
    assert texts_on_disk([tmp_path / "renamed"], "renamed") == ["réponse 1"]


def test_fall_back_files_of_a_deleted_session_of_the_same_name_are_left_out(tmp_path):
    put(tmp_path / "home", "s1.x.jsonl", 1)
    put(tmp_path / "state", "s1.y.jsonl", 2, run="b" * 16, key="another")
    put(tmp_path / "state", "s1.z.jsonl", 3, run="c" * 16)
    found = read_session_records([tmp_path / "home", tmp_path / "state"], "s1")
    assert [record.event.id for record in found.records] == [said(1).id, said(3).id]
    assert found.faults == ()


def test_a_session_that_stands_in_the_fall_back_only_is_read_with_its_key(tmp_path):
    put(tmp_path / "state", "s1.y.jsonl", 2, key="another")
    found = read_session_records([tmp_path / "home", tmp_path / "state"], "s1")
    assert (found.key, len(found.records), len(found.sources)) == ("another", 1, 1)


def test_two_keys_in_one_folder_are_told_and_never_mixed(tmp_path):
    put(tmp_path, "s1.a.jsonl", 1)
    put(tmp_path, "s1.b.jsonl", 2, run="b" * 16, key="another")
    found = read_session_records([tmp_path], "s1")
    assert len(found.records) == 1
    assert [problem.rule for problem in found.faults] == ["journal_two_keys"]


def test_a_file_that_was_cut_at_the_end_of_a_line_is_found_out_by_the_run_after_it(tmp_path):
    put(tmp_path, "s1.a.jsonl", 1)
    put(tmp_path, "s1.b.jsonl", 2, run="b" * 16, seen="a" * 16)
    found = read_session_records([tmp_path], "s1")
    assert [(problem.rule, problem.facts()["record"]) for problem in found.faults] == [("journal_cut", 2)]


def test_a_file_that_grew_after_another_run_read_it_is_fine(tmp_path):
    path = put(tmp_path, "s1.a.jsonl", 1, 2)
    first = json.loads(path.read_bytes().split(b"\n")[1])["s"]
    header = Header("h", 1, "", "s1", KEY, "b" * 16, "", {"a" * 16: first})
    (tmp_path / "s1.b.jsonl").write_bytes(segment_of([said(3)], header))
    assert read_session_records([tmp_path], "s1").faults == ()


def test_damage_is_told_with_its_file_record_and_byte(tmp_path):
    path = put(tmp_path, "s1.a.jsonl", 1, 2, 3)
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:2], lines[2].replace("é".encode(), b"e"), *lines[3:]]))
    (problem,) = read_session_records([tmp_path], "s1").faults
    assert (problem.rule, problem.severity, problem.path, problem.line) == ("journal_damaged", "error", str(path), 3)
    assert problem.facts()["record"] == 2
    assert problem.facts()["byte"] == len(lines[0]) + len(lines[1]) + 2


@POSIX
def test_a_pipe_or_a_link_under_a_segments_name_does_not_hang_the_reader(tmp_path):
    os.mkfifo(tmp_path / "s1.pipe.jsonl")
    (tmp_path / "s1.link.jsonl").symlink_to("/dev/zero")
    (tmp_path / "s1.folder.jsonl").mkdir()
    put(tmp_path, "s1.a.jsonl", 1)
    assert texts_on_disk([tmp_path]) == ["réponse 1"]


def test_reading_writes_nothing(tmp_path):
    put(tmp_path, "s1.a.jsonl", 1)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in [tmp_path, *tmp_path.iterdir()]}
    read_session_records([tmp_path, tmp_path / "none"], "s1")
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in [tmp_path, *tmp_path.iterdir()]} == before


def test_different_events_of_one_id_are_both_written(tmp_path):
    """A draft keeps its id while its words grow."""
    journal = Journal([tmp_path], "s1", KEY)
    journal.append(Memo("m", "t", "q", "un", "fr"))
    journal.append(Memo("m", "t", "q", "un deux", "fr"))
    assert len(read_segment(journal.path.read_bytes()).records) == 2


class Stopped(QuickDisk):
    """A disk at which the program is stopped once, at the write of that number."""

    def __init__(self, nth: int, error: BaseException) -> None:
        super().__init__()
        self.nth, self.error, self.closed = nth, error, list[int]()

    def write(self, fd: int, data: memoryview) -> int:
        self.nth -= 1
        if self.nth == 0:
            super().write(fd, data[:10])
            raise self.error
        return super().write(fd, data)

    def close(self, fd: int) -> None:
        self.closed.append(fd)
        super().close(fd)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError()], ids=["interrupted", "no memory"])
def test_words_whose_saving_is_interrupted_are_kept_and_go_to_a_new_file(tmp_path, error):
    disk = Stopped(2, error)
    journal = Journal([tmp_path], "s1", KEY, disk=disk)
    with pytest.raises(type(error)):
        journal.append(said(1))
    assert (journal.unsaved, len(disk.closed)) == (1, 1)
    journal.append(said(2))
    assert (journal.unsaved, len(journal.files)) == (0, 2)
    assert texts_on_disk([tmp_path]) == ["réponse 1", "réponse 2"]
    journal.close()
    assert len(disk.closed) == 2


def test_an_interrupted_beginning_leaves_no_file_open(tmp_path):
    disk = Stopped(1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Journal([tmp_path], "s1", KEY, disk=disk)
    assert len(disk.closed) == 1


def test_abandoning_closes_the_file_once_and_seals_nothing(tmp_path):
    disk = Stopped(0, KeyboardInterrupt())
    journal = Journal([tmp_path], "s1", KEY, disk=disk)
    journal.append(said(1))
    journal.abandon()
    journal.abandon()
    assert len(disk.closed) == 1
    assert not read_segment(journal.path.read_bytes()).sealed


def test_words_that_were_saved_again_at_home_are_told_with_the_reason(tmp_path):
    journal = Journal([tmp_path], "s1", KEY, disk=BrokenDisk(Fault("write", 2, errno.EIO)))
    journal.append(said(1))
    (warning,) = journal.warnings
    facts = {"where": str(tmp_path), "why": os.strerror(errno.EIO)}
    assert (warning.rule, warning.severity, warning.facts()) == ("saved_again", "warning", facts)


def test_an_error_without_words_is_told_by_its_kind(tmp_path):
    class Silent(QuickDisk):
        def create(self, path: str) -> int:
            raise TimeoutError

    with pytest.raises(NotSaved) as caught:
        Journal([tmp_path], "s1", KEY, disk=Silent())
    assert caught.value.problem.facts()["why"] == "TimeoutError"


def test_a_run_that_was_away_is_at_home_afterwards_or_says_why_not(tmp_path):
    folders = [tmp_path / "sessions" / "s1", tmp_path / "state" / "s1"]
    folders[0].mkdir(parents=True)
    journal = Journal(folders, "s1", KEY, away=True)
    journal.append(said(1))
    journal.close()
    assert (journal.folder, journal.path.parent, journal.warnings) == (folders[0], folders[0], [])
    (tmp_path / "file").write_text("x")
    journal = Journal([tmp_path / "file" / "s1", folders[1]], "s1", KEY, away=True)
    journal.append(said(2))
    journal.close()
    (warning,) = journal.warnings
    assert (warning.rule, warning.severity, warning.facts()["where"]) == ("left_away", "warning", str(folders[1]))
    assert journal.folder == folders[1]


def test_a_file_that_repeats_another_run_names_it_and_the_first_names_none(tmp_path):
    journal = Journal([tmp_path], "s1", KEY, disk=BrokenDisk(Fault("write", 2, errno.EIO)))
    journal.append(said(1))
    journal.close()
    first, second = (read_segment(path.read_bytes()).header for path in journal.files)
    assert first is not None
    assert second is not None
    assert (first.after, second.after) == ("", first.run)
    assert (second.run, second.key, second.session) == (journal.run, KEY, "s1")


def test_several_events_at_once_leave_a_file_without_any_fault(tmp_path):
    journal = Journal([tmp_path], "s1", KEY, first=(said(1), said(2)))
    journal.append(said(3), said(4))
    journal.close()
    segment = read_segment(journal.path.read_bytes())
    assert (segment.faults, [record.number for record in segment.records]) == ((), [1, 2, 3, 4, 5])


def test_a_run_that_is_away_falls_back_to_its_home_and_only_then_to_the_spare(tmp_path):
    home, state, spare = (tmp_path / name / "s1" for name in ("home", "state", "spare"))
    taken = []
    for blocked in ([], ["state"], ["state", "home"]):
        for name in blocked:
            if not (tmp_path / name).exists():
                (tmp_path / name).write_text("in the way")
        journal = Journal([home, state, spare], "s1", KEY, away=True, disk=QuickDisk())
        taken.append(journal.folder.parent.name)
        journal.close()
        shutil.rmtree(tmp_path / "home", ignore_errors=True)
    assert taken == ["state", "home", "spare"]


class Keyless:
    """A secrecy whose keys no place takes: for so long as `broken`."""

    locked = False

    def __init__(self) -> None:
        self.broken = False

    def seal(self, _session: str, event: Event) -> Event:
        return event

    def settle(self) -> None:
        if self.broken:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def open(self, session: str, records: Iterable[Record]) -> tuple[Record, ...]:
        return PLAIN.open(session, records)


def test_words_whose_keys_are_not_safe_are_not_written_and_are_counted(tmp_path):
    keys = Keyless()
    use(keys)
    try:
        journal = Journal([tmp_path], "s1", KEY)
        keys.broken = True
        with pytest.raises(NotSaved) as caught:
            journal.append(said(1), said(2))
        assert caught.value.problem.rule == "keys_not_saved"
        assert caught.value.problem.facts() == {"count": 2, "why": os.strerror(errno.ENOSPC)}
        assert texts_on_disk([tmp_path]) == []
        keys.broken = False
        journal.retry()
        assert texts_on_disk([tmp_path]) == ["réponse 1", "réponse 2"]
    finally:
        use(PLAIN)


def test_what_a_run_away_and_an_earlier_one_left_comes_home_by_the_disk_of_the_run(tmp_path):
    folders = [tmp_path / "sessions" / "s1", tmp_path / "state" / "s1"]
    left = put(folders[1], f"s1.{'b' * 16}.jsonl", 1, run="b" * 16)
    with Journal(folders, "s1", KEY, away=True, disk=QuickDisk()) as journal:
        journal.append(said(2))
    assert not folders[1].exists()
    assert (folders[0] / left.name).is_file()
    for fault in (Fault("replace", 1, errno.EIO, forever=True), Fault("replace", 3, errno.EIO, forever=True)):
        put(folders[1], f"s1.{'c' * 16}.jsonl", 3, run="c" * 16)
        disk = BrokenDisk(fault)
        with Journal(folders, "s1", KEY, away=True, disk=disk) as journal:
            journal.append(said(4))
        assert disk.hits
        assert [one.rule for one in journal.warnings] == ["left_away"][: fault.nth == 1]
        assert (folders[1] / f"s1.{'c' * 16}.jsonl").is_file()
