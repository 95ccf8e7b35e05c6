"""Codes that somebody may want for some words, each with the text that they resemble. Pure; a person decides.

A code is known by its texts in the codebook and by the excerpts marked with it. Words that resemble its words speak for
it, rare ones more than frequent ones (BM25: Robertson & Zaragoza 2009, The Probabilistic Relevance Framework). Where
something is given that knows what sentences mean, it ranks the codes, and shared words count half as much beside it.
Nothing is written anywhere.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Literal, NamedTuple, Protocol

from interviewer.coding.model import Code, Codebook
from interviewer.coding.resembling import NOTHING, Vocabulary, tokens
from interviewer.coding.tree import RETIRED, CodeTree
from interviewer.matching import unaccented

Kind = Literal["label", "definition", "use_when", "example", "excerpt"]
BOOK_KINDS: tuple[Kind, ...] = ("label", "definition", "use_when", "example")
N_GRAMS = "ngrams"
TEXT_OF_BOOK = 2  # a word of the codebook counts as much as so many of excerpts
SATURATES, LENGTHS = 1.2, 0.5  # k1 and b of BM25
WORDS_TOO = 0.5  # beside the meaning
MOST = 3


class Marked(NamedTuple):
    """Words of a session that bear a code."""

    session: str
    excerpt: str
    code: str


class Because(NamedTuple):
    """What the words resemble: a text of the codebook, or an excerpt of a session; `words` are those of the turn that speak for it."""

    kind: Kind
    text: str
    session: str
    words: tuple[str, ...]


class Suggestion(NamedTuple):
    """A code, how well it fits (0 to 1; only to be compared within one list), and why."""

    code: str
    score: float
    because: Because


class Known(NamedTuple):
    """A text by which a code is known, its words as numbers."""

    kind: Kind
    text: str
    session: str
    language: str
    numbers: tuple[int, ...]


class Meaning(Protocol):
    """Knows what sentences mean: which codes' texts are near to some words."""

    name: str

    def learn(self, code: str, text: str, weight: float) -> None:
        """From here on the code is known by this text too."""

    def forget(self, code: str, text: str) -> None:
        """The code isn't known by this text any more."""

    def rank(self, words: str) -> Mapping[str, float]:
        """How near each code is to the words, -1 to 1."""

    def nearest(self, words: str, code: str) -> str:
        """The text of the code that is nearest to the words; empty where none is known."""


class Suggesting:
    """What is known of all codes; `name` is what made the suggestions, as a mark that follows one says it."""

    def __init__(self, book: Codebook, marked: Iterable[Marked] = (), meaning: Meaning | None = None) -> None:
        self._tree, self._meaning = CodeTree(book), meaning
        self.name = meaning.name if meaning else N_GRAMS
        self._words = Vocabulary()
        self._texts: dict[str, list[Known]] = {}
        self._counts: dict[str, Counter[int]] = {}
        self._lengths: dict[str, int] = {}
        self._bearers: dict[int, dict[str, int]] = {}
        self._times: dict[Marked, int] = {}
        self._closed = {code.id for code in book.codes if code.status == RETIRED or code.merged_into}
        self._know([(code.id, kind, text, "", language) for code, kind, language, text in self._of(book)])
        self._know([_excerpt(one) for one in map(self._now, marked) if self._is_new(one)])

    def _of(self, book: Codebook) -> Iterator[tuple[Code, Kind, str, str]]:
        """The texts of the codes that can be applied."""
        for code in book.codes:
            if code.id not in self._closed:
                for kind in BOOK_KINDS:
                    for language, text in getattr(code, kind).words.items():
                        yield code, kind, language, text

    def learn(self, one: Marked) -> None:
        """A mark was made. The same words under the same code count once, however many coders agree."""
        now = self._now(one)
        if self._is_new(now):
            self._know([_excerpt(now)])

    def _now(self, one: Marked) -> Marked:
        """The mark under the code that stands for its own now."""
        code = self._tree.current(one.code)
        return one if code == one.code else one._replace(code=code)

    def _is_new(self, one: Marked) -> bool:
        """Whether these words under this code weren't known, and say something; they are counted from here on."""
        if one.code in self._closed:
            return False
        times = self._times[one] = self._times.get(one, 0) + 1
        return times == 1

    def forget(self, one: Marked) -> None:
        """A mark was taken away; nothing happens where it wasn't known."""
        one = self._now(one)
        times = self._times.pop(one, 0)
        if times > 1:
            self._times[one] = times - 1
        elif times:
            texts = self._texts[one.code]
            there = (n for n, text in enumerate(texts) if (text.text, text.session) == (one.excerpt, one.session))
            gone = texts.pop(next(there))
            self._counts[one.code].subtract(gone.numbers)
            self._lengths[one.code] -= _length(gone.numbers)
            self._bearers.clear()
            if self._meaning:
                self._meaning.forget(one.code, one.excerpt)

    def _know(self, texts: Sequence[tuple[str, Kind, str, str, str]]) -> None:
        """Texts that speak for codes: (code, kind, text, session, language)."""
        added: dict[str, list[int]] = {}
        for (code, kind, text, session, language), numbers in zip(
            texts, self._words.numbers([text for _code, _kind, text, *_more in texts]), strict=False
        ):
            if code not in self._texts:
                self._texts[code], self._counts[code], self._lengths[code] = [], Counter(), 0
            self._texts[code].append(Known(kind, text, session, language, numbers))
            times = 1 if kind == "excerpt" else TEXT_OF_BOOK
            added.setdefault(code, []).extend(numbers * times)
            if self._meaning:
                self._meaning.learn(code, text, float(times))
        for code, all_of_them in added.items():
            self._counts[code].update(all_of_them)
            self._lengths[code] += _length(all_of_them)
        self._bearers.clear()

    def suggest(
        self, words: str, language: str = "", n: int = MOST, but: Collection[str] = ()
    ) -> tuple[Suggestion, ...]:
        """At most `n` codes for the words, the best first; none of those in `but`, and none where nothing resembles.

        Texts of the codebook are quoted in that language where it has them.
        """
        hits = self._hits(words)
        scores = self._scores(hits)
        if self._meaning:
            near = self._meaning.rank(words)
            both = near.keys() | scores.keys()
            scores = {c: (near.get(c, 0.0) + WORDS_TOO * scores.get(c, 0.0)) / (1 + WORDS_TOO) for c in both}
        left = {self._tree.current(code) for code in but}
        ranked = sorted(
            (code for code, score in scores.items() if score > 0 and code not in left),
            key=lambda code: (-scores[code], self._tree.place(code)),
        )
        return tuple(Suggestion(c, min(1.0, scores[c]), self._because(c, words, hits, language)) for c in ranked[:n])

    def _hits(self, words: str) -> list["_Hit"]:
        """The words that are known or resemble known ones, each once, in their order."""
        spelt: dict[str, str] = {}
        for token in tokens(words):
            spelt.setdefault(unaccented(token), token)
        codes = len(self._counts)
        found = []
        for plain, token in spelt.items():
            near = self._words.alike(plain)
            spread = self._spread(near)
            if spread:
                borne = sum([times if times < 1 else 1.0 for times in spread.values()])
                found.append(_Hit(token, near, spread, log(1 + (codes - borne + 0.5) / (borne + 0.5))))
        return found

    def _spread(self, near: Mapping[int, float]) -> dict[str, float]:
        """How often the codes have words like these."""
        spread: dict[str, float] = {}
        for number, alike in near.items():
            for code, count in self._bear(number).items():
                spread[code] = spread.get(code, 0.0) + alike * count
        return spread

    def _bear(self, number: int) -> dict[str, int]:
        """How often each code has the word."""
        found = self._bearers.get(number)
        if found is None:
            counted = ((code, counts.get(number, 0)) for code, counts in self._counts.items())
            found = self._bearers[number] = {code: count for code, count in counted if count}
        return found

    def _scores(self, hits: Sequence["_Hit"]) -> dict[str, float]:
        """BM25 of each code, as a share of what a code could reach that has all these words."""
        average = sum(self._lengths.values()) / max(1, len(self._lengths)) or 1.0
        norm = {c: SATURATES * (1 - LENGTHS + LENGTHS * length / average) for c, length in self._lengths.items()}
        scores: dict[str, float] = {}
        for hit in hits:
            for code, times in hit.spread.items():
                scores[code] = scores.get(code, 0.0) + hit.rare * times / (times + norm[code])
        most = sum(hit.rare for hit in hits) or 1.0
        return {code: score / most for code, score in scores.items()}

    # --- why ---

    def _because(self, code: str, words: str, hits: Sequence["_Hit"], language: str) -> Because:
        """The text of the code that the words resemble most, and the words that do."""
        weights: dict[int, float] = {}
        for hit in hits:
            for number, alike in hit.near.items():
                weights[number] = max(weights.get(number, 0.0), hit.rare * alike)
        texts = self._in_language(self._texts[code], language)
        if self._meaning:
            nearest = self._meaning.nearest(words, code)
            near = next((text for text in self._texts[code] if text.text == nearest), None)
            spoken = [text for text in texts if near and text.kind == near.kind != "excerpt"]
            texts = spoken or ([near] if near else texts)
        known = frozenset(weights)

        def weight(text: Known) -> tuple[float, int]:
            """How much speaks for the text; of two that are equal the shorter one."""
            return sum([weights[number] for number in known.intersection(text.numbers)]), -len(text.numbers)

        best = max(texts, key=weight, default=Known("label", "", "", "", ()))
        there = frozenset(best.numbers)
        return Because(
            best.kind, best.text, best.session, tuple(hit.word for hit in hits if there.intersection(hit.near))
        )

    @staticmethod
    def _in_language(texts: Sequence[Known], language: str) -> list[Known]:
        """Excerpts, and of the codebook what is in that language; all of it where nothing is."""
        spoken = {text.kind for text in texts if text.language == language}
        return [text for text in texts if text.language in ("", language) or text.kind not in spoken]


class _Hit(NamedTuple):
    """One word: as it was typed, known words like it, how often codes have these, and how much it says."""

    word: str
    near: Mapping[int, float]
    spread: Mapping[str, float]
    rare: float


def _excerpt(one: Marked) -> tuple[str, Kind, str, str, str]:
    return one.code, "excerpt", one.excerpt, one.session, ""


def _length(numbers: Sequence[int]) -> int:
    """Words that say something."""
    return len(numbers) - numbers.count(NOTHING)
