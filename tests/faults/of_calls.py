"""The Nth call to the system fails, lies or does half, under the program itself; it is killed; its files may grow no more."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from tests.faults.nursery import Done, Heard
from tests.faults.registry import FaultClass, Plan, Tally, needs_compiler, needs_posix
from tests.faults.rewriting import REWRITING
from tests.faults.subjects import OPENING, RUN, SUBJECTS, TOLD, Place, Subject, copied, entered, said, words_of

# Which calls, with which errors; the first of them in a usual run, all in a long one.
ERRORS = {
    "write": (errno.ENOSPC, errno.EIO, errno.EFBIG),
    "fdatasync": (errno.EIO, errno.ENOSPC),
    "fsync": (errno.EIO,),
    "open": (errno.EACCES, errno.EMFILE, errno.EROFS),
    "flock": (errno.ENOLCK,),
    "rename": (errno.EACCES, errno.EIO),
    "link": (errno.EPERM,),
    "unlink": (errno.EACCES,),
    "mkdir": (errno.ENOSPC, errno.EACCES),
    "ftruncate": (errno.EIO,),
}
KILL = "kill"
WAYS = ("once", "forever", "lie", "lies")
MOST, SAMPLE, LARGE_SAMPLE = 200, 6, 50
# How a program that was met by a fault may end: done, can't, files with problems.
ENDINGS = (0, 1, 3)
# The control of those that write files which were there before; the others' passes over errors.
UNSAFE = {"export": "in_place", "repair": "in_place", "codebook": "in_place", "sealed-repair": "in_place"}
UNSAFE |= dict.fromkeys(REWRITING, "careless+hasty")


class Fault(NamedTuple):
    """The `nth` call of a kind, in this way."""

    call: str
    error: int
    way: str
    nth: int

    def env(self, place: Place) -> dict[str, str]:
        """The fault as the library reads it."""
        told = {"CALL": self.call, "NTH": self.nth, "ERRNO": self.error, "WAY": self.way}
        told |= {"UNDER": place.folder.name + "/", "HITS": f"{place.folder}-hits"}
        return {f"FAIL_{name}": str(value) for name, value in told.items()}

    def __str__(self) -> str:
        return f"{self.call} {self.nth} {self.way} {errno.errorcode.get(self.error, '')}"


def _calls(subject: Subject, plan: Plan) -> Tally:
    """Every call of every kind in every way, until a run meets none any more."""
    tally = Tally()
    every = plan.effort == "long"
    kinds = [(c, e, w) for c, errors in ERRORS.items() for e in (errors if every else errors[:1]) for w in WAYS]
    kinds += [("write", errno.ENOSPC, "short")]
    if plan.broken:
        return _in_control(subject, plan, tally)
    sealed = subject.name.startswith("sealed-")
    if plan.effort == "quick" or (sealed and not every):
        return _sampled(subject, plan, kinds, SAMPLE if plan.effort == "quick" else LARGE_SAMPLE)
    for call, error, way in kinds:
        for nth in range(1, MOST):
            tally, met = failed(subject, plan, Fault(call, error, way, nth), tally)
            if not met:
                break
    return tally


def _sampled(subject: Subject, plan: Plan, kinds: Sequence[tuple[str, int, str]], most: int) -> Tally:
    """Some trials, by chance: a kind of fault, and of its calls one of the first eight."""
    tally = Tally()
    for _ in range(2 * most):
        call, error, way = plan.chance.choice(kinds)
        tally, _met = failed(subject, plan, Fault(call, error, way, plan.chance.randint(1, 8)), tally)
        if tally.trials >= most:
            break
    return tally


def _in_control(subject: Subject, plan: Plan, tally: Tally) -> Tally:
    """The faults that a program without care loses by."""
    for call, way in (("write", "forever"), ("write", "short"), ("open", "forever"), ("rename", "lies")):
        for nth in (1, 2, 4, 8, 12):
            tally, _met = failed(subject, plan, Fault(call, ERRORS[call][0], way, nth), tally)
        if tally.lost:
            break
    return tally


def failed(subject: Subject, plan: Plan, fault: Fault, tally: Tally) -> tuple[Tally, bool]:
    """The tally with one more trial, and whether the fault was met (what met none is no trial)."""
    place = subject.lay_out(plan.failing, plan.fresh())
    broken = UNSAFE.get(subject.name, "careless") if plan.broken else ""
    done = plan.failing.run(
        subject.argv(place), place.study, subject.lines, {**subject.env(place), **fault.env(place)}, broken=broken
    )
    hits = place.folder.with_name(place.folder.name + "-hits")
    met = hits.exists()
    hits.unlink(missing_ok=True)
    tally = _judged(subject, plan, Tried(place, done, str(fault)), tally) if met else tally
    plan.forget()
    return tally, met


class Tried(NamedTuple):
    """A trial: where, how it ended, under which fault."""

    place: Place
    done: Done
    what: str


def _judged(subject: Subject, plan: Plan, tried: Tried, tally: Tally) -> Tally:
    place, done, what = tried
    claimed = subject.claimed(place, done)
    lost = subject.lost(place, plan.nursery, claimed)
    killed = done.code == -signal.SIGKILL and KILL in what
    if not plan.broken and not killed and (done.code not in ENDINGS or "Traceback" in done.err):
        lost.append(f"ended {done.code}: {done.err[-200:]}")
    return tally.plus(len(claimed), lost, what)


# --- killed ---------------------------------------------------------------------------------------------------------

# What calls that fail meet already, and kill -9 in the middle.
LESS_OFTEN = ("sealed-resume", "sealed-coding", "sealed-repair")
LIVES, LONG = 4, 400
LATER, MOST_PATIENT = 0.75, 20.0
# Verbs that are killed while they wait for the next line; the others are told that no more comes.
WAITING = ("run", "code")


def _killed(subject: Subject, plan: Plan) -> Tally:
    """Killed at a random moment of its work, then looked at."""
    tally = Tally()
    broken = UNSAFE.get(subject.name, "early") if plan.broken else ""
    place = subject.lay_out(plan.nursery, plan.fresh())
    began = time.monotonic()
    plan.nursery.run(subject.argv(place), place.study, subject.lines, subject.env(place), broken=broken)
    usual = time.monotonic() - began
    for _ in plan.times(4, 40):
        plan.forget()
        place = subject.lay_out(plan.nursery, plan.fresh())
        lines = subject.lines.rstrip() + "\n"
        delay = plan.chance.uniform(0, usual)
        done = _cut_short(plan, place, subject.argv(place), lines, broken, delay)
        claimed = subject.claimed(place, done)
        tally = tally.plus(len(claimed), subject.lost(place, plan.nursery, claimed), "killed")
    plan.forget()
    return tally


def _killed_in_bursts(plan: Plan, *, sealed: bool = False) -> Tally:
    """Turns saved without a pause, killed, gone on with and killed again: every answered /time vouches for the turn before."""
    tally = Tally()
    for _ in plan.times(1, 10):
        place = copied("empty", sealed=sealed)(plan.nursery, plan.fresh())
        argv: tuple[str, ...] = RUN
        opening, claimed = OPENING, list[str]()
        for life in range(LIVES):
            first = life * LONG
            lines = opening + "".join(f"{said(n)}\n/time\n" for n in range(first, first + LONG))
            delay = plan.chance.uniform(0, 0.4)
            done = _cut_short(plan, place, argv, lines, "early" if plan.broken else "", delay)
            claimed += [said(n).strip() for n in range(first, first + done.err.count(TOLD))]
            there = {turn.text.strip() for turn in words_of(place.study).turns}
            tally = tally.plus(done.err.count(TOLD), [words for words in claimed if words not in there], "burst")
            if words_of(place.study).turns:
                argv, opening = ("run", "--resume", "p7kx3"), ""
            elif plan.broken:
                break
            else:
                place = copied("empty", sealed=sealed)(plan.nursery, plan.fresh())
                claimed = []
        plan.forget()
    return tally


def _cut_short(plan: Plan, place: Place, argv: tuple[str, ...], lines: str, broken: str, delay: float) -> Done:  # noqa: PLR0917
    """Let it work, kill it so long after its first word, and give what it had said."""
    entered(place)
    stdin, typed = os.pipe()
    with Heard() as heard:
        child = plan.nursery.born(argv, (stdin, *heard.ends), place.study, place.unlocked, broken=broken)
        os.close(stdin)
        with suppress(BrokenPipeError), open(typed, "wb", buffering=0) as lines_in:
            os.set_blocking(typed, False)
            rest = lines.encode()
            # In bursts three of four are killed after something was called saved, the others whenever it comes.
            waiting = argv[0] == "run" and plan.chance.random() < LATER
            until = time.monotonic() + (MOST_PATIENT if waiting else delay)
            while heard.until(min(until, time.monotonic() + 0.005)) and time.monotonic() < until:
                if waiting and TOLD in heard.texts()[1]:
                    waiting, until = False, time.monotonic() + delay
                if rest:
                    rest = rest[lines_in.write(rest) or 0 :]
                elif argv[0] not in WAITING:
                    lines_in.close()
            child.kill()
        heard.until(time.monotonic() + 5)
        return Done(-9, *heard.texts())


# --- full -----------------------------------------------------------------------------------------------------------


def _full(subject: Subject, plan: Plan) -> Tally:
    """Files that may grow to each size only: a short write, then EFBIG, at every byte of every file."""
    tally = Tally()
    place = subject.lay_out(plan.nursery, plan.fresh())
    before = {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}
    plan.nursery.run(subject.argv(place), place.study, subject.lines, subject.env(place))
    after = [path for path in place.folder.rglob("*") if path.is_file() and "cache" not in path.parts]
    written = [path for path in after if before.get(path) != path.read_bytes()]
    largest = max(path.stat().st_size for path in written)
    plan.forget()
    limits = range(0, largest + 2, 1 if plan.effort == "long" else max(1, largest // 80))
    for limit in plan.some(limits, 5, 25 if subject.name.startswith("sealed-") else 60):
        place = subject.lay_out(plan.nursery, plan.fresh())
        broken = UNSAFE.get(subject.name, "careless") if plan.broken else ""
        done = plan.nursery.run(
            subject.argv(place), place.study, subject.lines, subject.env(place), limit=limit, broken=broken
        )
        tally = _judged(subject, plan, Tried(place, done, f"{limit} bytes"), tally)
        plan.forget()
    return tally


BY_CALLS = (
    "LD_PRELOAD under the program: the 1st, 2nd, 3rd... write, fdatasync, fsync, open, flock, rename, link, unlink, mkdir, "
    "ftruncate, until a run meets none; an error or a lie, once and from there on; short writes"
)
BY_SIZES = (
    "RLIMIT_FSIZE under the program: a short write, then EFBIG, at sizes from nothing to the largest file (60 by chance; "
    "every byte in a long run)"
)
SAYS = {
    "early": "a program that says *saved* before it writes",
    "careless": "a program that passes over errors",
    "in_place": "a program that writes files in place",
}

CLASSES = (
    *(
        FaultClass(
            f"calls-{name}",
            fault=f"a system call fails, lies or does half: {subject.what}",
            how=BY_CALLS,
            control=SAYS[UNSAFE.get(name, "careless")],
            run=partial(_calls, subject),
            missing=needs_compiler,
        )
        for name, subject in SUBJECTS.items()
    ),
    *(
        FaultClass(
            f"kill-{'sealed-' * sealed}bursts",
            fault=f"kill -9 while turns are saved without a pause: `run`, then `run --resume`{where}",
            how="at random moments, four lives in each interview",
            control=SAYS["early"],
            run=partial(_killed_in_bursts, sealed=sealed),
            missing=needs_posix,
        )
        for sealed, where in ((False, ""), (True, " in a sealed study, without a key"))
    ),
    *(
        FaultClass(
            f"kill-{name}",
            fault=f"kill -9 in the middle: {SUBJECTS[name].what}",
            how="at random moments of the work",
            control=SAYS[UNSAFE.get(name, "early")],
            run=partial(_killed, SUBJECTS[name]),
            missing=needs_posix,
        )
        for name in ("coding", "export", "repair", "codebook")
    ),
    *(
        FaultClass(
            f"full-{name}",
            fault=f"the disk is full at any byte: {subject.what}",
            how=BY_SIZES,
            control=SAYS[UNSAFE.get(name, "careless")],
            run=partial(_full, subject),
            missing=needs_posix,
        )
        for name, subject in SUBJECTS.items()
        if name not in LESS_OFTEN
    ),
)
