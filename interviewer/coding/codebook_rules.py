"""Rules that hold across the codes of a codebook: parents, changed ids, colours, labels. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from interviewer.coding.model import Code
from interviewer.coding.tree import RETIRED
from interviewer.guide.model import Place
from interviewer.matching import fold
from interviewer.schema import Findings, follow
from interviewer.yamltext import Mapping as YamlMapping
from interviewer.yamltext import Node, Scalar

DEEPEST = 24
"""Levels of codes at most. Nobody codes with as many; a screen has no room for them."""
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
NOWHERE = Scalar("", 1, 1, 0, 0, quoted=False)


class Written(NamedTuple):
    """The codes of a file and the place of each in it."""

    codes: Sequence[Code]
    nodes: Mapping[Place, Node]

    def at(self, code: Code, key: str, *steps: int) -> Node:
        """Where the code says that, else where it begins: for the place of a problem."""
        node = self.nodes.get(code.place)
        return follow(node, key, *steps) or follow(node, key) or node or NOWHERE


def check_codes(codes: Sequence[Code], root: Node | None, findings: Findings) -> None:
    """Add all that doesn't fit together to the findings; `root` is the tree of the file."""
    items = getattr(follow(root, "codes"), "items", ())
    written = Written(codes, {Place(one.line, one.column): one for one in items if isinstance(one, YamlMapping)})
    for rule in RULES:
        rule(written, findings)


def _parents(written: Written, findings: Findings) -> None:
    parents = _after(written.codes, "parent")
    circles = _in_circles(parents)
    told: set[str] = set()
    for code in written.codes:
        if not code.parent:
            continue
        at = written.at(code, "parent")
        if code.parent not in parents:
            meant = findings.guess(code.parent, parents)
            findings.add("unknown_parent_near" if meant else "unknown_parent", at, given=code.parent, meant=meant)
        elif code.id in circles and code.id not in told:
            circle = _circle(code.id, parents)
            told.update(circle)
            findings.add("circular_parents", at, circle=_shown(circle))


def _depth(written: Written, findings: Findings) -> None:
    """How deep the codes lie: the first one that lies too deep below each of those that don't."""
    parents = _after(written.codes, "parent")
    circles = _in_circles(parents)
    depth = dict.fromkeys((*circles, ""), 0)
    for code in written.codes:
        way = [code.id]
        while way[-1] not in depth and len(way) <= len(parents):
            way.append(parents.get(way[-1], ""))
        for step in reversed(way):
            depth.setdefault(step, depth.get(parents.get(step, ""), 0) + 1)
        if depth[code.id] == DEEPEST + 1:
            findings.add("parents_too_deep", written.at(code, "parent"), given=code.id, limit=DEEPEST)


def _merges(written: Written, findings: Findings) -> None:
    into = _after(written.codes, "merged_into")
    circles = _in_circles(into)
    told: set[str] = set()
    for code in written.codes:
        if not code.merged_into:
            continue
        at = written.at(code, "merged_into")
        if code.merged_into not in into:
            meant = findings.guess(code.merged_into, into)
            findings.add("unknown_merge_near" if meant else "unknown_merge", at, given=code.merged_into, meant=meant)
        elif code.id in circles and code.id not in told:
            circle = _circle(code.id, into)
            told.update(circle)
            findings.add("circular_merges", at, circle=_shown(circle))


def _former_ids(written: Written, findings: Findings) -> None:
    """An id that was given up stands for one code only, and for none that bears it today."""
    ids = {code.id for code in written.codes}
    owners: dict[str, Code] = {}
    for code in written.codes:
        for number, old in enumerate(code.was):
            at = written.at(code, "was", number)
            if old in ids:
                findings.add("former_id_in_use", at, "warning", given=old)
            elif owners.setdefault(old, code) is not code:
                findings.add("former_id_twice", at, "warning", given=old, first=owners[old].id, code=code.id)


def _colours(written: Written, findings: Findings) -> None:
    for code in written.codes:
        if code.colour and not COLOUR.fullmatch(code.colour):
            findings.add("colour_unknown", written.at(code, "colour"), "warning", given=code.colour[:40])


def _labels(written: Written, findings: Findings) -> None:
    """Two codes that read the same are mistaken for each other; a retired one is not applied any more."""
    first: dict[tuple[str, str], Code] = {}
    for code in written.codes:
        if code.status == RETIRED:
            continue
        for language, words in code.label.words.items():
            other = first.setdefault((language, fold(words) or words), code)
            if other is not code and other.id != code.id:
                findings.add("same_label", written.at(code, "label"), "warning", code=code.id, other=other.id)
                break


def _retired_parents(written: Written, findings: Findings) -> None:
    """A code in use below one that is not: in lists it stands where nobody looks."""
    out = {code.id for code in written.codes if code.status == RETIRED}
    for code in written.codes:
        if code.parent in out and code.id not in out:
            findings.add("retired_parent", written.at(code, "parent"), "warning", code=code.id, parent=code.parent)


RULES: tuple[Callable[[Written, Findings], None], ...] = (
    _parents,
    _depth,
    _merges,
    _former_ids,
    _colours,
    _labels,
    _retired_parents,
)


def _after(codes: Sequence[Code], key: str) -> dict[str, str]:
    """Ids -> the id that each names under that key; a code whose id could not be read has none."""
    return {code.id: getattr(code, key) for code in codes if code.id}


def _in_circles(after: Mapping[str, str]) -> frozenset[str]:
    """Those from which the steps lead back to themselves; each step is taken once."""
    done: set[str] = set()
    found: set[str] = set()
    for start in after:
        way: dict[str, None] = {}
        step = start
        while step in after and step not in done and step not in way:
            way[step] = None
            step = after[step]
        if step in way:
            steps = list(way)
            found.update(steps[steps.index(step) :])
        done.update(way)
    return frozenset(found)


def _circle(start: str, after: Mapping[str, str]) -> list[str]:
    """The circle from `start` back to it."""
    steps = [start]
    while (step := after[steps[-1]]) != start:
        steps.append(step)
    return [*steps, start]


def _shown(circle: Sequence[str]) -> str:
    steps = circle if len(circle) <= DEEPEST else (*circle[: DEEPEST - 1], "…", circle[-1])
    return " > ".join(steps)
