"""Edits of a YAML file as splices of its text: comments, order, quoting, indentation and line ends stay. Pure.

Each function takes the decoded text and nodes that `yamltext.read` found in it, and returns edits for `yamltext.splice`.
Who splices reads the result again and compares: YAML has corners (a block scalar that keeps its blank lines, a key on
the line of its dash) where an edit can mean something else than it should.
"""

import re
from collections.abc import Collection, Iterable
from collections.abc import Mapping as Dict
from collections.abc import Sequence as Several
from typing import NamedTuple, Union

from interviewer.yamlfaults import double_quoted
from interviewer.yamlplaces import dash, ends, line_after, line_end, line_start, newline_at, starts
from interviewer.yamltext import Mapping, Node, Scalar, Sequence, quote

Value = Union[str, tuple[str, ...], Dict[str, "Value"]]  # noqa: UP007 - it names itself
"""A text, a list of texts, or a mapping of such values."""

STEP = 2  # by how much what is new is indented below its key
WIDE = 100
SPLIT = re.compile(r"(?<=\S) (?=\S)")
COLON = re.compile(r"\s*:")


class Edit(NamedTuple):
    """What stands in [start, end) of a text becomes `new`."""

    start: int
    end: int
    new: str


def set_keys(text: str, node: Mapping, changes: Dict[str, Value | None], order: Several[str] = ()) -> list[Edit]:
    """The mapping with these values; a key whose value is None goes, a new one comes behind the key before it in `order`."""
    known = {key.text: (key, value) for key, value in node.entries}
    gone = {key for key, value in changes.items() if value is None and key in known}
    edits = _without(text, node, gone)
    for key, value in changes.items():
        if value is not None and key in known:
            edits += _replaced(text, node, *known[key], value)
    new = {key: value for key, value in changes.items() if value is not None and key not in known}
    left = [entry for entry in node.entries if entry[0].text not in gone]
    added = _added(text, node, left, sorted(new.items(), key=lambda one: _place(one[0], order)), order)
    return edits + [_before_cut(text, one, edits) for one in added]


def _before_cut(text: str, new: Edit, edits: Iterable[Edit]) -> Edit:
    """New lines behind one that goes: they come behind the line before it."""
    cut = next((one for one in edits if not one.new and one.start < new.start < one.end), None)
    if cut is None:
        return new
    at = cut.start - (2 if text.endswith("\r\n", 0, cut.start) else 1)
    return Edit(at, at, new.new)


def _place(key: str, order: Several[str]) -> int:
    return order.index(key) if key in order else len(order)


# --- new keys ---


def _added(
    text: str,
    node: Mapping,
    left: Several[tuple[Scalar, Node]],
    new: Several[tuple[str, Value]],
    order: Several[str],
) -> list[Edit]:
    edits = []
    for key, value in new:
        before = [entry for entry in left if _place(entry[0].text, order) < _place(key, order)]
        nearest = max(before, key=lambda entry: _place(entry[0].text, order), default=left[-1] if left else None)
        if node.flow:
            said = f"{quote(key)}: {_inline(value)}"
            at = ends(nearest[1], nearest[0].end) if nearest else node.start + 1
            edits.append(Edit(at, at, f", {said}" if nearest else said))
        else:
            assert nearest is not None  # a block mapping without keys is none
            at = line_after(text, nearest[0], nearest[1])
            edits.append(Edit(at, at, _rows(text, at, node.column - 1, _entry(key, value))))
    return edits


def _rows(text: str, at: int, indent: int, rows: Iterable[str]) -> str:
    """The rows as lines that follow the line which ends at `at`."""
    newline = newline_at(text, at)
    return "".join(newline + " " * indent + row if row else newline for row in rows)


# --- how values are written ---


def _entry(key: str, value: Value) -> list[str]:
    """A key with its value as rows of a block mapping."""
    if isinstance(value, str):
        rows = _literal(value) if "\n" in value else None
        return [f"{quote(key)}: {rows[0]}", *rows[1:]] if rows else [f"{quote(key)}: {quote(value)}"]
    row = f"{quote(key)}: {_inline(value)}"
    if isinstance(value, tuple) or len(row) <= WIDE or not value:
        return [row]
    below = [line for name, inner in value.items() for line in _entry(name, inner)]
    return [f"{quote(key)}:", *(" " * STEP + line if line else line for line in below)]


def _inline(value: Value) -> str:
    """The value on one line, in brackets where it is a list or a mapping."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(quote, value))}]"
    return "{" + ", ".join(f"{quote(key)}: {_inline(inner)}" for key, inner in value.items()) + "}"


def _literal(value: str, folded: str = "") -> list[str] | None:
    """The header and the rows of a block scalar with this text; None where quotes say it better."""
    quote(value)  # what can't be written at all is said there
    lines = value.split("\n")
    odd = not value or value.endswith("\n") or "\t" in value
    if odd or any(line != line.rstrip() or line[:1] == " " for line in lines):
        return None
    if folded and len(lines) == 1:
        return [">-", *(" " * STEP + row for row in _filled(value))]
    return ["|-", *(" " * STEP + line if line else "" for line in lines)]


def _filled(line: str) -> list[str]:
    """The words in rows; only single spaces are broken, for only these come back as what they were."""
    rows = [""]
    for part in SPLIT.split(line):
        if rows[-1] and len(rows[-1]) + 1 + len(part) > WIDE - STEP:
            rows.append(part)
        else:
            rows[-1] = f"{rows[-1]} {part}" if rows[-1] else part
    return rows


def _as_before(text: str, old: Scalar, new: str, indent: int, *, flow: bool) -> str:
    """The new words in the style of the old ones: quotes as they were, blocks as blocks, plain where it can be plain."""
    plain = quote(new)
    style = text[old.start : old.start + 1]
    if style == '"':
        return double_quoted(new)
    if style == "'" and "\n" not in new:
        return "'" + new.replace("'", "''") + "'"
    if style in ("|", ">") and old.quoted and not flow:
        rows = _literal(new, folded=style.removeprefix("|"))
        if rows:
            return rows[0] + _rows(text, old.start, indent, rows[1:])
    return plain


# --- values that change ---


def _replaced(text: str, node: Mapping, key: Scalar, old: Node, new: Value) -> list[Edit]:
    """The value under the key is this now; as little as possible is touched."""
    if isinstance(old, Mapping) and isinstance(new, Dict) and old.entries:
        gone = {inner.text: None for inner, _ in old.entries if inner.text not in new}
        if len(gone) < len(old.entries):
            return set_keys(text, old, {**gone, **_differing(old, new)})
    if isinstance(old, Sequence) and isinstance(new, tuple):
        edits = _relisted(text, old, new)
        if edits is not None:
            return edits
    if isinstance(old, Scalar) and isinstance(new, str) and old.end > old.start:
        if old.text == new:
            return []
        return [Edit(old.start, old.end, _as_before(text, old, new, node.column - 1, flow=node.flow))]
    return [_anew(text, node, key, old, new)]


def _differing(old: Mapping, new: Dict[str, Value]) -> dict[str, Value]:
    there = {key.text: value for key, value in old.entries}
    return {key: value for key, value in new.items() if key not in there or not says(there[key], value)}


def says(node: Node, value: Value) -> bool:
    """Whether the node holds just this value."""
    if isinstance(node, Scalar):
        return node.text == value
    if isinstance(node, Sequence):
        return isinstance(value, tuple) and len(value) == len(node.items) and all(map(says, node.items, value))
    named = {key.text: inner for key, inner in node.entries}
    return isinstance(value, Dict) and named.keys() == value.keys() and all(says(named[k], v) for k, v in value.items())


def _anew(text: str, node: Mapping, key: Scalar, old: Node, new: Value) -> Edit:
    """The value replaced whole, from behind the colon."""
    found = COLON.match(text, key.end)
    colon = found.end() if found else key.end
    end = ends(old, colon)
    if node.flow or text[end : line_end(text, end)].strip():  # nothing may follow a block on its line
        return Edit(colon, end, f" {_inline(new)}")
    head, *below = _entry(key.text, new)
    said = head.removeprefix(f"{quote(key.text)}:")
    return Edit(colon, end, said + _rows(text, colon, node.column - 1, below))


def _relisted(text: str, old: Sequence, new: tuple[str, ...]) -> list[Edit] | None:
    """The list with these texts where some were only added at its end or only taken out; None for other changes."""
    had = [item.text if isinstance(item, Scalar) else None for item in old.items]
    if had and list(new[: len(had)]) == had:
        return _appended(text, old, new[len(had) :])
    rest = iter(had)
    if new and all(item in rest for item in new) and len(set(had)) == len(had):
        return _items_without(text, old, {n for n, item in enumerate(had) if item not in new})
    return None


# --- what goes ---


def _without(text: str, node: Mapping, gone: Collection[str]) -> list[Edit]:
    """The mapping without these keys."""
    places = {n for n, (key, _) in enumerate(node.entries) if key.text in gone}
    spans = [(key.start, ends(value, key.end)) for key, value in node.entries]
    if places and len(places) == len(spans):
        return [Edit(node.start, ends(node), "{}")]
    return _cut_from_brackets(spans, places) if node.flow else _cut_from_lines(text, spans, places)


def _cut_from_brackets(spans: Several[tuple[int, int]], gone: Collection[int]) -> list[Edit]:
    """Entries of a flow collection taken out with their commas."""
    first = next(n for n in range(len(spans) + 1) if n not in gone)
    lead = [Edit(spans[0][0], spans[first][0], "")] if first else []
    return lead + [Edit(spans[n - 1][1], spans[n][1], "") for n in sorted(gone) if n > first]


def _cut_from_lines(text: str, spans: Several[tuple[int, int]], gone: Collection[int]) -> list[Edit]:
    """Entries of a block taken out with their lines; where the first shares its line with a dash, the next comes up there."""
    begins = [line_start(text, start) for start, _ in spans]
    first = 0
    if 0 in gone and text[begins[0] : spans[0][0]].strip():
        first = next(n for n in range(len(spans)) if n not in gone)
    lead = [Edit(spans[0][0], spans[first][0], "")] if first else []
    return lead + _lines_out(text, ((begins[n], spans[n][1]) for n in sorted(gone) if n >= first))


def _lines_out(text: str, parts: Iterable[tuple[int, int]]) -> list[Edit]:
    """All lines of these parts, in their order. Parts that touch go as one: the last line of a text takes the break before it."""
    joined: list[tuple[int, int]] = []
    for begin, end in parts:
        touches = bool(joined) and begin <= _whole_lines(text, *joined[-1]).end
        joined.append((joined.pop()[0] if touches else begin, end))
    return [_whole_lines(text, begin, end) for begin, end in joined]


def _whole_lines(text: str, begin: int, end: int) -> Edit:
    """All lines from the one that begins at `begin` to the one that holds `end`, with one line break."""
    stop = line_end(text, end)
    if stop < len(text):
        return Edit(begin, stop + (2 if text.startswith("\r\n", stop) else 1), "")
    before = begin - text.startswith("\n", begin - 1) if begin else begin
    return Edit(before - (before > 0 and text.startswith("\r", before - 1)), stop, "")


# --- items of a list ---


def insert_item(text: str, node: Sequence, at: int, value: Value) -> list[Edit]:
    """The list with one more item, before the one that is number `at` now; behind the last one for their count.

    It is written as its neighbour is: in brackets or in lines, with a blank line where all of them have one.
    """
    if node.flow:
        said = _inline(value)
        if not node.items:
            return [Edit(node.start + 1, node.start + 1, said)]
        spot = ends(node.items[at - 1]) if at else starts(node.items[0])
        return [Edit(spot, spot, f", {said}" if at else f"{said}, ")]
    rows = _item(value, in_brackets=_in_brackets(node.items[at - 1 if at else 0]))
    indent = node.column - 1
    gap = [""] if _are_apart(text, node) else []
    if at:
        spot = line_after(text, None, node.items[at - 1])
        return [Edit(spot, spot, _rows(text, spot, indent, [*gap, *rows]))]
    spot = line_start(text, dash(text, node, 0))
    newline = newline_at(text, spot)
    made = "".join((" " * indent + row if row else row) + newline for row in [*rows, *gap])
    return [Edit(spot, spot, made)]


def _in_brackets(item: Node) -> bool:
    return isinstance(item, Mapping) and item.flow


def _are_apart(text: str, node: Sequence) -> bool:
    """Whether blank lines stand between all items."""
    pairs = [(ends(one), dash(text, node, n)) for n, one in enumerate(node.items[:-1], 1)]
    return bool(pairs) and all(re.search(r"\n[ \t]*\r?\n", text[end:start]) for end, start in pairs)


def _item(value: Value, *, in_brackets: bool) -> list[str]:
    if isinstance(value, str | tuple) or in_brackets or not value:
        return [f"- {_inline(value)}"]
    rows = [row for key, inner in value.items() for row in _entry(key, inner)]
    return [("- " if n == 0 else "  ") + row if row else row for n, row in enumerate(rows)]


def _appended(text: str, node: Sequence, new: Iterable[str]) -> list[Edit]:
    return [edit for item in new for edit in insert_item(text, node, len(node.items), item)]


def remove_item(text: str, node: Sequence, at: int) -> list[Edit]:
    """The list without its item number `at`; comments on lines of their own stay."""
    return _items_without(text, node, {at})


def _items_without(text: str, node: Sequence, gone: Collection[int]) -> list[Edit]:
    if gone and len(gone) == len(node.items):
        return [Edit(starts(node), ends(node), "[]")]
    if node.flow:
        return _cut_from_brackets([(starts(item), ends(item)) for item in node.items], gone)
    return _lines_out(text, (_item_part(text, node, n) for n in sorted(gone)))


def _item_part(text: str, node: Sequence, at: int) -> tuple[int, int]:
    """From where the item's first line begins to where it ends."""
    start = dash(text, node, at)
    begin = line_start(text, start)
    if text[begin:start].strip():
        raise ValueError("an item that shares its line")
    return begin, ends(node.items[at], start + 1)


def move_item(text: str, node: Sequence, at: int, to: int) -> list[Edit]:
    """The list with its item number `at` before the one that is number `to` now (behind the last one for their count)."""
    if to in (at, at + 1):
        return []
    if node.flow:
        item = node.items[at]
        said = text[starts(item) : ends(item)]
        spot = ends(node.items[to - 1]) if to else starts(node.items[0])
        return [*_items_without(text, node, {at}), Edit(spot, spot, f", {said}" if to else f"{said}, ")]
    cut = _whole_lines(text, *_item_part(text, node, at))
    begin = line_start(text, dash(text, node, at))
    words = text[begin : line_after(text, None, node.items[at])]
    if to:
        spot = line_after(text, None, node.items[to - 1])
        return [cut, Edit(spot, spot, newline_at(text, spot) + words)]
    spot = line_start(text, dash(text, node, 0))
    return [cut, Edit(spot, spot, words + newline_at(text, spot))]


def inverse(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """What takes these edits back, for the text that they make of this one."""
    made, moved = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        made.append(Edit(start + moved, start + moved + len(new), text[start:end]))
        moved += len(new) - (end - start)
    return made
