"""How somebody likes to write: INTERVIEWER_KEYS holds any of the words `vi`, `newline` and `nomouse`."""

import os
from typing import NamedTuple


class Ways(NamedTuple):
    """How somebody likes to work: vi's keys, a mouse that the room hears, Enter as a new line and Alt-Enter to keep."""

    vi: bool = False
    mouse: bool = True
    enter_is_newline: bool = False


def chosen_ways() -> Ways:
    """The ways that the environment asks for; words that mean nothing here are passed over."""
    words = os.environ.get("INTERVIEWER_KEYS", "").lower().replace(",", " ").split()
    return Ways("vi" in words, "nomouse" not in words, "newline" in words)
