"""Words that resemble each other: the same stem, or pieces of three to five letters in common. Accents don't count. Pure.

French and English alike, by light rules: endings are taken off, words that say nothing by themselves are passed over.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from interviewer.matching import unaccented

WORD = re.compile(r"[^\W\d_]{2,}")
END = "\0"
WORD_OR_END = re.compile(rf"[^\W\d_]{{2,}}|{END}")
PIECES, SOUGHT = (3, 4, 5), 4
ALIKE = 0.5
SAME_STEM = 0.9
NOTHING, AT_END = 0, -1
SHORTEST_STEM = 4


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


ENDINGS = _listed(
    "issements issement atrices ateurs ations ements ement ation ateur atrice antes ances ance ences ence ants ante ant "
    "euses euse eurs eur ives ive ifs if aient ions iez ait ais ees ee es er ez ent ings ing ies ly ed s e"
)
# What carries no meaning of its own in an answer, without accents.
EMPTY_WORDS = frozenset(
    _listed(
        "au aux avec ce ces cette cet dans de des du elle elles en et eux il ils je la le les leur leurs lui ma mais me "
        "meme mes moi mon ne nos notre nous on ou par pas pour qu que qui quoi sa se ses si son sur ta te tes toi ton tu "
        "un une vos votre vous est suis es sommes etes sont etais etait etions etaient ete etre ai as avons avez ont "
        "avais avait avions avaient eu avoir plus tout tous toute toutes cela ca comme quand alors donc parce fait faire "
        "dit dire tres bien aussi la y car puis rien ni sans sous chez vers entre deja encore toujours jamais peu peut "
        "the an and of to in is it its he she they we was were be been being had has have having did do does doing that "
        "this these those for on with as at by or not but from so what when where there their them then than my me his "
        "her our us your you are if just very about would could should can will who which how why all any some no nor "
        "too also up out into over don ll ve re"
    )
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its ending, where at least four letters are left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def pieces(word: str) -> frozenset[str]:
    """All pieces of three to five letters, the edges of the word counted as one letter each."""
    edged = f" {word} "
    return frozenset(edged[n : n + size] for size in PIECES for n in range(len(edged) - size + 1))


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, accents kept; letters that stand alone are none."""
    return WORD.findall(_small(text))


def _small(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


class Vocabulary(dict[str, int]):
    """Every word met so far as a number from 1; words that differ in accents only share one, empty words have NOTHING.

    Asking for a word that wasn't met yet makes it known.
    """

    def __init__(self) -> None:
        super().__init__({END: AT_END})
        self.words = [""]
        self._numbers: dict[str, int] = {}
        self._holding: dict[str, list[int]] = {}
        self._alike: dict[str, Mapping[int, float]] = {}

    def __missing__(self, token: str) -> int:
        """A new word."""
        word = unaccented(token)
        number = NOTHING if word in EMPTY_WORDS else self._numbers.get(word, -1)
        if number < 0:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
            for piece in pieces(word):
                if len(piece) == SOUGHT:
                    self._holding.setdefault(piece, []).append(number)
            self._alike.clear()
        self[token] = number
        return number

    def numbers(self, texts: Iterable[str]) -> Iterator[tuple[int, ...]]:
        """The words of each text in their order, as numbers (empty words too); they are known from here on."""
        whole = END.join([text.replace(END, " ") if END in text else text for text in texts])
        found = list(map(self.__getitem__, WORD_OR_END.findall(_small(whole))))
        start = 0
        for end in [n for n, number in enumerate(found) if number == AT_END]:
            yield tuple(found[start:end])
            start = end + 1
        yield tuple(found[start:])

    def alike(self, word: str) -> Mapping[int, float]:
        """The known words that resemble the word (given without accents), and how much: 1 for itself."""
        found = self._alike.get(word)
        if found is None:
            found = self._alike[word] = dict(self._near(word))
        return found

    def _near(self, word: str) -> dict[int, float]:
        if word in EMPTY_WORDS:
            return {}
        own, root = pieces(word), stem(word)
        holding = Counter[int]()
        for piece in own:
            if len(piece) == SOUGHT:
                holding.update(self._holding.get(piece, ()))
        near = {}
        # Words with half of the pieces in common share at least so many of those that are sought by.
        least = 2 if len(word) > SOUGHT else 1
        for number, shared in holding.items():
            if shared < least:
                continue
            other = self.words[number]
            theirs = pieces(other)
            alike = 2 * len(own & theirs) / (len(own) + len(theirs))
            if other != word and stem(other) == root:
                alike = max(alike, SAME_STEM)
            if alike >= ALIKE:
                near[number] = alike
        if word in self._numbers:
            near[self._numbers[word]] = 1.0
        return near
