"""What differs between two versions of a guide, as values. Pure."""

from typing import Literal

from msgspec import Struct

from interviewer.guide.model import Guide

Kind = Literal["added", "removed", "renamed", "moved", "reworded", "respelled", "retyped", "changed"]
Part = Literal["guide", "consent", "theme", "question", "probe", "background"]
KINDS: tuple[Kind, ...] = (
    *("reworded", "retyped", "added", "removed", "renamed", "moved", "respelled", "changed"),
)  # fmt: skip
VERSION = "version"


class Change(Struct, frozen=True):
    """One thing that differs, and whether answers from before and after can be compared all the same.

    `id` is the id that the thing has now (that it had, where it is gone), `question` and `theme` where it stands now.
    `aspect` is the key of the file that it is about (`ask`, `aim`, `must`...), with these of its own: `order` and `theme` for
    what moved, `type`, `bounds`, `unit`, `other`, `choice` for what is typed, `id` for what is renamed. `option` is the id
    of a choice. `language` is that of the words. `comparable` is None where there is nothing to compare with. `nearly` says
    that one word of it differs by a letter or two: perhaps a mistake was corrected, perhaps it is another word.
    """

    kind: Kind
    part: Part
    id: str
    aspect: str
    before: str = ""
    after: str = ""
    language: str = ""
    theme: str = ""
    question: str = ""
    option: str = ""
    comparable: bool | None = True
    nearly: bool = False

    @property
    def thing(self) -> tuple[str, str, str]:
        """What the change is about: several changes may be about one question."""
        return self.part, self.question if self.part == "probe" else "", self.id


class Comparison(Struct, frozen=True):
    """Two versions of a guide and all that differs, in the order of the guide.

    `pairs` gives the old id of each question that is in both by its new one. `alike` are (old id, new id) of questions
    that went and came with nearly the same words.
    """

    old: Guide
    new: Guide
    changes: tuple[Change, ...]
    pairs: dict[str, str]
    alike: tuple[tuple[str, str], ...] = ()

    @property
    def says_the_same(self) -> bool:
        """Whether nothing differs but the number of the version."""
        return all(change.aspect == VERSION for change in self.changes)

    def counted(self) -> dict[Kind, int]:
        """How many things were reworded, added and so on; the number of the version counts for nothing."""
        things: dict[Kind, set[tuple[str, str, str]]] = {kind: set() for kind in KINDS}
        for change in self.changes:
            if change.aspect != VERSION:
                things[change.kind].add(change.thing)
        return {kind: len(found) for kind, found in things.items() if found}
