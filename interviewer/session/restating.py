"""What is left of turns when one of them, or a stretch of its words, is taken out: each as it stands, said anew. Pure.

Turns that were cut or joined share their words: where one goes, the others are said again by records of their own, and
what held the words of all of them is emptied.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from interviewer.session import events as e
from interviewer.session.model import MarkView, SessionView, TurnView
from interviewer.session.withdrawn import FILLER, Lineage, lineages

CUT = "[\u2026]"
"""What stands in the place of words that were taken out."""

Fresh = Callable[[], str]


def said_with_others(records: Sequence[e.Record], seen: SessionView, person: str, fresh: Fresh) -> list[e.Redacted]:
    """The turns of others that were cut off from turns of that person, each as it stands, for the withdrawal to spare."""
    mixed: dict[int, Lineage] = {}
    for lineage in lineages(records).values():
        speakers = set(lineage.standing.values())
        if person in speakers and speakers != {person} and any(map(_says, lineage.records)):
            mixed[id(lineage)] = lineage
    return [one for lineage in mixed.values() for one in _others(lineage, seen, person, fresh)]


def _says(record: e.Record) -> bool:
    """Whether the record still holds words."""
    return isinstance(record.event, e.Turn | e.Fixed) and bool(record.event.text.strip(FILLER))


def _others(lineage: Lineage, seen: SessionView, person: str, fresh: Fresh) -> Iterator[e.Redacted]:
    for turn, speaker in lineage.standing.items():
        stands = seen.turn(turn)
        if stands is not None and speaker != person:
            yield as_it_stands(stands, seen.marks, _lengths(lineage), fresh())


def as_it_stands(turn: TurnView, marks: Iterable[MarkView], lengths: dict[str, int], new_id: str) -> e.Redacted:
    """The turn with nothing taken out of it."""
    places = {mark.id: (mark.start, mark.end) for mark in marks if mark.turn == turn.id and mark.holds}
    return e.Redacted(new_id, turn.id, turn.text, turn.speaker, marks=places, lengths=lengths)


def _lengths(lineage: Lineage) -> dict[str, int]:
    """How long each record was, where cuts and joins count in it."""
    if not lineage.changed:
        return {}
    worded = ((r.event.id, r.event.text) for r in lineage.records if isinstance(r.event, e.Turn | e.Fixed | e.Redacted))
    return {one: len(text) for one, text in worded}


def redacted(
    records: Sequence[e.Record], seen: SessionView, turn: TurnView, stretch: tuple[int, int] | None, fresh: Fresh
) -> list[e.Redacted]:
    """What takes a stretch of words, or all of them (None), out of a turn, and leaves the turns as they are that share its words."""
    lineage = lineages(records)[turn.id]
    lengths = _lengths(lineage)
    own = _without(turn, seen.marks, stretch, lengths, fresh()) if stretch else e.Redacted(fresh(), turn.id, whole=True)
    if not stretch:
        dropped = [mark.id for mark in seen.marks if mark.turn == turn.id]
        own = e.Redacted(own.id, turn.id, speaker=turn.speaker, whole=True, dropped=dropped, lengths=lengths)
    others = (seen.turn(one) for one in lineage.standing if one != turn.id)
    return [own, *(as_it_stands(one, seen.marks, lengths, fresh()) for one in others if one is not None)]


def _without(
    turn: TurnView, marks: Iterable[MarkView], stretch: tuple[int, int], lengths: dict[str, int], new_id: str
) -> e.Redacted:
    start, end = stretch
    text = turn.text[:start] + CUT + turn.text[end:]
    places: dict[str, tuple[int, int]] = {}
    dropped: list[str] = []
    for mark in marks:
        if mark.turn != turn.id or not mark.holds:
            continue
        if start <= mark.start and mark.end <= end:
            dropped.append(mark.id)
        else:
            places[mark.id] = _moved(mark, start, end)
    return e.Redacted(new_id, turn.id, text, turn.speaker, marks=places, dropped=dropped, lengths=lengths)


def _moved(mark: MarkView, start: int, end: int) -> tuple[int, int]:
    """The place of a mark of which something is left; one that reaches into the stretch takes in what stands for it."""
    shift = len(CUT) - (end - start)
    first = mark.start if mark.start <= start else (mark.start + shift if mark.start >= end else start)
    last = mark.end if mark.end <= start else (mark.end + shift if mark.end >= end else start + len(CUT))
    return first, last
