"""Carrying out a change of the codebook: its record first, then codebook.yaml and the sessions, then the seal.

Whatever stops it in between, the record says what was meant and how far it went can be seen, so that it can be finished
or taken back. New codes are in the file before a mark bears them; when a change is taken back, the other way round.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.reshaping import differing
from interviewer.coding.rewriting import Rewritten
from interviewer.coding.unsplicing import as_records
from interviewer.errors import CannotError, Problem
from interviewer.session.disk import DISK, Disk
from interviewer.session.events import Changed, Event
from interviewer.session.journal import Journal, NotSaved
from interviewer.study.codebook_file import BookFile, put, unchanged
from interviewer.study.codebook_history import History, begin, void
from interviewer.study.folder import Study
from interviewer.study.marking import Pens, apply, load
from interviewer.study.whole_file import read_bytes


class Planned(NamedTuple):
    """A change with all that it does: the file's new text, and what is written in sessions (first, where it says so)."""

    change: Changed
    text: str
    events: Mapping[str, Sequence[Event]]
    sessions_first: bool = False


def described(change: Changed, file: BookFile, made: Rewritten) -> Changed:
    """The change with what it does to the file."""
    return replace(
        change,
        splices=as_records(file.source.text, made.edits),
        was_sha256=digest(file.source.text),
        now_sha256=digest(made.text),
        touched=sorted(differing(file.source.book, made.book)),
    )


def digest(text: str) -> str:
    """The SHA-256 of the file with this text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def carry_out(
    study: Study, history: History, file: BookFile, planned: Planned, disk: Disk = DISK
) -> tuple[Problem, ...]:
    """Return when everything is durable, with warnings of where words went when they could not go home.

    Raises CannotError when nothing was done (`codebook_disk_refused` where the disk took nothing), `codebook_half_done` or
    one like it when a part is done and the next command will do the rest.
    """
    unchanged(file)
    try:
        journal = begin(study, history, planned.change, disk)
    except NotSaved as error:
        raise CannotError("codebook_disk_refused", why=why_of(error)) from None
    return finish(study, journal, file, planned, disk)


def finish(
    study: Study, journal: Journal, file: BookFile, planned: Planned, disk: Disk = DISK, *, begun_before: bool = False
) -> tuple[Problem, ...]:
    """The same for a change whose record is durable already, in this journal; `begun_before` where it was cut short once."""
    coder = planned.change.coder
    pens = Pens(study, coder, {one: load(study, one, coder) for one in planned.events}, disk)
    try:
        if planned.sessions_first:
            apply(pens, planned.events)
        _put(file, planned.text, disk)
        if not planned.sessions_first:
            apply(pens, planned.events)
    except (CannotError, OSError) as error:
        _stopped(journal, file, planned, error, begun_before=begun_before)
        if isinstance(error, NotSaved | OSError):
            raise CannotError("codebook_disk_refused", why=why_of(error)) from None
        raise
    journal.close()
    return tuple(pens.warnings)


def _put(file: BookFile, text: str, disk: Disk) -> None:
    if text != file.source.text or file.data is None:
        put(file, text, disk)


def _stopped(
    journal: Journal, file: BookFile, planned: Planned, error: CannotError | OSError, *, begun_before: bool
) -> None:
    """What was begun and not done at all is void; of the rest it is said that it is half done."""
    halfway = isinstance(error, CannotError) and error.problem.rule == "marks_half_applied"
    in_file = planned.text != file.source.text and read_bytes(file.path) == planned.text.encode()
    sessions_done = planned.sessions_first and bool(planned.events) and not isinstance(error, NotSaved)
    rule = (
        "codebook_half_in_file" if in_file and planned.events and not planned.sessions_first else "codebook_half_done"
    )
    if not (halfway or in_file or sessions_done or begun_before):
        try:
            void(journal, planned.change)
        except NotSaved:
            rule = "codebook_only_recorded"
        else:
            return
    journal.abandon()
    raise CannotError(rule, change=planned.change.id, why=why_of(error)) from None


def why_of(error: CannotError | OSError) -> str:
    """What the system said of the disk, as far as it is known."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error.problem.facts().get("why", error.problem.rule))
