"""How quick `check` is with the method: `python -m benchmarks.lint [--quick]` (`make bench-lint`).

A guide of 60 questions against the program's own start (`--help`), then a study of 1,000 guides of 20 questions with probes.
The wordings come from the questions of tests/data, each made different, so that nothing is judged from memory. Ends with 1
when an aim is not met.
"""

import argparse
import csv
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.measure import ROOT, interleaved, run
from benchmarks.startup import OURS
from benchmarks.table import Aim, table

ABOVE, MANY = Aim(150), Aim(10)
TIMES, GUIDES = 11, 1_000
LARGE, USUAL = 60, 20
A_THEME = 5
COMMAND = [sys.executable, "-c", OURS]
HEAD = """\
guide: {name}
version: 1
title: Un guide pour mesurer
language: {language}
duration: {minutes}
opening: {opening}
consent:
  - {{id: notes, for: notes, ask: "{notes}"}}
themes:
"""
SAID = {
    "fr": ("Bonjour. Vous pouvez arrêter à tout moment.", "Puis-je prendre des notes ?"),
    "en": ("Hello. You may stop at any moment.", "May I take notes?"),
}


def questions(language: str) -> list[str]:
    """The questions of that language, flawed ones and good ones."""
    with open(ROOT / "tests" / "data" / "question_quality.csv", encoding="utf-8", newline="") as file:
        return [row["question"] for row in csv.DictReader(file) if row["lang"] == language]


def guide(name: str, language: str, count: int, chance: Random) -> str:
    """A guide of so many questions, each with a probe and an aim; no wording is in another guide."""
    opening, notes = SAID[language]
    lines = [HEAD.format(name=name, language=language, minutes=count * 3, opening=opening, notes=notes)]
    pool = questions(language)
    for number in range(count):
        if number % A_THEME == 0:
            lines.append(
                f"  - id: t{number}\n    title: Thème {number}\n    aim: Comprendre {number}\n    questions:\n"
            )
        ask, probe = (f"{chance.choice(pool).rstrip(' ?.')} {_word(chance)} ?" for _ in range(2))
        lines.append(f"      - id: q{number}\n        ask: {_quoted(ask)}\n        aim: Savoir {number}\n")
        lines.append(f"        probes:\n          - {{id: suite, ask: {_quoted(probe)}, kind: example}}\n")
    return "".join(lines) + "closing: Merci.\n"


def _word(chance: Random) -> str:
    return "".join(chance.choices("abdeilmnoprstu", k=8))


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def lay_out(folder: Path, count: int, guides: int) -> None:
    """A study of so many guides of so many questions."""
    (folder / "guides").mkdir(parents=True)
    (folder / "interviewer.yaml").write_text("languages: [fr, en]\n", encoding="utf-8")
    chance = Random(1)
    for number in range(guides):
        language = ("fr", "en")[number % 2]
        text = guide(f"g{number}", language, count, chance)
        (folder / "guides" / f"g{number}.yaml").write_text(text, encoding="utf-8")


def one_guide(folder: Path, times: int) -> tuple[float, float]:
    """Milliseconds of the program's start, and of `check` on the large guide; medians."""
    lay_out(folder, LARGE, 1)
    commands = {"start": [*COMMAND, "--help"], "check": [*COMMAND, "check", "guides/g0.yaml"]}
    for command in commands.values():
        run(command, folder)
    costs = interleaved({name: partial(run, command, folder) for name, command in commands.items()}, times)
    return costs["start"].wall * 1000, costs["check"].wall * 1000


def many_guides(folder: Path, guides: int) -> float:
    """Seconds that `check` takes for a study of that many guides."""
    lay_out(folder, USUAL, guides)
    began = time.perf_counter()
    run([*COMMAND, "check", "--json"], folder)
    return time.perf_counter() - began


def main() -> int:
    """Print the figures; 1 when an aim is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs, 100 guides with a tenth of the time")
    quick = parser.parse_args().quick
    guides = GUIDES // 10 if quick else GUIDES
    with tempfile.TemporaryDirectory() as name:
        start, check = one_guide(Path(name) / "one", 3 if quick else TIMES)
        seconds = many_guides(Path(name) / "many", guides)
    above, most = check - start, Aim(MANY.most * guides / GUIDES)
    rows = [
        ("", "measured", "aim"),
        (
            f"`check` of {LARGE} questions, above the start of {start:.0f} ms",
            f"{above:.0f} ms",
            ABOVE.verdict(above, "ms"),
        ),
        (f"`check` of {guides:,} guides of {USUAL} questions", f"{seconds:.1f} s", most.verdict(seconds, "s")),
    ]
    print(table(rows))
    return int(above > ABOVE.most or seconds > most.most)


if __name__ == "__main__":
    sys.exit(main())
