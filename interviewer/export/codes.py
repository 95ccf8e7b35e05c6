"""Codes as an export shows them: whole, or, to be shown to others, without what may be somebody's own words. Pure.

Nobody can tell afterwards whose words a code in vivo is made of, nor one that was born while coding and that nobody
looked at since. Their ids are made from those words too.
"""

import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from interviewer.coding.model import Codebook
from interviewer.coding.tree import CodeTree
from interviewer.ids import stable_id

DIGITS = 8


class Codes(Struct, frozen=True):
    """Ids, labels and paths of codes by code id; `ids` are None where every id is shown as it is.

    `current` are the codes that stand for ids which were renamed or merged, `hidden` the ids that stand nowhere.
    """

    labels: dict[str, str] = {}
    paths: dict[str, str] = {}
    ids: dict[str, str] | None = None
    current: dict[str, str] = {}
    hidden: frozenset[str] = frozenset()

    def id_of(self, code: str) -> str:
        """The id to show: the code's own, or a neutral one that is the same in every export."""
        if self.ids is None:
            return code
        return self.ids.get(code) or _neutral("emergent", code)

    def label_of(self, code: str) -> str:
        """The label, or the id where there is none to show."""
        return self.labels.get(code) or self.id_of(code)

    def path_of(self, code: str) -> str:
        """The ids to show from the root of the codebook down, joined by `/`."""
        return self.paths.get(code) or self.id_of(code)

    def covered(self, text: str) -> tuple[str, int]:
        """The text with neutral ids in the place of hidden ones that stand in it as whole words, and how many these were."""
        if not self.hidden:
            return text, 0
        return _any_of(self.hidden).subn(lambda found: self.id_of(found[0].lower()), text)

    def is_veiled(self, code: str) -> bool:
        """Whether the code stands under a neutral id."""
        return self.id_of(code) != code


def codes_of(book: Codebook, born: dict[str, str], language: str, *, publishable: bool) -> Codes:
    """The codes of the codebook and those `born` while coding (labels by id), in that language where there is one."""
    tree = CodeTree(book)
    current = tree.renamed()
    steps = {code.id: tree.path(code.id) for code in book.codes}
    if not publishable:
        labels = born | {code.id: code.label.said_in(language) for code in book.codes}
        return Codes(labels, {code: "/".join(path) for code, path in steps.items()}, None, current)
    open_codes = [code for code in book.codes if code.origin != "in_vivo"]
    ids = {code.id: _neutral("in-vivo", code.id) for code in book.codes} | {code.id: code.id for code in open_codes}
    veiled = [code for code in book.codes if code.origin == "in_vivo"]
    names = {one for code in veiled for one in (code.id, *code.was)} | born.keys()
    shown = Codes({}, {}, ids, current, frozenset(names - {code.id for code in open_codes}))
    return replace(
        shown,
        labels={code.id: shown.covered(code.label.said_in(language))[0] for code in open_codes},
        paths={code: "/".join(ids.get(step, step) for step in path) for code, path in steps.items()},
    )


def covered_in(book: Codebook, codes: Codes, language: str) -> int:
    """How many hidden ids stand in the words of the codes that are shown."""
    texts = (
        text.said_in(language)
        for code in book.codes
        if not codes.is_veiled(code.id)
        for text in (code.label, code.definition, code.use_when, code.not_when)
    )
    return sum(codes.covered(text)[1] for text in texts)


@cache
def _any_of(ids: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(ids, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def _neutral(origin: str, code: str) -> str:
    return f"{origin}-{stable_id(code)[:DIGITS]}"
