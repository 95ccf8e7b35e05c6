"""Texts of a guide as they can stand on paper: what no paper shows is replaced, paragraphs are filled anew."""

import re
from unicodedata import bidirectional

REPLACEMENT = "\ufffd"
# Controls, surrogates, what is no character, and what turns the direction of all that follows. The marks that single
# letters of right-to-left languages need (U+200C to U+200F, U+061C) stay.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0001]"
)
BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
ITEM = re.compile(r"\n(?=\s*(?:[-•*–]|\d+[.)])\s)")
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
SIGN = re.compile(r" (?=[?!:;»])|(?<=«) ")


def printable(text: str) -> str:
    """The text with `�` for every character that paper can't show, and plain line ends."""
    return UNPRINTABLE.sub(REPLACEMENT, BREAKS.sub("\n", text))


def unprintable(text: str) -> int:
    """How many characters of the text paper can't show."""
    return len(UNPRINTABLE.findall(text))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs and list items of a text; the line ends inside them are only those of the file."""
    parts = (item for part in BLANK_LINE.split(printable(text)) for item in ITEM.split(part))
    return tuple(filled for part in parts if (filled := " ".join(part.split())))


def line(text: str) -> str:
    """The text as one line."""
    return " ".join(paragraphs(text))


def shortened(text: str, most: int) -> str:
    """The text, cut at a word where it is longer than that."""
    if len(text) <= most:
        return text
    begun = text[: most - 1]
    return (begun.rpartition(" ")[0].rstrip(" ,;:.") or begun) + "…"


def from_the_left(text: str) -> bool:
    """Whether the first letter of the text that has a direction is written from left to right."""
    return next((kind == "L" for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), False)


def typeset(text: str, language: str) -> str:
    """The text as a printer sets it: curved apostrophes; in French, signs that stay with the word before them."""
    curved = APOSTROPHE.sub("’", text)
    return SIGN.sub("\u00a0", curved) if language.startswith("fr") else curved
