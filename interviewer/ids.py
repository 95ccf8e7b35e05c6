"""Ids: which are allowed, how session ids are made, ids that are the same on every machine, and sums by which files are known."""

import re
from collections.abc import Collection
from hashlib import blake2b, sha256

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})


def is_id(text: str) -> bool:
    """Whether the text may stand for something in file names on every system: an allow-list, not a list of dangers."""
    return ID.fullmatch(text) is not None and text not in DEVICES


def as_id(typed: str) -> str:
    """What was typed for an id: without spaces around it, capitals made small; to be held against `is_id`.

    Only letters of ASCII are made small: of the sign for kelvin a `k` would come.
    """
    word = typed.strip()
    return word.lower() if word.isascii() else word


def session_id(held_on: str, guide: str, participant: str, taken: Collection[str] = ()) -> str:
    """`<date>-<guide>-<pseudonym>`, with `-2`, `-3`... when it is taken."""
    base = f"{held_on}-{guide}-{participant}"
    made, n = base, 1
    while made in taken:
        n += 1
        made = f"{base}-{n}"
    return made


def stable_id(*parts: str) -> str:
    """16 hexadecimal digits that depend on the parts alone."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def sum_of(data: bytes) -> str:
    """The sum by which a file is known: SHA-256, in hexadecimal digits."""
    return sha256(data).hexdigest()
