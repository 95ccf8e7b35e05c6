"""Sticks and folders to which a study was carried: what they still have, and the command that brings each up to date."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from interviewer.screens.clean import clean
from interviewer.screens.words import _, plural

if TYPE_CHECKING:  # a study without keys needs nothing of this
    from collections.abc import Collection, Iterable, Sequence

    from interviewer.study.folder import Study
    from interviewer.study.private.copies import Medium
    from interviewer.study.private.lagging import Lagging
    from interviewer.study.private.places import Recipients

SHOWN = 3


def lagging_told(study: Study, recipients: Recipients) -> list[str]:
    """A line for each medium that is not up to date, as far as this machine knows, and what a former paper key means there."""
    from interviewer.study.deletions import deletions
    from interviewer.study.private.lagging import lagging

    found = lagging(recipients)
    deleted = deletions(study).keys() if found else set[str]()
    lines = [_line(one, deleted) for one in found]
    if any(one.former for one in found):
        lines.append(
            _("Whoever has a former sheet and a copy from before it was replaced reads what is said later too.")
        )
    return lines


def still_former(recipients: Recipients) -> list[str]:
    """The lines of those media that still open with a former paper key."""
    from interviewer.study.private.lagging import lagging

    return [_line(one) for one in lagging(recipients) if one.former]


def _line(one: Lagging, deleted: Collection[str] = ()) -> str:
    """`deleted` are interviews that go from a medium only when that is asked for."""
    option = " --without-deleted" if set(one.debt.passages) & set(deleted) else ""
    return " ".join([*_still(one), _mended_by(one.medium, option)])


def _still(one: Lagging) -> list[str]:
    stick, debt = clean(one.medium.label), one.debt
    told = []
    if debt.people:
        people = clean(", ".join(debt.people))
        told.append(_("{stick} still has what {people} withdrew.").format(stick=stick, people=people))
    if debt.passages:
        told.append(
            plural(
                "{stick} still has what was taken out of {count} interview.",
                "{stick} still has what was taken out of {count} interviews.",
                len(debt.passages),
                stick=stick,
            )
        )
    if one.former:
        told.append(_("{stick} still opens with a former paper key.").format(stick=stick))
    return told


def _mended_by(medium: Medium, option: str) -> str:
    told = (
        _("{command} brings it up to date.")
        if medium.folder
        else _("{command} brings it up to date; FOLDER is where it is plugged in.")
    )
    return told.format(command=sync_out_to(medium, option))


def sync_out_to(medium: Medium | None, option: str = "") -> str:
    """The command as it can be typed; where it isn't known in which folder the medium lies, with a word in its place."""
    folder = _typed(medium.folder) if medium is not None and medium.folder else _("FOLDER")
    return f"`interviewer sync out {clean(folder)}{option}`"


def sync_out_to_all(media: Iterable[Medium], option: str = "") -> str:
    """The command for each of the media, but only for the first ones where there are many."""
    commands = list(dict.fromkeys(sync_out_to(one, option) for one in media))
    return ", ".join(commands[:SHOWN]) + (", …" if len(commands) > SHOWN else "")


def _typed(folder: str) -> str:
    """The folder as it is typed into the terminal of this system."""
    if os.name == "nt":
        return f'"{folder}"' if " " in folder else folder
    return shlex.quote(folder)


def media_that_have(study: Study, session: str) -> Sequence[Medium] | None:
    """The media on which the session with that key may lie; None in a study without keys, which doesn't know of its media."""
    from interviewer.study.withdrawal.keys import keys_of, recipients_of

    recipients = recipients_of(study)
    if recipients is None:
        return None
    from interviewer.study.private.lagging import media_with

    return media_with(recipients, session, sealed=keys_of(study) is not None)


def after_redaction(study: Study, session: str) -> list[str]:
    """What comes next when words were taken out of the session with that key."""
    media = media_that_have(study, session)
    if media is None:
        return [_("Next: `interviewer sync out FOLDER` takes them off each stick that has this study.")]
    if not media:
        return []
    told = plural(
        "Next: {commands} takes them off the stick; until then `interviewer list` names it.",
        "Next: {commands} take them off the sticks; until then `interviewer list` names these.",
        len(media),
        commands=sync_out_to_all(media),
    )
    return [told]


def after_deletion(media: Sequence[Medium] | None) -> list[str]:
    """What comes next when an interview that these media may have was deleted."""
    if media is None:
        return [_("`interviewer sync out FOLDER --without-deleted` takes it off each stick that has this study.")]
    if not media:
        return []
    told = plural(
        "Next: {commands} takes it off the stick too, for good.",
        "Next: {commands} take it off the sticks too, for good.",
        len(media),
        commands=sync_out_to_all(media, " --without-deleted"),
    )
    return [told]


def after_withdrawal(study: Study, person: str) -> list[str]:
    """What comes next when somebody withdrew."""
    from interviewer.study.withdrawal.keys import recipients_of

    recipients = recipients_of(study)
    if recipients is None:
        told = _("Next: `interviewer sync out FOLDER` for each stick that has this study.")
        return [f"{told} {_hand_over()}"]
    from interviewer.study.private.lagging import lagging

    media = [one.medium for one in lagging(recipients) if person in one.debt.people]
    if not media:
        return []
    told = plural(
        "Next: {commands} takes it off the stick too; until then `interviewer list` names it.",
        "Next: {commands} take it off the sticks too; until then `interviewer list` names these.",
        len(media),
        commands=sync_out_to_all(media),
    )
    return [f"{told} {_hand_over()}"]


def _hand_over() -> str:
    return _("Then sign the certificate and hand it over.")


def after_interview(study: Study, session: str) -> list[str]:
    """What comes next when the keys of the session with that key are on this machine alone."""
    from interviewer.study.withdrawal.keys import keys_of, recipients_of

    recipients = recipients_of(study)
    if recipients is None or keys_of(study) is None:
        return []
    from interviewer.study.private import copies, lagging

    if not lagging.is_here_alone(recipients, session):
        return []
    media = list(copies.media(recipients).values())
    command = sync_out_to(media[-1] if media else None)
    return [_("Today still: {command}. What opens this interview is on this machine alone.").format(command=command)]
