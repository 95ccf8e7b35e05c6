"""The tables of docs/reliability.md: what was tried and what came of it, and every loss that was ever found."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.faults.classes import CLASSES
from tests.faults.found import FOUND
from tests.faults.nursery import ROOT

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


def figures(outcomes: Sequence[Outcome], day: str) -> str:
    """A row for each class that was run."""
    machine = f"{platform.system()} {platform.release().split('-')[0]}, {os.cpu_count()} cores, Python {platform.python_version()}"
    rows = [f"`make faults` on {day} ({machine}):", "", _row("fault", "how", "trials", *SAFE, "control", "command")]
    rows.append(_row("---", "---", "---:", "---:", "---:", "---", "---"))
    by_name = {one.name: one for one in CLASSES}
    for outcome in outcomes:
        one, tally = by_name[outcome.name], outcome.tally
        command = f"`make faults ONLY={one.name}`"
        if outcome.missing:
            rows.append(_row(one.fault, one.how, "skipped", "", "", outcome.missing, command))
            continue
        control = f"{one.control}: {outcome.control.lost:,} lost in {outcome.control.trials:,} trials"
        rows.append(
            _row(one.fault, one.how, f"{tally.trials:,}", f"{tally.acknowledged:,}", str(tally.lost), control, command)
        )
    trials, safe = sum(one.tally.trials for one in outcomes), sum(one.tally.acknowledged for one in outcomes)
    lost = sum(one.tally.lost for one in outcomes)
    return "\n".join([*rows, "", f"All together: {trials:,} trials, {safe:,} acknowledged, {lost} lost."])


SAFE = ("acknowledged", "lost")


def losses() -> str:
    """A row for each loss that was ever found."""
    rows = [_row("what was lost", "found by", "became", "held by"), _row("---", "---", "---", "---")]
    return "\n".join([*rows, *(_row(one.what, one.found_by, one.became, f"`{one.held}`") for one in FOUND)])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def write(outcomes: Sequence[Outcome]) -> None:
    """Put both tables into the page."""
    page = part(PAGE.read_text(encoding="utf-8"), FIGURES, figures(outcomes, time.strftime("%d %B %Y").lstrip("0")))
    PAGE.write_text(part(page, LOSSES, losses()), encoding="utf-8")


FIGURES, LOSSES = "figures: make faults", "losses: tests/faults/found.py"

if __name__ == "__main__":
    PAGE.write_text(part(PAGE.read_text(encoding="utf-8"), LOSSES, losses()), encoding="utf-8")
