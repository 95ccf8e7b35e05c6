"""Printing meets texts that want to be markup, break files or turn lines round, and texts of any length and script."""

import io
import zipfile
from xml.etree import ElementTree as ET

import docx
import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from interviewer.guide.model import (
    BackgroundItem,
    Choices,
    Condition,
    ConsentItem,
    Date,
    Guide,
    Number,
    Probe,
    Question,
    Scale,
    ShortText,
    Text,
    Theme,
)
from interviewer.report.paper.compose import Around, sheet_of
from interviewer.report.paper.html_style import quoted
from interviewer.report.paper.in_docx import docx_of
from interviewer.report.paper.in_html import html_of
from interviewer.report.paper.in_text import WIDTH, cells, text_of
from interviewer.report.paper.prepared import unprintable
from interviewer.report.paper.sheet import texts
from tests.paper_readers import READERS, bare

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The order in which Word wants what it reads; in another one it calls the file damaged.
PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
LETTERS = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
]
CELL = [
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
]
TABLE = [
    "tblStyle",
    "tblpPr",
    "tblOverlap",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblCaption",
    "tblDescription",
]
STYLE = [
    "name",
    "aliases",
    "basedOn",
    "next",
    "link",
    "autoRedefine",
    "hidden",
    "uiPriority",
    "semiHidden",
    "unhideWhenUsed",
    "qFormat",
    "locked",
    "personal",
    "personalCompose",
    "personalReply",
    "rsid",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "tblStylePr",
]
SIDES = ["top", "left", "start", "bottom", "right", "end", "insideH", "insideV", "tl2br", "tr2bl"]
ORDERS = {"pPr": PARAGRAPH, "rPr": LETTERS, "tcPr": CELL, "tblPr": TABLE, "style": STYLE, "tcBorders": SIDES}
NASTY = (
    "<script>alert(1)</script>",
    "</style></head>&amp;&lt;",
    "# Titre",
    "- puce",
    "1. un",
    "2) deux",
    "> cité",
    "```",
    "---",
    "===",
    "*a* _b_ `c` [d](http://e.f) ![g](h) <http://i.j> https://k.l",
    "| a | b |",
    "a\\",
    "&copy; &#65;",
    "]]>",
    "\x00\x07\x1b[31m\x85\u2028\ufeff\ufffe\ud800",
    "\u202eàl'envers",
    "\u05d0\u05d1 english \u05d2",
    "mot" * 200,
    "日本語" * 60,
    "e\u0301" * 100,
    "{count} %s {0}",
    "\t\n \n",
    "+ plus",
    "    quatre espaces",
)
words = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY)).map("\n\n".join))


def guide_of(said: str, language: str = "fr") -> Guide:
    """A guide with everything in it, every text the same."""
    text = Text({language: said})
    answers = (
        None,
        Scale(0, 10, said),
        Scale(-3, 900),
        Number(1.5, None, said),
        Choices({"a": text, "b": text}, several=True, other=True),
        Date(),
        ShortText(),
    )
    when = (Condition("q4", values=("a", said)), Condition("fact", others=("b",), lowest=1.0))
    probes = (Probe("p", text, "silence"), Probe("r", text))
    questions = tuple(
        Question(f"q{n}", text, aim=text, must=n == 0, codes=("code",), probes=probes, answer=one, when=when[: n % 3])
        for n, one in enumerate(answers)
    )
    return Guide(
        "nasty",
        1,
        title=text,
        language=language,
        languages=(language,),
        themes=(Theme("t", text, text, 7.5, questions, when), Theme("u", text, questions=questions[:1])),
        stakeholders=("benevoles", "others"),
        purpose=text,
        duration=30,
        opening=text,
        consent=(ConsentItem("c", "notes", text, required=True), ConsentItem("d", "quote", text)),
        background=(BackgroundItem("fact", text, Choices({"b": text})), BackgroundItem("day", text, Date())),
        closing=text,
    )


def around(said: str, language: str = "fr") -> Around:
    label = Text({language: said})
    return Around({"benevoles": label}, {"code": label}, None, said, "fr")


@settings(max_examples=40)
@given(words)
@example("\n\n".join(NASTY))
@example("x" * 10_000)
@example("")
def test_no_text_breaks_a_format_or_is_lost_in_one(said):
    sheet = sheet_of(guide_of(said), "fr", around(said))
    for kind, read in READERS.items():
        shown, place = bare(read(sheet)), 0
        for text in texts(sheet.parts):
            found = shown.find(bare(text), place)
            assert found >= 0, (kind, text)
            place = found + len(bare(text))


@settings(max_examples=40)
@given(words)
@example("\n\n".join(NASTY))
def test_text_keeps_to_80_columns_and_no_control_reaches_any_format(said):
    sheet = sheet_of(guide_of(said), "fr", around(said))
    text = text_of(sheet)
    assert max(cells(line) for line in text.replace("\f", "").split("\n")) <= WIDTH
    assert not unprintable(text.replace("\f", "").replace("\n", ""))
    assert not unprintable(html_of(sheet))
    ET.fromstring(zipfile.ZipFile(io.BytesIO(docx_of(sheet))).read("word/document.xml"))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_word_finds_everything_in_the_order_of_its_schema(language):
    sheet = sheet_of(guide_of("Un texte", language), language, around("Un texte", language))
    package = zipfile.ZipFile(io.BytesIO(docx_of(sheet)))
    seen = set()
    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        for element in ET.fromstring(package.read(name)).iter():
            order = ORDERS.get(element.tag.removeprefix(W))
            if order is not None:
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(set(places)), ET.tostring(element)
                seen.add(element.tag.removeprefix(W))
    assert seen == set(ORDERS)


def test_every_style_that_is_used_is_there_and_every_paragraph_has_one():
    document = docx.Document(io.BytesIO(docx_of(sheet_of(guide_of("Un texte"), "fr", around("Un texte")))))
    known = {style.style_id for style in document.styles}
    used = {one.get(f"{W}val") for one in document.element.iter(f"{W}pStyle", f"{W}rStyle")}
    assert used <= known
    assert all(one.find(f"{W}pPr/{W}pStyle") is not None for one in document.element.body.iter(f"{W}p"))


def test_a_language_from_the_right_turns_the_page():
    guide = guide_of("مرحبا بكم", "ar")
    sheet = sheet_of(guide, "ar", around("مرحبا", "ar"))
    assert sheet.rtl
    assert '<html lang="ar" dir="rtl">' in html_of(sheet)
    styles = zipfile.ZipFile(io.BytesIO(docx_of(sheet))).read("word/styles.xml").decode()
    assert "<w:bidi/>" in styles
    assert 'w:bidi="ar-SA"' in styles
    assert "\u200e10\u200e" not in html_of(sheet)  # numbers have no direction of their own
    assert not sheet_of(guide_of("Bonjour"), "fr", around("x")).rtl


def test_nothing_ends_a_string_of_the_style_sheet():
    assert quoted('a"b</style>\\') == '"a\\22 b\\3c \\2f style\\3e \\5c "'
