"""How often the rules of question quality are right, by label and language; `make bench-quality`.

Nothing is learnt from these questions: the rules are grammar and word lists, so there is nothing to cross-validate. Each
set of questions says how far it was seen while the rules were written. A plain list of cues stands beside for comparison.
"""

import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from interviewer.guide.quality.judge import is_long, judge

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
LABELS = ("closed", "double_barrelled", "negative", "leading", "presuming", "long")
TARGETS = {
    "closed": (0.97, 0.97),
    "double_barrelled": (0.90, 0.90),
    "negative": (0.95, 0.90),
    "leading": (0.85, 0.70),
    "presuming": (0.85, 0.70),
    "long": (1.0, 1.0),
}
SETS = (
    ("question_quality.csv", "the file (its conventions are the rules' own)"),
    ("question_quality_unseen.csv", "written independently by two authors; seen during development"),
    (
        "question_quality_blind.csv",
        "written in rounds before the rules met them, harder on purpose; the rules were mended after each round",
    ),
    ("question_quality_sound.csv", "ordinary sound questions of guides: nothing is to be found"),
    (
        "question_quality_frozen.csv",
        "written independently; scored once while it was closed (see docs), then opened and learnt from",
    ),
    ("question_quality_last.csv", "written independently when the rules were done; nothing was changed after it"),
)
PASSES = 5

# What a teacher would write on one page: a few cues a label.
CUES = {
    "fr": {
        "closed": r"^(est-ce que|avez-vous|êtes-vous|pensez-vous|combien|quel âge)|\bou\b.*\?$",
        "double_barrelled": r"\bet (comment|pourquoi|qu)|\?.+\?|\bet (le|la|les|de|du|des|votre|vos)\b",
        "negative": r"\bn(e |').*\b(pas|jamais|rien)\b",
        "leading": r"n'est-ce pas|ne pensez-vous pas|comme la plupart|tout le monde|évidemment|excellent|formidable",
        "presuming": r"grâce à|amélior|bénéfices|depuis que vous|cessé de|progrès",
    },
    "en": {
        "closed": r"^(do|did|does|are|is|was|were|have|has|will|would|can|could|how (many|old|long|often))\b|\bor\b.*\?$",
        "double_barrelled": r"\band (how|why|what|who)|\?.+\?|\band (the|your|a)\b",
        "negative": r"n't|\bnot\b|\bnever\b",
        "leading": r"don't you|isn't it|aren't you|like most|everyone|obviously|excellent|wonderful|surely",
        "presuming": r"thanks to|improve|benefits|now that you|stop |progress",
    },
}


class Question(NamedTuple):
    language: str
    words: str
    labels: frozenset[str]
    first: frozenset[str] | None
    """What the rules found the first time they met it, where that was written down."""


def listed(labels: str) -> frozenset[str]:
    return frozenset(labels.split(";")) - {"ok"}


def questions(name: str) -> list[Question]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return [
            Question(
                row["lang"], row["question"], listed(row["labels"]), listed(row["first"]) if "first" in row else None
            )
            for row in csv.DictReader(lines)
        ]


def by_rules(question: Question) -> set[str]:
    return {finding.label for finding in judge(question.words, question.language, "question")}


def at_first_sight(question: Question) -> set[str]:
    return set(question.first or ())


def by_cues(question: Question) -> set[str]:
    words = question.words.replace("’", "'").replace(" ", " ").lower()
    found = {label for label, cues in CUES[question.language].items() if re.search(cues, words)}
    return found | ({"long"} if is_long(question.words) else set())


class Score(NamedTuple):
    """How many were found rightly, wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def score(asked: Iterable[Question], label: str, way: Callable[[Question], set[str]]) -> Score:
    counted = Counter((label in question.labels, label in way(question)) for question in asked)
    return Score(counted[True, True], counted[False, True], counted[True, False])


FIRST = " rules at first sight: precision | recall |"


def _first_sight(own: list[Question], label: str) -> str:
    seen = score(own, label, at_first_sight)
    return f" {seen.precision():.2f} | {seen.recall():.2f} |"


def report(name: str, said: str) -> list[str]:
    """Prints a set's figures; returns the targets that are missed."""
    asked = questions(name)
    print(f"\n{name}: {len(asked)} questions, {said}\n")
    if not any(question.labels for question in asked):
        _sound(asked)
        return []
    first = asked[0].first is not None
    print(
        f"| label | language | in the set | rules: precision | recall | plain cues: precision | recall |{FIRST * first}"
    )
    print(f"| --- | --- | ---: | ---: | ---: | ---: | ---: |{' ---: | ---: |' * first}")
    missed = []
    for label in LABELS:
        for language in ("fr", "en"):
            own = [question for question in asked if question.language == language]
            rules, cues = score(own, label, by_rules), score(own, label, by_cues)
            print(
                f"| {label} | {language} | {rules.right + rules.missed} | {rules.precision():.2f} | {rules.recall():.2f} "
                f"| {cues.precision():.2f} | {cues.recall():.2f} |{_first_sight(own, label) * first}"
            )
            least = TARGETS[label]
            if rules.precision() < least[0] or rules.recall() < least[1]:
                missed.append(f"{name}, {language}: {label} is under {least[0]:.2f} / {least[1]:.2f}")
    print()
    _sound([question for question in asked if not question.labels])
    return missed


def _sound(clean: list[Question]) -> None:
    cried = sum(bool(by_rules(question) & set(LABELS)) for question in clean)
    print(f"Sound questions with a false alarm: {cried} of {len(clean)}")


def speed() -> None:
    asked = questions(SETS[0][0])
    start = time.process_time()
    by_rules(asked[0])
    first = time.process_time() - start
    start = time.process_time()
    for _ in range(PASSES):
        for question in asked:
            by_rules(question)
    each = (time.process_time() - start) / PASSES / len(asked)
    print(f"The first question of a run: {first * 1000:.0f} ms; each one after it: {each * 1e6:.0f} microseconds")


def main() -> int:
    speed()
    missed = {name: report(name, said) for name, said in SETS if (DATA / name).exists()}
    for lines in missed.values():
        for line in lines:
            print(f"missed: {line}", file=sys.stderr)
    return 1 if missed[SETS[0][0]] else 0


if __name__ == "__main__":
    sys.exit(main())
