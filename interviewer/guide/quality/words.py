"""The words of a wording as rules see them: lower case, without accents or typography, each with its place as typed."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, is_normalized, normalize


def listed(text: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*'?|[^\w\s]")
_SAME = str.maketrans("’‘ʼ′´`‛‐‑–—“”„«»", "'" * 7 + "-" * 4 + '"' * 5)
_ACCENTS = str.maketrans("àâäáãåéèêëíìîïóòôöõúùûüçñÿ", "aaaaaaeeeeiiiiooooouuuucny")
_KEPT = frozenset(("où", "à", "dû"))
MOST_WORDS = 4_000
"""Words that are looked at in one wording; what stands behind them only counts towards its length."""


class Words(NamedTuple):
    """The words and marks of a wording in order: what rules compare, and where each begins and ends as typed."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    raw: tuple[str, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` to `last` (both of them) stand in the wording."""
        return self.starts[first], self.ends[last]


def plain(word: str) -> str:
    """A word in lower case without accents, but for those that are words of their own (où, à, dû)."""
    low = normalize("NFC", word).translate(_SAME).lower()
    return low if low in _KEPT else low.translate(_ACCENTS).replace("œ", "oe").replace("æ", "ae")


def read_words(wording: str, language: str) -> Words:
    """The words of a wording; contractions, elisions and inverted pronouns are words of their own (`avez`, `-vous`)."""
    text, places = _typed_plainly(wording)
    split = _french_pieces if language == "fr" else _english_pieces
    words: list[str] = []
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WORD.finditer(text):
        at = found.start()
        whole = found.group()
        for piece, length in split(_low(whole)):
            words.append(piece)
            raw.append(text[at : at + length])
            starts.append(places[at] if places else at)
            ends.append(places[at + length] if places else at + length)
            at += length
        if len(words) >= MOST_WORDS:
            break
    return Words(tuple(words), tuple(starts), tuple(ends), tuple(raw))


def _low(word: str) -> str:
    """Lower case of the same length: a letter that would become two stays as it is."""
    low = word.lower()
    return low if len(low) == len(word) else "".join(one.lower() if len(one.lower()) == 1 else one for one in word)


def _typed_plainly(wording: str) -> tuple[str, list[int]]:
    """The text composed and with plain apostrophes; and, where places moved, the place as typed of each of its characters."""
    if is_normalized("NFC", wording):
        return wording.translate(_SAME), []
    text: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(wording):
        end = at + 1
        while end < len(wording) and combining(wording[end]):
            end += 1
        composed = normalize("NFC", wording[at:end])
        text.append(composed)
        places.extend([at] * len(composed))
        at = end
    places.append(len(wording))
    return "".join(text).translate(_SAME), places


def unquoted(given: Words) -> list[str]:
    """The words, with a blank for each that is quoted or joins two names: nobody's wording but the person's own."""
    words = list(given.words)
    marks = [at for at, word in enumerate(words) if word == '"']
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        if first > 0 or last < len(words) - 2:
            words[first + 1 : last] = ["_"] * (last - first - 1)
    for at in range(1, len(words) - 1):
        if words[at] in ("et", "and", "&") and given.raw[at - 1][:1].isupper() and given.raw[at + 1][:1].isupper():
            words[at] = "_"
    return words


def find_words(wanted: Sequence[str], words: Sequence[str]) -> tuple[int, int] | None:
    """Where these words stand side by side: the first and the last place."""
    size = len(wanted)
    for at, word in enumerate(words):
        if size and word == wanted[0] and tuple(words[at : at + size]) == tuple(wanted):
            return at, at + size - 1
    return None


_WHOLE = listed(
    "aujourd'hui quelqu'un quelqu'une d'abord d'accord d'ailleurs rendez-vous c'est-a-dire peut-etre au-dela "
    "vis-a-vis la-bas celui-ci celle-ci ceux-ci soi-disant"
)
_PRONOUNS = listed("il elle on ils elles je tu nous vous ce moi toi le la les lui leur m' en y")


@lru_cache(maxsize=4096)
def _french_pieces(word: str) -> tuple[tuple[str, int], ...]:
    """`a-t-il` is (a, 1), (-il, 5); `qu'avez-vous` is (qu', 3), (avez, 4), (-vous, 5)."""
    if plain(word) in _WHOLE:
        return ((plain(word), len(word)),)
    pieces: list[tuple[str, int]] = []
    for part in re.findall(r"[^']+'?|'", word):
        pieces.extend(_clitics(part))
    return tuple(pieces)


def _clitics(part: str) -> list[tuple[str, int]]:
    if "-" not in part or plain(part) in _WHOLE:
        return [(plain(part), len(part))]
    cuts = part.split("-")
    keep = len(cuts)
    while keep > 1 and (cuts[keep - 1] in _PRONOUNS or (cuts[keep - 1] == "t" and keep < len(cuts))):
        keep -= 1
    stem = "-".join(cuts[:keep])
    pieces = [(plain(stem), len(stem))] if stem else []
    length = 0
    for cut in cuts[keep:]:
        length += len(cut) + 1
        if cut != "t":
            pieces.append((f"-{cut}", length))
            length = 0
    return pieces


_CONTRACTED = re.compile(r"(.+?)(n't|'s|'re|'ve|'ll|'d|'m)$")
_STEMS = {"wo": "will", "ca": "can", "sha": "shall"}


@lru_cache(maxsize=4096)
def _english_pieces(word: str) -> tuple[tuple[str, int], ...]:
    """`don't` is (do, 2), (n't, 3); `cannot` is (can, 3), (n't, 3)."""
    if word == "cannot":
        return (("can", 3), ("n't", 3))
    cut = _CONTRACTED.match(word)
    if cut is None:
        return ((plain(word), len(word)),)
    stem = _STEMS.get(cut[1], cut[1]) if cut[2] == "n't" else cut[1]
    return ((plain(stem), len(cut[1])), (cut[2], len(cut[2])))
