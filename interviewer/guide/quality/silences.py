"""`# lint: ok leading, closed`: comments in a guide that silence rules, each for one item.

A comment stands for the item that begins on its line, or on the next line where it has a line of its own; inside an item,
for that item; at its end, for the item that it is indented under. An item is a question, a probe, a consent item, a background item, a theme or a key of the file itself; what
stands inside an item (the probes of a question) is not silenced with it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from interviewer.guide.quality.places import Place, Places
from interviewer.guide.spoken import Steps
from interviewer.schema import follow
from interviewer.yamlplaces import Comment, comments, dash, ends
from interviewer.yamltext import Mapping, Node
from interviewer.yamltext import Sequence as Items

DIRECTIVE = re.compile(r"(?:^|[ \t])#[ \t]*lint[ \t]*:[ \t]*(.*)", re.IGNORECASE)
GRAMMAR = re.compile(r"ok[ \t]+([\w-]+(?:[ \t]*,[ \t]*[\w-]+|[ \t]+[\w-]+)*)[ \t]*(?:$|[(:#]|--)", re.IGNORECASE)
REASON = re.compile(r"[ \t]--.*")
LISTS = ("consent", "themes", "background")
INNER = {"themes": "questions", "questions": "probes"}


class Silence(NamedTuple):
    """A comment that silences: the rules that it names, its place, and the items that it stands for."""

    rules: tuple[str, ...]
    place: Place
    items: frozenset[Steps]


class Item(NamedTuple):
    """A part of a guide with its first and last line, and the column where it begins: that of its dash in a list."""

    steps: Steps
    first: int
    last: int
    column: int


def silences(places: Places) -> Iterator[Silence]:
    """Every such comment of the guide; one that can't be understood names no rules."""
    if "lint" not in places.source.lower():
        return
    found = [(comment, said) for comment in comments(places.source, places.root) if (said := _directive(comment))]
    lines = _Lines(tuple(items(places)) if found else ())
    for comment, said in found:
        grammar = GRAMMAR.match(REASON.sub("", said))
        names = tuple(dict.fromkeys(re.findall(r"[\w-]+", grammar[1]))) if grammar else ()
        covered = frozenset(lines.covered(*_target(places, comment)))
        yield Silence(tuple(name.lower() for name in names), places.at(comment.start), covered)


def _directive(comment: Comment) -> str:
    """What follows `lint:`; a colon alone is still something that was said."""
    found = DIRECTIVE.search(comment.text)
    return (found[1].strip() or ":") if found else ""


def _target(places: Places, comment: Comment) -> tuple[int, int]:
    """The line that the comment is about: its own, or the next one with something on it.

    Where that begins further to the left, it is the last one before, and the column under which the comment stands.
    """
    line, column = places.at(comment.start)
    if not comment.alone:
        return line, 0
    after = places.next_written(line)
    if after and after[1] >= column:
        return after[0], 0
    return places.last_written(line), column


class _Lines:
    """Which items begin on a line, and which hold it."""

    def __init__(self, parts: Sequence[Item]) -> None:
        self._beginning: dict[int, list[Steps]] = {}
        self._innermost: dict[int, Item] = {}
        self._parts = {part.steps: part for part in parts}
        for part in parts:
            self._beginning.setdefault(part.first, []).append(part.steps)
            self._innermost.update(dict.fromkeys(range(part.first, part.last + 1), part))

    def covered(self, line: int, under: int) -> Iterable[Steps]:
        """The items that begin on the line, else the innermost one that holds it; with `under`, of those further to the left."""
        if line in self._beginning and not under:
            return self._beginning[line]
        part = self._innermost.get(line)
        while part is not None and under and part.column >= under:
            part = self._parts.get(part.steps[:-2] or part.steps[:-1])
        return () if part is None else (part.steps,)


def items(places: Places) -> Iterator[Item]:
    """Every item of the guide, outer ones before those inside them."""
    if not isinstance(places.root, Mapping):
        return
    for key, value in places.root.entries:
        yield Item((key.text,), key.line, _last_line(places, value, key.end), key.column)
        if key.text in LISTS:
            yield from _listed(places, (key.text,), value)


def _listed(places: Places, steps: Steps, node: Node) -> Iterator[Item]:
    if not isinstance(node, Items):
        return
    for n, item in enumerate(node.items):
        own = (*steps, n)
        first, column = (item.line, item.column) if node.flow else places.at(dash(places.source, node, n))
        yield Item(own, first, _last_line(places, item, item.start), column)
        inner = INNER.get(str(steps[-1]), "")
        below = follow(item, inner) if inner else None
        if below is not None:
            yield from _listed(places, (*own, inner), below)


def _last_line(places: Places, node: Node, otherwise: int) -> int:
    return places.at(max(ends(node, otherwise) - 1, otherwise))[0]


def item_of(steps: Steps) -> Steps:
    """The item that holds what the steps lead to: they end with a number, or are a key of the file."""
    numbers = [n for n, step in enumerate(steps) if isinstance(step, int)]
    return steps[: numbers[-1] + 1] if numbers else steps[:1]
