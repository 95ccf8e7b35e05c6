"""A printed guide as a Word file. The one door to the library that writes them.

The same sheet gives the same bytes: no author, no clock, fixed days.
"""

import io
import zipfile
from datetime import datetime
from typing import Any

from interviewer.report.paper.docx_body import body_xml
from interviewer.report.paper.docx_pieces import TAB, paragraph, run
from interviewer.report.paper.docx_styles import (
    BOTTOM,
    MARGIN,
    PAPERS,
    TOP,
    WORD,
    language_tag,
    numbering_xml,
    styles_xml,
    text_width,
)
from interviewer.report.paper.prepared import shortened, typeset
from interviewer.report.paper.sheet import Sheet

LONGEST_TITLE = 200
LEFT_OUT = ("/thumbnail", "/extended-properties", "/stylesWithEffects", "/customXml")
COMPATIBILITY = "15"  # a document of today; of an older one Word says so in its title bar
UNIX = 3
DAY = (2000, 1, 1, 0, 0, 0)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def docx_of(sheet: Sheet, paper: str = "a4") -> bytes:
    """The file's bytes. `paper` is a4 or letter."""
    import docx

    document = docx.Document()
    _clear(document, sheet)
    _restyle(document, sheet, paper)
    _set_up(document, sheet, paper)
    _fill(document, sheet, paper)
    _describe(document, sheet)
    made = io.BytesIO()
    document.save(made)
    return _undated(made.getvalue())


def _elements(xml: str) -> list[Any]:
    from docx.oxml import parse_xml

    return list(parse_xml(f'<w:body xmlns:w="{WORD}">{xml}</w:body>'))


def _clear(document: Any, sheet: Sheet) -> None:
    """Take out what the template brings along: its picture, its statistics, that its spelling was checked already."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(LEFT_OUT)]:
            del relations[key]
    word, settings = f"{{{WORD}}}", document.settings.element
    for name in ("proofState", "rsids", "savePreviewPicture"):
        for one in settings.findall(word + name):
            settings.remove(one)
    for one in settings.findall(f"{word}themeFontLang"):
        one.attrib.clear()
        one.set(f"{word}val", language_tag(sheet.language))
    for one in settings.iter(f"{word}compatSetting"):
        if one.get(f"{word}name") == "compatibilityMode":
            one.set(f"{word}val", COMPATIBILITY)


def _restyle(document: Any, sheet: Sheet, paper: str) -> None:
    """Our styles and lists in place of the template's."""
    from docx.oxml import parse_xml

    styles = document.styles.element
    for element in [one for one in styles if not one.tag.endswith("latentStyles")]:
        styles.remove(element)
    defaults, *rest = map(parse_xml, styles_xml(sheet.language, paper, rtl=sheet.rtl))
    styles.insert(0, defaults)
    styles.extend(rest)
    numbering = document.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    numbering.extend(map(parse_xml, numbering_xml()))


def _set_up(document: Any, sheet: Sheet, paper: str) -> None:
    """Two sections: pages of the interview, whose margins have a place for the pseudonym, and forms, which have none."""
    first = document.sections[0]
    first.page_width, first.page_height = (_twips(one) for one in PAPERS[paper])
    first.left_margin = first.right_margin = _twips(MARGIN)
    first.top_margin, first.bottom_margin = _twips(TOP), _twips(BOTTOM)
    first.header_distance = first.footer_distance = _twips(560)
    first.different_first_page_header_footer = True
    code = f"{sheet.code}  {'_' * 22}" if sheet.code else ""
    _write(first.header, "header", run(typeset(sheet.running, sheet.language)), TAB, run(typeset(code, sheet.language)))
    _write(first.first_page_header, "header")
    page = (
        "" if sheet.rtl else TAB,
        run(f"{sheet.page} "),
        FIELD.format(name="PAGE"),
        run(" / "),
        FIELD.format(name="NUMPAGES"),
    )
    _write(first.footer, "footer", *page)
    _write(first.first_page_footer, "footer", *page)
    if any(not part.coded for part in sheet.parts):
        forms = document.add_section()
        forms.different_first_page_header_footer = False
        forms.top_margin = forms.bottom_margin = _twips(850)
        forms.header.is_linked_to_previous = False
        _write(forms.header, "header")
        document.paragraphs[0].style = document.styles["Thin"]  # what ends the first section is no empty line


def _write(place: Any, style: str, *runs: str) -> None:
    element = place._element  # noqa: SLF001 - the library has no public way to replace what is in there
    for one in list(element):
        element.remove(one)
    element.extend(_elements(paragraph(style, *runs)))


def _fill(document: Any, sheet: Sheet, paper: str) -> None:
    element = document.element.body
    place, *_ = list(element)  # what ends the first section
    fresh = False
    for part in sheet.parts:
        if not part.coded and place is not element[-1]:
            place, fresh = element[-1], False
        if fresh:
            place.addprevious(*_elements(paragraph("Thin", more="<w:pageBreakBefore/>")))
        for one in _elements(body_xml(part, sheet, text_width(paper))):
            place.addprevious(one)
        fresh = True


def _describe(document: Any, sheet: Sheet) -> None:
    """What the file says of itself: the title and the language, nobody's name, no real day."""
    about = document.core_properties
    about.title, about.language = typeset(shortened(sheet.title, LONGEST_TITLE), sheet.language), sheet.language
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = datetime(*DAY)  # noqa: DTZ001 - a fixed day, so that the bytes are the same
    about.revision = 1


def _twips(length: int) -> Any:
    from docx.shared import Twips

    return Twips(length)


def _undated(data: bytes) -> bytes:
    """The same package, each of its files from the same day and from the same system."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as again:
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, DAY)
            entry.create_system = UNIX
            again.writestr(entry, package.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
