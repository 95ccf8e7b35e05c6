"""The files behind the coding room: one thread for many sessions, few open at once, nothing lost on a bad disk."""

import errno
import time
from pathlib import Path

import pytest

from interviewer.coding.sheet import mark
from interviewer.session.draft import draft_paths
from interviewer.session.events import Draft, Event
from interviewer.session.saving import Saver
from interviewer.study.coding_files import (
    CodingDrafts,
    CodingFiles,
    drafts_left,
    forget_drafts,
    fresh_draft_id,
    left_by,
    moment,
    typist,
)
from interviewer.study.folder import Study
from interviewer.study.marking import OPEN_AT_ONCE, Loaded, load
from tests.faults.bad_disk import DirectedDisk
from tests.terminal import wait_until
from tests.test_coding_room import FIRST, SECOND, root

__all__ = ["root"]


def first_mark(loaded: Loaded, code: str = "sens") -> list[Event]:
    turn = loaded.sheet.turns()[0]
    return mark(loaded.sheet, turn, code, (0, len(turn.text)))[1]


def copies(root: Path, count: int) -> list[str]:
    """So many sessions, all with the words of one."""
    import shutil

    names = []
    for n in range(count):
        name = f"2026-12-01-benevoles-c{n:03}"
        folder = root / "sessions" / name
        folder.mkdir()
        for path in (root / "sessions" / FIRST).glob("*.jsonl"):
            shutil.copy(path, folder / path.name.replace(FIRST, name))
        names.append(name)
    return names


def test_many_sessions_are_written_with_few_files_open(root: Path) -> None:
    study = Study(root)
    names = copies(root, OPEN_AT_ONCE + 8)
    loaded = {name: load(study, name, "zoe") for name in names}
    files, drafts = CodingFiles(study, "zoe", loaded), CodingDrafts(study, "zoe", loaded)
    saver = Saver(files, drafts)
    for name in (*names, names[0]):
        events = first_mark(loaded[name], "lien" if name == names[0] else "sens")
        files.address(name, events)
        saver.append(events, moment())
        assert saver.flush(10)
        assert len(files._open) <= OPEN_AT_ONCE
    assert saver.end(10)
    files.close()
    for name in names:
        assert study.session(name)[0].marks
        assert not study.session(name)[1]
    assert not files.warnings


def test_a_full_disk_is_told_and_everything_is_written_when_it_takes_again(root: Path) -> None:
    study, disk = Study(root), DirectedDisk()
    loaded = {name: load(study, name, "zoe") for name in (FIRST, SECOND)}
    files = CodingFiles(study, "zoe", loaded, disk=disk)
    saver = Saver(files, CodingDrafts(study, "zoe", loaded, disk=disk), pause=0.05)
    disk.error = OSError(errno.ENOSPC, "No space left on device")
    for name in (FIRST, SECOND):
        events = first_mark(loaded[name])
        files.address(name, events)
        saver.append(events, moment())
    wait_until(lambda: saver.failing is not None)
    assert saver.pending == 2
    assert not study.session(FIRST)[0].marks
    disk.error = None
    wait_until(lambda: saver.failing is None and not saver.pending)
    assert saver.end(10)
    files.close()
    for name in (FIRST, SECOND):
        assert [m.code for m in study.session(name)[0].marks] == ["sens"]


def test_events_of_one_session_that_fails_keep_those_of_another_from_nothing(root: Path) -> None:
    import shutil

    study = Study(root)
    loaded = {name: load(study, name, "zoe") for name in (FIRST, SECOND)}
    files = CodingFiles(study, "zoe", loaded)
    shutil.rmtree(root / "sessions" / FIRST)
    for name in (FIRST, SECOND):
        files.address(name, first_mark(loaded[name]))
    with pytest.raises(Exception, match="session_gone"):
        files.append_each((tuple(first_mark(loaded[name])), moment()) for name in (FIRST, SECOND))
    files.close()
    assert [m.code for m in study.session(SECOND)[0].marks] == ["sens"]


def test_a_memo_being_typed_is_found_again_by_its_coder_alone(root: Path) -> None:
    study = Study(root)
    loaded = {FIRST: load(study, FIRST, "zoe")}
    drafts = CodingDrafts(study, "zoe", loaded)
    one = fresh_draft_id()
    drafts.address(FIRST, one)
    drafts.write(Draft(one, "", "", "un mémo", "", by=typist("zoe"), of="memo", place="memo turn x"))
    drafts.release()
    assert [draft.text for draft in drafts_left(study, "zoe", FIRST)] == ["un mémo"]
    assert not drafts_left(study, "ana", FIRST)
    assert left_by(study, "zoe", [FIRST, SECOND]).drafted == (FIRST,)
    forget_drafts(study, "zoe", FIRST)
    assert not draft_paths(root / "sessions" / FIRST)


def test_where_one_left_is_read_off_the_names_of_files(root: Path) -> None:
    study = Study(root)
    for name in (SECOND, FIRST):
        loaded = {name: load(study, name, "zoe")}
        files = CodingFiles(study, "zoe", loaded)
        files.address(name, first_mark(loaded[name]))
        files.append_each([(tuple(first_mark(loaded[name])), moment())])
        files.close()
        time.sleep(1.1)  # the names tell seconds
    assert left_by(study, "zoe", study.session_ids()).session == FIRST
    assert left_by(study, "ana", study.session_ids()).session == ""
