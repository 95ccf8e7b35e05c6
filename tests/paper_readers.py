"""Readers of printed guides: what a person sees in each format, written from the formats and not from the writers."""

import io
import re
from html.parser import HTMLParser

import docx
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt

from interviewer.report.paper.in_docx import docx_of
from interviewer.report.paper.in_html import html_of
from interviewer.report.paper.in_markdown import markdown_of
from interviewer.report.paper.in_text import text_of
from interviewer.report.paper.sheet import Sheet

PLAIN_MARKDOWN = {
    *("paragraph", "heading", "blockquote", "bullet_list", "list_item", "inline", "hr"),
    *("text", "softbreak", "hardbreak", "strong", "em"),
}


class _Words(HTMLParser):
    """What a browser shows of the body; anything that could fetch or run something is a failure."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.tags: set[str] = set()
        self.hidden = False

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.hidden = self.hidden or tag in ("style", "title")
        assert not any(name.startswith("on") or name in ("src", "href", "action") for name, _ in attrs)

    def handle_endtag(self, tag):
        self.hidden = self.hidden and tag not in ("style", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.shown.append(data)


def in_html(sheet: Sheet) -> str:
    parser = _Words()
    parser.feed(html_of(sheet))
    assert not parser.tags & {"script", "img", "iframe", "link", "object", "a"}
    return "".join(parser.shown)


def in_docx(sheet: Sheet) -> str:
    """The paragraphs of body and tables in the order of the document, as python-docx reads them."""
    document = docx.Document(io.BytesIO(docx_of(sheet)))
    return "\n".join(Paragraph(one, document).text for one in document.element.body.iter() if one.tag.endswith("}p"))


def in_markdown(sheet: Sheet) -> str:
    """The text as CommonMark understands it; markup that is none of the writer's own is a failure."""
    shown = []
    for token in MarkdownIt("commonmark").parse(markdown_of(sheet)):
        for one in token.children or (token,):
            kind = one.type.removesuffix("_open").removesuffix("_close")
            assert kind in PLAIN_MARKDOWN, one
            shown.append(one.content if one.type == "text" else "\n")
    return "".join(shown)


def bare(text: str) -> str:
    """Letters, digits and what stands in words; spaces, rules, bullets, boxes and brackets of the layout fall away."""
    return re.sub(r"[^\w?!:;,']", "", text.replace("’", "'"), flags=re.UNICODE).replace("_", "").casefold()


READERS = {"html": in_html, "docx": in_docx, "md": in_markdown, "txt": text_of}
