"""What the world does to an interview: terminals close, files vanish, memory runs out, another machine goes on with it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from interviewer.session.folder import session_folders
from interviewer.study.folder import Study
from tests.faults.nursery import ROOT
from tests.faults.of_disks import Fed
from tests.faults.registry import FaultClass, Plan, Tally, needs_posix
from tests.faults.subjects import (
    BASE,
    OPENING,
    RUN,
    SUBJECTS,
    TOLD,
    Place,
    copied,
    entered,
    said,
    session_of,
    words_of,
)

# --- at a terminal --------------------------------------------------------------------------------------------------

BROKEN = str(ROOT / "tests" / "faults" / "broken.py")
LATE = 1.5  # seconds of typing that may be lost by the promise, and what a busy machine adds before a key arrives
TYPED = "phrase en cours"


def _argv(broken: str, *words: str) -> list[str]:
    """The program at a terminal, whole or broken."""
    return [sys.executable, *([BROKEN, broken] if broken else ["-m", "interviewer"]), *words]


def _world(place: Place, where: str) -> dict[str, str]:
    return {
        **place.env,
        "INTERVIEWER_PROMPT": "walk" if where == "walk" else "",
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
    }


def _typing(plan: Plan) -> Tally:
    """Killed while somebody types, in the walk and in the room: kept turns, and all but the last second of what was typed."""
    from tests import test_faults_program as walk
    from tests import test_faults_room as room
    from tests.terminal import Terminal

    tally = Tally()
    for n in plan.times(2, 8):
        where = ("room", "walk")[n % 2]
        place = copied("empty")(plan.nursery, plan.fresh())
        argv = _argv("early+no_draft" if plan.broken else "", *RUN)
        hands = room if where == "room" else walk
        with Terminal(argv, cwd=place.study, env=_world(place, where)) as terminal:
            hands.begin(terminal)
            kept, keys = hands.type_until(
                terminal, time.monotonic() + plan.chance.uniform(2 + plan.broken, 3), plan.chance
            )
            killed = time.monotonic()
            terminal.kill()
        plan.nursery.run(("run", "--resume", "p7kx3"), place.study, "", place.env)
        turns = words_of(place.study).turns
        there = [turn.text for turn in turns if not turn.recovered]
        back = "".join(turn.text for turn in turns if turn.recovered)
        lost: list[object] = [words for words in kept if words not in there]
        lost += [key for moment, key in keys[len(back) :] if killed - moment > LATE]
        tally = tally.plus(len(kept) + len(keys), lost, f"killed in the {where}")
        plan.forget()
    return tally


def _hang_up(terminal, way: str) -> None:
    """End the program in that way, at once or after it has stopped."""
    if way == "window closed":
        terminal.close()
    else:
        terminal.signal(getattr(signal, way))
    if way in ("SIGTSTP", "SIGQUIT"):
        time.sleep(0.4)
        terminal.signal(signal.SIGKILL if way == "SIGTSTP" else signal.SIGTERM)
    until = time.monotonic() + 10
    while terminal.process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    terminal.kill()


ENDINGS = ("SIGHUP", "SIGTERM", "window closed", "SIGQUIT", "SIGTSTP")


def _hung_up(plan: Plan) -> Tally:
    """Left in the middle of a word, in the walk, the room and the coding room: every key is there again."""
    tally = Tally()
    every = [(where, way) for where in ("walk", "room", "coding room") for way in ENDINGS]
    for where, way in plan.some(every, 2):
        lost = (_memo if where == "coding room" else _phrase)(plan, where, way)
        tally = tally.plus(2, lost, f"{way} in the {where}")
        plan.forget()
    return tally


def _phrase(plan: Plan, where: str, way: str) -> list[str]:
    from tests import test_faults_program as walk
    from tests import test_faults_room as room
    from tests.terminal import ENTER, Terminal

    place = copied("empty")(plan.nursery, plan.fresh())
    with Terminal(
        _argv("no_draft" if plan.broken else "", *RUN), cwd=place.study, env=_world(place, where)
    ) as terminal:
        (walk if where == "walk" else room).begin(terminal)
        if where == "walk":
            terminal.send("un" + ENTER)
            terminal.wait("saved · 1 turn")
            terminal.wait("· 1/4 ·")
        else:
            room.enter(terminal, "un")
        terminal.send(TYPED)
        terminal.wait(("> " if where == "walk" else "› ") + TYPED)
        _hang_up(terminal, way)
    plan.nursery.run(("run", "--resume", "p7kx3"), place.study, "", place.env)
    there = [turn.text for turn in words_of(place.study).turns]
    return [words for words in ("un", TYPED) if words not in there]


def _memo(plan: Plan, _where: str, way: str) -> list[str]:
    from interviewer.study.coding_files import drafts_left
    from tests.terminal import ENTER, ESCAPE, Terminal

    place = copied("done")(plan.nursery, plan.fresh())
    argv = _argv("no_draft" if plan.broken else "", "code", session_of(place.study), "--coder", "zoe")
    with Terminal(argv, cwd=place.study, env=_world(place, "room")) as terminal:
        terminal.wait("not coded")
        terminal.send("joi")
        terminal.wait("› joi")
        terminal.send(ENTER)
        terminal.wait("1 ■ La joie")
        terminal.wait("saved")
        terminal.send(ESCAPE + "t")
        terminal.wait("Memo on the turn")
        terminal.send(TYPED)
        terminal.wait(TYPED)
        _hang_up(terminal, way)
    entered(place)
    marks = [mark.code for mark in words_of(place.study).marks if mark.coder == "zoe"]
    drafts = [draft.text for draft in drafts_left(Study(place.study), "zoe", session_of(place.study))]
    return [*([] if "joie" in marks else ["joie"]), *([] if TYPED in drafts else [TYPED])]


# --- files ----------------------------------------------------------------------------------------------------------


def _replaced(path: Path) -> None:
    shutil.copy(path, f"{path}.tmp")
    os.replace(f"{path}.tmp", path)


def _grown(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"something else\n")


def _linked(path: Path) -> None:
    path.rename(f"{path}.away")
    path.symlink_to(f"{path}.away")


ACCIDENTS: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "replaced by a copy": _replaced,
    "cut": lambda path: os.truncate(path, 10),
    "emptied": lambda path: os.truncate(path, 0),
    "written to": _grown,
    "folder deleted": lambda path: shutil.rmtree(path.parent),
    "folder moved": lambda path: path.parent.rename(path.parents[2] / "elsewhere"),
    "turned into a link": _linked,
    "sessions deleted": lambda path: shutil.rmtree(path.parents[1]),
}


class _Sitting(NamedTuple):
    """Something that is interrupted by an accident: lines before, lines after, and what tells that they are done."""

    kind: str
    argv: Callable[[Place], tuple[str, ...]]
    opening: str
    before: str
    after: str
    count: Callable[[str], int]


SITTINGS = {
    "interview": _Sitting(
        "empty",
        lambda _: RUN,
        OPENING,
        f"{said(0)}\n/time\n{said(1)}\n/time\n",
        f"{said(2)}\n/time\n{said(3)}\n/time\n",
        lambda heard: heard.count(TOLD),
    ),
    "coding": _Sitting(
        "done",
        SUBJECTS["coding"].argv,
        "",
        "joie\n\n",
        "lien\n\n",
        lambda heard: sum(heard.count(f"] {code}\n") for code in ("joie", "lien")),
    ),
}


def _touched(plan: Plan) -> Tally:
    """Two things are saved, the accident, two more: everything that was called saved is read afterwards."""
    tally = Tally()
    every = [(name, accident) for name in SITTINGS for accident in ACCIDENTS]
    for name, accident in plan.some(every, 4):
        told, lost = _met(plan, name, accident)
        tally = tally.plus(told, lost, f"{accident}: {name}")
        plan.forget()
    return tally


def _met(plan: Plan, name: str, accident: str) -> tuple[int, list[str]]:
    """How much was called saved before and after this accident, and what of it is gone."""
    sitting, half = SITTINGS[name], 2 if name == "interview" else 1
    place = copied(sitting.kind)(plan.nursery, plan.fresh())
    with Fed(plan, place, sitting.argv(place), sitting.opening + sitting.before, _blind(plan)) as fed:

        def told() -> int:
            return sitting.count("".join(fed.heard.texts()))

        fed.until(lambda: told() >= half)
        _happen(place, name, accident)
        fed.type(sitting.after)
        fed.until(lambda: told() >= 2 * half, 10)
        count = told()
    return count, _gone(place, name, count)


def _blind(plan: Plan) -> str:
    return "no_look" if plan.broken else ""


def _happen(place: Place, name: str, accident: str) -> None:
    """The accident, to the file that is being written."""
    folder = session_folders(place.study, session_of(place.study))[0]
    begins = "marks.zoe" if name == "coding" else session_of(place.study)
    path = max((one for one in folder.iterdir() if one.name.startswith(begins)), key=lambda one: one.stat().st_mtime_ns)
    ACCIDENTS[accident](path)


def _gone(place: Place, name: str, told: int) -> list[str]:
    """What was called saved and can be read no more. A folder that was moved away is put back, as people do."""
    away = place.study / "elsewhere"
    if away.exists():
        home = place.study / "sessions" / away.name
        home.parent.mkdir(exist_ok=True)
        for one in away.iterdir():
            target = home.parent / session_of(place.study)
            target.mkdir(exist_ok=True)
            shutil.move(one, target / one.name)
    seen = words_of(entered(place).study)
    if name == "interview":
        there = [turn.text.strip() for turn in seen.turns]
        return [said(n) for n in range(told) if said(n).strip() not in there]
    marks = [mark.code for mark in seen.marks if mark.coder == "zoe"]
    # Marks stay without their turn, which another's deletion took away: they are looked for in the files themselves.
    files = b"".join(path.read_bytes() for path in place.folder.rglob("marks.zoe*") if path.is_file())
    return [c for c in ("joie", "lien")[:told] if c not in marks and f'"code":"{c}"'.encode() not in files]


# --- memory ---------------------------------------------------------------------------------------------------------

ENOUGH = 160


def _no_memory(plan: Plan) -> Tally:
    """Memory is refused at the 1st, 2nd, 3rd... allocation of a save of the program; it may die of it, as it may of kill -9."""
    tally = Tally()
    every = [(name, nth, many) for name in ("interview", "coding") for many in (1, 5) for nth in range(1, ENOUGH)]
    for name, nth, many in plan.some(every, 6, 100):
        subject = SUBJECTS[name]
        place = subject.lay_out(plan.nursery, plan.fresh())
        hook = f"no_memory:{nth}:{many}" + ("+forgetful" if plan.broken else "")
        done = plan.nursery.run(subject.argv(place), place.study, subject.lines, subject.env(place), broken=hook)
        claimed = subject.claimed(place, done)
        tally = tally.plus(
            len(claimed), subject.lost(place, plan.nursery, claimed), f"allocation {nth} ({many}): {name}"
        )
        plan.forget()
    return tally


def needs_test_helpers() -> str:
    """CPython's own way to refuse memory."""
    found = find_spec("_testcapi")
    return needs_posix() if found else "needs a Python with its test helpers (_testcapi)"


# --- two machines ---------------------------------------------------------------------------------------------------


def _git(folder: Path, *words: str) -> int:
    return subprocess.run(
        ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *words],
        cwd=folder,
        capture_output=True,
        check=False,
    ).returncode


def _merged(plan: Plan) -> Tally:
    """One interview and its coding go on at two machines; both are committed, merged, and read whole."""
    tally = Tally()
    for _ in plan.times(1, 6):
        base = copied("paused")(plan.nursery, plan.fresh())
        study = base.study
        (study / ".gitattributes").write_text("*.jsonl -text\n")
        for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "base")):
            _git(study, *words)
        other = Place(plan.fresh())
        other.folder.mkdir()
        _git(other.folder, "clone", "-q", str(study), "study")
        expected = [said(n).strip() for n in range(BASE)]
        for at, place in enumerate((base, other)):
            first = 100 * (at + 1)
            count = plan.chance.randint(1, 6)
            lines = "".join(f"{said(n)}\n" for n in range(first, first + count))
            plan.nursery.run(("run", "--resume", "p7kx3"), place.study, lines, place.env)
            argv = ("code", session_of(entered(place).study), "--coder", "ab"[at] + "na")
            plan.nursery.run(argv, place.study, "sens\n\n" * BASE, place.env)
            expected += [said(n).strip() for n in range(first, first + count)]
            if plan.broken:
                _one_shared_file(place)
            _git(place.study, "add", "-A")
            assert not _git(place.study, "commit", "-qm", "went on")
        _git(other.study, "pull", "-q", "--no-rebase", "--no-edit", *(["-X", "ours"] * plan.broken), "origin", "main")
        seen = words_of(entered(other).study)
        there = [turn.text.strip() for turn in seen.turns]
        lost = [words for words in expected if words not in there]
        lost += ["a mark"] * (2 * BASE - len([m for m in seen.marks if m.coder in ("ana", "bna")]))
        tally = tally.plus(len(expected) + 2 * BASE, lost, "merged")
        shutil.rmtree(base.folder)
        plan.forget()
    return tally


def _one_shared_file(place: Place) -> None:
    """All of the interview in one file, which both machines write to."""
    folder = session_folders(place.study, session_of(place.study))[0]
    paths = sorted(folder.glob("*.jsonl"))
    data = b"".join(path.read_bytes() for path in paths)
    for path in paths:
        path.unlink()
    (folder / f"{folder.name}.20260101T000000Z.{'0' * 16}.jsonl").write_bytes(data)


def needs_git() -> str:
    """Repositories are merged."""
    return needs_posix() or ("" if shutil.which("git") else "needs git")


CLASSES = (
    FaultClass(
        "kill-typing",
        fault="kill -9 while somebody types: the walk and the room",
        how="pseudo-terminal, at random moments; turns shown as saved, and keys older than 1.5 s",
        control="a program that says *saved* before it writes",
        run=_typing,
        missing=needs_posix,
    ),
    FaultClass(
        "hang-up",
        fault="the terminal ends in the middle of a word: the walk, the room, a memo in the coding room",
        how="pseudo-terminal: SIGHUP, SIGTERM, the window closed, SIGQUIT, SIGTSTP and then kill -9; every key",
        control="a program without drafts",
        run=_hung_up,
        missing=needs_posix,
    ),
    FaultClass(
        "files",
        fault="the open file is deleted, replaced, cut, emptied, written to, linked; its folder deleted, moved: `run`, `code`",
        how="between two saves of the program",
        control="a program that doesn't look whether its file still bears its name",
        run=_touched,
        missing=needs_posix,
    ),
    FaultClass(
        "memory",
        fault="memory runs out inside a save: `run`, `code`",
        how="CPython refuses the 1st, 2nd, 3rd... allocation of a save under the program, and five in a row",
        control="a program that goes on after an error as if it had saved",
        run=_no_memory,
        missing=needs_test_helpers,
    ),
    FaultClass(
        "two-machines",
        fault="one interview and its coding go on at two machines and meet in git",
        how="real repositories, random turns at both, `git pull`",
        control="one shared file for both machines, merged with `-X ours`",
        run=_merged,
        missing=needs_git,
    ),
)
