"""A change of the codebook taken back, or finished where it was cut short."""

from typing import NamedTuple

from interviewer.coding.codebook import read_codebook
from interviewer.coding.model import Codebook
from interviewer.coding.reshaping import differing
from interviewer.coding.unsplicing import backwards, exactly, forwards
from interviewer.errors import CannotError, Problem
from interviewer.session.disk import DISK, Disk
from interviewer.session.events import Changed
from interviewer.session.journal import NotSaved
from interviewer.study.carrying import Events, marks_of, reach, recodings
from interviewer.study.codebook_change import Planned, digest, finish, why_of
from interviewer.study.codebook_file import BookFile
from interviewer.study.codebook_history import History, Past, begin
from interviewer.study.folder import Study
from interviewer.study.marking import emergent_codes


class Undoing(NamedTuple):
    """The file without the change, what it says then, and how many marks a later change took further, which stay."""

    text: str
    book: Codebook
    moved_on: int


def sessions_first(history: History, change: Changed) -> bool:
    """Whether sessions are written before the file: codes are there before marks bear them, and go after."""
    if not change.undoes:
        return False
    undone = history.find(change.undoes)
    return undone is not None and not sessions_first(history, undone.change)


def last_standing(history: History) -> Past | None:
    """The last change that counts and takes nothing back itself."""
    return next(
        (one for one in reversed(history.past) if not one.change.undoes and history.stands(one.change.id)), None
    )


def found(history: History, name: str) -> Past:
    """The change whose id begins so; without a name the last one that stands. CannotError when there is none."""
    if not name:
        last = last_standing(history)
        if last is None:
            raise CannotError("codebook_nothing_to_undo")
        return last
    several = [one for one in history.past if one.change.id.startswith(name.strip().lower())]
    if len(several) != 1:
        raise CannotError("codebook_several_changes" if several else "codebook_no_change", name=name[:40])
    return several[0]


def undone(study: Study, file: BookFile, history: History, past: Past) -> Undoing:
    """What taking the change back would make. CannotError where it can't be: the text is another one now, or marks would lose their code."""
    change = past.change
    if not history.stands(change.id):
        raise CannotError("codebook_undone_already", change=change.id)
    text = _text_without(file, past)
    if text is None:
        raise CannotError("codebook_text_changed", change=change.id)
    book, _problems = read_codebook(text.encode())
    if book is None or not differing(file.source.book, book).keys() <= {*change.touched, *change.codes}:
        raise CannotError("codebook_text_changed", change=change.id)
    stands = reach(study, change.id)
    _refuse_orphans(study, file.source.book, book, set(stands.before))
    return Undoing(text, book, stands.moved_on)


def _text_without(file: BookFile, past: Past) -> str | None:
    text, change = file.source.text, past.change
    if digest(text) == change.now_sha256:
        return exactly(text, change.splices, back=True)
    if digest(text) == change.was_sha256 and not past.whole:
        return text  # it was cut short before it came to the file
    found_there = backwards(text, change.splices)
    # Of one that was cut short nobody knows whether it came to the file: what people made of it since stays.
    return text if found_there is None and not past.whole else found_there


def _refuse_orphans(study: Study, now: Codebook, then: Codebook, going_back: set[tuple[str, str]]) -> None:
    """Marks must not be left with a code that nobody knows."""
    known = {code.id for code in then.codes} | {old for code in then.codes for old in code.was}
    gone = {name for code in now.codes for name in (code.id, *code.was)} - known
    if not gone:
        return
    left: dict[str, int] = {}
    for one in marks_of(study, frozenset(gone)):
        if (one.view.id, one.mark.id) not in going_back:
            left[one.mark.code] = left.get(one.mark.code, 0) + 1
    born = emergent_codes(study) if left else {}
    for code, marks in left.items():
        if code not in born:
            raise CannotError("codebook_undo_in_use", code=code, count=marks)


# --- what was cut short ---


def resume(study: Study, history: History, file: BookFile, past: Past, disk: Disk = DISK) -> tuple[Problem, ...]:
    """Return when all of the change is done. CannotError where the file is another one now and the change can't be found in it."""
    change = past.change
    text = _text_with(file, change)
    if text is None:
        raise CannotError("codebook_unfinished_lost", change=change.id)
    events = _events(study, change, file)
    planned = Planned(change, text, events, sessions_first(history, change))
    try:
        journal = begin(study, history, change, disk)
    except NotSaved as error:
        raise CannotError("codebook_half_done", change=change.id, why=why_of(error)) from None
    return finish(study, journal, file, planned, disk, begun_before=True)


def _events(study: Study, change: Changed, file: BookFile) -> Events:
    return recodings(study, change, file.source.book)


def _text_with(file: BookFile, change: Changed) -> str | None:
    """The file with the change, whether it is in it already or not."""
    text, now = file.source.text, digest(file.source.text)
    if now == change.now_sha256 or not change.splices:
        return text
    if now == change.was_sha256:
        return exactly(text, change.splices)
    return text if backwards(text, change.splices) is not None else forwards(text, change.splices)
