"""What the machine says of itself: the time, and whether the disk under the study is encrypted."""

import os
import re
import sys
import time
from calendar import timegm
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import interviewer
from interviewer.session.disk import SYSTEM, Clock
from interviewer.study.readiness.finding import ATTENTION, NO, OK, Finding, found
from interviewer.study.synced import Mounted, mounted_at

FIRST_YEAR, LAST_YEAR = 2026, 2100
"""No interview was held with this program before, and no clock that says more is right."""
SLACK = 300.0
"""Seconds that clocks of two machines may differ without anybody's fault."""
STAMP = re.compile(r"\.(\d{8}T\d{6})Z\.")
SEALED_ANYWAY = ("ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.securefs")
"""File systems that encrypt by themselves."""
SEALED = "_sealed"
IN_MEMORY = ("tmpfs", "ramfs")
LOW = 30
"""Percent of a battery that may not last for an interview."""
CRYPT = "CRYPT-"
DEEPEST = 8


def clock_finding(names: Iterable[str], clock: Clock = SYSTEM, installed: float | None = None) -> Finding:
    """Whether the clock can be right, by the stamps in the names of the study's files and the age of the program."""
    now = clock.wall()
    year = time.gmtime(now).tm_year if 0 <= now < 1 << 40 else 0
    moment = time.strftime("%Y-%m-%d %H:%M", time.localtime(now)) if year else "?"
    since = _installed() if installed is None else installed
    if not FIRST_YEAR <= year < LAST_YEAR or now < since - SLACK:
        return found("clock", NO, "clock_no", moment=moment)
    newest = max((at for name in names if (at := _stamped(name)) is not None), default=0.0)
    if newest > now + SLACK:
        return found("clock", ATTENTION, "clock_behind", moment=moment, moment_newest=_day(newest))
    return found("clock", OK, "clock_ok", moment=moment)


def _installed() -> float:
    with suppress(OSError):
        return os.stat(interviewer.__file__).st_mtime
    return 0.0


def _stamped(name: str) -> float | None:
    """The moment in a file's name."""
    stamp = STAMP.search(name)
    if stamp is None:
        return None
    try:
        return float(timegm(time.strptime(stamp[1], "%Y%m%dT%H%M%S")))
    except ValueError:
        return None


def _day(wall: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(wall))


def power_findings(batteries: Path = Path("/sys/class/power_supply")) -> Iterator[Finding]:
    """How full the battery is that this machine runs on; nothing where there is none or the system doesn't tell (Linux does)."""
    with suppress(OSError, ValueError):
        for one in sorted(batteries.iterdir()):
            if _told(one / "type") != "Battery" or _told(one / "scope") == "Device":  # of a mouse or a pen
                continue
            percent = int(_told(one / "capacity"))
            low = percent < LOW and _told(one / "status") == "Discharging"
            yield found("power", ATTENTION if low else OK, "power_low" if low else "power_ok", percent=percent)


def _told(file: Path) -> str:
    with suppress(OSError):
        return file.read_text(encoding="ascii", errors="replace").strip()
    return ""


def disk_finding(root: Path, *, sealed: bool = False) -> Finding:
    """Which disk the study is on, and whether it is encrypted where that can be told without being an administrator.

    In a `sealed` study the words are no worse for a disk that is open.
    """
    if sys.platform == "win32":
        return found("disk", ATTENTION, "disk_bitlocker", disk=root.anchor)
    if sys.platform == "darwin":
        return found("disk", ATTENTION, "disk_filevault")
    whole = Path(os.path.realpath(root))
    mounted = mounted_at(whole)
    if mounted is None:
        return found("disk", ATTENTION, "disk_unknown" + SEALED * sealed, disk="?")
    if mounted.kind in IN_MEMORY:
        return found("disk", ATTENTION, "disk_memory", disk=mounted.source)
    encrypted = is_encrypted(whole, mounted)
    if encrypted:
        return found("disk", OK, "disk_encrypted")
    rule = ("disk_unknown" if encrypted is None else "disk_open") + SEALED * sealed
    return found("disk", ATTENTION, rule, disk=mounted.source)


def is_encrypted(whole: Path, mounted: Mounted, system: Path = Path("/sys")) -> bool | None:
    """Whether the folder's file system encrypts, or its block device is or stands on one that dm-crypt (LUKS) made.

    None when that can't be told.
    """
    if mounted.kind in SEALED_ANYWAY:
        return True
    for number in _numbers(whole, mounted):
        device = Path(os.path.realpath(system / "dev" / "block" / number))
        if device.is_dir():
            return _stands_on_crypt(device, DEEPEST)
    return None


def _numbers(whole: Path, mounted: Mounted) -> Iterator[str]:
    """How the system may number the device: by the folder, and (for btrfs, whose folders have none) by what is mounted."""
    with suppress(OSError):
        yield _number(os.stat(whole).st_dev)
    if mounted.source.startswith("/dev/"):
        with suppress(OSError):
            yield _number(os.stat(mounted.source).st_rdev)


def _number(device: int) -> str:
    return f"{os.major(device)}:{os.minor(device)}"


def _stands_on_crypt(device: Path, deeper: int) -> bool:
    """Whether the device, or each of those that it is made of, is encrypted: a volume of LVM may stand on several."""
    if _is_crypt(device):
        return True
    made_of: list[Path] = []
    with suppress(OSError):
        made_of = [Path(os.path.realpath(one)) for one in (device / "slaves").iterdir()]
    return bool(made_of) and deeper > 0 and all(_stands_on_crypt(one, deeper - 1) for one in made_of)


def _is_crypt(device: Path) -> bool:
    with suppress(OSError):
        return (device / "dm" / "uuid").read_text(encoding="ascii", errors="replace").startswith(CRYPT)
    return False
