"""What lies over the coding room for a moment: the keys, the help, a code in full."""

from interviewer.screens.clean import cells
from interviewer.screens.coding_room.keymap import KEYS, PLAIN, Key
from interviewer.screens.room.lines import EMPTY, Row, cut, hanging, paragraph
from interviewer.screens.words import _

KEY_CELLS = 10


def help_rows(width: int) -> list[Row]:
    """How a turn is coded, then all keys."""
    rows = paragraph(_("Type a few letters of a code; Enter marks what is selected with it."), width, "class:theme")
    rows += [EMPTY, *paragraph(_("Keys:"), width, "class:quiet"), *_plain_rows(width), EMPTY]
    rows += [*paragraph(_("Alt and a key, or Esc and then the key:"), width, "class:quiet"), *_key_rows(width), EMPTY]
    signs = _("✓ coded  ○ not coded  ★ key quotation  ✎ memo  ° suggested  ! the words are no longer there")
    return [*rows, *paragraph(signs, width, "class:quiet")]


def key_page(width: int) -> list[Row]:
    """What Esc alone shows: the keys, one of which acts now."""
    return [
        *paragraph(_("One of these keys now; any other goes back."), width, "class:theme"),
        EMPTY,
        *_key_rows(width),
        EMPTY,
        *paragraph(_("Without Esc:"), width, "class:quiet"),
        *_plain_rows(width),
    ]


def _plain_rows(width: int) -> list[Row]:
    rows: list[Row] = []
    for key, does in PLAIN:
        if width < KEY_CELLS * 2:
            rows += [*paragraph(key, width, "class:key", "  "), *paragraph(_(does), width, "", "    ")]
        else:
            name = f"  {key}{' ' * (KEY_CELLS - cells(key))} "
            rows += hanging((("class:key", name),), _(does), width)
    return rows


def _key_rows(width: int) -> list[Row]:
    """The keys in as many columns as fit."""
    column = max(cells(_(key.does)) for key in KEYS) + 6
    across = max(1, (width - 2) // column)
    down = -(-len(KEYS) // across)
    return [_key_row([KEYS[n] for n in range(line, len(KEYS), down)], column, width) for line in range(down)]


def _key_row(keys: list[Key], column: int, width: int) -> Row:
    fragments: list[tuple[str, str]] = [("", "  ")]
    for key in keys:
        does = _(key.does)
        fragments += [("class:key", f"{key.key} "), ("", does + " " * (column - cells(does) - 2))]
    return cut(tuple(fragments), width)
