"""What is left of the records of a session once somebody withdrew, or words were redacted. Pure, and blind to words.

Everything follows from the structure: who spoke, which records are about which turns. So it is the same with sealed words,
and the same for files that come later, from another machine.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from interviewer.session import events as e
from interviewer.session.beside import TURNS, note_takers
from interviewer.session.line import kind_of

Seen = Mapping[str, Collection[str]]
"""For each run those that it had seen."""

# Without words, and needed to show that somebody agreed, or that there was an interview at all.
KEPT = (e.Held, e.Consent, e.Refused, e.Noting, e.Withdrawn, e.Tombstone, e.Sealed, e.NewCode)
WORDED = (e.Turn, e.Fixed, e.Redacted)
FILLER = "\u2591"
BURIED = "\u2020"
"""Who said a turn of which a tombstone is left: what is said about it goes as well, whichever file was written anew first."""


def effect(records: Sequence[e.Record], seen: Seen, copies: Iterable[e.Record] = ()) -> dict[str, e.Event]:
    """What the records that lose words are now, by their ids: a tombstone, or the same event without the words.

    `copies` are all records as they stand in the files: one may hold words of an event that has lost them in another.
    """
    who, every = withdrawn(records), chain(records, copies)
    if whole_interview(records, who):
        bare = ((r.event, _bare(r.event, who)) for r in every)
    else:
        ruling = _Ruling(records, who, seen)
        bare = ((r.event, ruling.left_of(r)) for r in every)
    return {was.id: now for was, now in bare if now is not was}


def withdrawn(records: Iterable[e.Record]) -> frozenset[str]:
    """The pseudonyms of those who withdrew."""
    return frozenset(r.event.participant for r in records if isinstance(r.event, e.Withdrawn))


def whole_interview(records: Iterable[e.Record], who: Collection[str]) -> bool:
    """Whether nobody is left whose interview it is."""
    there: list[str] = []
    for record in records:
        if isinstance(record.event, e.Withdrawn) and record.event.scope == "interview":
            return True
        if isinstance(record.event, e.Held) and not there:
            there = [person.id for person in record.event.participants]
    return bool(there) and set(there) <= set(who)


def grave(event: e.Event) -> e.Tombstone:
    """What stands in the place of an event that is gone."""
    return event if isinstance(event, e.Tombstone) else e.Tombstone(event.id, kind_of(event))


def _bare(event: e.Event, who: Collection[str]) -> e.Event:
    """What is left where the whole interview is gone."""
    if isinstance(event, e.Held):
        return _nameless(event, who)
    return event if isinstance(event, KEPT) else grave(event)


def _nameless(held: e.Held, who: Collection[str]) -> e.Event:
    """With whom it was held; of those who withdrew nothing but the pseudonym."""
    people = [e.Person(person.id) if person.id in who else person for person in held.participants]
    return held if people == held.participants else replace(held, participants=people)


class Lineage:
    """The turns that came of one another by cuts and joins. `standing` maps those there are today to who said them.

    `turns` are all ids, `into` tells for those that were joined to another to which, `records` all events that hold, or held, their words.
    """

    def __init__(self) -> None:
        self.turns: set[str] = set()
        self.standing: dict[str, str] = {}
        self.into: dict[str, str] = {}
        self.records: list[e.Record] = []

    def part_of(self, turn: str) -> str:
        """The turn of which this one is a part today: itself, unless it was joined to another."""
        passed: set[str] = set()
        while turn in self.into and turn not in passed:
            passed.add(turn)
            turn = self.into[turn]
        return turn

    def say(self, turn: str, speaker: str) -> None:
        """The turn was said by somebody else."""
        if turn in self.standing:
            self.standing[turn] = speaker

    @property
    def changed(self) -> bool:
        """Whether anything was cut or joined, so that lengths matter."""
        return len(self.turns) > 1


def lineages(records: Sequence[e.Record]) -> dict[str, Lineage]:
    """The lineage of every turn, by the ids of all turns that there ever were."""
    from interviewer.session.read import taken_back

    void, beside = taken_back(records), note_takers(records)
    found: dict[str, Lineage] = {}
    # Notes may have been cut or corrected in a run that comes first (as read.py takes them).
    notes = (record for record in records if record.run in beside and isinstance(record.event, e.Turn))
    for record in chain(notes, records):
        event = record.event
        if isinstance(event, e.Turn) and event.id not in found:
            here = found.setdefault(event.id, Lineage())
            here.turns.add(event.id)
            here.standing[event.id] = event.speaker
        elif isinstance(event, e.Tombstone) and event.of in TURNS and event.id not in found:
            here = found.setdefault(event.id, Lineage())
            here.turns.add(event.id)
            here.standing[event.id] = BURIED
        elif isinstance(event, e.Split) and event.turn in found:
            here = found[event.id] = found[event.turn]
            here.turns.add(event.id)
            if event.id not in void:
                here.standing[event.id] = here.standing.get(event.turn, "")
        elif isinstance(event, e.Merged) and event.turn in found and event.into in found:
            _join(found, event, stands=event.id not in void)
        elif isinstance(event, e.Attributed) and event.turn in found and event.id not in void:
            found[event.turn].say(event.turn, event.speaker)
    for record in records:
        turn = _worded(record.event)
        if turn in found:
            found[turn].records.append(record)
    return found


def _worded(event: e.Event) -> str:
    """The turn whose words the event holds; empty for one that holds none."""
    if isinstance(event, e.Turn):
        return event.id
    return event.turn if isinstance(event, e.Fixed | e.Redacted) else ""


def _join(found: dict[str, Lineage], event: e.Merged, *, stands: bool) -> None:
    one, other = found[event.into], found[event.turn]
    if one is not other:
        one.turns |= other.turns
        one.standing |= other.standing
        one.into |= other.into
        found.update(dict.fromkeys(other.turns, one))
    if stands and event.turn != event.into:
        one.standing.pop(event.turn, None)
        one.into[event.turn] = event.into


def _was_mark(event: e.Event) -> bool:
    """Whether it stands, or may stand, in the place of a mark that is gone."""
    return isinstance(event, e.Seen) or (isinstance(event, e.Tombstone) and event.of == e.Mark.kind)


class _Ruling:
    """What a withdrawal from a group, or redactions, leave of each record."""

    def __init__(self, records: Sequence[e.Record], who: frozenset[str], seen: Seen) -> None:
        self.who, self.seen, self.silent = who, seen, who | {BURIED}
        self.lineages = lineages(records)
        self.redactions = defaultdict[int, list[e.Record]](list)
        for record in records:
            if isinstance(record.event, e.Redacted) and record.event.turn in self.lineages:
                self.redactions[id(self.lineages[record.event.turn])].append(record)
        self.gone = frozenset(self._gone_turns())
        dead = (r.event.id for r in records if _was_mark(r.event) or self._mark_goes(r))
        self.marks = frozenset(chain(dead, self._dropped()))

    def _gone_turns(self) -> Iterator[str]:
        """The turns of which nothing is left, with all that they were cut off from or joined of."""
        for turn, lineage in self.lineages.items():
            whole, standing = self._whole(lineage), lineage.standing
            if standing and all(speaker in self.silent or one in whole for one, speaker in standing.items()):
                yield turn

    def _whole(self, lineage: Lineage) -> frozenset[str]:
        redactions = (r.event for r in self.redactions.get(id(lineage), ()))
        return frozenset(one.turn for one in redactions if isinstance(one, e.Redacted) and one.whole)

    def _hidden(self, turn: str) -> bool:
        """Whether the turn is gone, be it that words of others were cut off from it."""
        lineage = self.lineages.get(turn)
        if lineage is None:
            return False
        now = lineage.part_of(turn)
        return turn in self.gone or lineage.standing.get(now) in self.silent or now in self._whole(lineage)

    def _ruled_by(self, record: e.Record, turn: str) -> list[e.Redacted]:
        """The redactions of what the turn belongs to which whoever wrote the record had not seen."""
        lineage = self.lineages.get(turn)
        there = self.redactions.get(id(lineage), ()) if lineage else ()
        return [one.event for one in there if isinstance(one.event, e.Redacted) and self._unseen(record, one)]

    def _unseen(self, record: e.Record, ruling: e.Record) -> bool:
        # One run is one act: what stands beside it there is part of it.
        return record.run != ruling.run and ruling.run not in self.seen.get(record.run, ())

    def _mark_goes(self, record: e.Record) -> bool:
        mark = record.event
        if not isinstance(mark, e.Mark):
            return False
        if mark.turn in self.gone:
            return True
        ruling = self._ruled_by(record, mark.turn)
        if any(mark.id in one.marks for one in ruling):
            return False
        return self._hidden(mark.turn)

    def _dropped(self) -> Iterator[str]:
        for there in self.redactions.values():
            yield from (mark for one in there if isinstance(one.event, e.Redacted) for mark in one.event.dropped)

    def left_of(self, record: e.Record) -> e.Event:
        """What is left of the record: itself where it holds nothing that is gone."""
        event = record.event
        if isinstance(event, e.Tombstone | e.Withdrawn):
            return event
        if isinstance(event, e.Held):
            return _nameless(event, self.who)
        if self._is_theirs(event):
            return grave(event)
        if isinstance(event, e.Language) and event.participant in self.who:
            return replace(event, answers="", participant="")
        if isinstance(event, e.Mark | e.Unmark | e.Recoded):
            return self._left_of_mark(record, event)
        return self._left_of_words(record) if isinstance(event, WORDED) else event

    def _is_theirs(self, event: e.Event) -> bool:
        """Whether nothing is left of the event, marks and what stands in mixed turns left aside."""
        gone = False
        match event:
            case e.Measured() | e.Background():
                gone = event.participant in self.who
            case e.Turn():
                gone = event.id in self.gone or self._is_place_of(event)
            case e.Fixed() | e.Under() | e.Moved() | e.Seen() | e.Unseen():
                gone = event.turn in self.gone
            case e.Starred() | e.KeyQuote() | e.Dismissed():
                gone = self._hidden(event.turn)
            case e.Redacted():
                gone = not event.whole and self._hidden(event.turn)
            case e.Remark():
                gone = event.about == "turn" and self._hidden(event.target)
            case e.Unknown():
                told = {str(event.data.get(name, "")) for name in ("participant", "speaker")}
                gone = bool(told & self.who) or self._hidden(str(event.data.get("turn", "")))
        return gone

    def _is_place_of(self, event: e.Turn) -> bool:
        """Whether these are words that were being typed on the background sheet of somebody who withdrew."""
        place = event.place if isinstance(event, e.Recovered | e.Draft) else ""
        return place.startswith(tuple(f"background {person} " for person in self.who)) if self.who else False

    def _left_of_mark(self, record: e.Record, event: e.Mark | e.Unmark | e.Recoded) -> e.Event:
        if (event.id if isinstance(event, e.Mark) else event.mark) in self.marks:
            if isinstance(event, e.Mark) and event.turn not in self.gone:  # the coder has passed what is left of it
                return e.Seen(event.id, event.turn, event.coder, event.round)
            return grave(event)
        if isinstance(event, e.Mark) and event.excerpt and self._ruled_by(record, event.turn):
            return replace(event, excerpt="")
        return event

    def _left_of_words(self, record: e.Record) -> e.Event:
        """A turn, or what corrected it, without words where others than these are left of it."""
        event = record.event
        assert isinstance(event, e.Turn | e.Fixed | e.Redacted)
        ruling = self._ruled_by(record, _worded(event))
        if not ruling or (isinstance(event, e.Redacted) and event.whole):
            return event
        length = max((one.lengths.get(event.id, 0) for one in ruling), default=0)
        left = FILLER * length
        if isinstance(event, e.Turn):
            return replace(event, text=left)
        return replace(event, text=left, reason="", **({"memos": ""} if isinstance(event, e.Redacted) else {}))
