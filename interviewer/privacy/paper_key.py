"""A secret key as 24 words that people can write down and type back (BIP 39, French or English word list).

The last word holds a checksum. The first four letters of a word are enough, accents and capitals don't count.
"""

import re
import unicodedata
from functools import cache

from interviewer.privacy.age import secret_bytes, secret_from

COUNT, GROUP = 24, 6
LISTS = {"fr": "french", "en": "english"}
ENOUGH = 4


class PaperKeyError(ValueError):
    """The words are no paper key. `word` is the number of the first one that no list holds, 0 where the words don't fit together."""

    def __init__(self, word: int) -> None:
        super().__init__(word)
        self.word = word


def to_words(secret: str, language: str) -> tuple[str, ...]:
    """The 24 words of a secret key of age, in `fr` or `en`."""
    from mnemonic import Mnemonic

    made = Mnemonic(LISTS.get(language, "english")).to_mnemonic(secret_bytes(secret))
    return tuple(unicodedata.normalize("NFC", made).split())


def from_words(typed: str) -> str:
    """The secret key whose words these are, in whichever language. Raises PaperKeyError."""
    words = _words(typed)
    wrong: list[int] = []
    for language in LISTS:
        meant = [_short(language).get(word[:ENOUGH]) if _is_one(language, word) else None for word in words]
        if None in meant:
            wrong.append(meant.index(None) + 1)
        else:
            found = _secret(language, [one for one in meant if one])
            if found:
                return found
            wrong.append(0)
    raise PaperKeyError(0 if 0 in wrong else max(wrong))


def count_of(typed: str) -> int:
    """How many words were typed; numbers before them don't count."""
    return len(_words(typed))


def first_wrong(typed: str) -> int:
    """The number of the first word that no list holds; 0 where all of them may be right."""
    return next((n for n, word in enumerate(_words(typed), 1) if not any(_is_one(one, word) for one in LISTS)), 0)


def first_other(typed: str, secret: str) -> int:
    """The number of the first word that isn't the one which this secret key has there; 0 where all 24 are.

    Of the two languages that one counts in which more of them are right in a row.
    """
    return max((_first_other(_words(typed), language, secret) for language in LISTS), key=lambda n: n or COUNT + 1)


def _first_other(words: list[str], language: str, secret: str) -> int:
    right = map(_bare, to_words(secret, language))
    pairs = zip(right, [*words, *[""] * COUNT], strict=False)
    return next((n for n, (one, word) in enumerate(pairs, 1) if not word or word[:ENOUGH] != one[:ENOUGH]), 0)


def _words(typed: str) -> list[str]:
    return [_bare(word) for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", typed))]


def _secret(language: str, words: list[str]) -> str:
    from mnemonic import Mnemonic

    if len(words) != COUNT:
        return ""
    try:
        return secret_from(bytes(Mnemonic(LISTS[language]).to_entropy(words)))
    except ValueError:
        return ""


def _is_one(language: str, word: str) -> bool:
    """Whether the typed letters begin a word of the list, or are all of it."""
    whole = _bare(_short(language).get(word[:ENOUGH], ""))
    return bool(whole) and (whole.startswith(word) if len(word) >= ENOUGH else whole == word)


@cache
def _short(language: str) -> dict[str, str]:
    """The words of a list by their first letters without accents."""
    from mnemonic import Mnemonic

    return {_bare(word)[:ENOUGH]: word for word in Mnemonic(LISTS[language]).wordlist}


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
