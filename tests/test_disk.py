"""The system calls under the journal: what takes their place where a system lacks them, and what each failure means."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from interviewer.session import disk as disks
from interviewer.session.disk import Disk, read_file, read_plain, write_all, write_named

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the other systems are played on Linux")


class Calls(list[Any]):
    """What the system was asked, and the error it answers with, if any."""

    def __init__(self, error=0) -> None:
        super().__init__()
        self.error = error

    def __call__(self, *words: Any) -> int:
        self.append(words)
        if self.error:
            raise OSError(self.error, os.strerror(self.error))
        return 0


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "file"
    file.write_bytes(b"words")
    return str(file)


class TestSyncing:
    def test_linux_syncs_the_bytes_of_the_file(self, monkeypatch) -> None:
        asked = Calls()
        monkeypatch.setattr(os, "fdatasync", asked)
        Disk().sync(7)
        assert asked == [(7,)]

    def test_a_system_without_that_call_syncs_all_of_the_file(self, monkeypatch) -> None:
        asked = Calls()
        monkeypatch.delattr(os, "fdatasync")
        monkeypatch.setattr(os, "fsync", asked)
        Disk().sync(7)
        assert asked == [(7,)]

    def mac(self, monkeypatch: pytest.MonkeyPatch, error: int = 0) -> tuple[Calls, Calls]:
        """A Mac, whose fsync leaves the bytes in the memory of the drive: the full one, then the plain one."""
        full, plain = Calls(error), Calls()
        monkeypatch.setattr(sys, "platform", "darwin")
        monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
        monkeypatch.setattr(fcntl, "fcntl", full)
        monkeypatch.setattr(os, "fsync", plain)
        return full, plain

    def test_a_mac_empties_the_memory_of_the_drive_too(self, monkeypatch) -> None:
        full, plain = self.mac(monkeypatch)
        Disk().sync(7)
        assert (full, plain) == ([(7, 51)], [])

    @pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
    def test_a_network_drive_of_a_mac_that_lacks_it_is_synced_plainly(self, monkeypatch, error) -> None:
        _, plain = self.mac(monkeypatch, error)
        Disk().sync(7)
        assert plain == [(7,)]

    def test_a_failed_sync_of_a_mac_is_not_tried_in_another_way(self, monkeypatch) -> None:
        _, plain = self.mac(monkeypatch, errno.EIO)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            Disk().sync(7)
        assert plain == []


class TestSyncingFolders:
    def test_the_folder_itself_is_synced_and_closed(self, tmp_path, monkeypatch) -> None:
        synced = []
        monkeypatch.setattr(os, "fsync", lambda fd: synced.append((fd, os.readlink(f"/proc/self/fd/{fd}"))))
        Disk().sync_folder(str(tmp_path))
        ((fd, name),) = synced
        assert name == str(tmp_path)
        with pytest.raises(OSError, match=os.strerror(errno.EBADF)):
            os.fstat(fd)

    def test_a_file_is_no_folder(self, path) -> None:
        with pytest.raises(NotADirectoryError):
            Disk().sync_folder(path)

    @pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
    def test_a_drive_that_cannot_sync_folders_is_let_pass(self, tmp_path, monkeypatch, error) -> None:
        monkeypatch.setattr(os, "fsync", Calls(error))
        Disk().sync_folder(str(tmp_path))

    def test_a_drive_that_fails_is_not(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr(os, "fsync", Calls(errno.EIO))
        before = len(os.listdir("/proc/self/fd"))
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            Disk().sync_folder(str(tmp_path))
        assert len(os.listdir("/proc/self/fd")) == before

    def test_windows_has_no_such_call_and_needs_no_folder(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr(disks, "WINDOWS", True)
        Disk().sync_folder(str(tmp_path / "nowhere"))


class TestWaiting:
    """What a virus scanner or a sync client holds for a moment is tried again after each pause, on Windows."""

    def test_each_pause_is_made_once_and_in_order(self, monkeypatch) -> None:
        slept: list[float] = []
        monkeypatch.setattr("time.sleep", slept.append)

        def held() -> None:
            raise PermissionError

        with pytest.raises(PermissionError):
            Disk((0.5, 0.25)).patiently(held)
        assert slept == [0.5, 0.25]

    def test_any_other_error_is_told_at_once(self, monkeypatch) -> None:
        monkeypatch.setattr("time.sleep", pytest.fail)
        with pytest.raises(FileNotFoundError):
            Disk((0.5,)).remove("/nowhere/at/all")

    @pytest.mark.parametrize("call", ["mkdir", "open", "unlink", "replace"])
    def test_whatever_takes_a_name_waits(self, tmp_path, monkeypatch, call) -> None:
        real, refusals = getattr(os, call), [PermissionError()]

        def once_held(*words: Any, **more: Any) -> Any:
            if refusals:
                raise refusals.pop()
            return real(*words, **more)

        disk, there, new = Disk((0.0,)), str(tmp_path / "there"), str(tmp_path / "new")
        Path(there).write_bytes(b"")
        monkeypatch.setattr(os, call, once_held)
        does = {
            "mkdir": lambda: disk.make_folder(new),
            "open": lambda: disk.close(disk.create(new)),
            "unlink": lambda: disk.remove(there),
            "replace": lambda: disk.replace(there, new),
        }
        does[call]()
        assert refusals == []
        assert sorted(os.listdir(tmp_path)) == {"unlink": [], "replace": ["new"]}.get(call, ["new", "there"])

    def test_only_windows_waits_by_itself(self) -> None:
        assert Disk().pauses == ()


class TestMakingAndWriting:
    def test_folders_and_files_are_for_their_owner_and_new(self, tmp_path) -> None:
        disk, before = Disk(), os.umask(0)
        try:
            disk.make_folder(str(tmp_path / "f"))
            fd = disk.create(str(tmp_path / "f" / "x"))
        finally:
            os.umask(before)
        modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("f", "f/x")]
        assert modes == [0o700, 0o600]
        assert not os.get_inheritable(fd)
        os.write(fd, b"a")
        os.lseek(fd, 0, os.SEEK_SET)
        os.write(fd, b"b")
        disk.close(fd)
        assert (tmp_path / "f" / "x").read_bytes() == b"ab"
        with pytest.raises(FileExistsError):
            disk.create(str(tmp_path / "f" / "x"))

    def test_a_drive_that_says_yes_and_takes_nothing_away_is_found_out(self, path, monkeypatch) -> None:
        monkeypatch.setattr(os, "unlink", lambda _path: None)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)) as caught:
            Disk().remove(path)
        assert (caught.value.errno, caught.value.strerror) == (errno.EIO, os.strerror(errno.EIO))

    def test_closing_twice_is_no_error(self, path) -> None:
        fd = os.open(path, os.O_RDONLY)
        Disk().close(fd)
        Disk().close(fd)

    def test_a_system_that_takes_one_byte_at_a_time_gets_all_of_them(self, tmp_path) -> None:
        class OneByOne(Disk):
            def write(self, fd: int, data: memoryview) -> int:
                return super().write(fd, data[:1])

        disk, name = OneByOne(), str(tmp_path / "x")
        fd = disk.create(name)
        assert write_all(disk, fd, name, "été".encode(), 0) == 5
        assert write_all(disk, fd, name, b"!", 5) == 6
        disk.close(fd)
        assert read_file(name) == "été!".encode()

    def test_a_system_that_takes_nothing_is_not_asked_for_ever(self, tmp_path) -> None:
        class Nothing(Disk):
            def write(self, fd: int, data: memoryview) -> int:
                return 0

        fd = Disk().create(str(tmp_path / "x"))
        with pytest.raises(OSError, match="nothing was written") as caught:
            write_all(Nothing(), fd, str(tmp_path / "x"), b"words", 0)
        assert (caught.value.errno, caught.value.strerror) == (errno.EIO, "nothing was written")
        os.close(fd)

    def test_bytes_of_somebody_else_in_our_file_are_noticed(self, tmp_path) -> None:
        name = str(tmp_path / "x")
        fd = Disk().create(name)
        Path(name).write_bytes(b"not ours")
        with pytest.raises(OSError, match="the file was changed") as caught:
            write_all(Disk(), fd, name, b"words", 0)
        assert (caught.value.errno, caught.value.strerror) == (errno.ESTALE, "the file was changed")
        os.close(fd)

    def test_another_file_under_our_name_is_noticed(self, tmp_path) -> None:
        name = str(tmp_path / "x")
        fd = Disk().create(name)
        os.rename(name, name + ".moved")
        Path(name).write_bytes(b"words")
        with pytest.raises(OSError, match="the file was replaced") as caught:
            Disk().same_file(fd, name)
        assert (caught.value.errno, caught.value.strerror) == (errno.ESTALE, "the file was replaced")
        os.unlink(name)
        os.symlink(name + ".moved", name)
        with pytest.raises(OSError, match="the file was replaced"):
            Disk().same_file(fd, name)
        os.close(fd)

    def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(self, path, monkeypatch) -> None:
        real = os.read

        def slowly(fd: int, size: int) -> bytes:
            return real(fd, min(size, 2))

        monkeypatch.setattr(os, "read", slowly)
        assert read_file(path) == b"words"


class TestMovingFolders:
    """A folder takes a new name only where nothing bears it."""

    def test_the_folder_bears_its_new_name(self, tmp_path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "x").write_bytes(b"words")
        Disk().move_new(str(tmp_path / "a"), str(tmp_path / "b"))
        assert [path.name for path in tmp_path.iterdir()] == ["b"]
        assert (tmp_path / "b" / "x").read_bytes() == b"words"

    @pytest.mark.parametrize("alone", [True, False])
    @pytest.mark.parametrize("kind", ["empty", "full", "file"])
    def test_a_name_that_is_taken_stays_as_it_is(self, tmp_path, monkeypatch, kind, alone) -> None:
        if not alone:
            self.without_the_call(monkeypatch)
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "x").write_bytes(b"words")
        if kind == "file":
            (tmp_path / "b").write_bytes(b"other")
        else:
            (tmp_path / "b").mkdir()
        if kind == "full":
            (tmp_path / "b" / "y").write_bytes(b"other")
        with pytest.raises(FileExistsError):
            Disk().move_new(str(tmp_path / "a"), str(tmp_path / "b"))
        assert (tmp_path / "a" / "x").read_bytes() == b"words"
        assert kind != "full" or (tmp_path / "b" / "y").read_bytes() == b"other"
        assert kind != "empty" or list((tmp_path / "b").iterdir()) == []

    def without_the_call(self, monkeypatch) -> None:
        """A system whose library has no call that moves alone."""
        monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: types.SimpleNamespace())

    def test_without_that_call_the_name_is_taken_first(self, tmp_path, monkeypatch) -> None:
        self.without_the_call(monkeypatch)
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "x").write_bytes(b"words")
        made = Calls()
        real = os.mkdir
        monkeypatch.setattr(os, "mkdir", lambda *words: (made(*words), real(*words)))
        Disk().move_new(str(tmp_path / "a"), str(tmp_path / "b"))
        assert made == [(str(tmp_path / "b"), 0o700)]
        assert (tmp_path / "b" / "x").read_bytes() == b"words"
        assert not (tmp_path / "a").exists()

    def test_a_move_that_fails_gives_the_name_back(self, tmp_path, monkeypatch) -> None:
        self.without_the_call(monkeypatch)
        with pytest.raises(FileNotFoundError):
            Disk().move_new(str(tmp_path / "nothing"), str(tmp_path / "b"))
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("error", "other_way"), [(errno.EINVAL, True), (errno.ENOSYS, True), (errno.EACCES, False)]
    )
    def test_what_the_call_answers_decides_about_the_other_way(self, tmp_path, monkeypatch, error, other_way) -> None:
        """Some file systems lack it (the other way is taken), others refuse the move (it is refused)."""
        asked = Calls()
        library = types.SimpleNamespace(renameat2=lambda *words: asked(*words) or -1)
        monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: library)
        monkeypatch.setattr("ctypes.get_errno", lambda: error)
        (tmp_path / "a").mkdir()
        old, new = str(tmp_path / "a"), str(tmp_path / "b")
        if other_way:
            Disk().move_new(old, new)
            assert os.path.isdir(new)
        else:
            with pytest.raises(PermissionError) as caught:
                Disk().move_new(old, new)
            assert (caught.value.errno, caught.value.strerror, caught.value.filename) == (
                error,
                os.strerror(error),
                new,
            )
            assert os.path.isdir(old)
        assert asked == [(-100, os.fsencode(old), -100, os.fsencode(new), 1)]

    def test_the_library_is_asked_for_its_error(self, tmp_path, monkeypatch) -> None:
        opened = []

        def library(*words, **more):
            opened.append((words, more))
            return types.SimpleNamespace(renameat2=lambda *_: 0)

        monkeypatch.setattr("ctypes.CDLL", library)
        Disk().move_new("a", "b")
        assert opened == [((None,), {"use_errno": True})]

    def test_a_mac_has_a_call_of_its_own(self, monkeypatch) -> None:
        asked = Calls()
        library = types.SimpleNamespace(renamex_np=asked)
        monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: library)
        monkeypatch.setattr(sys, "platform", "darwin")
        Disk().move_new("a", "b")
        assert asked == [(b"a", b"b", 4)]

    def test_windows_moves_to_new_names_only_by_itself(self, monkeypatch) -> None:
        asked = Calls()
        monkeypatch.setattr(disks, "WINDOWS", True)
        monkeypatch.setattr(os, "rename", asked)
        Disk().move_new("a", "b")
        assert asked == [("a", "b")]


class TestReserving:
    def test_the_file_keeps_its_size(self, path) -> None:
        fd = os.open(path, os.O_RDWR)
        before = os.fstat(fd)
        kept = Disk().reserve(fd, 1 << 20)
        after = os.fstat(fd)
        os.close(fd)
        assert after.st_size == before.st_size
        assert kept == (after.st_blocks * 512 >= 1 << 20)

    def test_the_call_says_where_and_how_much(self, monkeypatch) -> None:
        asked: list[Any] = []

        def fallocate(fd: int, mode: int, start: Any, length: Any) -> int:
            asked.append((fd, mode, start.value, length.value))
            return 0

        monkeypatch.setattr(
            "ctypes.CDLL", lambda name: types.SimpleNamespace(fallocate=fallocate) if name is None else None
        )
        assert Disk().reserve(7, 4096) is True
        assert asked == [(7, 1, 0, 4096)]

    @pytest.mark.parametrize("library", [types.SimpleNamespace(), types.SimpleNamespace(fallocate=lambda *_: -1)])
    def test_a_system_that_cannot_says_so_and_stops_nothing(self, monkeypatch, library) -> None:
        monkeypatch.setattr("ctypes.CDLL", lambda _: library)
        assert Disk().reserve(7, 4096) is False

    def test_a_system_whose_library_does_not_open_reserves_nothing(self, monkeypatch) -> None:
        def refuse(_name: None) -> None:
            raise OSError(errno.ENOENT, "no library")

        monkeypatch.setattr("ctypes.CDLL", refuse)
        assert Disk().reserve(7, 4096) is False

    def test_other_systems_and_no_wish_reserve_nothing(self, monkeypatch) -> None:
        monkeypatch.setattr("ctypes.CDLL", pytest.fail)
        assert Disk().reserve(7, 0) is False
        monkeypatch.setattr(sys, "platform", "darwin")
        assert Disk().reserve(7, 4096) is False

    def test_giving_back_never_cuts_what_somebody_else_wrote(self, path) -> None:
        fd = os.open(path, os.O_RDWR)
        Disk().give_back(fd, 3)
        assert Path(path).read_bytes() == b"words"
        cut = os.fstat(fd).st_size
        Disk().give_back(fd, cut)
        assert Path(path).read_bytes() == b"words"
        os.close(fd)
        Disk().give_back(fd, 5)

    def test_what_is_given_back_is_what_lies_behind_the_end(self, path, monkeypatch) -> None:
        asked = Calls()
        monkeypatch.setattr(os, "ftruncate", asked)
        fd = os.open(path, os.O_RDWR)
        Disk().give_back(fd, 5)
        os.close(fd)
        assert asked == [(fd, 5)]


class TestLocking:
    def test_a_lock_is_seen_by_others_until_its_file_is_closed(self, path) -> None:
        disk = Disk()
        fd, other = os.open(path, os.O_RDWR), os.open(path, os.O_RDWR)
        assert not disk.is_locked(path)
        assert disk.lock(fd) is True
        assert disk.is_locked(path)
        assert disk.lock(other) is False
        disk.close(fd)
        assert not disk.is_locked(path)
        disk.close(other)

    def test_asking_leaves_no_lock_and_no_file_open(self, path) -> None:
        before = len(os.listdir("/proc/self/fd"))
        assert not Disk().is_locked(path)
        assert len(os.listdir("/proc/self/fd")) == before
        fd = os.open(path, os.O_RDWR)
        assert Disk().lock(fd)
        os.close(fd)

    def test_two_that_ask_at_once_do_not_take_each_other_for_a_window(self, path) -> None:
        fd = os.open(path, os.O_RDONLY)
        fcntl.flock(fd, fcntl.LOCK_SH)
        assert not Disk().is_locked(path)
        os.close(fd)

    def test_what_cannot_be_opened_is_not_locked(self, tmp_path) -> None:
        os.symlink("/dev/null", tmp_path / "link")
        assert not Disk().is_locked(str(tmp_path / "link"))
        assert not Disk().is_locked(str(tmp_path / "none"))

    def test_a_pipe_under_the_name_does_not_hang_the_question(self, tmp_path) -> None:
        os.mkfifo(tmp_path / "pipe")
        code = f"from interviewer.session.disk import Disk, read_file; print(Disk().is_locked({str(tmp_path / 'pipe')!r}))\n"
        code += f"try: read_file({str(tmp_path / 'pipe')!r})\nexcept OSError as error: print(error.errno)"
        asked = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=20, check=True)
        assert asked.stdout.split() == [b"False", str(errno.ESTALE).encode()]

    def test_what_bears_the_name_is_opened_without_waiting_for_it_or_following_it(self, path, monkeypatch) -> None:
        real, flags = os.open, []

        def opened(name: str, given: int) -> int:
            flags.append(given)
            return real(name, given)

        monkeypatch.setattr(os, "open", opened)
        Disk().is_locked(path)
        read_file(path)
        read_plain(path, 5)
        waits = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
        assert flags == [waits | os.O_NOFOLLOW, waits, waits | os.O_NOFOLLOW]

    @pytest.mark.parametrize(("error", "held"), [(errno.EAGAIN, True), (errno.EACCES, True), (errno.ENOLCK, False)])
    def test_a_drive_without_locks_holds_nothing(self, path, monkeypatch, error, held) -> None:
        asked = Calls(error)
        monkeypatch.setattr(fcntl, "flock", asked)
        assert Disk().is_locked(path) is held
        assert asked[0][1] == fcntl.LOCK_SH | fcntl.LOCK_NB
        assert Disk().lock(7) is False
        assert asked[1] == (7, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def test_a_system_without_the_library_locks_nothing(self, monkeypatch) -> None:
        monkeypatch.setitem(sys.modules, "fcntl", None)
        assert Disk().lock(7) is False

    def windows(self, monkeypatch: pytest.MonkeyPatch, error: int = 0) -> Calls:
        """Windows, where locks are of bytes and keep readers away."""
        asked = Calls(error)
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=asked, LK_NBLCK=2))
        return asked

    def test_windows_locks_a_byte_that_no_journal_reaches(self, path, monkeypatch) -> None:
        asked = self.windows(monkeypatch)
        fd = os.open(path, os.O_RDWR)
        assert Disk().lock(fd) is True
        assert asked == [(fd, 2, 1)]
        assert os.lseek(fd, 0, os.SEEK_CUR) == 0x7FFF0000
        os.close(fd)

    @pytest.mark.parametrize("error", [0, errno.EACCES])
    def test_windows_knows_a_window_by_the_same_byte(self, path, monkeypatch, error) -> None:
        self.windows(monkeypatch, error)
        assert Disk().is_locked(path) is (error != 0)


def test_a_system_without_that_library_reserves_nothing(monkeypatch):
    monkeypatch.setitem(sys.modules, "ctypes", None)
    assert Disk().reserve(7, 4096) is False


def test_a_file_that_others_laid_there_is_read_if_it_is_plain_and_small(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"words")
    before = len(os.listdir("/proc/self/fd"))
    assert read_plain(path, 5) == b"words"
    assert refusal(path, 4) == (errno.EFBIG, "too large")
    (tmp_path / "link").symlink_to(path)
    assert refusal(tmp_path / "link", 5) == (errno.ELOOP, "a link")
    os.mkfifo(tmp_path / "pipe")
    for other in ("pipe", "."):
        assert refusal(tmp_path / other, 5) == (errno.ESTALE, "this is no plain file")
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize("words", [b"", b"w", b"words"])
def test_files_of_any_size_are_read_whole(tmp_path, words):
    (tmp_path / "file").write_bytes(words)
    assert read_file(str(tmp_path / "file")) == read_plain(tmp_path / "file", 5) == words


def refusal(path: Path, most: int) -> tuple[int | None, str | None]:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - the number and the words are looked at
        read_plain(path, most)
    return caught.value.errno, caught.value.strerror


def test_a_link_that_is_laid_there_behind_the_look_is_not_followed_either(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"words")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    monkeypatch.setattr(os.path, "islink", lambda _path: False)
    assert refusal(tmp_path / "link", 5)[0] == errno.ELOOP


def test_a_file_is_read_to_its_end_however_little_the_system_gives_at_once(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"words")
    real = os.read
    monkeypatch.setattr(os, "read", lambda fd, size: real(fd, min(size, 2)))
    assert read_plain(path, 5) == b"words"
    monkeypatch.setattr(disks, "plain_size", lambda _fd: 4)
    assert refusal(path, 4) == (errno.EFBIG, "too large")


def test_a_file_that_grows_while_it_is_read_is_too_large(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"words and more words")
    monkeypatch.setattr(disks, "plain_size", lambda _fd: 5)
    with pytest.raises(OSError, match="too large"):
        read_plain(path, 5)


@pytest.mark.parametrize("given", [b"other words", None])
def test_a_name_that_was_not_given_is_told_and_nothing_is_left_beside_it(tmp_path, given):
    target, fresh = tmp_path / "file", tmp_path / ".file.part"
    if given is not None:
        target.write_bytes(given)
    with pytest.raises(OSError, match=rf"^\[Errno {errno.EIO}\] {os.strerror(errno.EIO)}$"):
        write_named(Disk(), str(fresh), str(target), b"words", lambda _fresh: None)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([given] if given is not None else [])
