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


def names_in(words: Sequence[Token], names: Names, language: str) -> Iterator[Finding]:
    """Where these names stand among the words of a text."""
    at = 0
    memory: dict[str, tuple[str, ...]] = {}
    while at < len(words):
        found = _exact(words, at, names, language) or _nearly(words, at, names, language, memory)
        if found is None:
            at += 1
            continue
        finding, taken = found
        yield finding
        at += taken


def _exact(words: Sequence[Token], at: int, names: Names, language: str) -> tuple[Finding, int] | None:
    token = words[at]
    for sequence in names.sequences.get(token.word, ()):
        taken = words[at : at + len(sequence)]
        if tuple(one.word for one in taken) == sequence and all(_joins(one) for one in taken[1:]):
            sure = _is_sure(taken, language)
            if sure is not None:
                return Finding("name", token.start, taken[-1].end, "known_name", sure), len(sequence)
    if token.word in names.joined:
        return Finding("name", token.start, token.end, "known_name"), 1
    return None


def _joins(token: Token) -> bool:
    """Whether what stands before the word leaves it in one name with the word before."""
    return len(token.before) <= 2 and not set(token.before) - set(" -'’\u00a0.") and not token.first


def _is_sure(taken: Sequence[Token], language: str) -> bool | None:
    """Whether these words, which are a known name, are meant as one; None where they are most likely not."""
    own = [one for one in taken if one.word not in PARTICLES]
    ordinary = [is_ordinary(one.word, language) for one in own]
    if not all(ordinary) or len(own) > 1:
        return True
    if any(one.capital and not one.first for one in own):
        return True
    return False if own[0].capital else None


def _nearly(
    words: Sequence[Token], at: int, names: Names, language: str, memory: dict[str, tuple[str, ...]]
) -> tuple[Finding, int] | None:
    """A name with one letter wrong, missing, too many, or two in the wrong order."""
    token = words[at]
    near = _near(token, names, language, memory)
    if not near:
        return _tail_wrong(words, at, names, language, memory)
    for name in near:
        for sequence in names.sequences.get(name, ()):
            taken = words[at : at + len(sequence)]
            if len(sequence) > 1 and _same(taken, sequence, names, language, memory):
                return Finding("name", token.start, taken[-1].end, "known_name_typo"), len(sequence)
    if any((name,) in names.sequences.get(name, ()) for name in near):
        sure = len(token.word) >= SURE_TYPO or (token.capital and not token.first)
        return Finding("name", token.start, token.end, "known_name_typo", sure), 1
    return None


def _tail_wrong(
    words: Sequence[Token], at: int, names: Names, language: str, memory: dict[str, tuple[str, ...]]
) -> tuple[Finding, int] | None:
    """A whole name whose first word is right and of whose others one is not."""
    for sequence in names.sequences.get(words[at].word, ()):
        taken = words[at : at + len(sequence)]
        if len(sequence) > 1 and _same(taken, sequence, names, language, memory):
            return Finding("name", words[at].start, taken[-1].end, "known_name_typo"), len(sequence)
    return None


def _same(
    taken: Sequence[Token], sequence: Words, names: Names, language: str, memory: dict[str, tuple[str, ...]]
) -> bool:
    return (
        len(taken) == len(sequence)
        and all(_joins(one) for one in taken[1:])
        and all(
            one.word == word or word in _near(one, names, language, memory)
            for one, word in zip(taken, sequence, strict=True)
        )
    )


def _near(token: Token, names: Names, language: str, memory: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of names that are one slip away from the word, unless it is an ordinary word of either language."""
    word = token.word
    if len(word) < LEAST_TYPO - 1:
        return ()
    if word not in memory:
        ordinary = is_ordinary(word, "fr") or is_ordinary(word, "en")
        memory[word] = () if ordinary else tuple(sorted(_one_away(word, names.near)))
    return memory[word]


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
