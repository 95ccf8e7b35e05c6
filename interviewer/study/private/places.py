"""Where the private folder of a study is: outside of any work tree, the same for every copy of the study on this machine."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.ids import stable_id
from interviewer.session.disk import DISK
from interviewer.session.folder import state_home


class Recipients(NamedTuple):
    """The public keys of a study: of the team, and of the paper in the safe."""

    team: str
    paper: str


IN_MEMORY = ("tmpfs", "ramfs")
CABINET, VAULT, TEAM_KEY, FOR_PAPER = "cabinet", "vault", "team.key", "team.paper"
TEAM_KEY_FOR_PAPER = f"{FOR_PAPER}.age"
"""For the first paper key; a later one has its mark in the name (marks.py)."""


def data_home() -> Path:
    """Where programs keep what is dear to their user, by the habit of the system."""
    if sys.platform in ("win32", "darwin"):
        return state_home()
    given = os.environ.get("XDG_DATA_HOME", "")
    home = Path(os.environ.get("HOME") or os.path.expanduser("~"))
    return Path(given) if os.path.isabs(given) else home / ".local" / "share"


def private_folder(team: str) -> Path:
    """The private folder of the study whose team has this public key. It need not exist."""
    return data_home() / "interviewer" / stable_id("study", team)


def cabinets(team: str) -> tuple[Path, ...]:
    """Where wrapped keys are, the first one first when a new one is written; the others when that takes none."""
    spare = os.environ.get("INTERVIEWER_SPARE", "")
    name = f"{stable_id('study', team)}.{CABINET}"
    others = [state_home() / "interviewer" / name, *([Path(spare) / name] if spare else [])]
    return (private_folder(team) / CABINET, *others)


def runtime_folder(team: str) -> Path | None:
    """Where a key may lie open until this login ends: a folder in memory that only its owner enters; None without one.

    XDG_RUNTIME_DIR may name anything, so the system is asked what the folder stands on; only Linux tells.
    """
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if not os.path.isabs(given) or not hasattr(os, "geteuid"):
        return None
    try:
        status = os.stat(given)
    except OSError:
        return None
    own = status.st_uid == os.geteuid() and not status.st_mode & 0o077
    return Path(given) / "interviewer" / stable_id("study", team) if own and _is_memory(Path(given)) else None


def _is_memory(folder: Path) -> bool:
    from interviewer.study.synced import mounted_at

    mounted = mounted_at(folder.resolve())
    return mounted is not None and mounted.kind in IN_MEMORY


def refuse_work_tree(folder: Path) -> None:
    """CannotError where the folder lies in a git work tree: what is in there would be committed one day."""
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            raise CannotError("private_in_git", path=str(folder), tree=str(above))


def make(folder: Path) -> None:
    """The folder with those above it, for its owner alone, their names durable. OSError as the system does."""
    missing = [one for one in (folder, *folder.parents) if not one.is_dir()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
        DISK.sync_folder(str(one.parent))
