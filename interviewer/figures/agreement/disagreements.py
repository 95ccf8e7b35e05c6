"""Where coders disagree, with the words: who put a code there, who didn't, or where its ends differ. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from interviewer.figures.agreement.spans import Stretch, of_code, pieces
from interviewer.figures.agreement.units import Answer, Rater, Unit
from interviewer.session.model import MarkView, TurnView

Place = Callable[[str], object]


class Marked(NamedTuple):
    """What one coder did with the code there: their marks of it, with the turn of each; none where they passed it."""

    rater: Rater
    marks: tuple[MarkView, ...]


class Disagreement(NamedTuple):
    """One code on one unit. `only_place`: all coders put it there, not on the same words."""

    session: str
    person: str
    turns: tuple[TurnView, ...]
    code: str
    said: tuple[Marked, ...]
    only_place: bool = False
    may_quote: bool = False


Holds = Callable[[MarkView, str], bool]
"""Whether a mark counts for a code."""


def disagreements(units: Iterable[Unit], raters: Sequence[Rater], place: Place, holds: Holds) -> Iterator[Disagreement]:
    """Codes that some of the coders who rated the unit gave it and some did not; `place` sorts codes."""
    for unit in units:
        rated = [(rater, codes) for rater, codes in zip(raters, unit.ratings, strict=True) if codes is not None]
        every = frozenset[str]().union(*(codes for _, codes in rated))
        for code in sorted(every, key=place):  # type: ignore[arg-type]
            if not all(code in codes for _, codes in rated):
                yield _told(unit.session, unit.answers, code, [rater for rater, _ in rated], holds)


def misplaced(
    answers: Iterable[tuple[str, Answer, Stretch]], raters: Sequence[Rater], place: Place, holds: Holds
) -> Iterator[Disagreement]:
    """Codes that coders put on different characters of a turn: session, turn and its spans are given."""
    for session, answer, stretch in answers:
        rated = [n for n, own in enumerate(stretch.spans) if own is not None]
        every = {code for n in rated for _, _, code in stretch.spans[n] or ()}
        for code in sorted(every, key=place):  # type: ignore[arg-type]
            own = of_code(stretch, code)
            covered = [_covered(own, n) for n in rated]
            if any(one != covered[0] for one in covered):
                told = _told(session, (answer,), code, [raters[n] for n in rated], holds)
                yield told._replace(only_place=all(covered))


def _covered(stretch: Stretch, rater: int) -> tuple[tuple[int, int], ...]:
    """The stretches of characters that the coder marked, joined where they touch."""
    found: list[tuple[int, int]] = []
    for start, end, codes in pieces(stretch.spans[rater] or (), stretch.length):
        if codes:
            joined = found.pop()[0] if found and found[-1][1] == start else start
            found.append((joined, end))
    return tuple(found)


def _told(session: str, answers: Sequence[Answer], code: str, raters: Sequence[Rater], holds: Holds) -> Disagreement:
    said = tuple(
        Marked(rater, tuple(m for answer in answers for m in answer.ratings.get(rater, ()) if holds(m, code)))
        for rater in raters
    )
    touched = {mark.turn for one in said for mark in one.marks}
    turns = tuple(answer.coded.turn for answer in answers if answer.coded.turn.id in touched)
    who = answers[0].coded.who
    return Disagreement(session, who.id, turns, code, said, may_quote=who.may_quote)
