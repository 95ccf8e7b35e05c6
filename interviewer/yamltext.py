"""The one door to YAML: bytes become a tree of texts with their places; edits are splices of the text.

Read from parser events, so that nothing is guessed (`no`, `010` and `10:30` stay what was typed), nothing is hidden
(duplicate keys, aliases, tags, a second document are problems with a place) and nothing grows without bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from interviewer.errors import CannotError, Fact, Problem, problem
from interviewer.yamlfaults import (
    HIDDEN_MADE,
    Lines,
    Stop,
    Written,
    code_point,
    conflicts,
    decode,
    double_quoted,
    hidden,
    hidden_escape,
    stopped,
)

if TYPE_CHECKING:
    from yaml.events import Event

MAX_BYTES = 1 << 20
MAX_DEPTH = 32
MAX_ELEMENTS = 50_000
TOO_DEEP = "exceeded maximum nesting depth"

BOM = "\ufeff"
ROW_END = re.compile(r"[ \t]*")
SWALLOWED_ITEM = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?=- )")
TEXT_AFTER_HASH = re.compile(r"[ \t]+#(?=\w)")
# What may stand without quotes in every place of a file: words that no YAML reader takes for something else.
PLAIN = re.compile(r"[^\W\d_][\w ’.'-]*(?<! )")
TAKEN_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "oui", "non"})


class Scalar(NamedTuple):
    """A text. `start` and `end` are its offsets in the decoded file, with its quotes; `quoted` if it is not plain."""

    text: str
    line: int
    column: int
    start: int
    end: int
    quoted: bool


class Sequence(NamedTuple):
    """A list and the place where it begins; `flow` if it stands in brackets, whose offsets are `start` and `end` then."""

    items: tuple[Node, ...]
    line: int
    column: int
    start: int = 0
    end: int = 0
    flow: bool = False


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file, and the place where the mapping begins; the rest as for a list."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    start: int = 0
    end: int = 0
    flow: bool = False


Node = Scalar | Sequence | Mapping
NOTHING = Scalar("", 0, 0, 0, 0, quoted=False)


def read(data: bytes, path: str = "", *, in_python: bool = False) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of the file and all its problems, in the order of their places.

    The tree is None for a file that holds nothing and for one that is not YAML (then there is an error). `in_python`
    takes the slower parser, which stands in where PyYAML was built without its C library.
    """
    node, problems = _read(data, in_python=in_python)
    ordered = sorted(problems, key=lambda p: (p.line, p.column))
    return node, tuple(p._replace(path=path) for p in ordered)


def _read(data: bytes, *, in_python: bool) -> tuple[Node | None, list[Problem]]:
    if len(data) > MAX_BYTES:
        return None, [problem("yaml_too_big", 1, 1, limit=MAX_BYTES >> 10)]
    text, problems = decode(data)
    if text is None:
        return None, problems
    shift = int(text.startswith(BOM))
    lines = Lines(text[shift:])
    found = conflicts(lines)
    if found:
        return None, problems + found
    builder = _Builder(lines, shift)
    # Seen characters of the same length in place of hidden ones: the parser would stop at the first.
    visible = HIDDEN_MADE.sub(lambda m: m[0] if m[0] == "\r" else "\ufffd", lines.text)
    stop = _parse(visible, builder, in_python=in_python)
    if stop is not None and TOO_DEEP in stop.said and not in_python:
        # The C library reads ahead and stops at a depth of its own, before it says what came before; ours is nearer.
        return _read(data, in_python=True)
    problems += hidden(lines) + builder.problems
    if stop is None:
        return builder.root, problems
    return None, problems + _told(stopped(lines, stop), builder.problems)


def _told(stop: Problem, known: Iterable[Problem]) -> list[Problem]:
    """The stop, unless an error of the same line explains it already."""
    explained = any(p.line == stop.line and p.severity == "error" for p in known)
    return [] if explained else [stop]


def _parse(text: str, builder: _Builder, *, in_python: bool) -> Stop | None:
    """Feed the builder with the file's events; where the file stops being YAML, say where."""
    import yaml

    loader: Any = yaml.SafeLoader if in_python else getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else builder.last.end
        since = error.context_mark.index if error.context_mark else at
        return Stop(at, since, f"{error.context} {error.problem}".lower(), builder.last)
    except (yaml.YAMLError, ValueError, OverflowError):  # the Python parser meets \\UFFFFFFFF with a ValueError
        return Stop(builder.last.end, builder.last.end, "", builder.last)
    return None


class _Open:
    """A list or mapping that has begun and not ended."""

    def __init__(self, line: int, column: int, start: int, *, mapping: bool, flow: bool) -> None:
        self.line, self.column, self.start, self.mapping, self.flow = line, column, start, mapping, flow
        self.items: list[Node] = []
        self.entries: list[tuple[Scalar, Node]] = []
        self.key: Scalar | None = None
        self.first: dict[str, int] = {}

    def closed(self, end: int) -> Node:
        place = self.line, self.column, self.start, end, self.flow
        return Mapping(tuple(self.entries), *place) if self.mapping else Sequence(tuple(self.items), *place)


class _Builder:
    """Builds the tree from events without recursion, and collects what is not allowed in our files."""

    def __init__(self, lines: Lines, shift: int) -> None:
        self.lines, self.shift = lines, shift
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.last = Written()
        self._open: list[_Open] = []
        self._elements = 0
        self._documents = 0
        self._takers: dict[str, Callable[[Any], bool]] = {
            "DocumentStartEvent": self._document,
            "ScalarEvent": self._scalar,
            "AliasEvent": self._alias,
            "MappingStartEvent": self._start,
            "SequenceStartEvent": self._start,
            "MappingEndEvent": self._end,
            "SequenceEndEvent": self._end,
        }

    def take(self, event: Event) -> bool:
        """Whether to go on after this event."""
        taker = self._takers.get(type(event).__name__)
        return taker is None or taker(event)

    def _fault(self, rule: str, offset: int, **values: Fact) -> None:
        line, column = self.lines.place(offset)
        self.problems.append(Problem(rule, "error", "", line, column, tuple(values.items())))

    def _document(self, event: Any) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._fault("yaml_second_document", event.start_mark.index)
        return self._documents == 1

    def _admit(self, event: Any) -> bool:
        """Count an element and check what it wears: an anchor, a tag."""
        self._elements += 1
        start = event.start_mark.index
        if self._elements > MAX_ELEMENTS:
            self._fault("yaml_too_many", start, limit=MAX_ELEMENTS)
        if getattr(event, "anchor", None):
            self._fault("yaml_anchor", start)
        if getattr(event, "tag", None):
            self._fault("yaml_tag", start)
        return self._elements <= MAX_ELEMENTS

    def _alias(self, event: Any) -> bool:
        start = event.start_mark.index
        self._elements += 1
        self._fault("yaml_alias", start)
        self._put(Scalar("*", *self.lines.place(start), start, event.end_mark.index, quoted=False))
        return self._elements <= MAX_ELEMENTS

    def _scalar(self, event: Any) -> bool:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        if style in ("|", ">"):
            end = _block_end(self.lines.text, start, end, event.value)
        self.last = Written(start, end, style if style in ("'", '"') else "")
        if style == '"':
            self._check_escapes(event.value, start, end)
        elif not style:
            self._check_plain(start, end)
        place = self.lines.place(start)
        # What follows a tag is reported once, as the tag.
        text = event.value or ("!" if event.tag else "")
        self._put(Scalar(text, *place, start + self.shift, end + self.shift, quoted=bool(style)))
        return self._admit(event)

    def _check_escapes(self, value: str, start: int, end: int) -> None:
        if HIDDEN_MADE.search(value):
            offset, made = hidden_escape(self.lines.text, start, end)
            if made:
                self._fault("hidden_escape", offset, code=code_point(made))

    def _check_plain(self, start: int, end: int) -> None:
        """Words that YAML drops or joins in silence: what follows `#`, an item of a list that is not aligned."""
        text = self.lines.text
        hashed = TEXT_AFTER_HASH.match(text, end)
        if hashed:
            self._warn("yaml_hash", hashed.end() - 1)
        swallowed = SWALLOWED_ITEM.search(text, start, end)
        if swallowed:
            self._warn("yaml_swallowed_item", swallowed.end())

    def _warn(self, rule: str, offset: int) -> None:
        self.problems.append(problem(rule, *self.lines.place(offset), "warning"))

    def _start(self, event: Any) -> bool:
        start = event.start_mark.index
        if len(self._open) >= MAX_DEPTH:
            self._fault("yaml_too_deep", start, limit=MAX_DEPTH)
            return False
        mapping = type(event).__name__ == "MappingStartEvent"
        flow = bool(event.flow_style)
        self._open.append(_Open(*self.lines.place(start), start + self.shift, mapping=mapping, flow=flow))
        return self._admit(event)

    def _end(self, event: Any) -> bool:
        self._put(self._open.pop().closed(event.end_mark.index + self.shift))
        return True

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if not parent.mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = self._key(parent, node)
        else:
            if parent.key is not NOTHING:
                parent.entries.append((parent.key, node))
            parent.key = None

    def _key(self, parent: _Open, node: Node) -> Scalar:
        """The node as a key; NOTHING where it can't be one, so that its value is dropped."""
        if not isinstance(node, Scalar) or not node.text:
            self.problems.append(problem("yaml_key_not_text", node.line, node.column))
            return NOTHING
        first = parent.first.get(node.text)
        if first is not None:
            self.problems.append(problem("duplicate_key", node.line, node.column, key=node.text[:40], first=first))
            return NOTHING
        parent.first[node.text] = node.line
        return node


def _block_end(text: str, start: int, end: int, value: str) -> int:
    """Where a block scalar ends, with the spaces that end its last row: they are part of what it says."""
    last_row = value.rstrip("\n").rpartition("\n")[2]
    blank = "\r\n" if last_row and not last_row.strip(" \t") else " \t\r\n\x85\u2028\u2029"
    found = ROW_END.match(text, start + len(text[start:end].rstrip(blank)))
    return found.end() if found else end


def splice(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The text with [start, end) replaced for each edit, in any order. ValueError where edits overlap or lie outside."""
    made, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if not done <= start <= end <= len(text):
            raise ValueError(f"edit {start}..{end}")
        made += [text[done:start], new]
        done = end
    return "".join([*made, text[done:]])


def hidden_in(text: str) -> str:
    """The code point of the first character that no YAML file of ours can hold, such as `U+001B`; empty without one."""
    found = HIDDEN_MADE.search(text)
    return code_point(found[0]) if found else ""


def quote(text: str) -> str:
    """The text as a YAML scalar that `read` gives back equal; CannotError for one with hidden characters."""
    hidden = hidden_in(text)
    if hidden:
        raise CannotError("yaml_unwritable", code=hidden)
    if PLAIN.fullmatch(text) and text.lower() not in TAKEN_WORDS:
        return text
    return double_quoted(text)
