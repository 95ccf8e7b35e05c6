"""What note-takers write beside the interview: whose runs are theirs, and where their notes stand among the turns. Pure.

A note stands behind the last turn that its writer had seen, and behind the notes that stand there already, whatever the
order in which the runs come and however often turns are cut, joined or taken back since.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.session import events as e
from interviewer.session.model import Prompt, TurnView

Rank = tuple[float, str, int]
TURNS = frozenset(one.kind for one in (e.Verbatim, e.Paraphrase, e.Observation, e.Memo, e.Recovered))


class Written(NamedTuple):
    """A note as it was written. `rank` orders notes at one place: by the clock, inside a run by number."""

    event: e.Turn
    by: str
    wall: float
    rank: Rank


class Beside:
    """Everything that note-takers wrote. `runs` maps their runs to them, `notes` are their turns, undone ones too."""

    def __init__(self, records: Sequence[e.Record]) -> None:
        self.runs = note_takers(records)
        self.notes: dict[str, Written] = {}
        self._own: dict[str, tuple[str, float]] = {}  # each turn of the interviewer: the one before it, its wall time
        self._head: dict[str, str] = {}  # what a turn was cut off from
        self._into: dict[str, str] = {}  # what a turn was joined to
        latest: dict[str, float] = {}
        before = ""
        for number, record in enumerate(records if self.runs else ()):
            event = record.event
            if isinstance(event, e.Split):
                self._head[event.id] = event.turn
            elif isinstance(event, e.Merged):
                self._into[event.turn] = event.into
            elif isinstance(event, e.Turn) and record.run in self.runs:
                late = latest[record.run] = max(record.wall, latest.get(record.run, record.wall))
                by = self.runs[record.run]
                self.notes[event.id] = Written(event, by, record.wall, (late, record.run, number))
            elif isinstance(event, e.Turn) or (isinstance(event, e.Tombstone) and event.of in TURNS):
                # What is withdrawn still has its place: others wrote behind it.
                self._own[event.id] = before, record.wall
                before = event.id

    def arranged(
        self,
        turns: Mapping[str, TurnView],
        prompts: Mapping[str, Prompt],
        place_at: Callable[[float], float | None],
    ) -> tuple[TurnView, ...]:
        """The turns in the order in which they are read: each note in its place, with its question and its time."""
        if not self.notes:
            return tuple(turns.values())
        own = [turn.id for turn in turns.values() if self._root(turn.id) not in self.notes]
        groups: dict[str, list[TurnView]] = defaultdict(list)
        for turn in turns.values():
            if (root := self._root(turn.id)) in self.notes:
                groups[root].append(turn)
        below: dict[str, list[str]] = defaultdict(list)
        for root in sorted(groups, key=lambda one: self.notes[one].rank):
            below[self._stands_behind(root, own, groups)].append(root)
        arranged: list[TurnView] = []
        for one, follows in zip(("", *own), (*own, ""), strict=True):
            arranged += [turns[one]] if one else []
            between = (turns[one].offset_s if one else None, turns[follows].offset_s if follows else None)
            for root in _with_answers(below, one):
                note = self.notes[root]
                place = _within(place_at(note.wall), *between)
                asked = prompts.get(note.event.asked)
                arranged += [replace(turn, asked=asked, offset_s=place) for turn in groups.pop(root)]
        # Two notes that claim to stand behind one another: no word is left out for that.
        return (*arranged, *(turn for group in groups.values() for turn in group))

    def _root(self, turn: str) -> str:
        """The turn of which this one was once a part."""
        passed: set[str] = set()
        while turn in self._head and turn not in passed:
            passed.add(turn)
            turn = self._head[turn]
        return turn

    def _stands_behind(self, note: str, own: Sequence[str], groups: Collection[str]) -> str:
        """The note or the turn behind which a note stands today; empty before the first turn."""
        passed, at = {note}, self.notes[note].event.after
        while at and at not in own:
            root = self._root(at)
            if root in groups and root not in passed:
                return root
            parts = [one for one in own if self._is_part(one, at)] if at not in self._into else []
            if parts:  # it was withdrawn, and what was cut off from it is somebody else's
                return self._end_of(parts[-1], own)
            if at in passed or not self._knows(at):
                return self._by_clock(note, own)
            passed.add(at)
            at = self._before(at)
        return self._end_of(at, own) if at else ""

    def _knows(self, turn: str) -> bool:
        return turn in self._into or turn in self._head or turn in self.notes or turn in self._own

    def _before(self, turn: str) -> str:
        """Where one looks for a turn that is gone: what it was joined to, cut from, written behind, or came after."""
        if turn in self._into:
            return self._into[turn]
        if turn in self._head:
            return self._head[turn]
        return self.notes[turn].event.after if turn in self.notes else self._own[turn][0]

    def _by_clock(self, note: str, own: Sequence[str]) -> str:
        """The turn it was seen with isn't here (a file that has not come yet): the last one that was said before."""
        earlier = [turn for turn in own if self._own.get(self._root(turn), ("", 0.0))[1] <= self.notes[note].wall]
        return earlier[-1] if earlier else ""

    def _end_of(self, turn: str, own: Sequence[str]) -> str:
        """The last part of a turn that was cut since: the note-taker had seen the whole."""
        number = own.index(turn)
        while number + 1 < len(own) and self._is_part(own[number + 1], turn):
            number += 1
        return own[number]

    def _is_part(self, part: str, whole: str) -> bool:
        passed: set[str] = set()
        while part in self._head and part not in passed:
            passed.add(part)
            part = self._head[part]
            if part == whole:
                return True
        return False


def note_takers(records: Sequence[e.Record]) -> dict[str, str]:
    """The runs that were written beside the interview, and by whom; also where the first line of one is lost."""
    runs: dict[str, str] = {}
    for record in records:
        event = record.event
        if isinstance(event, e.Noting):
            runs[record.run] = event.by
        elif isinstance(event, e.Turn) and event.by:
            runs.setdefault(record.run, event.by)
    return runs


def _with_answers(below: Mapping[str, Sequence[str]], at: str) -> Iterator[str]:
    """The notes behind a turn in their order, each with those that were written behind it."""
    waiting = list(reversed(below.get(at, ())))
    while waiting:
        note = waiting.pop()
        yield note
        waiting.extend(reversed(below.get(note, ())))


def _within(place: float | None, least: float | None, most: float | None) -> float | None:
    """The place where a clock puts a note, but not before the turn that it stands behind, nor after the next one."""
    if place is None:
        return None
    place = place if most is None else min(place, most)
    return place if least is None else max(place, least)
