"""Figures and tables of a large coded study: `python -m benchmarks.coding [--quick] [PART]...`.

1,000 interviews of 50 coded turns with some 60,000 marks of two coders on 48 codes. Each verb as a process of its own, and all
of them in one process; with what is kept of the sessions, and without. Beside `qc` (PyPI: qualitative-coding) on the like where
$QC names it. Ends with 1 when an aim is not met.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.generate import generate
from benchmarks.measure import ROOT, Cost, environment, run
from benchmarks.peer import commands, lay_out, peer
from benchmarks.startup import OURS
from benchmarks.table import Aim, ratio, table
from interviewer.study.folder import Study
from interviewer.study.reading import read_all

FOUR, ONE = Aim(3), Aim(1.5)
TURNS, CODES = 50, 48
VERBS = ("stats", "crosstab", "quotes", "export")
# Nothing is kept of the sessions, and what is kept is taken away.
OFF = "import os; os.environ['INTERVIEWER_CACHE'] = 'off'; "
# What the four verbs do, in one process: the study is read once for the figures, and again, byte by byte, for the export.
TOGETHER = """\
import json, sys, time
began = time.perf_counter()
seconds = {}
def told(name):
    global began
    seconds[name] = time.perf_counter() - began
    began = time.perf_counter()
from pathlib import Path
from interviewer.export.case import Scope
from interviewer.export.figure_rows import crosstab_rows, stats_rows
from interviewer.export.write import Request, write
from interviewer.figures.crosstab import crosstab
from interviewer.figures.dimensions import dimension
from interviewer.figures.filters import Filters
from interviewer.figures.quoting import quotes
from interviewer.figures.stats import stats
from interviewer.screens.pages.page import as_markdown
from interviewer.screens.pages.quoted import blocks, codes_shown
from interviewer.study.choosing import choose
from interviewer.study.folder import Study
told("importing")
out = Path(sys.argv[1])
part = choose(Study(Path.cwd()), Filters())
told("reading")
by = dimension("code", part.there.facts)
stats_rows(stats(part.views, part.selection, part.tree, by), part, part.language)
told("stats")
crosstab_rows(crosstab(part.views, part.selection, part.tree, by), part, part.language)
told("crosstab")
found = quotes(part.views, part.selection, part.tree)
(out / "together.md").write_text(as_markdown(blocks(found, codes_shown(part, "fr", everything=False))), encoding="utf-8")
told("quotes")
write(Study(Path.cwd()), Request(Scope(), str(out / "coded_answers.csv")), lambda _: None)
told("export")
print(json.dumps(seconds))
"""


class Plan(NamedTuple):
    """How many interviews, and how often each is measured."""

    sessions: int = 1_000
    times: int = 5


FULL, QUICK = Plan(), Plan(sessions=100, times=1)


class Place(NamedTuple):
    """The study that is measured, and where the results go."""

    study: Path
    out: Path
    plan: Plan


def _ours(verb: str, out: Path, before: str = "") -> list[str]:
    """The verb with all that it has to say: tables whole, the page of all excerpts, the coded answers."""
    files = {"stats": "stats.csv", "crosstab": "crosstab.csv", "quotes": "quotes.md", "export": "coded_answers.csv"}
    return [sys.executable, "-c", before + OURS, verb, "--out", str(out / files[verb])]


def _forget(study: Path) -> None:
    """The next reading is the first one."""
    for kept in study.glob("sessions/*/.cache"):
        shutil.rmtree(kept)


def _timed(tasks: dict[str, Callable[[], Cost]], times: int) -> dict[str, Cost]:
    """Medians; the tasks in turn."""
    found: dict[str, list[Cost]] = {name: [] for name in tasks}
    for _ in range(times):
        for name, task in tasks.items():
            found[name].append(task())
    return {name: Cost(*(median(figure) for figure in zip(*costs, strict=True))) for name, costs in found.items()}


def verbs_report(place: Place) -> str:
    """Each verb as a process of its own: once what is kept of the sessions is there, and without it."""
    study, out, plan = place
    warm: dict[str, Callable[[], Cost]] = {verb: partial(run, _ours(verb, out), study) for verb in VERBS}
    warm |= {
        "export, all tables": partial(run, [sys.executable, "-c", OURS, "export", "--out", str(out / "all")], study)
    }
    warm |= {"list": partial(run, [sys.executable, "-c", OURS, "list"], study)}
    next(iter(warm.values()))()
    kept = _timed(warm, plan.times)
    bare = _timed({verb: partial(run, _ours(verb, out, OFF), study) for verb in VERBS}, plan.times)

    def first() -> Cost:
        _forget(study)
        return warm["stats"]()

    once = _timed({"stats, the first time": first}, plan.times)
    rows: list[tuple[str, ...]] = [("", "s", "processor s", "peak MiB", "aim")]
    rows += [_row(f"interviewer {name}", cost) for name, cost in kept.items()]
    rows.append(_sum_row("the four", [kept[verb] for verb in VERBS], FOUR))
    rows += [_row(name, cost) for name, cost in once.items()]
    rows += [_row(f"interviewer {name}, nothing kept", cost) for name, cost in bare.items()]
    rows.append(_sum_row("the four, nothing kept", [bare[verb] for verb in VERBS]))
    return f"## Four processes\n\n{_about(place)}\n\n" + table(rows)


def _row(name: str, cost: Cost, aim: str = "") -> tuple[str, ...]:
    return (name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak:.0f}", aim)


def _sum_row(name: str, costs: Iterable[Cost], aim: Aim | None = None) -> tuple[str, ...]:
    walls, cpus, peaks = zip(*costs, strict=True)
    total = Cost(sum(walls), sum(cpus), max(peaks))
    return _row(name, total, aim.verdict(total.wall, "s") if aim else "")


def _about(place: Place) -> str:
    size = sum(path.stat().st_size for path in place.study.rglob("*.jsonl")) / 2**20
    return (
        f"{place.plan.sessions:,} interviews of {TURNS} turns, {CODES} codes, {size:,.0f} MiB of journals; "
        f"medians of {place.plan.times}, in turn."
    )


def together_report(place: Place) -> str:
    """All four in one process, from its start to its end; what each part took of it."""
    study, out, plan = place
    walls: list[float] = []
    parts: list[dict[str, float]] = []
    command = [sys.executable, "-c", TOGETHER, str(out)]
    run(command, study)
    for _ in range(plan.times):
        walls.append(run(command, study).wall)
        said = subprocess.run(command, cwd=study, env=environment(), capture_output=True, check=True, text=True).stdout
        parts.append(json.loads(said))
    rows: list[tuple[str, ...]] = [("", "s", "aim")]
    rows += [(f"  {name}", f"{median(one[name] for one in parts):.2f}", "") for name in parts[0]]
    whole = median(walls)
    rows.append(("all in one process", f"{whole:.2f}", ONE.verdict(whole, "s")))
    return f"## One process\n\n{_about(place)}\n\n" + table(rows)


def peer_report(place: Place) -> str:
    """The like in qc, once each: it takes long."""
    program = peer()
    if not program:
        return "## Beside qc\n\nNot measured: there is no `qc` here ($QC names it).\n"
    study, out, _plan = place
    project = out / "peer"
    lay_out(program, (one.view for one in read_all(Study(study))), project)
    theirs = {name: run(words, project) for name, words in commands(program, out).items()}
    ours = {verb: run(_ours(verb, out), study) for verb in VERBS}
    rows: list[tuple[str, ...]] = [("", "qc, s", "interviewer, s", "qc / interviewer")]
    rows += [
        (verb, f"{theirs[verb].wall:.1f}", f"{ours[verb].wall:.2f}", ratio(theirs[verb].wall, ours[verb].wall))
        for verb in VERBS
    ]
    return f"## Beside qc\n\n{_about(place)} Once each.\n\n" + table(rows)


# Opening, keys and searching in the coding room go through a terminal: benchmarks/coding_room.py.
PARTS: dict[str, Callable[[Place], str]] = {
    "verbs": verbs_report,
    "together": together_report,
    "peer": peer_report,
}


def report(plan: Plan = FULL, parts: Iterable[str] = PARTS) -> Iterator[str]:
    """The figures as Markdown, each part as soon as it is measured."""
    with tempfile.TemporaryDirectory(dir=ROOT / "benchmarks", prefix=".work-") as name:
        place = Place(Path(name) / "study", Path(name) / "out", plan)
        place.out.mkdir()
        generate(place.study, plan.sessions, TURNS, codes=CODES, by_team=True)
        for part in parts:
            yield f"{PARTS[part](place)}\n"


def main() -> int:
    """Print the figures; 1 when an aim is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the study, once each")
    parser.add_argument("parts", nargs="*", default=list(PARTS), help=f"of {', '.join(PARTS)}")
    given = parser.parse_args()
    met = True
    for text in report(QUICK if given.quick else FULL, given.parts):
        sys.stdout.write(text)
        sys.stdout.flush()
        met = met and "not met" not in text
    sys.stdout.write(f"Load of the machine at the end: {os.getloadavg()[0]:.1f}.\n")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
