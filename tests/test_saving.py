"""Saving behind the typing: nothing waits for the disk, and what the disk has not taken is in memory or in the draft."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from interviewer.errors import CannotError
from interviewer.session import draft as drafts
from interviewer.session import events as e
from interviewer.session.draft import DraftFile, draft_paths, recover
from interviewer.session.events import Draft, Verbatim
from interviewer.session.folder import read_session_records
from interviewer.session.journal import Journal, Moment
from interviewer.session.live import Live, reopen
from interviewer.session.saving import Saver
from tests.faults.bad_disk import DirectedDisk, full, slow
from tests.faults.behind import LETTERS, SESSION, begun, say
from tests.faults.broken_disk import BrokenDisk, Fault, QuickDisk, TracingDisk, wrecks
from tests.faults.interrupt import Interruption
from tests.faults.samples import KEY, said, texts_in, texts_on_disk
from tests.terminal import CTRL_C, ENTER, Terminal, needs_terminal, wait_until

ROOT = Path(__file__).resolve().parent.parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
FULL = OSError(errno.ENOSPC, "No space left on device")
NOW = Moment(time.time(), time.monotonic())


def typed(text: str, turn: str) -> Draft:
    return Draft(turn, "arrivee", "premiere-fois", text, "fr", "p7kq")


def told(folder: Path) -> list[str]:
    """The words of the interview that a reader finds now."""
    return texts_in(read_session_records([folder], SESSION).records)


def left_by_a_kill(folder: Path, place: Path) -> Path:
    """What the disk would hold if the program were killed now."""
    shutil.copytree(folder, place)
    return place


def found_again(folder: Path) -> list[str]:
    """The words that the next start finds: turns, then recovered ones."""
    live, rescued = reopen([folder], SESSION)
    live.close()
    return told(folder) + [one.text for one in rescued]


@pytest.fixture
def disk() -> Iterator[DirectedDisk]:
    directed = DirectedDisk()
    yield directed
    directed.error = None
    directed.go_on()


@pytest.fixture
def live(tmp_path: Path, disk: DirectedDisk) -> Live:
    return begun(tmp_path / "s", disk)


@contextmanager
def saving(folder: Path, disk: Any, changed: Callable[[], None] = lambda: None) -> Iterator[Saver]:
    """A Saver over a new journal that tries again each hundredth of a second; all is well with it in the end."""
    journal = Journal([folder], "s1", KEY, disk=disk, reserve=0)
    saver = Saver(journal, DraftFile([folder], "s1", KEY, disk=disk), changed, pause=0.01)
    try:
        yield saver
    finally:
        assert saver.end(10)
        journal.abandon()


@contextmanager
def no_threads() -> Iterator[None]:
    """Within it the system has no room for another thread."""
    before = threading.stack_size(1 << 46)
    try:
        yield
    finally:
        threading.stack_size(before)


class TestWhileTheDiskIsBusy:
    def test_each_call_returns_at_once_and_the_state_has_moved_on(self, tmp_path, live, disk):
        with live.behind() as saver:
            disk.block()
            began = time.monotonic()
            for number in range(20):
                live.draft(f"tour {number}")
                live.record(say(f"tour {number}"))
                live.note(e.Paused(f"{number:016x}"))
            assert time.monotonic() - began < 1
            assert len(live.state.view.turns) == 20
            assert (saver.pending, live.unsaved, saver.acknowledged) == (40, 40, 0)
            assert saver.waiting > 0
            disk.go_on()
            assert saver.flush(10)
            assert (saver.pending, saver.waiting, saver.acknowledged) == (0, 0.0, 40)
        assert told(tmp_path / "s") == [f"tour {number}" for number in range(20)]

    def test_what_waits_is_made_durable_with_one_sync(self, live, disk):
        with live.behind() as saver:
            disk.block()
            live.record(say("premier"))
            assert disk.blocked.wait(10)
            before = disk.syncs
            for number in range(50):
                live.record(say(f"tour {number}"))
            disk.go_on()
            assert saver.flush(10)
            assert disk.syncs == before + 1

    def test_a_turn_that_is_saved_next_needs_no_draft_before(self, tmp_path, live, disk):
        with live.behind() as saver:
            disk.block()
            live.record(say("premier"))
            assert disk.blocked.wait(10)
            before = disk.syncs
            for number in range(20):
                live.draft(f"tour {number}")
                live.record(say(f"tour {number}"))
            disk.go_on()
            assert saver.flush(10)
            assert disk.syncs == before + 1
            assert not draft_paths(tmp_path / "s")

    def test_of_the_words_that_wait_only_the_newest_are_written(self, tmp_path, live, disk):
        with live.behind() as saver:
            live.draft("J")
            assert saver.flush(10)
            disk.block()
            live.draft("Je")
            assert disk.blocked.wait(10)
            for words in ("Je s", "Je su", "Je suis"):
                live.draft(words)
            before = disk.syncs
            assert saver.draft_behind > 0
            disk.go_on()
            assert saver.flush(10)
            assert disk.syncs == before + 1
            assert saver.draft_behind == 0.0
        live.close()
        assert found_again(tmp_path / "s") == ["Je suis"]

    def test_what_was_said_bears_the_time_when_it_was_said(self, tmp_path, live, disk):
        with live.behind() as saver:
            disk.block()
            live.record(say("un"))
            assert disk.blocked.wait(10)
            live.record(say("deux"))
            known = live.state.records[-1]
            time.sleep(0.1)
            disk.go_on()
            assert saver.flush(10)
        record = read_session_records([tmp_path / "s"], SESSION).records[-1]
        assert record.wall == pytest.approx(known.wall, abs=0.02)
        assert record.mono == pytest.approx(known.mono, abs=0.05)
        assert texts_in([record]) == ["deux"]

    def test_an_action_that_cannot_be_done_leaves_all_as_it_is(self, tmp_path, live, disk):
        def make(_state: object, _now: object) -> list[e.Event]:
            raise CannotError("no_question_yet")

        with live.behind() as saver:
            live.draft("commencé")
            before = live.state
            with pytest.raises(CannotError):
                live.record(make)
            assert (live.state, saver.pending) == (before, 0)
            assert saver.flush(10)
            live.record(say("commencé"))
        assert found_again(tmp_path / "s") == ["commencé"]

    def test_a_key_pressed_beside_the_line_leaves_its_draft_and_its_id(self, tmp_path, live):
        with live.behind() as saver:
            live.draft("commencé")
            live.record(say("à côté"), typed=False)
            assert saver.flush(10)
            assert found_again(left_by_a_kill(tmp_path / "s", tmp_path / "k")) == ["à côté", "commencé"]
            live.record(say("commencé"))
        assert found_again(tmp_path / "s") == ["à côté", "commencé"]

    def test_words_that_no_file_can_hold_are_refused_before_anything_changes(self, live):
        with live.behind() as saver:
            before = live.state
            with pytest.raises(TypeError):
                live.record(lambda _state, now: [Verbatim(now.fresh(), "", "", object(), "fr")])  # type: ignore[arg-type]
            assert (live.state, saver.pending) == (before, 0)
            live.record(say("un"))
            assert saver.flush(10)


class TestWhatAKillLeaves:
    def test_a_turn_entered_but_not_acknowledged_comes_back_once_and_so_do_the_words_after_it(
        self, tmp_path, live, disk
    ):
        with live.behind() as saver:
            live.draft("un")
            assert saver.flush(10)
            disk.block()
            live.record(say("un"))
            assert disk.blocked.wait(10)
            live.draft("deux commen")
            assert found_again(left_by_a_kill(tmp_path / "s", tmp_path / "k1")) == ["un"]
            disk.go_on()
            assert saver.flush(10)
            assert found_again(left_by_a_kill(tmp_path / "s", tmp_path / "k2")) == ["un", "deux commen"]

    def test_the_draft_goes_when_its_turn_is_durable_and_not_before(self, tmp_path, live, disk):
        with live.behind() as saver:
            live.draft("un")
            assert saver.flush(10)
            disk.block()
            live.record(say("un"))
            assert disk.blocked.wait(10)
            assert draft_paths(tmp_path / "s")
            disk.go_on()
            assert saver.flush(10)
            assert not draft_paths(tmp_path / "s")

    def test_a_turn_that_could_not_be_saved_is_in_the_draft_with_the_words_typed_after_it(self, tmp_path, disk):
        """Here the journal's file fails for good while a draft file can be written: each does what it can."""
        journal = Journal([tmp_path], "s1", KEY, disk=disk, reserve=0)
        saver = Saver(journal, DraftFile([tmp_path], "s1", KEY, disk=QuickDisk()), pause=0.01)
        disk.error = FULL
        saver.draft(typed("un", said(1).id))
        saver.append([said(1, "un")], NOW, said(1).id)
        saver.draft(typed("deux", said(2).id))
        wait_until(lambda: saver.draft_behind == 0.0)
        kept = left_by_a_kill(tmp_path, tmp_path.parent / f"{tmp_path.name}-killed")
        assert [one.text for one in recover([kept], "s1", set())] == ["un", "deux"]
        assert (saver.pending, saver.draft_failing) == (1, None)
        disk.error = None
        assert saver.end(10)
        journal.close()
        assert [one.text for one in recover([tmp_path], "s1", {said(1).id}, disk=_Unlocked())] == ["deux"]

    def test_a_draft_of_the_words_of_a_saved_turn_that_comes_late_is_not_written(self, tmp_path):
        with saving(tmp_path, QuickDisk()) as saver:
            saver.append([said(1)], NOW, said(1).id)
            assert saver.flush(10)
            saver.draft(typed("réponse 1", said(1).id))
            assert saver.flush(10)
            assert not draft_paths(tmp_path)
            assert saver.draft_behind == 0.0

    def test_a_draft_file_that_gives_way_to_a_fresh_one_takes_along_the_words_of_every_open_turn(
        self, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(drafts, "WRITES", 3)
        file = DraftFile([tmp_path], "s1", KEY)
        for number in range(1, 12):
            file.write(typed(f"mot {number}", f"t{number}"))
            assert len(draft_paths(tmp_path)) == 1
        file.settle(["t1", "t3"])
        for words in ("a", "ab", "abc", "abcd"):
            file.write(typed(words, "t2"))
        file.release()
        found = {one.id: one.text for one in recover([tmp_path], "s1", {"t1", "t3"})}
        assert found == {"t2": "abcd"} | {f"t{number}": f"mot {number}" for number in range(4, 12)}

    def test_words_typed_and_cleared_again_leave_no_file_behind_their_turn(self, tmp_path, live):
        with live.behind() as saver:
            live.draft("un")
            live.record(say("un"))
            live.draft("")
            assert saver.flush(10)
            assert not draft_paths(tmp_path / "s")
            assert saver.draft_behind == 0.0


class TestWhenTheDiskRefuses:
    def test_it_is_told_since_when_and_why_and_tried_again_until_it_is_saved(self, tmp_path, disk):
        changes: list[tuple[int, bool]] = []
        with saving(tmp_path, disk, lambda: changes.append((saver.pending, saver.failing is not None))) as saver:
            disk.error = FULL
            saver.append([said(1)], NOW)
            saver.append([said(2)], NOW)
            wait_until(lambda: saver.failing is not None)
            first = saver.failing
            assert first is not None
            assert first.problem.rule == "not_saved"
            assert saver.pending == 2
            time.sleep(0.05)  # several tries
            assert saver.failing
            since = saver.failing.since
            assert since == first.since
            disk.error = None
            assert saver.flush(10)
            assert saver.pending == 0
            wait_until(lambda: saver.failing is None)
            assert texts_on_disk([tmp_path]) == ["réponse 1", "réponse 2"]
            wait_until(lambda: changes[-1:] == [(0, False)])
            assert (2, True) in changes or (1, True) in changes

    def test_words_being_typed_that_cannot_be_saved_are_told_of(self, tmp_path, disk):
        with saving(tmp_path, disk) as saver:
            disk.error = FULL
            saver.draft(typed("Je", "t1"))
            wait_until(lambda: saver.draft_failing is not None)
            assert saver.draft_behind > 0
            assert saver.failing is None
            disk.error = None
            wait_until(lambda: saver.draft_behind == 0.0)
            assert saver.draft_failing is None
            assert [one.text for one in recover([tmp_path], "s1", set(), disk=_Unlocked())] == ["Je"]

    @pytest.mark.parametrize("error", [MemoryError(), ZeroDivisionError("words that nobody may see")])
    def test_something_unforeseen_drops_nothing_and_is_told_without_words(self, tmp_path, disk, error):
        with saving(tmp_path, disk) as saver:
            disk.error = error
            saver.append([said(1)], NOW)
            saver.draft(typed("Je", "t2"))
            wait_until(lambda: saver.failing is not None and saver.draft_failing is not None)
            assert saver.failing is not None
            problem = saver.failing.problem
            assert (problem.rule, problem.facts()) == ("saving_stumbled", {"count": 1, "what": type(error).__name__})
            disk.error = None
            assert saver.flush(10)
            assert texts_on_disk([tmp_path]) == ["réponse 1"]
            assert [one.text for one in recover([tmp_path], "s1", set(), disk=_Unlocked())] == ["Je"]

    @pytest.mark.parametrize("nth", range(1, 9))
    def test_after_a_failed_sync_that_lost_the_words_they_are_written_anew(self, tmp_path, nth):
        with saving(tmp_path, BrokenDisk(Fault("sync", nth + 1, errno.EIO))) as saver:
            for number in range(1, 6):
                saver.draft(typed(f"réponse {number}", said(number).id))
                saver.append([said(number)], NOW, said(number).id)
            assert saver.flush(10)
            assert texts_on_disk([tmp_path]) == [f"réponse {number}" for number in range(1, 6)]

    def test_where_the_words_went_is_told(self, tmp_path, disk):
        folders = [tmp_path / "home", tmp_path / "state"]
        journal = Journal(folders, "s1", KEY, disk=disk, reserve=0)
        saver = Saver(journal, DraftFile(folders, "s1", KEY, disk=disk), pause=0.01)
        shutil.rmtree(folders[0])
        folders[0].write_text("no folder any more")
        saver.append([said(1)], NOW)
        assert saver.flush(10)
        assert [warning.rule for warning in saver.warnings] == ["saved_elsewhere"]
        assert saver.end(10)
        journal.close()

    def test_a_screen_that_is_gone_keeps_nothing_from_being_saved(self, tmp_path, disk):
        def gone() -> None:
            raise RuntimeError("Event loop is closed")

        with saving(tmp_path, disk, gone) as saver:
            saver.append([said(1)], NOW)
            assert saver.flush(10)
            assert texts_on_disk([tmp_path]) == ["réponse 1"]


class TestLeaving:
    def test_afterwards_all_is_durable_the_thread_is_gone_and_saving_is_as_before(self, tmp_path, live, disk):
        before = set(threading.enumerate())
        with live.behind():
            disk.block()
            live.record(say("un"))
            assert disk.blocked.wait(10)
            live.record(say("deux"))
            threading.Timer(0.05, disk.go_on).start()
        assert not [one for one in threading.enumerate() if one.name == "saving" and one not in before]
        assert told(tmp_path / "s") == ["un", "deux"]
        live.record(say("trois"))
        assert told(tmp_path / "s") == ["un", "deux", "trois"]
        live.close()
        assert f'"k":"{e.Sealed.kind}"'.encode() in live.journal.path.read_bytes().splitlines()[-1]

    def test_from_a_disk_that_takes_nothing_one_leaves_with_the_words_in_memory_until_it_does(
        self, tmp_path, live, disk
    ):
        before = set(threading.enumerate())
        with live.behind() as saver:
            disk.error = FULL
            live.record(say("un"))
            wait_until(lambda: saver.failing is not None)
        assert live.unsaved == 1
        live.note(e.Paused("f" * 16))
        assert live.unsaved == 2
        disk.error = None
        assert live.retry()
        assert live.unsaved == 0
        live.close()
        assert told(tmp_path / "s") == ["un"]
        assert not [one for one in threading.enumerate() if one.name == "saving" and one not in before]

    def test_a_second_time_behind_goes_on_where_the_first_one_was_left(self, tmp_path, live, disk):
        with live.behind() as first:
            disk.error = FULL
            live.record(say("un"))
            wait_until(lambda: first.failing is not None)
        with live.behind() as second:
            live.record(say("deux"))
            disk.error = None
            assert second.flush(10)
        assert told(tmp_path / "s") == ["un", "deux"]

    def test_what_could_not_be_saved_before_is_saved_behind(self, tmp_path, live, disk):
        disk.error = FULL
        with pytest.raises(CannotError):
            live.record(say("un"))
        with live.behind() as saver:
            assert saver.pending == 1
            disk.error = None
            assert saver.flush(10)
            assert told(tmp_path / "s") == ["un"]

    def test_flush_gives_up_after_its_time(self, live, disk):
        with live.behind() as saver:
            disk.block()
            live.record(say("un"))
            began = time.monotonic()
            assert not saver.flush(0.05)
            assert time.monotonic() - began < 1
            disk.go_on()
            assert saver.flush(10)


class TestWithoutAThread:
    def test_each_call_saves_before_it_returns(self, tmp_path, live):
        with no_threads(), live.behind() as saver:
            live.draft("un")
            assert [path.stat().st_size > 0 for path in draft_paths(tmp_path / "s")] == [True]
            live.record(say("un"))
            assert told(tmp_path / "s") == ["un"]
            assert (saver.pending, saver.acknowledged, saver.flush(0)) == (0, 1, True)
        assert not draft_paths(tmp_path / "s")

    def test_what_the_disk_refused_is_saved_by_a_later_call(self, tmp_path, disk):
        with no_threads(), saving(tmp_path, disk) as saver:
            disk.error = FULL
            saver.append([said(1)], NOW)
            assert (saver.pending, saver.flush(0)) == (1, False)
            assert saver.failing is not None
            disk.error = None
            assert saver.flush(0)
            assert texts_on_disk([tmp_path]) == ["réponse 1"]

    @pytest.mark.parametrize("nth", range(1, 2600, 23))
    def test_running_out_of_memory_at_any_step_loses_nothing_that_was_taken_on(self, tmp_path, nth):
        with ExitStack() as stack:
            with no_threads():
                saver = stack.enter_context(saving(tmp_path, QuickDisk()))
            saver.append([said(1)], NOW)
            threat = Interruption(MemoryError, nth, ("session/saving.py", "session/draft.py", "session/journal.py"))

            def turn() -> None:
                saver.draft(typed("réponse 2", said(2).id))
                saver.append([said(2)], NOW, said(2).id)

            refused = threat.during(turn) is not None
            saver.append([said(3)], NOW)
            assert saver.flush(0)
            there = texts_on_disk([tmp_path])
            assert [text for text in there if text != "réponse 2"] == ["réponse 1", "réponse 3"]
            assert refused or there == ["réponse 1", "réponse 2", "réponse 3"]
            assert saver.pending == 0

    @pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
    @pytest.mark.parametrize("nth", range(1, 2600, 61))
    def test_a_thread_that_runs_out_of_memory_at_any_step_goes_on_or_is_done_without(self, tmp_path, nth):
        threat = Interruption(MemoryError, nth, ("session/saving.py", "session/draft.py", "session/journal.py"))
        threading.settrace(threat._enter)
        try:
            context = saving(tmp_path, QuickDisk())
            saver = context.__enter__()
        finally:
            threading.settrace(None)
        for number in range(1, 4):
            saver.draft(typed(f"réponse {number}", said(number).id))
            saver.append([said(number)], NOW, said(number).id)
        assert saver.flush(10)
        assert texts_on_disk([tmp_path]) == ["réponse 1", "réponse 2", "réponse 3"]
        context.__exit__(None, None, None)


class _Unlocked(QuickDisk):
    """Looks into drafts of this process too."""

    def is_locked(self, path: str) -> bool:
        return False


@POSIX
class TestSignals:
    """A handler may draft and wait for the disk at whichever step of the program it comes."""

    @pytest.mark.parametrize("nth", range(1, 260, 3))
    def test_a_handler_in_the_midst_of_any_step_waits_for_the_disk_and_nothing_is_lost(self, tmp_path, nth):
        with saving(tmp_path, QuickDisk()) as saver:
            saver.append([said(1)], NOW)
            steps, flushed = 0, list[bool]()

            def handler(_number: int, _frame: FrameType | None) -> None:
                sys.settrace(None)
                saver.draft(typed("en cours", "t9"))
                saver.append([said(9)], NOW)
                flushed.append(saver.flush(10))

            def step(frame: FrameType, event: str, _argument: object) -> Any:
                nonlocal steps
                frame.f_trace_opcodes = "saving.py" in frame.f_code.co_filename or frame.f_code.co_name == "payload"
                steps += event == "opcode"
                if steps == nth and event == "opcode":
                    signal.raise_signal(signal.SIGUSR1)
                return step

            before = signal.signal(signal.SIGUSR1, handler)
            sys.settrace(step)
            try:
                saver.draft(typed("réponse 2", said(2).id))
                saver.append([said(2)], NOW, said(2).id)
            finally:
                sys.settrace(None)
                signal.signal(signal.SIGUSR1, before)
            assert saver.flush(10)
            assert flushed in ([True], [])
            there = texts_on_disk([tmp_path])
            assert sorted(there) == ["réponse 1", "réponse 2", *["réponse 9"] * len(flushed)]
            assert there[0] == "réponse 1"
            assert saver.pending == 0

    def test_the_thread_takes_no_signal(self, live, disk):
        seen: list[threading.Thread] = []
        before = signal.signal(signal.SIGUSR1, lambda *_: seen.append(threading.current_thread()))
        try:
            with live.behind():
                disk.block()
                live.record(say("un"))
                assert disk.blocked.wait(10)
                os.kill(os.getpid(), signal.SIGUSR1)
                disk.go_on()
        finally:
            signal.signal(signal.SIGUSR1, before)
        assert seen == [threading.main_thread()]


def test_no_power_cut_loses_what_was_acknowledged_nor_a_durable_draft_of_what_was_not(tmp_path):
    folder = tmp_path / "s"
    folder.mkdir()
    disk = TracingDisk()
    told_so: list[str] = []

    def changed() -> None:
        """Called from the thread that does the work, so it stands in its place among the steps."""
        for number in range(len(told_so) + 1, saver.acknowledged + 1):
            told_so.append(f"réponse {number}")
            disk.said(f"réponse {number}")

    with saving(folder, disk, changed) as saver:
        for number in (1, 2):
            saver.draft(typed(f"réponse {number}", said(number).id))
            assert saver.flush(10)
            disk.said(f"réponse {number}")  # as a draft, at the least
            saver.append([said(number)], NOW, said(number).id)
            assert saver.flush(10)
    tried = lost = twice = 0
    for n, wreck in enumerate(wrecks(disk.steps)):
        place = tmp_path / f"wreck-{n}"
        place.mkdir()
        for path, data in wreck.files.items():
            (place / Path(path).name).write_bytes(data)
        records = read_session_records([place], "s1").records
        there = texts_in(records) + [one.text for one in recover([place], "s1", {r.event.id for r in records}, KEY)]
        tried += 1
        lost += not set(wreck.said) <= set(there)
        twice += len(there) != len(set(there))
    assert told_so == ["réponse 1", "réponse 2"]
    assert tried > 100
    assert (lost, twice) == (0, 0)


class _Typist:
    """A random walk through typing and disk troubles, with what must be true of the disk at every moment."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.folder = place / "s"
        self.disk = DirectedDisk()
        self.live = begun(self.folder, self.disk)
        self.said: list[str] = []
        self.words = ""
        self.typed: dict[int, list[str]] = {}
        self.durable_words: dict[int, str] = {}
        self.context = self.live.behind()
        self.saver = self.context.__enter__()
        self.kills = 0

    def do(self, deed: str) -> None:
        number = len(self.said)
        if deed == "type":
            self.words = (self.words or f"{number}-") + "é"
            self.typed.setdefault(number, []).append(self.words)
            self.live.draft(self.words)
        elif deed == "enter" and self.words:
            self.live.record(say(self.words))
            self.said.append(self.words)
            self.words = ""
        elif deed == "fail":
            self.disk.error = FULL
        elif deed == "heal":
            self.disk.error = None
            self.disk.go_on()
        elif deed == "block":
            self.disk.block()
        elif deed == "wait":
            self.saver.flush(0.02)
        elif deed == "kill":
            self.look()
        if self.words and self.saver.draft_behind == 0.0:
            self.durable_words[number] = self.words

    def look(self) -> None:
        """What a kill at this moment would leave holds all that was promised before, each once."""
        acknowledged, durable, said = self.saver.acknowledged, dict(self.durable_words), list(self.said)
        self.kills += 1
        kept = self.place / f"kill-{self.kills}"
        kept.mkdir()
        for is_draft in (True, False):
            # Drafts first: a turn that becomes durable between the two copies is then in both, never in neither.
            for path in sorted(self.folder.iterdir()):
                with suppress(FileNotFoundError):
                    if path.name.startswith("draft.") == is_draft:
                        (kept / path.name).write_bytes(path.read_bytes())
        turns = told(kept)
        assert turns == said[: len(turns)]
        assert len(turns) >= acknowledged
        live, rescued = reopen([kept], SESSION, disk=QuickDisk())
        live.close()
        assert told(kept) == turns
        back = [one.text.partition("-")[0] for one in rescued]
        assert len(set(back)) == len(back)
        for number, words in durable.items():
            if number >= len(turns):
                (found,) = [one.text for one in rescued if one.text.startswith(f"{number}-")]
                assert found in self.typed[number][self.typed[number].index(words) :]
        assert not {text.partition("-")[0] for text in turns} & set(back)

    def end(self) -> None:
        self.do("heal")
        try:
            assert self.saver.flush(10)
            self.look()
        finally:
            self.context.__exit__(None, None, None)
            self.live.close()
        assert found_again(self.folder) == self.said + [self.words] * bool(self.words)


DEEDS = st.sampled_from(["type", "type", "type", "enter", "enter", "fail", "heal", "block", "wait", "wait", "kill"])


@hypothesis.settings(max_examples=120, deadline=None)
@hypothesis.given(st.lists(DEEDS, min_size=5, max_size=40))
def test_whatever_happens_the_acknowledged_is_on_disk_in_order_and_once_and_the_rest_in_memory_or_draft(deeds):
    before = set(threading.enumerate())  # other tests in this process may still have theirs
    with tempfile.TemporaryDirectory() as place:
        typist = _Typist(Path(place))
        try:
            for deed in deeds:
                typist.do(deed)
        finally:
            typist.end()
    assert not [one for one in threading.enumerate() if one.name == "saving" and one not in before]


def behind(folder: Path, milliseconds: int, first: int, *turns: int) -> list[str]:
    words = map(str, (folder, milliseconds, first, *turns))
    return [sys.executable, "-m", "tests.faults.behind", *words]


@POSIX
@pytest.mark.parametrize("milliseconds", [0, 20, 200])
def test_killed_at_any_moment_on_a_slow_disk_every_drafted_turn_is_there_exactly_once(tmp_path, milliseconds):
    chance, folder, rescued_turns = random.Random(milliseconds), tmp_path / "s", 0
    for life in range(4):
        first = life * 1000
        with subprocess.Popen(behind(folder, milliseconds, first), cwd=ROOT, stdout=subprocess.PIPE) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == b"READY\n"
            time.sleep(chance.uniform(0.05, 0.9))
            program.kill()
            lines = [line.split() for line in program.stdout.read().decode().splitlines()]
        acknowledged = max((int(words[1]) for words in lines if words[0] == "ACK"), default=0)
        entered = {int(words[1]): words[2] for words in lines if words[0] == "SAID"}
        drafted = {int(words[1]): words[2] for words in lines if words[0] == "DRAFT"}
        turns = [text for text in told(folder) if int(text.partition("-")[0]) > first]
        assert len(turns) >= acknowledged
        assert turns == [f"{first + n}-" + "x" * LETTERS for n in range(1, len(turns) + 1)]
        assert len(turns) <= len(entered) + 1
        live, rescued = reopen([folder], SESSION)
        live.close()
        back = {int(one.text.partition("-")[0]): one.text for one in rescued}
        assert len(back) == len(rescued)
        assert not set(back) & {int(text.partition("-")[0]) for text in turns}
        for number, words in drafted.items():
            if number > first + len(turns):
                assert back[number].startswith(words)
        rescued_turns += sum(number in entered for number in back)
        assert [text for text in told(folder) if int(text.partition("-")[0]) > first] == turns
    if milliseconds == 200:
        assert rescued_turns > 0, "no kill fell between Enter and the acknowledgement"


@POSIX
def test_a_program_that_ends_without_a_word_saves_what_waits_first(tmp_path):
    done = subprocess.run(behind(tmp_path / "s", 50, 0, 8), cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert told(tmp_path / "s") == [f"{n}-" + "x" * LETTERS for n in range(1, 9)]


ENDS = """
import sys, tests.faults.behind as behind
from pathlib import Path
from tests.faults.bad_disk import DirectedDisk
disk = DirectedDisk()
live = behind.begun(Path(sys.argv[1]), disk)
context = live.behind()
behind.never_leave(context)
context.__enter__()
disk.error = OSError(28, "full")
live.record(behind.say("un"))
"""


@POSIX
def test_a_program_that_ends_on_a_disk_that_takes_nothing_does_not_hang(tmp_path):
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", ENDS, str(tmp_path / "s")], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert time.monotonic() - began < 8


# Syncs before the first answer: two folders of the claimed name, the journal, its folder, its first records.
AT_CONSENT = 5


class TestTheProgramOnABadDisk:
    pytestmark = needs_terminal
    RUN = ("run", "essai", "--participant", "p7kx3", "--language", "fr", "--wave", "t0", "--plain")

    @pytest.fixture
    def small(self, study: Path) -> Path:
        from tests.build import guide

        (study / "guides" / "essai.yaml").write_text(guide(), encoding="utf-8")
        return study

    def test_on_a_slow_disk_it_does_what_it_does_on_a_quick_one(self, small: Path) -> None:
        done = subprocess.run(
            [*slow(20), *self.RUN[:-1]], input="oui\noui\nmot\n", cwd=small, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        folder = next((small / "sessions").iterdir())
        assert texts_in(read_session_records([folder], folder.name).records) == ["mot"]

    def test_on_a_disk_that_is_full_for_a_while_it_says_so_and_saves_in_the_end(self, small: Path) -> None:
        with Terminal([*full(AT_CONSENT, 0.8), *self.RUN], cwd=small) as terminal:
            terminal.wait("yes/no")
            terminal.send("oui" + ENTER)
            terminal.wait("NOT SAVED")
            time.sleep(0.8)
            terminal.wait(lambda screen: screen.count("yes/no") >= 2)
            terminal.send("oui" + ENTER)
            terminal.wait("première fois")
            terminal.send("mot" + ENTER)
            terminal.wait("saved · 1 turn")
            assert "NOT SAVED" not in terminal.text().partition("saved · 1 turn")[2]
        folder = next((small / "sessions").iterdir())
        assert texts_in(read_session_records([folder], folder.name).records) == ["mot"]

    def test_a_full_disk_keeps_the_program_open_until_ctrl_c_gives_up(self, small: Path) -> None:
        with Terminal([*full(AT_CONSENT, 60), *self.RUN], cwd=small) as terminal:
            terminal.wait("yes/no")
            terminal.send("non" + ENTER)
            terminal.wait("Type no again")
            terminal.wait(lambda screen: screen.count("yes/no") == 2)
            terminal.send("non" + ENTER)
            terminal.wait("Ctrl-C gives up")
            time.sleep(0.2)
            assert terminal.process.poll() is None
            terminal.send(CTRL_C)
            assert terminal.exit_code() == 1
            terminal.wait("NOT SAVED: the last 2 entries are not on the disk.")

    def test_leaving_is_possible_as_soon_as_the_disk_takes_the_words(self, small: Path) -> None:
        with Terminal([*full(AT_CONSENT, 0.8), *self.RUN], cwd=small) as terminal:
            terminal.wait("yes/no")
            terminal.send("non" + ENTER)
            terminal.wait("Type no again")
            terminal.wait(lambda screen: screen.count("yes/no") == 2)
            terminal.send("non" + ENTER)
            terminal.wait("Ctrl-C gives up")
            assert terminal.exit_code() == 0
        folder = next((small / "sessions").iterdir())
        assert [r.event.kind for r in read_session_records([folder], folder.name).records][-1] == "refused"
