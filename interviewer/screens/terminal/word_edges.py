"""Where words begin and end, letters of every language counted as letters."""

import re

# What is written over, under or between the letters of a word belongs to it.
WORD = re.compile("(?:\\w[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u200c\u200d]*)+")
LONGEST = 500


def word_start(text: str, place: int) -> int:
    """Where the word before the place begins."""
    # A window bounds the search in a long text; words are shorter.
    low = max(0, place - LONGEST)
    starts = [low + found.start() for found in WORD.finditer(text[low:place])]
    return starts[-1] if starts else low


def word_end(text: str, place: int) -> int:
    """Where the word at or behind the place ends."""
    found = WORD.search(text, place)
    return found.end() if found else len(text)
