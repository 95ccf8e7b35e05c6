"""Where the words of an excerpt stand in a turn. Pure."""

import unicodedata
from collections.abc import Iterator

Span = tuple[int, int]

# What keyboards, word processors and spreadsheets put in each other's place.
ALIKE = {
    **dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u00a0\u202f\u2009\t\n\r", " "),
    "\u2011": "-",
    "\u2026": "...",
}
QUOTES = ('"', "\u201c", "\u201d", "\u00ab", "\u00bb")


def find_excerpt(text: str, excerpt: str) -> list[Span]:
    """All places [start, end) of the excerpt in the text, in code points of the text; overlapping ones too.

    The exact words first; only where they are nowhere, those that differ in typography alone: apostrophes, quotation
    marks, no-break spaces, line ends, composed or decomposed accents.
    """
    if not excerpt:
        return []
    exact = [(at, at + len(excerpt)) for at in _places(text, excerpt)]
    return exact or _find_alike(text, excerpt)


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in typography at most."""
    return one == other or _alike(one)[0] == _alike(other)[0]


def find_between(text: str, excerpt: str) -> list[Span]:
    """The places of `first words ... last words`: from each place of the first to the nearest end of the last after it."""
    first, dots, last = excerpt.replace("\u2026", "...").partition("...")
    first, last = first.strip(), last.strip()
    if not (dots and first and last):
        return []
    ends = find_excerpt(text, last)
    spans = [(start, min((e for s, e in ends if s >= stop), default=-1)) for start, stop in find_excerpt(text, first)]
    return [(start, end) for start, end in spans if end > start]


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _clusters(text: str) -> Iterator[Span]:
    """Each character with the accents that follow it; CR LF counts as one."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (unicodedata.combining(text[at]) or text[at - 1 : at + 1] == "\r\n"):
            yield start, at
            start = at


def _alike(text: str) -> tuple[str, list[int], list[int]]:
    """The text without its typography; for each character of it where its cluster starts and ends in the original."""
    made: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text) if text else ():
        cluster = text[start:end]
        plain = " " if cluster == "\r\n" else unicodedata.normalize("NFD", cluster)
        letters = "".join(ALIKE.get(letter, letter) for letter in plain)
        made.append(letters)
        starts += [start] * len(letters)
        ends += [end] * len(letters)
    return "".join(made), starts, ends


def _find_alike(text: str, excerpt: str) -> list[Span]:
    plain, starts, ends = _alike(text)
    wanted = _alike(excerpt)[0]
    found = []
    for at in _places(plain, wanted):
        last = at + len(wanted) - 1
        whole_start = at == 0 or starts[at - 1] != starts[at]
        whole_end = last + 1 == len(plain) or ends[last + 1] != ends[last]
        if whole_start and whole_end:  # half of an accented letter is not what was meant
            found.append((starts[at], ends[last]))
    return found


def find_typed(text: str, typed: str) -> list[Span]:
    """The places that somebody means who types an excerpt by hand.

    The words themselves; the words inside quotation marks; `first words ... last words`; each of these with ` #2` at
    the end for the second place. What is found first in this order counts.
    """
    for words in (typed, typed.strip(), _unquoted(typed.strip())):
        found = find_excerpt(text, words) or find_between(text, words)
        if found:
            return found
    before, sign, number = typed.strip().rpartition("#")
    if sign and before.strip() and number.isascii() and number.isdigit():
        return find_typed(text, before)[int(number) - 1 : int(number)] if int(number) else []
    return []


def _unquoted(text: str) -> str:
    inside = text[1:-1].strip()
    return inside if text[:1] in QUOTES and text[-1:] in QUOTES and inside else text
