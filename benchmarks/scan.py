"""How much a scan finds in labelled sentences: `python -m benchmarks.scan FILES...` (`make bench-scan`).

Each file is a CSV with the columns id, language, text, kinds, spans; several kinds and spans stand with `;` between. The
names that the team knows are those of `vault-X.txt` beside `...-X.csv` (or what `--names` gives). A finding counts
where it overlaps the labelled words and is of their kind. What rules find surely is scored apart from what is only
listed for a yes or no. At the end stands how fast interviews are scanned (benchmarks/scan_speed.py).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.scan_sentences import DATA, Label, Sentence, sentences
from benchmarks.table import table
from interviewer.privacy.scan.model import Finding
from interviewer.privacy.scan.names import Names, known_names
from interviewer.privacy.scan.scanning import scan_text

TURNS = 60
LISTED = ("name", "place")


def vault_of(path: Path) -> Path:
    """The file of names that belongs to a file of sentences: by the last part of its name, beside it or in tests/data."""
    name = path.stem.rpartition("-")[2]
    beside = sorted(path.parent.glob(f"*vault-{name}.txt"))
    return beside[0] if beside else DATA / f"vault-{name}.txt"


def overlaps(finding: Finding, label: Label) -> bool:
    return finding.start < label.end and label.start < finding.end


class Score:
    """What was found of what is labelled, kind by kind and language by language."""

    def __init__(self) -> None:
        self.labelled: Counter[tuple[str, str]] = Counter()
        self.sure: Counter[tuple[str, str]] = Counter()
        self.seen: Counter[tuple[str, str]] = Counter()
        self.right: Counter[tuple[str, str]] = Counter()
        self.given: Counter[tuple[str, str]] = Counter()
        self.questions = self.sentences = self.clean = self.cried = self.asked = 0
        self.words: set[str] = set()
        self.wrong: list[str] = []

    def take(self, one: Sentence, found: Sequence[Finding]) -> None:
        sure = [finding for finding in found if finding.sure]
        listed = [finding for finding in found if not finding.sure]
        self.sentences += 1
        for label in one.labels:
            key = label.kind, one.language
            self.labelled[key] += 1
            hit = any(finding.kind == label.kind and overlaps(finding, label) for finding in sure)
            pointed = hit or (label.kind in LISTED and any(overlaps(finding, label) for finding in found))
            self.sure[key] += hit
            self.seen[key] += pointed
            if not hit:
                self.wrong.append(
                    f"{'listed' if pointed else 'MISSED'} {one.id} {label.kind}: {one.text[label.start : label.end]!r}"
                )
        for finding in sure:
            key = finding.kind, one.language
            self.given[key] += 1
            right = any(finding.kind == label.kind and overlaps(finding, label) for label in one.labels)
            self.right[key] += right
            if not right:
                self.wrong.append(f"FALSE {one.id} {finding.rule}: {one.text[finding.start : finding.end]!r}")
        for finding in listed:
            self.words.add(one.text[finding.start : finding.end].casefold())
            if not any(overlaps(finding, label) for label in one.labels):
                self.wrong.append(f"asked {one.id} {finding.rule}: {one.text[finding.start : finding.end]!r}")
        self.questions += len(listed)
        if not one.labels:
            self.clean += 1
            self.cried += bool(sure)
            self.asked += bool(listed)

    def rows(self) -> list[tuple[str, ...]]:
        rows = [("kind", "language", "labelled", "found surely", "precision", "found or listed")]
        for key in sorted(self.labelled.keys() | self.given.keys()):
            labelled, given = self.labelled[key], self.given[key]
            rows.append(
                (
                    *key,
                    str(labelled),
                    _share(self.sure[key], labelled),
                    _share(self.right[key], given),
                    _share(self.seen[key], labelled) if key[0] in LISTED else "",
                )
            )
        total = sum(self.labelled.values())
        every = (_share(sum(self.sure.values()), total), _share(sum(self.right.values()), sum(self.given.values())))
        return [*rows, ("all", "", str(total), *every, _share(sum(self.seen.values()), total))]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "-"


def report(path: Path, names: Names, *, errors: bool) -> Score:
    score = Score()
    for one in sentences(path):
        score.take(one, scan_text(one.text, one.language, names))
    print(f"\n{path.name}: {score.sentences} sentences\n")
    print(table(score.rows()))
    print(f"\nSentences without a label in which a rule was sure of something: {score.cried} of {score.clean}")
    per = 100 * score.questions / max(1, score.sentences)
    print(
        f"Listed for a yes or no: {per:.0f} questions for 100 sentences ({len(score.words)} different words); "
        f"{score.asked} of {score.clean} sentences without a label have one"
    )
    for line in score.wrong if errors else ():
        print(line)
    return score


def main() -> int:
    """Score every file, then measure the speed; 1 where its aim is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(DATA.glob("*.csv")))
    parser.add_argument("--names", type=Path, help="a file of names, one a line, for all of them")
    parser.add_argument("--errors", action="store_true", help="list what was missed, found wrongly or asked in vain")
    parser.add_argument(
        "--interviews", type=int, default=100, help="how many the speed is measured with; 0: not at all"
    )
    given = parser.parse_args()
    for path in given.files:
        listed = (given.names or vault_of(path)).read_text(encoding="utf-8").splitlines()
        report(path, known_names(listed), errors=given.errors)
    if not given.interviews:
        return 0
    from benchmarks import scan_speed

    return scan_speed.report(given.interviews, TURNS)


if __name__ == "__main__":
    sys.exit(main())
