"""Segments and events to break, and how what is left of them is compared."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from interviewer.session.events import Event, Record, Sealed, Verbatim
from interviewer.session.folder import read_session_records
from interviewer.session.line import FIRST, MARK, Header, encode, kind_of, payload

DATA = Path(__file__).resolve().parent.parent / "data" / "hostile"
KEY = "0123456789abcdef"
RUN = "fedcba9876543210"
WALL = 1_790_000_000.0


def said(number: int, text: str | None = None) -> Verbatim:
    """A verbatim turn whose id and words tell its number."""
    return Verbatim(
        f"{number:016x}", "arrivee", "premiere-fois", f"réponse {number}" if text is None else text, "fr", "p7kq"
    )


def hostile_texts() -> dict[str, str]:
    """Texts that break terminals, spreadsheets and parsers."""
    texts: dict[str, str] = json.loads((DATA / "texts.json").read_text(encoding="utf-8"))
    return texts


def lines_of(events: Sequence[Event], header: Header | None = None, wall: float = WALL) -> list[bytes]:
    """The lines of a segment with these events."""
    opening = header or Header("o" * 16, 1, "0.1.0", "s1", KEY, RUN)
    line, last = encode(0, "open", payload(opening), wall, 0.0, FIRST)
    lines = [line]
    for number, event in enumerate(events, 1):
        line, last = encode(number, kind_of(event), payload(event), wall + number, float(number), last)
        lines.append(line)
    return lines


def segment_of(events: Sequence[Event], header: Header | None = None, wall: float = WALL) -> bytes:
    """The bytes of a segment with these events."""
    return b"".join(lines_of(events, header, wall))


def spoken(count: int, *, sealed: bool = True) -> list[Event]:
    """Turns with words that look like our own marks, control characters and line ends."""
    chance = random.Random(3)
    texts = (f'réponse {n} "cité" \x1b[2J \n {{"~q":9, \u2028' + "mot é " * chance.randint(0, 6) for n in range(count))
    events: list[Event] = [said(n, text) for n, text in enumerate(texts, 1)]
    return [*events, Sealed("5" * 16, count + 1)] if sealed else events


def texts_in(records: Iterable[Record]) -> list[str]:
    """The words of the records, in their order."""
    return [record.event.text for record in records if isinstance(record.event, Verbatim)]


def texts_on_disk(folders: Sequence[Path], session: str = "s1") -> list[str]:
    """The words that a reader finds in these folders."""
    return texts_in(read_session_records(folders, session).records)


def spoil(data: bytes, chance: random.Random) -> bytes:
    """The file after a few random accidents."""
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(spoilt) + 1)
        accident = chance.randrange(4)
        if accident == 0 and at < len(spoilt):
            spoilt[at] = chance.randrange(256)
        elif accident == 1:
            del spoilt[at : at + chance.randint(1, 80)]
        elif accident == 2:
            spoilt[at:at] = data[chance.randrange(len(data)) :][: chance.randint(1, 200)]
        else:
            spoilt[at:at] = chance.choice([b"\n", b"\0" * 50, b"\r\n", MARK, b',"s":"0123456789abcdef"}', b"\xff"])
    return bytes(spoilt)
