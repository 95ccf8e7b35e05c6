"""HTML in the labels of forms, which phones show as layout and nobody could read aloud -> plain words."""

import re
from html import unescape

TAG = re.compile(
    r"<(?P<end>/?)(?P<name>!doctype|html|head|body|style|script|p|br|hr|b|strong|i|em|u|small|big|center|font|span|div|a|img"
    r"|ul|ol|li|table|thead|tbody|tr|td|th|h[1-6]|sup|sub|blockquote|pre)\b[^<>]*>",
    re.IGNORECASE,
)
UNSEEN = re.compile(r"<(style|script)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
BREAKING = frozenset(
    ["p", "br", "hr", "div", "ul", "ol", "li", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"]
)
ITEM = "- "


def has_markup(words: str) -> bool:
    """Whether there are tags of HTML among the words."""
    return "<" in words and TAG.search(words) is not None


def without_markup(words: str) -> str:
    """The words that a page would show: line breaks where it breaks lines, a dash before items of a list."""
    if not has_markup(words):
        return words
    bare = unescape(TAG.sub(_shown, UNSEEN.sub("", words)))
    lines = [" ".join(line.split()) for line in bare.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line != ITEM.strip())).strip()


def _shown(found: re.Match[str]) -> str:
    name = found["name"].lower()
    if name == "li" and not found["end"]:
        return f"\n{ITEM}"
    if name in ("td", "th"):
        return " "
    return "\n" if name in BREAKING else ""
