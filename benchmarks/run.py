"""All measurements: `python -m benchmarks.run` writes docs/benchmarks.md; `--quick` prints the small ones only."""

import argparse
import os
import platform
import sys
from pathlib import Path

from benchmarks import editor, room, saving, scale, startup
from benchmarks.measure import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
TIMES = 5
HEAD = """\
# Benchmarks

Written by `make bench`; the figures are of one machine and one day, the ratios say more. Each measurement is taken
in turn with its peers in the same run. `make bench-quick` prints the small ones and writes nothing.

"""
TAIL = """\
## What is measured

- Start-up runs what the console command runs, in an empty study, each time in a new process.
- Saving goes through a real interview: the action is understood, the turn written, synced and checked, which is when
  *saved* is said; what the screen shows next is worked out after that. The bare write appends the same bytes to a file
  in the same folder.
- A study is made by `python -m benchmarks.generate`: real journals, French prose with quotes, line breaks and emoji.
  `export` reads every journal, verifies each record unless these very bytes passed before, joins marks, turns and guides, writes, reads back and compares. DuckDB reads
  the same files without verifying anything and writes each line as a row (`benchmarks/scale.py` has its statement).
- The commands are `interviewer export --out FILE.csv` (coded answers), `interviewer export --out FOLDER` (all tables),
  `interviewer list`, `interviewer show SESSION`, and DuckDB's `copy (select * from read_json(...)) to ... (format csv)`.
- "Typer with the same flags" is an empty program with our settings (no rich markup, no rich tracebacks), which is what
  the aim names; plain `typer.run` stands beside it.
- A key's time runs from its writing to the last byte of the burst that shows it (12 ms of quiet); blanks that a terminal puts off are
  not counted. nano runs with `--ignorercfiles --softwrap --atblanks`, vim with `-u NONE -i NONE -N` and `wrap linebreak`.
- Processors are limited by affinity (Linux). Memory is the sum over all processes of a command.
"""


def machine() -> str:
    """The machine in words."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), model)
    about = f"{platform.system()} {platform.release()}, {model}, {os.cpu_count()} processors, Python {platform.python_version()}"
    return f"Machine: {about}.\n\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small measurements only; write nothing")
    parser.add_argument("--times", type=int, default=TIMES, help="how often each large measurement is taken")
    parser.add_argument("--times-of-the-largest", type=int, default=TIMES, help="the same for a million turns")
    given = parser.parse_args()
    parts = [startup.report(), saving.report(), scale.report(1_000, 1 if given.quick else given.times)]
    if not given.quick:
        parts.append(scale.report(10_000, given.times_of_the_largest))
        parts += [*room.report(), editor.report()]
    text = "\n".join([HEAD + machine() + parts[0], *parts[1:], TAIL])
    sys.stdout.write(text)
    if not given.quick:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
