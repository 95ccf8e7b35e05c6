"""Sessions that forms made: which are there, what a file says otherwise of one, and how one is written."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.guide.model import Guide
from interviewer.ids import session_id, stable_id
from interviewer.session import events as e
from interviewer.session.collected.taking import Facts, Taken
from interviewer.session.disk import Clock
from interviewer.session.folder import claim, read_session_records, session_folders
from interviewer.session.journal import Journal, Moment, NotSaved
from interviewer.session.read import guide_from
from interviewer.study.folder import Study
from interviewer.study.reading import read_all

AROUND = (e.Held, e.Sealed, e.Clock)


class Kept(NamedTuple):
    """A session that is there: the guide that it holds (None where it can't be read), and who takes part."""

    session: str
    guide: Guide | None
    codes: tuple[str, ...]


def kept_sessions(study: Study) -> dict[str, Kept]:
    """The sessions that are there, by the id of their submission; those that no form made, by their own."""
    found: dict[str, Kept] = {}
    for one in read_all(study):
        view = one.view
        codes = tuple(person.id for person in view.participants)
        guide = guide_from(view.source) if view.instance else None
        found[view.instance or f"session {view.id}"] = Kept(view.id, guide, codes)
    return found


def differences(study: Study, session: str, taken: Taken, facts: Facts) -> int:
    """In how many places the file says otherwise than when the session was made; what was withdrawn since is none."""
    records = read_session_records(list(session_folders(study.root, session)), session).records
    run = _run(facts.instance)
    there = {one.event.id: one.event for one in records}
    gone = {one.event.id for one in records if isinstance(one.event, e.Tombstone)}
    now = {event.id: event for event in taken.events if not isinstance(event, AROUND)}
    changed = sum(1 for name, event in now.items() if name not in gone and there.get(name) != event)
    written = {one.event.id for one in records if one.run == run and not isinstance(one.event, (*AROUND, e.Tombstone))}
    return changed + len(written - now.keys())


def keep(study: Study, taken: Taken, facts: Facts, guide: str) -> str:
    """Write the session; returns its id once it is on the disk. The same submission makes the same bytes everywhere."""
    session = claim(study.root, lambda names: session_id(facts.held_on, guide, facts.code, names))
    clock = _FormClock(facts)
    tokens = _tokens(facts.instance)
    try:
        journal = Journal(
            session_folders(study.root, session),
            session,
            stable_id("collected key", facts.instance),
            clock=Clock(clock.wall, clock.mono),
            token=lambda: next(tokens),
        )
        journal.append_each([(taken.first, clock.moment(over=False)), (taken.last, clock.moment(over=True))])
        clock.over = True
        journal.close()
    except NotSaved as error:
        raise CannotError("cannot_begin", **error.problem.facts()) from None
    return session


class _FormClock:
    """The clock as it went on the phone."""

    def __init__(self, facts: Facts) -> None:
        self._started, self._ended, self.over = facts.started, facts.ended, False

    def moment(self, *, over: bool) -> Moment:
        """When it began, or was over."""
        return Moment(self._ended, self._ended - self._started) if over else Moment(self._started, 0.0)

    def wall(self) -> float:
        """Seconds since 1970."""
        return self.moment(over=self.over).wall

    def mono(self) -> float:
        """Seconds since it began."""
        return self.moment(over=self.over).mono


def _tokens(instance: str) -> Iterator[str]:
    """The ids of the run and of its first and last records."""
    yield _run(instance)
    for number in count():
        yield stable_id("collected record", instance, str(number))


def _run(instance: str) -> str:
    return stable_id("collected run", instance)
