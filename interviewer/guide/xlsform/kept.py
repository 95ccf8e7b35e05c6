"""The guide beside its form, in a sheet of its own that phones and servers pass over: what a form can't hold stays with it.

Comments of the file are not in it: they are for the team, and forms travel.
"""

from hashlib import sha256
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from interviewer.errors import CannotError
from interviewer.guide.model import Guide, Text
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from interviewer.sheets.model import Book, Sheet

KEPT, HEAD = "interviewer", "interviewer.guide"
"""The name of the sheet and its first cell, beside which the sum of what stands below is."""
LONGEST_CELL = 16_000
"""A longer line goes on in the cells to its right."""


def kept(guide: Guide) -> tuple[Sheet, ...]:
    """The sheet with the guide's YAML, a line a row; none where the guide has characters that no file may hold."""
    try:
        lines = guide_text(_narrowed(guide, guide.languages)).rstrip("\n").split("\n")
    except CannotError:
        return ()
    rows = tuple(
        tuple(line[at : at + LONGEST_CELL] for at in range(0, max(len(line), 1), LONGEST_CELL)) for line in lines
    )
    return (Sheet(KEPT, ((HEAD, _sum(lines)), *rows)),)


def kept_guide(book: Book) -> Guide | None:
    """The guide that a form was made from; None where the sheet is missing, or was changed."""
    sheet = next((one for one in book.sheets if is_kept(one)), None)
    lines = ["".join(row) for row in sheet.rows[1:]] if sheet else []
    if sheet is None or sheet.rows[0][1:2] != (_sum(lines),):
        return None
    guide, problems = read_guide("\n".join([*lines, ""]).encode("utf-8", "replace"))
    sound = not any(one.severity == "error" for one in problems)
    return replace(guide, sha256="", source="") if guide and sound else None


def is_kept(sheet: Sheet) -> bool:
    """Whether the sheet holds the guide of its form."""
    return sheet.name == KEPT and bool(sheet.rows) and sheet.rows[0][:1] == (HEAD,)


def _sum(lines: list[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _narrowed(value: Any, languages: tuple[str, ...]) -> Any:
    """The same with its texts in these languages only: a form may be in fewer than its guide."""
    if isinstance(value, Text):
        return Text({code: said for code, said in value.words.items() if code in languages})
    if isinstance(value, Struct):
        return replace(value, **{name: _narrowed(getattr(value, name), languages) for name in value.__struct_fields__})
    if isinstance(value, tuple):
        return tuple(_narrowed(one, languages) for one in value)
    if isinstance(value, dict):
        return {name: _narrowed(one, languages) for name, one in value.items()}
    return value
