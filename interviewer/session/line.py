"""One line of a journal: writing it, reading a whole segment of them, and finding a single flipped bit again.

A line is `{"~q":number,"k":kind,"w":wall,"m":mono,"d":{...},"p":"sum before","s":"sum"}` and a line feed. The sum is
BLAKE2b-64 of all bytes before `,"s":"`, so each line can be judged alone; `p` chains it to the line before.
"""

import json
import math
import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import Annotated, Any, NamedTuple, Union

import msgspec
from msgspec import UNSET, Struct, UnsetType

from interviewer.ids import stable_id
from interviewer.session.damage import Fault, Piece, find_faults
from interviewer.session.events import Event, Record, Sealed, Unknown
from interviewer.session.kinds import KINDS

FIRST = "0" * 16
MARK = b'{"~q":'
OPENING = b'"k":"open"'
TAIL = re.compile(rb',"s":"([0-9a-f]{16})"\}')
TAIL_LENGTH = 24
REPAIRABLE = 1 << 15
# In UTF-8 (surrogates as their three bytes): DEL and C1, the bidi controls, U+2028/9, BOM, U+FFF9-B, surrogates.
UNSAFE = re.compile(
    rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xed[\xa0-\xbf][\x80-\xbf]"
)
UNREADABLE = (ValueError, RecursionError, msgspec.MsgspecError)
ENCODER = msgspec.json.Encoder()


class Header(Struct, frozen=True):
    """What the first record of a segment says: of which session it is, and what its run had seen.

    `rewritten` is how many records stand behind it in a file that was written anew because something in it was withdrawn.
    `key` is the same in all segments of a session. `after` is the run whose records this segment repeats, because
    its own file could not be written any more. `seen` maps each earlier run to the last sum that was read of it.
    """

    id: str = ""
    v: int = 1
    tool: str = ""
    session: str = ""
    key: str = ""
    run: str = ""
    after: str = ""
    seen: dict[str, str] = {}
    stream: str = "session"
    coder: str = ""
    rewritten: int | UnsetType = UNSET


class Segment(Struct, frozen=True):
    """One file as it could be read. `last` is the sum of its last whole line, `wall` the time of its first one.

    `records` leave the header out; `sealed` says that the run ended in order, `joined` that something put several
    files into this one.
    """

    header: Header | None
    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    last: str
    sealed: bool
    run: str = ""
    wall: float = 0.0
    joined: bool = False


class Line(NamedTuple):
    """A line whose sum is right, field by field; `d` is its event or header (None for one that can't be understood)."""

    q: int
    w: float
    m: float
    d: Event | Header | None
    p: str
    s: str


def digest(body: bytes) -> str:
    """The sum of a line's body: 16 hexadecimal digits."""
    return blake2b(body, digest_size=8).hexdigest()


def payload(event: Event | Header) -> bytes:
    """The event as JSON that is safe to print. No text makes it fail, lone surrogates included.

    A high surrogate directly before a low one reads back as the one character that the two spell.
    """
    data = event.data if isinstance(event, Unknown) else event
    try:
        plain = ENCODER.encode(data)
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(data), ensure_ascii=False, separators=(",", ":"))
        plain = text.encode("utf-8", "surrogatepass")
    return UNSAFE.sub(_escaped, plain)


def _escaped(found: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(found[0].decode("utf-8", "surrogatepass"))


def kind_of(event: Event) -> str:
    """The kind under which an event is written."""
    return event.name if isinstance(event, Unknown) else event.kind


def encode(  # noqa: PLR0917 - the fields of a line, in their order
    number: int, kind: str, data: bytes, wall: float, mono: float, previous: str
) -> tuple[bytes, str]:
    """The whole line with its line feed, and its sum. `data` is the payload, times are in seconds."""
    body = b'{"~q":%d,"k":%b,"w":%b,"m":%b,"d":%b,"p":"%b"' % (
        number,
        json.dumps(kind).encode(),
        _seconds(wall),
        _seconds(mono),
        data,
        previous.encode(),
    )
    total = digest(body)
    return b'%b,"s":"%b"}\n' % (body, total.encode()), total


def _seconds(value: float) -> bytes:
    return b"%.3f" % (value if math.isfinite(value) else 0.0)


def read_segment(data: bytes, run: str = "") -> Segment:
    """Everything that can be read of one file. Never raises; what is damaged is named and hides nothing else.

    `run` stands in (usually from the file's name) where the header is lost.
    """
    return _read_whole(data) or _read_pieces(data, run)


def _read_whole(data: bytes) -> Segment | None:
    """The segment if not one byte of it is out of order, else None: three million lines take seconds."""
    raws = data.split(b"\n")
    try:
        lines = _whole_decoder().decode_lines(data)
    except UNREADABLE:
        return None
    if raws.pop() or not lines or len(lines) != len(raws):
        return None
    if not isinstance(lines[0].d, Header) or data.count(OPENING) != 1:
        return None
    last = FIRST
    for number, (raw, line) in enumerate(zip(raws, lines, strict=True)):
        total = line.s
        if blake2b(raw[:-24], digest_size=8).hexdigest() != total or line.p != last or line.q != number:
            return None
        last = total
    header = lines[0].d
    run = header.run
    records = tuple([Record(line.d, line.w, line.m, run, line.q) for line in lines[1:]])
    sealed = bool(records) and isinstance(records[-1].event, Sealed)
    return Segment(header, records, (), last, sealed, run, lines[0].w)


@cache
def _whole_decoder() -> "msgspec.json.Decoder[Any]":
    """One decoder for the lines of all known kinds, chosen by `k`."""
    kinds: dict[str, type[Event | Header]] = {"open": Header, **KINDS}
    shapes = [_shape(kind, cls) for kind, cls in kinds.items()]
    # A union built at run time has no other spelling.
    return msgspec.json.Decoder(Union[tuple(shapes)])  # noqa: UP007


def _shape(kind: str, cls: type[Event | Header]) -> type[Struct]:
    number = ("q", Annotated[int, msgspec.Meta(ge=0)], msgspec.field(name="~q"))
    fields: list[Any] = [number, ("w", float), ("m", float), ("d", cls), ("p", str), ("s", str)]
    return msgspec.defstruct(f"{cls.__name__}Line", fields, tag_field="k", tag=kind, frozen=True, gc=False)


def _read_pieces(data: bytes, run: str) -> Segment:
    header: Header | None = None
    records: list[Record] = []
    pieces = tuple(scan(data))
    lines = [piece.line for piece in pieces if piece.line is not None]
    for line in lines:
        if isinstance(line.d, Header):
            # Two files that something joined into one: what follows belongs to the run of this header.
            header, run = header or line.d, line.d.run or run
        elif line.d is not None:
            records.append(Record(line.d, line.w, line.m, run, line.q))
    own = header.run if header and header.run else run
    sealed = bool(records) and isinstance(records[-1].event, Sealed)
    joined = any(record.run != own for record in records)
    last, wall = (lines[-1].s, lines[0].w) if lines else ("", 0.0)
    return Segment(header, tuple(records), find_faults(data, pieces), last, sealed, own, wall, joined)


def scan(data: bytes) -> Iterator[Piece]:
    """The file cut into lines with right sums and the bytes between them, in order; line feeds at ends left out."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        raw = data[start:end]
        line = open_line(raw)
        if line is not None:
            yield Piece(start, raw, line)
        else:
            yield from _search(raw, start)
        start = end + 1


def open_line(raw: bytes) -> Line | None:
    """The line (given without its line feed), or None unless its sum is right and it can be read."""
    if not raw.startswith(MARK) or digest(raw[:-TAIL_LENGTH]).encode() != _sum_at_end(raw):
        return None
    try:
        line = _whole_decoder().decode(raw)
    except UNREADABLE:
        return _open_slowly(raw)
    return Line(line.q, line.w, line.m, line.d, line.p, line.s)


def _sum_at_end(raw: bytes) -> bytes:
    tail = TAIL.fullmatch(raw[-TAIL_LENGTH:])
    return tail[1] if tail else b""


def _open_slowly(raw: bytes) -> Line | None:
    """A line with lone surrogates, of an unknown kind or of a newer version; None if it is no record at all."""
    try:
        outer = json.loads(raw)
        number, kind, data = outer["~q"], outer["k"], outer["d"]
        line = Line(number, float(outer["w"]), float(outer["m"]), None, outer["p"], outer["s"])
    except (*UNREADABLE, KeyError, TypeError, OverflowError):
        return None
    if type(number) is not int or number < 0 or not isinstance(kind, str) or not isinstance(line.p, str):
        return None
    return line._replace(d=_event(kind, data, line.s))


def _event(kind: str, data: Any, total: str) -> Event | Header | None:
    """The event of that kind, or an Unknown that keeps everything. A header that can't be understood is None."""
    cls: type[Event | Header] | None = Header if kind == "open" else KINDS.get(kind)
    try:
        if cls is not None:
            return msgspec.convert(data, cls)
    except UNREADABLE:
        pass
    if kind == "open":
        return None
    kept = data if isinstance(data, dict) else {"d": data}
    given = kept.get("id")
    return Unknown(given if isinstance(given, str) and given else stable_id(total), kind, kept)


def _search(raw: bytes, start: int) -> Iterator[Piece]:
    """Records inside bytes that are no whole line, and what lies between them."""
    at = 0
    for begin, end in _whole_lines(raw):
        line = open_line(raw[begin:end])
        if line is not None:
            if begin > at:
                yield Piece(start + at, raw[at:begin], None)
            yield Piece(start + begin, raw[begin:end], line)
            at = end
    if at < len(raw) or not raw:
        yield Piece(start + at, raw[at:], None)


def _whole_lines(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where a mark (which no JSON string can hold) is followed by the right sum, before the next mark.

    The sum is continued from one possible end to the next, so hostile bytes cost no more than one pass.
    """
    starts = [found.start() for found in re.finditer(re.escape(MARK), raw)]
    for begin, stop in pairwise((*starts, len(raw))):
        hashed, done = blake2b(digest_size=8), begin
        for tail in TAIL.finditer(raw, begin, stop):
            hashed.update(raw[done : tail.start()])
            done = tail.start()
            if hashed.hexdigest().encode() == tail[1]:
                yield begin, tail.end()
                break


def repair_line(line: bytes) -> bytes | None:
    """The line as it was before one of its bits flipped, or None. With or without its line feed, as it was given.

    Lines of more than 32 KiB are tried in their sum only: each bit of the rest would cost a second and more.
    """
    raw, feed = (line[:-1], b"\n") if line.endswith(b"\n") else (line, b"")
    body, tail = raw[:-TAIL_LENGTH], raw[-TAIL_LENGTH:]
    right = b',"s":"%b"}' % digest(body).encode()
    if len(tail) == TAIL_LENGTH and (int.from_bytes(tail) ^ int.from_bytes(right)).bit_count() == 1:
        tail = right
    else:
        body = _repair_body(body, tail)
    return body + tail + feed if open_line(body + tail) is not None else None


def _repair_body(body: bytes, tail: bytes) -> bytes:
    """The body with one bit turned so that the sum in the tail is right; empty if there is none."""
    found = TAIL.fullmatch(tail)
    if not found or len(body) > REPAIRABLE:
        return b""
    wanted = bytes.fromhex(found[1].decode())
    before = blake2b(digest_size=8)
    for at, byte in enumerate(body):
        rest = body[at + 1 :]
        for bit in range(8):
            turned = bytes((byte ^ 1 << bit,))
            tried = before.copy()
            tried.update(turned + rest)
            if tried.digest() == wanted:
                return body[:at] + turned + rest
        before.update(body[at : at + 1])
    return b""
