"""Two wordings of one text: whether only the spelling differs, and which words do. Pure.

What counts as spelling is narrow on purpose: that an answer seems comparable and isn't is worse than the contrary.
Nothing may differ but typography, capitals, accents, punctuation and apostrophes, and in one single long word a double
letter or two vowels that changed places. A negation, a number or another word is never spelling. What differs by a letter or
two of one word may be a corrected mistake or another word: only people can tell, so it is called nearly the same.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from interviewer.matching import fold, unaccented

Sort = Literal["same", "gone", "come"]

NUMBER = r"(?:(?<!\w)[-\u2212])?[0-9]+(?:[.,:/][0-9]+)*"
TOKEN = re.compile(rf"{NUMBER}|peut-[eê]tre|[^\W\d_]+|[^\w\s]|\w", re.IGNORECASE)
"""A number with its sign, a word, a sign. With its hyphen, `peut-être` is another word than *peut être*."""

SPACED = re.compile(r"\s+|\w+|[^\w\s]")
APOSTROPHES = "'\u2019\u02bc\u2018`\u00b4"
# An accent makes another word of these, and both could stand in the same question.
TWO_WORDS = frozenset({"ou", "jeune", "tache", "peche", "cote", "pate", "cru", "mur", "interne"})
LONG, DOUBLED_BEFORE_END, VOWELS = 7, 4, frozenset("aeiouy")
LONG_WITH_VOWELS = 6
NEAR_WORDS, NEAR_LETTERS, NEAR_LONG = 4, 5, 9
# Beyond so many pairs of equal words two texts are no longer compared word by word: a guide's texts are a page at most.
MOST_PAIRS, MOST_ALIKE = 100_000, 20_000
FEW, ALIKE = 3, 0.5
REWRITTEN, LITTLE = 160, 0.4


class Piece(NamedTuple):
    """A stretch of words that stayed, went or came."""

    sort: Sort
    text: str


def is_respelled(before: str, after: str) -> bool:
    """Whether somebody who hears the two texts hears the same words."""
    one, other = _tokens(before), _tokens(after)
    if len(one) != len(other):
        return _joined(before) == _joined(after)
    odd = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if not odd:
        return True
    others = [(a, b) for a, b in odd if not _differ_in_accents(a, b)]
    return len(others) == 0 or (len(others) == len(odd) == 1 and _is_slip(*map(unaccented, others[0])))


def _tokens(text: str) -> list[str]:
    """The words, numbers and symbols in small letters; punctuation is left out, and so is how letters are composed."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    return [token for token in TOKEN.findall(plain) if token.isalnum() or len(token) > 1 or _is_symbol(token)]


def _is_symbol(sign: str) -> bool:
    return (unicodedata.category(sign)[0] == "S" and sign not in APOSTROPHES) or sign in "%‰#&/@°*"


def _joined(text: str) -> list[str]:
    """The words, those that an apostrophe parts taken together: `aujourdhui` is `aujourd'hui`."""
    return _tokens(text.translate({ord(sign): None for sign in APOSTROPHES}))


def _differ_in_accents(a: str, b: str) -> bool:
    """Whether the two are one word, with and without its accents; another tense or another noun is another word."""
    plain = unaccented(a)
    if plain != unaccented(b) or plain in TWO_WORDS:
        return False
    return not _ends_in_another_e(a, b)


def _ends_in_another_e(a: str, b: str) -> bool:
    """`aime` and `aimé`, `aimes` and `aimés`."""
    endings = [re.sub(r"s$", "", unicodedata.normalize("NFC", word))[-2:] for word in (a, b)]
    return endings[0] != endings[1] and any("é" in ending for ending in endings)


def _is_slip(a: str, b: str) -> bool:
    """Whether two long words differ by a double letter far from their end, or by two neighbouring vowels exchanged."""
    short, long = sorted((a, b), key=len)
    if not (short.isalpha() and long.isalpha()):
        return False
    if len(short) == len(long):
        at = [n for n, pair in enumerate(zip(short, long, strict=True)) if pair[0] != pair[1]]
        return (
            len(short) >= LONG_WITH_VOWELS
            and len(at) == 2  # noqa: PLR2004 - two letters
            and at[1] == at[0] + 1
            and short[at[0]] == long[at[1]]
            and short[at[1]] == long[at[0]]
            and {short[at[0]], short[at[1]]} <= VOWELS
            and 0 < at[0] < len(short) - 2
        )
    doubles = (n for n in range(1, len(long)) if long[n] == long[n - 1] and long[n] not in VOWELS | {"s"})
    return len(long) >= LONG and any(
        long[:n] + long[n + 1 :] == short and (n < len(long) - DOUBLED_BEFORE_END or _is_crowded(long, n))
        for n in doubles
    )


def _is_crowded(word: str, n: int) -> bool:
    """Whether a consonant stands right before the double one at `n`, as it does in no word that the single one makes too."""
    return n > 1 and word[n - 2] not in VOWELS


def is_nearly(before: str, after: str) -> bool:
    """Whether in a longer wording one word differs by a letter or two that stand together, or that changed places."""
    one, other = _tokens(before), _tokens(after)
    odd = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(one) < NEAR_WORDS or len(odd) != 1:
        return False
    a, b = map(unaccented, odd[0])
    if not (a.isalpha() and b.isalpha()) or min(len(a), len(b)) < NEAR_LETTERS:
        return False
    start = _alike(a, b)
    end = _alike(a[start:][::-1], b[start:][::-1])
    gone, come = a[start : len(a) - end], b[start : len(b) - end]
    most = 2 if min(len(a), len(b)) >= NEAR_LONG or gone == come[::-1] else 1
    return max(len(gone), len(come)) <= most


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The words that stayed, went and came, in order: joined, those that stayed or went are `before`, the others `after`."""
    one, other = SPACED.findall(before), SPACED.findall(after)
    start = _alike(one, other)
    end = _alike(one[start:][::-1], other[start:][::-1])
    inner, outer = one[start : len(one) - end], other[start : len(other) - end]
    found = [Piece("same", "".join(one[:start])), *_inside(inner, outer), Piece("same", "".join(one[len(one) - end :]))]
    return _merged(found)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _inside(one: Sequence[str], other: Sequence[str]) -> list[Piece]:
    words, others = (Counter(token for token in tokens if not token.isspace()) for tokens in (one, other))
    if sum(count * others[word] for word, count in words.items()) > MOST_PAIRS:
        return [Piece("gone", "".join(one)), Piece("come", "".join(other))]
    found: list[Piece] = []
    matcher = SequenceMatcher(str.isspace, one, other, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal" and _says_something(one[a:b]):
            found.append(Piece("same", "".join(one[a:b])))
        else:
            found += [Piece("gone", "".join(one[a:b])), Piece("come", "".join(other[c:d]))]
    whole = "".join(one), "".join(other)
    longest, stayed = max(map(len, whole)), sum(len(piece.text) for piece in found if piece.sort == "same")
    if longest > REWRITTEN and stayed < longest * LITTLE:  # read better one after the other than word by word
        return [Piece("gone", whole[0]), Piece("come", whole[1])]
    return found


def _says_something(tokens: Sequence[str]) -> bool:
    """Whether what stayed between two changes helps to read them: a space or a comma doesn't."""
    return len(tokens) > FEW or any(len(token) >= FEW and token.isalnum() for token in tokens)


def _merged(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """What follows each other taken together, what went before what came."""
    made: list[Piece] = []
    gone = come = ""
    for sort, text in (*found, Piece("same", "")):
        if sort == "gone":
            gone += text
        elif sort == "come":
            come += text
        elif text or gone or come:
            made += [piece for piece in (Piece("gone", gone), Piece("come", come), Piece("same", text)) if piece.text]
            gone = come = ""
    return tuple(made)


def likeness(before: str, after: str) -> float:
    """How many of their words two texts share, in this order: 0 for none, 1 for all. Of long ones the order is let be."""
    one, other = _words(before), _words(after)
    shared = (Counter(one) & Counter(other)).total()
    at_most = 2 * shared / ((len(one) + len(other)) or 1)
    if at_most < ALIKE or len(one) * len(other) > MOST_ALIKE:
        return at_most
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())
