"""Small patterns over words and their kinds: `notre|nos ~2 <praise>` is one of two words, at most two others, praise."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

STOPS = frozenset("?!.;:…")
_PAUSES = STOPS | {",", '"', "(", ")", "-"}
NOTHING: frozenset[str] = frozenset()


class Read(NamedTuple):
    """A wording read: its words, the kinds of each, and at which places each word and each kind stands."""

    words: tuple[str, ...]
    kinds: Sequence[Collection[str]]
    places: Mapping[str, list[int]]
    names: frozenset[str]


def read(words: Sequence[str], kinds_of: Mapping[str, frozenset[str]]) -> Read:
    """The words with the kinds that a lexicon gives them; a kind stands in `places` as `<kind>`."""
    words = tuple(words)
    kinds = [kinds_of.get(word, NOTHING) for word in words]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word, []).append(at)
        for kind in kinds[at]:
            places.setdefault(f"<{kind}>", []).append(at)
    return Read(words, kinds, places, frozenset(places))


class Step(NamedTuple):
    """One step of a pattern: some words, some kinds, or a gap; optional, or forbidden at this place."""

    words: frozenset[str]
    kinds: frozenset[str]
    gap: int = 0
    across: bool = False
    optional: bool = False
    forbidden: bool = False

    def fits(self, seen: Read, at: int) -> bool:
        """True when the word at this place is one of the step's words or of its kinds."""
        return at < len(seen.words) and (
            seen.words[at] in self.words
            or ("word" in self.kinds and seen.words[at][0].isalnum())
            or (bool(self.kinds) and not self.kinds.isdisjoint(seen.kinds[at]))
        )


@cache
def steps(pattern: str) -> tuple[Step, ...]:
    """A pattern cut into its steps.

    `^` in front: only where the part or what stands between commas begins.

    `a|b` words, `<k>` kinds (`a|<k>` either), `~3` at most three words, `~~3` also across commas, `x?` optional,
    `!x` not here. A pattern begins with words or kinds.
    """
    return tuple(_step(part) for part in pattern.removeprefix("^").split())


def _step(part: str) -> Step:
    if part.startswith("~"):
        return Step(NOTHING, NOTHING, gap=int(part.lstrip("~")), across=part.startswith("~~"))
    forbidden, optional = part.startswith("!"), part.endswith("?") and part != "?"
    names = part.removeprefix("!").removesuffix("?" if optional else "").split("|")
    kinds = frozenset(name[1:-1] for name in names if name.startswith("<"))
    return Step(frozenset(n for n in names if n[0] != "<"), kinds, optional=optional, forbidden=forbidden)


def _starts(first: Step, seen: Read) -> Iterator[int]:
    for word in sorted(first.words):
        yield from seen.places.get(word, ())
    for kind in sorted(first.kinds):
        yield from seen.places.get(f"<{kind}>", ())


@cache
def needed(pattern: str) -> tuple[frozenset[str], ...]:
    """For each step that must be there, what it may be: words, and kinds as they stand in `Read.names`."""
    return tuple(
        step.words | {f"<{kind}>" for kind in step.kinds}
        for step in steps(pattern)
        if not (step.gap or step.optional or step.forbidden or "word" in step.kinds)
    )


def find(pattern: str, seen: Read, lowest: int = 0, highest: int | None = None) -> tuple[int, int] | None:
    """The first place where the pattern fits between two places: first and last word, or None."""
    names = seen.names
    for names_needed in needed(pattern):
        if names_needed.isdisjoint(names):
            return None
    way = steps(pattern)
    opening = pattern[0] == "^"
    end = len(seen.words) if highest is None else highest
    for at in sorted(_starts(way[0], seen)):
        if lowest <= at < end and (not opening or at == lowest or seen.words[at - 1] in _PAUSES):
            last = _fit(way, 0, seen, at, end)
            if last is not None:
                return at, last - 1
    return None


def first_of(ways: Sequence[str], seen: Read, lowest: int, highest: int) -> int | None:
    """Where the first of the patterns that fits begins."""
    return next((found[0] for way in ways if (found := find(way, seen, lowest, highest))), None)


def any_at(ways: Sequence[str], seen: Read, at: int, highest: int) -> bool:
    """True when one of the patterns fits just here, or one word before (a preposition)."""
    return any((found := find(way, seen, max(at - 1, 0), highest)) and found[0] <= at for way in ways)


def _fit(way: Sequence[Step], nth: int, seen: Read, at: int, end: int) -> int | None:
    """The place behind the last word when the steps from `nth` on fit at this place."""
    if nth == len(way):
        return at
    step = way[nth]
    if step.forbidden:
        return None if at < end and step.fits(seen, at) else _fit(way, nth + 1, seen, at, end)
    if step.gap:
        return _fit_gap(way, nth, seen, at, end)
    if at < end and step.fits(seen, at):
        last = _fit(way, nth + 1, seen, at + 1, end)
        if last is not None:
            return last
    return _fit(way, nth + 1, seen, at, end) if step.optional else None


def _fit_gap(way: Sequence[Step], nth: int, seen: Read, at: int, end: int) -> int | None:
    stops = STOPS if way[nth].across else _PAUSES
    for skipped in range(way[nth].gap + 1):
        last = _fit(way, nth + 1, seen, at + skipped, end)
        if last is not None:
            return last
        if at + skipped >= end or seen.words[at + skipped] in stops:
            return None
    return None
