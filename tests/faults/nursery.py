"""A nursery: it imports the real program once, and each trial is a copy of it (fork) with its own streams, folder and limits.

A trial costs some 30 ms instead of 300, so that every call and every byte can fail under the program itself. POSIX only.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, NoReturn, Self

ROOT = Path(__file__).resolve().parent.parent.parent
# What the verbs of the trials need; imported, never called, before the copies are made.
WARM = (
    *("interviewer.cli", "interviewer.commands.run", "interviewer.commands.code", "interviewer.commands.export"),
    *("interviewer.commands.doctor", "interviewer.commands.codebook.add", "interviewer.screens.interview.holding"),
    *("interviewer.screens.coding.walk", "interviewer.screens.coding.table_of_marks", "interviewer.coding.desk_ways"),
    *("interviewer.screens.coding_room.opening", "interviewer.screens.coding.asked", "interviewer.guide.kept"),
    *(
        "interviewer.export.write",
        "interviewer.export.tables",
        "interviewer.export.marks_file",
        "interviewer.guide.read",
    ),
    *(
        "interviewer.study.doctor",
        "interviewer.study.carrying",
        "interviewer.study.settings",
        "interviewer.coding.marks",
    ),
    *("interviewer.screens.codebook.adding", "interviewer.screens.pages.exported", "interviewer.guide.quality.rules"),
    *(
        "interviewer.screens.messages.journal",
        "interviewer.screens.messages.session",
        "interviewer.screens.terminal.keyboard",
    ),
    *(
        "interviewer.screens.messages.coding",
        "interviewer.screens.messages.study",
        "interviewer.screens.messages.export",
    ),
    *(
        "prompt_toolkit.shortcuts",
        "yaml",
        "ctypes",
        "json",
        "csv",
        "tests.faults.broken",
        "interviewer.study.private.ring",
    ),
    *(
        "interviewer.screens.withdrawing",
        "interviewer.screens.travelling",
        "interviewer.screens.bringing.answers",
        "interviewer.screens.scanning.opening",
        "interviewer.screens.coding.editing_opening",
        "interviewer.screens.pages.redaction",
        "interviewer.study.withdrawal.redaction",
        "interviewer.screens.opening_keys",
        "interviewer.screens.laying_out",
        "interviewer.screens.names.adding",
    ),
)
LONGEST = 1 << 20


class Done(NamedTuple):
    """How a trial ended (minus the signal's number when one ended it), and what it wrote."""

    code: int
    out: str
    err: str


class Child:
    """A program that runs."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.pid = pid
        self.code: int | None = None
        self._nursery = nursery

    def signal(self, number: int) -> None:
        """Send it a signal; nothing when it has ended."""
        if self.code is None:
            os.kill(self.pid, number)

    def kill(self) -> int:
        """End it at once."""
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self, seconds: float = 60) -> int:
        """Its exit code; it is killed when it takes longer."""
        if self.code is None:
            self.code = self._nursery.ask({"wait": self.pid, "seconds": seconds})["code"]
        assert self.code is not None
        return self.code


class Heard:
    """What a program writes, through pipes: no limit on the size of files concerns them. `ends` are its ends."""

    def __init__(self) -> None:
        (self._out, out), (self._err, err) = os.pipe(), os.pipe()
        self.ends: tuple[int, ...] = (out, err)
        self.said = {self._out: b"", self._err: b""}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close_ends()
        for fd in (self._out, self._err):
            os.close(fd)

    def _close_ends(self) -> None:
        for fd in self.ends:
            os.close(fd)
        self.ends = ()

    def until(self, moment: float) -> bool:
        """Listen until then; False when the program has closed both."""
        self._close_ends()
        open_ones = set(self.said)
        while open_ones and (left := moment - time.monotonic()) > 0:
            for fd in select.select([*open_ones], [], [], left)[0]:
                more = os.read(fd, LONGEST)
                self.said[fd] += more
                if not more:
                    open_ones.discard(fd)
        return bool(open_ones)

    def all(self, seconds: float, child: Child) -> tuple[str, str]:
        """All that it says until it ends, by which it is helped after so many seconds."""
        if self.until(time.monotonic() + seconds):
            child.signal(signal.SIGKILL)
            self.until(time.monotonic() + 5)
        return self.texts()

    def texts(self) -> tuple[str, str]:
        """What was heard so far on standard output and standard error."""
        out, err = self.said.values()
        return out.decode("utf-8", "replace"), err.decode("utf-8", "replace")


class Nursery:
    """Where trials are born; `library` is put under all of them (LD_PRELOAD)."""

    def __init__(self, library: Path | None = None) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        preload = {"LD_PRELOAD": str(library)} if library else {}
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-m", "tests.faults.nursery", str(theirs.fileno())],
            cwd=ROOT,
            pass_fds=(theirs.fileno(),),
            env={**os.environ, **preload},
        )
        theirs.close()
        self._heard = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()
        self._process.wait(20)

    def ask(self, wish: Mapping[str, Any], streams: Sequence[int] = ()) -> dict[str, Any]:
        """Send one wish and wait for its answer."""
        line = json.dumps(wish).encode() + b"\n"
        if streams:
            socket.send_fds(self._line, [line[:1]], streams)
            line = line[1:]
        self._line.sendall(line)
        while b"\n" not in self._heard:
            more = self._line.recv(LONGEST)
            assert more, "the nursery is gone"
            self._heard += more
        answer, self._heard = self._heard.split(b"\n", 1)
        return dict(json.loads(answer))

    def born(
        self,
        argv: Sequence[str],
        streams: Sequence[int],
        cwd: Path,
        env: Mapping[str, str] | None = None,
        *,
        broken: str = "",
        limit: int | None = None,
    ) -> Child:
        """Start `interviewer ARGV` with these three streams. `limit` is the size that its files may have.

        `broken` names one of the programs of `broken.py`, which must lose words.
        """
        wish = {"argv": [*argv], "cwd": str(cwd), "env": dict(env or {}), "broken": broken, "limit": limit}
        return Child(self, int(self.ask(wish, streams)["pid"]))

    def run(
        self,
        argv: Sequence[str],
        cwd: Path,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        *,
        broken: str = "",
        limit: int | None = None,
        seconds: float = 60,
    ) -> Done:
        """Start it, wait for its end, and give what it wrote."""
        with tempfile.TemporaryFile() as given, Heard() as heard:
            given.write(stdin.encode())
            given.seek(0)
            streams = (given.fileno(), *heard.ends)
            child = self.born(argv, streams, cwd, env, broken=broken, limit=limit)
            out, err = heard.all(seconds, child)
            return Done(child.wait(seconds), out, err)


# --- inside ---------------------------------------------------------------------------------------------------------


def _serve(line: socket.socket) -> dict[str, Any]:
    """Answer wishes until the line is closed; in a copy, return the wish that it was made for."""
    heard = b""
    streams: list[int] = []
    while True:
        if b"\n" not in heard:
            more, fds, _flags, _from = socket.recv_fds(line, LONGEST, 3)
            if not more:
                os._exit(0)
            heard += more
            streams += fds
            continue
        text, heard = heard.split(b"\n", 1)
        wish: dict[str, Any] = json.loads(text)
        if "wait" in wish:
            answer = {"code": _ended(wish["wait"], wish["seconds"])}
        else:
            pid = os.fork()
            if not pid:
                line.close()
                wish["streams"] = streams
                return wish
            for fd in streams:
                os.close(fd)
            streams = []
            answer = {"pid": pid}
        line.sendall(json.dumps(answer).encode() + b"\n")


def _ended(pid: int, seconds: float) -> int:
    until, pause = time.monotonic() + seconds, 0.0005
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.005)


def _become(wish: dict[str, Any]) -> NoReturn:
    """Be the program that was wished for, to its end."""
    for to, fd in enumerate(wish["streams"]):
        os.dup2(fd, to)
    os.closerange(3, 64)
    os.chdir(wish["cwd"])
    os.environ.update(wish["env"])
    _open_streams()
    if wish["limit"] is not None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (wish["limit"], wish["limit"]))
    if secret := os.environ.pop("FAULTS_SECRET", ""):
        from interviewer.study.private import places, team_key

        words = secret.split()
        team_key.unlock(places.Recipients(*words[1:]), words[0])
    if keys := os.environ.pop("FAULTS_TYPED", ""):
        _typed(*keys.split())
    if wish["broken"]:
        from tests.faults.broken import break_it

        break_it(wish["broken"])
    sys.argv = ["interviewer", *wish["argv"]]
    from interviewer.__main__ import run

    run()
    sys.exit(0)


def _typed(team: str, paper: str) -> None:
    """As if somebody had typed these new keys at a keyboard; what locks the team's key is cheap, and no agent keeps it."""
    from interviewer.privacy import age
    from interviewer.screens import founding
    from interviewer.study.private import agent
    from tests.quick_lock import lock
    from tests.sealed import PASSPHRASE

    made = (age.identity(team), age.identity(paper), PASSPHRASE)
    vars(founding)["made_keys"] = lambda _paper, **_how: made
    vars(age)["lock"] = lock
    vars(agent)["start"] = lambda *_given: False


def _open_streams() -> None:
    """Streams of one's own, as a program that begins has them."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115


if __name__ == "__main__":
    for name in WARM:
        import_module(name)
    gc.collect()
    gc.freeze()
    _become(_serve(socket.socket(fileno=int(sys.argv[1]))))
