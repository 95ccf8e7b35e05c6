"""The study held against its duties: all interviews read once, and the register of what left the house."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from interviewer.coding.model import Codebook
from interviewer.errors import FilesError, Problem
from interviewer.privacy.consents import Agreed, agreed
from interviewer.privacy.duties import Duties, Rules, duties
from interviewer.session.model import SessionView
from interviewer.study.exports_register import Entry, read_register
from interviewer.study.folder import Study
from interviewer.study.reading import read_with_problems
from interviewer.study.settings import Settings

Seen = TypeVar("Seen")


class Left(NamedTuple):
    """An export, and who stands in it and should not any more.

    `withdrawn` have withdrawn since. `refusing` are quoted in what was made for others, and don't agree any more. `gone` are
    interviews that are no longer here.
    """

    entry: Entry
    withdrawn: tuple[str, ...] = ()
    refusing: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class Audit(NamedTuple, Generic[Seen]):
    """What is due, what left the house, and what `look` saw of each interview."""

    today: str
    settings: Settings
    seen: tuple[Seen, ...]
    duties: Duties
    exports: tuple[Left, ...]
    in_git: bool
    book: Codebook = Codebook()
    problems: tuple[Problem, ...] = ()

    @property
    def due(self) -> bool:
        """Whether somebody must do something now."""
        return self.duties.due or self.in_git


def audit(
    study: Study, today: str, look: Callable[[SessionView], Seen], advance: Callable[[int], None] = lambda _: None
) -> Audit[Seen]:
    """Read the whole study, one interview after the other; `today` is YYYY-MM-DD, `advance` hears of each one.

    `look` takes from an interview what else shall be known of it: the interview itself is not kept.
    """
    settings = study.settings()
    seen: list[Seen] = []
    problems: list[Problem] = []
    there: dict[str, dict[str, Agreed]] = {}

    def passing() -> Iterator[SessionView]:
        for view, found in read_with_problems(study):
            seen.append(look(view))
            there[view.id] = agreed(view)
            problems.extend(found)
            advance(1)
            yield view

    due = duties(passing(), Rules(settings.retention, settings.notice), today)
    register = read_register(study)
    left = tuple(_left(entry, there) for entry in register.entries)
    book, faults = _codebook(study)
    problems += [*register.faults, *faults]
    return Audit(today, settings, tuple(seen), due, left, study.open_to_git(), book, tuple(problems))


def _codebook(study: Study) -> tuple[Codebook, Sequence[Problem]]:
    """The codebook; an empty one with all its problems where it has errors: they hide nothing that is due."""
    try:
        return study.codebook(), ()
    except FilesError as error:
        return Codebook(), error.problems


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
