"""Run the classes of faults, with their controls: `python -m tests.faults [--quick|--long] [CLASS]...`.

Without a class all are run, two at a time. Each row of the table in docs/reliability.md is written when its class is done
(after a quick run only with --write). The exit code is 1 when something acknowledged was lost or a control lost nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from tests.faults import page
from tests.faults.classes import CLASSES
from tests.faults.registry import Effort, FaultClass, Plan, Tally

SEED, CONTROL_SEED, TRIES, AT_ONCE = 17, 18, 4, 2
LONGEST = {"quick": 300, "full": 1200, "long": 36_000}  # seconds for one class


class Outcome(NamedTuple):
    """What a class and its control came to; `missing` says why it was skipped."""

    name: str
    missing: str
    tally: Tally
    control: Tally
    seconds: float

    @property
    def faults(self) -> list[str]:
        """What is wrong with it."""
        if self.missing:
            return []
        found = [f"{self.tally.lost} lost: " + " | ".join(self.tally.shown)] if self.tally.lost else []
        found += [] if self.tally.acknowledged else ["nothing was acknowledged: nothing was tried"]
        return found + ([] if self.control.lost else ["the control lost nothing: this class proves nothing"])


def tried(one: FaultClass, effort: Effort) -> Outcome:
    """Run a class and its control in this process."""
    began = time.monotonic()
    if why := one.missing():
        return Outcome(one.name, why, Tally(), Tally(), 0.0)
    with Plan(effort, SEED) as plan:
        # A kill that came before the first word, or after the last, is no trial: once more with other chances.
        tally, control = Tally(), Tally()
        for n in range(TRIES):
            tally = tally if tally.acknowledged else together(tally, one.run(plan.again(SEED + n)))
        for n in range(TRIES):
            control = control if control.lost else together(control, one.run(plan.control(CONTROL_SEED + n)))
    return Outcome(one.name, "", tally, control, time.monotonic() - began)


def together(one: Tally, other: Tally) -> Tally:
    """Both as one."""
    trials, safe, lost = (a + b for a, b in zip(one[:3], other[:3], strict=True))
    return Tally(trials, safe, lost, one.shown + other.shown)


def elsewhere(one: FaultClass, effort: Effort) -> Outcome:
    """Run it in a process of its own."""
    argv = [sys.executable, "-B", "-m", "tests.faults", f"--{effort}", "--json", one.name]
    try:
        done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=LONGEST[effort])
    except subprocess.TimeoutExpired:
        return Outcome(one.name, "", Tally(0, 0, 1, ("it did not end",)), Tally(), LONGEST[effort])
    try:
        name, missing, tally, control, seconds = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        return Outcome(one.name, "", Tally(0, 0, 1, (done.stderr[-2000:],)), Tally(), 0.0)
    return Outcome(name, missing, Tally(*tally), Tally(*control), seconds)


def said(outcome: Outcome) -> str:
    """One line for the person who waits."""
    if outcome.missing:
        return f"{outcome.name:20} skipped: {outcome.missing}"
    tally = outcome.tally
    figures = f"{tally.trials:7} trials {tally.acknowledged:8} acknowledged {tally.lost:4} lost"
    faults = "".join(f"\n    {fault}" for fault in outcome.faults)
    return f"{outcome.name:20}{figures}   control: {outcome.control.lost} lost   {outcome.seconds:.0f} s{faults}"


def main(words: list[str]) -> int:
    """Run what was asked for."""
    options = {word for word in words if word.startswith("--")}
    names = [word for word in words if not word.startswith("--")]
    effort: Effort = "quick" if "--quick" in options else "long" if "--long" in options else "full"
    chosen = [one for one in CLASSES if not names or one.name in names]
    if len(chosen) < len(names):
        known = ", ".join(one.name for one in CLASSES)
        print(f"no such class; there are: {known}", file=sys.stderr)
        return 2
    if "--json" in options:
        print(json.dumps(tried(chosen[0], effort)))
        return 0
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as workers:
        outcomes = []
        for outcome in workers.map(lambda one: elsewhere(one, effort), chosen):
            print(said(outcome), flush=True)
            outcomes.append(outcome)
            if (effort != "quick" or "--write" in options) and not outcome.faults:
                page.write([outcome], effort)
    failed = [outcome.name for outcome in outcomes if outcome.faults]
    print(f"{len(outcomes)} classes in {time.monotonic() - began:.0f} s; failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    os.environ.pop("INTERVIEWER_SPARE", None)
    sys.exit(main(sys.argv[1:]))
