"""Runs the program with a clock that only goes on when a file says so, and with chance from a seed: the same screens each time.

    python -m tests.stopped_clock CLOCK run benevoles --participant p7kx3

CLOCK is a file that holds the seconds since the story began; it is read whenever the program asks for the time. What
waits for real seconds (a hint that goes, the drawing of each second) still does.
"""

import random
import secrets
import sys
import time
from calendar import timegm
from pathlib import Path
from types import ModuleType

BEGAN = timegm((2026, 11, 23, 9, 30, 0))


def stop(clock: Path) -> None:
    """From here on this process gets its times from the file and its ids from one seed."""
    generator, strftime = random.Random("stopped"), time.strftime

    def spent() -> float:
        return float(clock.read_text() or 0)

    def day(form: str, moment: object = None) -> str:
        return strftime(form, time.gmtime(BEGAN + spent()) if moment is None else moment)  # type: ignore[arg-type]

    set_on(
        secrets, token_hex=lambda count=8: f"{generator.getrandbits(count * 8):0{count * 2}x}", choice=generator.choice
    )
    set_on(time, strftime=day)
    from interviewer.session import disk

    set_on(disk, SYSTEM=disk.Clock(lambda: BEGAN + spent(), spent))


def set_on(module: ModuleType, **values: object) -> None:
    """Give names of a module other values."""
    for name, value in values.items():
        setattr(module, name, value)


if __name__ == "__main__":
    stop(Path(sys.argv.pop(1)))
    from interviewer.__main__ import run

    run()
