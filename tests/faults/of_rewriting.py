"""The verbs that rewrite or take away files: each of their calls fails, lies or does half, and they are killed before each change."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.faults.of_calls import ERRORS, KILL, WAYS, Fault, failed
from tests.faults.registry import FaultClass, Plan, Tally, needs_compiler
from tests.faults.rewriting import REWRITING
from tests.faults.subjects import Subject

CHANGE = "change"
RMDIR = {"rmdir": (errno.EACCES,)}


_counted: dict[tuple[str, Path], Counter[str]] = {}


def counted(subject: Subject, plan: Plan) -> Counter[str]:
    """How often an undisturbed run makes each call; all that change something count together as well."""
    key = (subject.name, plan.folder)
    if key not in _counted:
        _counted[key] = _count(subject, plan)
    return _counted[key]


def _count(subject: Subject, plan: Plan) -> Counter[str]:
    place = subject.lay_out(plan.failing, plan.fresh())
    count = place.folder.with_name(place.folder.name + "-count")
    env = {**subject.env(place), "FAIL_UNDER": place.folder.name + "/", "FAIL_COUNT": str(count)}
    done = plan.failing.run(subject.argv(place), place.study, subject.lines, env)
    assert done.code == 0, (done.out, done.err)
    calls = Counter(count.read_text().split())
    calls[CHANGE] = sum(many for call, many in calls.items() if call not in ("open", "fsync", "fdatasync", "flock"))
    count.unlink()
    plan.forget()
    return calls


def faults(calls: Counter[str], *, every: bool) -> Iterator[Fault]:
    """All that can be done to such a run, of each call the first error or all."""
    for call, errors in {**ERRORS, **RMDIR}.items():
        for error in errors if every else errors[:1]:
            yield from (Fault(call, error, way, nth) for way in WAYS for nth in range(1, calls[call] + 1))
    yield from (Fault("write", errno.ENOSPC, "short", nth) for nth in range(1, calls["write"] + 1))


def kills(calls: Counter[str]) -> Iterator[Fault]:
    """Killed before each call that changes something."""
    yield from (Fault(CHANGE, 0, KILL, nth) for nth in range(1, calls[CHANGE] + 1))


def _tried(subjects: Sequence[Subject], many: tuple[int, int], what: str, plan: Plan) -> Tally:
    """So many of them by chance (in a quick run, in a usual one; all in a long one), on each subject."""
    tally = Tally()
    for subject in subjects:
        calls = counted(subject, plan)
        every = list(kills(calls) if what == KILL else faults(calls, every=plan.effort == "long"))
        if plan.broken and what != KILL:
            every = [one for one in every if one.call == "write"] or every
        for fault in plan.some(every, CONTROL if plan.broken else many[0], many[1]):
            tally, _met = failed(subject, plan, fault, tally)
            if plan.broken and tally.lost:
                return tally
    return tally


HASTY = "a program that takes the old file away before the new one is there, and passes over errors"
BY_CALLS = (
    "LD_PRELOAD under the program: of all calls of an undisturbed run of each, {many} by chance (all in a long run): an error or a lie, once and from there on; "
    "short writes"
)
BEFORE_CHANGES = "LD_PRELOAD under the program: before {many} of the calls of each that change something, by chance (before each in a long run)"
# How many of the calls of each verb, and of its changes.
CALLS, KILLS, QUICKLY = 16, 8, 1
# A control goes on until it loses: only one that loses nothing has so many trials with each verb.
CONTROL = 24
TOGETHER: dict[str, Sequence[str]] = {
    "withdraw": ("withdraw", "sealed-withdraw"),
    "redact": ("redact", "sealed-redact", "delete", "sealed-delete"),
    "edit": ("edit", "sealed-edit", "scan"),
    "sync-out": ("sync-out", "sealed-sync-out"),
    "sync-in": ("sync-in", "sealed-sync-in", "sync-in-new"),
    "import": ("import",),
    "keys": ("init-sealed", "names-add", "new-passphrase"),
}


def _class(kind: str, name: str, fault: str, how: str, many: int) -> FaultClass:
    subjects = [REWRITING[one] for one in TOGETHER.get(name, list(REWRITING))]
    told = ", ".join(one.what for one in subjects if not one.name.startswith("sealed-"))
    plain = sum(not one.name.startswith("sealed-") for one in subjects)
    return FaultClass(
        f"{kind}-{name}",
        fault=f"{fault}: {told}{'; in sealed studies too' * (plain < len(subjects))}",
        how=how.format(many=many),
        control=HASTY,
        run=partial(_tried, subjects, (QUICKLY, many), kind),
        missing=needs_compiler,
    )


CLASSES = (
    *(_class("calls", name, "a system call fails, lies or does half", BY_CALLS, CALLS) for name in TOGETHER),
    _class(KILL, "rewriting", "kill -9 in the middle", BEFORE_CHANGES, KILLS),
)
