"""What differs between two texts, and the past of a text kept as such differences."""

from collections import deque
from typing import NamedTuple


class Edit(NamedTuple):
    """What makes one text another: what stands between two places is replaced by these words."""

    start: int
    end: int
    words: str

    def of(self, text: str) -> str:
        """The text after the edit."""
        return text[: self.start] + self.words + text[self.end :]


class State(NamedTuple):
    """A text with the place of its cursor."""

    text: str
    cursor: int


def difference(old: str, new: str) -> Edit:
    """The one edit that makes the old text the new one: without what they share at the beginning and at the end."""
    most = min(len(old), len(new))
    first = _shared(old, new, most, at_end=False)
    last = _shared(old, new, most - first, at_end=True)
    return Edit(first, len(old) - last, new[first : len(new) - last])


def _shared(old: str, new: str, most: int, *, at_end: bool) -> int:
    """How much is the same at one end. Halves the stretch that may differ: texts are compared faster than characters."""
    same, differs = 0, most + 1
    while differs - same > 1:
        middle = (same + differs) // 2
        mine = slice(len(old) - middle, len(old) - same) if at_end else slice(same, middle)
        yours = slice(len(new) - middle, len(new) - same) if at_end else slice(same, middle)
        same, differs = (middle, differs) if old[mine] == new[yours] else (same, middle)
    return same


class Past:
    """States of a text, the newest whole and each before it as an edit, so that a long text is not kept many times."""

    def __init__(self, most: int) -> None:
        self._newest: State | None = None
        self._back: deque[tuple[Edit, int]] = deque(maxlen=most)

    def __len__(self) -> int:
        """How many states there are."""
        return len(self._back) + (self._newest is not None)

    def keep(self, text: str, cursor: int) -> None:
        """Remember a state; of the same text only the latest cursor, and of too many the first is forgotten."""
        before, self._newest = self._newest, State(text, cursor)
        if before is not None and before.text != text:
            self._back.append((difference(text, before.text), before.cursor))

    def take(self) -> State | None:
        """The newest state, which is forgotten; None when there is none."""
        newest, self._newest = self._newest, None
        if newest is not None and self._back:
            edit, cursor = self._back.pop()
            self._newest = State(edit.of(newest.text), cursor)
        return newest
