"""Where a study is kept in step by others, words live in the state folder and come home whole: never lost, never double."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import ClassVar, NamedTuple, cast

import pytest

from interviewer.privacy import age
from interviewer.session.disk import DISK
from interviewer.session.draft import DraftFile
from interviewer.session.events import Draft
from interviewer.session.folder import fallback_roots, find_files, read_session_records, session_folders
from interviewer.session.homecoming import bring, left_away
from interviewer.session.journal import Journal
from interviewer.study.coming_home import bring_home
from interviewer.study.doctor import examine, repair
from interviewer.study.folder import Study
from interviewer.study.private import founding
from interviewer.study.settings import Keys
from tests.faults.broken_disk import BrokenDisk, Call, Fault, QuickDisk
from tests.faults.samples import KEY, said, texts_on_disk
from tests.small_disk import CAN_MOUNT, small_disk
from tests.terminal import ENTER, HAS_PTY, Terminal, wait_until

ALL = ["réponse 1", "réponse 2", "réponse 3"]
COPY: tuple[Call, ...] = (
    *("make_folder", "create", "write", "sync", "sync_folder", "open_status", "named_status", "remove", "replace"),
)


@pytest.fixture
def root(study, monkeypatch) -> Path:
    monkeypatch.setenv("INTERVIEWER_LIVE", "away")
    return Path(study)


def opened(root: Path, session: str = "s1", key: str = KEY) -> Journal:
    journal = Journal(session_folders(root, session), session, key, away=True, disk=QuickDisk())
    for number in (1, 2, 3):
        journal.append(said(number))
    return journal


def cut(root: Path, session: str = "s1", key: str = KEY) -> Path:
    """A run that was killed: its file, in the state folder."""
    journal = opened(root, session, key)
    journal.abandon()
    return journal.path


def away(root: Path) -> list[Path]:
    return sorted(path for path in fallback_roots(root)[0].rglob("*") if path.is_file())


def home(root: Path, session: str = "s1") -> list[Path]:
    return sorted((root / "sessions" / session).glob("*"))


def texts(root: Path, session: str = "s1") -> list[str]:
    return texts_on_disk(session_folders(root, session), session)


def records(root: Path, session: str = "s1") -> int:
    return len(read_session_records(session_folders(root, session), session).records)


def test_a_run_lives_in_the_state_folder_and_comes_home_when_it_ends(root):
    journal = opened(root)
    assert not home(root)
    assert journal.path.parent == fallback_roots(root)[0] / "s1"
    assert not journal.elsewhere
    assert texts(root) == ALL  # whoever reads meanwhile
    name, data = journal.path.name, journal.path.read_bytes()
    journal.close()
    assert [path.name for path in home(root)] == [name]
    assert home(root)[0].read_bytes().startswith(data)
    assert journal.path == home(root)[0]
    assert texts(root) == ALL
    assert not fallback_roots(root)[0].parent.exists()
    assert not journal.warnings
    assert (home(root)[0].stat().st_mode & 0o777, home(root)[0].parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_run_that_is_not_away_stays_at_home(root):
    journal = Journal(session_folders(root, "s1"), "s1", KEY, disk=QuickDisk())
    journal.close()
    assert len(home(root)) == 1
    assert not away(root)


def test_what_a_killed_run_left_is_brought_home_by_the_next(root):
    data = cut(root).read_bytes()
    assert left_away(root) == ["s1"]
    done = bring_home(root)
    assert [path.read_bytes() for path in done.brought] == [data]
    assert (done.left, away(root), left_away(root)) == ((), [], [])
    assert texts(root) == ALL
    assert bring_home(root) == ((), (), "")


def test_a_run_that_ends_takes_home_what_an_earlier_one_of_the_interview_left(root):
    cut(root)
    cut(root, "s2")
    folders = session_folders(root, "s1")
    seen = read_session_records(folders, "s1").seen
    journal = Journal(folders, "s1", KEY, away=True, disk=QuickDisk(), seen=seen, first=[said(4)])
    journal.close()
    assert len(home(root)) == 2
    assert left_away(root) == ["s2"]
    assert texts(root) == [*ALL, "réponse 4"]
    assert journal.path.parent == root / "sessions" / "s1"


def test_a_run_that_is_open_is_left_to_its_window(root):
    journal = opened(root)
    assert bring_home(root).brought == ()
    journal.append(said(4))
    journal.close()
    assert texts(root) == [*ALL, "réponse 4"]


def test_a_file_that_a_window_holds_is_not_brought(root):
    journal = opened(root)
    assert bring([journal.path], root / "sessions" / "s1") == ((), (), "")
    assert journal.path.exists()
    journal.close()


def test_a_writer_whose_lock_nobody_saw_loses_no_word(root):
    """On a file system without locks a file may be taken from under its writer: it notices, and writes all anew."""

    class Lockless(QuickDisk):
        def lock(self, fd: int) -> bool:
            return False

    journal = Journal(session_folders(root, "s1"), "s1", KEY, away=True, disk=Lockless())
    for number in (1, 2):
        journal.append(said(number))
    assert len(bring_home(root).brought) == 1
    journal.append(said(3))
    journal.close()
    assert texts(root) == ALL
    assert not away(root)


def test_what_a_writer_adds_while_its_file_is_copied_is_not_lost(root):
    class Lockless(QuickDisk):
        def lock(self, fd: int) -> bool:
            return False

    journal = Journal(session_folders(root, "s1"), "s1", KEY, away=True, disk=Lockless(), first=[said(1), said(2)])

    class Meanwhile(QuickDisk):
        def replace(self, path: str, target: str) -> None:
            super().replace(path, target)
            if target.endswith(".jsonl"):
                journal.append(said(3))

    assert len(bring([journal.path], root / "sessions" / "s1", Meanwhile()).brought) == 1
    journal.abandon()  # as when it is killed, right after it said that the words are saved
    assert texts(root) == ALL


def test_a_file_that_a_window_holds_keeps_no_other_one_away(root):
    journal, other = opened(root), cut(root)
    assert [path.name for path in bring([journal.path, other], root / "sessions" / "s1").brought] == [other.name]
    journal.close()


def test_an_error_without_words_is_told_by_its_kind(root):
    class Silent(QuickDisk):
        def replace(self, path: str, target: str) -> None:
            raise TimeoutError

    path = cut(root)
    assert bring([path], root / "sessions" / "s1", Silent()) == ((), (path,), "TimeoutError")


def test_what_a_copy_that_was_cut_short_left_is_cleared_away(root):
    path, folder = cut(root), root / "sessions" / "s1"
    folder.mkdir()
    left = [folder / f".{name}.0123.part" for name in (path.name, "other.jsonl")]
    for one in left:
        one.touch()
    assert len(bring([path], folder, QuickDisk()).brought) == 1
    assert [one.exists() for one in left] == [False, True]

    class Kept(QuickDisk):
        def remove(self, path: str) -> None:
            if path.endswith(".part"):
                raise OSError(errno.EACCES, path)
            super().remove(path)

    again = cut(root)
    (folder / f".{again.name}.0123.part").touch()
    assert bring([again], folder, Kept()).left == ()


def test_a_state_folder_that_takes_nothing_leads_home(root):
    blocked = fallback_roots(root)[0].parent
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_text("a file in the way")
    journal = opened(root)
    assert journal.path.parent == root / "sessions" / "s1"
    assert [one.rule for one in journal.warnings] == ["saved_elsewhere"]
    journal.close()
    assert texts(root) == ALL


@pytest.mark.parametrize("forever", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("call", COPY)
def test_any_call_of_the_copy_may_fail(root, call, number, forever):
    """At each call, once or from there on: every word stays readable, and the next time all of it is home."""
    path = cut(root)
    whole = path.read_bytes()
    for nth in range(1, 12):
        disk = BrokenDisk(Fault(call, nth, number, forever=forever, short=call == "write"))
        done = bring(
            [path if path.exists() else path.with_name(path.name + ".leaving")], root / "sessions" / "s1", disk
        )
        assert texts(root) == ALL
        assert records(root) == 3
        assert bool(done.left) == bool(away(root))
        assert bool(done.why) == bool(done.left)
        if not disk.hits:
            break
        assert not bring_home(root).left
        assert [one.read_bytes() for one in home(root)] == [whole]
        assert not away(root)
        shutil.rmtree(root / "sessions" / "s1")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(whole)
    else:
        pytest.fail("the copy has no end")


KILLED = """
import os, signal, sys
from pathlib import Path
from interviewer.session.disk import Disk
from interviewer.study.coming_home import bring_home

class Deadly(Disk):
    left = int(sys.argv[2])

    def __getattribute__(self, name):
        if name in ("replace", "create", "write", "sync", "sync_folder", "remove", "close", "same_file", "make_folder"):
            Deadly.left -= 1
            if not Deadly.left:
                os.kill(os.getpid(), signal.SIGKILL)
        return super().__getattribute__(name)

bring_home(Path(sys.argv[1]), Deadly())
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_kill_9_at_each_step_of_the_copy_loses_nothing_and_doubles_nothing(root):
    path = cut(root)
    whole, deaths = path.read_bytes(), 0
    for step in range(1, 40):
        ended = subprocess.run([sys.executable, "-c", KILLED, str(root), str(step)], check=False)
        assert texts(root) == ALL
        assert records(root) == 3
        if ended.returncode != -signal.SIGKILL:
            break
        deaths += 1
        assert not bring_home(root).left
        assert [one.read_bytes() for one in home(root)] == [whole]
        assert not [one for one in (root / "sessions" / "s1").iterdir() if one.name.endswith(".part")]
        shutil.rmtree(root / "sessions" / "s1")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(whole)
    assert deaths >= 8


class Traced(QuickDisk):
    """A disk that writes down what happens to names and bytes: `(what, path, other path or bytes)`."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[str, str, str | bytes]] = []
        self.paths: dict[int, str] = {}

    def create(self, path: str) -> int:
        fd = super().create(path)
        self.paths[fd] = path
        self.steps.append(("create", path, ""))
        return fd

    def write(self, fd: int, data: memoryview) -> int:
        self.steps.append(("write", self.paths[fd], bytes(data)))
        return super().write(fd, data)

    def sync(self, fd: int) -> None:
        self.steps.append(("sync", self.paths[fd], ""))

    def sync_folder(self, path: str) -> None:
        self.steps.append(("sync_folder", path, ""))

    def replace(self, path: str, target: str) -> None:
        super().replace(path, target)
        self.steps.append(("replace", path, target))

    def remove(self, path: str) -> None:
        super().remove(path)
        self.steps.append(("remove", path, ""))


def after_power_cuts(start: dict[str, bytes], steps: list[tuple[str, str, str | bytes]]) -> Iterator[dict[str, bytes]]:
    """Every state of a weak file system after a cut behind each step, as readers would find it.

    Of what was done to names since their folder was synced any part may have happened; bytes that were not synced are
    gone, or there.
    """
    for end in range(len(steps) + 1):
        done = steps[:end]
        pending = [n for n, one in enumerate(done) if one[0] in NAMING and not _settled(done, n)]
        for happened in product((False, True), repeat=len(pending)):
            lost = {n for n, came in zip(pending, happened, strict=True) if not came}
            for written in (False, True):
                yield _replayed(start, [one for n, one in enumerate(done) if n not in lost], written=written)


NAMING = ("create", "replace", "remove")


def _settled(done: list[tuple[str, str, str | bytes]], n: int) -> bool:
    folder = os.path.dirname(done[n][1])
    return any(one[0] == "sync_folder" and one[1] == folder for one in done[n + 1 :])


def _replayed(start: dict[str, bytes], steps: list[tuple[str, str, str | bytes]], *, written: bool) -> dict[str, bytes]:
    files = dict(start)
    synced: dict[str, bytes] = dict(start)
    for what, path, other in steps:
        if what == "create":
            files[path] = synced[path] = b""
        elif what == "write" and path in files:
            files[path] += cast("bytes", other)
        elif what == "sync" and path in files:
            synced[path] = files[path]
        elif what == "replace" and path in files:
            files[str(other)], synced[str(other)] = files.pop(path), synced.pop(path)
        elif what == "remove":
            files.pop(path, None)
            synced.pop(path, None)
    return files if written else synced


def _is_read(path: str) -> bool:
    name = os.path.basename(path)
    return ".jsonl" in name and not name.startswith((".", "draft."))


@pytest.mark.parametrize("left_out", ["", "sync", "sync_folder"])
def test_a_power_cut_at_any_moment_leaves_the_words_in_a_file_that_is_read(root, left_out):
    """With every call in its place no state loses a word; the controls, which leave one out, do."""
    path = cut(root)
    whole, disk = path.read_bytes(), Traced()
    bring([path], root / "sessions" / "s1", disk)
    steps = [one for one in disk.steps if one[0] != left_out]
    states = [*after_power_cuts({str(path): whole}, steps)]
    lost = [one for one in states if not any(_is_read(name) and data == whole for name, data in one.items())]
    assert len(states) > 20
    assert bool(lost) == bool(left_out)


def test_a_file_that_stands_there_already_is_not_written_again(root):
    path = cut(root)
    (root / "sessions" / "s1").mkdir(exist_ok=True)
    shutil.copy(path, root / "sessions" / "s1" / path.name)
    bring_home(root)
    assert len(home(root)) == 1
    assert (texts(root), away(root)) == (ALL, [])


def test_another_file_of_that_name_is_never_overwritten(root):
    path = cut(root)
    (root / "sessions" / "s1").mkdir(exist_ok=True)
    there = root / "sessions" / "s1" / path.name
    torn = path.read_bytes()[:-40]
    there.write_bytes(torn)
    bring_home(root)
    assert len(home(root)) == 2
    assert there.read_bytes() == torn
    assert (texts(root), records(root), away(root)) == (ALL, 3, [])


def test_a_link_in_the_way_is_not_followed(root, tmp_path):
    path = cut(root)
    (root / "sessions" / "s1").mkdir(exist_ok=True)
    (root / "sessions" / "s1" / path.name).symlink_to(tmp_path / "elsewhere")
    bring_home(root)
    assert not (tmp_path / "elsewhere").exists()
    assert (texts(root), away(root)) == (ALL, [])


def test_a_folder_in_the_way_is_left_alone(root):
    path = cut(root)
    (root / "sessions" / "s1" / path.name).mkdir(parents=True)
    bring_home(root)
    assert (root / "sessions" / "s1" / path.name).is_dir()
    assert (texts(root), away(root)) == (ALL, [])


def test_many_others_of_that_name_are_all_left_alone(root):
    path = cut(root)
    (root / "sessions" / "s1").mkdir()
    names = [path.name, *(path.name.replace(".jsonl", f".{number}.jsonl") for number in (2, 3))]
    for name in names:
        (root / "sessions" / "s1" / name).write_text("something else")
    bring_home(root)
    assert [(root / "sessions" / "s1" / name).read_text() for name in names] == ["something else"] * 3
    assert (texts(root), away(root)) == (ALL, [])


def test_a_copy_that_reads_otherwise_is_no_copy(root):
    class Forging(QuickDisk):
        def replace(self, path: str, target: str) -> None:
            super().replace(path, target)
            if not target.endswith(".leaving"):
                data = Path(target).read_bytes()
                Path(target).write_bytes(data[:-9] + b"#" + data[-8:])

    path = cut(root)
    done = bring([path], root / "sessions" / "s1", Forging())
    assert (done.brought, done.left, done.why) == ((), (path,), os.strerror(errno.EIO))
    assert len(away(root)) == 1
    assert (texts(root), records(root)) == (ALL, 3)
    bring_home(root)
    assert away(root) == []
    assert (texts(root), records(root)) == (ALL, 3)


def test_files_of_another_interview_of_that_name_stay_where_they_are(root):
    Journal(session_folders(root, "s1"), "s1", "another key", disk=QuickDisk()).close()
    path = cut(root)
    assert bring_home(root).brought == ()
    assert path.exists()


def test_of_a_study_that_was_moved_away_nothing_is_made_again(root, tmp_path):
    journal = opened(root)
    os.rename(root, tmp_path / "moved")
    journal.close()
    assert not root.exists()
    assert [one.rule for one in journal.warnings] == ["left_away"]
    assert len(away(root)) == 1


def test_words_being_typed_stay_on_this_machine_until_they_are_taken_up(root):
    draft = DraftFile(session_folders(root, "s1"), "s1", KEY, disk=QuickDisk(), away=True)
    draft.write(Draft("f" * 16, "debut", "venue", "à moitié", "fr"))
    draft.release()
    cut(root)
    bring_home(root)
    assert [path.name[:6] for path in away(root)] == ["draft."]


def test_doctor_brings_home_and_finds_nothing_more_to_do(root):
    cut(root)
    assert [one.rule for one in examine(root).problems] == ["journal_not_home"]
    assert len(repair(root)) == 1
    assert not examine(root).problems
    assert not away(root)
    assert repair(root) == []


def test_doctor_does_not_call_an_open_run_astray(root):
    journal = opened(root)
    assert not examine(root).problems
    journal.close()


GUIDE = """guide: petit
version: 1
title: Un petit guide
language: fr
consent:
  - {id: notes, for: notes, ask: "Puis-je noter ?", required: true}
themes:
  - {id: debut, title: Le début, questions: [{id: venue, ask: "Comment êtes-vous venue ?"}, {id: suite, ask: "Et puis ?"}]}
"""
SCRIPT = "oui\nPar ma voisine.\n/suivant\nLe soir.\n"


@pytest.fixture
def synced(study) -> Path:
    """A study that Syncthing keeps in step, with a small guide."""
    (study / ".stfolder").mkdir()
    (study / "guides" / "petit.yaml").write_text(GUIDE)
    return Path(study)


def test_an_interview_in_a_synced_folder_ends_in_sessions(synced, cli):
    result = cli("run", "petit", "--participant", "p7kq3", stdin=SCRIPT)
    assert result.code == 0
    assert "Syncthing keeps this study's folder in step with others." in result.err
    assert "is safe in sessions/" in result.err
    session = result.out.strip()
    assert len(home(synced, session)) == 1
    assert not fallback_roots(synced)[0].exists()
    assert "Par ma voisine." in cli("show", session).out


def test_a_session_begun_on_this_machine_goes_on_from_what_was_left(synced, cli):
    session = cli("run", "petit", "--participant", "p7kq3", stdin=SCRIPT).out.strip()
    fallback = fallback_roots(synced)[0] / session
    fallback.mkdir(parents=True)
    for path in home(synced, session):
        shutil.move(path, fallback / path.name)
    assert cli("run", "--resume", session, stdin="Encore un mot.\n").code == 0
    assert len(home(synced, session)) == 2
    assert not fallback.exists()
    shown = cli("show", session).out
    assert "Par ma voisine." in shown
    assert "Encore un mot." in shown


def test_marks_and_notes_come_home_as_well(synced, cli):
    session = cli("run", "petit", "--participant", "p7kq3", stdin=SCRIPT).out.strip()
    assert cli("follow", session, "--notes", "ben", stdin="Il sourit.\n").code == 0
    assert cli("code", session, "--coder", "ana", stdin="rencontre\n\n").code == 0
    assert sorted(path.name.partition(".")[0] for path in home(synced, session)) == [session, "marks", "notes"]
    assert not fallback_roots(synced)[0].exists()
    shown = cli("show", session).out
    assert "Il sourit." in shown


def test_sealed_words_come_home_sealed(synced, cli):
    founding.write_keys(Study(synced), Keys(age.new_identity().public, age.new_identity().public, "words"))
    session = cli("run", "petit", "--participant", "p7kq3", stdin=SCRIPT).out.strip()
    assert not fallback_roots(synced)[0].exists()
    assert [b"Par ma voisine" in path.read_bytes() for path in home(synced, session)] == [False]


def test_words_withdrawn_on_another_machine_do_not_come_home(synced, cli):
    session = cli("run", "petit", "--participant", "p7kq3", stdin=SCRIPT).out.strip()
    assert cli("run", "--resume", session, stdin="Un mot de plus.\n").code == 0
    second = next(path for path in home(synced, session) if b"Un mot de plus." in path.read_bytes())
    waiting = fallback_roots(synced)[0] / session
    held = second.read_bytes()
    second.unlink()  # it never came home from this machine, and the other one withdraws what it knows
    assert cli("withdraw", "p7kq3", stdin="p7kq3\n").code == 0
    waiting.mkdir(parents=True, exist_ok=True)
    (waiting / second.name).write_bytes(held)
    assert cli("run", "petit", "--participant", "p7kq4", stdin=SCRIPT).code == 0
    everywhere = [path for path in (*synced.rglob("*"), *fallback_roots(synced)[0].rglob("*")) if path.is_file()]
    assert not [path for path in everywhere if b"Un mot de plus." in path.read_bytes()]
    assert "Un mot de plus." not in cli("show", session).out


def test_little_room_is_told_before_the_first_question(synced, cli, monkeypatch):
    class Usage(NamedTuple):
        free: int

    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10 << 20))
    result = cli("run", "petit", "--participant", "p7kq3", stdin=SCRIPT)
    assert result.err.startswith("Only 10\u00a0MB are free on this disk")


@pytest.mark.skipif(not CAN_MOUNT, reason="mounting a small file system needs an administrator of Linux")
def test_a_full_home_leaves_the_words_away_until_there_is_room(synced, cli):
    with small_disk(synced / "sessions", "64k"):
        (synced / "sessions" / "full").write_bytes(bytes(64 << 10))
        result = cli("run", "petit", "--participant", "p7kq3", stdin=SCRIPT)
        session = result.out.strip()
        assert result.code == 0
        assert "could not be copied to the interview's own folder (No space left on device)" in result.err
        assert "Par ma voisine." in cli("show", session).out
        assert len(away(synced)) == 1
        (synced / "sessions" / "full").unlink()
        assert cli("doctor", "--repair").code == 0
        assert (len(home(synced, session)), away(synced)) == (1, [])
        assert "Par ma voisine." in cli("show", session).out


class Listed(os.PathLike[str]):
    """A folder that somebody changes when it is listed as the second of all."""

    listed: ClassVar[set[str]] = set()

    def __init__(self, path: Path, change: Callable[[], object]) -> None:
        self.path, self.change = str(path), change

    def __fspath__(self) -> str:
        if self.path not in Listed.listed and Listed.listed:
            self.change()
        Listed.listed.add(self.path)
        return self.path


def test_a_file_that_comes_home_between_two_looks_is_seen(root):
    path = cut(root)
    Listed.listed.clear()
    own, fallback = session_folders(root, "s1")
    move = partial(bring, [path], own, QuickDisk())
    folders = cast("list[Path | str]", [Listed(one, move) for one in (own, fallback)])
    found, problems = find_files(folders, "s1")
    assert ([one.home for one in found], problems, away(root)) == ([True], [], [])


class Fickle(os.PathLike[str]):
    """A folder that is there whenever it is listed and gone whenever something in it is opened."""

    def __init__(self, path: Path) -> None:
        self.path, self.asked = path, 0

    def __fspath__(self) -> str:
        self.asked += 1
        return str(self.path) if self.asked % 2 else str(self.path / "gone")


def test_a_file_that_is_listed_and_never_there_is_told_in_the_end(root):
    fickle = Fickle(cut(root).parent)
    found, problems = find_files(cast("list[Path | str]", [fickle]), "s1")
    assert (found, [one.rule for one in problems]) == ([], ["journal_unreadable"])
    assert fickle.asked == 40


READER = """
import sys
from pathlib import Path
from interviewer.session.disk import DISK
from interviewer.session.folder import read_session_records, session_folders
root, wanted = Path(sys.argv[1]), int(sys.argv[2])
seen = 0
while not (root / "stop").exists():
    read = read_session_records(session_folders(root, "s1"), "s1")
    if len(read.records) != wanted or read.faults:
        print(seen, len(read.records), [one.rule for one in read.faults])
    seen += 1
    (root / "begun").touch()
print("read", seen)
"""


def test_whoever_reads_while_files_come_home_misses_nothing(root):
    """Forty runs of an interview come home one by one, five times over, while another process reads it again and again."""
    runs, rounds = 40, 5
    for number in range(runs):
        journal = Journal(session_folders(root, "s1"), "s1", KEY, away=True, disk=QuickDisk(), first=[said(number)])
        journal.abandon()
    waiting = fallback_roots(root)[0] / "s1"
    kept = {path.name: path.read_bytes() for path in waiting.iterdir()}
    for turn in range(rounds):
        argv = [sys.executable, "-c", READER, str(root), str(runs)]
        with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as reader:
            wait_until((root / "begun").exists, 30)
            for path in sorted(waiting.iterdir()):
                bring([path], root / "sessions" / "s1", QuickDisk())
            (root / "stop").touch()
            said_by_reader, _nothing = reader.communicate(timeout=60)
        assert said_by_reader.startswith("read "), turn
        shutil.rmtree(root / "sessions" / "s1")
        waiting.mkdir(parents=True)
        for name, data in kept.items():
            (waiting / name).write_bytes(data)
        (root / "stop").unlink()
        (root / "begun").unlink()


@pytest.mark.terminal
@pytest.mark.skipif(not HAS_PTY, reason="needs pseudo-terminals, which Windows has not")
def test_a_room_that_is_killed_in_a_synced_folder_leaves_every_word_to_the_next_run(synced, cli):
    argv = [sys.executable, "-m", "interviewer", "run", "petit", "--participant", "p7kq3", "--stakeholder", "benevoles"]
    with Terminal(argv, cwd=synced) as terminal:
        terminal.wait("kept on this machine alone")
        terminal.send("oui" + ENTER)
        terminal.wait("Comment êtes-vous venue")
        terminal.send("Par ma voisine." + ENTER)
        terminal.wait(lambda screen: "saved" in screen and "Par ma voisine." in screen)
        terminal.send("Et le soir")
        wait_until(lambda: any(path.name.startswith("draft.") for path in away(synced)))
        time.sleep(1.5)
        terminal.signal(signal.SIGKILL)
        terminal.exit_code()
    session = left_away(synced)[0]
    assert home(synced, session) == []
    assert cli("ready", "petit").out.count(session) >= 3  # words being typed, not finished, not come home
    assert cli("run", "--resume", session, stdin="Un mot de plus.\n").code == 0
    shown = cli("show", session).out
    assert all(words in shown for words in ("Par ma voisine.", "Et le soir", "Un mot de plus."))
    assert len(home(synced, session)) == 2
    assert away(synced) == []


def test_a_name_that_is_taken_gets_the_next_number_before_its_ending(tmp_path):
    from interviewer.session.homecoming import _clear_passages, _free_name

    (tmp_path / "s1.a.jsonl").write_bytes(b"other")
    assert _free_name(tmp_path, "s1.a.jsonl", b"words").name == "s1.a.2.jsonl"
    (tmp_path / "s1.a.2.jsonl").write_bytes(b"other")
    assert _free_name(tmp_path, "s1.a.jsonl", b"words").name == "s1.a.3.jsonl"
    (tmp_path / "s1.a.3.jsonl").write_bytes(b"words")
    assert _free_name(tmp_path, "s1.a.jsonl", b"words").name == "s1.a.3.jsonl"
    for name in (".s1.a.jsonl.x.part", ".s1.b.jsonl.x.part", ".s1.a.jsonl.swp"):
        (tmp_path / name).write_bytes(b"")
    _clear_passages(tmp_path / "s1.a.jsonl", DISK)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] == ".") == [
        ".s1.a.jsonl.swp",
        ".s1.b.jsonl.x.part",
    ]
