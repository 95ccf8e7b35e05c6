"""A list in the place of the turn: its title, the letters that narrow it, and what can be gone to."""

from typing import NamedTuple

from interviewer.screens.clean import cells, clean, one_line
from interviewer.screens.coding_room.sight import Item, Listing
from interviewer.screens.room.lines import EMPTY, Row, cut, padded, row, row_cells, two_ends
from interviewer.screens.terminal.clusters import drawn_line
from interviewer.screens.terminal.folding import Folding
from interviewer.screens.words import _

CONTEXT = 60  # characters before and behind the words that are meant
MOST_ROWS = 3
PROMPT = "› "


class Laid(NamedTuple):
    """The rows, the number of the item on each (-1 where there is none), and the row of the lit one."""

    rows: tuple[Row, ...]
    items: tuple[int, ...]
    eye: int


def list_rows(listing: Listing, width: int, height: int) -> Laid:
    """The list around its lit item."""
    found = listing.found()
    at = min(listing.at, len(found) - 1)
    how = _("Enter goes there · Esc leaves")
    title = row(f" {listing.title}", "class:theme", width)
    fits = row_cells(title) + cells(how) + 2 <= width
    head = [two_ends(title, (("class:quiet", f"{how} "),) if fits else EMPTY, width)]
    if listing.by_letters:
        head.append((("class:key", f" {PROMPT}"), ("class:question", clean(listing.letters))))
    head.append(EMPTY)
    blocks = [
        _one_row(item, width) if listing.by_letters else _excerpt_rows(item, width) for item in _near(found, at, height)
    ]
    first = max(0, at - height)
    rows, items = list(head), [-1] * len(head)
    start = _first_block([len(block) for block in blocks], at - first, height - len(head))
    for n, block in enumerate(blocks[start:], first + start):
        lit = [padded(_without_colours(one), width, "class:chosen") if one and n == at else one for one in block]
        rows += lit
        items += [n] * len(lit)
        if len(rows) >= height:
            break
    if not found:
        rows.append(row("  " + _("Nothing is there."), "class:quiet", width))
        items.append(-1)
    if listing.more and len(rows) < height:
        rows.append(row("  " + _("and {count} more").format(count=listing.more), "class:quiet", width))
        items.append(-1)
    rows, items = rows[:height], items[:height]
    eye = items.index(at) if at in items else 0
    return Laid((*rows, *[EMPTY] * (height - len(rows))), (*items, *[-1] * (height - len(items))), eye)


def _near(found: tuple[Item, ...], at: int, height: int) -> tuple[Item, ...]:
    """The items that may be seen around the lit one."""
    return found[max(0, at - height) : at + height]


def _first_block(heights: list[int], at: int, room: int) -> int:
    """From which item on they are shown, so that the lit one is seen near the middle."""
    if at < 0:
        return 0
    start, used = at, heights[at] if heights else 0
    while start > 0 and used + heights[start - 1] <= max(room // 2, heights[at]):
        start -= 1
        used += heights[start]
    left = sum(heights[start:])
    while start > 0 and left + heights[start - 1] <= room:
        start -= 1
        left += heights[start]
    return start


def _without_colours(one: Row) -> Row:
    return tuple(("class:hit" if style == "class:hit" else "", words) for style, words in one)


def _one_row(item: Item, width: int) -> list[Row]:
    words = f"  {one_line(item.words, width)}" if item.words else ""
    return [cut((("", " "), ("class:key", clean(item.head)), ("", words)), width)]


def _excerpt_rows(item: Item, width: int) -> list[Row]:
    """The head, the words that are meant with a few around them, and an empty row."""
    head = cut((("", " "), ("class:quiet", one_line(item.head, width))), width)
    start, end = item.span or (0, len(item.words))
    low, high = _word_before(item.words, start - CONTEXT), _word_behind(item.words, end + CONTEXT)
    before, behind = "… " if low else "", " …" if high < len(item.words) else ""
    text = before + " ".join(item.words[low:high].split("\n")) + behind
    start, end = start - low + len(before), end - low + len(before)
    folding = Folding(text, max(8, width - 5))
    rows: list[Row] = []
    for n in range(min(folding.count, MOST_ROWS)):
        a, b, _folded = folding.span(n)
        parts = (
            (a, min(b, start), "class:quiet"),
            (max(a, start), min(b, end), "class:hit"),
            (max(a, end), b, "class:quiet"),
        )
        words = tuple(
            (style if item.span else "", drawn_line(clean(text[one:other])))
            for one, other, style in parts
            if one < other
        )
        more = n == MOST_ROWS - 1 and folding.count > MOST_ROWS
        rows.append((("", "   "), *words, *((("class:quiet", " …"),) if more else ())))
    return [head, *(cut(one, width) for one in rows), EMPTY]


def _word_before(text: str, place: int) -> int:
    """Where the word at the place begins; the beginning of the text before it."""
    if place <= 0:
        return 0
    found = text.rfind(" ", 0, place)
    return found + 1 if found >= 0 else 0


def _word_behind(text: str, place: int) -> int:
    found = text.find(" ", place) if place < len(text) else -1
    return found if found >= 0 else len(text)
