"""A Word file -> lines. The one door to python-docx for reading; a file is weighed before it is opened.

What is read is the text as it would be printed: what was inserted is in it and what was deleted is not. Nothing outside of
the file is ever fetched, whatever it refers to.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from interviewer.errors import Problem, problem
from interviewer.guide.prose.marks import tidy, typed
from interviewer.guide.prose.model import Line, Marker
from interviewer.guide.prose.tables import Cell, table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 2000
MOST_UNPACKED = 48 << 20
MOST_TEXT = 16 << 20
MOST_PARAGRAPHS = 20_000
DEEPEST = 8
TWIPS = 360
"""How far one more level is set in, in twentieths of a point."""
FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
MARGINS = frozenset({"header", "footer", "footnotes", "endnotes", "comments"})
TITLES = frozenset({"title", "titre"})
HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-9])")
BREAK = "\n"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PASSED_OVER = frozenset({FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}txbxContent"})


def docx_lines(data: bytes) -> tuple[list[Line], tuple[Problem, ...]]:
    """The lines of the file; none and a problem where it can't be read as one of Word's."""
    refused = _weighed(data)
    if refused:
        return [], (problem(refused),)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        made = _Reader(document).lines()
    except Exception:  # noqa: BLE001 - whatever a library meets in a broken file, it is one answer to us
        return [], (problem("prose_docx_broken"),)
    return made


def _weighed(data: bytes) -> str:
    """Which rule the archive breaks; empty for none. Sizes are those declared, and more than that is never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            texts = [one for one in parts if one.filename.lower().endswith((".xml", ".rels"))]
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
                return "prose_docx_huge"
            if sum(one.file_size for one in texts) > MOST_TEXT:
                return "prose_docx_huge"
            if any(_hostile(archive.read(one)) for one in texts):
                return "prose_docx_hostile"
    except Exception:  # noqa: BLE001 - as above: zip, its compressions and its encryptions fail in many ways
        return "prose_docx_broken"
    return ""


def _hostile(xml: bytes) -> bool:
    """Whether the part declares entities of its own, which no word processor writes, or hides that in another encoding."""
    return FORBIDDEN.search(xml) is not None or b"\0" in xml[:4]


class _Reader:
    """One document on its way to lines."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._number = 0
        self._made: list[Line] = []
        self._kinds = _list_kinds(document)
        self._gap = True
        self._styles = {style.style_id: style for style in document.styles if getattr(style, "style_id", None)}

    def lines(self) -> tuple[list[Line], tuple[Problem, ...]]:
        self._blocks(self._document.element.body, 0)
        self._margins()
        if self._number > MOST_PARAGRAPHS:
            return [], (problem("prose_too_long", limit=MOST_PARAGRAPHS),)
        return self._made, ()

    def _margins(self) -> None:
        """What stands above, below and beside the text: it is in no guide, and nothing is left out unsaid."""
        from docx.oxml import parse_xml

        for one in self._document.part.rels.values():
            if not one.is_external and one.reltype.rpartition("/")[2] in MARGINS:
                for paragraph in parse_xml(one.target_part.blob).iter(f"{W}p"):
                    words = self._cell_words(paragraph)
                    if words:
                        self._made.append(Line(self._number, words, column="margin"))

    def _blocks(self, parent: Any, depth: int) -> None:
        for child in parent:
            if self._number > MOST_PARAGRAPHS:
                return
            if child.tag == f"{W}p":
                self._paragraph(child)
                for box in _boxes(child) if depth < DEEPEST else ():
                    self._gap = True
                    self._blocks(box, depth + 1)
                    self._gap = True
            elif child.tag == f"{W}tbl" and depth < DEEPEST:
                self._made += table_lines(list(self._rows(child)))
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml") and depth < DEEPEST:
                self._blocks(child, depth + 1)

    def _rows(self, table: Any) -> Iterator[list[Cell]]:
        for row in table.iterchildren(f"{W}tr"):
            cells: list[Cell] = []
            for cell in row.iterchildren(f"{W}tc"):
                first = self._number + 1
                paragraphs = [one for one in cell.iter(f"{W}p") if not _is_copy(one)]
                cells.append((first, [words for one in paragraphs for words in self._rows_of_words(one)]))
            yield cells

    def _rows_of_words(self, paragraph: Any) -> list[str]:
        """The words of a paragraph in a cell, broken where lines were broken by hand, unless a sentence goes on there."""
        self._number += 1
        made: list[str] = []
        for row in filter(None, map(tidy, _words(paragraph, BREAK).split(BREAK))):
            if made and row[:1].islower():
                made[-1] = f"{made[-1]} {row}"
            else:
                made.append(row)
        return made

    def _cell_words(self, paragraph: Any) -> str:
        self._number += 1
        return tidy(_words(paragraph))

    def _paragraph(self, paragraph: Any) -> None:
        self._number += 1
        words = tidy(_words(paragraph))
        if not words:
            self._gap = True
            return
        heading, title = self._heading(paragraph)
        marker, level = self._item(paragraph)
        by_hand, said = typed(words)
        self._made.append(
            Line(
                self._number,
                said,
                heading=heading,
                title=title,
                level=level,
                marker=marker or by_hand,
                bold=_bold(paragraph),
                gap=self._gap,
            )
        )
        self._gap = False

    def _heading(self, paragraph: Any) -> tuple[int, bool]:
        """The level of a heading by its style or its outline, and whether it is the title."""
        name, outline = "", None
        style = self._styles.get(_value(paragraph, "pPr/pStyle"))
        for _ in range(DEEPEST):
            if style is None:
                break
            name = (style.name or "").lower()
            found = HEADING.match(name)
            if found:
                return int(found[1]), False
            if name in TITLES:
                return 0, True
            outline = outline or _value(style.element, "pPr/outlineLvl")
            style = style.base_style
        outline = _value(paragraph, "pPr/outlineLvl") or outline
        return (int(outline) + 1 if outline and outline.isdigit() and int(outline) < DEEPEST else 0), False

    def _item(self, paragraph: Any) -> tuple[Marker, int]:
        """Whether the paragraph is an item of a list, by itself or by its style, and how far it is set in."""
        number, level = _value(paragraph, "pPr/numPr/numId"), _value(paragraph, "pPr/numPr/ilvl")
        style = self._styles.get(_value(paragraph, "pPr/pStyle"))
        name = (style.name or "").lower() if style is not None else ""
        indent = _value(paragraph, "pPr/ind", "left") or _value(paragraph, "pPr/ind", "start")
        if not number and style is not None:
            number = _value(style.element, "pPr/numPr/numId")
            level = level or _value(style.element, "pPr/numPr/ilvl")
        named = re.search(r"([2-5])$", name) if "list" in name else None
        depth = int(level) if level.isdigit() else 0
        if named:
            depth = max(depth, int(named[1]) - 1)
        if number and number != "0":
            return self._kinds.get((number, str(depth)), "number" if "number" in name else "bullet"), min(
                depth, DEEPEST
            )
        if "list bullet" in name or "list number" in name:
            return "number" if "number" in name else "bullet", depth
        set_in = int(indent) // TWIPS if indent.isdigit() else 0
        return "", min(set_in, DEEPEST)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """What stands in boxes that are drawn beside this paragraph; those inside of them come with their own."""
    for box in paragraph.iter(f"{W}txbxContent"):
        holder = next((one for one in box.iterancestors(f"{W}p")), None)
        if holder is paragraph and not _is_copy(box):
            yield box


def _is_copy(element: Any) -> bool:
    """Whether it is a copy for older programs of what stands elsewhere."""
    return next(element.iterancestors(FALLBACK), None) is not None


def _words(paragraph: Any, broken: str = " ") -> str:
    made: list[str] = []
    standing = [iter(paragraph)]
    while standing:
        child = next(standing[-1], None)
        if child is None:
            standing.pop()
        elif child.tag == f"{W}t":
            made.append(child.text or "")
        elif child.tag in (f"{W}br", f"{W}cr"):
            made.append(broken)
        elif child.tag == f"{W}tab":
            made.append(" ")
        elif child.tag == f"{W}noBreakHyphen":
            made.append("-")
        elif child.tag not in PASSED_OVER and isinstance(child.tag, str):
            standing.append(iter(child))
    return "".join(made)


def _bold(paragraph: Any) -> bool:
    """Whether all that can be seen of the paragraph is bold."""
    runs = [run for run in paragraph.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()]
    return bool(runs) and all(_is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


def _value(element: Any, path: str, attribute: str = "val") -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}{attribute}") or ""


def _list_kinds(document: Any) -> dict[tuple[str, str], Marker]:
    """By the number of a list and a level: whether its items have bullets or count."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    shapes: dict[str, dict[str, Marker]] = {}
    for abstract in numbering.iter(f"{W}abstractNum"):
        levels = {level.get(f"{W}ilvl") or "0": _kind(_value(level, "numFmt")) for level in abstract.iter(f"{W}lvl")}
        shapes[abstract.get(f"{W}abstractNumId") or ""] = levels
    kinds: dict[tuple[str, str], Marker] = {}
    for number in list(numbering.iter(f"{W}num"))[:MOST_PARTS]:
        name = number.get(f"{W}numId") or ""
        kinds |= {(name, level): kind for level, kind in shapes.get(_value(number, "abstractNumId"), {}).items()}
    return kinds


def _kind(shape: str) -> Marker:
    if shape in ("bullet", "none"):
        return "bullet"
    return "letter" if "Letter" in shape else "number"
