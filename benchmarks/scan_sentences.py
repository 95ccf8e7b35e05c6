"""The labelled sentences on which the scan is measured: CSV with the columns id, language, text, kinds, spans."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parent.parent / "tests" / "data" / "scan"
OTHER = {"place_of_person": "place"}


class Label(NamedTuple):
    kind: str
    start: int
    end: int


class Sentence(NamedTuple):
    id: str
    language: str
    text: str
    labels: tuple[Label, ...]


def sentences(path: Path) -> list[Sentence]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Sentence(row["id"], row["language"], row["text"], tuple(_labels(row)))
            for row in csv.DictReader(lines)
            if row["text"]
        ]


def _labels(row: dict[str, str]) -> Iterable[Label]:
    kinds = [one.strip() for one in row["kinds"].split(";") if one.strip()]
    spans = row["spans"].split(";") if len(kinds) > 1 else [row["spans"]] * len(kinds)
    place = 0
    for kind, span in zip(kinds, spans, strict=True):
        words = span.strip()
        found = row["text"].find(words, place)
        start = found if found >= 0 else row["text"].find(words)
        if start < 0:
            raise SystemExit(f"{row['id']}: {words!r} is not in the sentence")
        place = start + len(words)
        yield Label(OTHER.get(kind, kind), start, place)
