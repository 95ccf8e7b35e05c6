"""Power cuts and full disks: every state that a cut may leave by the program's own calls, and real file systems on loop devices."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self

from tests.faults.nursery import Child, Done, Heard
from tests.faults.of_calls import LESS_OFTEN
from tests.faults.registry import FaultClass, Plan, Tally, needs_compiler, needs_root
from tests.faults.subjects import BASE, OPENING, RUN, SUBJECTS, TOLD, Place, Subject, copied, entered, said, words_of

# --- every state that a cut may leave --------------------------------------------------------------------------------


class Call(NamedTuple):
    """One call of the program that went well, as the library wrote it down."""

    name: str
    one: str
    other: str
    data: bytes


def _traced(subject: Subject, plan: Plan, broken: str) -> tuple[Place, list[Call], dict[str, bytes]]:
    """Run it once; gives where, what it called, and every file as it was before."""
    place = subject.lay_out(plan.failing, plan.fresh())
    before = {str(path): path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}
    record = place.folder.with_name(place.folder.name + "-calls")
    env = {**subject.env(place), "FAIL_UNDER": place.folder.name + "/", "FAIL_TRACE": str(record)}
    done = plan.failing.run(subject.argv(place), place.study, subject.lines, env, broken=broken)
    assert done.code == 0, done.err
    calls = []
    for line in record.read_text().splitlines():
        name, one, other, data = line.split("\t")
        calls.append(Call(name, one, other, bytes.fromhex(data)))
    return place, calls, before


class Disk:
    """A weak file system as a power cut may find it.

    Synced bytes are there, others may be there, cut at any place, or NULs. What was done to names since their folder was
    synced may have happened or not, each for itself.
    """

    def __init__(self, before: dict[str, bytes]) -> None:
        self.data: list[bytes] = list(before.values())
        self.synced = [len(data) for data in self.data]
        self.names = dict(zip(before, range(len(self.data)), strict=True))
        self.sure = dict(self.names)
        self.pending: list[tuple[str, Call, int]] = []

    def take(self, call: Call) -> None:
        """What one call does to it."""
        if call.name in ("write", "cut", "empty"):
            self._change(call)
        elif call.name == "sync" and call.one in self.names:
            self.synced[self.names[call.one]] = len(self.data[self.names[call.one]])
        elif call.name == "sync":
            self._folder(call.one)
        elif call.name in ("create", "link", "rename", "unlink", "mkdir"):
            self._name(call)

    def _change(self, call: Call) -> None:
        number = self.names.get(call.one)
        if number is None:
            return
        if call.name == "write":
            self.data[number] += call.data
        else:
            size = int(call.other or 0)
            self.data[number] = self.data[number][:size]
            self.synced[number] = min(size, self.synced[number])

    def _folder(self, path: str) -> None:
        rest = []
        for folder, call, number in self.pending:
            if folder == path:
                _named(self.sure, call, number)
            else:
                rest.append((folder, call, number))
        self.pending = rest

    def _name(self, call: Call) -> None:
        if call.name == "create":
            self.data.append(b"")
            self.synced.append(0)
        known = len(self.data) - 1 if call.name == "create" else self.names.get(call.one, -1)
        number = -1 if call.name == "mkdir" else known
        _named(self.names, call, number)
        self.pending.append((os.path.dirname(call.one), call, number))

    def wrecks(self, chance: random.Random, most: int) -> Iterator[dict[str, bytes]]:
        """States after a cut now: all at their least and most, each thing alone the other way, and some by chance."""
        fates = [list(_fates(data, synced)) for data, synced in zip(self.data, self.synced, strict=True)]
        loose = [number for number, those in enumerate(fates) if len(those) > 1]
        done = [True] * len(self.pending)
        most_of_all = [those[-1] for those in fates]
        yield self._files(most_of_all, done)
        yield self._files([those[0] for those in fates], [False] * len(done))
        yield self._files([those[0] for those in fates], done)
        single = [(number, fate) for number in loose for fate in fates[number]]
        for number, fate in single if len(single) <= most else chance.sample(single, most):
            yield self._files([*most_of_all[:number], fate, *most_of_all[number + 1 :]], done)
        for at in range(len(done)) if len(done) <= most else chance.sample(range(len(done)), most):
            yield self._files(most_of_all, [n != at for n in range(len(done))])
            yield self._files(most_of_all, [n == at for n in range(len(done))])
        for _ in range(min(most, len(loose) + len(done))):
            yield self._files([chance.choice(those) for those in fates], [chance.random() < 0.5 for _ in done])

    def _files(self, data: Sequence[bytes], done: Sequence[bool]) -> dict[str, bytes]:
        names = dict(self.sure)
        gone = []
        for (_folder, call, number), happened in zip(self.pending, done, strict=True):
            if happened:
                _named(names, call, number)
            elif call.name == "mkdir":
                gone.append(call.one + "/")
        return {path: data[number] for path, number in names.items() if not path.startswith(tuple(gone))}


def _named(names: dict[str, int], call: Call, number: int) -> None:
    if call.name in ("rename", "unlink"):
        names.pop(call.one, None)
    if call.name in ("create", "link", "rename"):
        names[call.other or call.one] = number


def _fates(data: bytes, synced: int) -> Iterator[bytes]:
    """What may be left of a file, from the least to the most."""
    rest = len(data) - synced
    yield data[:synced]
    if rest:
        yield from (data[:cut] for cut in range(synced + 1, len(data), max(1, rest // 12)))
        yield data[:synced] + b"\0" * rest
        yield data[:synced] + b"\0" * (rest // 2) + data[synced + rest // 2 :]
        yield data


def _states(subject: Subject, plan: Plan) -> Tally:
    """Trace the program, build the states after each of its calls, and look into each."""
    if not plan.broken:
        return _looked_into(subject, plan, "", frozenset())
    if subject.name.endswith("repair"):
        return _looked_into(subject, plan, "in_place", frozenset())
    found = [_looked_into(subject, plan, "", frozenset({left_out})) for left_out in ("files", "folders")]
    trials, safe = sum(one.trials for one in found), sum(one.acknowledged for one in found)
    # Each of the two must lose.
    return Tally(trials, safe, min(one.lost for one in found))


def _looked_into(subject: Subject, plan: Plan, broken: str, left_out: frozenset[str]) -> Tally:
    place, calls, before = _traced(subject, plan, broken)
    shutil.rmtree(place.folder)
    quick = plan.effort == "quick" or plan.broken
    tally, disk, told = Tally(), Disk(before), {"1": "", "2": ""}
    wrecks: list[tuple[dict[str, bytes], Done]] = []
    for at, call in enumerate(calls):
        if call.name == "say":
            told[call.one] += call.data.decode("utf-8", "replace")
        elif call.name != "sync" or ("files" if call.one in disk.names else "folders") not in left_out:
            disk.take(call)
        code = 0 if at == len(calls) - 1 else -9
        told_then = Done(code, told["1"], told["2"])
        wrecks += [(files, told_then) for files in disk.wrecks(plan.chance, 4 if quick else 25)]
    slow = subject.name.endswith("repair")
    for files, done in plan.some(wrecks, 5 if slow else 100, 60 if slow else 1500):
        _build(place, files)
        claimed = subject.claimed(place, done)
        tally = tally.plus(len(claimed), subject.lost(place, plan.nursery, claimed), "a state after a cut")
        shutil.rmtree(place.folder)
    return tally


def _build(place: Place, files: dict[str, bytes]) -> None:
    place.study.mkdir(parents=True)
    for path, data in files.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        Path(path).write_bytes(data)
    entered(place)


# --- real file systems ----------------------------------------------------------------------------------------------

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
MADE = {
    "ext4": ("mkfs.ext4", "-q", "-F"),
    "xfs": ("mkfs.xfs", "-q", "-f"),
    "btrfs": ("mkfs.btrfs", "-q", "-f"),
    "ext2": ("mkfs.ext2", "-q", "-F"),
}
OPTIONS = {"ext4-writeback": "loop,data=writeback"}


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


class LoopDisk:
    """A file system in a file, mounted; `cut` takes its power away."""

    def __init__(self, plan: Plan, kind: str, size: str = "400M") -> None:
        self.kind = kind
        self.image, self.at = plan.on_disk / f"{kind}.img", plan.on_disk / f"{kind}.mounted"
        self.at.mkdir(exist_ok=True)
        self.image.unlink(missing_ok=True)
        _run("truncate", "-s", size, str(self.image))
        _run(*MADE[kind.partition("-")[0]], str(self.image))
        self._mounted = False
        plan.keep_open(self.away)
        self.mount()

    def mount(self) -> None:
        """Use it again, what its journal holds replayed."""
        options = OPTIONS.get(self.kind, "loop")
        _run("mount", "-t", self.kind.partition("-")[0], "-o", options, str(self.image), str(self.at))
        self._mounted = True

    def away(self) -> None:
        """Unmount it."""
        if self._mounted:
            self._mounted = False
            for pause in (0.0, 0.1, 0.5, 2.0, 5.0):
                time.sleep(pause)
                if not subprocess.run(["umount", str(self.at)], check=False, capture_output=True).returncode:
                    return
            _run("umount", "-l", str(self.at))

    def cut(self, children: Sequence[Child]) -> None:
        """From here on nothing more reaches the image; it is as the cut left it, and mounted again.

        ext4 and xfs are told to go down at once (as xfstests does). Of others the image is copied while the programs
        stand still: what was not sent to the device yet is not in the copy.
        """
        if self.kind.partition("-")[0] in ("ext4", "xfs"):
            import fcntl

            folder = os.open(self.at, os.O_RDONLY)
            fcntl.ioctl(folder, SHUTDOWN, NO_LOG_FLUSH.to_bytes(4, "little"))
            os.close(folder)
            self._end(children)
        else:
            for child in children:
                child.signal(signal.SIGSTOP)
            copy = self.image.with_suffix(".copy")
            _run("cp", "--sparse=always", str(self.image), str(copy))
            self._end(children)
            copy.replace(self.image)
        self.mount()

    def _end(self, children: Sequence[Child]) -> None:
        for child in children:
            child.kill()
        self.away()


def _cuts(kind: str, plan: Plan) -> Tally:
    """An interview, coding and exports at work on one file system whose power goes; then all is read."""
    disk = LoopDisk(plan, kind)
    tally = Tally()
    for n in plan.times(1, 5):
        tally = _one_cut(plan, disk, Place(disk.at / f"trial-{n}"), tally)
    return tally


def _one_cut(plan: Plan, disk: LoopDisk, place: Place, tally: Tally) -> Tally:
    template = copied("done")(plan.nursery, plan.fresh())
    coding = Place(place.folder / "coding")
    shutil.copytree(template.folder, coding.folder)
    held = Place(place.folder / "held")
    shutil.copytree(copied("empty")(plan.nursery, plan.fresh()).folder, held.folder)
    os.sync()
    lines = OPENING + "".join(f"{said(n)}\n/time\n" for n in range(1500))
    broken = "no_sync" if plan.broken else ""
    code = SUBJECTS["coding"].argv(entered(coding))
    with (
        Fed(plan, held, RUN, lines, broken) as talk,
        Fed(plan, coding, code, "joie\n\nlien\n\nsens\n", broken) as marks,
    ):
        until = time.monotonic() + plan.chance.uniform(0.3, 0.9)
        while time.monotonic() < until or not (talk.told() and marks.told()):
            talk.go_on()
            marks.go_on()
            if time.monotonic() > until + 20:
                break
        turns = [said(n).strip() for n in range(talk.heard.texts()[1].count(TOLD))]
        claimed = SUBJECTS["coding"].claimed(coding, Done(0, *marks.heard.texts()))
        disk.cut((talk.child, marks.child))
    there = {turn.text.strip() for turn in words_of(entered(held).study).turns} if held.study.exists() else set()
    lost = [words for words in turns if words not in there]
    entered(coding)
    gone = [mark for mark in claimed if not coding.study.exists()]
    lost += gone or SUBJECTS["coding"].lost(coding, plan.nursery, claimed)
    shutil.rmtree(place.folder, ignore_errors=True)
    return tally.plus(len(turns) + len(claimed) + BASE, lost, f"power cut on {disk.kind}")


class Fed:
    """A program that is given lines as fast as it takes them."""

    def __init__(self, plan: Plan, place: Place, argv: tuple[str, ...], lines: str, broken: str) -> None:
        entered(place)
        stdin, self._typed = os.pipe()
        os.set_blocking(self._typed, False)
        self.heard = Heard()
        self.child = plan.nursery.born(argv, (stdin, *self.heard.ends), place.study, place.unlocked, broken=broken)
        os.close(stdin)
        self._rest = lines.encode()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.child.kill()
        os.close(self._typed)
        self.heard.__exit__(None, None, None)

    def type(self, lines: str) -> None:
        """More lines."""
        self._rest += lines.encode()

    def go_on(self, seconds: float = 0.005) -> None:
        """Give it lines, and listen."""
        with suppress(BlockingIOError, BrokenPipeError):
            if self._rest:
                self._rest = self._rest[os.write(self._typed, self._rest[:4096]) :]
        self.heard.until(time.monotonic() + seconds)

    def told(self) -> bool:
        """Whether it called anything safe."""
        out, err = self.heard.texts()
        return TOLD in err or "] joie" in out + err

    def until(self, true: Callable[[], bool], seconds: float = 30) -> None:
        """Go on until that is so."""
        end = time.monotonic() + seconds
        while not true() and time.monotonic() < end:
            self.go_on(0.02)


# --- a disk that fills up -------------------------------------------------------------------------------------------

AFTERWARDS = 120


def _fills_up(plan: Plan) -> Tally:
    """A file system of 16 MiB that others fill to the last byte in mid-interview: with the reserve everything goes home.

    Then one of 256 KiB in memory, with and without a place to fall back to.
    """
    tally = Tally()
    broken = "careless" if plan.broken else ""
    if not plan.broken:
        for _ in plan.times(1, 3):
            tally = _with_reserve(plan, tally)
    for elsewhere in (True, False):
        for _ in plan.times(1, 3):
            tally = _small_disk(plan, tally, broken, elsewhere=elsewhere)
    return tally


def _with_reserve(plan: Plan, tally: Tally) -> Tally:
    disk = LoopDisk(plan, "ext4", "16M")
    shutil.copytree(copied("empty")(plan.nursery, plan.fresh()).folder, disk.at / "held")
    held = Place(disk.at / "held")
    with Fed(plan, held, RUN, f"{OPENING}{said(0)}\n/time\n", "") as talk:
        talk.until(lambda: TOLD in talk.heard.texts()[1])
        _fill(disk.at / "filler")
        talk.type("".join(f"{said(n)}\n/time\n" for n in range(1, AFTERWARDS)))
        talk.until(lambda: talk.heard.texts()[1].count(TOLD) >= AFTERWARDS)
        heard = talk.heard.texts()[1]
    turns = [said(n).strip() for n in range(heard.count(TOLD))]
    there = {turn.text.strip() for turn in words_of(entered(held).study).turns}
    lost = [words for words in turns if words not in there]
    if len(turns) < AFTERWARDS or "NOT SAVED" in heard or list(held.folder.glob("home/state/interviewer/*/*")):
        lost.append(f"the reserve took {len(turns)} of {AFTERWARDS} turns home")
    disk.away()
    return tally.plus(len(turns), lost, "full in mid-interview")


def _fill(path: Path) -> None:
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
            os.fsync(file.fileno())


def _small_disk(plan: Plan, tally: Tally, broken: str, *, elsewhere: bool) -> Tally:
    at = plan.fresh()
    at.mkdir()
    _run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(at))
    try:
        template = copied("empty")(plan.nursery, plan.fresh())
        shutil.copytree(template.study, at / "study")
        held = Place(at)
        env = {**held.env, **({"XDG_STATE_HOME": f"{template.folder}/state"} if elsewhere else {})}
        lines = OPENING + "".join(f"{said(n)} {'bla ' * 400}\n/time\n" for n in range(250))
        done = plan.nursery.run(RUN, held.study, lines, env, broken=broken)
        os.environ.update(env)
        before = done.err.split("NOT SAVED")[0].count(TOLD)
        claimed = [said(n).strip() for n in range(done.err.count(TOLD) if elsewhere else before)]
        texts = "\n".join(turn.text for turn in words_of(held.study).turns)
        lost = [words for words in claimed if words not in texts]
        if not broken and ("Traceback" in done.err or (elsewhere and done.code) or not (elsewhere or done.code)):
            lost.append(f"ended {done.code}: {done.err[-200:]}")
        return tally.plus(len(claimed), lost, f"256 KiB, {'with' if elsewhere else 'without'} a fall-back")
    finally:
        _run("umount", "-l", str(at))


CLASSES = (
    *(
        FaultClass(
            f"cut-states-{name}",
            fault=f"a power cut at any moment: {subject.what}",
            how="every call of the program is traced (LD_PRELOAD); after each, the states that a weak file system may leave: "
            "unsynced bytes missing, cut, NUL; unsynced names done or not",
            control="a program that repairs in place"
            if name.endswith("repair")
            else "no file synced, and no folder synced: each must lose; the lesser",
            run=partial(_states, subject),
            missing=needs_compiler,
        )
        for name, subject in SUBJECTS.items()
        if name not in LESS_OFTEN
    ),
    *(
        FaultClass(
            f"power-{kind}",
            fault=f"power cuts on a real file system ({kind}): `run` and `code` at once",
            how=how,
            control="the same program without any sync",
            run=partial(_cuts, kind),
            missing=needs_root("mount", MADE[kind.partition("-")[0]][0]),
        )
        for kind, how in (
            ("ext4", "loop device, the SHUTDOWN ioctl without flushing the log, mounted again"),
            ("ext4-writeback", "as above, with data=writeback"),
            ("xfs", "as above"),
            ("btrfs", "loop device, copied while the programs stand still, mounted again"),
            ("ext2", "as above; no journal of its own"),
        )
    ),
    FaultClass(
        "full-disk",
        fault="the disk is full in mid-interview: `run`",
        how="ext4 of 16 MiB filled by others: the reserve takes all further turns home; a file system of 256 KiB, with and "
        "without a fall-back",
        control="a program that passes over errors",
        run=_fills_up,
        missing=needs_root("mount", "mkfs.ext4"),
    ),
)
