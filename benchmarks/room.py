"""The interview on the screen: key to screen, opening, idling, memory, pasting. `python -m benchmarks.room [--quick]`.

Through pseudo-terminals, beside nano and vim in the same run. Ends with 1 when an aim is not met. POSIX only; processor
time and memory need Linux.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.measure import ROOT
from benchmarks.programs import BARE_PROGRAM, Desk, Program, Size, absent, editors, words
from benchmarks.table import Aim, ratio, table
from benchmarks.typist import Key, Typist

MEDIAN, HIGH, OPENING, IDLE, MEMORY, PASTE = Aim(8), Aim(16), Aim(350), Aim(1), Aim(60), Aim(1)
SMALL, USUAL, LARGE = (80, 24), (120, 35), (200, 50)
TYPED = "elle m'a dit de venir et je suis venue sans savoir ce que je cherchais puis le jardin m'a retenue "
LAST, END = "enfin", "findutexte"
BLOCK = 25  # keys in a row into one program, before the next has its turn
SLOW_MS = 200


class Plan(NamedTuple):
    """How much is measured: keys of each series and seconds between them, openings, idle seconds, pastes."""

    keys: int = 300
    spacing: float = 0.04
    openings: int = 11
    idle: float = 20.0
    pastes: int = 3
    sizes: tuple[Size, ...] = (SMALL, USUAL, LARGE)
    pasted: tuple[int, ...] = (100_000, 1_000_000)


FULL = Plan()
QUICK = Plan(keys=24, spacing=0.02, openings=2, idle=1.5, pastes=1, sizes=(SMALL,), pasted=(100_000,))


class State(NamedTuple):
    """What stands in the editor, and what was said before."""

    name: str
    text: str = ""
    turns: int = 0


STATES = (
    State("empty"),
    State("200 kB in paragraphs", words(200_000, paragraphs=True)),
    State("20 kB in one paragraph", words(20_000, paragraphs=False)),
    State("300 turns in the scroll", turns=300),
)


class Series(NamedTuple):
    """What was measured of one program in one state."""

    name: str
    keys: list[Key]
    peak: float

    @property
    def ms(self) -> list[float]:
        return [key.ms for key in self.keys]


def typed_into(desk: Desk, programs: Sequence[Program], state: State, size: Size, plan: Plan) -> list[Series]:
    """The programs open at the same time, typed into in turn."""
    text = "".join(islice(cycle(TYPED), plan.keys - len(LAST) - 1)) + " " + LAST
    with ExitStack() as open_ones:
        typists = [open_ones.enter_context(desk.at(program, size)) for program in programs]
        for typist in typists:
            _prepare(typist, state)
        found: list[list[Key]] = [[] for _ in programs]
        for first in range(0, len(text), BLOCK):
            for typist, keys in zip(typists, found, strict=True):
                keys.extend(_keys(typist, text[first : first + BLOCK], plan.spacing))
        for typist in typists:
            typist.settled(LAST)
        return [Series(p.name, keys, t.peak()) for p, t, keys in zip(programs, typists, found, strict=True)]


def _prepare(typist: Typist, state: State) -> None:
    if state.text:
        typist.paste(f"{state.text} {END} ")
        typist.settled(END)
    typist.rest(0.5)


def _keys(typist: Typist, text: str, spacing: float) -> list[Key]:
    """Only blanks may stay unseen."""
    found: list[Key] = []
    for char in text:
        key = typist.key(char, spacing)
        if key is None and char != " ":
            raise RuntimeError(f"a key was not shown\n{typist.text()}")
        found += [key] if key else []
    return found


def key_report(desk: Desk, plan: Plan) -> str:
    """Milliseconds from a key to the screen."""
    rows: list[tuple[str, ...]] = [
        ("", "state", "median ms", "95 % ms", "longest ms", "bytes a key", "peak MiB", "× nano", "× vim", "aim")
    ]
    for size in plan.sizes:
        for state in STATES:
            peers = editors() if size == SMALL and not state.turns else ()
            bare = (BARE_PROGRAM,) if peers and not state.text else ()
            programs = (desk.ours(state.turns), *bare, *peers)
            series = typed_into(desk, programs, state, size, plan)
            rows += [_key_row(one, series, state, size) for one in series]
    about = f"{plan.keys} keys, {plan.spacing * 1000:.0f} ms between them.\n\n"
    return "## Key to screen\n\n" + about + absent() + table(rows)


def _key_row(one: Series, series: Iterable[Series], state: State, size: Size) -> tuple[str, ...]:
    middle, high = median(one.ms), quantiles(one.ms, n=20)[-1]
    beside = {peer.name: median(peer.ms) for peer in series}
    figures = (f"{middle:.2f}", f"{high:.2f}", f"{max(one.ms):.1f}", f"{median(k.bytes for k in one.keys):.0f}")
    aims = (MEDIAN.verdict(middle, "ms"), HIGH.verdict(high, "ms at 95 %"), MEMORY.verdict(one.peak, "MiB"))
    ratios = (ratio(middle, beside.get("nano", 0.0)), ratio(middle, beside.get("vim", 0.0)))
    name = f"{one.name}, {size[0]}×{size[1]}"
    return (name, state.name, *figures, f"{one.peak:.0f}", *ratios, "; ".join(aims) if _ours(one.name) else "")


def _ours(name: str) -> bool:
    return name.startswith("interviewer")


def opening_report(desk: Desk, plan: Plan) -> str:
    """Milliseconds from the command to the first whole screen, in turn."""
    python = Program("python -c pass", (sys.executable, "-c", "pass"), "")
    made: dict[str, Callable[[], Program]] = {
        "interviewer run": desk.ours,
        "interviewer run, 300 turns said": partial(desk.ours, 300),
        python.name: partial(_same, python),
        **{program.name: partial(_same, program) for program in (BARE_PROGRAM, *editors())},
    }
    found: dict[str, list[float]] = {name: [] for name in made}
    for make in made.values():
        _opening(desk, make())  # compiles what was never imported
    for _ in range(plan.openings):
        for name, make in made.items():
            found[name].append(_opening(desk, make()))
    bare, rows = median(found[BARE_PROGRAM.name]), [("", "ms", "longest ms", "× prompt_toolkit alone", "aim")]
    for name, ms in found.items():
        aim = OPENING.verdict(median(ms), "ms") if _ours(name) else ""
        rows.append((name, f"{median(ms):.0f}", f"{max(ms):.0f}", ratio(median(ms), bare), aim))
    return f"## Opening\n\nMedians of {plan.openings}, in turn, 120×35.\n\n" + table(rows)


def _same(program: Program) -> Program:
    return program


def _opening(desk: Desk, program: Program) -> float:
    with desk.opened(program, USUAL) as typist:
        if not program.ready:
            return (typist.ended() - typist.began) * 1000
        return (typist.settled(program.ready) - typist.began) * 1000


def idle_report(desk: Desk, plan: Plan) -> str:
    """Percent of a processor while nobody types."""
    programs = (desk.ours(300), BARE_PROGRAM, *editors())
    rows = [("", "% of a processor", "peak MiB", "aim")]
    with ExitStack() as open_ones:
        typists = [open_ones.enter_context(desk.at(program, USUAL)) for program in programs]
        typists[0].rest(1.5)
        before = [typist.processor_seconds() for typist in typists]
        began = time.perf_counter()
        while time.perf_counter() < began + plan.idle:
            for typist in typists:
                typist.rest(0.1)
        spent = time.perf_counter() - began
        for program, typist, was in zip(programs, typists, before, strict=True):
            share = (typist.processor_seconds() - was) / spent * 100
            aim = f"{IDLE.verdict(share, '%')}; {MEMORY.verdict(typist.peak(), 'MiB')}" if _ours(program.name) else ""
            rows.append((program.name, f"{share:.2f}", f"{typist.peak():.0f}", aim))
    return f"## Idle\n\n{plan.idle:.0f} s, 300 turns said, 120×35.\n\n" + table(rows)


def paste_report(desk: Desk, plan: Plan) -> str:
    """Seconds from the first byte of a paste to the settled screen."""
    made: dict[str, Callable[[], Program]] = {"interviewer run": desk.ours}
    made |= {program.name: partial(_same, program) for program in editors()}
    rows = [("", "bytes", "bracketed", "s", "peak MiB", "aim")]
    for length in plan.pasted:
        for bracketed in (True, False):
            text = words(length, paragraphs=True) + f"\n{END}"
            for name, make in made.items():
                found = [_pasted(desk, make(), text, bracketed=bracketed) for _ in range(plan.pastes)]
                seconds, peak = (median(figure) for figure in zip(*found, strict=True))
                aim = PASTE.verdict(seconds, "s") if _ours(name) and bracketed else ""
                rows.append((name, f"{length:,}", "yes" if bracketed else "no", f"{seconds:.2f}", f"{peak:.0f}", aim))
    return f"## Paste\n\nMedians of {plan.pastes}, 80×24.\n\n" + table(rows)


def _pasted(desk: Desk, program: Program, text: str, *, bracketed: bool) -> tuple[float, float]:
    with desk.at(program, SMALL) as typist:
        began = typist.paste(text, bracketed=bracketed)
        return typist.settled(END, patience=120) - began, typist.peak()


def slow_report(desk: Desk, plan: Plan) -> str:
    """Typing on while a slow disk takes its time for the turns before."""
    head = f"## A slow disk\n\nEach sync takes {SLOW_MS} ms; a turn is kept every twelve keys.\n\n"
    with desk.at(desk.ours(slow=SLOW_MS), SMALL) as typist:
        typist.rest(1)
        keys: list[Key] = []
        for number in range(max(4, plan.keys // 12)):
            keys += _keys(typist, TYPED[number % 12 : number % 12 + 12].replace(" ", "-"), plan.spacing)
            typist.send(b"\r")
            typist.rest(plan.spacing)
    ms = [key.ms for key in keys]
    middle, high = median(ms), quantiles(ms, n=20)[-1]
    aim = f"{MEDIAN.verdict(middle, 'ms')}; {HIGH.verdict(high, 'ms at 95 %')}"
    row = ("interviewer run, 80×24", f"{middle:.2f}", f"{high:.2f}", f"{max(ms):.1f}", aim)
    return head + table([("", "median ms", "95 % ms", "longest ms", "aim"), row])


PARTS = {"keys": key_report, "opening": opening_report, "idle": idle_report, "paste": paste_report, "slow": slow_report}


def report(plan: Plan = FULL, parts: Iterable[str] = PARTS) -> Iterator[str]:
    """The figures as Markdown, each part as soon as it is measured."""
    with tempfile.TemporaryDirectory(dir=ROOT / "benchmarks", prefix=".work-") as name:
        desk = Desk(Path(name))
        for part in parts:
            yield f"{PARTS[part](desk, plan)}\n"


def main() -> int:
    """Print the figures; 1 when an aim is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer of everything, in under 40 seconds")
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
