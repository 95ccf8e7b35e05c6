"""Where things of a YAML file begin and end: nodes, dashes, lines, words, comments.

Offsets count the characters of the decoded text. Pure.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from interviewer.yamltext import BOM, Node, Scalar, Sequence

BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
SPACE = " \t\r\n\x85\u2028\u2029"  # what YAML may fold, so that a value can have more or less of it than its file
COMMENT = re.compile(r"#[^\r\n]*")
# What stands for one character: an escape in double quotes, two single quotes in single ones.
PIECES = {
    '"': re.compile(r"\\(?:\r\n|x..|u.{4}|U.{8}|.)|.", re.DOTALL),
    "'": re.compile(r"''|.", re.DOTALL),
    "": re.compile(r".", re.DOTALL),
}
SPACE_ESCAPES = frozenset(f"\\{char}" for char in (*SPACE, "\r\n", "t", "n", "r", "N", "L", "P"))


def starts(node: Node) -> int:
    """Where the node starts in the text."""
    return node.start


def ends(node: Node, otherwise: int = 0) -> int:
    """Where the node ends in the text; `otherwise` for one that isn't written (a key without a value)."""
    if isinstance(node, Scalar):
        return node.end if node.end > node.start or not otherwise else otherwise
    if node.flow:
        return node.end
    if isinstance(node, Sequence):
        return ends(node.items[-1], node.start)
    return ends(node.entries[-1][1], node.entries[-1][0].end)


def dash(text: str, node: Sequence, at: int) -> int:
    """Where the dash of that item of a block list stands."""
    begin = line_start(text, starts(node.items[at]))
    while text[begin + node.column - 1 : begin + node.column] != "-" or text[begin : begin + node.column - 1].strip():
        if begin <= 1:
            return starts(node)
        begin = line_start(text, begin - 1)
    return begin + node.column - 1


def line_after(text: str, key: Scalar | None, node: Node) -> int:
    """The end of the line on which an entry or item ends, with the blank lines that a block scalar keeps."""
    at = ends(node, key.end if key else 0)
    last = _last(node)
    if last is not None and text[last.start : last.start + 3].startswith(("|", ">")) and last.quoted:
        header = text[last.start : line_end(text, last.start)]
        if "+" in header.partition("#")[0]:
            return max(at, _before_newline(text, BLANK_LINES.match(text, line_end(text, at)), at))
    return line_end(text, at)


def _before_newline(text: str, blanks: re.Match[str] | None, at: int) -> int:
    """Before the last of these line breaks."""
    end = blanks.end() if blanks else at
    end -= text.startswith("\n", end - 1)
    return end - text.startswith("\r", end - 1)


def _last(node: Node) -> Scalar | None:
    """The scalar that a block ends with; None where brackets end it."""
    while not isinstance(node, Scalar):
        if node.flow:
            return None
        node = node.items[-1] if isinstance(node, Sequence) else node.entries[-1][1]
    return node


def line_start(text: str, at: int) -> int:
    """Where the line that holds that place begins; behind the mark that may open a file."""
    begin = text.rfind("\n", 0, at) + 1
    return begin + (begin == 0 and text.startswith(BOM))


def line_end(text: str, at: int) -> int:
    """Where the line that holds that place ends, before its line break."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - text.startswith("\r", end - 1) if end > at else end


def newline_at(text: str, at: int) -> str:
    """The line break in use there: that of the line before, else of the next one."""
    found = text.rfind("\n", 0, at)
    found = text.find("\n", at) if found < 0 else found
    return "\r\n" if found > 0 and text[found - 1] == "\r" else "\n"


class Comment(NamedTuple):
    """A comment from its `#` to the end of its line, and where it starts; `alone` when nothing else is on the line."""

    text: str
    start: int
    alone: bool


def comments(text: str, root: Node) -> Iterator[Comment]:
    """Every comment of the file; a `#` inside a text is none."""
    done = 0
    for start, end in [*sorted(_texts(text, root)), (len(text), len(text))]:
        for found in COMMENT.finditer(text, done, max(done, start)):
            alone = not text[line_start(text, found.start()) : found.start()].strip()
            yield Comment(found[0], found.start(), alone)
        done = max(done, end)


def _texts(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Where texts begin and end; the line that opens a block text isn't part of it."""
    if isinstance(node, Scalar):
        yield (_first_line(text, node) if _is_block(text, node) else node.start), node.end
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(text, item)
    else:
        for key, value in node.entries:
            yield key.start, key.end
            yield from _texts(text, value)


def _is_block(text: str, node: Scalar) -> bool:
    return node.quoted and text.startswith(("|", ">"), node.start)


def _first_line(text: str, node: Scalar) -> int:
    """Where the lines of a block text begin."""
    return min(node.end, line_end(text, node.start))


def written_at(text: str, node: Scalar, at: int) -> int:
    """Where that character of the scalar's value stands in the file, whatever its quotes, escapes, folds and indents.

    What can't be seen is not told apart: for a space it is the next thing that is seen; for the end it is the end.
    """
    left = sum(char not in SPACE for char in node.text[:at])
    mark = text[node.start : node.start + 1] if node.quoted else ""
    quote = mark if mark in ("'", '"') else ""
    start = _first_line(text, node) if _is_block(text, node) else node.start + len(quote)
    for piece in PIECES[quote].finditer(text, start, node.end - len(quote)):
        if piece[0] in SPACE or (quote == '"' and piece[0] in SPACE_ESCAPES):
            continue
        if not left:
            return piece.start()
        left -= 1
    return node.end
