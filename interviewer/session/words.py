"""Which fields of an event hold what people said or noted about them, and whose they are. Everything else is structure. Pure.

In a sealed study these fields are sealed on their way to the disk (secrecy.py); the rest stays in clear, so that git
merges, coverage and `doctor` work without any key.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Self

from msgspec.structs import replace

from interviewer.session import events as e

WORDS: dict[type[e.Event], tuple[str, ...]] = {
    e.Asked: ("text",),
    e.Verbatim: ("text",),
    e.Paraphrase: ("text",),
    e.Observation: ("text",),
    e.Memo: ("text",),
    e.Recovered: ("text",),
    e.Draft: ("text",),
    e.Fixed: ("text", "reason"),
    e.Gap: ("why",),
    e.Measured: ("value",),
    e.Background: ("value",),
    e.Marker: ("note",),
    e.Form: ("text",),
    e.Mark: ("excerpt", "memo"),
    e.Remark: ("text",),
    e.Recoded: ("reason",),
    e.Redacted: ("text", "reason", "memos"),
}
SIGN = b'"~s1~'
"""What a file of a session holds somewhere if any of its words are sealed."""
TOKEN = re.compile(r"~s1~([0-9a-f]{16})~([A-Za-z0-9_-]+)")
COVER = "▒▒▒▒▒"
"""What stands for words that can't be read without a key."""


class Covered(str):
    """Words that no key at hand opens: shown as COVER, written again as the `token` that they are sealed in."""

    __slots__ = ("token",)
    token: str

    def __new__(cls, token: str) -> Self:
        made = super().__new__(cls, COVER)
        made.token = token
        return made

    def __getnewargs__(self) -> tuple[str]:
        return (self.token,)


def is_covered(value: Any) -> bool:
    """Whether the words stand under a cover, wholly or where others were joined to them."""
    return isinstance(value, str) and COVER in value


def is_shut(event: e.Event) -> bool:
    """Whether words of the event stand under a cover, for want of their key."""
    return any(isinstance(getattr(event, field), Covered) for field in fields_of(event))


def fields_of(event: e.Event) -> tuple[str, ...]:
    """The fields of this event that hold words; the words of a guide are none."""
    if isinstance(event, e.Asked) and event.origin != "improvised":
        return ()
    return WORDS.get(type(event), ())


def with_words(event: e.Event, change: Callable[[str, Any], Any]) -> e.Event:
    """The event with `change(field, value)` in place of all words that it holds; empty ones stay as they are."""
    held = {field: value for field in fields_of(event) if (value := getattr(event, field)) not in ("", None)}
    made = {field: new for field, value in held.items() if (new := change(field, value)) is not value}
    return replace(event, **made) if made else event


def sealed_under(event: e.Event) -> frozenset[str]:
    """The ids of the keys under which words of the event are sealed, as it lies on the disk."""
    found = (token_in(getattr(event, field)) for field in fields_of(event))
    return frozenset(one[1] for one in found if one is not None)


def has_clear_words(event: e.Event) -> bool:
    """Whether the event, as it lies on the disk, holds words that are not sealed."""
    held = (getattr(event, field) for field in fields_of(event))
    return any(value not in ("", None) and token_in(value) is None for value in held)


def token_in(value: Any) -> re.Match[str] | None:
    """The key's id and the sealed bytes, if the value is a token and not words."""
    return TOKEN.fullmatch(value) if isinstance(value, str) and value.startswith("~s1~") else None


def covered(record: e.Record) -> e.Record:
    """The record with all sealed words under their cover."""
    return with_event(
        record, with_words(record.event, lambda _field, value: Covered(value) if token_in(value) else value)
    )


def with_event(record: e.Record, event: e.Event) -> e.Record:
    """The record with that event; itself if it is the same."""
    return record if event is record.event else replace(record, event=event)


class Owners:
    """To whom the words of each event belong: a participant, or nobody (empty) in a group where it isn't said."""

    def __init__(self) -> None:
        self._participants: tuple[str, ...] = ()
        self._turns: dict[str, str] = {}

    def hear(self, events: Iterable[e.Event]) -> None:
        """These events belong to the session too."""
        for event in events:
            self._hear(event)

    def _hear(self, event: e.Event) -> None:
        if isinstance(event, e.Turn):
            self._turns[event.id] = event.speaker
        elif isinstance(event, e.Held) and not self._participants:
            self._participants = tuple(person.id for person in event.participants)
        elif isinstance(event, e.Attributed):
            self._turns[event.turn] = event.speaker
        elif isinstance(event, e.Split):
            self._turns[event.id] = self._turns.get(event.turn, "")

    def of(self, event: e.Event) -> str:
        """The participant, or nobody. With one participant all words of the session are theirs."""
        if len(self._participants) == 1:
            return self._participants[0]
        person = getattr(event, "participant", "") or getattr(event, "speaker", "")
        turn = event.target if isinstance(event, e.Remark) else getattr(event, "turn", "")
        return person or self._turns.get(turn, "")
