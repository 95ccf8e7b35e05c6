"""A text as its words, each with its place and as it is compared: small letters, no accents. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, overload

from interviewer.matching import unaccented

# A letter may be written as two: the letter, then its accent.
WORD = re.compile(r"([^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*)")
# Letters that no table of Unicode takes apart.
OTHER_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "æ": "ae"})
ENDS = frozenset('.!?…:;\n«»"“”()[]–—-•')  # - only where nothing but space stands between


class Token(NamedTuple):
    """A run of letters of the text: its place in code points, as it is compared, how it is written, where it stands.

    `first` says that a sentence, or words spoken by somebody, begin with it; `before` is what stands between the word
    before and this one.
    """

    start: int
    end: int
    word: str
    capital: bool
    shouted: bool
    first: bool
    before: str


@lru_cache(maxsize=1 << 15)
def folded(word: str) -> str:
    """The word as it is compared. Two little words are others without their accents, and keep them."""
    small = word.lower()
    return small if small in ("à", "là") else unaccented(word).translate(OTHER_LETTERS)


class Words(Sequence[Token]):
    """The words of a text in their order; of each only what is asked for is worked out. `raw` are they as they stand there."""

    def __init__(self, text: str) -> None:
        self._pieces = WORD.split(text)  # what stands between, a word, what stands between...
        self._ends: list[int] = []
        self._made: dict[int, Token] = {}
        self.raw = self._pieces[1::2]

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.raw)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | Sequence[Token]:
        """The word at that place, or several."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self.raw)))]
        found = self._made.get(at)
        if found is None:
            if not -len(self) <= at < len(self):
                raise IndexError(at)
            found = self._made[at] = self._token(at % len(self))
        return found

    def begins(self, at: int) -> bool:
        """Whether a sentence begins with the word at that place."""
        if not at:
            return True
        between = self._pieces[2 * at]
        return _begins(between) and not _is_short_form(self.raw[at - 1], between)

    def between(self, at: int) -> str:
        """What stands between the word at that place and the one before."""
        return self._pieces[2 * at]

    def _token(self, at: int) -> Token:
        self._ends = self._ends or list(accumulate(map(len, self._pieces)))
        word = self.raw[at]
        capital = word[0].isupper()
        shouted = capital and len(word) > 1 and word.isupper()
        start, end = self._ends[2 * at : 2 * at + 2]
        return Token(start, end, folded(word), capital, shouted, self.begins(at), self._pieces[2 * at])


def tokens(text: str) -> tuple[Token, ...]:
    """The words of the text, in their order, all of them worked out."""
    return tuple(Words(text))


def _begins(between: str) -> bool:
    """Whether a sentence begins after that, which stands behind a word."""
    stripped = between.strip()
    return bool(stripped) and (stripped[-1] in ENDS or "\n" in between) and between != "-"


SHORT_FORMS = frozenset(("m", "mr", "mrs", "ms", "mme", "mlle", "dr", "pr", "prof", "st", "ste", "me"))


def _is_short_form(raw: str, between: str) -> bool:
    """Whether the point behind the word ends no sentence: *M.*, an initial."""
    if between.rstrip() != ".":
        return False
    word = folded(raw)
    return word in SHORT_FORMS or (len(word) == 1 and raw[0].isupper())
