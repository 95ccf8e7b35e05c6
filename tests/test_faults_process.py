"""The program is killed, or its files may grow no more: every turn that it had called saved is there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interviewer.session.folder import read_session_records

ROOT = Path(__file__).resolve().parent.parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="kill -9 and file-size limits of POSIX")


def command(count: int, size: int, *folders: Path) -> list[str]:
    return [sys.executable, "-m", "tests.faults.writer", "s1", str(count), str(size), *map(str, folders)]


def ids(told: bytes, word: str) -> set[str]:
    return {line.split()[1] for line in told.decode().splitlines() if line.startswith(word + " ")}


def saved_ids(*folders: Path) -> set[str]:
    return {record.event.id for record in read_session_records(folders, "s1").records}


@POSIX
def test_kill_9_in_bursts_loses_no_turn_that_was_called_saved(tmp_path):
    chance, told = random.Random(7), set[str]()
    torn = 0
    for life in range(10):
        with subprocess.Popen(command(0, 400, tmp_path), cwd=ROOT, stdout=subprocess.PIPE) as program:
            assert program.stdout is not None
            first = program.stdout.readline() if life % 4 else b""  # one in four is killed while it starts
            time.sleep(chance.uniform(0, 0.1))
            program.kill()
            told |= ids(first + program.stdout.read(), "ACK")
        found = read_session_records([tmp_path], "s1")
        assert told <= {record.event.id for record in found.records}
        assert {fault.rule for fault in found.faults} <= {"journal_torn"}
        torn = len(found.faults)
    assert len(told) > 20
    assert torn <= 10


LIMITED = """
import resource, runpy, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.argv[0] = "writer"
from tests.faults import writer
from pathlib import Path
writer.main("s1", 4, 8, [Path(folder) for folder in sys.argv[1:]])
"""


@POSIX
@pytest.mark.parametrize("limit", [0, 1, 150, 270, 300, 371, 500, 640, 700, 900, 1100])
def test_a_disk_that_is_full_at_any_byte_refuses_words_instead_of_losing_them(tmp_path, limit):
    folders = [tmp_path / "home" / "s1", tmp_path / "state" / "s1"]
    done = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED, str(limit), *map(str, folders)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    told, refused = ids(done.stdout, "ACK"), ids(done.stdout, "NAK")
    assert told <= saved_ids(*folders)
    assert len(told) + len(refused) == 4 or done.stdout == b"REFUSED\n"
    if limit <= 1:
        assert done.stdout == b"REFUSED\n"
        assert not any(folder.is_dir() and any(folder.iterdir()) for folder in folders)
    rules = {fault.rule for fault in read_session_records(folders, "s1").faults}
    assert rules <= {"journal_torn"}
