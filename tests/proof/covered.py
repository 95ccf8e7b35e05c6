"""Every branch of the files that may lose or expose a word: `python -m tests.proof.covered [GROUP]...` (`make coverage`).

Runs the tests of each group under coverage and ends with 1 unless each of its files is covered whole. It is no part of
`make test`: the tests run there already, and watching each branch of them takes as long again.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tests.proof.files import GROUPS

ROOT = Path(__file__).resolve().parent.parent.parent
WORK = ROOT / "build" / "coverage"


def main() -> int:
    """0 when every branch of every file was taken."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    wanted = parser.parse_args().groups or [*GROUPS]
    if unknown := {*wanted} - GROUPS.keys():
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    WORK.mkdir(parents=True, exist_ok=True)
    tested = [_run(name) for name in wanted]
    files = [file for name in wanted for file in GROUPS[name].files]
    _coverage("combine", "--quiet", *(f".coverage.{name}" for name in wanted))
    shown = _coverage(
        *("report", "--show-missing", "--skip-covered", "--fail-under=100", "--precision=2"),
        f"--include={','.join(str(ROOT / file) for file in files)}",
    )
    return 1 if any(tested) or shown else 0


def _run(name: str) -> int:
    tests = [str(ROOT / test) for test in GROUPS[name].tests]
    return _coverage("run", "--branch", f"--source={ROOT / 'interviewer'}", "-m", "pytest", *tests, data=name)


def _coverage(*words: str, data: str = "") -> int:
    place = WORK / (f".coverage.{data}" if data else ".coverage")
    env = os.environ | {"COVERAGE_FILE": str(place)}
    where = ROOT if data else WORK
    return subprocess.run([sys.executable, "-m", "coverage", *words], cwd=where, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
