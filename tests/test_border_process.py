"""What the program leaves around it: no core dump, no socket, no file that others may open."""

import resource
import socket
import subprocess
import sys

import pytest

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither limits nor modes")
BREAK_DOWN = """
import os, sys
from interviewer.__main__ import run
sys.argv = ["interviewer", "--help"]
try:
    run()
except SystemExit:
    os.abort()
"""


@POSIX
def test_a_program_that_breaks_down_leaves_no_image_of_its_memory(tmp_path):
    """Nor is one handed to another program: at a limit of one byte Linux hands none (at a limit of nothing it would)."""
    done = subprocess.run(
        [sys.executable, "-c", BREAK_DOWN], cwd=tmp_path, capture_output=True, check=False, preexec_fn=_any_size
    )
    assert done.returncode < 0
    assert not list(tmp_path.iterdir())


def _any_size() -> None:
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


@POSIX
def test_the_limit_of_core_dumps_is_what_linux_takes_for_none_at_all(tmp_path):
    asked = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    program = BREAK_DOWN.replace("os.abort()", asked)
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ("(1, 1)" if sys.platform == "linux" else "(0, 0)")


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_the_suite_itself_can_open_no_internet_socket(family, offline):
    for forbidden in (lambda: socket.socket(family), lambda: socket.getaddrinfo("localhost", 80)):
        with pytest.raises(BaseException, match=r"socket\.") as refusal:
            forbidden()
        assert refusal.typename == "InternetForbiddenError"
    offline.unlink()  # meant, so it is no fault of this test
    left, right = socket.socketpair()
    left.close()
    right.close()


def test_nor_can_a_process_that_it_starts_and_swallowing_that_helps_nobody(tmp_path, offline):
    program = (
        "import socket\ntry:\n    socket.socket()\nexcept BaseException as error:\n    print(type(error).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "InternetForbiddenError\n"
    assert "socket.__new__" in offline.read_text(encoding="utf-8")
    offline.unlink()
