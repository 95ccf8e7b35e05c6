"""Hints rather than faults: *why*, words of the trade, names in capitals that are not spelt out."""

from collections.abc import Iterator, Mapping
from functools import cache

from interviewer.guide.quality.lexicon import jargon
from interviewer.guide.quality.patterns import Read
from interviewer.guide.quality.words import Words, find_words, listed

Spot = tuple[int, int]

_WHY = {"fr": ("pourquoi",), "en": ("why",)}
_EVERYDAY = listed(
    "OK TV CV SMS PC CD DVD GPS FAQ WC SNCF HLM CAF RSA CDI CDD SMIC EDF RER TGV BD USB WIFI ADN UK US USA EU "
    "SDF COVID COVID-19 NHS BBC ATM PDF II III IV VI VII VIII IX XI XII XX XXI"
)


def why(seen: Read, language: str) -> Spot | None:
    """Where the wording asks why."""
    return next(((at, at) for word in _WHY[language] for at in seen.places.get(word, ())), None)


@cache
def _by_first(language: str) -> Mapping[str, list[tuple[str, ...]]]:
    """The words of the trade under the first word of each."""
    gathered: dict[str, list[tuple[str, ...]]] = {}
    for phrase in jargon(language):
        gathered.setdefault(phrase[0], []).append(phrase)
    return gathered


def trade_words(seen: Read, language: str) -> Spot | None:
    """Where it says a word of the trade."""
    known = _by_first(language)
    for first in sorted(seen.places.keys() & known.keys(), key=lambda word: seen.places[word][0]):
        for phrase in known[first]:
            spot = find_words(phrase, seen.words)
            if spot:
                return spot
    return None


def acronyms(given: Words, seen: Read) -> Iterator[Spot]:
    """Each name in capitals, but for those that everybody says and those that are spelt out beside a parenthesis."""
    if not any(word.isalpha() and word.islower() for word in given.raw):
        return
    for at, word in enumerate(given.raw):
        if not (word.isupper() and word.isalnum() and 2 <= len(word) <= 7 and sum(map(str.isalpha, word)) >= 2):
            continue
        beside = given.words[at - 1 : at] + given.words[at + 1 : at + 2]
        if word not in _EVERYDAY and seen.words[at] != "_" and "(" not in beside:
            yield at, at
