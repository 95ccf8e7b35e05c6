"""A page of titles, facts and people's words, and its two shapes: plain text and Markdown.

The blocks hold words as they were typed; each shape makes them harmless in its own way.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from interviewer.screens.clean import clean, one_line, wrap
from interviewer.screens.words import _

UNDERLINES = {1: "=", 2: "-"}
SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$#]")
SIGNS = "-+=.)"
LINE_START = re.compile(rf"^(\d*)([{SIGNS}])")
EDGE = re.compile(r"^\s+|\s+$")


class Title(NamedTuple):
    """A heading: 1 the page, 2 a part of it, 3 a question with its id as `note`."""

    level: int
    text: str
    note: str = ""


class Fact(NamedTuple):
    """A name and what it is."""

    name: str
    text: str


class Note(NamedTuple):
    """A line of the program's own about what happened here."""

    text: str


class Words(NamedTuple):
    """What somebody said or noted, below a line that says who, when and how."""

    head: str
    text: str


Block = Title | Fact | Note | Words


def as_text(blocks: Iterable[Block], width: int) -> str:
    """The page for a terminal of `width` cells: wrapped, its dangers made visible."""
    lines: list[str] = []
    for block in blocks:
        lines += _text_lines(block, width)
    return "\n".join(lines).lstrip("\n")


def _text_lines(block: Block, width: int) -> list[str]:
    match block:
        case Title(level=3):
            return ["", *wrap(f"* {block.text}" + (f" [{block.note}]" if block.note else ""), width)]
        case Title():
            rows = wrap(block.text, width)
            return ["", *rows, UNDERLINES[block.level] * min(width, max(map(len, rows)))]
        case Fact():
            return wrap(_("{name}: {text}").format(name=block.name, text=block.text), width)
        case Note():
            return wrap(block.text, width, "    ")
        case Words():
            return [f"    {one_line(block.head, width - 4)}", *wrap(block.text, width, "      ")]


def as_markdown(blocks: Iterable[Block]) -> str:
    """The page as Markdown: a reader of CommonMark shows every word as it was typed."""
    made: list[str] = []
    before: type[Block] | None = None
    for block in blocks:
        kind = type(block)
        if made:
            made.append("\n" if kind is Fact is before else "\n\n")
        made.append(_SHAPES[kind](block))
        before = kind
    return "".join(made) + "\n"


def _title(block: Title) -> str:
    note = f" {_as_code(block.note)}" if block.note else ""
    return f"{'#' * block.level} {escaped(' '.join(block.text.split()))}{note}"


def _as_code(name: str) -> str:
    """An id between signs of code, in which nothing is escaped; one of ours holds nothing that would need it."""
    return "`" + " ".join(clean(name).replace("`", "'").split()) + "`"


def _fact(block: Fact) -> str:
    return "- " + escaped(_("{name}: {text}").format(name=block.name, text=block.text), "  ")


def _note(block: Note) -> str:
    return _escaped_note(block.text)


def _words(block: Words) -> str:
    return f"**{escaped(block.head)}**\n\n> " + escaped(block.text, "> ")


_SHAPES: dict[type[Block], Callable[[Any], str]] = {Title: _title, Fact: _fact, Note: _note, Words: _words}


@lru_cache(maxsize=256)
def _escaped_note(text: str) -> str:
    """A question is asked of many."""
    return escaped(text)


def escaped(text: str, indent: str = "") -> str:
    """Text that Markdown shows as it stands: signs escaped, line breaks kept, further lines opened by `indent`."""
    shown = clean(text)
    if "\n" not in shown:
        return _escaped_line(shown)
    return _broken([_escaped_line(line) for line in shown.split("\n")], indent)


def _escaped_line(line: str) -> str:
    if SPECIAL.search(line):
        line = SPECIAL.sub(r"\\\g<0>", line)
    if line[:1] in SIGNS or line[:1].isdigit():
        line = LINE_START.sub(r"\1\\\2", line)
    if line[:1].isspace() or line[-1:].isspace():
        return EDGE.sub(lambda edge: "".join(f"&#{ord(sign)};" for sign in edge[0]), line)
    return line


def _broken(lines: Sequence[str], indent: str) -> str:
    """Lines joined by hard breaks; empty lines part paragraphs, as they do in Markdown."""
    hard = [bool(line and after) for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return f"\n{indent}".join(line + "\\" * broken for line, broken in zip(lines, hard, strict=True))
