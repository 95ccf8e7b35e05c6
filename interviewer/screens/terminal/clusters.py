"""What a person takes for one character, and how it is drawn so that every terminal agrees about its cells.

A family of emoji is 2 cells in one terminal, 6 in the next, and what comes behind it lands where the cursor is not. So
sequences that terminals disagree about are drawn in their parts, which all of them count alike. The stored text stays.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from prompt_toolkit.utils import get_cwidth
from wcwidth import iter_graphemes

from interviewer.screens.clean import clean

TAB = "    "
LATIN = " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
PUNCTUATION = "\u2010-\u2027\u2030-\u203b\u203d-\u2048\u204a-\u205e\u202f\u20ac"
IDEOGRAPHS = "\u3001\u3002\u300a-\u3011\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
# Between two of these a cluster always ends; the first take one cell each, the others two.
PLAIN, WIDE = f"{LATIN}{PUNCTUATION}", IDEOGRAPHS
SIMPLE = f"[{PLAIN}{WIDE}\u05d0-\u05ea\u0621-\u064a]"
NOT_PLAIN = re.compile(f"[^{PLAIN}]")
# Nothing below it goes together with anything.
FIRST_MARK = "\u0300"
# Longer clusters are an attack on the screen, and are cut for it.
LONGEST, WINDOW = 1024, 128
JOINER, REGIONS, TONES = "\u200d", range(0x1F1E6, 0x1F200), range(0x1F3FB, 0x1F400)
PICTURES = re.compile("[\u203c-\u21ff\u2300-\u27bf\u2900-\u2bff\u3030-\u3299\U0001f000-\U0001faff]")
UNSEEN = re.compile("[\ufe0f\U000e0020-\U000e007f]")
EMOJI = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")


def clusters(text: str, start: int, end: int) -> Iterator[str]:
    """What people see as characters between two places of one line, in order; reads no further than is asked for."""
    size = WINDOW
    while start < end:
        found = list(iter_graphemes(text[start : min(end, start + size)]))
        # The last one may go on behind the window.
        whole = found if start + size >= end or size > LONGEST else found[:-1]
        yield from whole
        start += sum(map(len, whole))
        size = WINDOW if whole else 2 * size


def next_place(text: str, index: int) -> int:
    """Where the cluster at the index ends (the end of the text at most); inside one, where that one ends."""
    return min(len(text), _around(text, index)[1])


def place_before(text: str, index: int) -> int:
    """Where the cluster begins that stands before the index, or around it."""
    return _around(text, index - 1)[0] if index > 0 else 0


def is_place(text: str, index: int) -> bool:
    """Whether the cursor can stand at the index: inside no cluster."""
    return index >= len(text) or index <= 0 or _parted(text, index) or _around(text, index)[0] == index


def _parted(text: str, index: int) -> bool:
    """Whether a cluster surely ends before the index, as two simple characters meet or a line ends there."""
    before, behind = text[index - 1], text[index]
    if "\n" in (before, behind):
        return True
    return (before < FIRST_MARK and behind < FIRST_MARK) or (is_simple(before) and is_simple(behind))


@lru_cache(maxsize=4096)
def is_simple(char: str) -> bool:
    """Whether a cluster surely ends between this character and another such one."""
    # Looked for when a text has such characters: making these expressions takes some milliseconds of the start.
    return re.match(SIMPLE, char) is not None


def _around(text: str, index: int) -> tuple[int, int]:
    """Where the cluster with the character at the index begins and ends."""
    if index >= len(text):
        return len(text), len(text)
    start = index
    while start > 0 and index - start < LONGEST and not _parted(text, start):
        start -= 1
    for cluster in iter_graphemes(text[start : index + LONGEST]):
        end = start + len(cluster)
        if end > index:
            return start, _without_line_end(text, start, end)
        start = end
    return start, index + 1


def _without_line_end(text: str, start: int, end: int) -> int:
    """A carriage return and the line feed behind it are two places here, as lines end between them."""
    return start + 1 if end - start == 2 and text[start] == "\r" else end  # noqa: PLR2004 - a pair


@lru_cache(maxsize=8192)
def drawn(cluster: str) -> str:
    """What stands on the screen for one cluster of the text: safe, and of the same width in every terminal."""
    if cluster == "\t":
        return TAB
    if EMOJI.search(cluster):
        cluster = _in_parts(cluster)
    seen = clean(cluster)
    # A mark with nothing to stand on would be drawn onto what stands before it.
    return f"\u25cc{seen}" if unicodedata.category(seen[:1] or " ") in ("Mn", "Me") else seen


def _in_parts(cluster: str) -> str:
    """An emoji sequence without what joins and tints it; the letters of a flag as wide letters."""
    seen = "".join(chr(ord(char) - 0x1F1E6 + 0xFF21) if ord(char) in REGIONS else char for char in cluster)
    if PICTURES.search(seen):
        seen = seen.replace(JOINER, "")
        seen = seen[0] + "".join(char for char in seen[1:] if ord(char) not in TONES)
    return UNSEEN.sub("", seen)


@lru_cache(maxsize=8192)
def cells_of(cluster: str) -> int:
    """The cells that one cluster takes as it is drawn."""
    return get_cwidth(drawn(cluster))


def drawn_line(text: str) -> str:
    """A line as it is drawn: each cluster of it so that every terminal counts the same cells."""
    return "".join(map(drawn, iter_graphemes(text))) if NOT_PLAIN.search(text) else text


def cells_of_line(text: str) -> int:
    """The cells that a line takes as it is drawn."""
    return get_cwidth(drawn_line(text))
