"""The study held against its duties: all interviews read once, and the register of what left the house."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from interviewer.errors import Problem
from interviewer.privacy.consents import Agreed, agreed
from interviewer.privacy.duties import Duties, Rules, duties
from interviewer.session.model import SessionView
from interviewer.study.exports_register import Entry, read_register
from interviewer.study.folder import Study
from interviewer.study.reading import read_with_problems
from interviewer.study.settings import Settings


class Left(NamedTuple):
    """An export, and who stands in it and should not any more.

    `withdrawn` have withdrawn since. `refusing` are quoted in what was made for others, and don't agree any more. `gone` are
    interviews that are no longer here.
    """

    entry: Entry
    withdrawn: tuple[str, ...] = ()
    refusing: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class Audit(NamedTuple):
    """What is due, what left the house, and all that it was read off."""

    today: str
    settings: Settings
    views: tuple[SessionView, ...]
    duties: Duties
    exports: tuple[Left, ...]
    in_git: bool
    problems: tuple[Problem, ...] = ()

    @property
    def due(self) -> bool:
        """Whether somebody must do something now."""
        return self.duties.due or self.in_git


def audit(study: Study, today: str, advance: Callable[[int], None] = lambda _: None) -> Audit:
    """Read the whole study; `today` is YYYY-MM-DD, `advance` hears of each interview that was read."""
    settings = study.settings()
    views: list[SessionView] = []
    problems: list[Problem] = []
    for view, found in read_with_problems(study):
        views.append(view)
        problems += found
        advance(1)
    register = read_register(study)
    due = duties(views, Rules(settings.retention, settings.notice), today)
    left = tuple(_left(entry, people_of(views)) for entry in register.entries)
    return Audit(today, settings, tuple(views), due, left, study.open_to_git(), (*problems, *register.faults))


def people_of(views: Iterable[SessionView]) -> dict[str, dict[str, Agreed]]:
    """What everybody agreed to, by interview and pseudonym."""
    return {view.id: agreed(view) for view in views}


def _left(entry: Entry, there: Mapping[str, Mapping[str, Agreed]]) -> Left:
    """Who withdrew is no longer among the people of the interview."""
    export = entry.export
    withdrawn = {one for one, now in _met(export.people, there) if now is None or now.withdrawn}
    refusing = {one for one, now in _met(export.quoted, there) if now is not None and not now.may_quote}
    gone = sorted(session for session in export.people if session not in there)
    return Left(entry, tuple(sorted(withdrawn)), tuple(sorted(refusing - withdrawn)), tuple(gone))


def _met(
    people: Mapping[str, list[str]], there: Mapping[str, Mapping[str, Agreed]]
) -> Iterator[tuple[str, Agreed | None]]:
    """These people of interviews that are still here, each with what they agree to now; None who is no longer there."""
    for session in people.keys() & there.keys():
        for one in people[session]:
            yield one, there[session].get(one)
