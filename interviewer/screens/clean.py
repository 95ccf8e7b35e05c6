"""The border to the terminal: what people typed is shown with its dangers made visible, and cut and wrapped by cells.

The stored text stays what was typed; only what is printed goes through here.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import lru_cache

MOST_MARKS = 8
ELLIPSIS = "…"
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
DANGER = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f{BIDI}\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001]"
)
# Nothing below U+0300 combines; what this finds is looked at closely, and plain French never gets there.
CROWD = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1},}}")

TIED = frozenset("?!:;»")  # signs that stay with the word before them, over a space too
RUN = 8  # spaces that are looked over for such a sign


def mark(char: str) -> str:
    """How a character that must not reach the terminal is shown: `␛` for ESC, `<U+202E>` for the override."""
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\u2421" if char == "\x7f" else f"<U+{ord(char):04X}>"


def clean(text: str) -> str:
    """The text with control, C1, bidi, separator, BOM and surrogate characters as marks; newline and tab stay.

    More than eight combining marks in a row are cut to eight and the count of those left out. Cleaning twice changes
    nothing.
    """
    if text.replace("\n", "").replace("\u00a0", "").isprintable():  # nothing dangerous is printable
        return text if text.isascii() or _is_familiar(text) else CROWD.sub(_thin, text)
    return CROWD.sub(_thin, DANGER.sub(lambda found: mark(found[0]), text))


def _is_familiar(text: str) -> bool:
    """Whether all of it stands in the old Windows alphabet, in which nothing combines: told ten times as fast."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _thin(found: re.Match[str]) -> str:
    kept, run, dropped = [], 0, 0
    for char in found[0]:
        run = run + 1 if char_cells(char) == 0 else 0
        if run > MOST_MARKS:
            dropped += 1
            continue
        if dropped:
            kept.append(f"<+{dropped}>")
            dropped = 0
        kept.append(char)
    return "".join(kept) + (f"<+{dropped}>" if dropped else "")


@lru_cache(maxsize=4096)
def char_cells(char: str) -> int:
    """How many cells of the terminal a character takes: 0 for what combines, 2 for wide ones and emoji, else 1."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc") and char != "\u00ad":
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cells(text: str) -> int:
    """How many cells of the terminal a cleaned text of one line takes."""
    return len(text) if text.isascii() else sum(map(char_cells, text))


def one_line(text: str, width: int) -> str:
    """The cleaned text on one line of at most `width` cells: newlines as `⏎`, tabs as spaces, `…` where it was cut."""
    # A cell holds a character and at most eight marks, so more than this is never shown; it may be a whole book.
    ahead = text[: (width + 1) * (MOST_MARKS + 1) + 1]
    shown = clean(ahead).replace("\n", "⏎").replace("\t", " ")
    if len(ahead) == len(text) and cells(shown) <= width:
        return shown
    return fit(shown, width - 1) + ELLIPSIS if width > 0 else ""


def fit(text: str, width: int) -> str:
    """As much of the beginning of a cleaned line as fits into `width` cells."""
    if text.isascii():
        return text[: max(0, width)]
    used = 0
    for place, char in enumerate(text):
        used += char_cells(char)
        if used > width:
            return text[:place]
    return text


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """The cleaned text as rows of at most `width` cells, broken after spaces; `indent` opens each row and counts.

    Line breaks of the text stay; no-break spaces don't break; a word longer than a row is cut.
    """
    room = max(1, width - cells(indent))
    rows: list[str] = []
    for line in clean(text).replace("\t", "    ").split("\n"):
        starts = row_starts(line, room, char_cells)
        ends = [*starts[1:], len(line)]
        rows.extend((indent + line[a:b]).rstrip(" ") for a, b in zip(starts, ends, strict=True))
    return rows


def row_starts(line: str, width: int, measure: Callable[[str], int]) -> list[int]:
    """Where the rows of a paragraph begin when it is wrapped to `width` cells; `measure` gives a character's cells.

    Rows break after spaces (which may hang over the edge) and before wide characters; else they are cut.
    """
    odd = {} if line.isascii() and line.isprintable() else _odd(line, measure)
    places = [place for place, char in enumerate(line) if char in odd] if odd else []
    starts, start = [0], 0
    while True:
        near = bisect_left(places, start)
        if near < len(places) and places[near] <= start + width:
            start = _next_row(line, start, width, odd)
        else:
            start = _next_plain_row(line, start, width)
        if start >= len(line):
            return starts
        starts.append(start)


def _odd(line: str, measure: Callable[[str], int]) -> dict[str, int]:
    return {char: size for char in set(line) if (size := measure(char)) != 1}


def _next_plain_row(line: str, start: int, width: int) -> int:
    """Where the next row begins when each character takes one cell."""
    if len(line) - start <= width:
        return len(line)
    space = last_break(line, start, start + width + 1)
    return start + width if space < start else _past_spaces(line, space)


def last_break(text: str, start: int, end: int) -> int:
    """The last space in [start, end) behind which a row may begin: rather none that a sign is tied to; -1 without any."""
    last = space = text.rfind(" ", start, end)
    while space >= start and is_tied(text, space + 1):
        space = text.rfind(" ", start, space)
    return last if space < start else space


def is_tied(text: str, place: int) -> bool:
    """Whether what stands behind a space belongs to what stands before it: a sign, as French sets it, or after `«`."""
    return text[place : place + RUN].lstrip(" ")[:1] in TIED or text[max(0, place - 2) : place - 1] == "«"


def _past_spaces(line: str, place: int) -> int:
    while place < len(line) and line[place] == " ":
        place += 1
    return place


def _next_row(line: str, start: int, width: int, odd: Mapping[str, int]) -> int:
    """Where the next row begins when characters differ in width."""
    used, cut, tied = 0, start, start
    for place in range(start, len(line)):
        char = line[place]
        size = odd.get(char, 1)
        if size > 1 and place > start and _may_part(line[place - 1], char):
            cut = place
        if used + size > width and char != " ":
            return cut if cut > start else tied if tied > start else max(place, start + 1)
        used += size
        if char == " ":
            cut, tied = (cut, place + 1) if is_tied(line, place + 1) else (place + 1, place + 1)
    return len(line)


def _may_part(before: str, wide: str) -> bool:
    """Whether a row may end before a wide character: not inside a joined emoji nor before a tone of skin."""
    return before != "\u200d" and not "\U0001f3fb" <= wide <= "\U0001f3ff"
