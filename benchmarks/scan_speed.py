"""How fast many interviews are scanned: the end of `make bench-scan ARGS="--interviews 1000"`, which fails when the aim is not met.

The words are put together from the labelled sentences (one in five, since they are full of names), the answers of the shipped
interviews, questions, and invented prose; three interviews of four are French, the others English. Among the words stand
rare ones and misspelt ones, so that a thousand interviews have as many different words as people say.
"""

import csv
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.prose import answer
from benchmarks.scan_sentences import DATA, sentences
from benchmarks.table import Aim, table
from interviewer.privacy.scan.deciding import Known, findings_in
from interviewer.privacy.scan.lexicon import ordinary_words
from interviewer.privacy.scan.names import known_names
from interviewer.privacy.scan.said import Said
from interviewer.privacy.scan.scanning import Scanner
from interviewer.study.folder import Study
from interviewer.study.reading import read_all

ROOT = Path(__file__).resolve().parent.parent
AIM = Aim(6)
SIZE = 200
"""Letters of a turn, on average."""
RARE, MISSPELT = 0.03, 0.004
LABELLED = 0.2


class Pieces(NamedTuple):
    """What turns of one language are made of: sentences full of names, others, rare words."""

    labelled: Sequence[str]
    other: Sequence[str]
    rare: Sequence[str]


def pieces(language: str) -> Pieces:
    """All of them in that language."""
    halves = [one for name in ("dev-a", "dev-b") for one in sentences(DATA / f"{name}.csv")]
    with (ROOT / "tests" / "data" / "question_quality.csv").open(encoding="utf-8", newline="") as lines:
        other = [row["question"] for row in csv.DictReader(lines) if row["lang"] == language]
    if language == "fr":
        chance = Random(1)
        other += [answer(chance) for _ in range(200)]
        other += [turn.text for one in read_all(Study(ROOT)) for turn in one.view.turns]
    labelled = [one.text for one in halves if one.language == language]
    return Pieces(labelled, other, sorted(ordinary_words(language)))


def turn(chance: Random, made_of: Pieces) -> str:
    """What somebody says at once."""
    text = ""
    length = chance.randint(1, 2 * SIZE)
    while len(text) < length:
        text += (" " if text else "") + chance.choice(made_of.labelled if chance.random() < LABELLED else made_of.other)
    return " ".join(_other_word(chance, word, made_of.rare) for word in text[: 2 * SIZE].split(" "))


def _other_word(chance: Random, word: str, rare: Sequence[str]) -> str:
    where = chance.random()
    if where > RARE + MISSPELT or not word.isalpha() or not word.islower():
        return word
    if where > MISSPELT:
        return chance.choice(rare)
    place = chance.randrange(len(word))
    return word[:place] + chance.choice("aeioumnprst") + word[place + 1 :]


def interviews(count: int, turns: int, seed: int = 1) -> Iterator[tuple[Said, ...]]:
    """So many interviews of so many turns, the same for the same numbers."""
    made_of = {language: pieces(language) for language in ("fr", "en")}
    for number in range(count):
        chance = Random(f"{seed}-{number}")
        language = "en" if number % 4 == 3 else "fr"
        yield tuple(Said(f"t{n}", turn(chance, made_of[language]), language, n) for n in range(1, turns + 1))


def known() -> Known:
    """The names of both vaults."""
    lines = [line for name in "ab" for line in (DATA / f"vault-{name}.txt").read_text("utf-8").splitlines()]
    return Known(known_names(lines))


def report(count: int, turns: int) -> int:
    """Print what the scan of so many interviews takes; 1 where that is more than the aim for a thousand of sixty turns."""
    every, scanner = list(interviews(count, turns)), Scanner(*known())
    size = sum(len(said.text.encode()) for texts in every for said in texts)
    began = time.process_time()
    found = sum(len(findings) for texts in every for findings in findings_in(texts, scanner))
    seconds = time.process_time() - began
    rows = [("interviews", "turns", "MB of words", "findings", "s of processor time", "kB/s")]
    rows += [
        (
            str(count),
            str(count * turns),
            f"{size / 1e6:.1f}",
            str(found),
            f"{seconds:.2f}",
            f"{size / 1000 / seconds:.0f}",
        )
    ]
    print(f"\n{table(rows)}")
    per = seconds / size * 12e6
    print(f"12 MB (a thousand interviews of 60 turns): {AIM.verdict(per, 's')}")
    return 0 if per <= AIM.most else 1
