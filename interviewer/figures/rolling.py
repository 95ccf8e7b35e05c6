"""For which codes a mark counts: its own, and with a roll-up those above it that the selection takes in. Pure."""

from interviewer.coding.tree import RETIRED, CodeTree
from interviewer.figures.selection import Selection


class CountedFor(dict[str, tuple[str, ...]]):
    """Code -> the codes that it counts for, looked up once each.

    A filter on codes cuts the roll-up too: a code above those asked for would show a part of its marks as if it were all.
    """

    def __init__(self, tree: CodeTree, selection: Selection, *, roll_up: bool) -> None:
        super().__init__()
        self._tree, self._roll_up = tree, roll_up
        self._wanted = tree.within(selection.codes) if selection.codes else None

    def __missing__(self, code: str) -> tuple[str, ...]:
        path = self._tree.path(code) if self._roll_up else (code,)
        keys = self[code] = path if self._wanted is None else tuple(key for key in path if key in self._wanted)
        return keys

    def shown(self, used: set[str]) -> tuple[str, ...]:
        """The codes that a figure has rows for: the `used` ones, and those without marks that could have some; in order."""
        free = {code for code in in_use(self._tree) if self._wanted is None or code in self._wanted}
        return tuple(sorted(used | free, key=lambda code: tree_place(self._tree, code)))


def in_use(tree: CodeTree) -> list[str]:
    """The codes of the codebook that can still be applied."""
    return [code.id for code in tree.codes.values() if code.status != RETIRED and not code.merged_into]


def tree_place(tree: CodeTree, code: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts every code behind the one above it."""
    return tuple(map(tree.place, tree.path(code)))
