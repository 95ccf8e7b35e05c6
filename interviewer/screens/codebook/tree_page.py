"""All codes as a tree, or by group, with how much each is used."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import RETIRED, CodeTree
from interviewer.figures.uses import Use
from interviewer.guide.model import Text
from interviewer.screens.pages.table import table
from interviewer.screens.words import _, language

NO_USE = Use()
INDENT = "  "
NOT_ADOPTED = "not_adopted"


def tree_page(book: Codebook, used: Mapping[str, Use], below: str = "") -> str:
    """The tree (the part below one code) with counts, codes that only marks know behind it."""
    rows = [_row(code, depth, used) for code, depth in in_tree(book, below)]
    if not below:
        known = {code.id for code in book.codes}
        rows += [(one, "", *_counts(used[one]), _("unknown")) for one in sorted(used.keys() - known)]
    return _page(rows)


def groups_page(book: Codebook, used: Mapping[str, Use]) -> str:
    """The codes of each group; one that is in several groups stands in each."""
    rows: list[tuple[str, ...]] = []
    for group in dict.fromkeys(group for code in book.codes for group in code.groups):
        rows.append((f"[{group}]", "", "", "", "", ""))
        rows += [_row(code, 1, used) for code in book.codes if group in code.groups]
    loose = [code for code in book.codes if not code.groups]
    if loose:
        rows.append((_("(in no group)"), "", "", "", "", ""))
        rows += [_row(code, 1, used) for code in loose]
    return _page(rows)


def _page(rows: Sequence[tuple[str, ...]]) -> str:
    """The rows below their headings; the last column only where something stands in it."""
    heads = _("code"), _("label"), _("marks"), _("interviews"), _("people"), ""
    wide = len(heads) - (not any(row[-1] for row in rows))
    return table(heads[:wide], [row[:wide] for row in rows], whole=(2, 3, 4, 5), yielding=(0,))


def in_tree(book: Codebook, below: str = "") -> Iterator[tuple[Code, int]]:
    """The codes with their depth: each behind the one above it, else in the order of the file."""
    children: dict[str, list[Code]] = {}
    for code in book.codes:
        children.setdefault(code.parent, []).append(code)
    start = book.find(below)
    waiting = [(start, 0)] if start else [(code, 0) for code in reversed(children.get("", []))]
    while waiting:
        code, depth = waiting.pop()
        yield code, depth
        waiting += [(one, depth + 1) for one in reversed(children.get(code.id, []))]


def _row(code: Code, depth: int, used: Mapping[str, Use]) -> tuple[str, ...]:
    label = code.label.said_in(language())
    return INDENT * depth + code.id, label, *_counts(used.get(code.id, NO_USE)), _state(code)


def _state(code: Code) -> str:
    """What became of the code where it is out of use."""
    if code.merged_into:
        return _("now {code}").format(code=code.merged_into)
    states = {RETIRED: _("retired"), NOT_ADOPTED: _("emergent")}
    return states.get(code.status, "")


def _counts(use: Use) -> tuple[str, ...]:
    return tuple(str(n) for n in (use.marks, len(use.sessions), len(use.participants)))


def as_data(code: Code, tree: CodeTree, used: Mapping[str, Use]) -> dict[str, Any]:
    """A code as JSON has it."""
    use = used.get(code.id, NO_USE)
    words = {key: _words(getattr(code, key)) for key in ("label", "definition", "use_when", "not_when", "example")}
    return {
        "id": code.id,
        "path": "/".join(tree.path(code.id)),
        **words,
        "parent": code.parent,
        "origin": code.origin,
        "groups": code.groups,
        "colour": code.colour,
        "status": code.status,
        "was": code.was,
        "merged_into": code.merged_into,
        "stands_for_it": tree.current(code.id),
        "marks": use.marks,
        "turns": len(use.turns),
        "interviews": len(use.sessions),
        "participants": len(use.participants),
        "coders": sorted(use.coders),
    }


def _words(text: Text) -> dict[str, str] | str:
    """A text by language; one without a language as it is."""
    return text.words.get("", "") if set(text.words) <= {""} else text.words
