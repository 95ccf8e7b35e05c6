"""Large studies: `list`, `show` and `export`, beside DuckDB copying the same lines to CSV."""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.measure import ROOT, Cost, interleaved, run
from benchmarks.startup import OURS
from benchmarks.table import Aim, ratio, table

TURNS, MARKS = 100, 2
ONE, TWO, MEMORY = Aim(12), Aim(6), Aim(400)
# Every line of every journal as a row, what was said as JSON text: the least that a copy can do. Nothing is verified.
DUCKDB = """\
import sys, duckdb
columns = "{'~q': 'BIGINT', 'k': 'VARCHAR', 'w': 'DOUBLE', 'm': 'DOUBLE', 'd': 'JSON', 'p': 'VARCHAR', 's': 'VARCHAR'}"
duckdb.connect(config={"threads": int(sys.argv[2])}).execute(
    "copy (select * from read_json('sessions/*/*.jsonl', format='newline_delimited', columns=" + columns + ")) "
    "to '" + sys.argv[1] + "' (format csv, header)"
)
"""


def _ours(*words: str) -> list[str]:
    return [sys.executable, "-c", OURS, *words]


def _duckdb(out: Path, threads: int) -> list[str]:
    return [sys.executable, "-c", DUCKDB, str(out / "duck.csv"), str(threads)]


def _tasks(study: Path, out: Path) -> dict[str, Callable[[], Cost]]:
    """What is measured; each on so many processors."""
    session = min(path.name for path in (study / "sessions").iterdir())
    one = "coded.csv"
    commands = {
        "DuckDB, 1 thread": (_duckdb(out, 1), 1),
        "DuckDB, 2 threads": (_duckdb(out, 2), 2),
        "export, coded answers, 1 processor": (_ours("export", "--out", str(out / one)), 1),
        "export, coded answers, 2 processors": (_ours("export", "--out", str(out / one)), 2),
        "export, all tables, 1 processor": (_ours("export", "--out", str(out / "all")), 1),
        "export, all tables, 2 processors": (_ours("export", "--out", str(out / "all")), 2),
        "list": (_ours("list"), 0),
        "show (one interview)": (_ours("show", session), 0),
    }
    return {name: partial(run, command, study, processors) for name, (command, processors) in commands.items()}


def report(sessions: int, times: int) -> str:
    """The figures for a study of so many sessions as Markdown."""
    with tempfile.TemporaryDirectory(dir=ROOT / "benchmarks", prefix=".work-") as name:
        study, out = Path(name) / "study", Path(name) / "out"
        out.mkdir()
        generate(study, sessions, TURNS, MARKS)
        size = sum(path.stat().st_size for path in study.rglob("*.jsonl")) / 2**20
        costs = interleaved(_tasks(study, out), times)
    turns = sessions * TURNS
    rows = [("", "s", "processor s", "turns/s", "peak MiB", "× DuckDB, 1 thread", "aim")]
    peer = costs["DuckDB, 1 thread"].wall
    for label, cost in costs.items():
        told = "" if label.startswith("show") else f"{turns / cost.wall:,.0f}"
        figures = (f"{cost.wall:.2f}", f"{cost.cpu:.2f}", told, f"{cost.peak:.0f}", ratio(cost.wall, peer))
        rows.append((label, *figures, _verdict(label, cost, peer)))
    head = f"## {sessions:,} interviews × {TURNS} turns × {MARKS} marks\n\n"
    about = f"{size:,.0f} MiB of journals; medians of {times}, in turn.\n\n"
    return head + about + table(rows)


def _verdict(label: str, cost: Cost, peer: float) -> str:
    if not label.startswith("export"):
        return ""
    speed = (ONE if "1 processor" in label else TWO).verdict(cost.wall / peer, "×")
    return f"{speed}; {MEMORY.verdict(cost.peak, 'MiB')}"
