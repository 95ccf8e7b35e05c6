"""Finding what somebody meant by a few letters: accents, case and punctuation don't count."""

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache


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


def ranked(wanted: str, named: Sequence[tuple[str, str]]) -> list[str]:
    """The ids that fit the letters among (id, words) pairs, the best first; all of them, as given, for no letters.

    Best is what is called so, then what begins so, then what has words that begin so, then what has the letters side by
    side, then what has them in this order with others between: rather as first letters of words, and close together.
    """
    key = fold(wanted)
    if not key:
        return list(dict.fromkeys(i for i, _ in named))
    fits = [(_fit(key, _folded(i), _folded(words)), i) for i, words in named]
    return list(dict.fromkeys(i for fit, i in sorted(((fit, i) for fit, i in fits if fit), key=lambda one: one[0])))


_folded = lru_cache(maxsize=4096)(fold)  # the same few hundred questions at each key
_Fit = tuple[int, int, int]


def _fit(key: str, name: str, words: str) -> _Fit | None:
    """How well the letters fit, the least the best: the kind of fit, letters that begin no word, letters between; or None."""
    if key in (name, words):
        return 0, 0, 0
    if name.startswith(key) or words.startswith(key):
        return 1, 0, 0
    both = f" {name} {words}"
    if _holds(both[1:], key):
        return 2, 0, both.index(f" {key.split(maxsplit=1)[0]}")
    if key in both:
        return 3, 0, both.index(key)
    return _spread_out(key.replace(" ", ""), name, both)


def _spread_out(letters: str, name: str, both: str) -> _Fit | None:
    plain = _spread(letters, both)
    if plain is None:
        return None
    named = _spread(letters, f" {name}", at_words=True)
    if named and not named[0]:  # the initials of an id say more than those of a long sentence
        return 4, 0, 0
    return (4, *min(plain, _spread(letters, both, at_words=True) or plain))


def _spread(letters: str, text: str, *, at_words: bool = False) -> tuple[int, int] | None:
    """How many of the letters begin no word where they stand in this order in the text, and how many stand between them.

    With `at_words` each letter is sought at the beginning of a word first.
    """
    place, first, inside = 0, -1, 0
    for letter in letters:
        found = _next(letter, text, place, at_words=at_words)
        if found < 0:
            return None
        inside += text[found - 1] != " "
        first = found if first < 0 else first
        place = found + 1
    return inside, place - first - len(letters)


def _next(letter: str, text: str, place: int, *, at_words: bool) -> int:
    """Where the letter stands from that place on, -1 for nowhere; the first letter of a word wins over one between."""
    if at_words and not text.startswith(letter, place):
        begins = text.find(f" {letter}", max(0, place - 1))
        if begins >= 0:
            return begins + 1
    return text.find(letter, place)


def nearest(wanted: str, known: Iterable[str], alike: float = 0.6) -> str:
    """The known (folded) word that looks most like the wanted one; empty when none is `alike` to that share of letters."""
    close = get_close_matches(fold(wanted), [*known], n=1, cutoff=alike)
    return close[0] if close else ""
