"""Ctrl-C and out of memory at every step of a save: nothing that was saved or kept is lost, nothing is saved twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from interviewer.session.draft import DraftFile, recover
from interviewer.session.events import Draft
from interviewer.session.folder import read_session_records
from interviewer.session.journal import Journal
from tests.faults.broken_disk import QuickDisk
from tests.faults.interrupt import Interruption
from tests.faults.samples import KEY, said, texts_on_disk


class Unlocked(QuickDisk):
    """An interrupted save may leave its lock to the end of this process, which stands for another one here."""

    def is_locked(self, path: str) -> bool:
        return False


OURS = (f"session{os.sep}journal.py", f"session{os.sep}disk.py", f"session{os.sep}line.py", f"session{os.sep}draft.py")


def interrupted_save(folder: Path, error: type[BaseException], nth: int) -> bool:
    """A save that is interrupted at its Nth step and made again, as the screen does; says whether it was interrupted."""
    journal = Journal([folder], "s1", KEY, disk=QuickDisk())
    journal.append(said(1))
    interruption = Interruption(error, nth, OURS)
    came = interruption.during(lambda: journal.append(said(2)))
    assert came is None or isinstance(came, error), came
    assert came is not None or journal.unsaved == 0
    found = texts_on_disk([folder])
    assert found[0] == "réponse 1"
    if came is None:
        assert found == ["réponse 1", "réponse 2"]
    journal.append(said(2))
    journal.append(said(3))
    journal.close()
    records = read_session_records([folder], "s1")
    assert texts_on_disk([folder]) == ["réponse 1", "réponse 2", "réponse 3"], nth
    assert [fault for fault in records.faults if fault.severity == "error"] == []
    return interruption.hit


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_an_interruption_at_any_step_of_a_save_loses_nothing(tmp_path, error):
    nth = 1
    while interrupted_save(tmp_path / str(nth), error, nth):
        nth += 1
    assert nth > 300


def test_what_was_kept_when_the_interruption_came_is_written_by_the_next_save(tmp_path):
    """Even a caller that forgets the interrupted words finds them saved, once the journal had them."""
    kept = 0
    for nth in range(200, 700, 7):
        folder = tmp_path / str(nth)
        journal = Journal([folder], "s1", KEY, disk=QuickDisk())
        interruption = Interruption(KeyboardInterrupt, nth, OURS)
        came = interruption.during(lambda journal=journal: journal.append(said(1)))  # type: ignore[misc]
        had = journal.unsaved or came is None
        journal.append(said(2))
        assert not had or texts_on_disk([folder]) == ["réponse 1", "réponse 2"]
        journal.abandon()
        kept += bool(had)
    assert kept > 10


def test_an_interruption_at_any_step_of_a_new_file_loses_nothing(tmp_path):
    nth, hit = 1, True
    while hit:
        folder = tmp_path / str(nth)
        journal = Journal([folder], "s1", KEY, disk=QuickDisk())
        journal.append(said(1))
        journal.path.unlink()
        interruption = Interruption(KeyboardInterrupt, nth, OURS)
        interruption.during(lambda journal=journal: journal.append(said(2)))  # type: ignore[misc]
        hit = interruption.hit
        journal.append(said(2))
        assert texts_on_disk([folder]) == ["réponse 1", "réponse 2"], nth
        journal.abandon()
        nth += 3


def test_an_interruption_at_any_step_of_a_draft_keeps_the_words_before_it(tmp_path):
    def typed(text: str) -> Draft:
        return Draft("t1", "arrivee", "premiere-fois", text, "fr")

    nth, hit = 1, True
    while hit:
        folder = tmp_path / str(nth)
        file = DraftFile([folder], "s1", KEY, disk=QuickDisk())
        file.write(typed("Je"))
        interruption = Interruption(KeyboardInterrupt, nth, OURS)
        interruption.during(lambda file=file: file.write(typed("Je suis")))  # type: ignore[misc]
        hit = interruption.hit
        file.release()
        assert [one.text for one in recover([folder], "s1", set(), disk=Unlocked())] in (["Je"], ["Je suis"]), nth
        nth += 3


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="timers of POSIX")
@pytest.mark.skipif(threading.current_thread() is not threading.main_thread(), reason="signals reach the main thread")
# Where it comes in while Python clears up behind an object, Python tells of it and goes on.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_at_random_microseconds_loses_nothing(tmp_path):
    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    chance, hits = random.Random(1), 0
    before = signal.signal(signal.SIGALRM, interrupt)
    journal = Journal([tmp_path], "s1", KEY)
    try:
        for number in range(300):
            done = False
            while not done:
                try:
                    if chance.random() < 0.3:
                        signal.setitimer(signal.ITIMER_REAL, chance.uniform(1e-6, 1e-3))
                    journal.append(said(number))
                    done = True
                    signal.setitimer(signal.ITIMER_REAL, 0)
                except KeyboardInterrupt:
                    hits += 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert texts_on_disk([tmp_path]) == [f"réponse {number}" for number in range(300)]
    assert hits


NO_MEMORY = """
import sys, _testcapi
from pathlib import Path
from interviewer.session.journal import Journal, NotSaved
from tests.faults.broken_disk import QuickDisk
from tests.faults.samples import said, texts_on_disk
root, many, begin = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
for nth in range(begin, 120):
        folder = root / str(nth)
        journal = Journal([folder], "s1", "k", disk=QuickDisk())
        journal.append(said(1))
        event, came = said(2), None
        _testcapi.set_nomemory(nth, nth + many)
        try:
            journal.append(event)
        except (MemoryError, NotSaved) as error:
            came = error
        finally:
            _testcapi.remove_mem_hooks()
        found = texts_on_disk([folder])
        assert found[:1] == ["réponse 1"] and (came or len(found) == 2), (nth, found)
        journal.append(event)
        assert texts_on_disk([folder]) == ["réponse 1", "réponse 2"], nth
        journal.abandon()
        print(nth, "refused" if came else "saved", flush=True)
"""


@pytest.mark.parametrize("many", [1, 5])
def test_out_of_memory_at_any_allocation_of_a_save_loses_nothing(tmp_path, many):
    """Where a library dies of it (the interpreter with it), what was saved before is there all the same."""
    pytest.importorskip("_testcapi", reason="CPython was built without its test helpers")
    root = Path(__file__).resolve().parent.parent
    told: list[str] = []
    deaths = 0
    while len(told) + deaths < 119:
        argv = [sys.executable, "-c", NO_MEMORY, str(tmp_path), str(many), str(len(told) + deaths + 1)]
        done = subprocess.run(argv, cwd=root, capture_output=True, text=True, check=False)
        assert "AssertionError" not in done.stderr
        told += done.stdout.splitlines()
        if done.returncode:
            deaths += 1
            assert texts_on_disk([tmp_path / str(len(told) + deaths)])[:1] == ["réponse 1"]
    assert sum("refused" in line for line in told) > 20
    assert deaths < 20


def test_the_interruption_comes_at_its_step_and_only_there():
    def work() -> list[int]:
        return [n for n in range(3)]  # noqa: C416 - its steps are what is counted

    counted = Interruption(KeyboardInterrupt, 10**9, (__file__,))
    assert counted.during(work) is None
    assert isinstance(Interruption(KeyboardInterrupt, counted.steps, (__file__,)).during(work), KeyboardInterrupt)
    assert Interruption(KeyboardInterrupt, counted.steps + 1, (__file__,)).during(work) is None
    assert Interruption(KeyboardInterrupt, 1, ("elsewhere",)).during(work) is None
