"""Ordinary words of French and English: what is one of them, in small letters, is no name. Pure."""

import base64
import re
import zlib
from functools import cache

A = ord("A")
SAME = {chr(A + same): same for same in range(26)}
PIECES = re.compile("([A-Z])([a-z]*)").findall


def is_ordinary(word: str, language: str) -> bool:
    """Whether the word (in small letters, without accents) is an everyday one of that language; of both for any other."""
    if language[:2] in ("fr", "en"):
        return word in ordinary_words(language[:2])
    return word in ordinary_words("fr") or word in ordinary_words("en")


@cache
def ordinary_words(language: str) -> frozenset[str]:
    """The words of one of the two languages; read once, when the first text is scanned."""
    if language == "fr":
        from interviewer.privacy.scan.lexicon_fr import PACKED
    else:
        from interviewer.privacy.scan.lexicon_en import PACKED
    return frozenset(unpacked(PACKED))


def packed(words: list[str]) -> str:
    """Words in alphabetical order as one short text: of each only what differs from the one before."""
    pieces, before = [], ""
    for word in words:
        same = 0
        while same < min(len(word), len(before), 25) and word[same] == before[same]:
            same += 1
        pieces.append(chr(A + same) + word[same:])
        before = word
    return base64.b85encode(zlib.compress("".join(pieces).encode("ascii"), 9)).decode("ascii")


def unpacked(text: str) -> list[str]:
    """The words again."""
    letters = zlib.decompress(base64.b85decode(text)).decode("ascii")
    words, before = [], ""
    for same, rest in PIECES(letters):
        before = before[: SAME[same]] + rest
        words.append(before)
    return words
