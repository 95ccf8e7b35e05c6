"""A sealed world for every test, a laid-out study, and the command line as a function."""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import hypothesis
import pytest

from tests.no_network import sitecustomize as no_network

if TYPE_CHECKING:
    from tests.machines import Machines
    from tests.sealed import Sealed

# A busy machine is no reason to fail.
# The same examples for everybody: what is judged must not depend on chance. `HYPOTHESIS_PROFILE=searching` looks for new ones.
hypothesis.settings.register_profile("unhurried", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("searching", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "unhurried"))

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
# Nothing of the suite opens an internet socket: not this process, and not the Python processes that it starts.
NO_NETWORK = str(ROOT / "tests" / "no_network")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (NO_NETWORK, os.environ.get("PYTHONPATH", ""))))
IMPORTS = os.pathsep.join((NO_NETWORK, str(ROOT)))
SEALED = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "EDITOR", "VISUAL", "PAGER", "PYTHONIOENCODING")
LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


class Result(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


Cli = Callable[..., Result]


@pytest.fixture(autouse=True)
def sealed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of the test's own, English screens, no colour wishes, a git identity; returns the home."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("INTERVIEWER_", "XDG_", "GIT_", "TYPER_"))]:
        monkeypatch.delenv(name)
    for name in (*SEALED, *LOCALE):
        monkeypatch.delenv(name, raising=False)
    settings = {"HOME": home, "USERPROFILE": home, "APPDATA": home / "roaming", "LOCALAPPDATA": home / "local"}
    settings |= {"XDG_STATE_HOME": home / "state", "XDG_CONFIG_HOME": home / "config", "XDG_DATA_HOME": home / "data"}
    settings |= {"XDG_CACHE_HOME": home / "cache", "GIT_CONFIG_GLOBAL": home / "gitconfig"}
    for name, path in settings.items():
        monkeypatch.setenv(name, str(path))
    (home / "gitconfig").write_text(
        "[user]\n\tname = Test\n\temail = test@example.org\n[init]\n\tdefaultBranch = main\n"
    )
    words = {"INTERVIEWER_LANG": "en", "LC_ALL": "C.UTF-8", "COLUMNS": "80", "LINES": "24", "TERM": "dumb"}
    for name, word in (words | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "PYTHONUTF8": "1"}).items():
        monkeypatch.setenv(name, word)
    return home


@pytest.fixture(autouse=True)
def offline(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The test fails when anything reached for the internet, also where the refusal was swallowed; returns the list of attempts."""
    attempts = tmp_path_factory.mktemp("offline") / "attempts"
    monkeypatch.setenv("NO_NETWORK_LOG", str(attempts))
    yield attempts
    assert not attempts.exists(), f"{no_network.__name__}: {attempts.read_text(encoding='utf-8')}"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The screens speak English before and after each test, whatever language it asks for."""
    from interviewer.screens.words import use

    use("en")
    yield
    use("en")


@pytest.fixture(autouse=True)
def as_a_process_begins() -> Iterator[None]:
    """No test seals, or opens, by what another one's study asked for."""
    yield
    from interviewer.session.secrecy import PLAIN
    from interviewer.session.secrecy import use as hold

    hold(PLAIN)
    unlocked = sys.modules.get("interviewer.study.private.unlocked")
    if unlocked is not None:
        unlocked._secrets.clear()


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with the shipped guides and codebook; it is the working folder."""
    root = tmp_path / "study"
    (root / "sessions").mkdir(parents=True)
    shutil.copytree(ROOT / "guides", root / "guides")
    if (ROOT / "codebook.yaml").exists():
        shutil.copy(ROOT / "codebook.yaml", root / "codebook.yaml")
    (root / "interviewer.yaml").write_text("languages: [fr, en]\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def keyed(study: Path) -> "Sealed":
    """The study with keys, but without the team's key on this machine."""
    from tests.sealed import keyed_study

    return keyed_study(study)


@pytest.fixture
def machines(tmp_path: Path, study: Path, monkeypatch: pytest.MonkeyPatch) -> "Machines":
    """Several machines with the study as it is when a machine is used first."""
    from tests.machines import Machines

    return Machines(tmp_path, study, monkeypatch)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty medium."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """Call the program as the command line does: `cli("list", "--json", stdin="") -> Result(code, out, err)`."""
    with tempfile.TemporaryDirectory() as folder:
        yield lambda *argv, stdin="": _called(monkeypatch, Path(folder), argv, stdin)


def _called(monkeypatch: pytest.MonkeyPatch, folder: Path, argv: tuple[str, ...], stdin: str | bytes) -> Result:
    from interviewer.cli import main

    (folder / "in").write_bytes(stdin if isinstance(stdin, bytes) else stdin.encode("utf-8", "surrogatepass"))
    with ExitStack() as files, monkeypatch.context() as streams:
        for name, file, mode in (("stdin", "in", "rb"), ("stdout", "out", "wb"), ("stderr", "err", "wb")):
            raw = files.enter_context((folder / file).open(mode))
            streams.setattr(sys, name, files.enter_context(io.TextIOWrapper(raw, encoding="utf-8", newline="")))
        code = main([str(word) for word in argv])
    return Result(code, _written(folder / "out"), _written(folder / "err"))


def _written(file: Path) -> str:
    return file.read_bytes().decode("utf-8")
