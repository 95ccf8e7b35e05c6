"""What a person has in a study: in which interviews, and how much of what; counted, never said."""

import secrets
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.session import events as e
from interviewer.session.disk import DISK, Disk
from interviewer.session.draft import draft_paths
from interviewer.session.folder import find_files, records_in
from interviewer.session.journal import Journal, NotSaved
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.session.restating import said_with_others
from interviewer.session.withdrawn import withdrawn
from interviewer.study.folder import Study
from interviewer.study.git import was_committed
from interviewer.study.withdrawal.sweep import all_folders, due

RESERVE = 1 << 16


class Share(NamedTuple):
    """A person's part in one interview. `alone` says that all of it is theirs, `left` that they withdrew already.

    `files` are those in which something is to be taken out, `others` how many people stay. `notes` are field notes, memos
    and the like: theirs to go where they were alone, somebody's to look through where not. `committed` says that git's
    history holds the interview, `instance` which submission of a form it was made of.
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

    @property
    def to_do(self) -> bool:
        """Whether anything of it still has to be done."""
        return not self.left or bool(self.files) or bool(self.drafts)


def shares(study: Study, person: str) -> list[Share]:
    """All interviews in which the person took part, those included that they withdrew from before."""
    found = (_share(study, session, person) for session in study.session_ids() if _names(study, session, person))
    return [one for one in found if one is not None]


def _names(study: Study, session: str, person: str) -> bool:
    """Whether the interview may be one of the person's; cheaper than reading it."""
    files, _unreadable = find_files(all_folders(study.root, session), session)
    return session.endswith(f"-{person}") or any(f'"{person}"'.encode() in one.data for one in files)


def _share(study: Study, session: str, person: str) -> Share | None:
    folders = all_folders(study.root, session)
    found = records_in(*find_files(folders, session))
    seen = view(session, found.key, found.records)
    left = person in withdrawn(found.records)
    people = [one.id for one in seen.participants]
    if not left and person not in people and not _speaks(seen, person):
        return None
    alone = not [one for one in people if one != person]
    turns = {turn.id for turn in seen.turns if alone or turn.speaker == person}
    facts = [one for one in _facts_of(seen) if alone or one == person]
    again = due(study.root, session)
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
    )


def _speaks(seen: SessionView, person: str) -> bool:
    """Whether anything is filed under somebody who isn't among those with whom the interview was held."""
    return person in (*(turn.speaker for turn in seen.turns), *_facts_of(seen))


def _facts_of(seen: SessionView) -> list[str]:
    """Whose the values and facts are, one by one."""
    return [*(one.participant for one in seen.measures), *(one.participant for one in seen.background)]


def _notes(seen: SessionView) -> int:
    kept = (*seen.form.values(), *(gap.why for gap in seen.gaps), *(marker.note for marker in seen.markers))
    return sum(bool(one.strip()) for one in kept) + len(seen.remarks)


def leave_trace(study: Study, share: Share, person: str, day: str, disk: Disk = DISK) -> None:
    """Write into the interview that the person withdrew. From then on nothing of theirs is read there, by anybody.

    Raises CannotError when the disk takes nothing; then nothing is changed.
    """
    folders = all_folders(study.root, share.session)
    found = records_in(*find_files(folders, share.session))
    seen = view(share.session, found.key, found.records)
    spared = [] if share.alone else said_with_others(found.records, seen, person, _fresh)
    if share.left and not spared:
        return
    scope: e.WithdrawnFrom = "interview" if share.alone else "person"
    trace = e.Withdrawn(_fresh(), person, day, scope)
    try:
        journal = Journal(
            [study.sessions_path / share.session],
            *(share.session, found.key),
            seen=dict.fromkeys(found.seen, ""),  # their sums are of words that go
            reserve=RESERVE,
            disk=disk,
            first=[*spared, *([] if share.left else [trace])],
        )
        journal.close()
    except NotSaved as error:
        raise CannotError("withdrawal_not_begun", session=share.session, why=error.problem.facts()["why"]) from None


def _fresh() -> str:
    return secrets.token_hex(8)
