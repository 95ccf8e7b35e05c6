"""The fire drill: does each key alone open everything? Losing the only one must not be possible in silence."""

import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.privacy import age
from interviewer.study.private import cabinet, notebook, places, vault
from interviewer.study.private.places import Recipients

NAME, OVERDUE = "drill.json", 30
"""OVERDUE: days after which it is time for the next one."""
DAY = 86_400.0


class Drill(NamedTuple):
    """How many files there are in cabinet and vault, how many each key opened, and which ones neither did."""

    keys: int
    names: int
    by_team: int
    by_paper: int
    lost: tuple[Path, ...]
    half: tuple[Path, ...]

    @property
    def files(self) -> int:
        """All files that were tried."""
        return self.keys + self.names

    @property
    def passed(self) -> bool:
        """Whether each key alone opens everything."""
        return self.by_team == self.by_paper == self.files


class Last(NamedTuple):
    """The last drill that was entered: the day of the last success (empty for never), files that no key opened in the last one."""

    day: str = ""
    lost: int = 0

    def days_ago(self, now: float) -> int | None:
        """Days since the last success; None for never."""
        with suppress(ValueError):
            return max(0, int((now - time.mktime(time.strptime(self.day, "%Y-%m-%d"))) // DAY))
        return None


def hold(recipients: Recipients, team: str, paper: str) -> Drill:
    """Open every file of cabinet and vault with the team's secret key, then with that of the paper. Writes nothing."""
    wrapped = cabinet.keys_in(places.cabinets(recipients.team))
    entries = vault.files(recipients)
    team_opens = set(_opened(wrapped, entries, team))
    paper_opens = set(_opened(wrapped, entries, paper))
    every = [*(one.path for one in wrapped), *entries]
    return Drill(
        len(wrapped),
        len(entries),
        len(team_opens),
        len(paper_opens),
        tuple(path for path in every if path not in team_opens | paper_opens),
        tuple(path for path in every if (path in team_opens) != (path in paper_opens)),
    )


def _opened(wrapped: Iterable[cabinet.Wrapped], entries: Iterable[Path], secret: str) -> Iterable[Path]:
    for one in wrapped:
        with suppress(OSError, age.AgeError):
            cabinet.unwrap(one, secret)
            yield one.path
    for path in entries:
        with suppress(OSError, age.AgeError):
            vault.read_entry(path, secret)
            yield path


def enter(recipients: Recipients, drill: Drill) -> None:
    """Enter today as the day of the last success, if it was one, and how many files no key opened."""
    day = time.strftime("%Y-%m-%d") if drill.passed else last(recipients).day
    notebook.write(recipients.team, NAME, {"day": day, "lost": len(drill.lost), "files": drill.files})


def last(recipients: Recipients) -> Last:
    """What was entered; nothing where there is none or it can't be read."""
    known = notebook.read(recipients.team, NAME)
    with suppress(*notebook.MALFORMED):
        return Last(str(known["day"]), int(known["lost"]))
    return Last()


def is_due(recipients: Recipients, now: float) -> bool:
    """Whether there is something to lose and the last success is too long ago, or never was."""
    ago = last(recipients).days_ago(now)
    return (ago is None or ago > OVERDUE) and anything(recipients)


def anything(recipients: Recipients) -> bool:
    """Whether cabinet or vault holds anything."""
    return bool(vault.files(recipients)) or bool(cabinet.keys_in(places.cabinets(recipients.team)))
