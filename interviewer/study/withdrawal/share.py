"""What a person has in a study: in which interviews, and how much of what; counted, never said."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

from interviewer.errors import CannotError, FilesError
from interviewer.session import events as e
from interviewer.session.disk import DISK, Disk
from interviewer.session.draft import draft_paths
from interviewer.session.folder import Source, belongs, find_files, read_sources, session_key
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.session.restating import spared, to_spare
from interviewer.session.union import merge
from interviewer.session.withdrawn import lineages, withdrawn
from interviewer.session.words import has_clear_words, is_covered, sealed_under
from interviewer.study.folder import Study
from interviewer.study.git import was_committed
from interviewer.study.withdrawal.keys import ids_of, keys_of_person
from interviewer.study.withdrawal.sweep import all_folders, due
from interviewer.study.withdrawal.tally import Tally, tally_of
from interviewer.study.withdrawal.trace import whole_records, write_trace


class Share(NamedTuple):
    """A person's part in one interview. `alone` says that all of it is theirs, `left` that they withdrew already.

    `files` are those in which something is to be taken out, `others` how many people stay. `notes` are field notes, memos
    and the like: theirs to go where they were alone, somebody's to look through where not. `committed` says that git's
    history holds the interview, `instance` which submission of a form it was made of. `woven` says that words of others
    have to be said again, because they were cut off from the person's or sealed under their key; `elsewhere` is how many
    records of the person are sealed under the key of somebody else, who was taken for the speaker at first. `clear` says that
    words of the interview lie in the files unsealed. `keys` are those of the person's words there. Of a withdrawal before, `since`
    is the day, and `taken` what went then (None where the trace is of a version that didn't count).
    """

    session: str
    day: str
    alone: bool
    left: bool
    turns: int
    marks: int
    facts: int
    notes: int
    drafts: int
    files: tuple[Path, ...]
    others: int
    committed: bool
    instance: str
    woven: bool = False
    elsewhere: int = 0
    clear: bool = False
    keys: int = 0
    since: str = ""
    taken: Tally | None = None

    @property
    def tally(self) -> Tally:
        """What there is, counted."""
        kept = self.notes if self.alone else 0
        return Tally(self.turns, self.marks, self.facts, kept, self.drafts, len(self.files), self.keys)

    @property
    def to_do(self) -> bool:
        """Whether anything of it still has to be done."""
        return not self.left or bool(self.files) or bool(self.drafts)


def shares(study: Study, person: str) -> list[Share]:
    """All interviews in which the person took part, those included that they withdrew from before.

    FilesError where a file can't be read: it may hold words of the person.
    """
    found = (_share(study, session, person) for session in study.session_ids() if _names(study, session, person))
    return [one for one in found if one is not None]


def _names(study: Study, session: str, person: str) -> bool:
    """Whether the interview may be one of the person's; cheaper than reading it."""
    files, unreadable = find_files(all_folders(study.root, session), session)
    if unreadable:
        raise FilesError(unreadable)
    return session.endswith(f"-{person}") or any(f'"{person}"'.encode() in one.data for one in files)


def _share(study: Study, session: str, person: str) -> Share | None:
    folders = all_folders(study.root, session)
    found = whole_records(study, session)
    seen = view(session, found.key, found.records)
    left = person in withdrawn(found.records)
    people = [one.id for one in seen.participants]
    if not left and person not in people and not _speaks(seen, person):
        return None
    alone = not [one for one in people if one != person]
    turns = {turn.id for turn in seen.turns if alone or turn.speaker == person}
    facts = [one for one in _facts_of(seen) if alone or one == person]
    again, lying = due(study.root, session), read_sources(folders, session)[0]
    return Share(
        *(session, seen.held_on, alone, left, len(turns)),
        sum(alone or mark.turn in turns for mark in seen.marks),
        len(facts),
        _notes(seen),
        sum(len(draft_paths(folder)) for folder in folders),
        tuple(source.path for one in again for source in one.files) if left else found.sources,
        len(people) - (person in people),
        committed=was_committed(study.sessions_path / session),
        instance=seen.instance,
        clear=any(has_clear_words(record.event) for one in lying for record in one.segment.records),
        keys=len(keys_of_person(study, found.key, None if alone else person)),
        **_before(found.records, person),
        **_woven(study, lying, person, alone=alone),
    )


class _Before(TypedDict):
    since: str
    taken: Tally | None


def _before(records: Sequence[e.Record], person: str) -> _Before:
    """What the traces say of an earlier withdrawal: the first day, and what went then. Two colleagues may each have done it."""
    traces = [r.event for r in records if isinstance(r.event, e.Withdrawn) and r.event.participant == person]
    counted = [taken for one in traces if (taken := tally_of(one.counts)) is not None]
    return {"since": min((one.day for one in traces), default=""), "taken": counted[0] if counted else None}


def _speaks(seen: SessionView, person: str) -> bool:
    """Whether anything is filed under somebody who isn't among those with whom the interview was held."""
    return person in (*(turn.speaker for turn in seen.turns), *_facts_of(seen))


def _facts_of(seen: SessionView) -> list[str]:
    """Whose the values and facts are, one by one."""
    return [*(one.participant for one in seen.measures), *(one.participant for one in seen.background)]


def _notes(seen: SessionView) -> int:
    kept = (*seen.form.values(), *(gap.why for gap in seen.gaps), *(marker.note for marker in seen.markers))
    return sum(bool(one.strip()) for one in kept) + len(seen.remarks)


class _Woven(TypedDict):
    woven: bool
    elsewhere: int


def _woven(study: Study, lying: Sequence[Source], person: str, *, alone: bool) -> _Woven:
    if alone:
        return {"woven": False, "elsewhere": 0}
    raw, keys = _as_it_lies(study, lying, person)
    theirs = {id(one): one for one in lineages(raw).values() if set(one.standing.values()) == {person}}
    under = [sealed_under(record.event) for one in theirs.values() for record in one.records]
    return {"woven": bool(to_spare(raw, person, keys)), "elsewhere": sum(bool(one - keys) for one in under)}


def _as_it_lies(study: Study, lying: Sequence[Source], person: str) -> tuple[tuple[e.Record, ...], frozenset[str]]:
    """The records with their words as they are sealed, and the ids of the person's keys."""
    key = session_key(lying)
    return merge([one.segment for one in lying if belongs(one, key)]), ids_of(study, key, person)


class Leaving(NamedTuple):
    """Who withdraws, on which day, and how many entries of the vault go with them: about them, and about others."""

    person: str
    day: str
    names: int = 0
    others: int = 0


def leave_trace(study: Study, share: Share, leaving: Leaving, disk: Disk = DISK) -> None:
    """Write into the interview that the person withdrew. From then on nothing of theirs is read there, by anybody.

    Raises CannotError when the disk takes nothing, or when words of others have to be said again and are locked; then
    nothing is changed.
    """
    found = whole_records(study, share.session)
    again = _said_again(study, share, leaving.person, found.key, found.records) if share.woven else []
    if share.left and not again:
        return
    scope: e.WithdrawnFrom = "interview" if share.alone else "person"
    counted = share.tally._replace(names=leaving.names, others=leaving.others)
    trace = e.Withdrawn(_fresh(), leaving.person, leaving.day, scope, counted.told())
    write_trace(study, share.session, found, [*again, *([] if share.left else [trace])], disk)


def _said_again(study: Study, share: Share, person: str, key: str, records: Sequence[e.Record]) -> list[e.Event]:
    lying, _unreadable = read_sources(all_folders(study.root, share.session), share.session)
    raw, keys = _as_it_lies(study, lying, person)
    again = spared(to_spare(raw, person, keys), records, view(share.session, key, records), person, _fresh)
    for event in again:
        memos = event.memos if isinstance(event, e.Redacted) and isinstance(event.memos, dict) else {}
        said = event.text if isinstance(event, e.Redacted | e.Remark) else ""
        if any(map(is_covered, (said, *memos.values()))):
            raise CannotError("words_locked")
    return again


def _fresh() -> str:
    return secrets.token_hex(8)
