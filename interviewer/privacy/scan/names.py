"""Names that the team knows: with or without accents and capitals, behind an elision, with one letter wrong. Pure.

A given name alone counts as the whole name does, and so does a family name. A name that is an ordinary word as well
(Pierre, Grace, Bastide) counts alone only where a capital says that it is one.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from interviewer.privacy.scan.lexicon import is_ordinary
from interviewer.privacy.scan.model import Finding
from interviewer.privacy.scan.tokens import Token, tokens

PARTICLES = frozenset(
    "de du des la le les l d el al ben ibn bin bint ould abou abu van von der den da das do dos di del della e y n o mac mc st saint san".split()
)
LEAST_TYPO = 5
"""Letters that a name must have for one of them to be wrong."""
SURE_TYPO = 6
LEAST_ALONE = 3
Words = tuple[str, ...]


class Names(NamedTuple):
    """Names ready to be looked for: by their first word, and by what is left of a word when a letter goes."""

    sequences: dict[str, tuple[Words, ...]]
    joined: frozenset[str]
    near: dict[str, frozenset[str]]

    def __bool__(self) -> bool:
        """Whether there is any name."""
        return bool(self.sequences)


def known_names(names: Iterable[str]) -> Names:
    """The names, each with its given name and its family name alone."""
    found: set[Words] = set()
    for name in names:
        found.update(_ways(name))
    by_first: dict[str, set[Words]] = {}
    for words in found:
        by_first.setdefault(words[0], set()).add(words)
    near: dict[str, set[str]] = {}
    for word in {word for words in found for word in words if len(word) >= LEAST_TYPO}:
        for less in _less(word):
            near.setdefault(less, set()).add(word)
    sequences = {first: tuple(sorted(those, key=len, reverse=True)) for first, those in by_first.items()}
    joined = frozenset("".join(words) for words in found if len(words) > 1)
    return Names(sequences, joined, {less: frozenset(those) for less, those in near.items()})


def _ways(name: str) -> Iterator[Words]:
    """The name as it may be said: whole, turned round, its parts."""
    parts = [tuple(one.word for one in tokens(part)) for part in name.split()]
    parts = [part for part in parts if part]
    if not parts:
        return
    given, family = parts[0], tuple(word for part in parts[1:] for word in part)
    for words in (given + family, family + given, given, family, *_bare(family), *parts[1:]):
        if words and _can_stand(words):
            yield words


def _bare(family: Words) -> Iterator[Words]:
    """The family name without its particles, and its single words."""
    bare = tuple(word for word in family if word not in PARTICLES)
    yield bare
    yield from ((word,) for word in bare)


def _can_stand(words: Words) -> bool:
    own = [word for word in words if word not in PARTICLES]
    return len("".join(own)) >= LEAST_ALONE


def _less(word: str) -> set[str]:
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def longest(names: Names) -> int:
    """How many words the longest of the names has."""
    return max((len(words) for those in names.sequences.values() for words in those), default=0)


def names_in(
    words: Sequence[Token], names: Names, language: str, places: Iterable[int] | None = None
) -> Iterator[Finding]:
    """Where these names stand among the words of a text. `places` are where one may begin: everywhere."""
    search, end = _Search(words, names, language), 0
    for at in range(len(words)) if places is None else places:
        found = (search.exact(at) or search.nearly(at)) if at >= end else None
        if found is not None:
            finding, taken = found
            yield finding
            end = at + taken


def own_words(names: Names) -> frozenset[str]:
    """The words of the names that are no particles."""
    return frozenset(word for those in names.sequences.values() for words in those for word in words) - PARTICLES


def _joins(token: Token) -> bool:
    """Whether what stands before the word leaves it in one name with the word before."""
    return len(token.before) <= 2 and not set(token.before) - set(" -'’\u00a0.") and not token.first


class _Search:
    """One text searched for names; what a word resembles is looked up once."""

    def __init__(self, words: Sequence[Token], names: Names, language: str) -> None:
        self._words, self._names, self._language = words, names, language
        self._resembled: dict[str, tuple[str, ...]] = {}

    def exact(self, at: int) -> tuple[Finding, int] | None:
        """The longest name that begins there, letter by letter, and how many words it takes."""
        token = self._words[at]
        for sequence in self._names.sequences.get(token.word, ()):
            taken = self._words[at : at + len(sequence)]
            if tuple(one.word for one in taken) == sequence and all(map(_joins, taken[1:])):
                sure = self._is_sure(taken)
                if sure is not None:
                    return Finding("name", token.start, taken[-1].end, "known_name", sure), len(sequence)
        if token.word in self._names.joined:
            return Finding("name", token.start, token.end, "known_name"), 1
        return None

    def _is_sure(self, taken: Sequence[Token]) -> bool | None:
        """Whether these words, which are a known name, are meant as one; None where they are most likely not."""
        own = [one for one in taken if one.word not in PARTICLES]
        if len(own) > 1 or not all(is_ordinary(one.word, self._language) for one in own):
            return True
        if any(one.capital and not one.first for one in own):
            return True
        return False if own[0].capital else None

    def nearly(self, at: int) -> tuple[Finding, int] | None:
        """A name with one letter wrong, missing, too many, or two of them exchanged."""
        token = self._words[at]
        near = self._near(token)
        for first in (*near, token.word):
            for sequence in self._names.sequences.get(first, ()):
                taken = self._words[at : at + len(sequence)]
                if len(sequence) > 1 and self._same(taken, sequence):
                    return Finding("name", token.start, taken[-1].end, "known_name_typo"), len(sequence)
        if any((name,) in self._names.sequences.get(name, ()) for name in near):
            sure = len(token.word) >= SURE_TYPO or (token.capital and not token.first)
            return Finding("name", token.start, token.end, "known_name_typo", sure), 1
        return None

    def _same(self, taken: Sequence[Token], sequence: Words) -> bool:
        return (
            len(taken) == len(sequence)
            and all(map(_joins, taken[1:]))
            and all(one.word == word or word in self._near(one) for one, word in zip(taken, sequence, strict=True))
        )

    def _near(self, token: Token) -> tuple[str, ...]:
        found = self._resembled.get(token.word)
        if found is None:
            found = self._resembled[token.word] = resembling(token.word, self._names)
        return found


def resembling(word: str, names: Names) -> tuple[str, ...]:
    """The words of names that are one slip away from the word, unless it is an ordinary word of either language."""
    if len(word) < LEAST_TYPO - 1 or is_ordinary(word, "fr") or is_ordinary(word, "en"):
        return ()
    return tuple(sorted(_one_away(word, names.near)))


def _one_away(word: str, near: dict[str, frozenset[str]]) -> set[str]:
    return {name for less in _less(word) for name in near.get(less, ()) if name != word and one_slip(word, name)}


def one_slip(one: str, other: str) -> bool:
    """Whether one letter changed, dropped or added, or two neighbours exchanged, make one word of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[1:] == shorter
