"""Mutants that no test kills, each with its reason: kept by hand in survivors.txt.

A paragraph that begins with `#` is a reason; the lines behind it are the mutants for which it holds, one a line:
`file function: code before => code after`, where `…` stands for anything.
"""

import re
from pathlib import Path
from typing import NamedTuple

EXPLAINED = Path(__file__).resolve().parent / "survivors.txt"


class Survivor(NamedTuple):
    """A change that no test noticed: the file, its function, the line before and after."""

    file: str
    function: str
    old: str
    new: str

    def said(self) -> str:
        """On one line, as survivors.txt has it."""
        return f"{Path(self.file).name} {self.function}: {self.old} => {self.new}"


class Explanation(NamedTuple):
    """A reason, and what it is the reason of."""

    reason: str
    pattern: re.Pattern[str]
    line: str


def explanations(text: str) -> list[Explanation]:
    """All lines of the text with the reason above them."""
    found: list[Explanation] = []
    reason: list[str] = []
    listed = True
    for line in text.split("\n"):
        if line.startswith("#"):
            reason = [line[1:].strip()] if listed else [*reason, line[1:].strip()]
            listed = False
        elif line.strip():
            pattern = ".*".join(re.escape(part) for part in line.strip().split("…"))
            found.append(Explanation(" ".join(reason), re.compile(pattern), line.strip()))
            listed = True
    return found


def reason_for(survivor: Survivor, known: list[Explanation]) -> str:
    """Why that mutant may live; empty when nobody said so."""
    return next((one.reason for one in known if one.pattern.fullmatch(survivor.said())), "")
