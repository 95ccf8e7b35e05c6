"""The tables of docs/reliability.md: what was tried and what came of it, and every loss that was ever found."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.faults.classes import CLASSES
from tests.faults.found import FOUND
from tests.faults.nursery import ROOT
from tests.faults.registry import Effort, FaultClass

if TYPE_CHECKING:
    from tests.faults.__main__ import Outcome

PAGE = ROOT / "docs" / "reliability.md"


def part(page: str, name: str, text: str) -> str:
    """The page with this text between the marks of that name."""
    begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    before, _, rest = page.partition(begin)
    _, found, after = rest.partition(end)
    assert found, f"the page has no place for {name}"
    return f"{before}{begin}{text}{end}{after}"


def figures(outcomes: Sequence[Outcome], day: str, before: str = "", effort: Effort = "full") -> str:
    """A row for each class: of those that were run now, and of the others as they stand in the table `before`."""
    rows = {found[1]: line for line in before.splitlines() if (found := COMMAND.search(line))}
    rows |= {outcome.name: _figures_of(outcome, day, effort) for outcome in outcomes}
    machine = f"{platform.system()} {platform.release().split('-')[0]}, {os.cpu_count()} cores, Python {platform.python_version()}"
    head = _row("fault", "how", "trials", *SAFE, "control", "run", "command")
    table = [rows.get(one.name) or _never(one) for one in CLASSES]
    return "\n".join(
        [f"On {machine}:", "", head, _row("---", "---", "---:", "---:", "---:", "---", "---", "---"), *table]
    )


def _figures_of(outcome: Outcome, day: str, effort: Effort) -> str:
    one, tally = next(one for one in CLASSES if one.name == outcome.name), outcome.tally
    run = f"{day}{RUNS[effort]}"
    if outcome.missing:
        return _row(one.fault, one.how, "skipped", "", "", outcome.missing, run, _command(one))
    control = f"{one.control}: {outcome.control.lost:,} lost in {outcome.control.trials:,} trials"
    told = (f"{tally.trials:,}", f"{tally.acknowledged:,}", f"{tally.lost:,}")
    return _row(one.fault, one.how, *told, control, run, _command(one))


def _never(one: FaultClass) -> str:
    return _row(one.fault, one.how, "not run here yet", "", "", one.control, "", _command(one))


def _command(one: FaultClass) -> str:
    return f"`make faults ONLY={one.name}`"


RUNS = {"quick": ", a sample", "full": "", "long": ", long"}
COMMAND = re.compile(r"`make faults ONLY=([\w-]+)` \|$")
SAFE = ("acknowledged", "lost")


def losses() -> str:
    """A row for each loss that was ever found."""
    rows = [_row("what was lost", "found by", "became", "held by"), _row("---", "---", "---", "---")]
    return "\n".join([*rows, *(_row(one.what, one.found_by, one.became, f"`{one.held}`") for one in FOUND)])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def write(outcomes: Sequence[Outcome], effort: Effort) -> None:
    """Put both tables into the page."""
    day = time.strftime("%d %B %Y").lstrip("0")
    page = PAGE.read_text(encoding="utf-8")
    before = page.partition(f"<!-- {FIGURES} -->")[2].partition(f"<!-- end of {FIGURES} -->")[0]
    page = part(page, FIGURES, figures(outcomes, day, before, effort))
    PAGE.write_text(part(page, LOSSES, losses()), encoding="utf-8")


FIGURES, LOSSES = "figures: make faults", "losses: tests/faults/found.py"

if __name__ == "__main__":
    PAGE.write_text(part(PAGE.read_text(encoding="utf-8"), LOSSES, losses()), encoding="utf-8")
