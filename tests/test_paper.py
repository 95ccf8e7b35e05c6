"""The paper version of a guide: all formats hold every text of the guide, in the same order."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from interviewer.guide.model import Guide, Text
from interviewer.guide.read import read_guide
from interviewer.guide.spoken import spoken
from interviewer.report.paper.compose import Around, sheet_of
from interviewer.report.paper.in_docx import docx_of
from interviewer.report.paper.prepared import paragraphs
from interviewer.report.paper.sheet import texts
from tests.paper_readers import READERS, bare

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted((ROOT / "guides").glob("*.yaml"))
AROUND = Around({"benevoles": Text({"fr": "Bénévoles", "en": "Volunteers"})}, {}, 36, "2026-01", "fr")


def guide_in(path: Path) -> Guide:
    guide, problems = read_guide(path.read_bytes(), str(path))
    assert guide is not None, problems
    return guide


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", READERS)
def test_every_format_holds_all_texts_of_the_sheet_in_its_order(path, kind):
    guide = guide_in(path)
    for language in guide.languages:
        sheet = sheet_of(guide, language, AROUND)
        said, place = bare(READERS[kind](sheet)), 0
        for text in texts(sheet.parts):
            wanted = bare(text)
            found = said.find(wanted, place)
            assert found >= 0, f"{language}: {text!r} is not behind what stands before it"
            assert found - place <= 12, f"{language}: {said[place:found]!r} stands before {text!r}, in no other format"
            place = found + len(wanted)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", READERS)
def test_every_text_of_the_guide_is_on_paper(path, kind):
    guide = guide_in(path)
    for language in guide.languages:
        said = bare(READERS[kind](sheet_of(guide, language, AROUND)))
        for one in spoken(guide):
            for paragraph in paragraphs(one.text.said_in(language)):
                assert bare(paragraph) in said, one


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_printing_twice_gives_the_same_bytes_and_nobody_s_name(path):
    guide = guide_in(path)
    sheet = sheet_of(guide, guide.language, AROUND)
    made = docx_of(sheet)
    assert made == docx_of(sheet)
    package = zipfile.ZipFile(io.BytesIO(made))
    assert not [name for name in package.namelist() if "thumbnail" in name or "app.xml" in name or "customXml" in name]
    assert {one.date_time for one in package.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    about = docx.Document(io.BytesIO(made)).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.language == guide.language
