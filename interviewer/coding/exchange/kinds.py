"""Which kind of file somebody brings, and the codes in it. Pure."""

from collections.abc import Sequence

from msgspec.structs import replace

from interviewer.coding.codebook import read_codebook
from interviewer.coding.exchange.brought import Brought
from interviewer.coding.exchange.refi import read_refi
from interviewer.coding.exchange.tables import read_table
from interviewer.errors import Problem

XML_STARTS = ("<", "\ufeff<")
XML_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
PACKED = b"PK\x03\x04"


def read_any(data: bytes, name: str) -> tuple[tuple[Brought, ...], Sequence[Problem]]:
    """The codes of a file of any kind that we read, and all problems by place; `name` tells our own YAML from a table."""
    if name.lower().endswith((".yaml", ".yml")):
        return _ours(data)
    head = data[:64]
    if head.startswith(PACKED) or any(
        head[: len(head) // 2 * 2].decode(encoding, "replace").lstrip().startswith(XML_STARTS)
        for encoding in XML_ENCODINGS
    ):
        return read_refi(data)
    return read_table(data)


def _ours(data: bytes) -> tuple[tuple[Brought, ...], Sequence[Problem]]:
    """The codebook of another study."""
    book, problems = read_codebook(data)
    codes = book.codes if book else ()
    return tuple(Brought(code.id, code.parent, replace(code, parent=""), code.id) for code in codes), problems
