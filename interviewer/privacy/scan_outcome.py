"""What a scan for names and other traces of people came to, as a manifest says it: counts, and never what was found. Pure."""

from typing import NamedTuple


class ScanOutcome(NamedTuple):
    """How many findings there were under which rules, and what was decided about them.

    `replaced` stand as `[prénom]` and the like in what was written, `accepted` were looked at and left, `open` are those
    that nobody has decided.
    """

    rules_version: str
    found: int = 0
    replaced: int = 0
    accepted: int = 0
    open: int = 0
