"""The bytes of real journals are cut, turned, overwritten, mixed up; single turned bits are put right.

Every byte and bit goes through the reader in this process; a sample of each goes through the program (`show`, `doctor`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from random import Random

from interviewer.session.events import Record, Verbatim
from interviewer.session.folder import session_folders
from interviewer.session.line import FIRST, Segment, digest, open_line, read_segment, repair_line
from tests.faults.nursery import ROOT
from tests.faults.registry import FaultClass, Plan, Tally, needs_posix
from tests.faults.samples import spoil
from tests.faults.subjects import BASE, Place, copied, said, session_of

Reader = Callable[[bytes], Segment]
OLD = ROOT / "sessions"
NOTHING = Segment(None, (), (), "", sealed=False)


# --- broken readers -------------------------------------------------------------------------------------------------


def all_or_nothing(data: bytes) -> Segment:
    """Reads a file as a whole; where one line is wrong, there is nothing."""
    segment = read_segment(data)
    return NOTHING if segment.faults else segment


def trusting(data: bytes) -> Segment:
    """Takes every line that is JSON, whatever its sum says."""
    records = []
    for raw in data.split(b"\n"):
        body = raw[:-24]
        line = open_line(b'%b,"s":"%b"}' % (body, digest(body).encode()))
        if line is not None and line.q:
            records.append(Record(line.d, line.w, line.m, "", line.q))  # type: ignore[arg-type]
    return NOTHING.__class__(None, tuple(records), (), FIRST, sealed=False)


# --- what is read ---------------------------------------------------------------------------------------------------


def journals(plan: Plan) -> Iterator[bytes]:
    """A journal as the program just wrote it, then files of the example study: marks, and (in longer runs) interviews."""
    place = copied("done")(plan.nursery, plan.fresh())
    yield from (path.read_bytes() for path in _files(place.study) if path.name.startswith(session_of(place.study)))
    marks = sorted(OLD.glob("*/marks.*"))
    yield from (path.read_bytes() for path in plan.some(marks, 1, 2))
    if plan.effort != "quick" and not plan.broken:
        held = [path for path in sorted(OLD.glob("*/*.jsonl")) if path not in marks]
        yield from (path.read_bytes() for path in plan.some(held, 0, 1))


def _files(study: Path) -> list[Path]:
    return sorted(session_folders(study, session_of(study))[0].glob("*.jsonl"))


def _ends(data: bytes) -> list[int]:
    """Where each line ends, its line feed included."""
    return [at + 1 for at, byte in enumerate(data) if byte == 10]


def _by_number(records: Iterable[Record]) -> dict[int, object]:
    return {record.number: record.event for record in records}


def at_first(tally: Tally) -> bool:
    """Whether the first journal is at hand: of that one every byte and bit is tried, of the others some."""
    return tally.trials == 0


# --- cut ------------------------------------------------------------------------------------------------------------


def _cut(plan: Plan) -> Tally:
    reader: Reader = all_or_nothing if plan.broken else read_segment
    tally = Tally()
    for data in journals(plan):
        whole, ends = read_segment(data).records, _ends(data)
        for size in plan.some(range(len(data)), 80, None if at_first(tally) else 800):
            segment = reader(data[:size])
            expected = whole[: max(sum(end - 1 <= size for end in ends) - 1, 0)]
            lost: list[object] = [record for record in expected if record not in segment.records]
            if size not in (0, *ends) and not segment.faults and not plan.broken:
                lost.append("the cut was not told")
            tally = tally.plus(len(expected), lost, f"cut at {size}")
    return _through_program(plan, tally, lambda data, chance: data[: chance.randrange(len(data))])


# --- bits and bytes -------------------------------------------------------------------------------------------------


def _judge(data: bytes, at: int, segment: Segment, whole: dict[int, object], ends: list[int]) -> list[object]:
    """What is lost of a file in which one byte is wrong: all other records must be there, and the damage be named."""
    found, hit = _by_number(segment.records), sum(end <= at for end in ends)
    ours = {number: event for number, event in whole.items() if number != hit}
    lost: list[object] = [f"record {number}" for number, event in ours.items() if found.get(number) != event]
    if any(event != whole.get(number) for number, event in found.items()):
        lost.append("a record that nobody wrote")
    if at != ends[hit] - 1 and not any(one.number <= hit <= one.last for one in segment.faults):
        lost.append(f"record {hit} is damaged and nobody was told")
    return lost


def _turned(plan: Plan, *, bits: bool) -> Tally:
    """Every bit turned; or every seventh byte overwritten with other values."""
    reader: Reader = trusting if plan.broken else read_segment
    tally = Tally()
    for data in journals(plan):
        whole, ends = _by_number(read_segment(data).records), _ends(data)
        places: Iterable[tuple[int, int]]
        if bits:
            places = ((at, 1 << bit) for at in range(len(data)) for bit in range(8))
            chosen = plan.some(places, 250, None if at_first(tally) else 1500)
        else:
            step = 1 if plan.effort == "long" else 7
            places = ((at, value) for at in range(0, len(data), step) for value in range(1, 256))
            chosen = plan.some(places, 250, 5000)
        for at, value in chosen:
            spoilt = bytearray(data)
            spoilt[at] ^= value
            lost = _judge(data, at, reader(bytes(spoilt)), whole, ends)
            tally = tally.plus(len(whole) - 1, lost, f"byte {at} ^ {value}")
    return _through_program(plan, tally, _turn_one)


def _turn_one(data: bytes, chance: Random) -> bytes:
    spoilt = bytearray(data)
    spoilt[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


# --- put right ------------------------------------------------------------------------------------------------------


def _guessing(line: bytes) -> bytes:
    """A repair that takes the damaged words for right and computes their sum anew."""
    body = line[:-25]
    return b'%b,"s":"%b"}\n' % (body, digest(body).encode())


def _put_right(plan: Plan) -> Tally:
    """Every bit of every line (the long line of the guide by samples): the line must come back byte for byte."""
    mend: Callable[[bytes], bytes | None] = _guessing if plan.broken else repair_line
    tally = Tally()
    for data in journals(plan):
        for line in data.splitlines(keepends=True):
            every = ((at, bit) for at in range(len(line) - 1) for bit in range(8))
            for at, bit in plan.some(every, 3, 40):
                spoilt = bytearray(line)
                spoilt[at] ^= 1 << bit
                right = mend(bytes(spoilt)) == line
                tally = tally.plus(1, [] if right else [line[:60]], f"byte {at} bit {bit}")
    if plan.broken:
        return tally
    for _ in plan.times(2, 25):
        tally = _repaired_by_the_program(plan, tally)
    return tally


def _repaired_by_the_program(plan: Plan, tally: Tally) -> Tally:
    """One bit of one line of each file: `doctor --repair` gives every word again, and leaves the damaged files alone."""
    place = copied("done")(plan.nursery, plan.fresh())
    files = {path: _turn_one(path.read_bytes()[:-1], plan.chance) + b"\n" for path in _files(place.study)}
    for path, data in files.items():
        path.write_bytes(data)
    before = plan.nursery.run(("doctor", "--repair"), place.study, "", place.env)
    texts, marks = _shown(plan, place)
    lost: list[object] = [said(n) for n in range(BASE) if said(n) not in texts]
    lost += ["a mark"] * (BASE - marks)
    lost += [path.name for path, data in files.items() if path.read_bytes() != data]
    if before.code not in (0, 3) or "Traceback" in before.err:
        lost.append(before.err[-200:])
    plan.forget()
    return tally.plus(2 * BASE + len(files), lost, "doctor --repair")


# --- through the program --------------------------------------------------------------------------------------------


def _shown(plan: Plan, place: Place) -> tuple[list[object], int]:
    """The words that `show` gives, and how many marks."""
    done = plan.nursery.run(("show", session_of(place.study), "--json", "--marks"), place.study, "", place.env)
    try:
        told = json.loads(done.out)
    except ValueError:
        return [], 0
    turns = [one for one in _dicts(told) if "text" in one and "kind" in one]
    return [one["text"] for one in turns], sum(one.get("coder") == "ana" for one in _dicts(told))


def _dicts(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        yield from (found for one in value.values() for found in _dicts(one))
    elif isinstance(value, list):
        yield from (found for one in value for found in _dicts(one))


def _through_program(plan: Plan, tally: Tally, damage: Callable[[bytes, Random], bytes]) -> Tally:
    """Damage one file of a study: whatever stands in whole records is shown, and `doctor` ends in order and tells."""
    if plan.broken:
        return tally
    for _ in plan.times(2, 25):
        place = copied("done")(plan.nursery, plan.fresh())
        path = plan.chance.choice(_files(place.study))
        data = damage(path.read_bytes(), plan.chance)
        path.write_bytes(data)
        there = [one.event.text for one in read_segment(data).records if isinstance(one.event, Verbatim)]
        texts, _marks = _shown(plan, place)
        lost: list[object] = [text for text in there if text not in texts]
        done = plan.nursery.run(("doctor",), place.study, "", place.env)
        if done.code not in (0, 3) or "Traceback" in done.err:
            lost.append(f"doctor ended {done.code}: {done.err[-200:]}")
        tally = tally.plus(len(there), lost, f"show after damage to {path.name[:12]}")
        plan.forget()
    return tally


# --- anything -------------------------------------------------------------------------------------------------------


def _fuzz(plan: Plan) -> Tally:
    """Files after several accidents: the reader never stops, and gives no record that nobody wrote."""
    reader: Reader = trusting if plan.broken else read_segment
    tally = Tally()
    every = list(journals(plan))
    true = {record.event.id: record.event for data in every for record in read_segment(data).records}
    for _ in plan.times(400, 8000):
        data = plan.chance.choice(every)
        start = plan.chance.randrange(len(data))
        piece = data if len(data) < 9000 else data[max(0, start - 4000) : start + 4000]
        found = reader(spoil(piece, plan.chance))
        lost = [one for one in found.records if true.get(one.event.id) != one.event]
        tally = tally.plus(len(found.records), lost, "fuzz")
    return tally


ALL = "all or nothing: a reader that gives nothing of a file with one wrong line"
TRUST = "a reader that takes every line whatever its sum"
CLASSES = (
    FaultClass(
        "cut",
        fault="a journal cut at any byte",
        how="every byte of an interview just held, some of the example study's interviews and marks, in process; a sample through "
        "`show` and `doctor`",
        control=ALL,
        run=_cut,
        missing=needs_posix,
    ),
    FaultClass(
        "flip",
        fault="any bit of a journal turned",
        how="as above, every bit: all other records are there, the damaged one is named; a sample through `show` and `doctor`",
        control=TRUST,
        run=partial(_turned, bits=True),
        missing=needs_posix,
    ),
    FaultClass(
        "overwrite",
        fault="any byte of a journal overwritten",
        how="as above, with any other values: every 7th byte by samples (every byte and value in a long run)",
        control=TRUST,
        run=partial(_turned, bits=False),
        missing=needs_posix,
    ),
    FaultClass(
        "repair",
        fault="a single turned bit is put right",
        how="the repair of a line for turned bits of every line; one bit of each file, then `doctor --repair` and `show`",
        control="a repair that takes damaged words for right",
        run=_put_right,
        missing=needs_posix,
    ),
    FaultClass(
        "fuzz",
        fault="a journal after several accidents",
        how="seeded: bytes changed, cut out, repeated, put in; record marks, sums, NULs and line ends among them",
        control=TRUST,
        run=_fuzz,
        missing=needs_posix,
    ),
)
