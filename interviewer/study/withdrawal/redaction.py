"""Words taken out of one turn of an interview, for good, in all of its files."""

import secrets
from contextlib import suppress
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.errors import CannotError
from interviewer.session.disk import DISK, Disk
from interviewer.session.events import Redacted
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.session.restating import found_in, redacted
from interviewer.session.words import is_covered
from interviewer.study.erase import refuse_if_open
from interviewer.study.folder import Study
from interviewer.study.withdrawal.keys import keys_of, recipients_of
from interviewer.study.withdrawal.sweep import all_folders, check_swept, sweep
from interviewer.study.withdrawal.trace import whole_records, write_trace


class Wish(NamedTuple):
    """These words are to go out of that turn, each time that it says them; all of it where no words are given."""

    turn: str
    words: str
    reason: str = ""


class Elsewhere(NamedTuple):
    """Where the same words stand besides: the numbers of turns, and how many memos and notes."""

    turns: tuple[int, ...]
    notes: int


def redact(study: Study, session: str, wish: Wish, disk: Disk = DISK) -> None:
    """Return when the words are taken out of every file of the interview.

    Raises CannotError where a window holds it, where its words are locked, or as the disk says; `doctor --repair` ends what
    was cut short.
    """
    refuse_if_open(session, all_folders(study.root, session))
    found = whole_records(study, session)
    seen = view(session, found.key, found.records)
    turn = next((one for one in seen.turns if one.id == wish.turn), None)
    stretches = found_in(turn.text, wish.words) if turn is not None else []
    if turn is None or (wish.words and not stretches):
        raise CannotError("redact_no_such_words", session=session)
    events = redacted(found.records, seen, turn, stretches, lambda: secrets.token_hex(8))
    if any(isinstance(one, Redacted) and is_covered(one.text) for one in events):
        raise CannotError("words_locked")
    because = [replace(one, reason=wish.reason) if one.turn == turn.id else one for one in events]
    write_trace(study, session, found, because, disk)
    _owe_media(study, session, found.key, disk)
    sweep(study.root, session, disk)
    check_swept(study.root, session)


def _owe_media(study: Study, session: str, key: str, disk: Disk) -> None:
    """Remember which media still have the words; redacting doesn't fail for it."""
    recipients = recipients_of(study)
    if recipients is None:
        return
    from interviewer.study.private import lagging, sticks

    if lagging.media_with(recipients, key, sealed=keys_of(study) is not None):
        with suppress(OSError):
            sticks.owe_passage(recipients, session, disk)


def elsewhere(seen: SessionView, turn: str, words: str) -> Elsewhere:
    """Where else in the interview the same words stand."""
    turns = tuple(n for n, one in enumerate(seen.turns, 1) if one.id != turn and found_in(one.text, words))
    notes = [*(one.memo for one in seen.marks), *(one.text for one in seen.remarks), *seen.form.values()]
    notes += [*(one.why for one in seen.gaps), *(one.note for one in seen.markers)]
    return Elsewhere(turns, sum(bool(found_in(one, words)) for one in notes))
