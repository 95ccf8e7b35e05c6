"""Media on which an interview lies, and those that a `sync out` has to bring up to date, as far as this machine knows."""

from typing import NamedTuple

from interviewer.study.private import cabinet, copies, places, sticks
from interviewer.study.private.copies import Medium
from interviewer.study.private.paper_keys import mark_of
from interviewer.study.private.places import Recipients
from interviewer.study.private.sticks import Debt


class Lagging(NamedTuple):
    """A medium that is not up to date: what it still has, and whether a former paper key still opens something there."""

    medium: Medium
    debt: Debt
    former: bool


def lagging(recipients: Recipients) -> list[Lagging]:
    """All media that are not up to date."""
    debts, media, mark = sticks.behind(recipients), copies.media(recipients), mark_of(recipients)
    found = []
    for one in dict.fromkeys([*media, *debts]):
        debt = debts.get(one, Debt(media[one].label if one in media else ""))
        medium = media.get(one, Medium(debt.label, sheet=mark))
        # Without a mark the first paper key is in force, or one that isn't known.
        former = bool(mark) and medium.sheet != mark
        if one in debts or former:
            found.append(Lagging(medium, debt, former))
    return found


def media_with(recipients: Recipients, session: str, *, sealed: bool) -> list[Medium]:
    """The media on which the session with that key may lie: all, but none where its words are sealed and no key of it ever travelled."""
    media = list(copies.media(recipients).values())
    return media if not sealed or _ids(recipients, session) & copies.copied(recipients) else []


def is_here_alone(recipients: Recipients, session: str) -> bool:
    """Whether a key of the session with that key is on no medium."""
    return bool(_ids(recipients, session) - copies.copied(recipients))


def _ids(recipients: Recipients, session: str) -> set[str]:
    found = cabinet.keys_in(places.cabinets(recipients.team), session)
    return {one.id for one in found if one.session == session}
