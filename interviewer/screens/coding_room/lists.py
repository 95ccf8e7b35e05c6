"""A list in the place of the turn: its title, the letters that narrow it, and what can be gone to."""

from typing import NamedTuple

from interviewer.screens.clean import clean, one_line
from interviewer.screens.coding_room.sight import Item, Listing
from interviewer.screens.room.lines import EMPTY, Row, cut, padded, row, two_ends
from interviewer.screens.terminal.clusters import drawn_line
from interviewer.screens.words import _

CONTEXT = 40  # characters before the words that are meant
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
    head = [two_ends(row(f" {listing.title}", "class:theme", width), (("class:quiet", f"{how} "),), width)]
    if listing.by_letters:
        head.append((("class:key", f" {PROMPT}"), ("class:question", clean(listing.letters))))
    head.append(EMPTY)
    each = 1 if listing.by_letters else 2
    room = max(1, (height - len(head)) // each)
    first = max(0, min(at - room // 2, len(found) - room))
    rows, items = list(head), [-1] * len(head)
    for n, item in enumerate(found[first : first + room], first):
        drawn = _one_row(item, width) if each == 1 else _two_rows(item, width)
        lit = [padded(one, width, "class:chosen") for one in drawn] if n == at else drawn
        rows += lit
        items += [n] * len(lit)
    if not found:
        rows.append(row("  " + _("Nothing is there."), "class:quiet", width))
        items.append(-1)
    if listing.more and len(rows) < height:
        rows.append(row("  " + _("and {count} more").format(count=listing.more), "class:quiet", width))
        items.append(-1)
    rows, items = rows[:height], items[:height]
    eye = items.index(at) if at in items else 0
    return Laid((*rows, *[EMPTY] * (height - len(rows))), (*items, *[-1] * (height - len(items))), eye)


def _one_row(item: Item, width: int) -> list[Row]:
    words = f"  {one_line(item.words, width)}" if item.words else ""
    return [cut((("", " "), ("class:key", clean(item.head)), ("", words)), width)]


def _two_rows(item: Item, width: int) -> list[Row]:
    """The head, and under it the words around those that are meant."""
    return [cut((("", " "), ("class:quiet", one_line(item.head, width))), width), cut(_excerpt(item, width), width)]


def _excerpt(item: Item, width: int) -> Row:
    if item.span is None:
        return (("", "   "), ("", one_line(item.words, max(1, width - 3))))
    start, end = item.span
    room = max(8, width - 4)
    left = max(0, start - min(CONTEXT, room // 3))
    if end - left > room and end - start < room:
        left = max(left, end - room)
    before = ("… " if left else "") + _flat(item.words[left:start])
    return (
        ("", "   "),
        ("class:quiet", before),
        ("class:hit", _flat(item.words[start : min(end, start + room)])),
        ("class:quiet", _flat(item.words[end : end + room])),
    )


def _flat(words: str) -> str:
    return drawn_line(clean(words).replace("\n", " ").replace("\t", " "))
