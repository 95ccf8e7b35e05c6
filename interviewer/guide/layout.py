"""How values are laid out as YAML that people like to read: short things on one line, long words folded, one way for each."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from interviewer.yamltext import TAKEN_WORDS, quote

WIDTH = 100
FLOW_WIDTH = 116
"""Lines of what people read, and of short things in brackets."""
NARROWEST = 40
# Words that need no quotes behind a key or a dash: a letter first, nothing that YAML takes for a sign of its own.
BARE = re.compile(r"[^\W\d_](?:[\w ’'.,;?!()«»“”…/%&+*\"=–—€@~\u00a0\u202f-]|:(?=\w))*(?<![ \u00a0\u202f])")
DIGITS = re.compile(r"0|[1-9][0-9]*", re.ASCII)
ONE_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")


class Token(NamedTuple):
    """What is no words: an id, a number, `true`."""

    text: str


class Keys(NamedTuple):
    """Keys with their values. A `tall` one has a line for each key even where one line would hold all.

    `remarks` are comments behind the first line of a key's value; the one for "" stands behind the first line of all.
    `above` are comments in lines of their own before an item of a list.
    """

    entries: Mapping[str, "Value"]
    tall: bool = False
    remarks: Mapping[str, str] = {}
    above: tuple[str, ...] = ()


class Items(NamedTuple):
    """A list; an `airy` one has an empty line between its items."""

    items: tuple["Value", ...]
    airy: bool = False


Value = str | Token | Keys | Items


def amount(number: float) -> Token:
    """The number as people write it: whole ones without a point, no exponent."""
    return Token(str(int(number)) if float(number).is_integer() else format(Decimal(repr(number)), "f"))


def ids(given: tuple[str, ...]) -> Items:
    """Ids as a list."""
    return Items(tuple(Token(quote(one)) for one in given))


def entry(key: str, value: Value, indent: int = 0) -> list[str]:
    """The lines of a key with its value; CannotError where words hold what our YAML can't."""
    head = " " * indent + (key if DIGITS.fullmatch(key) else quote(key)) + ":"
    return _behind(head, value, indent + 2)


def _behind(head: str, value: Value, indent: int) -> list[str]:
    """The value behind its key or dash; what doesn't fit on that line stands below, at that indentation."""
    if isinstance(value, str):
        return _words(head, value, indent)
    flow = in_flow(value)
    if flow is not None and not _apart(value) and len(head) + 1 + len(flow) <= FLOW_WIDTH:
        return [f"{head} {flow}"]
    if isinstance(value, Token):
        return [f"{head} {value.text}"]
    return [head, *(_entries(value, indent) if isinstance(value, Keys) else _items(value, indent))]


def _apart(value: Value) -> bool:
    """Whether the items want a line each: several texts, or anything with keys."""
    if not isinstance(value, Items):
        return False
    return any(isinstance(item, Keys) for item in value.items) or sum(isinstance(item, str) for item in value.items) > 1


def _entries(keys: Keys, indent: int) -> list[str]:
    made = []
    for key, value in keys.entries.items():
        made += _remarked(entry(key, value, indent), keys.remarks.get(key, ""))
    return _remarked(made, keys.remarks.get("", ""))


def _remarked(lines: list[str], remark: str) -> list[str]:
    return [f"{lines[0]}  # {remark}", *lines[1:]] if remark else lines


def _items(value: Items, indent: int) -> list[str]:
    """The items in one shape: all of them on a line each, or none."""
    flows = [in_flow(item) for item in value.items]
    short = all(flow is not None and indent + 2 + len(flow) <= FLOW_WIDTH for flow in flows)
    made: list[str] = []
    for item, flow in zip(value.items, flows, strict=True):
        if value.airy and made:
            made.append("")
        made += _item(item, flow if short else None, indent)
    return made


def _item(item: Value, flow: str | None, indent: int) -> list[str]:
    dash = " " * indent + "-"
    if not isinstance(item, Keys):
        return _behind(dash, item, indent + 2)
    if flow is not None:
        return _remarked([f"{dash} {flow}"], item.remarks.get("", ""))
    first, *rest = _entries(item, indent + 2)
    wide = max(WIDTH - indent - 2, NARROWEST)
    comments = [f"{' ' * indent}# {line}".rstrip() for words in item.above for line in _folded(words, wide)]
    return [*comments, f"{dash} {first.lstrip(' ')}", *rest]


def in_flow(value: Value) -> str | None:
    """The value on one line, in brackets where it is a list or has keys; None where it wants several."""
    if isinstance(value, Token):
        return value.text
    if isinstance(value, str):
        return None if "\n" in value else quote(value)
    parts = list(_flow_parts(value))
    if (isinstance(value, Keys) and (value.tall or any(value.remarks))) or None in parts:
        return None
    inside = ", ".join(part for part in parts if part is not None)
    return f"{{{inside}}}" if isinstance(value, Keys) else f"[{inside}]"


def _flow_parts(value: Keys | Items) -> Iterator[str | None]:
    if isinstance(value, Items):
        yield from map(in_flow, value.items)
        return
    for key, inner in value.entries.items():
        made = in_flow(inner)
        yield None if made is None else f"{key if DIGITS.fullmatch(key) else quote(key)}: {made}"


def _words(head: str, words: str, indent: int) -> list[str]:
    """Words behind their key: as they are, in quotes, folded (`>-`) where long, line by line (`|`) where there are several."""
    quoted = quote(words)
    if BARE.fullmatch(words) and words.lower() not in TAKEN_WORDS:
        quoted = words
    pad = " " * indent
    if "\n" in words:
        sign = _literal_sign(words)
        if sign:
            lines = words.removesuffix("\n").split("\n")
            return [f"{head} {sign}", *(pad + line if line else "" for line in lines)]
    elif len(head) + 1 + len(quoted) > WIDTH and _folds(words):
        return [f"{head} >-", *(pad + line for line in _folded(words, max(WIDTH - indent, NARROWEST)))]
    return [f"{head} {quoted}"]


def _literal_sign(words: str) -> str:
    """How the words stand line by line: `|` with a line break at their end, `|-` without; empty where they can't."""
    body = words.removesuffix("\n")
    odd = body.startswith((" ", "\n")) or body.endswith("\n") or not body
    if odd or any(line.startswith("\t") or (line and not line.strip(" \t")) for line in body.split("\n")):
        return ""
    return "|" if words.endswith("\n") else "|-"


def _folds(words: str) -> bool:
    return words == words.strip(" ") and "\t" not in words and ONE_SPACE.search(words) is not None


def _folded(words: str, width: int) -> Iterator[str]:
    """Lines no wider than that where words allow it, cut at single spaces only."""
    line = ""
    for word in ONE_SPACE.split(words):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
