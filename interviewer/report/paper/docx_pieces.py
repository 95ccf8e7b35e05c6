"""Runs, paragraphs and cells of WordprocessingML."""

from html import escape

from interviewer.report.paper.docx_styles import RULE, style_id

TAB = "<w:r><w:tab/></w:r>"
KEEP = "<w:keepNext/>"


def run(text: str, looks: str = "") -> str:
    """A run of text; `looks` are its own properties as XML."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def paragraph(style: str, *runs: str, more: str = "") -> str:
    """A paragraph in a style; `more` are its own properties as XML, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{more}</w:pPr>{"".join(runs)}</w:p>'


def leader(place: int, kind: str = "underscore", side: str = "right") -> str:
    """A tab stop that draws a line up to its place."""
    return f'<w:tabs><w:tab w:val="{side}" w:leader="{kind}" w:pos="{place}"/></w:tabs>'


def cell(width: int, *content: str, borders: str = "", middle: bool = False) -> str:
    """A cell of a table with its paragraphs."""
    lines = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    align = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{lines}{align}</w:tcPr>{"".join(content)}</w:tc>'


def edge(side: str, colour: str = RULE, size: int = 4) -> str:
    """One border of a cell."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
