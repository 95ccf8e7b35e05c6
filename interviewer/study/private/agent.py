"""The agent: a process that keeps a study's secret key in memory for one terminal, a quarter of an hour, and hands it to our own verbs.

It listens on a Unix socket in a folder that only its owner enters, answers processes of the same user and the same
terminal session, and ends by itself: when its time is over (time during which the machine sleeps counts), when the terminal is closed,
on `lock`, on SIGTERM and SIGHUP. Nothing of it is ever on a disk. Where there are no such sockets (Windows) there is no
agent, and the passphrase is asked for each time. This is the only file that opens a socket, and a Unix one at that.
"""

import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, NoReturn

from interviewer.ids import stable_id
from interviewer.session.folder import state_home
from interviewer.study.private import places
from interviewer.study.private.places import Recipients

MINUTES, MOST_MINUTES = 15, 60
GIVE, END = b"give\n", b"lock\n"
PATIENCE = 1.0
LOOK = 5.0
"""Seconds after which it looks whether the terminal is still there."""
LONGEST = 100
"""Bytes of a path that every system takes for a socket."""
MOST = 4096
FAR = 200
DEVICE, BEGUN = 4, 19
"""Of the fields that `_fields` gives: the terminal's device, and when the process began."""
START = (
    "import sys; sys.path[:] = sys.argv[2:]; from interviewer.study.private.agent import serve; "
    "serve(float(sys.argv[1]))"
)


class Terminal(NamedTuple):
    """What one terminal's processes have in common: the number of their session, and of its device (0 for none)."""

    session: int
    device: int


def ask(recipients: Recipients) -> str:
    """The secret key that the agent of this terminal keeps; empty without one."""
    return _told(recipients, GIVE)


def end(recipients: Recipients) -> bool:
    """Have the agent of this terminal end; says whether there was one."""
    return bool(_told(recipients, END))


def start(recipients: Recipients, secret: str, minutes: float = MINUTES) -> bool:
    """Have a new process keep the key for this terminal; says whether that can be done here."""
    end(recipients)
    folder = _folder(recipients) if hasattr(socket, "AF_UNIX") and hasattr(os, "posix_spawn") else None
    if folder is None:
        return False
    try:
        places.make(folder)
        listening = _listen(folder / _name(recipients))
    except OSError:
        return False
    reading, writing = os.pipe()
    try:
        with listening:
            _spawn(listening.fileno(), reading, minutes)
        os.write(writing, f"{folder / _name(recipients)}\n{secret}\n".encode())
    except OSError:
        return False
    finally:
        os.close(reading)
        os.close(writing)
    return True


def _spawn(listening: int, reading: int, minutes: float) -> None:
    argv = [sys.executable, "-c", START, str(minutes), *(path for path in sys.path if path)]
    with open(os.devnull, "r+b") as nothing:
        # First to numbers that stand in nobody's way, then to those that the new process looks for.
        ends = ((reading, 0), (nothing.fileno(), 1), (nothing.fileno(), 2), (listening, 3))
        away = [(os.POSIX_SPAWN_DUP2, old, FAR + new) for old, new in ends]
        back = [(os.POSIX_SPAWN_DUP2, FAR + new, new) for _old, new in ends]
        shut = [(os.POSIX_SPAWN_CLOSE, FAR + new) for _old, new in ends]
        os.posix_spawn(sys.executable, argv, _environment(), file_actions=[*away, *back, *shut])


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}


def serve(minutes: float) -> NoReturn:
    """What the new process does: read the key from its standard input, hand it out until its time is over, end."""
    _shut_in()
    terminal = _terminal()
    with suppress(OSError):
        os.setsid()
    with open(0, "rb", closefd=False) as given:
        place, _end, secret = given.read().partition(b"\n")
    path = Path(os.fsdecode(place))
    mine = os.stat(path) if path.exists() else None
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    until = _clock() + minutes * 60
    try:
        with socket.socket(fileno=3) as listening:
            while _clock() < until and _is_there(terminal.session):
                listening.settimeout(max(0.01, min(LOOK, until - _clock())))
                with suppress(TimeoutError, BlockingIOError):
                    if not _answer(listening, secret.strip(), terminal, lambda: _clock() < until):
                        break
    finally:
        _take_away(path, mine)
    os._exit(0)


def _answer(listening: socket.socket, secret: bytes, terminal: Terminal, in_time: Callable[[], bool]) -> bool:
    """Answer one who asks; whether to go on."""
    asking, _address = listening.accept()
    with asking, suppress(OSError):
        asking.settimeout(PATIENCE)
        if not _is_ours(asking, terminal):
            return True
        wanted = asking.recv(len(GIVE))
        if wanted == END:
            asking.sendall(b"ended\n")
            return False
        if wanted == GIVE and in_time():
            asking.sendall(secret + b"\n")
    return True


def _told(recipients: Recipients, wanted: bytes) -> str:
    if not hasattr(socket, "AF_UNIX"):
        return ""
    folder = _folder(recipients)
    if folder is None or not (folder / _name(recipients)).exists():
        return ""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking, Reached(folder) as place:
            asking.settimeout(PATIENCE)
            asking.connect(f"{place}/{_name(recipients)}")
            if not _is_ours(asking):
                return ""
            asking.sendall(wanted)
            said = b""
            while not said.endswith(b"\n") and len(said) < MOST and (part := asking.recv(MOST)):
                said += part
        return said.decode().strip()
    except (OSError, UnicodeDecodeError):
        return ""


class Reached:
    """A folder under a name that is short enough for a socket's path."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._open = folder, -1

    def __enter__(self) -> str:
        if sys.platform != "linux":
            return str(self._folder)
        self._open = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        return f"/proc/self/fd/{self._open}"

    def __exit__(self, *_: object) -> None:
        if self._open >= 0:
            os.close(self._open)


def _listen(path: Path) -> socket.socket:
    """A new socket under that name, in the place of one that nobody listens to."""
    with suppress(FileNotFoundError):
        path.unlink()
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        with Reached(path.parent) as place:
            made.bind(f"{place}/{path.name}")
        made.listen(8)
    except OSError:
        made.close()
        raise
    finally:
        os.umask(before)
    return made


def _folder(recipients: Recipients) -> Path | None:
    """A folder that only its owner enters, short enough for a socket; None without one."""
    found = places.runtime_folder(recipients.team) or state_home() / "interviewer" / "agents"
    if sys.platform != "linux" and len(os.fsencode(found)) + len(_name(recipients)) >= LONGEST:
        return None
    if not found.is_dir():
        return found
    status = os.lstat(found)
    return found if status.st_uid == os.geteuid() and not status.st_mode & 0o077 else None


def _name(recipients: Recipients) -> str:
    """One for each study and terminal: session and device, and when the session began (numbers come again)."""
    session, device = terminal = _terminal()
    return f"agent-{stable_id(recipients.team, str(session), str(device), _begun(terminal))}"


def _terminal(process: int = 0) -> Terminal:
    """The terminal of a process, or of this one. OSError where there is no such process."""
    # The session alone is not enough: for all that was started from outside of a container its number is 0.
    fields = _fields(process or os.getpid())
    return Terminal(os.getsid(process), int(fields[DEVICE]) if fields else 0)


def _begun(terminal: Terminal) -> str:
    """When the first process of the session began, as far as the system tells."""
    fields = _fields(terminal.session)
    return fields[BEGUN] if fields else ""


def _fields(process: int) -> list[str]:
    """What Linux tells of a process, from its state on (proc_pid_stat(5)); empty elsewhere, and where there is none."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return []


def _is_there(session: int) -> bool:
    """Whether the terminal's session still has its first process; told so where the system doesn't say."""
    if not session:  # that process is not of this container
        return True
    try:
        return os.getsid(session) == session
    except ProcessLookupError:
        return False
    except OSError:
        return True


def _is_ours(other: socket.socket, terminal: Terminal | None = None) -> bool:
    """Whether the process at the other end is of this user (and of that terminal), as far as the system tells."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True  # the folder lets nobody else in
    raw = other.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    process, user, _group = struct.unpack("3i", raw)
    if user != os.geteuid():
        return False
    try:
        return terminal is None or _terminal(process) == terminal
    except OSError:
        return False


def _clock() -> float:
    """Seconds that go on while the machine sleeps, where there is such a clock."""
    # On macOS it is the other clock that goes on.
    return time.clock_gettime(time.CLOCK_BOOTTIME if hasattr(time, "CLOCK_BOOTTIME") else time.CLOCK_MONOTONIC)


def _shut_in() -> None:
    """No core dump, and no other process looks into this one's memory."""
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE


def _take_away(path: Path, mine: os.stat_result | None) -> None:
    """The socket's name, unless another agent has it by now."""
    with suppress(OSError):
        if mine is not None and os.path.samestat(mine, os.lstat(path)):
            path.unlink()
