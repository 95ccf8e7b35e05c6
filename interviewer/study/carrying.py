"""The marks that a change of the codebook carries along: which ones, and the records that give them another code."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from interviewer.coding.model import Codebook
from interviewer.coding.reshaping import aliases
from interviewer.coding.taking_back import codes_without, steps_of, without
from interviewer.figures.selection import Who, people
from interviewer.figures.uses import Use
from interviewer.ids import stable_id
from interviewer.session.disk import read_file
from interviewer.session.events import Changed, Recoded
from interviewer.session.folder import read_session_records, segment_paths, session_folders
from interviewer.session.model import MarkView, SessionView, TurnView
from interviewer.study.codebook_history import read_history
from interviewer.study.folder import Study
from interviewer.study.reading import read_all

Events = Mapping[str, Sequence[Recoded]]


class Carried(NamedTuple):
    """A mark with its place: the interview, the turn (None where it is gone), and who spoke."""

    view: SessionView
    mark: MarkView
    turn: TurnView | None
    who: Who


def marks_of(study: Study, ids: frozenset[str]) -> Iterator[Carried]:
    """All marks under these ids: of every coder and round, of pilots too, also those that lost their words."""
    for one in read_all(study):
        view = one.view
        mine = [mark for mark in view.marks if mark.code in ids]
        if not mine:
            continue
        there, turns = people(view), {turn.id: turn for turn in view.turns}
        alone = view.participants[0].id if len(view.participants) == 1 else ""
        for mark in mine:
            turn = turns.get(mark.turn)
            speaker = (turn.speaker if turn else "") or alone
            yield Carried(view, mark, turn, there.get(speaker) or Who(speaker, "", may_quote=False, background={}))


def use_of(carried: Iterable[Carried]) -> Use:
    """How many they are, on how many turns..."""
    use = Use()
    for one in carried:
        use.add(one.view.id, one.mark.turn, one.who.id, one.mark.coder, lost=not one.mark.holds)
    return use


def record(session: str, mark: str, code: str, change: Changed) -> Recoded:
    """The record that gives a mark another code; the same change makes the same record of it on every machine."""
    made = stable_id("recode", session, mark, code, change.id)
    return Recoded(made, mark, code, change.coder, change.reason, change.id)


def recodings(study: Study, change: Changed, book: Codebook) -> Events:
    """What the change writes in sessions, as far as it isn't there yet; `book` is the codebook before or after it."""
    if change.undoes:
        return _back(study, change)
    if change.verb == "merge":
        *gone, into = change.codes
        ids = frozenset[str]().union(*(aliases(book, code) for code in gone))
        return _to(change, marks_of(study, ids), lambda _mark: into)
    if change.decided:
        ids = aliases(book, change.codes[0])
        return _to(change, marks_of(study, ids), lambda mark: change.decided.get(mark.id, ""))
    return {}


def _to(change: Changed, carried: Iterable[Carried], wanted: Callable[[MarkView], str]) -> Events:
    events: dict[str, list[Recoded]] = {}
    for one in carried:
        code = wanted(one.mark)
        if code and code != one.mark.code:
            events.setdefault(one.view.id, []).append(record(one.view.id, one.mark.id, code, change))
    return events


def count(events: Events) -> int:
    """How many marks get another code."""
    return sum(map(len, events.values()))


# --- taking back ---


class Reach(NamedTuple):
    """What taking a change back does in the sessions: the codes that marks get, and how many a later change took further."""

    before: Mapping[tuple[str, str], str]
    moved_on: int


def reach(study: Study, change: str) -> Reach:
    """The marks that get another code when the change is taken back, each with that code."""
    then = without([past.change for past in read_history(study).past], change)
    before: dict[tuple[str, str], str] = {}
    moved_on = 0
    for session in study.session_ids():
        if not _names(study, session, then.root):
            continue
        records = read_session_records(session_folders(study.root, session), session).records
        codes, further = codes_without(steps_of(records), then)
        before.update({(session, mark): code for mark, code in codes.items()})
        moved_on += further
    return Reach(before, moved_on)


def _names(study: Study, session: str, change: str) -> bool:
    """Whether a coder's file of the session names the change; cheaper than reading the session."""
    for folder in session_folders(study.root, session):
        for path in segment_paths(folder, session):
            with suppress(OSError):
                if path.name.startswith("marks.") and change.encode() in read_file(str(path)):
                    return True
    return False


def _back(study: Study, change: Changed) -> Events:
    events: dict[str, list[Recoded]] = {}
    for (session, mark), code in reach(study, change.undoes).before.items():
        events.setdefault(session, []).append(record(session, mark, code, change))
    return events
