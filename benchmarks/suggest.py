"""How good and how quick suggestions are: `python -m benchmarks.suggest` (`make bench-suggest`).

Good: each coded interview of the example study in turn is left out, what is known of the codes comes from the others and
from the codebook. Each of its turns that a coder marked is asked about; precision at k is the share of them where a code
that some coder really put on the turn is among the first k. Quick: 60,000 excerpts of 200 codes. Everything in one run;
ranking by meaning where the extra `[suggest]` is installed.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.measure import ROOT
from interviewer.coding.model import Codebook
from interviewer.coding.suggesting import Marked, Suggesting
from interviewer.figures.selection import LIVE_CODER
from interviewer.session.model import SPEECH, SessionView
from interviewer.study.folder import Study
from interviewer.study.meaning import by_meaning, is_installed
from interviewer.study.reading import read_all

MOST = 3
EXCERPTS, CODES, VOCABULARY, PER_SESSION = 60_000, 200, 20_000, 60
LONG_TURN, EXCERPT = 40, 10
INDEXED, ANSWERED, TRIES = 1.0, 0.010, 3

Ask = Callable[[str, str], Sequence[str]]
Make = Callable[[Codebook, Sequence[Marked]], Ask]


class Question(NamedTuple):
    """A turn that was left out, and the codes that coders put on it."""

    words: str
    language: str
    codes: frozenset[str]


def marks_of(view: SessionView) -> Iterator[Marked]:
    """What coders marked afterwards, in whatever round."""
    for mark in view.marks:
        if mark.holds and mark.coder != LIVE_CODER:
            yield Marked(view.id, mark.excerpt, mark.code)


def questions(view: SessionView) -> Iterator[Question]:
    """The turns of the interview that bear a coder's mark."""
    for turn in view.turns:
        here = [mark for mark in view.marks if mark.turn == turn.id and mark.holds and mark.coder != LIVE_CODER]
        if here and turn.kind in SPEECH:
            yield Question(turn.text, turn.language or view.language, frozenset(mark.code for mark in here))


def most_frequent(_book: Codebook, marked: Sequence[Marked]) -> Ask:
    """The codes that were marked most, whatever the words."""
    ranked = [code for code, _count in Counter(one.code for one in dict.fromkeys(marked)).most_common(MOST)]
    return lambda _words, _language: ranked


def by_ngrams(book: Codebook, marked: Sequence[Marked]) -> Ask:
    """What comes without the extra."""
    engine = Suggesting(book, marked)
    return lambda words, language: [one.code for one in engine.suggest(words, language, MOST)]


def by_the_model(book: Codebook, marked: Sequence[Marked]) -> Ask:
    """What comes with it."""
    engine = Suggesting(book, marked, by_meaning())
    return lambda words, language: [one.code for one in engine.suggest(words, language, MOST)]


def precision(book: Codebook, views: Sequence[SessionView], make: Make) -> tuple[int, int, int]:
    """How many turns were asked about, and in how many a right code came first, or among the first three."""
    asked = first = among = 0
    for left_out in views:
        ask = make(book, [one for view in views if view.id != left_out.id for one in marks_of(view)])
        for question in questions(left_out):
            found = list(ask(question.words, question.language))[:MOST]
            asked += 1
            first += bool(question.codes.intersection(found[:1]))
            among += bool(question.codes.intersection(found))
    return asked, first, among


def quickness() -> tuple[float, float, float]:
    """Seconds of the processor to learn all excerpts (the best of three tries), then for a suggestion: the median, the slowest."""
    chance = random.Random(1)
    spoken = ["".join(chance.choices("abcdeéfghilmnoprstu", k=chance.randint(3, 11))) for _ in range(VOCABULARY)]

    def said(count: int) -> str:
        return " ".join(spoken[min(VOCABULARY - 1, int(chance.paretovariate(0.5)))] for _ in range(count))

    marked = [Marked(f"s{n // PER_SESSION}", said(EXCERPT), f"c{chance.randrange(CODES)}") for n in range(EXCERPTS)]
    learning = []
    for _try in range(TRIES):
        began = time.process_time()
        engine = Suggesting(Codebook(), marked)
        learning.append(time.process_time() - began)
    times = []
    for turn in [said(LONG_TURN) for _ in range(100)]:
        began = time.process_time()
        engine.suggest(turn, "fr", MOST)
        times.append(time.process_time() - began)
    return min(learning), median(times), max(times)


def main() -> int:
    """Print all figures; 1 when an aim of quickness is not met."""
    study = Study(ROOT)
    book, views = study.codebook(), [one.view for one in read_all(study) if any(marks_of(one.view))]
    ways: list[tuple[str, Make]] = [("most frequent codes", most_frequent), ("n-grams and stems", by_ngrams)]
    if is_installed():
        ways.append(("by meaning [suggest]", by_the_model))
    else:
        print("The extra [suggest] is not installed: its line is left out.", file=sys.stderr)
    print(f"{'':24}{'turns':>6}{'p@1':>8}{'p@3':>8}")
    for name, make in ways:
        asked, first, among = precision(book, views, make)
        print(f"{name:24}{asked:>6}{first / asked:>8.1%}{among / asked:>8.1%}")
    indexed, usual, slowest = quickness()
    print(f"{EXCERPTS:,} excerpts of {CODES} codes learnt in {indexed:.2f} s (aim {INDEXED:.0f} s)")
    print(f"a suggestion for {LONG_TURN} words: {usual * 1000:.1f} ms, slowest {slowest * 1000:.1f} ms (aim 10 ms)")
    return int(indexed > INDEXED or usual > ANSWERED)


if __name__ == "__main__":
    sys.exit(main())
