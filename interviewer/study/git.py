"""The one place that runs git: read-only questions, answered with nothing when git is missing or refuses."""

import os
from pathlib import Path

PATIENCE = 10
"""Seconds after which git is taken for missing (a network drive that sleeps, a lock)."""

TO_COME = "interview/interview.jsonl"
"""Looks like the file of an interview to come."""


def commit_of(path: Path) -> str:
    """The commit whose file this is, in 40 or 64 hexadecimal digits; "" when it is untracked, changed, or there is no git."""
    if not is_tracked(path) or _ask(path, "diff", "--quiet", "HEAD", "--", path.name) is None:
        return ""
    return (_ask(path, "rev-parse", "--verify", "HEAD") or "").strip()


def is_tracked(path: Path) -> bool:
    """Whether git knows the file, or any file below the folder."""
    return bool(_ask(path, "ls-files", "--", path.name))


def was_committed(path: Path) -> bool:
    """Whether any commit of any branch holds the file or the folder: what history keeps, deleting doesn't erase."""
    return bool(_ask(path, "log", "--all", "-1", "--format=%H", "--", path.name))


def would_take(folder: Path) -> bool:
    """Whether `git add` would take in anything that is in the folder, or would be.

    Files that are tracked already were taken in on purpose; beside them nothing is asked about files to come.
    """
    if not any(os.path.lexists(place / ".git") for place in folder.resolve().parents):
        return False
    new = _ask(folder, "ls-files", "--others", "--exclude-standard", "--", folder.name)
    if new is None or new or is_tracked(folder):
        return bool(new)
    # check-ignore knows no literal names, and these need none.
    return _ask(folder, "check-ignore", "-q", "--", f"{folder.name}/{TO_COME}", literally=False) is None


def _ask(path: Path, *words: str, literally: bool = True) -> str | None:
    """What git says, asked in the folder of the path; None when it fails."""
    import subprocess

    names = ["--literal-pathspecs"] if literally else []
    command = ["git", "--no-optional-locks", *names, "-c", "core.fsmonitor=false", *words]
    try:
        said = subprocess.run(  # noqa: S603 - fixed words, and a file name after `--`
            command,
            cwd=path.parent,
            env=_sealed(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return said.stdout.decode("utf-8", "replace")


def _sealed() -> dict[str, str]:
    """The environment without what would point git elsewhere, and with prompts, pagers and the network off."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")
    }
    return kept | {"GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C"}
