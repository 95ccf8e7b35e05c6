"""A plain install: the wheel alone, in an empty environment, is enough for the whole path."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

UNREACHED = re.compile(
    r"No matching distribution|Could not find a version|Connection|Temporary failure|Network is unreach"
)


def pip(python: Path, *argv: str) -> None:
    """Run pip; skips, and says so, where no package index answers."""
    done = subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", "--retries", "1", *argv],
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},  # it may ask the package index
    )
    if done.returncode and UNREACHED.search(done.stderr):
        pytest.skip("no package index answers, so the wheel can't be built and installed here")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of an environment that holds the built wheel and what it needs, nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    pip(Path(sys.executable), "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    wheel = next(folder.glob("interviewer-*.whl"))
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip(programs / "python", "install", "--quiet", str(wheel))
    return programs / "interviewer"


def test_the_whole_path_from_a_plain_install(installed: Path, tmp_path: Path) -> None:
    def interviewer(*argv: str, stdin: str = "", code: int = 0) -> str:
        done = subprocess.run(
            [installed, *argv], input=stdin, cwd=tmp_path / "etude", capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    (tmp_path / "etude").mkdir()
    interviewer("init")
    laid = (tmp_path / "etude" / "guides" / "benevoles.yaml").read_bytes()
    assert laid.partition(b"\n")[2] == (ROOT / "guides" / "benevoles.yaml").read_bytes()
    assert interviewer("schema", "guide").encode() == (tmp_path / "etude/guides/guide.schema.json").read_bytes()
    assert interviewer("check") == ""
    words = "C'était l'hiver ; « on cherche deux bras »."
    session = interviewer("run", "benevoles", stdin=f"oui\noui\noui\nnon\nnon\n{words}\n").strip()
    assert words in interviewer("show", session)
    assert words in interviewer("export", "--out", "-", "--for", "machine")
    assert interviewer("list").count(session) == 1
    interviewer("doctor")
