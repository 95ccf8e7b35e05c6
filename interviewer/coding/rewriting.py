"""The text of codebook.yaml -> the same text with other codes, everything else of it as people wrote it. Pure.

What is wanted is said as a codebook; the splices follow from where it differs. The new text is read again and must say
just that, else it is refused.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.codebook import CODE_KEYS, read_codebook
from interviewer.coding.model import Code, Codebook
from interviewer.errors import CannotError, FilesError
from interviewer.guide.model import Place, Text
from interviewer.schema import follow
from interviewer.yamlplaces import line_end, newline_at
from interviewer.yamlsplice import Edit, Value, insert_item, remove_item, set_keys
from interviewer.yamltext import Mapping as YamlMapping
from interviewer.yamltext import Node, Scalar, Sequence, quote, read, splice

NEW_FILE = "codes:\n"
NOTHING: Mapping[str, str] = {}


class Source(NamedTuple):
    """A codebook as it is written: its text, the tree of it, what it says, and the language of its plain texts."""

    text: str
    root: Node | None
    book: Codebook
    language: str = ""


class Rewritten(NamedTuple):
    """The new text, the splices that made it, and what it says."""

    text: str
    edits: tuple[Edit, ...]
    book: Codebook


def source(data: bytes, path: str = "") -> Source:
    """The codebook to be changed; FilesError with all its problems where one of them is an error."""
    book, problems = read_codebook(data, path)
    if book is None:
        raise FilesError(problems)
    root = read(data)[0]
    said = follow(root, "language")
    return Source(data.decode("utf-8"), root, book, said.text if isinstance(said, Scalar) else "")


def rewritten(before: Source, wanted: Codebook, renamed: Mapping[str, str] = NOTHING) -> Rewritten:
    """The text that says what is wanted: codes changed, added behind those before them, taken out.

    `renamed` maps ids to those under which the same codes are wanted. CannotError `codebook_not_rewritten` where the
    file is written in a way that the splices don't get right.
    """
    try:
        edits = tuple(_edits(before, wanted, renamed))
        text = splice(before.text, edits)
    except ValueError:
        raise CannotError("codebook_not_rewritten") from None
    found, _problems = read_codebook(text.encode())
    if found is None or _unplaced(found) != _unplaced(wanted):
        raise CannotError("codebook_not_rewritten")
    return Rewritten(text, edits, found)


def _unplaced(book: Codebook) -> Codebook:
    return Codebook(tuple(replace(code, place=Place()) for code in book.codes))


def _edits(before: Source, wanted: Codebook, renamed: Mapping[str, str]) -> Iterable[Edit]:
    there = {renamed.get(code.id, code.id): code for code in before.book.codes}
    nodes = follow(before.root, "codes")
    if not isinstance(nodes, Sequence) or not nodes.items:
        yield from _first_codes(before, nodes, wanted.codes)
        return
    places = {code: n for n, code in enumerate(there)}
    for code in wanted.codes:
        if code.id in there:
            node = nodes.items[places[code.id]]
            assert isinstance(node, YamlMapping)  # the reader says so
            yield from set_keys(before.text, node, _changes(node, there[code.id], code, before.language), CODE_KEYS)
    yield from _new_items(before, nodes, wanted.codes, places)
    kept = {code.id for code in wanted.codes}
    for gone in places.keys() - kept:
        yield from remove_item(before.text, nodes, places[gone])


def _new_items(before: Source, nodes: Sequence, codes: Iterable[Code], places: Mapping[str, int]) -> Iterable[Edit]:
    at = 0
    for code in codes:
        if code.id in places:
            at = places[code.id] + 1
        else:
            yield from insert_item(before.text, nodes, at, as_value(code, before.language))


def _first_codes(before: Source, nodes: Node | None, codes: Iterable[Code]) -> Iterable[Edit]:
    """The codes of a file that has none: below its empty list, else at its end."""
    text = before.text
    rows = _as_rows(codes, before.language)
    if not rows:
        return
    if isinstance(nodes, Sequence):
        yield Edit(text.rindex(":", 0, nodes.start) + 1, nodes.end, "")
        spot = line_end(text, nodes.end)
        newline = newline_at(text, spot)
        yield Edit(spot, spot, "".join(f"{newline}  {row}" if row else newline for row in rows))
        return
    newline = newline_at(text, len(text))
    opening = "" if not text or text.endswith("\n") else newline
    made = NEW_FILE.replace("\n", newline) + "".join(f"  {row}{newline}" if row else newline for row in rows)
    yield Edit(len(text), len(text), opening + made)


def _as_rows(codes: Iterable[Code], language: str) -> list[str]:
    """The codes as the rows of a list: what inserting them into one of ours would write."""
    probe = "- id: x\n"
    [node] = [read(probe.encode())[0]]
    assert isinstance(node, Sequence)
    made = "".join(insert_item(probe, node, 1, as_value(code, language))[0].new for code in codes)
    return made.removeprefix("\n").split("\n") if made else []


# --- a code as what stands in the file ---


def as_value(code: Code, language: str) -> dict[str, Value]:
    """The keys of a code with their values, in their order; what is empty is left out."""
    return {key: value for key in CODE_KEYS if (value := _value(code, key, language)) is not None}


def _value(code: Code, key: str, language: str) -> Value | None:
    said = getattr(code, key)
    if isinstance(said, Text):
        only = said.words.get(language) if len(said.words) == 1 else None
        return only if only is not None else dict(said.words) or None
    return said or None


def _changes(node: YamlMapping, old: Code, new: Code, language: str) -> dict[str, Value | None]:
    """The keys whose values differ."""
    changes: dict[str, Value | None] = {}
    for key in CODE_KEYS:
        if getattr(old, key) != getattr(new, key):
            value = _value(new, key, language)
            there = follow(node, key)
            if language and isinstance(value, str) and isinstance(there, YamlMapping):
                value = {language: value}
            changes[key] = value
    return changes


def writable(words: str) -> None:
    """CannotError `yaml_unwritable` for words that a YAML file can't hold (hidden characters)."""
    quote(words)
