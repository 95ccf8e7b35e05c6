"""Numbers as people read them in the language of the screens."""

from __future__ import annotations

from fractions import Fraction

from interviewer.screens.words import language

NARROW = "\u202f"
NO_BREAK = "\u00a0"
NONE = "–"


def decimal(value: float | Fraction, digits: int = 1) -> str:
    """The number rounded to so many places, with a decimal comma in French."""
    text = f"{float(value):.{digits}f}"
    return text.replace(".", ",") if language() == "fr" else text


def percent(share: Fraction | float | None, digits: int = 0) -> str:
    """A share as a percentage; a dash where it isn't defined. What is not nothing never rounds to 0."""
    if share is None:
        return NONE
    sign = f"{NO_BREAK}%" if language() == "fr" else "%"
    least = Fraction(1, 100 * 10**digits)
    if 0 < share < least / 2:
        return f"<{NO_BREAK if language() == 'fr' else ''}{decimal(least * 100, digits)}{sign}"
    return decimal(share * 100, digits) + sign


def whole(count: int) -> str:
    """A whole number, its thousands apart: `12 345` in French, `12,345` in English."""
    return f"{count:,}".replace(",", NARROW) if language() == "fr" else f"{count:,}"
