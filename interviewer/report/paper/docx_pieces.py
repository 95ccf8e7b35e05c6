"""Runs, paragraphs, rules and tables of WordprocessingML, texts escaped for XML."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from interviewer.report.paper.docx_styles import RULE, style_id
from interviewer.report.paper.prepared import typeset
from interviewer.report.paper.sheet import BOX

TAB = "<w:r><w:tab/></w:r>"
KEEP = "<w:keepNext/>"
CENTRED, AT_END = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
EDGE = 20  # a tab stop at the very edge is none
SIDES = ("top", "left", "bottom", "right")
NO_MARGINS = "<w:tblCellMar>" + "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in SIDES) + "</w:tblCellMar>"
# Word merges the lines of neighbours; a thin paragraph between them keeps each.
UNDERLINED = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="{RULE}"/></w:pBdr>'
KEPT_LINES, LAST_LINES, SHORT = 3, 3, 5


def run(text: str, style: str = "") -> str:
    """A run of text, in a style of characters where one is named."""
    looks = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def paragraph(style: str, *runs: str, more: str = "") -> str:
    """A paragraph in a style; `more` are its own properties as XML, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{more}</w:pPr>{"".join(runs)}</w:p>'


def box() -> str:
    """A box to tick and the space behind it."""
    return run(BOX, "Box") + run("\u00a0")


def stops(*places: tuple[int, str]) -> str:
    """Tab stops, each with what is drawn up to it: none, underscore, dot."""
    made = "".join(f'<w:tab w:val="left" w:leader="{kind}" w:pos="{place - EDGE}"/>' for place, kind in places)
    return f"<w:tabs>{made}</w:tabs>"


def leader(place: int) -> str:
    """A tab stop that draws a line up to its place."""
    return stops((place, "underscore"))


def spaced(before: int) -> str:
    """The space before a paragraph."""
    return f'<w:spacing w:before="{before}"/>'


def indent(left: int) -> str:
    """A paragraph that stands further in."""
    return f'<w:ind w:left="{left}"/>'


def hung(width: int) -> str:
    """A paragraph whose later rows, and what follows its first tab, stand further in."""
    return f'<w:tabs><w:tab w:val="left" w:pos="{width}"/></w:tabs><w:ind w:left="{width}" w:hanging="{width}"/>'


def edge(side: str, colour: str = RULE) -> str:
    """One border of a cell."""
    return f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>'


def cell(width: int, *content: str, borders: str = "", middle: bool = False) -> str:
    """A cell of a table with its paragraphs."""
    lines = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    align = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{lines}{align}</w:tcPr>{"".join(content)}</w:tc>'


def ruled(style: str, count: int, *, more: bool = False) -> Iterator[str]:
    """Dotted lines; the first and the last ones hold together, so that none is left alone on a page.

    With `more`, the last one holds to what follows.
    """
    for n in range(count):
        between = count > SHORT and KEPT_LINES - 1 <= n < count - LAST_LINES
        alone = between or (n == count - 1 and not more)
        yield paragraph(style, TAB, more="" if alone else KEEP)


class Frame(NamedTuple):
    """The language of the texts, the width between the margins, and whether the page is read from the right."""

    language: str
    width: int
    rtl: bool

    def run(self, text: str, style: str = "") -> str:
        """A run of a text, typeset."""
        return run(typeset(text, self.language), style)

    def each(self, style: str, texts: Iterable[str]) -> Iterator[str]:
        """A paragraph for each text."""
        for text in texts:
            yield paragraph(style, self.run(text))

    def some(self, style: str, text: str, more: str = "") -> Iterator[str]:
        """The paragraph, where there is a text."""
        if text:
            yield paragraph(style, self.run(text), more=more)

    def table(
        self, widths: Sequence[int], rows: Iterable[Sequence[str]], about: str = "", left: int = 0, height: int = 0
    ) -> Iterator[str]:
        """A table of fixed widths whose rows stay whole, and the thin paragraph that parts it from the next."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        tall = f'<w:trHeight w:val="{height}" w:hRule="exact"/>' if height else ""
        made = "".join(f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>{''.join(cells)}</w:tr>" for cells in rows)
        turned = "<w:bidiVisual/>" if self.rtl else ""
        caption = f'<w:tblCaption w:val="{escape(about)}"/>' if about else ""
        yield (
            f'<w:tbl><w:tblPr>{turned}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{left}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{NO_MARGINS}{caption}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'
        )
        yield paragraph("Thin", more=KEEP)
