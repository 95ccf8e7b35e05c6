"""Carrying out a change of the codebook: its record first, then codebook.yaml and the sessions, then the seal.

Whatever stops it in between, the record says what was meant and how far it went can be seen, so that it can be finished
or taken back. New codes are in the file before a mark bears them; when a change is taken back, the other way round.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.rewriting import Rewritten
from interviewer.errors import CannotError, Problem
from interviewer.ids import stable_id
from interviewer.session.disk import DISK, Disk
from interviewer.session.events import Changed, Event, Recoded, Splice
from interviewer.session.journal import Journal
from interviewer.study.codebook_file import BookFile, put, read_bytes, unchanged
from interviewer.study.codebook_history import History, begin, void
from interviewer.study.folder import Study
from interviewer.study.marking import Pens, apply, load
from interviewer.yamlsplice import Edit

# Enough around a splice to find its place again after other changes.
AROUND = 200


class Planned(NamedTuple):
    """A change with all that it does: the file's new text, and what is written in sessions (first, where it says so)."""

    change: Changed
    text: str
    events: Mapping[str, Sequence[Event]]
    sessions_first: bool = False


def splices(text: str, edits: Iterable[Edit]) -> list[Splice]:
    """The edits as records, each with what stands around it."""
    made = sorted(edits, key=lambda edit: edit[:2])
    return [
        Splice(start, text[start:end], new, text[max(0, start - AROUND) : start], text[end : end + AROUND])
        for start, end, new in made
    ]


def described(change: Changed, file: BookFile, made: Rewritten) -> Changed:
    """The change with what it does to the file."""
    return replace(
        change,
        splices=splices(file.source.text, made.edits),
        was_sha256=digest(file.source.text),
        now_sha256=digest(made.text),
    )


def digest(text: str) -> str:
    """The SHA-256 of the file with this text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def carry_out(
    study: Study, history: History, file: BookFile, planned: Planned, disk: Disk = DISK
) -> tuple[Problem, ...]:
    """Return when everything is durable, with warnings of where words went when they could not go home.

    Raises CannotError or OSError when nothing was done, CannotError `codebook_half_done` when a part is done and the
    next command will do the rest.
    """
    unchanged(file)
    journal = begin(study, history, planned.change, disk)
    return finish(study, journal, file, planned, disk)


def finish(study: Study, journal: Journal, file: BookFile, planned: Planned, disk: Disk = DISK) -> tuple[Problem, ...]:
    """The same for a change whose record is durable already, in this journal."""
    pens = Pens(study, planned.change.coder, {one: load(study, one, planned.change.coder) for one in planned.events})
    try:
        if planned.sessions_first:
            apply(pens, planned.events)
        _put(file, planned.text, disk)
        if not planned.sessions_first:
            apply(pens, planned.events)
    except (CannotError, OSError) as error:
        _stopped(journal, file, planned, error)
        raise
    journal.close()
    return tuple(pens.warnings)


def _put(file: BookFile, text: str, disk: Disk) -> None:
    if text != file.source.text or file.data is None:
        put(file, text, disk)


def _stopped(journal: Journal, file: BookFile, planned: Planned, error: CannotError | OSError) -> None:
    """What was begun and not done at all is void; of the rest it is said that it is half done."""
    halfway = isinstance(error, CannotError) and error.problem.rule == "marks_half_applied"
    in_file = planned.text != file.source.text and read_bytes(file.path) == planned.text.encode()
    done_elsewhere = planned.sessions_first and planned.events and not isinstance(error, CannotError)
    if not (halfway or in_file or done_elsewhere):
        void(journal, planned.change)
        return
    journal.abandon()
    why = error.problem.rule if isinstance(error, CannotError) else error.strerror or type(error).__name__
    raise CannotError("codebook_half_done", change=planned.change.id, why=why) from None


def recoded(session: str, mark: str, code: str, change: Changed) -> Recoded:
    """The record that gives a mark another code; the same change makes the same record of it on every machine."""
    made = stable_id("recode", session, mark, code, change.id)
    return Recoded(made, mark, code, change.coder, change.reason, change.id)
