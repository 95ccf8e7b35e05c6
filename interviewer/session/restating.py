"""What is left of turns when one of them, or a stretch of its words, is taken out: each as it stands, said anew. Pure.

Turns that were cut or joined share their words: where one goes, the others are said again by records of their own, and
what held the words of all of them is emptied.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from interviewer.session import events as e
from interviewer.session.model import MarkView, SessionView, TurnView
from interviewer.session.withdrawn import BURIED, FILLER, Lineage, lineages
from interviewer.session.words import sealed_under

CUT = "[\u2026]"
"""What stands in the place of words that were taken out."""

Fresh = Callable[[], str]


def to_spare(raw: Sequence[e.Record], person: str, keys: Collection[str] = ()) -> list[Lineage]:
    """The turns of others that would go with that person's: cut off from them, or sealed under one of these keys of theirs.

    `raw` are the records as they lie on the disk.
    """
    found = {id(one): one for one in lineages(raw).values()}
    about: dict[int, set[str]] = {}
    for_turn = {turn: one for one in found.values() for turn in one.turns}
    for event in (record.event for record in raw):
        if isinstance(event, e.Mark | e.Remark):
            lineage = for_turn.get(event.turn if isinstance(event, e.Mark) else event.target)
            if lineage is not None:
                about.setdefault(id(lineage), set()).update(sealed_under(event))
    return [one for one in found.values() if _is_to_spare(one, person, frozenset(keys), about.get(id(one), set()))]


def holds_others(raw: Sequence[e.Record], person: str, keys: Collection[str]) -> bool:
    """Whether turns of others are sealed under one of these keys of the person, and were not said again yet."""
    return any(_is_to_spare(one, person, frozenset(keys), set()) for one in set(lineages(raw).values()))


def _is_to_spare(lineage: Lineage, person: str, keys: frozenset[str], about: set[str]) -> bool:
    speakers = set(lineage.standing.values()) - {BURIED}
    if not speakers - {person}:
        return False
    under = about.union(*(sealed_under(record.event) for record in lineage.records))
    return bool(under & keys) or (person in speakers and any(map(_says, lineage.records)))


def spared(
    spare: Iterable[Lineage], records: Sequence[e.Record], seen: SessionView, person: str, fresh: Fresh
) -> list[e.Event]:
    """What says these turns of others again, with the memos on them. `records` and `seen` are opened."""
    made: list[e.Event] = []
    opened = lineages(records)
    for one in spare:
        lineage = opened[next(iter(one.turns))]
        kept = [turn for turn, speaker in lineage.standing.items() if speaker != person]
        stands = [turn for turn in map(seen.turn, kept) if turn is not None]
        made += [as_it_stands(turn, seen.marks, _lengths(lineage), fresh()) for turn in stands]
        made += [
            e.Remark(fresh(), memo.about, memo.target, memo.text, memo.coder)
            for memo in seen.remarks
            if memo.about == "turn" and memo.target in kept
        ]
    return made


def _says(record: e.Record) -> bool:
    """Whether the record still holds words."""
    return isinstance(record.event, e.Turn | e.Fixed) and bool(record.event.text.strip(FILLER))


def as_it_stands(turn: TurnView, marks: Iterable[MarkView], lengths: dict[str, int], new_id: str) -> e.Redacted:
    """The turn with nothing taken out of it."""
    here = [mark for mark in marks if mark.turn == turn.id and mark.holds]
    places = {mark.id: (mark.start, mark.end) for mark in here}
    memos = {mark.id: mark.memo for mark in here if mark.memo}
    return e.Redacted(new_id, turn.id, turn.text, turn.speaker, marks=places, lengths=lengths, memos=memos or "")


def _lengths(lineage: Lineage) -> dict[str, int]:
    """How long each record was, where cuts and joins count in it."""
    if not lineage.changed:
        return {}
    worded = ((r.event.id, r.event.text) for r in lineage.records if isinstance(r.event, e.Turn | e.Fixed | e.Redacted))
    return {one: len(text) for one, text in worded}


Stretch = tuple[int, int]
"""Words of a turn, from one code point to before another."""


def redacted(
    records: Sequence[e.Record], seen: SessionView, turn: TurnView, stretches: Sequence[Stretch], fresh: Fresh
) -> list[e.Redacted]:
    """What takes these stretches of words out of a turn (all of it without any), and leaves those as they are that share its words.

    The stretches stand in order and apart from one another.
    """
    lineage = lineages(records)[turn.id]
    lengths = _lengths(lineage)
    here = [mark for mark in seen.marks if mark.turn == turn.id]
    if stretches:
        own = _without(turn, here, stretches, lengths, fresh())
    else:
        gone = [mark.id for mark in here]
        own = e.Redacted(fresh(), turn.id, "", turn.speaker, whole=True, dropped=gone, lengths=lengths)
    others = (seen.turn(one) for one in lineage.standing if one != turn.id)
    return [own, *(as_it_stands(one, seen.marks, lengths, fresh()) for one in others if one is not None)]


def _without(
    turn: TurnView, here: Sequence[MarkView], stretches: Sequence[Stretch], lengths: dict[str, int], new_id: str
) -> e.Redacted:
    text = turn.text
    places = {mark.id: (mark.start, mark.end) for mark in here if mark.holds}
    dropped: list[str] = []
    for start, end in reversed(stretches):
        text = text[:start] + CUT + text[end:]
        dropped += [mark for mark, place in places.items() if start <= place[0] and place[1] <= end]
        places = {mark: _moved(place, (start, end)) for mark, place in places.items() if mark not in dropped}
    memos = {mark.id: mark.memo for mark in here if mark.id in places and mark.memo}
    return e.Redacted(
        *(new_id, turn.id, text, turn.speaker),
        marks=places,
        dropped=dropped,
        lengths=lengths,
        memos=memos or "",
    )


def _moved(place: Stretch, stretch: Stretch) -> Stretch:
    """The place of words of which something is left; those that reach into the stretch take in what stands for it."""
    (first, last), (start, end) = place, stretch
    shift = len(CUT) - (end - start)
    begin = first if first <= start else first + shift if first >= end else start
    stop = last if last <= start else last + shift if last >= end else start + len(CUT)
    return begin, stop


def found_in(text: str, words: str) -> list[Stretch]:
    """Where the words stand in the text, capitals and line breaks aside; each time that they do.

    Parts of longer words count only where the words stand nowhere by themselves.
    """
    wanted = r"\s+".join(map(re.escape, words.split()))
    if not wanted:
        return []
    alone = [found.span() for found in re.finditer(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE)]
    return alone or [found.span() for found in re.finditer(wanted, text, re.IGNORECASE)]
