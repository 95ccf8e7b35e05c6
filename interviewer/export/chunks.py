"""A few sessions -> the verified bytes of their rows in every table: what one task of an export does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from interviewer.errors import InterviewerError
from interviewer.export.case import Case, Scope, open_case, why_left_out
from interviewer.export.columns import Layout, tables_for
from interviewer.export.contents import Contents, contents_of
from interviewer.export.dialects import DIALECTS, encode
from interviewer.export.tables import SESSION_TABLES, Row
from interviewer.privacy.pseudonymised import pseudonymised
from interviewer.session.model import SessionView
from interviewer.study.folder import Study
from interviewer.study.reading import Reader


class Job(Struct, frozen=True):
    """All that a task needs besides the ids of its sessions; small, for it is sent along with each.

    `many` says that there are so many sessions that what is understood of them is worth keeping. Sessions that are
    `unread` gave nothing to the columns, so they count as damaged however well they can be read now.
    """

    root: str
    scope: Scope
    dialect: str
    tables: tuple[str, ...]
    many: bool = False
    unread: frozenset[str] = frozenset()


class Tally(NamedTuple):
    """What happened to the sessions of a task, to be said aloud at the end.

    `left_out` counts sessions by reason, `damaged` names those that could not be read whole. `withheld` are turns and
    `withheld_notes` notes whose words were left out for want of consent, `memos` those of coders, which no publishable
    export has. `uses` counts marks and sessions by code. `newer` are sessions that hold records of a newer version of the
    program, which no table knows. `lost` are marks whose words were corrected away; `doubtful` are sessions whose words
    are not published because not all of their records are known. `contents` says whom all of it is about, `table_rows`
    how many rows each table has.
    """

    sessions: int = 0
    rows: int = 0
    withheld: int = 0
    withheld_notes: int = 0
    guarded: int = 0
    long: int = 0
    replaced: int = 0
    left_out: dict[str, int] = {}  # noqa: RUF012 - never changed: `plus` builds new ones
    uses: dict[str, tuple[int, int]] = {}  # noqa: RUF012
    damaged: tuple[str, ...] = ()
    guides: frozenset[str] = frozenset()
    stakeholders: frozenset[str] = frozenset()
    newer: int = 0
    lost: int = 0
    memos: int = 0
    doubtful: int = 0
    contents: Contents = Contents()
    table_rows: dict[str, int] = {}  # noqa: RUF012

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        uses = dict(self.uses)
        for code, (marks, sessions) in other.uses.items():
            before = uses.get(code, (0, 0))
            uses[code] = (before[0] + marks, before[1] + sessions)
        left_out = {
            why: self.left_out.get(why, 0) + other.left_out.get(why, 0) for why in self.left_out | other.left_out
        }
        return Tally(
            self.sessions + other.sessions,
            self.rows + other.rows,
            self.withheld + other.withheld,
            self.withheld_notes + other.withheld_notes,
            self.guarded + other.guarded,
            self.long + other.long,
            self.replaced + other.replaced,
            left_out,
            uses,
            self.damaged + other.damaged,
            self.guides | other.guides,
            self.stakeholders | other.stakeholders,
            self.newer + other.newer,
            self.lost + other.lost,
            self.memos + other.memos,
            self.doubtful + other.doubtful,
            self.contents.plus(other.contents),
            {
                name: self.table_rows.get(name, 0) + rows
                for name, rows in {**self.table_rows, **other.table_rows}.items()
            },
        )


class Chunk(NamedTuple):
    """The bytes of some sessions by table, and their tally."""

    data: dict[str, bytes]
    tally: Tally


Read = Callable[[str], tuple[SessionView, bool]]


def read_from(root: str, *, many: bool) -> Read:
    """A reader of the sessions of that study: a session, and whether all of it could be read.

    Every journal is read, byte by byte: what is kept of a session counts only if it was made from the very bytes that stand
    there now, each record of them judged by its own sum.
    """
    reader = Reader(Study(Path(root)), many=many)

    def read(session_id: str) -> tuple[SessionView, bool]:
        view, problems = reader.read(session_id)
        return view, not any(one.severity == "error" for one in problems)

    return read


def make_chunk(job: Job, session_ids: Sequence[str]) -> Chunk:
    """Read, join, write and compare these sessions; CutError if the bytes don't say what the sessions say."""
    return rows_to_chunk(job, session_ids, read_from(job.root, many=job.many))


def rows_to_chunk(job: Job, session_ids: Sequence[str], read: Read) -> Chunk:
    """The same with any reader of sessions."""
    rows: dict[str, list[Row]] = {name: [] for name in job.tables}
    tally = Tally()
    for session_id in session_ids:
        try:
            view, whole = read(session_id)
        except (InterviewerError, OSError):
            tally = tally.plus(Tally(damaged=(session_id,)))
            continue
        whole = whole and session_id not in job.unread
        why = why_left_out(view, job.scope)
        if why:
            tally = tally.plus(Tally(left_out={why: 1}, damaged=() if whole else (session_id,)))
            continue
        case = open_case(pseudonymised(view), job.scope, whole=whole)
        for name, found in rows.items():
            found.extend(SESSION_TABLES[name](case))
        tally = tally.plus(_tally_of(case, job.tables, whole=whole))
    return _encoded(job, rows, tally)


def _tally_of(case: Case, tables: Sequence[str], *, whole: bool) -> Tally:
    view = case.view
    publishable = case.scope.publishable
    marks = [mark for _, turn in case.speech for mark in case.marks.get(turn.id, ())]
    uses: dict[str, tuple[int, int]] = {}
    for mark in (mark for turn in case.shown_turns for mark in case.marks.get(turn, ())):
        uses[mark.code] = (uses.get(mark.code, (0, 0))[0] + 1, 1)
    return Tally(
        sessions=1,
        withheld=sum(case.hides_turn(person, turn) for person, turn in case.speech) if publishable else 0,
        withheld_notes=_notes_with_words(case) if case.hides_notes and "notes" in tables else 0,
        uses=uses,
        damaged=() if whole else (view.id,),
        guides=frozenset((view.guide,)),
        stakeholders=frozenset(person.stakeholder for person in view.participants),
        newer=int(view.unknown > 0),
        lost=sum(not mark.holds for mark in marks),
        memos=sum(mark.memo != "" for mark in marks) + len(view.remarks) if publishable else 0,
        doubtful=int(publishable and (not whole or view.unknown > 0)),
        contents=contents_of(view, case.people, whole=whole),
    )


def _notes_with_words(case: Case) -> int:
    view = case.view
    texts = [turn.text for turn in case.noted] + [marker.note for marker in view.markers]
    return sum(text != "" for text in (*texts, *(gap.why for gap in view.gaps), *view.form.values()))


def _encoded(job: Job, rows: dict[str, list[Row]], tally: Tally) -> Chunk:
    data = {}
    for name, found in rows.items():
        encoded = encode(found, DIALECTS[job.dialect], _numeric(job.scope.layout)[name])
        data[name] = encoded.data
        tally = tally._replace(
            guarded=tally.guarded + encoded.guarded,
            long=tally.long + encoded.long,
            replaced=tally.replaced + encoded.replaced,
        )
    counts = {name: len(found) for name, found in rows.items()}
    return Chunk(data, tally._replace(rows=counts.get("coded_answers", 0), table_rows=counts))


@lru_cache(maxsize=8)
def _numeric(layout: Layout) -> dict[str, tuple[int, ...]]:
    """The places of the number columns of each table, from 0."""
    return {name: table.numeric for name, table in tables_for(layout).items()}
