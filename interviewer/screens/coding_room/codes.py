"""The codes beside the turn: the tree with counts, what letters find in it, and what the lit code means."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interviewer.coding.model import Code
from interviewer.coding.shelf import Entry, Shelf
from interviewer.screens.clean import cells, clean, fit, one_line
from interviewer.screens.coding_room.style import accent
from interviewer.screens.room.lines import (
    EMPTY,
    Fragment,
    Row,
    cut,
    first_around,
    hanging,
    padded,
    paragraph,
    two_ends,
)
from interviewer.screens.words import _, language, plural

PROMPT = "› "
SPACES = re.compile(r"[ \t\r\n]+")  # not those that don't break


class Listed(NamedTuple):
    """The rows, the code on each (empty where none is), and the row of the lit one."""

    rows: tuple[Row, ...]
    codes: tuple[str, ...]
    eye: int


class Sought(NamedTuple):
    """The letters typed, the lit code, the codes on the turn, and the coder's marks by code."""

    letters: str
    lit: str
    here: Sequence[str]
    counts: Mapping[str, int]


def code_rows(shelf: Shelf, sought: Sought, width: int, height: int) -> Listed:
    """The letters typed, and the codes that they find."""
    letters, lit, here, counts = sought
    found = shelf.find(letters)
    at = next((n for n, entry in enumerate(found) if entry.id == lit), -1)
    room = max(0, height - 1)
    first = first_around(len(found), room, max(0, at))
    shown = found[first : first + room]
    flat = bool(letters.strip())
    drawn = [
        _code_row(shelf, one, width, one.id in here, counts.get(one.id, 0), lit=one.id == lit, flat=flat)
        for one in shown
    ]
    if not found:
        drawn = [
            cut(one, width) for one in paragraph(_("No code has these letters; Esc + makes one."), width, "class:warn")
        ]
    rows = [_prompt(letters, len(found), width), *drawn][:height]
    codes = ["", *(one.id for one in shown)][: len(rows)]
    codes += [""] * (len(rows) - len(codes))
    return Listed((*rows, *[EMPTY] * (height - len(rows))), tuple(codes), max(0, at - first + 1) if at >= 0 else 0)


def _prompt(letters: str, count: int, width: int) -> Row:
    """What is typed; while nothing is, what can be."""
    if not letters:
        words, head = _("type letters of a code"), _("marks")
        if cells(PROMPT) + cells(words) + cells(head) >= width:
            head = ""
        return two_ends((("class:key", PROMPT), ("class:quiet", words)), (("class:quiet", head),), width)
    typed: Row = (("class:key", PROMPT), ("class:question", clean(letters)))
    return two_ends(typed, (("class:quiet", plural("{count} code", "{count} codes", count)),), width)


def _code_row(shelf: Shelf, entry: Entry, width: int, marked: bool, count: int, *, lit: bool, flat: bool) -> Row:  # noqa: FBT001 - a fact of the row
    """Sign, colour, label and id, the count at the edge; the lit one is reversed, and pointed at."""
    colour = "" if lit else accent(colour_of(shelf, entry.id))  # reversed, an accent would be a ground
    label = entry.label(language()) or entry.id
    depth = 0 if flat else min(entry.depth, 4)
    sign: list[Fragment] = [
        ("", "▸" if lit else " "),
        ("" if lit else "class:sign.done", "✓" if marked else " "),
        ("", "  " * depth),
        (colour, "■ "),
    ]
    words = f"{label}  {entry.id}" if flat or cells(label) + cells(entry.id) + 12 + 2 * depth <= width else label
    plus: list[Fragment] = [("class:quiet", " +")] if entry.emergent else []
    number: Row = (("", f"{count} "),) if count else EMPTY
    left: Row = (*sign, ("class:theme" if entry.depth == 0 and not flat else "", one_line(words, width)), *plus)
    made = two_ends(left, number, width)
    return padded(made, width, "class:chosen") if lit else made


def colour_of(shelf: Shelf, code: str) -> str:
    """The colour of the code in the codebook, else that of a code above it."""
    for one in reversed(shelf.tree.path(code)):
        known = shelf.known(one)
        if known is not None and known.colour:
            return known.colour
    return ""


def label_of(shelf: Shelf, code: str) -> str:
    """How a code is called on the screen, also one that is retired."""
    entry, known = shelf.entry(code), shelf.known(code)
    found = entry.label(language()) if entry else known.label.said_in(language()) if known else ""
    return found or code


def definition_rows(shelf: Shelf, code: str, memo: str, width: int, height: int) -> list[Row]:
    """What the code means: its place in the tree, definition, when to use it and when not, an example, the memo.

    Where there is too little room each part gives way at its end, the definition last.
    """
    if not code:
        return [EMPTY] * height
    known = shelf.known(code)
    rows: list[Row] = [_title(shelf, code, width)]
    parts = meaning(known) if known else ((_("born while coding; no definition yet"), ""),)
    parts = (*parts, *(((_("Memo"), memo),) if memo else ()))
    drawn = [_part(name, words, width) for name, words in parts]
    room = height - 1
    while drawn and sum(map(len, drawn)) > room:
        longest = max(range(len(drawn)), key=lambda n: (len(drawn[n]), n))
        if len(drawn[longest]) <= 1:
            drawn.pop()
            continue
        drawn[longest] = [*drawn[longest][:-2], _ellipsis(drawn[longest][-2], width)]
    rows += [one for part in drawn for one in part]
    return [*rows[:height], *[EMPTY] * (height - len(rows))]


def whole_definition(shelf: Shelf, code: str, memo: str, width: int) -> list[Row]:
    """The same without any limit."""
    known = shelf.known(code)
    parts = (*(meaning(known) if known else ()), *(((_("Memo"), memo),) if memo else ()))
    rows = [_title(shelf, code, width), EMPTY]
    for name, words in parts:
        rows += [*_part(name, words, width), EMPTY]
    return rows


def meaning(code: Code) -> tuple[tuple[str, str], ...]:
    """The parts of a code's entry that there are, with their names."""
    said = language()
    parts = (
        ("", code.definition),
        (_("Use when"), code.use_when),
        (_("Not when"), code.not_when),
        (_("Example"), code.example),
    )
    return tuple((name, text.said_in(said)) for name, text in parts if text.words)


def _title(shelf: Shelf, code: str, width: int) -> Row:
    path = " / ".join(label_of(shelf, one) for one in shelf.tree.path(code))
    colour = accent(colour_of(shelf, code))
    return cut(((colour, "■ "), ("class:theme", clean(path)), ("class:quiet", f"  {code}")), width)


def _part(name: str, words: str, width: int) -> list[Row]:
    words = " ".join(SPACES.split(words.strip()))
    if not name:
        return paragraph(words, width)
    if not words:
        return paragraph(name, width, "class:quiet")
    return _named(f"{name} ", words, width)


def _named(name: str, words: str, width: int) -> list[Row]:
    """The name in bold where the text begins; all further rows full."""
    rows = paragraph(name + words, width)
    first = rows[0][0][1] if rows and rows[0] else ""
    if not first.startswith(name):
        return hanging((("class:key", name),), words, width)
    return [(("class:key", name), ("", first.removeprefix(name))), *rows[1:]]


def _ellipsis(kept: Row, width: int) -> Row:
    """The row with the sign that its text goes on."""
    room = width - 2
    shown: list[Fragment] = []
    for style, words in kept:
        part = fit(words, room)
        if part != words and " " in part.rstrip():
            part = part.rstrip().rpartition(" ")[0]
        shown.append((style, part))
        room -= cells(part)
    return (*shown[:-1], (shown[-1][0], shown[-1][1].rstrip() + " …"))
