"""The system calls themselves fail (LD_PRELOAD), under the real disk of a real process. Needs Linux and a C compiler."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.session.folder import read_session_records

ROOT = Path(__file__).resolve().parent.parent
COMPILER = shutil.which("cc") if sys.platform == "linux" else None
pytestmark = pytest.mark.skipif(COMPILER is None, reason="needs Linux and a C compiler")


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    """The library that makes calls fail, built for this machine."""
    made: Path = tmp_path_factory.mktemp("library") / "failing_calls.so"
    source = ROOT / "tests" / "faults" / "failing_calls.c"
    built = subprocess.run(
        [str(COMPILER), "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"],
        capture_output=True,
        check=False,
    )
    if built.returncode:
        pytest.skip("the C compiler can't build a library here")
    return made


def save(library: Path, folders: list[Path], **fault: object) -> tuple[set[str], set[str]]:
    """Four turns by a program under that fault: the ids it called saved, and those it called not saved."""
    wishes = {f"FAIL_{name.upper()}": str(value) for name, value in fault.items()}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.writer", "s1", "4", "9", *map(str, folders)],
        cwd=ROOT,
        env={**os.environ, **wishes, "LD_PRELOAD": str(library), "FAIL_UNDER": str(folders[0].parent.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines() if line != "REFUSED"]
    return ({words[1] for words in lines if words[0] == "ACK"}, {words[1] for words in lines if words[0] == "NAK"})


CASES = [
    *(("write", way, errno.ENOSPC) for way in ("once", "forever", "short")),
    ("fdatasync", "once", errno.EIO),
    ("fdatasync", "forever", errno.EIO),
    ("fsync", "once", errno.EIO),
    ("fsync", "forever", errno.EIO),
]


@pytest.mark.parametrize(("call", "way", "error"), CASES)
def test_no_turn_that_was_called_saved_is_lost(tmp_path, library, call, way, error):
    met = 0
    for nth in (1, 2, 3, 5):
        folders = [tmp_path / str(nth) / "home" / "s1", tmp_path / str(nth) / "state" / "s1"]
        (tmp_path / str(nth)).mkdir()
        told, refused = save(library, folders, call=call, nth=nth, errno=error, way=way)
        found = {record.event.id for record in read_session_records(folders, "s1").records}
        assert told <= found
        if way == "once":
            assert (len(told), refused) == (4, set())
        met += bool(refused) or len(told) < 4
    assert met or way in ("once", "short")


def test_the_library_makes_the_call_fail(tmp_path, library):
    """Without it the test above would prove nothing."""
    (tmp_path / "x").mkdir()
    folders = [tmp_path / "x" / "home" / "s1"]
    told, refused = save(library, folders, call="fdatasync", nth=2, errno=errno.EIO, way="forever")
    assert (len(told), len(refused)) == (0, 4)
    assert len(list(folders[0].iterdir())) > 1
