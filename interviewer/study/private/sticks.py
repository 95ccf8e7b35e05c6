"""Which media still have what somebody withdrew, or what was taken out of an interview: it stays there until the next `sync out`."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from interviewer.session.disk import DISK, Disk
from interviewer.study.private import copies, notebook
from interviewer.study.private.places import Recipients

NAME = "sticks.json"


class Debt(NamedTuple):
    """What a medium is called, and since it was brought up to date: who withdrew, from which interviews a passage was taken out."""

    label: str
    people: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


def owe(recipients: Recipients, person: str, disk: Disk = DISK) -> None:
    """Enter that every medium known still has something of this person. OSError as the system does."""
    _owe(recipients, Debt("", people=(person,)), disk)


def owe_passage(recipients: Recipients, session: str, disk: Disk = DISK) -> None:
    """Enter that every medium known still has what was taken out of this interview. OSError as the system does."""
    _owe(recipients, Debt("", passages=(session,)), disk)


def _owe(recipients: Recipients, more: Debt, disk: Disk) -> None:
    known, media = dict(behind(recipients)), copies.media(recipients)
    for one, medium in media.items():
        before = known.get(one, Debt(medium.label))
        people, passages = {*before.people, *more.people}, {*before.passages, *more.passages}
        known[one] = Debt(medium.label, tuple(sorted(people)), tuple(sorted(passages)))
    if media:
        _write(recipients, known, disk)


def settle(
    recipients: Recipients,
    medium: str,
    gone: Iterable[str],
    before: str = "",
    disk: Disk = DISK,
    *,
    passages: Iterable[str] = (),
) -> tuple[str, ...]:
    """What is of these people went from that medium; who is still behind there. OSError as the system does.

    `before` is under what the medium was known until now, `passages` are interviews whose passages went too.
    """
    known = dict(behind(recipients))
    debt = known.pop(before or medium, None)
    if debt is None:
        return ()
    people, inside = (set(debt.people) - set(gone), set(debt.passages) - set(passages))
    left = Debt(debt.label, tuple(sorted(people)), tuple(sorted(inside)))
    _write(recipients, known | ({medium: left} if people or inside else {}), disk)
    return left.people


def behind(recipients: Recipients) -> Mapping[str, Debt]:
    """The media that are not up to date; none where that can't be read."""
    told = notebook.read(recipients.team, NAME)
    with suppress(*notebook.MALFORMED):
        names, passages = told.get("labels", {}), told.get("passages", {})
        return {
            str(medium): Debt(
                str(names.get(medium, medium)), tuple(map(str, people)), tuple(map(str, passages.get(medium, ())))
            )
            for medium, people in told["behind"].items()
        }
    return {}


def _write(recipients: Recipients, known: Mapping[str, Debt], disk: Disk) -> None:
    told = {
        "behind": {medium: debt.people for medium, debt in known.items()},
        "passages": {medium: debt.passages for medium, debt in known.items() if debt.passages},
        "labels": {medium: debt.label for medium, debt in known.items()},
    }
    notebook.write(recipients.team, NAME, told, disk)
