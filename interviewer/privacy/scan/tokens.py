"""A text as its words, each with its place and as it is compared: small letters, no accents. Pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from interviewer.matching import unaccented

# A letter may be written as two: the letter, then its accent.
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
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


def tokens(text: str) -> tuple[Token, ...]:
    """The words of the text, in their order."""
    found: list[Token] = []
    place = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        between = text[place:start]
        capital = word[0].isupper()
        shouted = capital and len(word) > 1 and word.isupper()
        first = _begins(between, place) and not (found and _is_short_form(found[-1], between))
        found.append(Token(start, end, folded(word), capital, shouted, first, between))
        place = end
    return tuple(found)


def _begins(between: str, place: int) -> bool:
    """Whether a sentence begins after that, which stands behind the last word."""
    if not place:
        return True
    stripped = between.strip()
    return bool(stripped) and (stripped[-1] in ENDS or "\n" in between) and between != "-"


SHORT_FORMS = frozenset(("m", "mr", "mrs", "ms", "mme", "mlle", "dr", "pr", "prof", "st", "ste", "me"))


def _is_short_form(token: Token, between: str) -> bool:
    """Whether the point behind the word ends no sentence: *M.*, an initial."""
    return between.rstrip() == "." and (token.word in SHORT_FORMS or (len(token.word) == 1 and token.capital))
