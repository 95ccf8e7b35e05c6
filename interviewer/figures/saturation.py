"""When interviews stop bringing new codes, after Guest, Namey & Chen (2020), PLoS ONE 15(5): e0232076. Pure.

Codes never seen in an earlier interview are counted in order. The base is their number in the first interviews and stays
fixed; runs of interviews slide by one behind it. The first run whose new codes are at most the threshold's share of the
base is where it stops: `6+2` is the last interview before that run, and the run's length. Shares are exact fractions.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from math import factorial
from typing import Literal, NamedTuple

ALL_ORDERS_UP_TO = 7
DRAWN = 10_000
Why = Literal["", "too_few", "empty_base", "not_reached"]


class Rule(NamedTuple):
    """How many interviews the base and a run hold, and the share of the base up to which a run brings too little."""

    base: int = 4
    run: int = 2
    threshold: Fraction = Fraction(1, 20)


class Run(NamedTuple):
    """Interviews `first` to `last` (from 1), how many codes are new in them, and their exact share of the base."""

    first: int
    last: int
    new: int
    ratio: Fraction


class Saturation(NamedTuple):
    """What the rule says of one order of interviews.

    `new` and `total` have a number for each interview. `at` is the last interview before the run that stops, or None,
    and then `why` says what is missing: too few interviews, no codes in the base, or no such run so far.
    """

    rule: Rule
    new: tuple[int, ...]
    total: tuple[int, ...]
    base: int
    runs: tuple[Run, ...]
    at: int | None
    why: Why

    @property
    def notation(self) -> str:
        """`6+2`, or nothing."""
        return "" if self.at is None else notation(self.at, self.rule)


def notation(at: int, rule: Rule) -> str:
    """The last interview before the run, and how long the run is: 6+2 and 6+3 are different claims."""
    return f"{at}+{rule.run}"


def newly(carried: Iterable[int]) -> tuple[int, ...]:
    """How many codes each interview brings that none before it had; each carries its codes as bits."""
    known, new = 0, []
    for codes in carried:
        new.append((codes & ~known).bit_count())
        known |= codes
    return tuple(new)


def saturation(new: Sequence[int], rule: Rule) -> Saturation:
    """The figure for the numbers of new codes of interviews in their order."""
    total, so_far = [], 0
    for one in new:
        so_far += one
        total.append(so_far)
    base = sum(new[: rule.base])
    why: Why = "too_few" if len(new) < rule.base + rule.run else "" if base else "empty_base"
    runs = () if why else tuple(_runs(new, base, rule))
    stop = next((run for run in runs if run.ratio <= rule.threshold), None)
    return Saturation(
        rule,
        tuple(new),
        tuple(total),
        base,
        runs,
        stop.first - 1 if stop else None,
        why or ("" if stop else "not_reached"),
    )


def _runs(new: Sequence[int], base: int, rule: Rule) -> Iterator[Run]:
    for start in range(rule.base, len(new) - rule.run + 1):
        brought = sum(new[start : start + rule.run])
        yield Run(start + 1, start + rule.run, brought, Fraction(brought, base))


# --- other orders ---


class Spread(NamedTuple):
    """What other orders of the same interviews would say.

    `orders` were tried, the given one among them; `every` says that these are all there are, else they were drawn. `at`
    has (place, number of orders) pairs by place; in `undefined` orders the base held no code, in `open` ones no run stops.
    """

    orders: int
    every: bool
    at: tuple[tuple[int, int], ...]
    open: int
    undefined: int

    @property
    def earliest(self) -> int | None:
        """The smallest place where an order stops, or None."""
        return self.at[0][0] if self.at else None

    @property
    def latest(self) -> int | None:
        """The greatest place where an order stops, or None."""
        return self.at[-1][0] if self.at else None

    @property
    def median(self) -> int | None:
        """The place where half of all orders have stopped, or None where fewer than half do."""
        passed = 0
        for place, count in self.at:
            passed += count
            if passed * 2 >= self.orders:
                return place
        return None


EMPTY_BASE = -1


def spread(carried: Sequence[int], rule: Rule, chance: Callable[[], float], drawn: int = DRAWN) -> Spread | None:
    """All orders of up to seven interviews, else the given one and `drawn` others; None with too few interviews.

    `chance` gives numbers from 0 to below 1: the same ones give the same figure.
    """
    if len(carried) < rule.base + rule.run:
        return None
    every = len(carried) <= ALL_ORDERS_UP_TO
    stop = _Stop(rule)
    if every:
        found = Counter(stop.of(order) for order in permutations(carried))
    else:
        found = Counter([stop.of(carried)])
        here = list(carried)
        found.update(stop.of(_drawn(here, chance)) for _ in range(drawn))
    orders = factorial(len(carried)) if every else drawn + 1
    undefined, still_open = found.pop(EMPTY_BASE, 0), found.pop(None, 0)
    return Spread(orders, every, tuple(sorted((at, count) for at, count in found.items() if at)), still_open, undefined)


def _drawn(here: list[int], chance: Callable[[], float]) -> Iterator[int]:
    """A random order, one after the other, as far as anybody looks; what is left of `here` is shuffled no less."""
    count = len(here)
    for place in range(count):
        other = place + int(chance() * (count - place))
        here[place], here[other] = here[other], here[place]
        yield here[place]


class _Stop:
    """Where an order stops: without fractions, and no further than it must look."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._share = rule.threshold.numerator, rule.threshold.denominator

    def of(self, order: Iterable[int]) -> int | None:
        """The last interview before the run that stops; None when there is no such run, EMPTY_BASE without codes there."""
        base, run = self.rule.base, self.rule.run
        over, under = self._share
        known = before = n = 0
        behind: list[int] = []
        for codes in order:
            n += 1
            known |= codes
            if n < base:
                continue
            count = known.bit_count()
            if n == base:
                if not count:
                    return EMPTY_BASE
                before = count
            behind.append(count)
            if len(behind) > run and (count - behind[-1 - run]) * under <= over * before:
                return n - run
        return None
