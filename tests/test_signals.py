"""A program that reads lines is stopped only while it waits for one."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interviewer.screens.terminal.signals import Hangup, stopping

ROOT = Path(__file__).resolve().parent.parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals between processes are POSIX")
PROGRAM = """
import sys, time
from interviewer.screens.terminal.signals import Hangup, stopping
with stopping() as stop:
    try:
        print("ready", flush=True)
        while line := stop.readline(sys.stdin):
            print("writing", flush=True)
            until = time.monotonic() + 0.5
            while time.monotonic() < until:
                pass
            print("written", line.strip(), flush=True)
        print("end", flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    except Hangup:
        print("hung up", flush=True)
"""


def reader() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, bufsize=1
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


@POSIX
def test_ctrl_backslash_ends_nothing() -> None:
    with reader() as process:
        assert process.stdout is not None
        process.send_signal(signal.SIGQUIT)
        tell(process, "un")
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGQUIT)
        assert process.stdout.readline() == "written un\n"
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == "hung up\n"


@POSIX
@pytest.mark.parametrize(("name", "said"), [("SIGTERM", "hung up"), ("SIGHUP", "hung up"), ("SIGINT", "interrupted")])
def test_a_signal_while_writing_waits_until_the_record_is_written(name: str, said: str) -> None:
    with reader() as process:
        assert process.stdout is not None
        tell(process, "un")
        assert process.stdout.readline() == "writing\n"
        process.send_signal(getattr(signal, name))
        assert process.stdout.read() == f"written un\n{said}\n"
        assert process.wait(10) == 0


@POSIX
@pytest.mark.parametrize(("name", "said"), [("SIGTERM", "hung up"), ("SIGHUP", "hung up"), ("SIGINT", "interrupted")])
def test_a_signal_while_waiting_stops_at_once(name: str, said: str) -> None:
    with reader() as process:
        assert process.stdout is not None
        time.sleep(0.1)
        process.send_signal(getattr(signal, name))
        assert process.stdout.read() == f"{said}\n"


def test_lines_come_as_they_are_and_end_with_nothing() -> None:
    with stopping() as stop:
        lines = io.StringIO("un\n\ndeux")
        assert [stop.readline(lines) for _ in range(4)] == ["un\n", "\n", "deux", ""]


def test_inside_another_one_it_is_the_same_and_the_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stopping() as outer:
        with stopping() as inner:
            assert inner is outer
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_hangup_is_asked_again_each_time_and_outlives_an_interrupt() -> None:
    with stopping() as stop:
        stop.heard(signal.SIGTERM)
        stop.heard(signal.SIGINT)
        for _ in range(2):
            with pytest.raises(Hangup):
                stop.check()


def test_an_interrupt_is_acted_on_once() -> None:
    with stopping() as stop:
        stop.heard(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            stop.check()
        stop.check()


@POSIX
def test_what_the_program_was_started_to_ignore_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping():
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
