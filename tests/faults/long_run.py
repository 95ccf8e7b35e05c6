"""The harnesses of test_faults_process.py and test_line.py with more rounds: `python -m tests.faults.long_run [KILLS]`."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from interviewer.session.folder import read_session_records
from interviewer.session.line import Header, read_segment
from tests.faults.samples import segment_of, spoil, spoken
from tests.test_faults_process import LIMITED, ROOT, command, ids, saved_ids

LIVES = 10


def kills(count: int, place: Path) -> str:
    """Kill a program that saves without a pause, ten times in each session."""
    chance, saved, lost, faults = random.Random(11), 0, 0, set[str]()
    for session in range(count // LIVES):
        folder, told = place / str(session), set[str]()
        for life in range(LIVES):
            with subprocess.Popen(command(0, 400, folder), cwd=ROOT, stdout=subprocess.PIPE) as program:
                assert program.stdout is not None
                first = program.stdout.readline() if life % 4 else b""
                time.sleep(chance.uniform(0, 0.15))
                program.kill()
                told |= ids(first + program.stdout.read(), "ACK")
        found = read_session_records([folder], "s1")
        saved += len(told)
        lost += len(told - {record.event.id for record in found.records})
        faults |= {fault.rule for fault in found.faults}
    return f"{count} kills, {saved} turns called saved, {lost} lost, faults {sorted(faults)}"


def full_disks(step: int, place: Path) -> str:
    """Let files grow to each size only."""
    saved = refused = lost = loud = 0
    limits = range(0, 1400, step)
    for limit in limits:
        folders = [place / f"{limit}" / name / "s1" for name in ("home", "state")]
        argv = [sys.executable, "-B", "-c", LIMITED, str(limit), *map(str, folders)]
        done = subprocess.run(argv, cwd=ROOT, capture_output=True, check=False)
        told = ids(done.stdout, "ACK")
        saved += len(told)
        refused += len(ids(done.stdout, "NAK"))
        lost += len(told - saved_ids(*folders))
        loud += done.returncode != 0 or done.stderr != b""
    return (
        f"{len(limits)} sizes, {saved} turns called saved, {refused} called not saved, {lost} lost, {loud} tracebacks"
    )


def damage(seconds: float) -> str:
    """Read as many spoilt files as there is time for."""
    data = segment_of(spoken(5)) + segment_of(spoken(2), Header("p", run="other"))
    true = {record.event.id for record in read_segment(data).records}
    end, count, invented = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        segment = read_segment(spoil(data, random.Random(count)))
        invented += not {record.event.id for record in segment.records} <= true
        count += 1
    return f"{count} spoilt files, 0 exceptions, {invented} with an invented record"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(kills(int(sys.argv[1]) if len(sys.argv) > 1 else 200, Path(folder, "kills")), flush=True)
        print(full_disks(7, Path(folder, "full")), flush=True)
    print(damage(30), flush=True)
