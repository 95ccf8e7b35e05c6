"""All sessions of the study, one after the other, as they are understood today."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from interviewer.session.model import SessionView
from interviewer.study.folder import Study


class Read(NamedTuple):
    """A session, and whether all of it could be read."""

    view: SessionView
    whole: bool


def read_all(
    study: Study, session_ids: Iterable[str] | None = None, advance: Callable[[int], None] = lambda _: None
) -> Iterator[Read]:
    """These sessions (all of them), by id; `advance` hears of each one that was read."""
    for session_id in study.session_ids() if session_ids is None else session_ids:
        view, problems = study.session(session_id)
        yield Read(view, not any(one.severity == "error" for one in problems))
        advance(1)
