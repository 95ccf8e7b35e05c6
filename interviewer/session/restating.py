"""What is left of turns when one of them, or a stretch of its words, is taken out: each as it stands, said anew. Pure.

Turns that were cut or joined share their words: where one goes, the others are said again by records of their own, and
what held the words of all of them is emptied.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from interviewer.session import events as e
from interviewer.session.model import MarkView, SessionView, TurnView
from interviewer.session.withdrawn import FILLER, Lineage, lineages
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


def _is_to_spare(lineage: Lineage, person: str, keys: frozenset[str], about: set[str]) -> bool:
    speakers = set(lineage.standing.values())
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
    turn: TurnView, marks: Sequence[MarkView], stretch: tuple[int, int], lengths: dict[str, int], new_id: str
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
    memos = {mark.id: mark.memo for mark in marks if mark.id in places and mark.memo}
    return e.Redacted(
        *(new_id, turn.id, text, turn.speaker),
        marks=places,
        dropped=dropped,
        lengths=lengths,
        memos=memos or "",
    )


def _moved(mark: MarkView, start: int, end: int) -> tuple[int, int]:
    """The place of a mark of which something is left; one that reaches into the stretch takes in what stands for it."""
    shift = len(CUT) - (end - start)
    first = mark.start if mark.start <= start else (mark.start + shift if mark.start >= end else start)
    last = mark.end if mark.end <= start else (mark.end + shift if mark.end >= end else start + len(CUT))
    return first, last
