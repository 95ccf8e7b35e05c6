"""How much of what a withdrawal takes away, in numbers alone. They stay in its trace, so that it can be certified again."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Tally(NamedTuple):
    """What there was of a person in one interview on the day of the withdrawal.

    `keys` are those of their sealed words. `names` are the entries of the vault about them, `others` those about people whom they
    named; these two are counted with the first interview alone.
    """

    turns: int = 0
    marks: int = 0
    facts: int = 0
    notes: int = 0
    drafts: int = 0
    files: int = 0
    keys: int = 0
    names: int = 0
    others: int = 0

    def told(self) -> dict[str, int]:
        """What stands in the trace: no zeros, so that little is told of those of whom there was little."""
        return {name: count for name, count in self._asdict().items() if count} or {"turns": 0}


def tally_of(counts: Mapping[str, int]) -> Tally | None:
    """What a trace tells; None for one of an earlier version, which told nothing. What a later version counts besides is left out."""
    if not counts:
        return None
    return Tally(**{name: max(0, counts.get(name, 0)) for name in Tally._fields})


def summed(tallies: Iterable[Tally]) -> Tally:
    """All of them in one."""
    return Tally(*map(sum, zip(*tallies, Tally(), strict=True)))
