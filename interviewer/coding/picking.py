"""What is selected in a turn: all of it, words, or sentences; each key's step from there. Pure."""

from typing import NamedTuple

from interviewer.coding.excerpt import Span
from interviewer.coding.stretches import sentences, touched, words


class Pick(NamedTuple):
    """Code points [start, end) of the turn, -1 for all of it; the words at which it began and to which it reaches now."""

    start: int = -1
    end: int = -1
    anchor: int = -1
    head: int = -1

    @property
    def whole(self) -> bool:
        """Whether the whole turn is meant."""
        return self.start < 0

    def span(self, text: str) -> Span:
        """The code points that are meant."""
        return (0, len(text)) if self.whole else (self.start, self.end)


WHOLE = Pick()


def picked(text: str, span: Span) -> Pick:
    """Just this span, wherever it begins."""
    if span == (0, len(text)):
        return WHOLE
    first, last = touched(words(text), span)
    return Pick(*span, first, last)


def stepped(text: str, pick: Pick, by: int) -> Pick:
    """The word before or behind; from the whole turn the first or the last one."""
    there = words(text)
    if not there:
        return WHOLE
    if pick.whole:
        at = 0 if by > 0 else len(there) - 1
    else:
        first, last = touched(there, (pick.start, pick.end))
        at = (last if by > 0 else first) + by
    at = max(0, min(len(there) - 1, at))
    return Pick(*there[at], at, at)


def reached(text: str, pick: Pick, by: int) -> Pick:
    """The selection with its end moved by words; where it began stays."""
    there = words(text)
    if pick.whole or not there:
        return stepped(text, pick, by)
    return _between(text, pick.anchor, max(0, min(len(there) - 1, pick.head + by)))


def reached_to(text: str, pick: Pick, place: int) -> Pick:
    """The selection up to the word at that code point, as the mouse draws it."""
    there = words(text)
    if not there:
        return WHOLE
    at = touched(there, (place, place + 1))[0]
    return _between(text, at if pick.whole else pick.anchor, at)


def to_edge(text: str, pick: Pick, *, end: bool, reach: bool) -> Pick:
    """The first or the last word; with `reach` everything up to it."""
    last = len(words(text)) - 1
    if last < 0:
        return WHOLE
    at = last if end else 0
    return _between(text, pick.anchor if reach and not pick.whole else at, at)


def sentence(text: str, pick: Pick) -> Pick:
    """The sentence around; where sentences are selected already, the next one too; behind the last one the first again."""
    there = sentences(text)
    if not there:
        return WHOLE
    if pick.whole:
        return picked(text, there[0])
    first, last = touched(there, (pick.start, pick.end))
    if (pick.start, pick.end) != (there[first][0], there[last][1]):
        return picked(text, (there[first][0], there[last][1]))
    if last + 1 < len(there):
        return picked(text, (there[first][0], there[last + 1][1]))
    return picked(text, there[0])


def sentence_stepped(text: str, pick: Pick, by: int) -> Pick:
    """The sentence before or behind."""
    there = sentences(text)
    if not there:
        return WHOLE
    if pick.whole:
        return picked(text, there[0 if by > 0 else -1])
    first, last = touched(there, (pick.start, pick.end))
    return picked(text, there[max(0, min(len(there) - 1, (last if by > 0 else first) + by))])


def _between(text: str, anchor: int, head: int) -> Pick:
    there = words(text)
    anchor = max(0, min(len(there) - 1, anchor))
    low, high = sorted((anchor, head))
    return Pick(there[low][0], there[high][1], anchor, head)
