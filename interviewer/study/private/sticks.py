"""Which media keys and names were carried to before somebody withdrew: what is theirs stays there until the next `sync out`."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from interviewer.session.disk import DISK, Disk
from interviewer.study.private import copies, notebook
from interviewer.study.private.places import Recipients

NAME = "sticks.json"


class Debt(NamedTuple):
    """What a medium is called, and who withdrew since it was brought up to date."""

    label: str
    people: tuple[str, ...]


def owe(recipients: Recipients, person: str, disk: Disk = DISK) -> None:
    """Enter that every medium known still has something of this person. OSError as the system does."""
    known, media = dict(behind(recipients)), copies.media(recipients)
    for medium, label in media.items():
        before = known[medium].people if medium in known else ()
        known[medium] = Debt(label, tuple(sorted({*before, person})))
    if media:
        _write(recipients, known, disk)


def settle(
    recipients: Recipients, medium: str, gone: Iterable[str], before: str = "", disk: Disk = DISK
) -> tuple[str, ...]:
    """What is of these people went from that medium; who is still behind there. OSError as the system does.

    `before` is under what the medium was known until now.
    """
    known = dict(behind(recipients))
    debt = known.pop(before or medium, None)
    if debt is None:
        return ()
    left = tuple(sorted(set(debt.people) - set(gone)))
    _write(recipients, known | ({medium: Debt(debt.label, left)} if left else {}), disk)
    return left


def behind(recipients: Recipients) -> Mapping[str, Debt]:
    """The media that are not up to date; none where that can't be read."""
    told = notebook.read(recipients.team, NAME)
    with suppress(*notebook.MALFORMED):
        names = told.get("labels", {})
        return {
            str(medium): Debt(str(names.get(medium, medium)), tuple(map(str, people)))
            for medium, people in told["behind"].items()
        }
    return {}


def _write(recipients: Recipients, known: Mapping[str, Debt], disk: Disk) -> None:
    inside = {medium: sorted(debt.people) for medium, debt in known.items()}
    labels = {medium: debt.label for medium, debt in known.items()}
    notebook.write(recipients.team, NAME, {"behind": inside, "labels": labels}, disk)
