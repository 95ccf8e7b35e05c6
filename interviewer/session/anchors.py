"""Where marked words stand today, after corrections, cuts and joins of their turns. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.session import events as e
from interviewer.session.model import MarkView, TurnView
from interviewer.session.same_words import start_in

NOTHING: Mapping[str, tuple[str, str]] = MappingProxyType({})


class Cut(NamedTuple):
    """The turn was cut at a code point; what followed is the turn `tail`. `texts` are all that the turn was until then."""

    turn: str
    at: int
    tail: str
    texts: tuple[str, ...]


class Join(NamedTuple):
    """The turn became the end of another, from `offset` on. `texts` and `into_texts` are all that both were until then."""

    turn: str
    into: str
    offset: int
    texts: tuple[str, ...]
    into_texts: tuple[str, ...]


class _Place(NamedTuple):
    """Words of so many code points that stood, or may stand, there."""

    turn: str
    start: int
    length: int
    words: str


def anchored(
    marks: Iterable[e.Mark],
    turns: Mapping[str, TurnView],
    texts: Mapping[str, Sequence[str]],
    steps: Sequence[Cut | Join],
    recoded: Mapping[str, tuple[str, str]] = NOTHING,
) -> tuple[MarkView, ...]:
    """Where the marked words stand; `holds` is False when they can't be found without guessing.

    `texts` are all texts of each turn since it was last cut or joined, `steps` the cuts and joins in their order.
    `recoded` maps a mark to the code that it bears now and why.
    """
    moved = {turn for step in steps for turn in ((step.turn, step.into) if isinstance(step, Join) else (step.turn,))}
    views = [_anchor(mark, turns, texts, steps if mark.turn in moved else ()) for mark in marks]
    if recoded:
        views = [_recoded(view, *recoded[view.id]) if view.id in recoded else view for view in views]
    return tuple(views)


def _recoded(view: MarkView, code: str, reason: str) -> MarkView:
    """Back under its first code a mark is as it was made."""
    if code == view.code:
        return view
    return replace(view, code=code, made_as=view.code, reason=reason)


def _anchor(
    mark: e.Mark, turns: Mapping[str, TurnView], texts: Mapping[str, Sequence[str]], steps: Sequence[Cut | Join]
) -> MarkView:
    places = _places(mark, steps)
    there = [place for place in places if place.turn in turns]
    if not there:
        return _at(mark, places[0], holds=False)
    last = there[0] if mark.turn in turns else there[-1]
    if not mark.excerpt:  # its words were lost before it came here
        return _at(mark, last, holds=False)
    for turn, start, length, words in there:
        if turns[turn].text[start : start + length] == words:
            return _at(mark, _Place(turn, start, length, words))
    for turn, start, _, words in there:
        if start == 0 and words in texts[turn]:  # it was the whole turn, and is
            return _at(mark, _whole(turn, turns[turn].text))
    found = _followed(mark, turns, texts, steps)
    if found is not None:
        return _at(mark, found)
    return _at(mark, last._replace(words=mark.excerpt), holds=False)


def _followed(
    mark: e.Mark, turns: Mapping[str, TurnView], texts: Mapping[str, Sequence[str]], steps: Sequence[Cut | Join]
) -> _Place | None:
    """The words followed from the last text in which they stood where they were marked, through all that came then."""
    spans: list[tuple[int, Sequence[str]]] = [
        (n, until) for n, step in enumerate(steps) if (until := _until(step, mark.turn))
    ]
    if mark.turn in turns:
        spans.append((len(steps), texts[mark.turn]))
    place = _Place(mark.turn, mark.start, len(mark.excerpt), mark.excerpt)
    for first, versions in reversed(spans):
        old = next((text for text in reversed(versions) if text[place.start :].startswith(place.words)), None)
        if old is not None:
            return _through(place, old, steps[first:], texts)
    return None


def _through(
    place: _Place, old: str | None, steps: Iterable[Cut | Join], texts: Mapping[str, Sequence[str]]
) -> _Place | None:
    """The place after these steps and the corrections between them; None as soon as the words are gone."""
    for step in steps:
        versions = _until(step, place.turn)
        if versions:
            corrected = _corrected(place, old, versions)
            after = _after(corrected, step) if corrected else None
            if after is None:
                return None
            place, old = after, None
    return _corrected(place, old, texts[place.turn])


def _corrected(place: _Place, old: str | None, versions: Sequence[str]) -> _Place | None:
    """The place in the last of these texts, when it is one in the old text, that is the first where none is named."""
    start = start_in(versions[-1], versions[0] if old is None else old, place.start, place.start + place.length)
    return None if start is None else place._replace(start=start)


def _after(place: _Place, step: Cut | Join) -> _Place | None:
    """The place after a cut or a join of its turn; None where the words are cut in two."""
    if isinstance(step, Join):
        return place._replace(turn=step.into, start=place.start + step.offset) if step.turn == place.turn else place
    if place.start >= step.at:
        return place._replace(turn=step.tail, start=place.start - step.at)
    return place if place.start + place.length <= step.at else None


def touches(step: Cut | Join, turn: str) -> bool:
    """Whether the turn came of that step, or is gone by it."""
    return turn in ((step.turn, step.into) if isinstance(step, Join) else (step.turn, step.tail))


def _until(step: Cut | Join, turn: str) -> tuple[str, ...]:
    """What the turn was until that step; nothing where the step isn't about it."""
    if isinstance(step, Join) and step.into == turn:
        return step.into_texts
    return step.texts if step.turn == turn else ()


def _at(mark: e.Mark, place: _Place, *, holds: bool = True) -> MarkView:
    end = place.start + (len(place.words) if mark.excerpt else place.length)
    return MarkView(
        *(mark.id, place.turn, mark.code, mark.coder, place.start, end, place.words, mark.memo, holds),
        *(mark.round or e.FIRST_ROUND, mark.suggested),
    )


def _whole(turn: str, text: str) -> _Place:
    return _Place(turn, 0, len(text), text)


def _places(mark: e.Mark, steps: Iterable[Cut | Join]) -> list[_Place]:
    """Every place to which the cuts and joins may have brought the words, the one where they were marked first."""
    places = [_Place(mark.turn, mark.start, mark.end - mark.start, mark.excerpt)]
    for step in steps:
        places += [new for new in dict.fromkeys(_moved(places, step)) if new not in places]
    return places


def _moved(places: Sequence[_Place], step: Cut | Join) -> Iterator[_Place]:
    for place in places:
        if isinstance(step, Cut) and place.turn == step.turn:
            if place.start == 0 and place.words in step.texts:
                yield _whole(step.turn, step.texts[-1])
            if place.start >= step.at:
                yield place._replace(turn=step.tail, start=place.start - step.at)
        elif isinstance(step, Join) and place.turn == step.into and place.start == 0 and place.words in step.into_texts:
            yield _whole(step.into, step.into_texts[-1])
        elif isinstance(step, Join) and place.turn == step.turn:
            yield place._replace(turn=step.into, start=place.start + step.offset)
            if place.start == 0 and place.words in step.texts:
                yield _whole(step.into, step.texts[-1])._replace(start=step.offset)
