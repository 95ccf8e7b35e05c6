"""Makes the example study of `sessions/` from the scripts of tests/data/example, the same bytes each time.

`python -m tests.example_study` writes it anew. The sessions are held by the real walk, with a clock that goes on as
people speak and ids from a seeded generator; two coders code all of them by the real coding, neither seeing the other, close
their round, and decide their differences by the lines of compare.txt.
"""

import csv
import json
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from interviewer.coding.comparing import Pair
from interviewer.coding.excerpt import find_excerpt
from interviewer.coding.sheet import Sheet, close, mark, new_code, passed, used_ids
from interviewer.coding.tree import CodeTree
from interviewer.figures.selection import Selection
from interviewer.ids import session_id
from interviewer.screens.coding.comparing import Comparing, Material
from interviewer.screens.interview.answers import Wanted
from interviewer.screens.interview.desk import Desk
from interviewer.screens.interview.holding import held_event
from interviewer.screens.interview.setup import Options, settle
from interviewer.screens.interview.walk import Walk
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.script import Line, Script
from interviewer.session import events as e
from interviewer.session.disk import Clock
from interviewer.session.folder import read_session_records
from interviewer.session.journal import Journal
from interviewer.session.live import Chance, Live, begin, begin_state
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.study.comparisons import differences
from interviewer.study.folder import Study

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "tests" / "data" / "example"
CODERS = {"ana": "2026-10-12T09:00", "ben": "2026-10-14T09:00"}
AGREED, AGREED_ON = "agreed", "2026-10-21T14:00"


class SlowClock:
    """A clock that only goes on when it is told."""

    def __init__(self, day: str, hour: str = "09:00") -> None:
        self.wall = datetime.fromisoformat(f"{day}T{hour}:00").replace(tzinfo=UTC).timestamp()
        self.mono = 0.0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.mono += seconds

    def chance(self, seed: str) -> Chance:
        generator = random.Random(seed)
        return Chance(lambda: f"{generator.getrandbits(64):016x}", Clock(lambda: self.wall, lambda: self.mono))


class Spoken:
    """The lines of a script, each taking as long as it takes to say it."""

    typed = False

    def __init__(self, script: bytes, clock: SlowClock, pace: float) -> None:
        self._script = Script(iter([*script.splitlines(keepends=True), b""]).__next__)
        self._clock, self._pace = clock, pace

    def next(self, wanted: Wanted, live: Live) -> Line:
        line = self._script.next()
        self._clock.pass_by((6 + len(line.text) / 6) * self._pace)
        return line


def options(plan: dict[str, Any]) -> Options:
    """The command line of a planned session as options."""
    guide, *rest = plan["args"]
    given: dict[str, Any] = {"guide": str(ROOT / guide), "participants": (), "pilot": "--pilot" in rest}
    for name, value in pairwise(rest):
        if name == "--participant":
            given["participants"] += (value,)
        elif name.startswith("--") and name != "--pilot":
            given[name[2:].replace("-", "_")] = value
    return Options(**given)


def hold(study: Study, plan: dict[str, Any], pace: float = 1.0) -> SessionView:
    """Hold one planned session; returns what was recorded. `pace` stretches the time between two lines."""
    settled = settle(study, options(plan), ask=False)._replace(held_on=plan["held_on"])
    session = session_id(settled.held_on, settled.guide.id, settled.name)
    folder = study.sessions_path / session
    clock = SlowClock(plan["held_on"], plan.get("started", "09:00"))
    chance = clock.chance(plan["script"])
    make = held_event(study, settled)

    def held(now: Any) -> e.Held:
        from msgspec.structs import replace

        return replace(make(now), commit="")  # the example is no part of its own history

    codes = tuple((code.id, " ".join(code.label.words.values())) for code in study.codebook().codes)
    live = begin([folder], session, begin_state(held, codes, session), chance)
    script = (EXAMPLE / plan["script"]).read_bytes()
    desk = Desk(live, Spoken(script, clock, pace), Paper(StringIO()))
    over = Walk(desk, study.settings().notice).run()
    assert desk.faults == 0, f"{plan['script']}: {desk.faults} lines could not be carried out"
    if not over:
        live.record(lambda _state, now: [e.Paused(now.fresh())])
    live.close()
    return live.state.view


def hold_in_time(study: Study, plan: dict[str, Any]) -> SessionView:
    """Hold it, then once more at the pace that makes it last as long as planned."""
    seen = hold(study, plan)
    if seen.minutes and plan.get("minutes"):
        shutil.rmtree(study.sessions_path / seen.id)
        seen = hold(study, plan, plan["minutes"] / seen.minutes)
    return seen


def marks_of(coder: str) -> Iterator[tuple[str, int, str, str, str]]:
    """Script, number of the turn, code, excerpt and memo, in the order of the file."""
    with (EXAMPLE / f"marks.{coder}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["script"], int(row["turn"]), row["code_id"], row["excerpt"], row["memo"]


def born_codes(coder: str, script: str) -> Iterator[tuple[int, str, str]]:
    """Number of the turn at which a code was born in that coder's hands, its id and label."""
    with (EXAMPLE / "codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (row["coder"], row["script"]) == (coder, script):
                yield int(row["turn"]), row["code_id"], row["label"]


def code(study: Study, session: str, script: str, coder: str) -> None:
    """One coder codes one session, seeing nobody else's marks: every turn is marked or passed, then the round is closed."""
    rows = [row for row in marks_of(coder) if row[0] == script]
    born = list(born_codes(coder, script))
    pen = Pen(study, session, coder, f"{coder} {script}", CODERS[coder])
    sheet = Sheet(pen.seen, coder, used_ids(pen.found.records))
    for number, turn in enumerate(sheet.turns(), 1):
        pen.clock.pass_by(20)
        for _at, code_id, label in (one for one in born if one[0] == number):
            sheet, made = new_code(sheet, code_id, label)
            pen.write(session, made)
        for _, _, code_id, excerpt, memo in (row for row in rows if row[1] == number):
            span = find_excerpt(turn.text, excerpt)[0] if excerpt else (0, len(turn.text))
            sheet, made = mark(sheet, turn, code_id, span, memo)
            pen.write(session, made)
        sheet, made = passed(sheet, turn.id)
        pen.write(session, made)
    assert not sheet.left()
    pen.write(session, close(sheet)[1])
    pen.journal.close()


class Pen:
    """A journal of a coder's marks in one session, with a clock that is told the time."""

    def __init__(self, study: Study, session: str, coder: str, seed: str, when: str) -> None:
        folder = study.sessions_path / session
        self.clock = SlowClock(*when.split("T"))
        chance = self.clock.chance(seed)
        self.found = read_session_records([folder], session)
        self.seen = view(session, self.found.key, self.found.records)
        self.journal = Journal(
            [folder],
            session,
            self.found.key,
            stream="marks",
            coder=coder,
            seen=self.found.seen,
            clock=chance.clock,
            token=chance.fresh,
        )

    def write(self, _session: str, events: Sequence[e.Event]) -> None:
        if events:
            self.journal.append(*events)


class Pens:
    """A pen for each session, in the hands of the two who compare."""

    def __init__(self, pens: dict[str, Pen]) -> None:
        self.pens = pens

    def write(self, session_id: str, events: Sequence[e.Event]) -> None:
        self.pens[session_id].clock.pass_by(30)
        self.pens[session_id].write(session_id, events)


def agree(study: Study, sessions: Sequence[str]) -> Comparing:
    """The two compare all sessions and decide each difference as the script says; returns how it went."""
    pair = Pair("ana", "ben", "1")
    who = "-".join(CODERS)
    pens = {one: Pen(study, one, who, f"{who} {one}", AGREED_ON) for one in sessions}
    views = [pen.seen for pen in pens.values()]
    tree = CodeTree(study.codebook())
    found = differences(views, pair, tree, Selection(with_pilots=True))
    sheets = {one: Sheet(pen.seen, who, used_ids(pen.found.records), AGREED) for one, pen in pens.items()}
    born = {code_id: label for seen in views for code_id, label in seen.new_codes.items()}
    material = Material(pair, sheets, found.turns, found.differences, study.codebook(), born)
    script = Script(iter([*(EXAMPLE / "compare.txt").read_bytes().splitlines(keepends=True), b""]).__next__)
    comparing = Comparing(material, Pens(pens), lambda _prefix, _choices: script.next(), Paper(StringIO()))
    comparing.take_over()
    comparing.run()
    for one, sheet in comparing.sheets.items():
        pens[one].write(one, close(sheet)[1])
        pens[one].journal.close()
    return comparing


def make(target: Path) -> list[SessionView]:
    """Write the whole example study below `target`, which holds the guides, the codebook and the settings."""
    study = Study(target)
    made = []
    for plan in json.loads((EXAMPLE / "plan.json").read_text(encoding="utf-8")):
        seen = hold_in_time(study, plan)
        for coder in CODERS:
            code(study, seen.id, plan["script"], coder)
        made.append(seen)
    tally = agree(study, [seen.id for seen in made]).tally()
    assert (tally.left, tally.faults) == (0, 0), f"{tally.left} differences left, {tally.faults} lines refused"
    return made


if __name__ == "__main__":
    for old in ROOT.glob("sessions/2026-*"):
        shutil.rmtree(old)
    for seen in make(ROOT):
        sys.stdout.write(f"{seen.id}  {seen.status}  {seen.minutes:g} min  {len(seen.turns)} turns\n")
