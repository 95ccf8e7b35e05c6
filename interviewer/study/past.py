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
    """One state of the file: its bytes, where it is kept and since when. What came back later is a state of its own.

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
    working = _working(path)
    if working is not None and states and states[0].sha256 == working.sha256:
        working, states[0].working = None, True
    newest = [working] if working is not None else []
    known: dict[str, list[State]] = {}
    for state in (*newest, *states):
        known.setdefault(state.sha256, []).append(state)
    names = {state.guide.id for state in (*newest, *states) if state.guide} | {path.stem}
    later: list[State] = []
    for view in views_of(study, names) if study else ():
        if view.sha256 not in known:
            later.append(State(view.source.encode("utf-8", "surrogatepass"), view.sha256))
            known[view.sha256] = later[-1:]
        state = _held_with(known[view.sha256], view.held_on)
        (state.pilots if view.pilot else state.held).append(view.held_on)
    return kept._replace(states=(*newest, *_in_order(states, later)))


def _held_with(states: list[State], day: str) -> State:
    """Which of several states with the same bytes an interview of that day had: the newest that was committed by then."""
    return next((state for state in states if state.day and state.day <= day), states[-1])


def _from_git(path: Path) -> Past:
    """The states that commits made, the newest first; commits that left the file as it was are one with the one before."""
    if not git.is_there(path.parent):
        return Past(())
    logged = git.log_of(path, MOST_COMMITS + 1)
    if logged is None:
        return Past((), silent=git.was_committed(path))
    kept = git.kept_at(path, logged[:MOST_COMMITS], MAX_BYTES, MOST_TOGETHER)
    states: list[State] = []
    for one in logged:
        if one.commit in kept.contents:
            state = State(kept.contents[one.commit])
            if not states or states[-1].sha256 != state.sha256:
                states.append(state)
                state.commit, state.day = one.commit, one.day
    return Past(tuple(states), kept.cut or len(logged) > MOST_COMMITS, large=kept.large)


def _working(path: Path) -> State | None:
    try:
        with open(path, "rb") as file:
            state = State(file.read(MAX_BYTES + 1))
    except OSError:
        return None
    state.working = True
    return state


def views_of(study: Study, names: Iterable[str]) -> Iterator[SessionView]:
    """The interviews that were held with guides of these names."""
    from interviewer.session.under_versions import was_held
    from interviewer.study.reading import read_all

    wanted = set(names)
    ids = [one for one in study.session_ids() if any(f"-{name}-" in one for name in wanted)]
    for one in read_all(study, ids):
        if one.view.guide in wanted and was_held(one.view):
            yield one.view


def _in_order(states: list[State], later: list[State]) -> list[State]:
    """What only interviews keep, put between the commits by its number, and among those by its day.

    The day of an interview may have been typed long after, so the number says more.
    """
    ordered = list(states)
    for state in sorted(later, key=lambda one: (one.since, one.sha256)):
        at = next((n for n, one in enumerate(ordered) if _age(one) <= _age(state)), len(ordered))
        ordered.insert(at, state)
    return ordered


def _age(state: State) -> tuple[int, str]:
    return state.guide.version if state.guide else 0, state.since
