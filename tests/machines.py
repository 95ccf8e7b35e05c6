"""Several machines with one study: each has a home and a copy of the study of its own; and a medium that stops."""

import shutil
from pathlib import Path

import pytest

from interviewer.session.disk import Disk
from interviewer.session.events import Turn
from interviewer.session.folder import read_session_records
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy


class Machines:
    """Several machines with one study: each has a home and a copy of the study of its own."""

    def __init__(self, tmp_path: Path, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._at, self._study, self._monkeypatch = tmp_path, study, monkeypatch

    def at(self, name: str) -> Path:
        """From here on everything happens on that machine, in its copy of the study."""
        home, root = self._at / name, self._at / name / "etude"
        if not root.is_dir():
            home.mkdir()
            shutil.copytree(self._study, root)
        for variable, below in (("HOME", ""), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")):
            self._monkeypatch.setenv(variable, str(home / below))
        self._monkeypatch.chdir(root)
        observe_secrecy(Study(root))
        return root


def said_in(root: Path, session: str) -> list[str]:
    """The turns of the session that can be read."""
    records = read_session_records(list(Study(root).session_folders(session)), session).records
    return [record.event.text for record in records if isinstance(record.event, Turn)]


def files(place: Path) -> dict[str, bytes]:
    """Every file below the folder, by name."""
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def place_of(stick: Path) -> Path:
    """The one study that is on the stick."""
    (found,) = stick.iterdir()
    return found


class Stopping(Disk):
    """A disk that stops at the Nth call, and from there on; which calls count says who makes one of it, by `tick`."""

    error: BaseException = OSError(28, "No space left on device")

    def __init__(self, at: int) -> None:
        super().__init__()
        self.left = at

    def tick(self) -> None:
        """One call more. Raises `error` once there were too many."""
        self.left -= 1
        if self.left < 0:
            raise self.error
