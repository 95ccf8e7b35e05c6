"""Where things of a YAML file begin and end: nodes, dashes, lines. Offsets count the characters of the decoded text. Pure."""

import re

from interviewer.yamltext import BOM, Node, Scalar, Sequence

BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*")


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
