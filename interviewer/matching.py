"""Finding what somebody meant by a few letters: accents, case and punctuation don't count."""

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def fold(text: str) -> str:
    """The text in small letters without accents, anything that isn't a letter or digit as one space."""
    # Twice, because taking a letter apart can give letters that fold again.
    found = unaccented(unaccented(text))
    return " ".join("".join(c if c.isalnum() else " " for c in found).split())


def unaccented(text: str) -> str:
    """The text in small letters without accents; everything else stays."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def find(wanted: str, named: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The ids meant by `wanted` among (id, words) pairs: one when it is clear, several when it isn't, none when nothing fits.

    An exact id wins, then a unique beginning of an id or of the words, then all whose words hold every word of `wanted`
    (each as the beginning of a word).
    """
    key = fold(wanted)
    exact = tuple(dict.fromkeys(i for i, _ in named if i == wanted or fold(i) == key))
    if exact or not key:
        return exact
    begins = tuple(dict.fromkeys(i for i, words in named if fold(i).startswith(key) or fold(words).startswith(key)))
    if len(begins) == 1:
        return begins
    holding = tuple(dict.fromkeys(i for i, words in named if _holds(f"{fold(i)} {fold(words)}", key)))
    return holding or begins


def _holds(words: str, key: str) -> bool:
    return all(f" {part}" in f" {words}" for part in key.split())


def nearest(wanted: str, known: Iterable[str], alike: float = 0.6) -> str:
    """The known (folded) word that looks most like the wanted one; empty when none is `alike` to that share of letters."""
    close = get_close_matches(fold(wanted), [*known], n=1, cutoff=alike)
    return close[0] if close else ""
