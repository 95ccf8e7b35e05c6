"""A glance at a text: which rules have a reason to look at it, and at which of its words a name may begin. Pure.

Hardly a word of an interview can begin anything that a scan finds. Each different word is judged once; a text is then known by
its words. A rule that has no reason would find nothing: a glance changes what a scan costs, and never what it finds.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import compress, count
from typing import NamedTuple

from interviewer.privacy.scan import candidates as c
from interviewer.privacy.scan.familiar import familiar_words
from interviewer.privacy.scan.lexicon import is_ordinary
from interviewer.privacy.scan.names import PARTICLES, Names, longest, own_words, resembling
from interviewer.privacy.scan.spelled import ZEROS
from interviewer.privacy.scan.tokens import Words, folded

# Where something may begin with the word: a known name, anywhere or only before the own part of one (*de la*); what may be a
# name, anywhere or only where no sentence begins, behind a title, behind a word as *s'appelle*.
NAME, PARTICLE, ANYWHERE, INSIDE, BEHIND_TITLE, BEHIND_CALLED = (1 << bit for bit in range(6))
# What the word is.
OWN, TITLE, CALLED, SHOUTED, ZERO, DOT, STREET, NUMBER, BUILDING, ROAD, LIEU, FLAT, NUMERO, CARD, ODD = (
    1 << bit for bit in range(6, 21)
)
# What stands in the text: a street behind a number in words, a street before a word with a capital, a door with its letter or number.
NUMBERED_STREET, NAMED_STREET, DOOR = (1 << bit for bit in range(21, 24))
EVERYTHING = -1
LONGEST, MOST = 40, 1 << 17
"""Letters of a word that is remembered, and how many words are: more than a language has in use."""
DIGIT = re.compile(r"\d")
# Letters that count as others where capitals don't, and accents that stand alone: with these, no word is what it seems.
UNLIKE = re.compile("[\u0130\u0131\u017f\u212a\u0300-\u036f]")
STREETS = frozenset(
    "rue avenue av boulevard bd bld boul impasse allee allees allée allées chemin place quai cours route square passage cite cité residence "
    "résidence lotissement hameau sentier montee montée faubourg fbg villa esplanade promenade ruelle venelle traverse clos".split()
)
NUMBERS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante "
    "cent un une".split()
)
BUILDINGS = frozenset("bat bât batiment bâtiment escalier appartement app appt porte hall".split())
ROADS = frozenset(
    "street st road rd lane avenue ave terrace yard close drive court crescent place garden gardens way square row hill mews grove walk "
    "green park estate house rise view parade buildings wharf quay".split()
)
FLATS = frozenset(("flat", "apartment", "apt"))
NUMEROS = ("numéro", "numero", "num")
CARDS = ("passeport", "passport", "carte", "titre", "driving", "national", "nhs", "ssn", "social")


class Glance(NamedTuple):
    """What a text gives reason for: bits of all its words, and how many digits it has."""

    reasons: int = EVERYTHING
    digits: int = 1 << 30

    def has(self, reason: int, digits: int = 0) -> bool:
        """Whether it has a word of that kind (0: of any or none), and so many digits."""
        return self.digits >= digits and (not reason or bool(self.reasons & reason))


WHOLE = Glance()
"""Every reason there is."""
Judged = tuple[Words, list[int], Glance]


class Glances(dict[str, int]):
    """The words of one language, judged for a team that knows these names and words that are none."""

    def __init__(self, language: str, names: Names, known: Collection[str]) -> None:
        super().__init__()
        self._language, self._names, self._known = language, names, known
        self._own, self._longest = own_words(names), longest(names)

    def __missing__(self, raw: str) -> int:
        """Judge a word when it is met first."""
        kinds = self._kinds(raw, folded(raw))
        if len(raw) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[raw] = kinds
        return kinds

    def at(self, text: str) -> Judged:
        """The words of the text, what each of them is, and what all of it gives reason for."""
        words = Words(text)
        kinds = list(map(self.__getitem__, words.raw))
        together = 0
        for one in set(kinds):
            together |= one
        digits = len(DIGIT.findall(text)) if DIGIT.search(text) else 0
        if together & ODD:
            together = EVERYTHING
        elif together & (STREET | BUILDING):
            together |= _streets(words.raw, kinds) | (DOOR if digits and together & BUILDING else 0)
        return words, kinds, Glance(together, digits)

    def places_of_names(self, kinds: Sequence[int]) -> Iterator[int]:
        """The places of the words with which a known name may begin."""
        for at in compress(count(), kinds):
            kind = kinds[at]
            if kind & NAME or (kind & PARTICLE and any(one & OWN for one in kinds[at + 1 : at + self._longest])):
                yield at

    def _kinds(self, raw: str, word: str) -> int:
        found = self._named(word)
        found |= self._candidate(raw, word) | _is(raw.lower())
        found |= TITLE if word in c.TITLES else 0
        found |= CALLED if word in c.CALLED else 0
        found |= ZERO if word in ZEROS else 0
        return found | (ODD if UNLIKE.search(raw) else 0)

    def _named(self, word: str) -> int:
        """Whether a known name may begin with the word, and whether it may be the own part of one."""
        names = self._names
        if word in names.joined or resembling(word, names):
            return NAME | OWN
        begins = word in names.sequences
        return (OWN if word in self._own else 0) | (0 if not begins else PARTICLE if word in PARTICLES else NAME)

    def _candidate(self, raw: str, word: str) -> int:
        """Where the word may begin what may be a name; see candidates.py for each of these reasons."""
        found = BEHIND_CALLED if word in c.CUT_OFF else 0
        if not raw[0].isupper():
            return found | self._small(word)
        shouted = len(raw) > 1 and raw.isupper()
        found |= SHOUTED if shouted else 0
        if word in self._known or word in c.SPOKEN or word in c.TITLES or word in c.KIN:
            return found
        if word in c.PLAIN or len(word) == 1 or word in familiar_words() or (shouted and len(word) <= c.SHORT_ACRONYM):
            return found | BEHIND_TITLE
        return found | (INSIDE if is_ordinary(word, "fr") or is_ordinary(word, "en") else ANYWHERE)

    def _small(self, word: str) -> int:
        if c.is_strange(word, self._known):
            return ANYWHERE
        plain = word in c.AFTER_CALLED or is_ordinary(word, self._language)
        return 0 if plain or len(word) < c.LEAST_UNKNOWN or word in self._known else BEHIND_CALLED


def _is(small: str) -> int:
    """What else a word in small letters is."""
    return (
        (DOT if small in ("point", "dot") else 0)
        | (STREET if small in STREETS else 0)
        | (NUMBER if small in NUMBERS else 0)
        | (BUILDING if small in BUILDINGS else 0)
        | (ROAD if small in ROADS else 0)
        | (LIEU if small in ("lieu", "lieudit") else 0)
        | (FLAT if small in FLATS else 0)
        | (NUMERO if small.endswith(NUMEROS) else 0)
        | (CARD if small.endswith(CARDS) else 0)
    )


def _streets(raw: Sequence[str], kinds: Sequence[int]) -> int:
    """Whether a street of the text has a number in words before it or a capital behind it; whether a building has a letter.

    Articles may stand between a street and its name.
    """
    found = 0
    for at in compress(count(), kinds):
        if kinds[at] & STREET:
            found |= NUMBERED_STREET if at and kinds[at - 1] & NUMBER else 0
            found |= NAMED_STREET if any(word[0].isupper() for word in raw[at + 1 : at + 4]) else 0
        if kinds[at] & BUILDING and any(word.isupper() and len(word) == 1 for word in raw[at + 1 : at + 2]):
            found |= DOOR
    return found


def places_of_candidates(words: Words, kinds: list[int]) -> Iterator[int]:
    """The places of the words with which something may begin that may be a name."""
    for at in compress(count(), kinds):
        kind = kinds[at]
        before = kinds[at - 1] if at else 0
        if (
            kind & ANYWHERE
            or (kind & INSIDE and not words.begins(at))
            or (kind & BEHIND_TITLE and before & TITLE)
            or (kind & BEHIND_CALLED and before & CALLED)
        ):
            yield at
