"""Whether words of a text are still there when it was corrected, and where: these very words, not others like them. Pure."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

TOKENS = re.compile(r"\w+|\W+")


class _Block(NamedTuple):
    """So many code points that both texts share, and where."""

    old: int
    new: int
    length: int


def start_in(new: str, old: str, start: int, end: int) -> int | None:
    """Where the words old[start:end] stand in the new text; None where they are gone or could be others alike.

    Words that stand once in both are the same. Others are where what stands around them, as far as it stayed, shows it.
    """
    if old == new:
        return start
    words = old[start:end]
    if not words or words not in new:
        return None
    if _once(words, old) and _once(words, new):
        return new.index(words)
    for block in _shared(old, new):
        before, behind = start - block.old, block.old + block.length - end
        if before >= 0 and behind >= 0:
            around = old[block.old : start] + old[end : end + behind]
            return block.new + before if any(char.isalnum() for char in around) else None
    return None


def _once(words: str, text: str) -> bool:
    return text.find(words) == text.rfind(words)


def _shared(old: str, new: str) -> list[_Block]:
    """What both share at the beginning, at the end, and word by word between.

    Where one stretch went or came between words like it, what could be either side of it is shared by nobody.
    """
    head, tail = _same(old, new), _same(old[::-1], new[::-1])
    least = min(len(old), len(new))
    if head + tail > least:
        head, tail = least - tail, least - head
        between = []
    else:
        between = _between(old[: len(old) - tail], new[: len(new) - tail], head)
    return [_Block(0, 0, head), _Block(len(old) - tail, len(new) - tail, tail), *between]


def _same(one: str, other: str) -> int:
    """How many code points both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _between(old: str, new: str, head: int) -> list[_Block]:
    ours, theirs = TOKENS.findall(old, head), TOKENS.findall(new, head)
    places, others = _places(ours, head), _places(theirs, head)
    alike = SequenceMatcher(_is_space, ours, theirs).get_matching_blocks()
    return [_Block(places[a], others[b], places[a + size] - places[a]) for a, b, size in alike if size]


def _is_space(token: str) -> bool:
    return not token[0].isalnum()


def _places(tokens: list[str], at: int) -> list[int]:
    places = [at]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places
