"""What is understood of a session as bytes and back, exactly, in a fraction of the time that its journals take. Pure.

MAGIC comes first, then the sum of what the view was made from, then a check of the rest. Every prompt stands there once,
and turns and measures name it by its number: in a view they hold the very same prompt.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from interviewer.session.model import MeasureView, Prompt, SessionView, TurnView

MAGIC = b"interviewer view 1\n"
SUM_LENGTH = 32
CHECK_LENGTH = 4
NOBODY = -1


class Understood(NamedTuple):
    """A session: `seen` maps each run to the last sum read of it, `used` gives the ids of all its records."""

    view: SessionView
    seen: Mapping[str, str]
    used: Callable[[], frozenset[str]]


class Kept(Struct, frozen=True, array_like=True, gc=False):
    """The same; prompts of turns and measures are numbers here, NOBODY where there is none. Few ask for the ids."""

    view: SessionView
    turns: list[int]
    measures: list[int]
    prompt: int
    seen: dict[str, str]
    used: msgspec.Raw


ENCODER = msgspec.msgpack.Encoder()
DECODER = msgspec.msgpack.Decoder(Kept)
IDS = msgspec.msgpack.Decoder(frozenset[str])


def pack(understood: Understood, made_from: bytes) -> bytes:
    """The bytes; none for texts that these bytes can't hold (half surrogate pairs). `made_from` has SUM_LENGTH bytes."""
    view = understood.view
    numbers = {prompt.id: number for number, prompt in enumerate(view.prompts)}

    def number(asked: Prompt | None) -> int:
        return NOBODY if asked is None else numbers[asked.id]

    bare = replace(view, turns=_bare(view.turns), measures=_bare(view.measures), prompt=None)
    asked = [number(one.asked) for one in view.turns], [number(one.asked) for one in view.measures]
    try:
        used = msgspec.Raw(ENCODER.encode(sorted(understood.used())))
        rest = ENCODER.encode(Kept(bare, *asked, number(view.prompt), dict(understood.seen), used))
    except UnicodeEncodeError:
        return b""
    return b"".join((MAGIC, made_from, _check(rest), rest))


def _bare(things: Iterable[TurnView | MeasureView]) -> tuple[TurnView | MeasureView, ...]:
    return tuple(one if one.asked is None else replace(one, asked=None) for one in things)


def unpack(data: bytes, made_from: bytes) -> Understood | None:
    """The session, or None unless these bytes are whole and were made from the same."""
    head = MAGIC + made_from
    start = len(head) + CHECK_LENGTH
    rest = memoryview(data)[start:]
    if not data.startswith(head) or data[len(head) : start] != _check(rest):
        return None
    try:
        kept = DECODER.decode(rest)
        return Understood(_tied(kept), kept.seen, partial(_ids, kept.used.copy()))
    except (msgspec.MsgspecError, ValueError, IndexError, RecursionError):
        return None


def _tied(kept: Kept) -> SessionView:
    """The view as it was, every prompt in its place. Nobody else has seen these values yet."""
    view = kept.view
    prompts = (*view.prompts, None)  # NOBODY stands at the end
    for things, numbers in ((view.turns, kept.turns), (view.measures, kept.measures)):
        for one, number in zip(things, numbers, strict=True):
            if number != NOBODY:
                force_setattr(one, "asked", prompts[number])
    force_setattr(view, "prompt", prompts[kept.prompt])
    return view


def _ids(used: msgspec.Raw) -> frozenset[str]:
    """All ids; those of bytes that somebody laid there and that are none: no id."""
    try:
        return IDS.decode(used)
    except msgspec.MsgspecError:
        return frozenset()


def _check(rest: bytes | memoryview) -> bytes:
    return crc32(rest).to_bytes(CHECK_LENGTH, "big")
