"""Sessions that forms made: which are there, and what a file says otherwise of one."""

from collections.abc import Callable
from typing import NamedTuple

from interviewer.guide.model import Guide
from interviewer.session import events as e
from interviewer.session.collected.taking import Facts, Taken
from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.read import guide_from
from interviewer.study.collected.segment import run_of_submission
from interviewer.study.folder import Study
from interviewer.study.reading import read_all

AROUND = (e.Held, e.Sealed, e.Clock)


class Kept(NamedTuple):
    """A session that is there: the guide that it holds (None where it can't be read), and who takes part."""

    session: str
    guide: Guide | None
    codes: tuple[str, ...]


class KeptSessions(NamedTuple):
    """The sessions by the id of their submission, those that no form made by their own; `doubled` stand beside another one."""

    by_submission: dict[str, Kept]
    doubled: tuple[tuple[str, str], ...]

    @property
    def codes(self) -> frozenset[str]:
        """Everybody who takes part in one of them."""
        return frozenset(code for one in self.by_submission.values() for code in one.codes)


def kept_sessions(study: Study, advance: Callable[[int], None] = lambda _: None) -> KeptSessions:
    """The sessions that are there; `advance` hears of each one that was read."""
    found: dict[str, Kept] = {}
    doubled = []
    for one in read_all(study, advance=advance):
        view = one.view
        codes = tuple(person.id for person in view.participants)
        guide = guide_from(view.source) if view.instance else None
        name = view.instance or f"session {view.id}"
        if name in found:
            doubled.append((found[name].session, view.id))
        else:
            found[name] = Kept(view.id, guide, codes)
    return KeptSessions(found, tuple(doubled))


def differences(study: Study, session: str, taken: Taken, facts: Facts) -> int:
    """In how many places the file says otherwise than when the session was made; what was withdrawn since is none."""
    records = read_session_records(list(session_folders(study.root, session)), session).records
    run = run_of_submission(facts.instance)
    there = {one.event.id: one.event for one in records}
    gone = {one.event.id for one in records if isinstance(one.event, e.Tombstone)}
    now = {event.id: event for event in taken.events if not isinstance(event, AROUND)}
    changed = sum(1 for name, event in now.items() if name not in gone and there.get(name) != event)
    written = {one.event.id for one in records if one.run == run and not isinstance(one.event, (*AROUND, e.Tombstone))}
    return changed + len(written - now.keys())
