"""Days, times and sizes as people say them, in the language of the screens."""

from datetime import UTC, date, datetime

from interviewer.screens.numbers import NO_BREAK, decimal
from interviewer.screens.words import N_, _

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
MEGA, GIGA = 10**6, 10**9
FEW = 10


def moment_said(written: str) -> str:
    """`2026-11-30 17:39` as `30 November 2026, 17:39`; what is no such moment comes back as it is."""
    try:
        moment = datetime.strptime(written, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a place on the wall clock of this machine
    except ValueError:
        return written
    month = _(MONTHS[moment.month - 1])
    told = _("{day} {month} {year}, {hour}:{minute}")
    return told.format(day=moment.day, month=month, year=moment.year, hour=moment.hour, minute=f"{moment.minute:02d}")


def day_said(written: str) -> str:
    """`2026-11-30` as `30 November 2026`; what is no such day comes back as it is."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return written
    told = _("1 {month} {year}") if day.day == 1 else _("{day} {month} {year}")
    return told.format(day=day.day, month=_(MONTHS[day.month - 1]), year=day.year)


def day_of_wall(wall: float) -> str:
    """The day of so many seconds since 1970, where the computer is; `?` where there is no such day."""
    try:
        return day_said(datetime.fromtimestamp(wall, UTC).astimezone().date().isoformat())
    except (ValueError, OverflowError, OSError):
        return "?"


def size_said(count: int) -> str:
    """So many bytes as disks are sold: `68 GB`, `1.4 GB`, `52 MB`."""
    if count < GIGA:
        return _("{number} MB").format(number=count // MEGA).replace(" ", NO_BREAK)
    large = count / GIGA
    number = decimal(int(large * FEW) / FEW) if large < FEW else str(int(large))
    return _("{number} GB").format(number=number).replace(" ", NO_BREAK)
