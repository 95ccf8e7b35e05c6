"""What a file may hold, as values: keys with the shape of what stands under them. Readers, schemas and docs come from it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["text", "id", "language", "truth", "only_true", "amount", "positive", "empty", "anything"]


class Plain(NamedTuple):
    """A single value: words, an id, the code of a language, true or false, a number..., or nothing at all."""

    kind: Kind


class Whole(NamedTuple):
    """A whole number between two bounds, both included."""

    lowest: int
    highest: int


class OneOf(NamedTuple):
    """One of these words."""

    options: tuple[str, ...]


class Texts(NamedTuple):
    """Words in the language of the file, or a mapping of languages to words."""


class Listed(NamedTuple):
    """A list of such things; one that is `filled` may not be empty."""

    item: Shape
    filled: bool = False


class Keyed(NamedTuple):
    """A mapping of ids to such things, at least so many."""

    value: Shape
    fewest: int = 0


class Either(NamedTuple):
    """One of several shapes."""

    shapes: tuple[Shape, ...]


class Key(NamedTuple):
    """A key and the shape of its value; `required` where a file without it is refused."""

    name: str
    shape: Shape
    required: bool = False


class Table(NamedTuple):
    """A mapping with known keys.

    Of the keys `apart` at most one is given, and exactly one where it is `apart_needed`. A key named in `beside` is given
    only beside one of the keys that follow it there.
    """

    name: str
    keys: tuple[Key, ...]
    apart: tuple[str, ...] = ()
    apart_needed: bool = False
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def names(self) -> tuple[str, ...]:
        """The names of the keys, in their order."""
        return tuple(key.name for key in self.keys)


Shape = Plain | Whole | OneOf | Texts | Listed | Keyed | Either | Table

TEXT, ID, LANGUAGE = Plain("text"), Plain("id"), Plain("language")
TRUTH, ONLY_TRUE = Plain("truth"), Plain("only_true")
AMOUNT, POSITIVE = Plain("amount"), Plain("positive")
EMPTY, ANYTHING = Plain("empty"), Plain("anything")
WORDS = Texts()
