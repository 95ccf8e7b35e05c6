"""Files of a session written anew, once something in them is withdrawn: what is kept, byte for byte, and tombstones. Pure.

Each line keeps its number, its time and its place. Sums begin anew, and those of before are nowhere kept: whoever knows
all else of a line could try out by its sum what it said.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from interviewer.ids import stable_id
from interviewer.session.events import Event, Tombstone, Unknown
from interviewer.session.line import (
    FIRST,
    Header,
    Line,
    digest,
    encode,
    kind_of,
    open_line,
    payload,
    repair_line,
    scan,
)

CHAIN = re.compile(rb',"p":"[^"\\]*","s":"[0-9a-f]{16}"\}\Z')
DAMAGED = "damaged"
# What a damaged number claims to be missing may be millions.
MOST_MISSING = 1000


class Part(NamedTuple):
    """The lines of one run in a file, by number, each with its bytes; `header` is its opening line, None where it is lost."""

    run: str
    header: Line | None
    header_raw: bytes
    lines: dict[int, tuple[bytes, Line]]


class Anew(NamedTuple):
    """The bytes of a file that holds one run as it is to be now; `numbers` are its records, the header left out."""

    run: str
    data: bytes
    numbers: frozenset[int]


def parts(data: bytes, run: str) -> list[Part]:
    """The runs in a file: one, unless something joined several. Single flipped bits are turned back; what nobody can read is left out."""
    found = [Part(run, None, b"", {})]
    for raw, line in _lines(data):
        if isinstance(line.d, Header):
            found.append(Part(line.d.run or run, line, raw, {}))
        elif line.d is not None:
            found[-1].lines.setdefault(line.q, (raw, line))
    return [part for part in found if part.header is not None or part.lines]


def _lines(data: bytes) -> Iterator[tuple[bytes, Line]]:
    for piece in scan(data):
        raw = piece.raw if piece.line is not None else repair_line(piece.raw)
        line = piece.line if piece.line is not None else open_line(raw) if raw else None
        if raw and line is not None:
            yield raw, line


def anew(part: Part, gone: Mapping[str, Event], runs: Collection[str], opening: Header) -> Anew:
    """The part as it is without what is gone. `runs` are all that are written anew: no sum of theirs is kept.

    `opening` is the header of a part that lost its own.
    """
    lines = list(_filled(part))
    first = lines[0][1] if lines else part.header
    head = part.header or Line(0, first.w if first else 0.0, 0.0, opening, FIRST, "")
    raw, last = encode(0, "open", _opening(part, head, len(lines), runs), head.w, head.m, FIRST)
    written = [raw]
    for old, line in lines:
        raw, last = _line(old, line, gone, last)
        written.append(raw)
    return Anew(part.run, b"".join(written), frozenset(line.q for _raw, line in lines))


def _filled(part: Part) -> Iterator[tuple[bytes, Line]]:
    """The lines by number; what is missing between two of them, and can't be read, is a tombstone."""
    before: Line | None = None
    for number, (raw, line) in sorted(part.lines.items()):
        first = before.q + 1 if before else 1
        if number - first <= MOST_MISSING:
            for missing in range(first, number):
                lost = Tombstone(stable_id("lost", part.run, str(missing)), DAMAGED)
                yield b"", Line(missing, line.w, line.m, lost, "", "")
        yield raw, line
        before = line


def _line(raw: bytes, line: Line, gone: Mapping[str, Event], last: str) -> tuple[bytes, str]:
    event = line.d
    assert isinstance(event, Event)
    now = gone.get(event.id, event)
    chain = CHAIN.search(raw) if now == event else None
    if chain is None:
        return encode(line.q, kind_of(now), payload(now), line.w, line.m, last)
    body = raw[: chain.start()] + b',"p":"%b"' % last.encode()
    total = digest(body)
    return b'%b,"s":"%b"}\n' % (body, total.encode()), total


def _opening(part: Part, head: Line, count: int, runs: Collection[str]) -> bytes:
    """The header, fields of newer versions kept."""
    assert isinstance(head.d, Header)
    if not part.header_raw:
        return payload(replace(head.d, run=part.run, rewritten=count))
    fields: dict[str, Any] = json.loads(part.header_raw)["d"]
    fields["rewritten"] = count
    fields["seen"] = {run: "" if run in runs else last for run, last in head.d.seen.items()}
    return payload(Unknown(head.d.id, "open", fields))


def holds(events: Iterable[Event], gone: Mapping[str, Event]) -> bool:
    """Whether any of the events still says what is gone."""
    return any(gone.get(event.id, event) != event for event in events)


def remembers(header: Header | None, runs: Collection[str], lasts: Mapping[str, Collection[str]]) -> bool:
    """Whether the header keeps a sum of a run that was written anew, from before that."""
    seen = header.seen if header is not None else {}
    return any(last and run in runs and last not in lasts.get(run, ()) for run, last in seen.items())


def lasts_of(sums: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    """The last sums of files, by run."""
    found: dict[str, set[str]] = {}
    for run, last in sums:
        found.setdefault(run, set()).add(last)
    return found
