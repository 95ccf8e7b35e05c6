"""The one place that runs git: read-only questions, answered with nothing when git is missing or refuses."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

PATIENCE = 10
"""Seconds after which git is taken for missing (a network drive that sleeps, a lock)."""

REVISION = re.compile(r"(?!-)[^\x00-\x20\x7f:?*\[\\]{1,200}")
"""A name of a commit, as git reads them, in one word: no range, no path in it, no search through messages."""

HEX = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
TAB = "\t"
BATCH_CHECK = "--batch-check=%(objecttype) %(objectsize)"

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
    place, name = _anchored(path)
    return bool(_ask(place, "log", "--all", "-1", "--no-show-signature", "--format=%H", "--", name))


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


def is_kept_out(path: Path) -> bool:
    """Whether git will never take the file in by itself: it lies in no work tree, or is ignored and not tracked. In doubt, no."""
    if not any(os.path.lexists(place / ".git") for place in path.resolve().parents):
        return True
    tracked = _ask(path, "ls-files", "--", path.name)
    return tracked == "" and _ask(path, "check-ignore", "-q", "--", path.name, literally=False) is not None


def is_there(folder: Path) -> bool:
    """Whether git can be started and knows a repository around the folder."""
    return _ask(_anchored(folder / "any")[0], "rev-parse", "--git-dir") is not None


def is_installed() -> bool:
    """Whether there is a git to start."""
    from shutil import which

    return which("git") is not None


def from_root(folder: Path) -> str | None:
    """The folder as its repository calls it, from the root: `study/guides/`, or empty for the root; None outside of any."""
    said = _ask(folder / "any", "rev-parse", "--show-prefix")
    return None if said is None else said.removesuffix("\n")


def commit_named(path: Path, revision: str) -> str:
    """The commit that the revision means in the repository around the path; "" where it means none.

    What git would take for an option, a range, a path or a search is refused here.
    """
    if not REVISION.fullmatch(revision) or ".." in revision:
        return ""
    said = (_ask(_anchored(path)[0], "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") or "").strip()
    return said if HEX.fullmatch(said) else ""


def file_at(path: Path, commit: str, most: int, former: str = "") -> bytes | None:
    """What the file held in that commit, and at most so many bytes and one; None where the commit has no such file.

    `former` is the name that it had then, from the root of the repository.
    """
    place, named = _anchored(path)
    name = f"{commit}:{former or f'./{named}'}"
    if "\n" in name:
        return None
    asked = f"{name}\n".encode("utf-8", "surrogateescape")
    kind, _space, size = (_ask(place, "cat-file", BATCH_CHECK, given=asked) or "").strip().partition(" ")
    if kind != "blob" or not size.isdigit():
        return None
    return bytes(most + 1) if int(size) > most else _said(place, "cat-file", "blob", name)


class Logged(NamedTuple):
    """A commit that changed the file: its sum, its day (YYYY-MM-DD), the file's name then, from the root."""

    commit: str
    day: str
    name: str


def log_of(path: Path, most: int) -> tuple[Logged, ...] | None:
    """At most so many commits that changed the file, the newest first, through changes of its name; None without an answer."""
    shape = f"--format=%x01%H{TAB}%cs"
    words = ("log", "--follow", "--no-show-signature", f"--max-count={most}", "-z", shape, "--name-status", "-M")
    place, name = _anchored(path)
    said = _ask(place, *words, "--no-ext-diff", "--no-textconv", "--", name)
    return None if said is None else tuple(_logged(said))


def _logged(said: str) -> Iterator[Logged]:
    for entry in said.split("\x01")[1:]:
        head, *facts = entry.split("\0")
        commit, _tab, day = head.partition(TAB)
        names = [fact for fact in facts if fact.strip()][1:]
        if names and HEX.fullmatch(commit):
            yield Logged(commit, day, names[-1])


class Kept(NamedTuple):
    """What a file held, by commit; how many commits hold one that is too large, and whether older ones were left out."""

    contents: dict[str, bytes]
    large: int = 0
    cut: bool = False


def files_at(path: Path, logged: Sequence[Logged], most: int, together: int) -> dict[str, bytes]:
    """What the file held in these commits, by commit, as far as `kept_at` gives it."""
    return kept_at(path, logged, most, together).contents


def kept_at(path: Path, logged: Sequence[Logged], most: int, together: int) -> Kept:
    """What the file held in these commits: none of more than `most` bytes, the newest first, in `together` bytes."""
    path = _anchored(path)[0]
    asked = [one for one in logged if "\n" not in one.name]
    names = "".join(f"{one.commit}:{one.name}\n" for one in asked).encode("utf-8", "surrogateescape")
    shown = (_ask(path, "cat-file", f"{BATCH_CHECK} %(objectname)", given=names) or "").split("\n")
    sizes: dict[str, int] = {}
    meant: dict[str, str] = {}
    large, cut = 0, False
    for one, line in zip(asked, shown, strict=False):
        kind, size, blob = (*line.split(" "), "", "", "")[:3]
        if kind != "blob" or not size.isdigit():
            continue
        if int(size) > most:
            large += 1
        elif blob not in sizes and sum(sizes.values()) + int(size) > together:
            cut = True
            break
        else:
            sizes[blob], meant[one.commit] = int(size), blob
    contents = _contents(path, sizes)
    return Kept({commit: contents[blob] for commit, blob in meant.items() if blob in contents}, large, cut)


def _contents(path: Path, sizes: Mapping[str, int]) -> dict[str, bytes]:
    """What these objects hold, by their sum."""
    names = "".join(f"{blob}\n" for blob in sizes).encode()
    said = _said(path, "cat-file", "--batch=%(objectname)", given=names) or b""
    found, at = {}, 0
    for blob, size in sizes.items():
        at += len(blob) + 1
        found[blob] = said[at : at + size]
        at += size + 1
    return found if at == len(said) else {}


def _anchored(path: Path) -> tuple[Path, str]:
    """A path in the nearest folder that is there, to ask in, and what the file is called from there: folders may be gone."""
    folder = next((one for one in path.absolute().parents if one.is_dir()), Path.cwd())
    return folder / path.name, path.absolute().relative_to(folder).as_posix()


def _ask(path: Path, *words: str, literally: bool = True, given: bytes = b"") -> str | None:
    """What git says, asked in the folder of the path; None when it fails."""
    said = _said(path, *words, literally=literally, given=given)
    return None if said is None else said.decode("utf-8", "surrogateescape")


def _said(path: Path, *words: str, literally: bool = True, given: bytes = b"") -> bytes | None:
    """The same, byte by byte."""
    import subprocess

    names = ["--literal-pathspecs"] if literally else []
    command = ["git", "--no-optional-locks", *names, "-c", "core.fsmonitor=false", *words]
    try:
        said = subprocess.run(  # noqa: S603 - fixed words, names of commits that git gave, and a file name after `--`
            command,
            cwd=path.parent,
            env=_sealed(),
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return said.stdout


def _sealed() -> dict[str, str]:
    """The environment without what would point git elsewhere, and with prompts, pagers and the network off."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")
    }
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
    return kept | quiet | {"LC_ALL": "C"}
