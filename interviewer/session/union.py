"""The records of a session out of all its segments: two machines, fall-back files and conflict copies become one."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import lt
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.session.events import Event, Record, Redacted, Sealed, Tombstone, Withdrawn
from interviewer.session.line import Header, Segment


def merge(segments: Sequence[Segment]) -> tuple[Record, ...]:
    """Every event once, in the order in which it was said; headers and seals left out.

    Inside a run the number decides. A run comes after those that it had seen; where neither had seen the other, the
    wall clock of their beginnings decides. A run that repeats another one (its file could not be written any more)
    continues it: all of them bear the id of the first. A tombstone stands in the place of what it withdraws, and what
    a withdrawal or a redaction takes away is gone, in whatever file it stands.
    """
    strands = _strands(segments)
    records = _all(strands)
    if _RULING.isdisjoint({type(record.event) for record in records}):
        return records
    gone = _ruled(records, strands)
    return tuple([replace(r, event=gone[r.event.id]) if r.event.id in gone else r for r in records])


def taken_away(segments: Sequence[Segment]) -> dict[str, Event]:
    """What the records are now that were withdrawn or redacted, by their ids: tombstones, or events without the words."""
    strands = _strands(segments)
    records = _all(strands)
    graves = {record.event.id: record.event for record in records if isinstance(record.event, Tombstone)}
    copies = [record for strand in strands.values() for record in strand.in_order()]
    return {**_ruled(records, strands, copies), **graves}


def _ruled(
    records: Sequence[Record], strands: Mapping[str, "_Strand"], copies: Sequence[Record] = ()
) -> dict[str, Event]:
    from interviewer.session.withdrawn import effect

    return effect(records, {name: strand.seen for name, strand in strands.items()}, copies)


def _all(strands: Mapping[str, "_Strand"]) -> tuple[Record, ...]:
    """Every event once, in order, tombstones in the places of what they withdraw."""
    records = [record for name in _in_order(strands) for record in strands[name].in_order()]
    kinds = {type(record.event) for record in records}
    if Sealed in kinds:
        records = [record for record in records if type(record.event) is not Sealed]
    if Tombstone not in kinds and len({record.event.id for record in records}) == len(records):
        return tuple(records)
    return _once(records)


def _once(records: Iterable[Record]) -> tuple[Record, ...]:
    """Each event where it stands first, or its tombstone there."""
    found: dict[str, Record] = {}
    for record in records:
        known = found.setdefault(record.event.id, record)
        if isinstance(record.event, Tombstone) and not isinstance(known.event, Tombstone):
            found[record.event.id] = record
    return tuple(found.values())


_RULING = frozenset((Withdrawn, Redacted))


class _Strand(NamedTuple):
    """One run of the program: its file, copies of it, and the files that repeat and continue it."""

    name: str
    wall: float
    seen: frozenset[str]
    records: tuple[tuple[Record, ...], ...]
    runs: frozenset[str]

    def in_order(self) -> Iterable[Record]:
        """The records by number. The same number stands for the same event in every file of a strand."""
        if len(self.records) == 1 and _ascending(self.records[0]):
            return self.records[0]
        every = sorted((record for part in self.records for record in part), key=lambda record: record.number)
        if len(self.runs) == 1:
            return every
        return [Record(r.event, r.wall, r.mono, self.name, r.number) for r in every]


def _ascending(records: tuple[Record, ...]) -> bool:
    numbers = [record.number for record in records]
    return all(map(lt, numbers, numbers[1:]))


def _strands(segments: Sequence[Segment]) -> dict[str, _Strand]:
    """The segments by strand, under the id of the run that began it."""
    headers = [segment.header for segment in segments if segment.header is not None]
    first_of = roots(headers)
    walls: dict[str, float] = {}
    seen: dict[str, set[str]] = defaultdict(set)
    parts: dict[str, list[tuple[Record, ...]]] = defaultdict(list)
    runs: dict[str, set[str]] = defaultdict(set)
    for segment in segments:
        name = first_of.get(segment.run, segment.run)
        walls[name] = min(walls.get(name, segment.wall), segment.wall)
        seen[name].update(first_of.get(run, run) for run in (segment.header.seen if segment.header else ()))
        runs[name].add(segment.run)
        for run, records in _by_run(segment).items():
            other = first_of.get(run, run)
            walls.setdefault(other, segment.wall)
            runs[other].add(run)
            parts[other].append(records)
    return {
        name: _Strand(name, wall, frozenset(seen[name] - {name}), tuple(parts[name]), frozenset(runs[name]))
        for name, wall in walls.items()
    }


def _by_run(segment: Segment) -> Mapping[str, tuple[Record, ...]]:
    """The records of a file by their run: one, unless something joined two files."""
    if not segment.joined:
        return {segment.run: segment.records}
    runs: dict[str, list[Record]] = defaultdict(list)
    for record in segment.records:
        runs[record.run].append(record)
    return {run: tuple(records) for run, records in runs.items()}


def roots(headers: Sequence[Header]) -> dict[str, str]:
    """For each run the first one that it repeats, among those whose files are there."""
    after = {header.run: header.after for header in headers if header.after}
    there = {header.run for header in headers}
    first_of = {}
    for run in after:
        chain = [run]
        while (before := after.get(chain[-1], "")) and before not in chain:
            chain.append(before)
        first_of[run] = next(one for one in reversed(chain) if one in there)
    return first_of


def _in_order(strands: Mapping[str, _Strand]) -> list[str]:
    """The strands so that each comes after those it had seen; the earliest first where that leaves a choice."""
    waiting = {name: {run for run in strand.seen if run in strands} for name, strand in strands.items()}
    behind: dict[str, list[str]] = defaultdict(list)
    for name, before in waiting.items():
        for run in before:
            behind[run].append(name)
    ready = [(strands[name].wall, name) for name, before in waiting.items() if not before]
    heapq.heapify(ready)
    ordered: list[str] = []
    while waiting:
        # Runs that claim to have seen one another can't both be right: the earliest goes first.
        _, name = heapq.heappop(ready) if ready else min((strands[name].wall, name) for name in waiting)
        del waiting[name]
        ordered.append(name)
        for other in behind[name]:
            if other in waiting:
                waiting[other].remove(name)
                if not waiting[other]:
                    heapq.heappush(ready, (strands[other].wall, other))
    return ordered
