"""What is wrong with a segment, by place: which record is damaged is told by its neighbours, not by its own number."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from interviewer.session.events import Sealed

What = Literal[
    "damaged",  # a record whose bytes are not what was written
    "torn",  # the last line was never finished (a write that was not acknowledged, or a cut)
    "missing",  # records number..last are not there at all
    "edited",  # a record's sum is right, yet the next one was chained to another
    "repeated",  # a record stands again, or out of order
    "no_header",  # the file does not begin with its opening record
    "foreign",  # bytes that are no record, and in whose place none is missing
    "conflict",  # git's conflict markers
    "crlf",  # line ends were changed (git's autocrlf, an editor)
    "no_newline",  # the last record is whole, only its line feed is gone
]
# Nothing was lost by these: every record is there.
HARMLESS: tuple[What, ...] = ("torn", "repeated", "foreign", "conflict", "crlf", "no_newline")
MARKERS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")


class Fault(NamedTuple):
    """Bytes [offset, offset + length) are wrong where records number..last should be. `bytes` are those bytes."""

    what: What
    offset: int
    length: int
    number: int
    bytes: bytes = b""
    last: int = -1


class Piece(NamedTuple):
    """Bytes of a file: a whole line (without its line feed) with what it says, or bytes that are none."""

    offset: int
    raw: bytes
    line: Any


def find_faults(data: bytes, pieces: Sequence[Piece]) -> tuple[Fault, ...]:
    """Everything out of order in a file cut into pieces, from its beginning to its end."""
    faults: list[Fault] = []
    before: Piece | None = None
    between: list[Piece] = []
    for piece in pieces:
        if piece.line is None:
            between.append(piece)
            continue
        faults += _between(before, between, piece)
        before, between = piece, []
    faults += _at_end(data, before, between)
    return tuple(sorted(_with_one_crlf(faults), key=lambda fault: fault.offset))


def _between(before: Piece | None, between: list[Piece], after: Piece) -> Iterator[Fault]:
    """The faults before a whole line, given the whole line before it and the bytes in between."""
    number = before.line.q if before else -1
    room = after.line.q - number - 1
    harmless, suspects = _sorted_out(between, number)
    yield from harmless
    if before and _begins(after) and after.line.q == 0:
        room = 0
    elif room < 0:
        yield Fault("repeated", after.offset, len(after.raw), after.line.q, after.raw, after.line.q)
    elif room == 0 and not before and not _begins(after):
        yield Fault("no_header", after.offset, 0, 0, b"", 0)
    elif room == 0 and before and after.line.p != before.line.s:
        yield Fault("edited", before.offset, len(before.raw), number, before.raw, number)
    suspects = _joined(suspects, room)
    yield from (_fault("damaged", p, number + 1 + n) for n, p in enumerate(suspects[: max(room, 0)]))
    yield from (_fault("foreign", p, max(number, 0)) for p in suspects[max(room, 0) :])
    if room > len(suspects):
        yield Fault("missing", after.offset, 0, number + 1 + len(suspects), b"", after.line.q - 1)


def _begins(piece: Piece) -> bool:
    return piece.raw.startswith(b'{"~q":0,"k":"open"')


def _sorted_out(between: list[Piece], number: int) -> tuple[list[Fault], list[Piece]]:
    """Bytes that never were a record, as faults, and those that may have been one."""
    harmless, suspects = [], []
    for piece in between:
        bare = piece.raw.rstrip(b"\r")
        if bare.startswith(MARKERS) and b'"' not in bare:
            harmless.append(_fault("conflict", piece, max(number, 0)))
        elif not bare:
            harmless.append(_fault("crlf" if piece.raw else "foreign", piece, max(number, 0)))
        else:
            suspects.append(piece)
    return harmless, suspects


def _joined(pieces: list[Piece], room: int) -> list[Piece]:
    """A record that a false line feed cut in two is one again, as far as fewer records are missing than pieces."""
    joined = list(pieces)
    at = len(joined) - 2
    while len(joined) > room > 0 and at >= 0:
        one, other = joined[at], joined[at + 1]
        if one.offset + len(one.raw) + 1 == other.offset:
            joined[at : at + 2] = [Piece(one.offset, one.raw + b"\n" + other.raw, None)]
        at -= 1
    return joined


def _fault(what: What, piece: Piece, number: int) -> Fault:
    return Fault(what, piece.offset, len(piece.raw), number, piece.raw, number)


def _at_end(data: bytes, before: Piece | None, between: list[Piece]) -> Iterator[Fault]:
    """The faults behind the last whole line, where nothing tells how many records there were."""
    number = before.line.q if before else -1
    finished = data.endswith(b"\n")
    harmless, suspects = _sorted_out(between, number)
    yield from harmless
    sealed = before is not None and isinstance(before.line.d, Sealed)
    for n, piece in enumerate(suspects):
        open_end = piece is between[-1] and not finished
        if sealed:
            yield _fault("foreign", piece, number)
        else:
            yield _fault("torn" if open_end else "damaged", piece, number + 1 + n)
    if before and not between and not finished:
        yield Fault("no_newline", len(data), 0, number, b"", number)


def _with_one_crlf(faults: list[Fault]) -> Iterator[Fault]:
    """Line ends are changed in a whole file at once: one fault tells it, from the first record to the last."""
    changed = [fault for fault in faults if fault.what == "crlf"]
    yield from (fault for fault in faults if fault.what != "crlf")
    if changed:
        yield changed[0]._replace(last=changed[-1].number)
