"""The codes as they stand beside the turn: a tree that can be walked in, and what a few letters find in it. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interviewer.coding.choose import Option, options
from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import CodeTree
from interviewer.matching import ranked

RETIRED = "retired"


class Entry(NamedTuple):
    """One code: how deep it stands in the tree, whether it was born while coding, and the words that find it."""

    id: str
    labels: Mapping[str, str]
    depth: int = 0
    emergent: bool = False
    words: str = ""

    def label(self, language: str) -> str:
        """The label in that language, else in any."""
        return self.labels.get(language) or next(iter(self.labels.values()), "")


class Shelf:
    """The codes that can be applied, in the order of the tree; those born while coding stand behind."""

    def __init__(self, book: Codebook, born: Mapping[str, str]) -> None:
        self.tree = CodeTree(book)
        self.entries = (*_walked(book), *_born(book, born))
        self.at = {entry.id: n for n, entry in enumerate(self.entries)}
        self._found: tuple[str, tuple[Entry, ...]] = ("", ())
        self._named = [(entry.id, entry.words) for entry in self.entries]

    def find(self, letters: str) -> tuple[Entry, ...]:
        """The codes that fit the letters, the best first; all of them in their order for no letters."""
        if not letters.strip():
            return self.entries
        if self._found[0] != letters:  # asked several times at each key
            self._found = letters, tuple(self.entries[self.at[code]] for code in ranked(letters, self._named))
        return self._found[1]

    def entry(self, code: str) -> Entry | None:
        """The code, unless it can't be applied."""
        return self.entries[self.at[code]] if code in self.at else None

    def known(self, code: str) -> Code | None:
        """What the codebook says of the code, also of a retired one."""
        return self.tree.codes.get(code)

    def choices(self) -> tuple[Option, ...]:
        """The codes as other ways of choosing have them."""
        return tuple(Option(entry.id, tuple(entry.labels.values()), entry.emergent) for entry in self.entries)

    def counted(self, counts: Mapping[str, int]) -> dict[str, int]:
        """The counts under the codes that stand today for those that were marked."""
        found: dict[str, int] = {}
        for code, count in counts.items():
            now = self.tree.current(code)
            found[now] = found.get(now, 0) + count
        return found


def applicable(code: Code) -> bool:
    """Whether the code is still applied."""
    return code.status != RETIRED and not code.merged_into


def _walked(book: Codebook) -> Iterable[Entry]:
    """Parents before their children; a code under a retired parent moves up."""
    there = {code.id: code for code in book.codes if applicable(code)}
    below: dict[str, list[Code]] = {}
    for code in there.values():
        below.setdefault(code.parent if code.parent in there else "", []).append(code)
    standing = [(code, 0) for code in reversed(below.get("", []))]
    while standing:
        code, depth = standing.pop()
        yield _entry(code, depth)
        standing += [(one, depth + 1) for one in reversed(below.get(code.id, []))]


def _entry(code: Code, depth: int) -> Entry:
    labels = dict(code.label.words)
    return Entry(code.id, labels, depth, words=" ".join(labels.values()))


def _born(book: Codebook, born: Mapping[str, str]) -> Iterable[Entry]:
    ids = {code.id for code in book.codes}
    for option in options(Codebook(), {code: label for code, label in born.items() if code not in ids}):
        label = option.labels[0]
        yield Entry(option.id, {"": label}, emergent=True, words=label)
