"""Ordinary words of French and English: what is one of them, in small letters, is no name. Pure."""

import base64
import zlib
from functools import cache


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
    """Words as one short text."""
    return base64.b64encode(zlib.compress("\n".join(words).encode("ascii"), 9)).decode("ascii")


def unpacked(text: str) -> list[str]:
    """The words again."""
    return zlib.decompress(base64.b64decode(text)).decode("ascii").split("\n")
