"""Which code is meant by a few letters. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from interviewer.coding.model import Codebook
from interviewer.coding.tree import RETIRED
from interviewer.matching import find, fold, nearest

NEAR = 0.8


class Option(NamedTuple):
    """A code as it can be called: its id and its labels in every language; `emergent` when it isn't in the codebook."""

    id: str
    labels: tuple[str, ...]
    emergent: bool = False


def options(codebook: Codebook, emergent: Mapping[str, str]) -> tuple[Option, ...]:
    """All codes that can be applied: those of the codebook that are in use, in its order, then the emergent ones by id."""
    used = (code for code in codebook.codes if code.status != RETIRED and not code.merged_into)
    known = tuple(Option(code.id, tuple(code.label.words.values())) for code in used)
    ids = {code.id for code in codebook.codes}
    born = tuple(Option(code, (label,), True) for code, label in sorted(emergent.items()) if code not in ids)
    return known + born


def match(typed: str, choices: Sequence[Option]) -> tuple[str, ...]:
    """The ids that the letters may mean: one when it is clear, several when it isn't, none when nothing fits.

    The exact id, the exact label, a unique beginning, words that begin so, then what holds the letters anywhere.
    """
    key = fold(typed)
    named = [(option.id, label) for option in choices for label in (option.labels or ("",))]
    found = tuple(option.id for option in choices if fold(option.id) == key)
    found = found or tuple(dict.fromkeys(code for code, label in named if fold(label) == key))
    if not key or found:
        return found
    return find(typed, named) or tuple(
        dict.fromkeys(code for code, label in named if key in fold(code) or key in fold(label))
    )


def near(text: str, choices: Iterable[Option]) -> str:
    """The id of the code whose id or label looks most like the text; empty when none does."""
    names = {fold(name): option.id for option in choices for name in (option.id, *option.labels)}
    return names.get(nearest(text, names), "")


def near_duplicates(code: str, label: str, choices: Iterable[Option]) -> tuple[str, ...]:
    """The ids of codes whose id or label is nearly that of a code about to be made."""

    def alike(one: str, other: str) -> bool:
        return bool(one and other) and SequenceMatcher(None, one, other).ratio() >= NEAR

    def near_to(option: Option) -> bool:
        return alike(fold(code), fold(option.id)) or any(alike(fold(label), fold(had)) for had in option.labels)

    return tuple(option.id for option in choices if near_to(option))
