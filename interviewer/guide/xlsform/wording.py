"""Texts of a guide as labels of a form, and back: what phones would take for markup is shown as it was written.

ODK Collect and Enketo read `*`, `_`, `#` and links as Markdown and `<...>` as HTML; `${...}` is a reference.
"""

import re

BREAK = "\u200b"
"""A space without width: it keeps signs apart that mean something only together."""
BULLET = "• "
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_ITEM = re.compile(r"\n(?=\s*(?:[-•*–]|\d+[.)])\s)")
_TOGETHER = re.compile(r"(?<=<)(?=[A-Za-z/!?])|(?<=\$)(?=\{)|(?<=\])(?=\()|(?<=&)(?=#?\w+;)")
_MARKS = re.compile(r"[*_]")
_HEADING = re.compile(r"^([^\S\n]*)(?=#)", re.MULTILINE)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PAIR = 2


def label(text: str) -> str:
    """The text as a cell of a form: paragraphs filled, signs kept from meaning anything."""
    filled = "\n\n".join(_filled(part) for part in _PARAGRAPH.split(text.strip()))
    return harmless(filled)


def bullets(texts: list[str]) -> str:
    """The texts as lines of a list."""
    return "\n".join(BULLET + harmless(" ".join(text.split())) for text in texts)


def harmless(text: str) -> str:
    """The text with the signs of Markdown, HTML and references made to stand for themselves."""
    said = _NOT_IN_XML.sub("\ufffd", text)
    said = re.sub(r"\\(?=[\\*_#])", r"\\\\", said)
    if len(_MARKS.findall(said)) >= PAIR:  # one alone means nothing
        said = _MARKS.sub(r"\\\g<0>", said)
    return _TOGETHER.sub(BREAK, _HEADING.sub(r"\1\\", said))


def plain(cell: str) -> str:
    """The text that a label was made from, as far as its signs go."""
    return re.sub(r"\\([\\*_#])", r"\1", unbroken(cell))


def unbroken(cell: str) -> str:
    """Without the spaces that keep signs apart."""
    return re.sub(f"(?<=[<$\\]&]){BREAK}", "", cell)


def _filled(paragraph: str) -> str:
    """One line a paragraph, but list items keep theirs."""
    return "\n".join(" ".join(item.split()) for item in _ITEM.split(paragraph))
