"""How long interviews are kept: when each must go, and which should be gone already. Pure: today is passed in."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

MONTHS = 12


class Kept(NamedTuple):
    """An interview, the day on which it was held, and the last day on which it may be kept (both YYYY-MM-DD)."""

    session: str
    held_on: str
    until: str


def until(held_on: str, months: int) -> str:
    """The last day of keeping: so many months later, or the last day of a month that has no such day; empty if unknown."""
    try:
        held = date.fromisoformat(held_on)
    except ValueError:
        return ""
    year, month = divmod(held.year * MONTHS + held.month - 1 + months, MONTHS)
    if year > date.max.year:
        return ""
    return date(year, month + 1, min(held.day, monthrange(year, month + 1)[1])).isoformat()


def overdue(held: Iterable[tuple[str, str]], months: int | None, today: str) -> tuple[Kept, ...]:
    """Of these (session, day) those whose last day is over, the oldest first; none where no term was set."""
    if months is None:
        return ()
    found = (Kept(session, day, until(day, months)) for session, day in held)
    return tuple(sorted((one for one in found if one.until and one.until < today), key=lambda one: (one.until, one)))
