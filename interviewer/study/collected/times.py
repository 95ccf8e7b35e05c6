"""When answers were collected, and for how long: what phones and servers wrote, as far as it can be true."""

import time
from collections.abc import Sequence

from interviewer.guide.xlsform import names as n
from interviewer.session.collected.cells import Cells, day_of, seconds_of
from interviewer.session.collected.columns import bare_name
from interviewer.session.collected.taking import Facts, Left
from interviewer.study.collected.guides import Known

NOON = "T12:00:00"
HOUR, DAY = 3600.0, 86400.0
LONGEST = 12 * HOUR
"""A form that stood open for longer was left, and filled in or sent another day."""
SENT = ("submissiondate", "_submission_time")


def facts_of(known: Known, cells: Cells, instance: str, code: str) -> Facts | None:
    """What is settled before the answers are read; None where nothing tells the day.

    It ends when it began where nothing tells how long it took.
    """
    day = day_of(cells.text(n.TODAY)) or day_of(cells.text(n.START))
    if not day:
        return None
    began = seconds_of(cells.text(n.START))
    started = began if began is not None else seconds_of(day + NOON) or 0.0
    return Facts(
        instance, code, day, started, started + (0.0 if too_long(cells) else _length(cells)), known.groups, known.commit
    )


def too_long(cells: Cells) -> tuple[Left, ...]:
    """That the time from the beginning to the end, in hours, is that of no conversation."""
    length = _length(cells)
    return (Left("answers_length", n.END, round(length / HOUR)),) if length > LONGEST else ()


def _length(cells: Cells) -> float:
    """Seconds from the beginning of the form to its end; 0 where they aren't both known."""
    began, ended = seconds_of(cells.text(n.START)), seconds_of(cells.text(n.END))
    return 0.0 if began is None or ended is None else max(0.0, ended - began)


def latest_day(row: Sequence[str], head: Sequence[str]) -> str:
    """The last day, YYYY-MM-DD, that the interview can have been held on: a day may begin earlier elsewhere on earth.

    It is that on which the server got it, whose clock is right; today, where the file doesn't tell.
    """
    sent = (seconds_of(cell) for name, cell in zip(head, row, strict=False) if bare_name(name) in SENT)
    got = next((moment for moment in sent if moment is not None), time.time())
    return time.strftime("%Y-%m-%d", time.gmtime(got + DAY))
