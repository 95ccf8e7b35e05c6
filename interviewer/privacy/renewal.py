"""Paper keys that took the place of an earlier one: which is in force, and how everybody knows that the team made it.

`<number> <day> <signature>`: the first paper key of a study has the number 1 and needs no signature; each later one is
signed by the team's key. Of several, the one with the highest number is in force, then the later, then the greater key: the
same on every machine, whatever arrives first.
"""

import re
from typing import NamedTuple

from interviewer.ids import stable_id
from interviewer.privacy.signing import is_signed, sign

FIRST = 1
RENEWED = re.compile(r"([1-9][0-9]{0,8}) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([A-Za-z0-9_-]{86})", re.ASCII)
MARK = re.compile(r"p([1-9][0-9]{0,8})-[0-9a-f]{8}", re.ASCII)


class PaperKey(NamedTuple):
    """A paper key: its number, its day and its public half in the order of what is in force, and what the team's key says of it."""

    number: int
    day: str
    public: str
    proof: str = ""

    @property
    def renewed(self) -> str:
        """As settings and lists have it; empty for the first one."""
        return f"{self.number} {self.day} {self.proof}" if self.number > FIRST else ""

    @property
    def mark(self) -> str:
        """What the names of files say that are locked for it; empty for the first one."""
        return f"p{self.number}-{stable_id(self.public)[:8]}" if self.number > FIRST else ""


def paper_key(public: str, renewed: str = "") -> PaperKey | None:
    """The paper key of which this is said; None where it is nothing that a program of ours said."""
    if not renewed:
        return PaperKey(FIRST, "", public)
    found = RENEWED.fullmatch(renewed)
    if found is None or int(found[1]) <= FIRST:
        return None
    return PaperKey(int(found[1]), found[2], public, found[3])


def renewal(team_secret: str, team: str, unsigned: PaperKey, chance: bytes) -> PaperKey:
    """The paper key, signed by the team's key. `chance` are 64 random bytes."""
    return unsigned._replace(proof=sign(team_secret, _said(team, unsigned), chance))


def is_proven(team: str, key: PaperKey) -> bool:
    """Whether the team's key says so; of the first one it needn't."""
    return key.number == FIRST or is_signed(team, _said(team, key), key.proof)


def number_of(mark: str) -> int:
    """The number of the paper key with that mark: 1 where there is none."""
    found = MARK.fullmatch(mark)
    return int(found[1]) if found else FIRST


def _said(team: str, key: PaperKey) -> bytes:
    return "\n".join(("interviewer: paper key", team, str(key.number), key.day, key.public)).encode()
