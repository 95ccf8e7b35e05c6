"""Exact shares as they stand in tables. Pure."""

from fractions import Fraction

DIGITS = 6


def ratio(share: Fraction | None) -> str:
    """An exact share as a decimal number of at most six places; nothing where it isn't defined."""
    return "" if share is None else f"{float(share):.{DIGITS}f}".rstrip("0").rstrip(".")
