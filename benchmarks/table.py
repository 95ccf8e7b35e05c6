"""Markdown tables of figures, and aims that are met or not."""

from collections.abc import Sequence
from typing import NamedTuple


class Aim(NamedTuple):
    """At most so much."""

    most: float

    def verdict(self, value: float, unit: str) -> str:
        """The aim in words, and whether the value meets it."""
        return f"≤ {self.most:g} {unit}: {'met' if value <= self.most else 'not met'}"


def ratio(value: float, peer: float) -> str:
    """How many times the peer's figure."""
    return f"{value / peer:.2f}" if peer else ""


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "| --- |" + " ---: |" * (len(rows[0]) - 1))
    return "\n".join(lines) + "\n"
