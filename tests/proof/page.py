"""docs/mutants.md, made from the counts of the last runs and the reasons kept by hand: `python -m tests.proof.page`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.proof.files import GROUPS, LEFT_OUT
from tests.proof.survivors import EXPLAINED, Explanation, explanations

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "tests" / "proof" / "mutants.json"
PAGE = ROOT / "docs" / "mutants.md"
WIDEST = 150
HEAD = """\
# Do the tests notice?

A test that runs a line proves little; a test that fails when the line is changed proves that somebody looked. `make mutants`
lets [mutmut](https://pypi.org/project/mutmut/) change the files on which it depends that no word is lost and nobody is
exposed, one small change at a time (a number, a sign, a condition, an argument), and runs the quick tests on each of
these *mutants*. A mutant that some test refuses is killed; one that none refuses has survived, and is explained below.
`make coverage` demands beside it that the same tests take every branch of the same files.

```console
$ make coverage
$ make mutants
$ make mutants ARGS="--group reader --sample 200 --seed 1"
$ make mutants ARGS="--only union.py"
$ make mutants ARGS="--only union.py --again"
```

A whole run takes some three hours on two quiet cores. `--again` tries those that survived last time once more, after tests were
written for them: what is killed then is taken off. Where a column says `200 of 505`, so many were drawn at random with seed
1. mutmut leaves functions with decorators alone (properties, and those of `export/plainly.py`), and changes no constant of a module.
A mutant that runs into an endless loop counts as killed; the column *by time* says how many these are. For each file
tests/proof/mutants.json keeps where the SHA-256 of the text begins that was tried; what was changed since is tried by the next run.

<!-- Made by `python -m tests.proof.page` from tests/proof/mutants.json and tests/proof/survivors.txt. -->

"""


def page() -> str:
    """The whole page."""
    kept: dict[str, dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8"))
    known = explanations(EXPLAINED.read_text(encoding="utf-8"))
    return HEAD + _table(kept) + _reasons(kept, known) + _left_out()


def _table(kept: dict[str, dict[str, Any]]) -> str:
    lines = ["| file | mutants | killed | by time | survived | |", "| --- | ---: | ---: | ---: | ---: | --- |"]
    for group in GROUPS.values():
        lines += [_row(file, kept[file]) for file in group.files if file in kept]
    total = {what: sum(one[what] for one in kept.values()) for what in ("mutants", "killed", "slow", "every")}
    share = f"{total['killed'] / total['mutants']:.1%}"
    tried = _of(total["mutants"], total["every"])
    counts = f"**{total['killed']}** | {total['slow']} | **{total['mutants'] - total['killed']}**"
    lines.append(f"| **all** | {tried} | {counts} | **{share} killed** |")
    return "\n".join(lines) + "\n\n"


def _row(file: str, counts: dict[str, Any]) -> str:
    tried, killed = counts["mutants"], counts["killed"]
    share = f"{killed / tried:.0%}" if tried else ""
    return f"| `{file}` | {_of(tried, counts['every'])} | {killed} | {counts['slow']} | {tried - killed} | {share} |"


def _of(tried: int, every: int) -> str:
    return str(tried) if tried == every else f"{tried} of {every}"


def _reasons(kept: dict[str, dict[str, Any]], known: list[Explanation]) -> str:
    """The survivors under the reason for which they may live, those without one at the end."""
    under: dict[str, list[str]] = {one.reason: [] for one in known}
    for said in (said for counts in kept.values() for said in counts["survivors"]):
        reason = next((one.reason for one in known if one.pattern.fullmatch(said)), "Not explained yet.")
        under.setdefault(reason, []).append(said)
    parts = ["## Survivors\n"]
    for reason, said in under.items():
        if said:
            listed = "\n".join(_short(one) for one in said)
            parts.append(f"{reason}\n\n```text\n{listed}\n```\n")
    return "\n".join(parts) + "\n"


def _short(said: str) -> str:
    place, _, change = said.partition(": ")
    old, _, new = change.partition(" => ")
    return f"{place}\n  - {old[:WIDEST]}\n  + {new[:WIDEST]}"


def _left_out() -> str:
    rows = "\n".join(f"| `{file}` | {why} |" for file, why in LEFT_OUT.items())
    return f"## Left out\n\n| file | why |\n| --- | --- |\n{rows}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
