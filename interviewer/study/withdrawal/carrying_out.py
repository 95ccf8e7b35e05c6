"""A withdrawal carried out: first the trace in every interview, which hides the words at once, then the files."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.session.disk import DISK, Disk
from interviewer.session.folder import run_of
from interviewer.study.collected.deleted import note_deleted
from interviewer.study.collected.disk import MAKING, broken_off
from interviewer.study.erase import refuse_if_open
from interviewer.study.folder import Study
from interviewer.study.withdrawal.keys import destroy_withdrawn, in_vault, recipients_of
from interviewer.study.withdrawal.share import Leaving, Share, leave_trace
from interviewer.study.withdrawal.sweep import all_folders, check_swept, sweep, take_off


def today() -> str:
    """The day of now where the computer is (YYYY-MM-DD)."""
    return datetime.now(UTC).astimezone().date().isoformat()


def check_nobody_works(study: Study, found: Sequence[Share]) -> None:
    """CannotError while a window holds one of the interviews, codes it or corrects it."""
    for one in found:
        refuse_if_open(one.session, all_folders(study.root, one.session))


class Carried(NamedTuple):
    """How many files were written anew or taken away, how many keys were destroyed, how many entries of the vault of names.

    `others` are the entries about others whom the person named.
    """

    files: int
    keys: int
    names: int = 0
    others: int = 0


def carry_out(study: Study, found: Sequence[Share], person: str, disk: Disk = DISK) -> Carried:
    """Take the person's part out of all these interviews, the keys of their words and their name in the vault included.

    Raises CannotError when the disk refuses; doing it again goes on where it stopped.
    """
    there = in_vault(study, person)
    leaving = Leaving(person, today(), there.own, there.others)
    for one in found:
        if one.alone:
            note_deleted(study, one.instance)  # bringing the file of the form in again doesn't bring the words back
        leave_trace(study, one, leaving, disk)
        if not one.left:
            leaving = Leaving(person, leaving.day)  # counted once
    if any(one.to_do for one in found) or there.own or there.others:
        _owe_sticks(study, person, disk)
    keys = sum(_end_keys(study, one, disk) for one in found)
    others = there.others
    names = _end_names(study, person, disk, there.own + there.others)
    others = min(others, names)
    return Carried(sum(_sweep(study, one, disk) for one in found), keys, names - others, others)


def _end_keys(study: Study, share: Share, disk: Disk) -> int:
    try:
        return destroy_withdrawn(study, all_folders(study.root, share.session), share.session, disk)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CannotError("keys_not_destroyed", session=share.session, why=why) from None


def _end_names(study: Study, person: str, disk: Disk, there: int) -> int:
    recipients = recipients_of(study) if study.may_have_keys() else None
    if recipients is None:
        return 0
    from interviewer.study.private import vault, withdrawn_names

    try:
        if there:  # before they go, so that a withdrawal cut short is finished everywhere
            withdrawn_names.note(recipients, person, today(), disk)
        return vault.forget(study, person, disk)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CannotError("name_not_destroyed", why=why) from None


def _owe_sticks(study: Study, person: str, disk: Disk) -> None:
    """Remember which media still have something of the person; a withdrawal doesn't fail for it."""
    recipients = recipients_of(study)
    if recipients is not None:
        from interviewer.study.private import sticks

        with suppress(OSError):
            sticks.owe(recipients, person, disk)


def _sweep(study: Study, share: Share, disk: Disk) -> int:
    runs = {run_of(path.name) for path in share.files}
    for left in broken_off(study.root):
        if share.alone and left.name.removeprefix(MAKING) in runs:
            take_off(left, share.session)
    count = sweep(study.root, share.session, disk)
    check_swept(study.root, share.session)
    return count
