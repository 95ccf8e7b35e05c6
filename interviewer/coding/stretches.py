"""The words and the sentences of a turn, as stretches of its code points. Pure."""

import re
import unicodedata
from functools import lru_cache

from interviewer.coding.excerpt import Span

# Chinese and Japanese have no spaces between words: there a character with its marks is one.
_ALONE = "\u3041-\u3096\u30a1-\u30fc\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = "\u0300-\u036f\u3099\u309a\ufe00-\ufe0f"
_WORD = re.compile(rf"[{_ALONE}][{_MARKS}]*|[^\s{_ALONE}]+")
_END = re.compile(r"(?:[.!?\u2026]+[\"'\u2019\u201d\u00bb)\]\u00a0\u202f ]*(?=\s|$)|[\u3002\uff01\uff1f]+)|\n+")
MOST_KEPT = 256


@lru_cache(maxsize=MOST_KEPT)
def words(text: str) -> tuple[Span, ...]:
    """Where each word begins and ends, without the punctuation around it; what is punctuation alone is no word.

    A text without any word is one stretch, so that it can be marked too.
    """
    found = tuple(span for one in _WORD.finditer(text) if (span := _bare(text, *one.span())))
    return found or _whole(text)


@lru_cache(maxsize=MOST_KEPT)
def sentences(text: str) -> tuple[Span, ...]:
    """Where each sentence begins and ends, its own punctuation included; what follows a line break begins anew."""
    found: list[Span] = []
    start = 0
    for end in (*(one.end() for one in _END.finditer(text) if _begins_anew(text, one.end())), len(text)):
        span = _trimmed(text, start, end)
        if span and any(map(str.isalnum, text[slice(*span)])):
            found.append(span)
            start = end
    return tuple(found) or _whole(text)


def touched(stretches: tuple[Span, ...], span: Span) -> tuple[int, int]:
    """The numbers of the first and the last stretch that the span touches; of the nearest one where it touches none."""
    start, end = span
    inside = [n for n, (a, b) in enumerate(stretches) if a < end and b > start]
    if inside:
        return inside[0], inside[-1]
    after = next((n for n, (a, _b) in enumerate(stretches) if a >= end), len(stretches) - 1)
    return after, after


def _whole(text: str) -> tuple[Span, ...]:
    span = _trimmed(text, 0, len(text))
    return (span or (0, len(text)),) if text else ()


def _begins_anew(text: str, place: int) -> bool:
    """Whether what follows can be the beginning of a sentence: no small letter, as behind `etc.`."""
    rest = text[place : place + 8].lstrip()
    return not rest[:1].islower() or "\n" in text[place - 1 : place]


def _bare(text: str, start: int, end: int) -> Span | None:
    while start < end and unicodedata.category(text[start])[0] == "P":
        start += 1
    while end > start and unicodedata.category(text[end - 1])[0] == "P":
        end -= 1
    return (start, end) if start < end else None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
