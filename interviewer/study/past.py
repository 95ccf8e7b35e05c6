"""The past of a guide: every state of it that git or an interview keeps, with how many interviews were held with it."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interviewer.guide.kept import kept_guide
from interviewer.study import git
from interviewer.yamltext import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interviewer.guide.model import Guide
    from interviewer.session.model import SessionView
    from interviewer.study.folder import Study

MOST_COMMITS = 100
MOST_TOGETHER = 32 * MAX_BYTES
TOO_LARGE = b""


class State:
    """One state of the file: its bytes, where it is kept and since when.

    `commit` and `day` are those of the commit that made it last; `held` are the days of the interviews held with it,
    `pilots` those of pilots; `working` says that the file is so now.
    """

    def __init__(self, data: bytes, sha: str = "") -> None:
        self.data = data
        self.sha256 = sha or sha256(data).hexdigest()
        self.commit = self.day = ""
        self.held: list[str] = []
        self.pilots: list[str] = []
        self.working = False

    @cached_property
    def guide(self) -> Guide | None:
        """The guide, or None where this version of the program can't read it."""
        return kept_guide(self.data.decode("utf-8", "surrogateescape"))

    @property
    def since(self) -> str:
        """The day from which it is known: that of its commit, else that of the first interview."""
        return self.day or min((*self.held, *self.pilots), default="")


class Past(NamedTuple):
    """The states, the newest first. `cut` says that git knows more of them, `silent` that git gave no answer.

    `large` counts commits in which the file was larger than a guide may be.
    """

    states: tuple[State, ...]
    cut: bool = False
    silent: bool = False
    large: int = 0


def past_of(path: Path, study: Study | None) -> Past:
    """All states of the guide in that file."""
    kept = _from_git(path)
    states = list(kept.states)
    known = {state.sha256: state for state in states}
    working = _working(path)
    names = {state.guide.id for state in (*states, *([working] if working else [])) if state.guide} | {path.stem}
    later: list[State] = []
    for view in views_of(study, names) if study else ():
        state = known.get(view.sha256)
        if state is None:
            state = known[view.sha256] = State(view.source.encode("utf-8", "surrogatepass"), view.sha256)
            later.append(state)
        (state.pilots if view.pilot else state.held).append(view.held_on)
    ordered = _in_order(states, later)
    if working is not None:
        there = known.get(working.sha256, working)
        there.working = True
        if there is working:
            ordered.insert(0, working)
    return kept._replace(states=tuple(ordered))


def _from_git(path: Path) -> Past:
    """The states that commits made, the newest first, each once."""
    if not git.is_there(path.parent):
        return Past(())
    logged = git.log_of(path, MOST_COMMITS + 1)
    if logged is None:
        return Past((), silent=git.was_committed(path))
    kept = git.kept_at(path, logged[:MOST_COMMITS], MAX_BYTES, MOST_TOGETHER)
    states: dict[str, State] = {}
    for one in logged:
        if one.commit in kept.contents:
            state = State(kept.contents[one.commit])
            if state.sha256 not in states:
                states[state.sha256] = state
                state.commit, state.day = one.commit, one.day
    return Past(tuple(states.values()), kept.cut or len(logged) > MOST_COMMITS, large=kept.large)


def _working(path: Path) -> State | None:
    try:
        with open(path, "rb") as file:
            return State(file.read(MAX_BYTES + 1))
    except OSError:
        return None


def views_of(study: Study, names: Iterable[str]) -> Iterator[SessionView]:
    """The interviews that were held with guides of these names."""
    from interviewer.study.reading import read_all

    wanted = set(names)
    ids = [one for one in study.session_ids() if any(f"-{name}-" in one for name in wanted)]
    for one in read_all(study, ids):
        if one.view.guide in wanted and one.view.status not in ("empty", "refused"):
            yield one.view


def _in_order(states: list[State], later: list[State]) -> list[State]:
    """What only interviews keep, put between the commits by its day."""
    ordered = list(states)
    for state in sorted(later, key=lambda one: (one.since, one.sha256)):
        at = next((n for n, one in enumerate(ordered) if one.since <= state.since), len(ordered))
        ordered.insert(at, state)
    return ordered
