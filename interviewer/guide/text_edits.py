"""How one text of a guide's file gets another language, or other words in it, in the style in which it was written. Pure."""

import re
from collections.abc import Iterator
from collections.abc import Sequence as Several
from typing import NamedTuple

from interviewer.yamlplaces import line_after, line_end, line_start, newline_at
from interviewer.yamlsplice import STEP, WIDE, Edit, set_keys
from interviewer.yamltext import TAKEN_WORDS, Mapping, Scalar, quote

LONGEST_ROW = WIDE + 20  # a row of a folded text that was only reworded may become so long before it is broken anew
PLAIN_IN_FLOW = re.compile(r"[^\W\d_][\w ’.'();!«»-]*(?<! )")
"""What says the same without quotes inside brackets; a question mark is a sign there to readers of YAML 1.1."""
COLON = re.compile(r"\s*:")
BREAK = re.compile(r"\r?\n")


class Spot(NamedTuple):
    """Where a text stands: the file, whether in brackets, the indentation of what holds it, and its key (None in a list)."""

    text: str
    flow: bool
    indent: int
    key: Scalar | None


def change_words(spot: Spot, node: Mapping, language: str, words: str, order: Several[str]) -> list[Edit]:
    """The mapping of languages with these words in that one."""
    old = next((value for key, value in node.entries if key.text == language), None)
    if isinstance(old, Scalar) and _is_block(spot, old):
        written = _as_block(spot.text, old, words, node.column - 1)
        if written is not None:
            return [Edit(old.start, old.end, written)]
    if old is None and not node.flow:
        last = _before(node, language, order)
        like = last[1] if isinstance(last[1], Scalar) else None
        at = line_after(spot.text, *last)
        return [Edit(at, at, _row(spot, language, words, like, node.column - 1))]
    edits = set_keys(spot.text, node, {language: words}, (*order, language))
    if old is None and not spot.flow and len(edits) == 1 and _ends_at(spot.text, edits[0]) > WIDE:
        start, end, new = edits[0]
        lead = newline_at(spot.text, start) + " " * (node.entries[0][0].column - 1)
        return [Edit(start, end, "," + lead + new.removeprefix(", "))]
    return edits


def _ends_at(text: str, edit: Edit) -> int:
    """How long the line will be."""
    return line_end(text, edit.end) - line_start(text, edit.start) + len(edit.new)


def _before(node: Mapping, language: str, order: Several[str]) -> tuple[Scalar, Mapping | Scalar]:
    """The entry behind which that language goes: that of the language declared last before it, else the last one."""
    known = {key.text: (key, value) for key, value in node.entries}
    earlier = [one for one in order[: order.index(language)] if one in known] if language in order else []
    key, value = known[earlier[-1]] if earlier else node.entries[-1]
    assert isinstance(value, Scalar | Mapping)
    return key, value


def add_language(spot: Spot, node: Scalar, own: str, language: str, words: str) -> list[Edit]:
    """The plain text, which is in the guide's own language, becomes a mapping of both."""
    text, raw = spot.text, spot.text[node.start : node.end]
    pair = f"{{{quote(own)}: {_in_flow(node, raw)}, {quote(language)}: {_like(raw, words)}}}"
    rest = text[node.end : line_end(text, node.end)]
    one_line = "\n" not in raw and "\n" not in words and not raw.startswith(("|", ">"))
    fits = node.column - 1 + len(pair) + len(rest) <= WIDE
    if spot.flow or (one_line and fits):  # in brackets one line stays one line, so that git shows one change
        return [Edit(node.start, node.end, pair)]
    alone = not text[line_start(text, node.start) : node.start].strip()
    newline = newline_at(text, node.start)
    if alone or spot.key is None:
        indent, start, lead = node.column - 1, node.start, ""
    else:
        indent, start = spot.indent + STEP, _behind_colon(text, spot.key)
        lead = newline + " " * indent
    deeper = re.sub(r"(\n)(?=[^\r\n])", r"\1" + " " * STEP, raw)
    at = line_after(text, None, node)
    row = _row(spot, language, words, node, indent)
    return [Edit(start, node.end, f"{lead}{quote(own)}: {deeper}"), Edit(at, at, row)]


def quoted_pair(node: Scalar, own: str, language: str, words: str) -> list[Edit]:
    """The same in brackets and quotes on one line, which means the same everywhere."""
    return [Edit(node.start, node.end, f"{{{quote(own)}: {quote(node.text)}, {quote(language)}: {quote(words)}}}")]


def _behind_colon(text: str, key: Scalar) -> int:
    found = COLON.match(text, key.end)
    return found.end() if found else key.end


def _in_flow(node: Scalar, raw: str) -> str:
    """The text as it may stand in brackets: as it was where it had quotes or needs none."""
    quoted = raw[:1] in ('"', "'") and node.quoted
    return raw if quoted or PLAIN_IN_FLOW.fullmatch(raw) else quote(node.text)


def _like(raw: str, words: str) -> str:
    """The words on one line, between quotes where the other text has them."""
    plain = quote(words)
    if raw[:1] == '"' and not plain.startswith('"'):
        return f'"{plain}"'
    bare = PLAIN_IN_FLOW.fullmatch(raw) and PLAIN_IN_FLOW.fullmatch(words) and words.lower() not in TAKEN_WORDS
    return words if bare else plain


def _row(spot: Spot, language: str, words: str, like: Scalar | None, indent: int) -> str:
    """A line (or lines) of a block mapping with these words, written as the other text is."""
    newline = newline_at(spot.text, like.start if like else len(spot.text))
    head = f"{newline}{' ' * indent}{quote(language)}: "
    if like is not None and _is_block(spot, like):
        written = _as_block(spot.text, like, words, indent, fresh=True)
        if written is not None:
            return head + written
    raw = spot.text[like.start : like.end] if like else ""
    if "\n" in words or len(head) + len(words) > WIDE + len(newline):
        block = _block(words, ">" if "\n" not in words else "|", [])
        if block is not None and not raw.startswith(('"', "'")):
            return head + _joined(block, newline, indent + STEP)
    return head + _like(raw, words)


# --- block scalars ---


def _is_block(spot: Spot, node: Scalar) -> bool:
    return node.quoted and not spot.flow and spot.text[node.start : node.start + 1] in ("|", ">")


def _as_block(text: str, like: Scalar, words: str, indent: int, *, fresh: bool = False) -> str | None:
    """The words as a block like that one, for a key at this indentation; rows of a folded one stay where they fit.

    None where quotes say it better.
    """
    header, *rows = BREAK.split(text[like.start : like.end])
    block = _block(words, header[0], [] if fresh else [row.strip(" ") for row in rows])
    if block is None:
        return None
    if not fresh and "#" in header:
        block[0] += " " + header[header.index("#") :]
    deep = indent + STEP
    if not fresh and rows and not any(char.isdigit() for char in header.partition("#")[0]):
        first = next((row for row in rows if row.strip()), "")
        deep = len(first) - len(first.lstrip(" ")) or deep
    return _joined(block, newline_at(text, like.start), deep)


def _joined(block: list[str], newline: str, indent: int) -> str:
    head, *rows = block
    return head + "".join(newline + (" " * indent + row if row else "") for row in rows)


def _block(words: str, style: str, old: list[str]) -> list[str] | None:
    """Header and rows of a block scalar; None for texts that a block can't hold, or only with tricks."""
    body = words.rstrip("\n")
    rows = body.split("\n")
    odd = not body or words.startswith("\n") or len(words) - len(body) > 1
    if odd or any(row != row.strip(" \t") or "\t" in row for row in rows):
        return None
    chomp = "" if words.endswith("\n") else "-"
    if style == ">":
        paragraphs = [_filled(row, old if len(rows) == 1 else []) if row else [""] for row in rows]
        return [f">{chomp}", *(row for part in _between(paragraphs) for row in part)]
    return [f"|{chomp}", *rows]


def _between(paragraphs: list[list[str]]) -> Iterator[list[str]]:
    """A folded text has an empty row for each line break."""
    for n, part in enumerate(paragraphs):
        if n:
            yield [""]
        yield part if part != [""] else []


def _filled(line: str, old: list[str]) -> list[str]:
    """The words in rows; of the rows that were there, those at the beginning and at the end that still fit stay."""
    first, rest = [], line
    while old and (rest.startswith(f"{old[0]} ") or rest == old[0]) and old[0]:
        first.append(old[0])
        rest, old = rest[len(old[0]) + 1 :], old[1:]
    last: list[str] = []
    while old and rest.endswith(f" {old[-1]}") and old[-1]:
        last.insert(0, old[-1])
        rest, old = rest[: -len(old[-1]) - 1], old[:-1]
    middle = [rest] if old and rest and len(rest) <= LONGEST_ROW else _broken(rest)
    return [*first, *middle, *last]


def _broken(line: str) -> list[str]:
    """Broken at single spaces, for only these come back as what they were."""
    rows: list[str] = []
    for part in re.split(r"(?<=\S) (?=\S)", line) if line else ():
        if rows and len(rows[-1]) + 1 + len(part) <= WIDE - STEP:
            rows[-1] = f"{rows[-1]} {part}"
        else:
            rows.append(part)
    return rows
