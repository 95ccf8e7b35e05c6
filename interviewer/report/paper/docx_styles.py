"""The styles of a printed guide in Word's own words, so that people restyle it in Word: one style for each kind of text.

Lengths are twentieths of a point, as Word has them, and sizes of letters half points.
"""

from collections.abc import Iterator
from typing import NamedTuple

INK, QUIET, RULE, HAIR, ACCENT = "16191D", "565D66", "9AA1A9", "C9CED4", "0F4C5C"
SANS, SERIF, SYMBOLS = "Calibri", "Cambria", "Segoe UI Symbol"
PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
MARGIN, TOP, BOTTOM = 1077, 1190, 1077
INDENT, PROBE = 737, 1021
REGIONS = {"fr": "fr-FR", "en": "en-GB", "es": "es-ES", "de": "de-DE", "pt": "pt-PT", "it": "it-IT", "ar": "ar-SA"}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def text_width(paper: str) -> int:
    """The width between the margins."""
    return PAPERS[paper][0] - 2 * MARGIN


class Style(NamedTuple):
    """A style of paragraphs. `before`, `after` and `line` are spaces; `more` is XML for what only this style has."""

    name: str
    size: float = 10.5
    font: str = SANS
    colour: str = INK
    bold: bool = False
    italic: bool = False
    caps: bool = False
    before: int = 0
    after: int = 0
    line: int = 259
    left: int = 0
    hanging: int = 0
    keep: bool = False
    whole: bool = False
    outline: int | None = None
    more: str = ""

    @property
    def id(self) -> str:
        """The id under which paragraphs name it."""
        return self.name.replace(" ", "")


class Character(NamedTuple):
    """A style of letters inside a paragraph; without a size or a font, those of the paragraph stay."""

    name: str
    size: float
    font: str
    colour: str
    bold: bool = False
    caps: bool = False
    ground: str = ""
    edge: str = ""


STYLES = (
    Style("Normal"),
    Style("Title", 27, SERIF, bold=True, before=40, after=140, line=240, keep=True, whole=True),
    Style("Subtitle", 12.5, SERIF, italic=True, after=60, line=276),
    Style("heading 1", 18, SERIF, bold=True, before=460, after=60, line=252, keep=True, whole=True, outline=0),
    Style(
        "heading 2",
        14.5,
        bold=True,
        before=380,
        after=30,
        line=252,
        left=INDENT,
        hanging=INDENT,
        keep=True,
        whole=True,
        outline=1,
    ),
    Style("heading 3", 13, SERIF, bold=True, before=220, after=30, line=252, keep=True, whole=True, outline=2),
    Style("Overline", 8.5, colour=ACCENT, bold=True, caps=True, keep=True),
    Style("Facts", 9.5, colour=QUIET, before=80, after=200),
    Style("Hint", 9.5, colour=QUIET, after=80, keep=True),
    Style("Aim", 9.5, colour=QUIET, after=40, left=INDENT, keep=True, whole=True),
    Style("Question aim", 9.5, colour=QUIET, after=90, left=INDENT, keep=True, whole=True),
    Style("Condition", 9.5, colour=ACCENT, bold=True, keep=True, whole=True),
    Style("Speech", 13, SERIF, after=130, line=300, left=290),
    Style("Field", 10.5, before=230, keep=True),
    Style("Plan", 10.5, before=36, after=36, line=240, keep=True),
    Style("Plan bar", 2, line=130, keep=True),
    Style("Consent", 12, SERIF, before=80, after=90, line=254, keep=True, whole=True),
    Style("Tick", 11, before=90, after=60, line=264, keep=True),
    Style("Probe", 11.5, after=40, line=252, left=PROBE, hanging=PROBE - INDENT, keep=True, whole=True),
    Style("Answer", 10.5, before=50, after=50, keep=True),
    Style("Answer hint", 9.5, colour=QUIET, before=60, after=40, keep=True),
    Style("Notes heading", 9, colour=QUIET, before=120, left=INDENT, keep=True, whole=True),
    Style("Notes", 9, colour=RULE, before=255, line=210, left=INDENT),
    Style("Fact", 12, bold=True, before=240, after=40, line=252, keep=True, whole=True, outline=2),
    Style("Lines", 9, colour=RULE, before=255, line=210),
    Style("Ask", 11, before=200, keep=True, whole=True),
    Style("Point", 10.5, after=60, line=259, left=255, hanging=255),
    Style("Named", 10.5, before=60, line=259),
    Style("Signer", 10.5, bold=True, before=240, keep=True),
    Style("Small print", 9, colour=QUIET, before=60),
    Style("header", 8.5, colour=QUIET, line=240),
    Style("footer", 8.5, colour=QUIET, line=240),
    Style("Thin", 1, line=20, more='<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'),
)
CHARACTERS = (
    Character("Label", 8.5, SANS, ACCENT, bold=True, caps=True),
    Character("Quiet", 9.5, SANS, QUIET),
    Character("Kind", 9, SANS, QUIET),
    Character("Must", 9.5, SANS, INK, bold=True),
    Character("Minutes", 10.5, SANS, QUIET),
    Character("Theme number", 0, "", ACCENT, bold=True),
    Character("Question number", 10, SANS, ACCENT, bold=True),
    Character("Must number", 10, SANS, "FFFFFF", bold=True, ground=INK),
    Character("Consent note", 9, SANS, ACCENT),
    Character("Form title", 23, SERIF, INK, bold=True),
    Character("Box", 0, SYMBOLS, INK),
    Character("Step", 14, SANS, INK, edge=RULE),
)
BUILT_IN = {"Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "header", "footer"}


def style_id(name: str) -> str:
    """The id of the style of that name."""
    return {"heading 1": "Heading1", "heading 2": "Heading2", "heading 3": "Heading3"}.get(name, name.replace(" ", ""))


def language_tag(language: str) -> str:
    """The language as spell checkers know it: with a region."""
    return REGIONS.get(language.lower(), language)


def styles_xml(language: str, paper: str, *, rtl: bool) -> Iterator[str]:
    """The defaults of the document, then each style, as elements of `w:styles`."""
    tag = language_tag(language)
    yield (
        f'<w:docDefaults xmlns:w="{WORD}"><w:rPrDefault><w:rPr>{_fonts(SANS)}<w:kern w:val="0"/><w:sz w:val="21"/>'
        f'<w:szCs w:val="21"/><w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    for style in STYLES:
        yield _style(style, _tabs(style.name, paper), rtl=rtl)
    for character in CHARACTERS:
        yield _character(character)
    yield (
        f'<w:style xmlns:w="{WORD}" w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _style(style: Style, tabs: str, *, rtl: bool) -> str:
    """The style as XML; numbers of pages are set from the left on any page."""
    off = ' w:val="0"' if style.name == "footer" else ""
    turned, bidi = (f"<w:rtl{off}/>", f"<w:bidi{off}/>") if rtl else ("", "")
    default = ' w:default="1"' if style.name == "Normal" else ""
    custom = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    based = "" if style.name == "Normal" else '<w:basedOn w:val="Normal"/>'
    following = '<w:next w:val="Normal"/>' if style.outline is not None else ""
    number = {"Probe": 1, "Point": 2}.get(style.name)
    spacing = f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="{_rule(style)}"/>'
    paragraph = "".join(
        (
            "<w:keepNext/>" if style.keep else "",
            "<w:keepLines/>" if style.whole else "",
            "<w:widowControl/>",
            f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number else "",
            _border(style.name, rtl=rtl),
            tabs,
            bidi,
            style.more or spacing,
            f'<w:ind w:left="{style.left}" w:right="0"{_hanging(style)}/>' if style.left else "",
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
        )
    )
    return (
        f'<w:style xmlns:w="{WORD}" w:type="paragraph"{default}{custom} w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/>{based}{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{_letters(style)}{turned}</w:rPr></w:style>"
    )


def _character(style: Character) -> str:
    size = round(style.size * 2)
    weight = "<w:b/><w:bCs/>" if style.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>' if size else ""
    looks = "".join(
        (
            _fonts(style.font) if style.font else "",
            weight,
            "<w:caps/>" if style.caps else "",
            f'<w:color w:val="{style.colour}"/>',
            '<w:spacing w:val="16"/>' if style.caps else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
            f'<w:bdr w:val="single" w:sz="6" w:space="0" w:color="{style.edge}"/>' if style.edge else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{style.ground}"/>' if style.ground else "",
        )
    )
    return (
        f'<w:style xmlns:w="{WORD}" w:type="character" w:customStyle="1" w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:qFormat/><w:rPr>{looks}</w:rPr></w:style>'
    )


def _rule(style: Style) -> str:
    return "exact" if style.name in ("Notes", "Lines", "Plan bar") else "auto"


def _hanging(style: Style) -> str:
    return f' w:hanging="{style.hanging}"' if style.hanging else ""


def _letters(style: Style) -> str:
    size = round(style.size * 2)
    return "".join(
        (
            _fonts(style.font),
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:i/><w:iCs/>" if style.italic else "",
            "<w:caps/>" if style.caps else "",
            f'<w:color w:val="{style.colour}"/>',
            '<w:spacing w:val="16"/>' if style.caps else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        )
    )


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'


def _border(name: str, *, rtl: bool) -> str:
    if name == "Speech":
        side = "right" if rtl else "left"
        return f'<w:pBdr><w:{side} w:val="single" w:sz="18" w:space="11" w:color="{ACCENT}"/></w:pBdr>'
    return ""


def _tabs(name: str, paper: str) -> str:
    width = text_width(paper)
    stops = {
        "heading 1": [("left", INDENT, "none"), ("right", width, "none")],
        "heading 2": [("left", INDENT, "none")],
        "Notes": [("right", width, "dot")],
        "Lines": [("right", width, "dot")],
        "header": [("right", width, "none")],
        "footer": [("right", width, "none")],
    }.get(name, [])
    made = "".join(f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{place}"/>' for kind, place, leader in stops)
    return f"<w:tabs>{made}</w:tabs>" if made else ""


def numbering_xml() -> Iterator[str]:
    """The two kinds of lists: circles to tick before probes, points."""
    lists = ((1, "○", PROBE, PROBE - INDENT, QUIET), (2, "•", 255, 255, ACCENT))
    for number, sign, left, hanging, colour in lists:
        yield (
            f'<w:abstractNum xmlns:w="{WORD}" w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
            f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
            f'<w:rPr><w:color w:val="{colour}"/></w:rPr></w:lvl></w:abstractNum>'
        )
    for number, *_ in lists:
        yield f'<w:num xmlns:w="{WORD}" w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
