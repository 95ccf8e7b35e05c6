"""The coding room on a large study: opening, key to screen, searching. `python -m benchmarks.coding_room [--quick]`.

Through a pseudo-terminal, on 1,000 interviews of 100 turns with two coders' marks and a codebook of 200 codes. Ends with 1
when an aim is not met. POSIX only; memory needs Linux.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.generate import generate
from benchmarks.measure import ROOT
from benchmarks.startup import OURS
from benchmarks.table import Aim, table
from benchmarks.typist import Key, Typist

OPENING, HIGH, SEARCH = Aim(1), Aim(16), Aim(300)
CODES, FAMILIES = 200, 20
SIZES = ((80, 24), (120, 35), (200, 50))
ESC = b"\x1b"
READING, READ = "reading", "turns coded"
# What a coder does, one key after the other: letters and Enter, words, codes, turns, back and again.
KEYS: tuple[tuple[str, bytes], ...] = (
    *(("a letter of a code", letter.encode()) for letter in "sens"),
    ("Enter marks", b"\r"),
    ("a word", ESC + b"[C"),
    ("more words", ESC + b"[1;2C"),
    ("more words", ESC + b"[1;2C"),
    *(("a letter of a code", letter.encode()) for letter in "accueil"),
    ("Enter marks", b"\r"),
    ("another code", ESC + b"[B"),
    ("Enter marks", b"\r"),
    ("undo", ESC + b"u"),
    ("do again", ESC + b"r"),
    ("a sentence", b"."),
    ("next mark", b"\t"),
    ("key quotation", ESC + b"s"),
    ("the turn behind", ESC + b"[6~"),
    ("the turn before", ESC + b"[5~"),
    ("the next uncoded turn", ESC + b"n"),
    ("pass", b" "),
)
PATTERNS = ("zzz", "tomates", "mardi|jeudi", "je .*mardi", "Je")


class Plan(NamedTuple):
    """How much is measured."""

    sessions: int = 1000
    turns: int = 100
    keys: int = 600
    spacing: float = 0.06
    openings: int = 5
    searches: int = 5
    sizes: tuple[tuple[int, int], ...] = SIZES


FULL = Plan()
QUICK = Plan(sessions=60, turns=20, keys=52, openings=2, searches=1, sizes=SIZES[:1])


def codebook() -> str:
    """Two hundred codes under twenty, the first ones with names that can be typed."""
    names = ["sens", "accueil", "lien", "rencontre", "charge"]
    lines = ["codes:"]
    for n in range(CODES):
        name = names[n] if n < len(names) else f"code-{n}"
        lines += [f"  - id: {name}", f"    label: {{fr: Le code {name}, en: The code {name}}}"]
        lines += [
            f"    definition: Ce que veut dire {name}, en une phrase un peu plus longue.",
            "    use_when: Toujours.",
        ]
        if n >= FAMILIES:
            lines.append(f"    parent: {names[n % 5]}")
    return "\n".join(lines) + "\n"


class Desk:
    """The study, and the program that codes it."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self._study, self._home = folder / "study", folder / "home"
        self._home.mkdir()
        generate(self._study, plan.sessions, plan.turns, 2)
        (self._study / "codebook.yaml").write_text(codebook(), encoding="utf-8")

    def opened(self, size: tuple[int, int], coder: str = "zoe") -> Typist:
        """The program, from the moment it is started."""
        home = {name: str(self._home) for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        return Typist((sys.executable, "-c", OURS, "code", "--coder", coder), self._study, size, home)

    def forget(self) -> None:
        """Nothing is kept of what was understood of the sessions."""
        for session in (self._study / "sessions").iterdir():
            shutil.rmtree(session / ".cache", ignore_errors=True)

    def read(self, typist: Typist) -> None:
        """Wait until all interviews are read."""
        while READING in typist.text() or READ not in typist.text():
            typist.rest(0.3)


def opening_report(desk: Desk, plan: Plan) -> str:
    """Seconds from the command to the room, with and without what is kept of the sessions."""
    rows = [("", "s", "longest s", "all read after s", "peak MiB", "aim")]
    for name, cold in (("nothing kept of the sessions", True), ("as at the second time", False)):
        found: list[tuple[float, float, float]] = []
        for _ in range(plan.openings):
            if cold:
                desk.forget()
            with desk.opened(SIZES[1]) as typist:
                first = typist.settled("saved") - typist.began
                desk.read(typist)
                found.append((first, typist.settled(READ) - typist.began, typist.peak()))
        first, whole, peak = (median(figure) for figure in zip(*found, strict=True))
        longest = max(one[0] for one in found)
        rows.append(
            (name, f"{first:.2f}", f"{longest:.2f}", f"{whole:.1f}", f"{peak:.0f}", OPENING.verdict(first, "s"))
        )
    return f"## Opening\n\nMedians of {plan.openings}, 120×35.\n\n" + table(rows)


def key_report(desk: Desk, plan: Plan) -> str:
    """Milliseconds from a key to the screen."""
    rows: list[tuple[str, ...]] = [("", "keys", "median ms", "95 % ms", "longest ms", "aim")]
    for number, size in enumerate(plan.sizes):
        found = _pressed(desk, size, f"coder-{number}", plan)
        ms = [key.ms for _name, key in found]
        high = quantiles(ms, n=20)[-1]
        figures = (f"{len(ms)}", f"{median(ms):.1f}", f"{high:.1f}", f"{max(ms):.1f}")
        rows.append((f"{size[0]}×{size[1]}", *figures, HIGH.verdict(high, "ms at 95 %")))
        if number == len(plan.sizes) - 1:
            rows += list(_by_name(found))
    return (
        f"## Key to screen\n\n{plan.spacing * 1000:.0f} ms between keys; the kinds of keys in the last window.\n\n"
        + table(rows)
    )


def _pressed(desk: Desk, size: tuple[int, int], coder: str, plan: Plan) -> list[tuple[str, Key]]:
    found = []
    with desk.opened(size, coder) as typist:
        typist.settled("saved")
        desk.read(typist)
        for name, keys in islice(cycle(KEYS), plan.keys):
            key = typist.press(keys, plan.spacing)
            if key is not None:  # a key that changes nothing draws nothing
                found.append((name, key))
    return found


def _by_name(found: list[tuple[str, Key]]) -> Iterator[tuple[str, ...]]:
    for name in dict.fromkeys(name for name, _key in found):
        ms = [key.ms for one, key in found if one == name]
        high = quantiles(ms, n=20)[-1] if len(ms) > 1 else ms[0]
        yield (f"– {name}", f"{len(ms)}", f"{median(ms):.1f}", f"{high:.1f}", f"{max(ms):.1f}", "")


def search_report(desk: Desk, plan: Plan) -> str:
    """Milliseconds from Enter to the first places, and to all of them counted."""
    rows = [("", "first places ms", "all counted ms", "found", "aim")]
    with desk.opened(SIZES[1]) as typist:
        typist.settled("saved")
        desk.read(typist)
        for pattern in PATTERNS:
            times = [_searched(typist, pattern) for _ in range(plan.searches)]
            first, whole = (median(figure) for figure in zip(*[one[:2] for one in times], strict=True))
            rows.append(
                (
                    f"`{pattern}`",
                    f"{first:.0f}",
                    f"{whole:.0f}",
                    times[0][2],
                    SEARCH.verdict(first, "ms to the first places"),
                )
            )
    return f"## Searching\n\nMedians of {plan.searches}, 120×35.\n\n" + table(rows)


def _searched(typist: Typist, pattern: str) -> tuple[float, float, str]:
    typist.press(ESC + b"/", 0.2)
    typist.send(pattern.encode())
    typist.rest(0.3)
    key = typist.press(b"\r", 0.05)
    began = typist.pressed
    while "…" in (title := typist.text().split("\n")[0].partition("  Enter")[0]):
        typist.rest(0.02)
    whole = typist.drawn - began
    typist.press(ESC, 0.5)
    return key.ms if key else 0.0, whole * 1000, title.rpartition("/")[2].strip()


PARTS = {"opening": opening_report, "keys": key_report, "search": search_report}


def report(plan: Plan = FULL, parts: Iterable[str] = PARTS) -> Iterator[str]:
    """The figures as Markdown, each part as soon as it is measured."""
    with tempfile.TemporaryDirectory(dir=ROOT / "benchmarks", prefix=".work-") as name:
        desk = Desk(Path(name), plan)
        for part in parts:
            yield f"{PARTS[part](desk, plan)}\n"


def main() -> int:
    """Print the figures; 1 when an aim is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small study and fewer of everything")
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
