"""Texts that a spreadsheet could calculate, and the apostrophe before them that keeps it from doing so. Pure.

A formula is told by its first sign that can be seen. It may also stand in the middle: where a file is opened with another
separator than its own, a cell is cut at each `,`, `;` or tab in it.
"""

import re

APOSTROPHE = "'"
_UNSEEN = r"\s\u00ad\u200b-\u200f\u2060\ufeff"
_SURE, _SIGNS = "=@＝＠", r"+\-＋－"
_FIRST = re.compile(rf"['\t\r\n]|[{_UNSEEN}]*[{_SURE}{_SIGNS}]")
# Behind a comma a dash opens what somebody says, and `;-)` is a smile: a sign is one where a word or a number follows.
_WITHIN = re.compile(rf"[,;\t]\"*[{_UNSEEN}]*(?:[{_SURE}]|[{_SIGNS}]\w)")


def needs_guard(text: str) -> bool:
    """Whether the text could be calculated, or begins with an apostrophe, which would be taken for a guard."""
    return _FIRST.match(text) is not None or _WITHIN.search(text) is not None


def unguarded(text: str) -> str:
    """A cell without its guard, when it has one."""
    return text[1:] if text[:1] == APOSTROPHE and needs_guard(text[1:]) else text
