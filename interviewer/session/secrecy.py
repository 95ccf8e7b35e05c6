"""Whether words are sealed on their way to the disk, and opened on their way back: what holds for this process.

A journal asks the secrecy of the moment when it is made, and whoever reads a session the one when it is read. In a study
that isn't sealed it is PLAIN. Whoever finds the study says what holds (study/folder.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # every command asks what holds, and few have to do with events
    from collections.abc import Iterable

    from interviewer.session.events import Event, Record


class Secrecy(Protocol):
    """What seals and opens. `session` is the key of a session, the same in all of its files."""

    @property
    def locked(self) -> bool:
        """Whether words are expected to stay covered; else each that does is a fault."""

    def seal(self, session: str, event: Event) -> Event:
        """The event as it goes to the disk. Never fails: keys that aren't durable yet are kept in memory."""

    def settle(self) -> None:
        """Return when every key that something was sealed with is durable; OSError when no place takes it."""

    def open(self, session: str, records: Iterable[Record]) -> tuple[Record, ...]:
        """The records with their words; where no key is at hand they are Covered."""


class Plain:
    """Nothing is sealed; what was sealed stays covered, and none should be."""

    locked = False

    def seal(self, _session: str, event: Event) -> Event:
        """The event itself."""
        return event

    def settle(self) -> None:
        """There are no keys."""

    def open(self, _session: str, records: Iterable[Record]) -> tuple[Record, ...]:
        """The records, sealed words covered."""
        from interviewer.session.words import covered

        return tuple(covered(record) for record in records)


PLAIN: Secrecy = Plain()
_now: list[Secrecy] = [PLAIN]


def use(secrecy: Secrecy) -> None:
    """From here on this holds, for journals that are made and sessions that are read."""
    _now[0] = secrecy


def current() -> Secrecy:
    """What holds now."""
    return _now[0]


def seals() -> bool:
    """Whether words that are kept now are sealed."""
    return _now[0] is not PLAIN
