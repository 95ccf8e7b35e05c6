"""All coefficients of a yes or no at once, as decimal numbers, for resamples: the formulas of coefficients.py for two categories. Pure."""

from collections.abc import Sequence

from interviewer.figures.agreement.coefficients import COEFFICIENTS

NAMES = tuple(COEFFICIENTS)
"""The order in which `figures` gives them."""
Figure = float | None


def figures(sums: Sequence[int], factor: int) -> tuple[Figure, ...]:
    """Percent, Cohen, Fleiss, alpha, AC1, Brennan-Prediger of a tally of two categories; None where one isn't defined."""
    (
        pairable,
        agree,
        rated,
        both,
        both_agree,
        apart,
        no,
        no_paired,
        no_first,
        no_second,
        yes,
        yes_paired,
        first,
        second,
    ) = sums
    if not pairable:
        return (None,) * len(NAMES)
    seen = agree / (factor * pairable)
    chance = no_first * no_second + first * second
    square = both * both
    cohen = (both * both_agree - chance) / (square - chance) if square != chance else None
    paired = no_paired * yes_paired
    alpha = 1 - (no_paired + yes_paired - 1) * apart / (2 * factor * paired) if paired else None
    if not no or not yes:
        return seen, cohen, None, alpha, None, None
    whole = factor * rated
    spread = 2 * no * yes / (whole * whole)
    return seen, cohen, (seen - 1 + spread) / spread, alpha, (seen - spread) / (1 - spread), 2 * seen - 1
