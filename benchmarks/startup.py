"""How long the program takes to begin, beside Python alone and beside a typer command that does nothing."""

import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.measure import Cost, interleaved, run
from benchmarks.table import Aim, ratio, table

OURS = "import sys; from interviewer.__main__ import run; sys.exit(run())"
# The same flags as ours: no rich, no pretty exceptions, no completion.
TYPER = """\
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
@app.command()
def main() -> None: pass
app()
"""
PLAIN_TYPER = "import typer\ndef main() -> None: pass\ntyper.run(main)\n"
TIMES = 15
VERSION, OTHERS = Aim(2.0), Aim(1.2)


def _python(program: str, *words: str) -> list[str]:
    return [sys.executable, "-c", program, *words]


COMMANDS = {
    "python -c pass": _python("pass"),
    "typer, same flags, --help": _python(TYPER, "--help"),
    "typer, same flags": _python(TYPER),
    "typer.run, --help": _python(PLAIN_TYPER, "--help"),
    "typer.run": _python(PLAIN_TYPER),
    "interviewer --version": _python(OURS, "--version"),
    "interviewer --help": _python(OURS, "--help"),
    "interviewer list (empty study)": _python(OURS, "list"),
}


def measure(times: int = TIMES) -> dict[str, Cost]:
    """The median cost of each command in an empty study."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "interviewer.yaml").write_text("languages: [fr]\n", encoding="utf-8")
        for command in COMMANDS.values():
            run(command, folder)  # compiles what was never imported
        return interleaved({name: partial(run, command, folder) for name, command in COMMANDS.items()}, times)


def report(times: int = TIMES) -> str:
    """The figures as Markdown."""
    costs = measure(times)
    python = costs["python -c pass"].wall
    rows: list[tuple[str, ...]] = [("", "ms", "× python -c pass", "× typer with the same flags", "× typer.run", "aim")]
    for name, cost in costs.items():
        flag = ", --help" if "--help" in name else ""
        bare = [costs[f"{peer}{flag}"].wall for peer in ("typer, same flags", "typer.run")]
        aim = ""
        if name == "interviewer --version":
            aim = VERSION.verdict(cost.wall / python, "× python -c pass")
        elif name.startswith("interviewer"):
            aim = OTHERS.verdict(cost.wall / bare[0], "× typer with the same flags")
        rows.append(
            (
                f"`{name}`",
                f"{cost.wall * 1000:.0f}",
                ratio(cost.wall, python),
                *(ratio(cost.wall, b) for b in bare),
                aim,
            )
        )
    return f"## Start-up\n\nMedians of {times} runs each, in turn.\n\n" + table(rows)
